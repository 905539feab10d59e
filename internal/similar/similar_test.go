package similar_test

import (
	"slices"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/flow"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	lifts = `{"title":"关于支持老旧小区加装电梯的建议","situation":"老旧小区多为六层步梯楼，老年人上下楼困难，加装电梯呼声很高。","analysis":"一楼住户有顾虑，出资比例谈不拢。","requests":["出台加装电梯补贴办法","简化加装电梯审批"],"origin":"visit","publish":"full"}`
	elder = `{"title":"关于加快既有住宅加装电梯的建议","situation":"既有住宅没有电梯，高龄居民上下楼困难，希望加装电梯。","analysis":"加装电梯的出资比例难以统一。","requests":["明确加装电梯的补贴标准"],"origin":"visit","publish":"full"}`
	water = `{"title":"关于整治农村黑臭水体的建议","situation":"部分沟渠淤积发黑，污水直排。","analysis":"管网没有覆盖到自然村。","requests":["清淤疏浚，截污纳管"],"origin":"visit","publish":"full"}`
)

// bench is the small congress with what its texts are found by.
type bench struct {
	testkit.Office
	t *testing.T
}

func open(t *testing.T, s *store.Store) bench { return bench{testkit.Open(t, s), t} }

func (b bench) filed(post int64, text string) *suggestion.Case {
	b.t.Helper()
	c := b.Must(post, 0, 0, "start_draft", text)
	return b.Must(post, c.ID, 0, "submit", `{}`)
}

func (b bench) read() int {
	b.t.Helper()
	n, err := similar.Read(b.t.Context(), b.Store, time.Hour)
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

// to finds what the holder of a post is shown beside a suggestion.
func (b bench) to(post int64, c *suggestion.Case, f suggestion.Filter) (out []similar.Match) {
	b.t.Helper()
	err := b.Store.View(b.t.Context(), func(tx *store.Tx) (err error) {
		k, err := tx.ReadCase(b.t.Context(), c.ID)
		if err != nil {
			return err
		}
		out, err = similar.To(b.t.Context(), tx, b.Actors[post], access.View(k, b.Actors[post]), f)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

func (b bench) expect(when string, post int64, c *suggestion.Case, want ...int64) []similar.Match {
	b.t.Helper()
	got := b.to(post, c, suggestion.Filter{})
	ids := []int64{}
	for _, m := range got {
		ids = append(ids, m.Row.ID)
	}
	if !slices.Equal(ids, want) {
		b.t.Errorf("%s: shown %v, want %v", when, ids, want)
	}
	return got
}

// A draft is compared with what has been handed in; who reads it sees what the own list holds, and why it is said to be similar.
func TestSimilarOnesOfTheOwnScope(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		b := open(t, s)
		first, other := b.filed(testkit.Deputy, lifts), b.filed(testkit.Deputy, water)
		draft := b.Must(testkit.Cosigner, 0, 0, "start_draft", elder)
		b.expect("before anything was read", testkit.Clerk, first)
		b.read()
		b.expect("another deputy's draft, by its author, who sees no suggestion of others", testkit.Cosigner, draft)
		b.expect("a suggestion beside a draft of somebody else", testkit.Deputy, first)
		b.expect("by the committee, which does not see the draft", testkit.Clerk, first)

		mine := b.Must(testkit.Deputy, 0, 0, "start_draft", elder)
		got := b.expect("the own earlier one, while writing", testkit.Deputy, mine, first.ID)
		if len(got) == 1 && (!got[0].SameLead || !slices.Contains(got[0].Shared, "加装电梯")) {
			t.Errorf("said of it: %v %v", got[0].SameLead, got[0].Shared)
		}
		b.Must(testkit.Cosigner, draft.ID, 0, "submit", `{}`)
		b.expect("handed in, and not read yet", testkit.Clerk, first)
		b.read()
		got = b.expect("handed in and read", testkit.Clerk, first, draft.ID)
		if len(got) == 1 && got[0].SameLead {
			t.Error("said to be of the same deputy")
		}
		b.expect("something else", testkit.Clerk, other)
		b.expect("by a committee of another congress", testkit.Foreign, first)
		b.expect("by a unit without a share in any", testkit.Health, first)
		if n := b.read(); n != 0 {
			t.Errorf("%d texts were read again", n)
		}
	})
}

// What is changed is read again; what is withdrawn is forgotten.
func TestWhatIsKeptFollowsTheText(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		b := open(t, s)
		first, second := b.filed(testkit.Deputy, lifts), b.filed(testkit.Cosigner, elder)
		b.read()
		b.expect("both handed in", testkit.Clerk, first, second.ID)
		b.Must(testkit.Clerk, second.ID, 0, "start_review", `{}`)
		b.Must(testkit.Clerk, second.ID, 0, "return", `{"reasons":["no_substance"],"note":"请补充"}`)
		if n := b.read(); n != 0 {
			t.Errorf("an act that leaves the text as it is had %d texts read", n)
		}
		b.Must(testkit.Cosigner, second.ID, 0, "write", water)
		b.read()
		b.expect("rewritten on another matter", testkit.Clerk, first)
		b.Must(testkit.Cosigner, second.ID, 0, "write", elder)
		b.read()
		b.expect("and back", testkit.Clerk, first, second.ID)
		b.Must(testkit.Deputy, first.ID, 0, "withdraw", `{"reason":"已经解决"}`)
		b.expect("withdrawn just now", testkit.Clerk, second)
		b.read()
		b.expect("withdrawn", testkit.Clerk, second)
	})
}

// A database that was restored, or read by another version, is read from the beginning.
func TestReadingBeginsAnew(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		b := open(t, s)
		first, second := b.filed(testkit.Deputy, lifts), b.filed(testkit.Cosigner, elder)
		b.read()
		for _, lost := range []string{`DELETE FROM search_walk`, `UPDATE search_walk SET version = 0`} {
			err := s.Do(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), lost); return err })
			if err != nil {
				t.Fatal(err)
			}
			b.read()
			b.expect(lost, testkit.Clerk, first, second.ID)
		}
	})
}

// A protected identity stays protected: nobody from whom it is kept learns that two suggestions are of one deputy.
func TestAProtectedDeputyIsNotGivenAwayByOtherSuggestions(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		b := open(t, s)
		hand := func(number, text string) *suggestion.Case {
			c := b.filed(testkit.Deputy, text)
			b.Must(testkit.Clerk, c.ID, 0, "start_review", `{}`)
			b.Must(testkit.Clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
			b.Must(testkit.Clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
			return b.Must(testkit.Head, c.ID, 0, "assign", `{"at_meeting":true}`)
		}
		open, hidden := hand("0001", lifts), hand("0002", elder)
		b.Must(testkit.Clerk, hidden.ID, 0, "protect", `{"on":true}`)
		b.read()
		for post, told := range map[int64]bool{testkit.Health: false, testkit.Clerk: true} {
			for _, c := range []*suggestion.Case{open, hidden} {
				if got := b.to(post, c, suggestion.Filter{}); len(got) != 1 || got[0].SameLead != told {
					t.Errorf("post %d: %d shown, of the same deputy: %v", post, len(got), !told)
				}
			}
		}
		if got := b.to(testkit.Clerk, open, suggestion.Filter{States: []flow.State{suggestion.Reviewing}}); len(got) != 0 {
			t.Error("what a filter leaves out is shown")
		}
	})
}
