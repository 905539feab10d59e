package appraisal_test

import (
	"slices"
	"testing"

	"huiyin/internal/appraisal"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// A unit reads in the log what was done about its own objection, and nothing of another unit's.
func TestAUnitReadsTheAnswerToItsObjection(t *testing.T) {
	const own, other, office = int64(4), int64(5), int64(3)
	objection := func(no int, unit int64) *appraisal.Objection {
		o := &appraisal.Objection{Unit: unit}
		o.No, o.Version = no, 2
		return o
	}
	run := &appraisal.Scoring{Objections: []*appraisal.Objection{objection(1, own), objection(2, other)}}
	act := func(machine string, part int, do, from, to string, body int64) suggestion.Event {
		return suggestion.Event{Machine: machine, Part: part, Action: flow.Action(do), From: flow.State(from), To: flow.State(to), Org: body}
	}
	log := []suggestion.Event{
		act("scoring", 0, "show_scores", "computed", "shown", office),
		act("score_objection", 1, "object_score", "", "raised", own),
		act("score_objection", 2, "object_score", "", "raised", other),
		act("score_objection", 1, "uphold", "raised", "upheld", office),
		act("score_objection", 2, "reject", "raised", "rejected", office),
	}
	_, told := dossier.ForReader(appraisal.ScoringKind, run, log, org.Actor{Post: org.Post{ID: 9, Org: own, Role: org.UnitHead}})
	var got []string
	for i, e := range told {
		if e.Seq != i+1 {
			t.Errorf("a gap before %s", e.Action)
		}
		got = append(got, string(e.Action))
	}
	if want := []string{"show_scores", "object_score", "uphold"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
