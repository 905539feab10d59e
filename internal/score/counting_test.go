package score

import "testing"

// What a line of a sheet counted is the sum of the list behind it, for every automatic rule of every shipped scheme by points.
func TestTheListBehindALineAddsUpToIt(t *testing.T) {
	for _, s := range Shipped() {
		in := Inputs{Title: "x", Congress: 1, Year: 2026, CutOff: cutOff, Scheme: s, Units: []Facts{{Unit: 1, Name: "u", Group: s.Place("department"), Items: all(
			several(1, 3), several(4, 2, answered("")), several(6, 2, silentOn("before")), several(8, 2, planned()), several(10, 1, onList(FoundHot, 2)),
		)}}}
		sheet, err := Compute(in)
		if err != nil {
			t.Fatal(err)
		}
		lines := 0
		for _, b := range sheet.Units[0].Blocks {
			for _, l := range b.Lines {
				k, ok := s.rule(l.Rule)
				if !ok || k.Evidence == Manual || k.Unit == Once || k.Figure == "" {
					continue
				}
				if g, _ := s.figure(k.Figure); len(g.Minus) > 0 || g.Of != "" {
					continue // a difference and a base of another figure are not sums of single items
				}
				n, list := 0, 0
				for _, c := range s.Counting(l.Rule, &in.Units[0], cutOff) {
					n += c.Adds.N
					if c.Adds.N > 0 {
						list++
					}
				}
				if n != l.N {
					t.Errorf("%s %s counted %d, its list adds up to %d", s.ID, l.Rule, l.N, n)
				}
				if behind := len(s.behind(k.Figure, &in.Units[0], cutOff)); len(k.Filter.Roles) == 0 && behind != list {
					t.Errorf("%s %s: %d items add something, %d are behind the figure", s.ID, l.Rule, list, behind)
				}
				lines++
			}
		}
		if s.Outcome == ByPoints && lines == 0 {
			t.Errorf("%s: no line was looked at", s.ID)
		}
		if s.Knows("nothing_of_the_kind") {
			t.Errorf("%s knows everything", s.ID)
		}
	}
}
