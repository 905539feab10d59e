package desk_test

import (
	"encoding/json"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

func TestAHandOverListIsAllOrNoneAndNeedsASecondPerson(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		one, two := o.accepted("0001"), o.accepted("0002")
		o.must(clerk, one.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		begin := &handover.Begin{Title: "交办清单", On: "2026-02-10", Meeting: true, Cases: []int64{one.ID, two.ID}}
		_, err := o.Handover(t.Context(), o.actors[clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: begin})
		if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || f.Fields[0].Name != "cases.1" {
			t.Fatalf("a case without proposed units: %v", err)
		}
		o.must(clerk, two.ID, 0, "propose_units", `{"shares":[{"unit":14,"role":"sole"}]}`)
		l, err := o.Handover(t.Context(), o.actors[head], 0, desk.ListRequest{Do: "begin_list", Cmd: begin})
		if err != nil {
			t.Fatal(err)
		}
		step := func(post int64, do string) error {
			r := desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}
			if do == "approve" {
				r.Do = "approve_list"
			}
			_, err := o.Handover(t.Context(), o.actors[post], l.ID, r)
			return err
		}
		if err := step(head, "propose"); err != nil {
			t.Fatal(err)
		}
		if err := step(head, "approve"); kind(err) != fault.Invalid {
			t.Errorf("the proposer approved the list: %v", err)
		}
		if err := step(clerk, "approve"); kind(err) != fault.Forbidden {
			t.Errorf("a clerk approved the list: %v", err)
		}
		if _, err := o.Handover(t.Context(), o.actors[head], l.ID, desk.ListRequest{Do: "send_back_list", Cmd: &handover.SendBack{Note: "补充"}}); err != nil {
			t.Fatal(err)
		}
		if err := step(clerk, "propose"); err != nil {
			t.Fatal(err)
		}
		o.must(clerk, two.ID, 0, "to_letter", `{"reasons":["other"],"note":"内容属来信"}`)
		if err := step(head, "approve"); kind(err) != fault.Invalid {
			t.Errorf("a list with a case that moved on: %v", err)
		}
		if c := o.read(one.ID); c.State != suggestion.Pending {
			t.Errorf("half a list was handed over: %s", c.State)
		}
		if _, err := o.Handover(t.Context(), o.actors[foreign], l.ID, desk.ListRequest{Do: "drop_list", Cmd: &suggestion.Nothing{}}); kind(err) != fault.NotFound {
			t.Errorf("another congress: %v", err)
		}
	})
}

func TestAnApprovedListHandsEveryCaseOverAndItsLogReplays(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s)
		var ids []int64
		for _, n := range []string{"0001", "0002", "0003"} {
			c := o.accepted(n)
			o.must(clerk, c.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
			ids = append(ids, c.ID)
		}
		l, err := o.Handover(t.Context(), o.actors[clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: "交办清单", On: "2026-02-10", Meeting: true, Cases: ids}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []struct {
			post int64
			req  desk.ListRequest
		}{
			{clerk, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}},
			{head, desk.ListRequest{Do: "approve_list", Cmd: &suggestion.Nothing{}}},
			{clerk, desk.ListRequest{Do: "record_meeting", Cmd: &handover.Record{Attendance: "各承办单位", Minutes: "部署办理工作"}}},
		} {
			if _, err := o.Handover(t.Context(), o.actors[r.post], l.ID, r.req); err != nil {
				t.Fatalf("%s: %v", r.req.Do, err)
			}
		}
		for _, id := range ids {
			if c := o.read(id); c.State != suggestion.Assigned || !c.AtMeeting {
				t.Errorf("case %d: %s at meeting %v", id, c.State, c.AtMeeting)
			}
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			log, err := tx.EventsOf(t.Context(), handover.Kind, l.ID)
			if err != nil {
				return err
			}
			back, err := handover.Replay(l.ID, log)
			if err != nil {
				return err
			}
			now, err := tx.Handover(t.Context(), l.ID)
			x, _ := json.Marshal(back)
			y, _ := json.Marshal(now)
			if string(x) != string(y) {
				t.Errorf("replay differs:\n%s\n%s", x, y)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func (o office) read(id int64) (c *suggestion.Case) {
	o.t.Helper()
	err := o.Store.View(o.t.Context(), func(tx *store.Tx) (err error) {
		c, err = tx.ReadCase(o.t.Context(), id)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}
