package api_test

import (
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// tables is everything that is stored, as text; the sequence of ids may have gaps, and sign-ins write apart.
func tables(t *testing.T, s *store.Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := s.View(t.Context(), func(tx *store.Tx) error {
		names, err := store.Column[string](t.Context(), tx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('sequence', 'web_session') ORDER BY name`)
		if err != nil {
			return err
		}
		for _, name := range names {
			columns, err := store.Column[string](t.Context(), tx, `SELECT 'quote("' || name || '")' FROM pragma_table_info($1)`, name)
			if err != nil {
				return err
			}
			rows, err := store.Column[string](t.Context(), tx, `SELECT `+strings.Join(columns, ` || ',' || `)+` FROM "`+name+`" ORDER BY 1`)
			if err != nil {
				return err
			}
			out[name] = strings.Join(rows, "\n")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever the door refuses, no table of the database differs afterwards: neither case, log, clocks, notices nor the memory of requests.
func TestARefusalChangesNoTable(t *testing.T) {
	s := storetest.SQLite(t)
	c := open(t, s)
	main, other := c.Handled("0001"), c.Accepted("0002")
	a := main.Assignments[0].No
	draft := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	review := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	c.Must(testkit.Deputy, review.ID, 0, "submit", `{}`)
	c.Must(testkit.Clerk, review.ID, 0, "start_review", `{}`)
	c.Must(testkit.Clerk, other.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	if got := c.call(testkit.Clerk, "POST", fmt.Sprintf("/suggestions/%d/actions/urge", main.ID), `{"text":"请抓紧"}`, "Idempotency-Key", "k"); got.Code != 200 {
		t.Fatal(got.Body)
	}
	for _, row := range []struct {
		name   string
		post   int64
		id     int64
		act    string
		body   string
		status int
	}{
		{"another command under a key", testkit.Clerk, main.ID, "urge", `{"text":"另一句"}`, 422},
		{"a key used for another case", testkit.Clerk, other.ID, "propose_correction", `{"field":"number","to":"9","why":"x"}`, 422},
		{"a field that the program fills in", testkit.Deputy, draft.ID, "submit", `{"note":"x","stream":"session"}`, 422},
		{"a draft emptied by a call without a body", testkit.Deputy, draft.ID, "write", ``, 422},
		{"half of a character", testkit.Deputy, draft.ID, "write", `{"title":"a\ud800b"}`, 422},
		{"merging a case with itself", testkit.Clerk, other.ID, "merge", fmt.Sprintf(`{"into":%d}`, other.ID), 422},
		{"merging into a draft", testkit.Clerk, other.ID, "merge", fmt.Sprintf(`{"into":%d}`, draft.ID), 422},
		{"merging into nothing", testkit.Clerk, other.ID, "merge", `{"into":987654}`, 422},
		{"undoing what was not merged", testkit.Clerk, other.ID, "unmerge", `{"reason":"x"}`, 409},
		{"splitting off everything", testkit.Clerk, review.ID, "split", `{"pieces":[{"title":"其一","requests":[1,2]}]}`, 422},
		{"splitting off what is not there", testkit.Clerk, review.ID, "split", `{"pieces":[{"title":"其一","requests":[7]}]}`, 422},
		{"a number that is taken", testkit.Clerk, review.ID, "accept", `{"number":"0001","category":5}`, 422},
		{"a category that is not there", testkit.Clerk, review.ID, "accept", `{"number":"0003","category":6}`, 422},
		{"a letter without reasons", testkit.Clerk, review.ID, "to_letter", `{"note":"x"}`, 422},
		{"a hand-over by the clerk", testkit.Clerk, other.ID, "assign", `{}`, 403},
		{"a hand-over before acceptance", testkit.Head, other.ID, "assign?effective_on=2026-01-02&effective_why=x", `{}`, 422},
		{"a unit dating its own act", testkit.Health, main.ID, fmt.Sprintf("plan?part=%d&effective_on=2026-01-02&effective_why=x", a), `{"plan":"x"}`, 403},
		{"an objection to oneself", testkit.Health, main.ID, fmt.Sprintf("object?part=%d", a), `{"reason":"x","proposes":13}`, 422},
		{"an evaluation before the reply", testkit.Deputy, main.ID, fmt.Sprintf("evaluate?part=%d", a), `{"attitude":"satisfied","result":"satisfied"}`, 409},
		{"a stale version", testkit.Health, main.ID, fmt.Sprintf("plan?part=%d&version=1", a), `{"plan":"x"}`, 409},
		{"a part that is not there", testkit.Health, main.ID, "plan?part=99", `{"plan":"x"}`, 404},
		{"a stranger's withdrawal", testkit.Cosigner, main.ID, "withdraw", `{"reason":"x"}`, 404},
		{"another congress", testkit.Foreign, main.ID, "urge", `{"text":"x"}`, 404},
	} {
		t.Run(row.name, func(t *testing.T) {
			before := tables(t, s)
			key := "fresh " + row.name
			if strings.Contains(row.name, "key") {
				key = "k"
			}
			got := c.call(row.post, "POST", fmt.Sprintf("/suggestions/%d/actions/%s", row.id, row.act), row.body, "Idempotency-Key", key)
			if got.Code != row.status {
				t.Errorf("got %d %.300s", got.Code, got.Body)
			}
			for name, rows := range tables(t, s) {
				if rows != before[name] {
					t.Errorf("table %s changed", name)
				}
			}
		})
	}
}
