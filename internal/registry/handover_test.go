package registry_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// A list that was handed over goes on telling what was handed over, under the names of then, whatever becomes of units, shares and the record; what
// has become of them stands beside it.
func TestAListTellsWhatItHandedOver(t *testing.T) {
	towns(t, func(o *town) {
		const sole, lead = `{"shares":[{"unit":13,"role":"sole"}]}`, `{"shares":[{"unit":13,"role":"lead"},{"unit":14,"role":"co"}]}`
		c := map[string]*suggestion.Case{}
		var ids []int64
		for _, k := range [][2]string{{"0001", sole}, {"0002", sole}, {"0003", lead}, {"0004", `{"shares":[{"unit":14,"role":"sole"}]}`}} {
			n := o.accepted(k[0])
			o.step(clerk, n.ID, 0, "propose_units", k[1])
			c[k[0]], ids = n, append(ids, n.ID)
		}
		list := o.list(0, clerk, "begin_list", &handover.Begin{Title: "交办清单", On: "2026-03-02", Cases: ids})
		o.list(list.ID, clerk, "propose_list", &suggestion.Nothing{})
		if got, want := o.told(list.ID), `0001 市卫生局 sole
0002 市卫生局 sole
0003 市卫生局 lead、市人口计生委 co
0004 市人口计生委 sole
`; got != want {
			t.Errorf("as proposed:\n%s", got)
		}
		o.list(list.ID, head, "approve_list", &handover.Approve{})
		due := o.lines(list.ID)[0].Then().Due
		if due == "" {
			t.Error("no day for the answer")
		}

		o.clock.Advance(48 * time.Hour)
		one := o.step(health, ids[0], o.read(ids[0]).Assignments[0].No, "object", `{"reason":"不属本单位","proposes":14}`)
		o.step(clerk, one.ID, one.Objections[0].No, "grant_objection", `{"unit":14,"decision":"改办"}`)
		o.step(clerk, ids[1], 0, "add_units", `{"shares":[{"unit":14,"role":"co"}],"reason":"涉及计生"}`)
		mended := o.step(clerk, ids[2], 0, "propose_correction", `{"field":"number","to":"0093","why":"录错"}`)
		o.step(head, mended.ID, mended.Corrections[0].No, "correct", `{}`)
		o.must(admin, roster.Orgs, financeOrg, "rename_org", `{"name":"市计生办"}`)
		const then = `0001 市卫生局 sole → 市计生办 sole
0002 市卫生局 sole → 市卫生局 lead、市计生办 co
0003 市卫生局 lead、市人口计生委 co
0004 市人口计生委 sole
`
		if got := o.told(list.ID); got != then {
			t.Errorf("after a re-assignment, a further unit, a correction and a new name:\n%s", got)
		}
		if k := o.lines(list.ID)[2]; k.Number != "0093" || k.Then().Number != "0003" {
			t.Errorf("number %s, handed over as %s", k.Number, k.Then().Number)
		}

		o.clock.Advance(48 * time.Hour)
		o.must(admin, roster.Orgs, healthOrg, "end_org", `{"people":"move","successor":14,"basis":"某发〔2026〕1号"}`)
		want := strings.Replace(then, "市卫生局 lead、市计生办 co", "市计生办 lead", 1)
		want = strings.Replace(want, "0003 市卫生局 lead、市人口计生委 co", "0003 市卫生局 lead、市人口计生委 co → 市计生办 lead", 1)
		if got := o.told(list.ID); got != want {
			t.Errorf("after the unit ended:\n%s", got)
		}
		if k := o.lines(list.ID)[0]; k.Then().Due != due {
			t.Errorf("the answer was due on %s, now told %s", due, k.Then().Due)
		}
		err := o.Store.View(t.Context(), func(tx *store.Tx) error {
			lines, err := tx.HandoverLines(t.Context(), access.Of(o.actors[foreign]), list)
			if len(lines) > 0 {
				t.Errorf("another congress is told %+v", lines)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		o.sound()
	})
}

// The units of a meeting's list that were proposed after the meeting are marked for who approves it, and what was only accepted after it is refused.
func TestAMeetingsListAndWhatCameAfterIt(t *testing.T) {
	towns(t, func(o *town) {
		early, late := o.accepted("0001"), o.accepted("0002")
		o.step(clerk, early.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		o.clock.Advance(48 * time.Hour)
		after := o.accepted("0003")
		for _, k := range []*suggestion.Case{late, after} {
			o.step(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		}
		begin := &handover.Begin{Title: "交办会清单", On: "2026-03-03", Meeting: true, Cases: []int64{early.ID, late.ID, after.ID}}
		list := o.list(0, clerk, "begin_list", begin)
		lines := o.lines(list.ID)
		if lines[0].Late != "" || lines[1].Late != "2026-03-04" || lines[2].Late != "2026-03-04" {
			t.Errorf("proposed late: %q %q %q", lines[0].Late, lines[1].Late, lines[2].Late)
		}
		_, err := o.Desk.Handover(t.Context(), o.actors[clerk], list.ID, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}})
		o.refused("accepted after the meeting", err, "invalid", "cases.2:field.case_after_meeting")
		o.list(list.ID, clerk, "change_list", &handover.Change{Title: begin.Title, On: begin.On, Meeting: true, Cases: begin.Cases[:2]})
		o.list(list.ID, clerk, "propose_list", &suggestion.Nothing{})
		o.list(list.ID, head, "approve_list", &handover.Approve{})
		if k := o.read(late.ID); k.AssignedOn != "2026-03-03" {
			t.Errorf("decided at the meeting and entered later, it was handed over on %s", k.AssignedOn)
		}
	})
}

// accepted is a case that waits for its hand-over.
func (o *town) accepted(number string) *suggestion.Case {
	c := o.step(deputy, 0, 0, "start_draft", `{"title":"关于改善乡镇卫生院条件的建议","situation":"情况","analysis":"分析","requests":["一","二"],"origin":"visit","publish":"full"}`)
	o.step(deputy, c.ID, 0, "submit", `{}`)
	o.step(clerk, c.ID, 0, "start_review", `{}`)
	return o.step(clerk, c.ID, 0, "accept", `{"number":"`+number+`","category":5}`)
}

// list carries out a step on a hand-over list that has to succeed.
func (o *town) list(id, post int64, do flow.Action, cmd any) *handover.List {
	o.t.Helper()
	got, err := o.Desk.Handover(o.t.Context(), o.actors[post], id, desk.ListRequest{Do: do, Cmd: cmd})
	if err != nil {
		o.t.Fatalf("%s: %v", do, err)
	}
	return got.List
}

// lines reads a list twice: as a reader, for whom what was handed over is kept, and in a transaction that writes, which reads the logs.
func (o *town) lines(list int64) (lines []store.HandoverLine) {
	o.t.Helper()
	read := func(run func(ctx context.Context, fn func(*store.Tx) error) error) (lines []store.HandoverLine) {
		err := run(o.t.Context(), func(tx *store.Tx) error {
			l, err := tx.Handover(o.t.Context(), list)
			if err != nil {
				return err
			}
			lines, err = tx.HandoverLines(o.t.Context(), access.Of(o.actors[clerk]), l)
			return err
		})
		if err != nil {
			o.t.Fatal(err)
		}
		return lines
	}
	kept, replayed := read(o.Store.View), read(o.Store.Do)
	if d := cmp.Diff(replayed, kept); d != "" {
		o.t.Errorf("what is kept of the list is not what the logs tell:\n%s", d)
	}
	return kept
}

// told writes a list's lines: the number and units of then, and behind an arrow the units of now where they differ.
func (o *town) told(list int64) string {
	o.t.Helper()
	var out strings.Builder
	lines := o.lines(list)
	err := o.Store.View(o.t.Context(), func(tx *store.Tx) error {
		dir, err := tx.Directory(o.t.Context(), 1)
		if err != nil {
			return err
		}
		for _, n := range lines {
			fmt.Fprint(&out, n.Then().Number)
			for i, s := range append(n.Shares, n.Now...) {
				between := "、"
				switch i {
				case 0:
					between = " "
				case len(n.Shares):
					between = " → "
				}
				name := dir.OrgShortOn(s.Unit, n.Called)
				if i >= len(n.Shares) {
					name = dir.OrgShort(s.Unit)
				}
				fmt.Fprint(&out, between, name, " ", s.Role)
			}
			fmt.Fprintln(&out)
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return out.String()
}

// A list that was sent back waits for whoever proposed it, and for the office when that one has left.
func TestASentBackListWhoseProposerHasLeft(t *testing.T) {
	towns(t, func(o *town) {
		const colleague = 303
		o.joins(colleague, committeeOrg, org.CommitteeClerk)
		n := o.accepted("0001")
		o.step(clerk, n.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		waits := func(post int64) (names string) {
			err := o.Store.View(t.Context(), func(tx *store.Tx) error {
				lists, err := tx.HandoversWaiting(t.Context(), o.actors[post])
				for _, l := range lists {
					names += l.Title
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return names
		}
		list := o.list(0, clerk, "begin_list", &handover.Begin{Title: "甲", On: "2026-03-02", Cases: []int64{n.ID}})
		o.list(list.ID, clerk, "propose_list", &suggestion.Nothing{})
		o.list(list.ID, head, "send_back_list", &handover.SendBack{Note: "日期有误"})
		if a, b := waits(clerk), waits(colleague); a != "甲" || b != "" {
			t.Errorf("waits for who proposed it %q, for a colleague %q", a, b)
		}
		o.must(admin, roster.Posts, clerk, "end_post", `{"last":"2026-03-01","why":"调离"}`)
		if got := waits(colleague); got != "甲" {
			t.Errorf("the proposer has left: waits for a colleague %q", got)
		}
		o.list(list.ID, colleague, "propose_list", &suggestion.Nothing{})
		if got := waits(colleague); got != "" {
			t.Errorf("proposed again: waits for a colleague %q", got)
		}
	})
}
