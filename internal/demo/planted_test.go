package demo_test

import (
	"slices"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/demo"
	"huiyin/internal/look"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

func planted(t *testing.T) []demo.Plant {
	t.Helper()
	list, err := demo.Planted(world("2026-12-16"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// On planted cases every list finds all that belong there and nothing else: precision 1.0, recall 1.0, over every planted case of every
// list, not its own alone.
func TestPlantedPrecisionAndRecall(t *testing.T) {
	all := planted(t)
	for _, l := range look.Lists {
		var hit, missed, wrong, right, belong, near int
		for _, p := range all {
			facts := look.Gather(p.Case, p.Log, p.Context)
			if len(facts) != 1 {
				t.Fatalf("%s: %d shares", p.Name, len(facts))
			}
			on := look.Shipped().Judge(l, facts[0]).Holds
			belongs := p.True && p.List == l
			if p.List == l && p.True {
				belong++
			} else if p.List == l {
				near++
			}
			switch {
			case on && belongs:
				hit++
			case on:
				wrong++
				t.Errorf("%s: wrongly on %s: %+v", p.Name, l, facts[0].List)
			case belongs:
				missed++
				t.Errorf("%s: missed: %+v", p.Name, look.Shipped().Judge(l, facts[0]).Fails)
			default:
				right++
			}
		}
		if belong < 10 || near < 10 {
			t.Errorf("%s: %d planted, %d near misses: at least ten each", l, belong, near)
		}
		if hit == 0 || wrong+missed > 0 {
			t.Errorf("%s: %d belong, %d near misses, %d others; found %d, missed %d, wrongly found %d", l, belong, near, len(all)-belong-near, hit, missed, wrong)
		}
	}
}

// A near miss is one condition away, and it is the one it was planted for.
func TestPlantedNearMissesDifferByOneFact(t *testing.T) {
	for _, p := range planted(t) {
		if p.True {
			continue
		}
		f := look.Gather(p.Case, p.Log, p.Context)[0]
		var fails []look.Code
		for _, c := range look.Shipped().Judge(p.List, f).Fails {
			fails = append(fails, c.Fact)
		}
		if !slices.Equal(fails, p.Differs) {
			t.Errorf("%s: fails on %v, planted for %v", p.Name, fails, p.Differs)
		}
	}
}

// Every condition of a case that belongs keeps it there: when its facts change, the entry goes.
func TestPlantedConditionsCarryTheEntry(t *testing.T) {
	for _, p := range planted(t) {
		if !p.True {
			continue
		}
		f := look.Gather(p.Case, p.Log, p.Context)[0]
		r, _ := look.Shipped().Rule(p.List)
		for _, alternatives := range r.All {
			g := f
			for _, c := range alternatives {
				off := c.N - 1
				if c.Op == look.AtMost {
					off = c.N + 1
				}
				g = g.With(c.Fact, off)
			}
			if v := look.Shipped().Judge(p.List, g); v.Holds || len(v.Fails) != len(alternatives) {
				t.Errorf("%s: stays without %v", p.Name, alternatives)
			}
		}
	}
}

// The facts lead to acts that are really in the log, and planted cases are cases like all others: their logs replay to them.
func TestPlantedFactsStandOnTheLog(t *testing.T) {
	w := suggestion.World{Packs: rule.Shipped(), Calendar: func(string) (*calendar.Calendar, bool) { return calendar.Shipped(), true }}
	for _, p := range planted(t) {
		if _, err := suggestion.Replay(p.Case.ID, p.Log, w); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		for _, f := range look.Gather(p.Case, p.Log, p.Context)[0].List {
			if len(f.Refs) == 0 {
				t.Errorf("%s: %s stands nowhere", p.Name, f.Code)
			}
			o, _ := look.OriginOf(f.Code)
			for _, ref := range f.Refs {
				if o.InLog() && ref.Case == 0 && (ref.Seq < 1 || ref.Seq > len(p.Log)) {
					t.Errorf("%s: %s refers to %+v of %d events", p.Name, f.Code, ref, len(p.Log))
				}
			}
		}
	}
}
