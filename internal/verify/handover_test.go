package verify_test

import (
	"encoding/json"
	"testing"

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
