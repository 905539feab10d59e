package verify_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
)

func TestHandOverListsAreVerifiedToo(t *testing.T) {
	for name, c := range map[string]struct {
		sql  string
		seq  int64
		why  string
		also string
	}{
		"an event edited":   {sql: `UPDATE event SET person_id = 1 WHERE kind = 'handover' AND seq = 2 AND aggregate_id = $1`, seq: 2, why: "chain"},
		"the end removed":   {sql: `DELETE FROM event WHERE kind = 'handover' AND seq = 3 AND aggregate_id = $1`, seq: 3, why: "removed_end"},
		"the state changed": {sql: `UPDATE handover SET state = 'approved' WHERE id = $1`, seq: 3, why: "state"},
		"all of it removed": {sql: `DELETE FROM event WHERE kind = 'handover' AND aggregate_id = $1`, also: `DELETE FROM handover WHERE id = $1`, seq: 1, why: "removed"},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Engines(t, func(t *testing.T, s *store.Store) {
				o := open(t, s)
				a := o.must(t, deputy, 0, 0, "start_draft", text)
				o.must(t, deputy, a.ID, 0, "submit", `{}`)
				o.must(t, clerk, a.ID, 0, "start_review", `{}`)
				o.must(t, clerk, a.ID, 0, "accept", `{"number":"0001","category":5}`)
				o.must(t, clerk, a.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
				l := o.list(t, 0, "begin_list", `{"title":"第一批","on":"2026-03-02","meeting":true}`)
				o.list(t, l.ID, "change_list", `{"title":"第一批","on":"2026-03-02","cases":[`+itoa(a.ID)+`]}`)
				o.list(t, l.ID, "propose_list", `{}`)
				if _, err := o.log.Anchor(t.Context()); err != nil {
					t.Fatal(err)
				}
				if r := o.verify(t); !r.Clean() || r.Handovers != 1 {
					t.Fatalf("before: %+v", r)
				}
				raw(t, s, c.sql, l.ID)
				if c.also != "" {
					raw(t, s, c.also, l.ID)
				}
				r := o.verify(t)
				if len(r.Bad) == 0 || r.Bad[0].Kind != verify.Handover || r.Bad[0].ID != l.ID || r.Bad[0].Seq != c.seq || r.Bad[0].Why != c.why {
					t.Errorf("got %+v", r.Bad)
				}
			})
		})
	}
}

// A list that was handed over opens whatever has become of a log: what the record of today says stands in the line, marked, and verification
// names the suggestion.
func TestAListWithALogThatDoesNotHold(t *testing.T) {
	for name, sql := range map[string]string{
		"another payload":                `UPDATE event SET payload = '{}' WHERE kind = 'suggestion' AND aggregate_id = $1 AND action = 'accept'`,
		"a payload of another shape":     `UPDATE event SET payload = '[]' WHERE kind = 'suggestion' AND aggregate_id = $1 AND action = 'propose_units'`,
		"a context that cannot be read":  `UPDATE event SET context = '{' WHERE kind = 'suggestion' AND aggregate_id = $1 AND action = 'accept'`,
		"no hand-over":                   `DELETE FROM event WHERE kind = 'suggestion' AND aggregate_id = $1 AND action = 'assign'`,
		"no log":                         `DELETE FROM event WHERE kind = 'suggestion' AND aggregate_id = $1`,
		"an act out of its place":        `UPDATE event SET seq = 99 WHERE kind = 'suggestion' AND aggregate_id = $1 AND action = 'accept'`,
		"of a past year, a broken sheet": `UPDATE suggestion SET history = TRUE WHERE id = $1`,
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Engines(t, func(t *testing.T, s *store.Store) {
				o := open(t, s)
				var ids []int64
				for _, n := range []string{"0001", "0002"} {
					a := o.must(t, deputy, 0, 0, "start_draft", text)
					o.must(t, deputy, a.ID, 0, "submit", `{}`)
					o.must(t, clerk, a.ID, 0, "start_review", `{}`)
					o.must(t, clerk, a.ID, 0, "accept", `{"number":"`+n+`","category":5}`)
					o.must(t, clerk, a.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
					ids = append(ids, a.ID)
				}
				l := o.list(t, 0, "begin_list", `{"title":"第一批","on":"2026-03-02","meeting":true,"cases":[`+itoa(ids[0])+`,`+itoa(ids[1])+`]}`)
				o.list(t, l.ID, "propose_list", `{}`)
				got, err := o.Handover(t.Context(), o.actors[head], l.ID, desk.ListRequest{Do: "approve_list", Cmd: &handover.Approve{}})
				if err != nil {
					t.Fatal(err)
				}
				raw(t, s, sql, ids[0])
				if strings.HasPrefix(name, "of a past year") {
					raw(t, s, `UPDATE suggestion_doc SET doc = '[' WHERE suggestion_id = $1`, ids[0])
				}
				var lines []store.HandoverLine
				err = s.View(t.Context(), func(tx *store.Tx) (err error) {
					lines, err = tx.HandoverLines(t.Context(), access.Of(o.actors[clerk]), got.List)
					return err
				})
				if err != nil || len(lines) != 2 {
					t.Fatalf("%d lines, %v", len(lines), err)
				}
				for i, unsound := range []bool{true, false} {
					n := lines[i]
					if n.Unsound != unsound || n.Then().Number != []string{"0001", "0002"}[i] || len(n.Shares) != 1 || (n.Then().Due == "") != unsound {
						t.Errorf("line %d: %+v", i, n)
					}
				}
				if r := o.verify(t); !slices.ContainsFunc(r.Bad, func(b verify.Bad) bool { return b.ID == ids[0] }) || slices.ContainsFunc(r.Bad, func(b verify.Bad) bool { return b.ID == ids[1] }) {
					t.Errorf("verification names %+v", r.Bad)
				}
			})
		})
	}
}

func (o office) list(t *testing.T, id int64, do flow.Action, body string) *handover.List {
	t.Helper()
	cmd, ok := handover.NewCommand(do)
	if !ok {
		t.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		t.Fatal(err)
	}
	got, err := o.Handover(t.Context(), o.actors[clerk], id, desk.ListRequest{Do: do, Cmd: cmd})
	if err != nil {
		t.Fatalf("%s: %v", do, err)
	}
	return got.List
}
