package score

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

func TestRanks(t *testing.T) {
	s := shippedScheme(t, "four-looks")
	in := func(id int64, group string, items []Item) Facts {
		return Facts{Unit: id, Name: strconv.FormatInt(id, 10), Group: group, Items: items}
	}
	bad := func(n int) []Item { return all(several(1, 10-n), several(11-n, n, answered(""))) }
	sheet, err := Compute(inputs(s,
		in(1, "department", bad(1)), in(2, "department", bad(0)), in(3, "department", bad(1)), in(4, "department", bad(2)),
		in(5, "department", several(1, 2)), in(6, "department", nil), in(7, "department", several(1, 5, role(suggestion.Co))),
		in(8, "county", bad(3)), in(9, "county", bad(3)), in(10, "vertical", bad(2)),
	))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		rank, among int
		tied        bool
		why         string
	}{
		{2, 4, true, ""},
		{1, 4, false, ""},
		{2, 4, true, ""},
		{4, 4, false, ""},
		{0, 0, false, FewCases},
		{0, 0, false, NoCases},
		{0, 0, false, NoCases},
		{1, 2, true, ""},
		{1, 2, true, ""},
		{1, 1, false, ""},
	} {
		u := sheet.Units[i]
		if u.Rank != want.rank || u.Among != want.among || u.Tied != want.tied || u.Unranked != want.why {
			t.Errorf("unit %d: rank %d of %d, tied %v, %q; want %+v", u.Unit, u.Rank, u.Among, u.Tied, u.Unranked, want)
		}
	}
	if few := sheet.Units[4]; few.Total != 10000 || few.Grade != "excellent" {
		t.Errorf("a unit below the sample is scored: %s %s", few.Total, few.Grade)
	}
	if none := sheet.Units[5]; none.Blocks != nil || none.Total != 0 {
		t.Errorf("a unit without cases is not scored: %+v", none)
	}
}

func TestGradesRank(t *testing.T) {
	s := shippedScheme(t, "shenzhen-2007")
	good, fail := several(1, 3), several(1, 3, rate(suggestion.NotSatisfied))
	u := func(id int64, items []Item) Facts { f := unit(id, items); return f.as(id) }
	sheet, err := Compute(inputs(s, u(1, fail), u(2, good), u(3, good), u(4, several(1, 3, answered("2026-05-20"), rate(suggestion.Basically)))))
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, x := range sheet.Units {
		got = append(got, x.Rank)
	}
	if want := []int{4, 1, 1, 3}; !slices.Equal(got, want) {
		t.Errorf("ranks %v, want %v: %+v", got, want, sheet.Units)
	}
}

func (f Facts) as(id int64) Facts { f.Unit = id; return f }

var days = []calendar.Day{"", "2026-02-04", "2026-02-12", "2026-04-20", "2026-05-06", "2026-05-07", "2026-06-10", "2026-08-03", "2026-08-04", "2026-12-31"}

func drawItem(t *rapid.T, id int64) Item {
	day := func(name string) calendar.Day { return rapid.SampledFrom(days).Draw(t, name) }
	ratings := []suggestion.Rating{"", suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}
	it := good(id, answered(day("answered")), signed(day("signed")), extended(rapid.SampledFrom(days[4:]).Draw(t, "due")),
		rate(rapid.SampledFrom(ratings).Draw(t, "rating")), role(rapid.SampledFrom(roles).Draw(t, "role")))
	if rapid.Bool().Draw(t, "silent") {
		silentOn("before")(&it)
	}
	if n := rapid.IntRange(0, 3).Draw(t, "promises"); n > 0 {
		planned(slices.Repeat([]Promise{promise(rapid.SampledFrom([]string{"kept", "promised", "broken"}).Draw(t, "state"), day("promised"), day("told"))}, n)...)(&it)
	}
	if rapid.Bool().Draw(t, "redone") {
		again(day("redo"), day("redone on"))(&it)
	}
	onList(rapid.SampledFrom([]string{FoundSolvable, FoundHot, FoundAdvice, FoundEmpty, FoundPublic}).Draw(t, "list"), rapid.IntRange(0, 2).Draw(t, "entries"))(&it)
	return it
}

func drawInputs(t *rapid.T) Inputs {
	s, _ := ShippedScheme(rapid.SampledFrom(offered).Draw(t, "scheme"))
	in := inputs(s)
	id := int64(0)
	for u := range rapid.IntRange(1, 6).Draw(t, "units") {
		f := Facts{Unit: int64(u + 1), Name: strconv.Itoa(u), Group: rapid.SampledFrom([]string{"department", "county"}).Draw(t, "group")}
		for range rapid.IntRange(0, 6).Draw(t, "items") {
			id++
			f.Items = append(f.Items, drawItem(t, id))
		}
		in.Units = append(in.Units, f)
	}
	return in
}

// The order in which units and items are told changes nothing.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInputs(t)
		before, err := Freeze(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Units = rapid.Permutation(in.Units).Draw(t, "order")
		for i := range in.Units {
			in.Units[i].Items = rapid.Permutation(in.Units[i].Items).Draw(t, "items")
		}
		after, err := Freeze(in)
		if err != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("another order, another sheet: %v", err)
		}
	})
}

// Ranks of a group are those of a race: as many units stand before a unit as its rank says, and nobody is better and behind.
func TestRanksAreThoseOfARace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInputs(t)
		sheet, err := Compute(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range sheet.Units {
			before, ranked := 0, 0
			for _, o := range sheet.Units {
				if o.Rank == 0 || o.Group != u.Group {
					continue
				}
				ranked++
				if o.Rank < u.Rank {
					before++
				}
				if u.Rank > 0 && in.Scheme.Outcome == ByPoints && (o.Total > u.Total) != (o.Rank < u.Rank) {
					t.Fatalf("%s with %s is %d, %s with %s is %d", u.Name, u.Total, u.Rank, o.Name, o.Total, o.Rank)
				}
			}
			if u.Rank > 0 && (u.Rank != before+1 || u.Among != ranked) || u.Rank == 0 && u.Unranked == "" {
				t.Fatalf("%s: rank %d of %d with %d before of %d", u.Name, u.Rank, u.Among, before, ranked)
			}
		}
	})
}

// A figure and the list that it opens never differ, for figures that count items.
func TestFiguresOpenTheirLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInputs(t)
		for i := range in.Units {
			r := in.Scheme.reader(&in.Units[i], in.CutOff)
			for _, code := range []string{"answered", "late", "met", "satisfied", "not_satisfied", "planned"} {
				if n, list := r.value(code).N, in.Scheme.behind(code, &in.Units[i], in.CutOff); n != len(list) {
					t.Fatalf("%s: %d, its list has %d", code, n, len(list))
				}
			}
		}
	})
}

// Every item that counts is either answered in time, late, or waits under a limit that has not passed.
func TestLateAndInTimeAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInputs(t)
		for i := range in.Units {
			r := in.Scheme.reader(&in.Units[i], in.CutOff)
			in, late, items := r.value("answered_in_time"), r.value("late"), r.value("items")
			if in.N+late.N != items.N || in.Unknown+late.Unknown != 0 {
				t.Fatalf("%d in time and %d late of %d", in.N, late.N, items.N)
			}
		}
	})
}
