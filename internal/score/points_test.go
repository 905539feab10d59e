package score

import (
	"testing"

	"huiyin/internal/suggestion"
)

// What no shipped scheme uses: caps of blocks, floors of rules, free items, rules for part of the items, points for each further item.
func TestOtherRules(t *testing.T) {
	late := func(edit func(*Rule)) Scheme {
		s := Scheme{
			ID: "own", Version: 1, Name: "own", NameEN: "own", Default: true, Outcome: ByPoints,
			Blocks: []Block{{Code: "b", Name: "b", Base: "10", Floor: "0", Cap: "12"}},
			Rules: []Rule{{
				Code: "r", Block: "b", Name: "r", Direction: Deduct, Unit: PerItem, Amount: "0.5", Evidence: Automatic, Figure: "late",
			}},
		}
		edit(&s.Rules[0])
		return s
	}
	three := all(several(1, 3, answered("2026-05-07")), several(4, 2))
	for _, c := range []struct {
		name         string
		scheme       Scheme
		total, bonus Points
	}{
		{"half a point for each of three", late(func(*Rule) {}), 850, 0},
		{"two are free", late(func(r *Rule) { r.Threshold = "2" }), 950, 0},
		{"at least four points once it applies", late(func(r *Rule) { r.Floor = "4" }), 600, 0},
		{"at most one", late(func(r *Rule) { r.Cap = "1" }), 900, 0},
		{"of the session only", late(func(r *Rule) { r.Filter.Streams = []suggestion.Stream{suggestion.Between} }), 1000, 0},
		{"an addition below the cap", late(func(r *Rule) { r.Direction = Add }), 1150, 150},
		{"an addition above the cap of its block", late(func(r *Rule) { r.Direction, r.Amount = Add, "5" }), 1200, 200},
		{"points above a share", late(func(r *Rule) {
			r.Direction, r.Unit, r.Amount, r.Threshold, r.Figure = Add, PerPoint, "0.1", "50", "late"
		}), 1100, 100},
	} {
		u := scored(t, c.scheme, three)
		if u.Total != c.total || u.Bonus != c.bonus {
			t.Errorf("%s: %s with %s, want %s with %s", c.name, u.Total, u.Bonus, c.total, c.bonus)
		}
	}
}

// Two points for each item above five, as a place does it, and a cap.
func TestEachFurtherItem(t *testing.T) {
	s := shippedScheme(t, "shijiazhuang")
	s.Workload = []Step{{Code: "more", Block: "deadline", Name: "more", From: "6", Add: "2", Each: true, Cap: "9"}}
	for items, want := range map[int]Points{5: 0, 6: 200, 8: 600, 9: 800, 10: 900, 40: 900} {
		u := scored(t, s, several(1, items))
		if got := u.Blocks[0].Bonus; got != want {
			t.Errorf("%d items: %s, want %s", items, got, want)
		}
	}
}
