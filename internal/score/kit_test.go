package score

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

const cutOff calendar.Day = "2026-12-31"

// change alters an item of a test.
type change func(*Item)

// good is an item with nothing to complain about, then changed.
func good(id int64, changes ...change) Item {
	it := Item{
		Case: id, Assignment: 1, Role: suggestion.Sole, Stream: suggestion.InSession, Chain: "c", Seq: 9,
		AssignedOn: "2026-02-03", SignedOn: "2026-02-05", AnsweredOn: "2026-05-06", RegularDue: "2026-05-06", Due: "2026-05-06",
		LongestDue: "2026-08-03", Round: 1, Outcome: rule.Solved, Attitude: suggestion.Satisfied, Result: suggestion.Satisfied,
		Talks: []Talk{{Part: 2, Phase: "before", Way: "visit", On: "2026-02-10"}, {Part: 9, Phase: "after", Way: "phone", On: "2026-06-01"}},
	}
	for _, c := range changes {
		c(&it)
	}
	return it
}

func several(from, n int, changes ...change) []Item {
	out := make([]Item, n)
	for i := range out {
		out[i] = good(int64(from+i), changes...)
	}
	return out
}

func all(lists ...[]Item) []Item {
	var out []Item
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

func answered(d calendar.Day) change { return func(it *Item) { it.AnsweredOn = d } }
func signed(d calendar.Day) change   { return func(it *Item) { it.SignedOn = d } }
func extended(d calendar.Day) change { return func(it *Item) { it.Due = d } }
func rate(r suggestion.Rating) change {
	return func(it *Item) { it.Result, it.Attitude = r, r }
}
func role(r suggestion.Role) change { return func(it *Item) { it.Role = r } }
func silentOn(phase string) change {
	return func(it *Item) {
		var kept []Talk
		for _, k := range it.Talks {
			if k.Phase != phase {
				kept = append(kept, k)
			}
		}
		it.Talks = kept
	}
}

func shippedScheme(t testing.TB, id string) Scheme {
	t.Helper()
	s, ok := ShippedScheme(id)
	if !ok {
		t.Fatalf("no scheme %s", id)
	}
	return s
}

func inputs(s Scheme, units ...Facts) Inputs {
	return Inputs{Title: "run", Congress: 1, Year: 2026, CutOff: cutOff, Scheme: s, Units: units}
}

func unit(id int64, items []Item) Facts {
	return Facts{Unit: id, Name: "unit", Group: "department", Items: items}
}

// scored computes one unit's sheet.
func scored(t testing.TB, s Scheme, items []Item, entries ...Entry) UnitSheet {
	t.Helper()
	in := inputs(s, unit(1, items))
	in.Entries = entries
	sheet, err := Compute(in)
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Units[0]
}

// complaints lists field and key of every complaint in a fault.
func complaints(err error) map[string]string {
	out := map[string]string{}
	if f, ok := fault.As(err); ok {
		for _, x := range f.Fields {
			if _, before := out[x.Name]; !before {
				out[x.Name] = x.Key
			}
		}
		if len(f.Fields) == 0 {
			out[""] = f.Key
		}
	}
	return out
}

// behind lists the items that a figure of a unit counts, one by one.
func (s *Scheme) behind(code string, f *Facts, cutOff calendar.Day) []Item {
	r := s.reader(f, cutOff)
	var out []Item
	for _, it := range r.items {
		single := reader{Scheme: s, items: []*Item{it}, cutOff: cutOff}
		if single.value(code).N > 0 {
			out = append(out, *it)
		}
	}
	return out
}
