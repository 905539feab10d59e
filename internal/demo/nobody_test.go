package demo_test

import (
	"slices"
	"strconv"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/lifecycle"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Open states in which nothing waits for a person, and why.
var waitsForNobody = map[string]string{
	"case archived":        "filed; a promise that proves false brings it back",
	"case closed":          "filed together with its year, no day is set for it",
	"case merged":          "goes with the suggestion that it was merged into",
	"case replied":         "rated, and the deputies who rate may change it until the time for that is over",
	"lookback ready":       "the round that it is for asks the deputies",
	"question asking":      "questions are put when there is an occasion, and the head files the sheet with the year",
	"circumstance counted": "entered and checked; it counts until somebody withdraws it",
	"press recorded":       "on record",
	"topic running":        "over several years, each visit of it is a dossier of its own",
	"topiclib offered":     "offered to whoever takes it",
	"push sent":            "sent",
	"vote published":       "published until somebody takes it back",
	"scheme adopted":       "in force",
}

// For the whole city and everything that is open: some post in force has the task, or it is said here why nobody has.
func TestNothingWaitsForNobody(t *testing.T) {
	c := whole(t)
	holders := map[string][]org.Actor{}
	for _, p := range c.Posts {
		if p.To != "" && p.To < "2026-06-30" && p.Role != org.Deputy { // who was a deputy is still answered, and rates what was promised
			continue
		}
		a := org.Actor{Person: org.Person{ID: p.Person}, Post: p}
		for _, k := range slices.Compact(slices.Sorted(slices.Values(append(access.Keys(a), dossier.ScopeOf(a).Keys...)))) {
			holders[k] = append(holders[k], a)
		}
	}
	ends := map[string]flow.Outline{}
	for _, m := range lifecycle.Machines() {
		ends[m.Name] = m
	}
	left := map[string]bool{}
	open := func(machine string, s flow.State, tasks int) {
		if m := ends[machine]; tasks > 0 || m.Ends(s) {
			return
		}
		if left[machine+" "+string(s)] = true; waitsForNobody[machine+" "+string(s)] == "" {
			t.Errorf("%s is %s, and it waits for nobody", machine, s)
		}
	}
	for _, k := range c.Cases {
		tasks := access.Tasks(k)
		open("case", k.State, len(tasks))
		for _, w := range tasks {
			if !slices.ContainsFunc(holders[w.Holder], w.For) {
				t.Errorf("%s of a suggestion that is %s waits for %s, and nobody can do it", w.Name, k.State, w.Holder)
			}
		}
	}
	for _, d := range c.Dossiers {
		f, held := d.Doc.Face(), map[string]bool{}
		open(d.Kind.Name(), d.Doc.Top().State, len(f.Tasks))
		for _, w := range f.Tasks { // one task may wait under the keys of several bodies
			id := w.Name + " " + strconv.Itoa(w.Part)
			held[id] = held[id] || len(holders[w.Holder]) > 0
		}
		for id, is := range held {
			if !is {
				t.Errorf("%s: %s waits for nobody who serves", d.Kind.Name(), id)
			}
		}
	}
	for _, l := range c.Handovers {
		if s := l.List.State; s != handover.Proposed && (s != handover.Open || l.List.Note == "") {
			continue
		}
		if !slices.ContainsFunc(holders[access.Body("office", l.List.Congress)], func(a org.Actor) bool {
			return l.List.Task(a, &store.Directory{Posts: c.Posts}, "2026-06-30") != ""
		}) {
			t.Errorf("the list %s is %s and waits for nobody", l.List.Title, l.List.State)
		}
	}
	for k := range waitsForNobody {
		if !left[k] {
			t.Errorf("%s is excepted, and there is none", k)
		}
	}
}
