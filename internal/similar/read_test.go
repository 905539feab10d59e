package similar

import (
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// known is how often the vocabulary has counted anything, and how much is kept of each suggestion.
func known(t *testing.T, s *store.Store) (walk store.Walk, most, postings int64) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		if walk, err = tx.Walk(t.Context()); err != nil {
			return err
		}
		number := func(n *int64) []any { return []any{n} }
		if most, err = store.One(t.Context(), tx, number, `SELECT COALESCE(MAX(texts), 0) FROM search_term`); err != nil {
			return err
		}
		postings, err = store.One(t.Context(), tx, number, `SELECT COUNT(*) FROM search_posting`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return walk, most, postings
}

// Each text is counted once, whoever reads it and however often.
func TestATextIsCountedOnce(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		c = o.Must(testkit.Deputy, c.ID, 0, "submit", `{}`)
		begin := func() {
			t.Helper()
			if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.BeginWalks(t.Context()) }); err != nil {
				t.Fatal(err)
			}
		}
		reads := func() ([]store.ReadText, store.Walk) {
			t.Helper()
			list, walk, err := readBatch(t.Context(), s)
			if err != nil || len(list) != 1 {
				t.Fatalf("%d read, %v", len(list), err)
			}
			return list, walk
		}
		keeps := func(who string, list []store.ReadText, walk store.Walk, want int) {
			t.Helper()
			if n, err := keepBatch(t.Context(), s, list, walk); n != want || err != nil {
				t.Errorf("%s keeps %d, want %d: %v", who, n, want, err)
			}
		}
		expect := func(when string) {
			t.Helper()
			if walk, most, _ := known(t, s); walk.Texts != 1 || most != 1 {
				t.Errorf("%s: %d texts counted, the commonest term %d times", when, walk.Texts, most)
			}
		}

		begin()
		first, at := reads()
		second, also := reads()
		keeps("the first node", first, at, 1)
		keeps("the second, which read the same", second, also, 0)
		expect("two nodes read the same text")

		rewrite := func(analysis string) *suggestion.Case {
			o.Must(testkit.Clerk, c.ID, 0, "start_review", `{}`)
			o.Must(testkit.Clerk, c.ID, 0, "return", `{"reasons":["no_substance"],"note":"请补充"}`)
			o.Must(testkit.Deputy, c.ID, 0, "write", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"`+analysis+`","requests":["一"],"origin":"visit","publish":"full"}`)
			return o.Must(testkit.Deputy, c.ID, 0, "submit", `{}`)
		}
		rewrite("村卫生室也要改善")
		first, at = reads()
		second, also = reads()
		keeps("the first node", first, at, 1)
		_, _, before := known(t, s)
		keeps("the second", second, also, 0)
		if _, _, after := known(t, s); after != before {
			t.Errorf("a rewritten text stands at %d places, then at %d", before, after)
		}

		begin()
		first, at = reads()
		rewrite("救护车不够用")
		keeps("a node, after the text has moved on", first, at, 1)
		first, at = reads()
		keeps("the same node", first, at, 1)
		expect("a text that moved on while it was read")
	})
}
