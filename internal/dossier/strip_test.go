package dossier_test

import (
	"testing"

	"huiyin/internal/dossier"
	"huiyin/internal/supervision"
)

// What the program fills in is never taken from a client, however deep it stands.
func TestFactsCannotBeForged(t *testing.T) {
	plan := &supervision.PlanVisit{Title: "t", Workload: 99}
	dossier.Strip(plan)
	if plan.Workload != 0 || plan.Title != "t" {
		t.Errorf("got %+v", plan)
	}
	write := &supervision.WritePlan{Lines: []supervision.PlanLine{{Unit: 3, Visit: 7, Workload: 5}}}
	dossier.Strip(write)
	if l := write.Lines[0]; l.Visit != 0 || l.Workload != 0 || l.Unit != 3 {
		t.Errorf("got %+v", l)
	}
}
