package appraise_test

import (
	"encoding/json"
	"strings"
	"testing"

	"huiyin/internal/appraisal"
	"huiyin/internal/fault"
	"huiyin/internal/score"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// edited is the command that changes a scheme, the text put through a change.
func edited(t *testing.T, base string, change func(s *score.Scheme)) string {
	t.Helper()
	s, ok := score.ShippedScheme(base)
	if !ok {
		t.Fatal(base)
	}
	change(&s)
	raw, err := json.Marshal(appraisal.EditScheme{Text: s})
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestASchemeIsCopiedChangedTriedAndAdopted(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		o.Handled("0001")
		p := &paper{Office: o, clock: clock, kind: "scheme"}
		p.pass(130)
		with := func(change func(s *score.Scheme)) string { return edited(t, "shijiazhuang", change) }
		p.run(
			step{says: "a unit makes no scheme", post: testkit.Health, do: "copy_scheme", body: `{"base":"shijiazhuang","name":"本市办法"}`, want: fault.Forbidden},
			step{says: "a copy of nothing", post: testkit.Clerk, do: "copy_scheme", body: `{"base":"elsewhere","name":"本市办法"}`, want: fault.Invalid, at: "base"},
			step{says: "the clerk copies", post: testkit.Clerk, do: "copy_scheme", body: `{"base":"shijiazhuang","name":"本市办法"}`},
			step{says: "figures in a circle", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) {
				s.Figures = append(s.Figures, score.Figure{Code: "one", Name: "一", Plus: []string{"two"}}, score.Figure{Code: "two", Name: "二", Plus: []string{"one"}})
			}), want: fault.Invalid, at: "figures.1.plus"},
			step{says: "a figure that is none", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Rules[1].Figure = "nothing" }), want: fault.Invalid, at: "rules.1.figure"},
			step{says: "a weight that is text", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Rules[1].Amount = "很多" }), want: fault.Invalid, at: "rules.1.amount"},
			step{says: "a cap below its floor", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Blocks[0].Floor, s.Blocks[0].Cap = "10", "5" }), want: fault.Invalid, at: "blocks.0.cap"},
			step{says: "no name", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Name = "" }), want: fault.Invalid, at: "name"},
			step{says: "a late answer costs three", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Name, s.Rules[1].Amount = "本市办法", "3" })},
			step{says: "nobody adopts what was not proposed", post: testkit.Head, do: "adopt_scheme", body: `{}`, want: fault.Conflict},
			step{says: "the clerk proposes", post: testkit.Clerk, do: "propose_scheme", body: `{"units":99}`},
			step{says: "it is not changed while it is proposed", post: testkit.Clerk, do: "edit_scheme", body: with(func(*score.Scheme) {}), want: fault.Conflict},
			step{says: "the clerk does not adopt", post: testkit.Clerk, do: "adopt_scheme", body: `{}`, want: fault.Forbidden},
		)
		if d := p.doc.(*appraisal.Scheme); d.TriedUnits != 1 || d.TriedChanged != 1 || d.TriedYear != 2026 {
			t.Errorf("tried: %+v", d)
		}
		p.run(
			step{says: "the head adopts", post: testkit.Head, do: "adopt_scheme", body: `{"source":"人办〔2026〕1号"}`},
			step{says: "a next version is drafted", post: testkit.Head, do: "revise_scheme", body: `{"reason":"分值偏低"}`},
		)
		d := p.doc.(*appraisal.Scheme)
		if text, ok := d.InForce(); !ok || text.Version != 1 || text.Rules[1].Amount != "3" || !strings.HasPrefix(text.ID, "own-") {
			t.Errorf("in force: %+v %v", text, ok)
		}
		q := &paper{Office: o, clock: clock, kind: "scoring"}
		q.run(
			step{says: "a run by the own scheme", post: testkit.Clerk, do: "prepare_scoring", body: `{"title":"考核","of":21,"scheme":"` + itoa(p.id) + `","cut_off":"2026-06-30","ranking":"all"}`},
			step{says: "frozen", post: testkit.Clerk, do: "freeze_scoring", body: `{}`},
			step{says: "computed", post: testkit.Clerk, do: "compute_scoring", body: `{}`},
		)
		before := q.doc.(*appraisal.Scoring)
		p.run(
			step{says: "the head changes the amount", post: testkit.Head, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Rules[1].Amount = "9" })},
			step{says: "and proposes", post: testkit.Head, do: "propose_scheme", body: `{}`},
			step{says: "and does not adopt what was his own", post: testkit.Head, do: "adopt_scheme", body: `{}`, want: fault.Invalid},
			step{says: "it goes back", post: testkit.Clerk, do: "return_scheme", body: `{"reason":"再议"}`},
			step{says: "the clerk changes it", post: testkit.Clerk, do: "edit_scheme", body: with(func(s *score.Scheme) { s.Rules[1].Amount = "9" })},
			step{says: "and proposes it", post: testkit.Clerk, do: "propose_scheme", body: `{}`},
			step{says: "the head adopts version two", post: testkit.Head, do: "adopt_scheme", body: `{}`},
			step{says: "and retires the scheme", post: testkit.Head, do: "retire_scheme", body: `{"reason":"另订"}`},
		)
		if one, ok := p.doc.(*appraisal.Scheme).Version(1); !ok || one.Rules[1].Amount != "3" {
			t.Error("version one has changed")
		}
		recomputed(t, s, before) // the sheet keeps the version by which it was computed
		if r, _ := before.Result(testkit.HealthOrg); r.Total != 8700 {
			t.Errorf("three for a late answer: %s", r.Total)
		}
		clean(t, s)
	})
}
