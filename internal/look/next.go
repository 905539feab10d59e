package look

import (
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// Move is a step that the program takes on an entry; a nil Entry is one to be made.
type Move struct {
	Entry *Entry
	Do    flow.Action
	Cmd   any
}

// Next compares the entries of a case with its facts of today and returns what follows: cases found, facts renewed, entries that no
// longer hold. What a second person released or the unit has settled is found again only when its facts have become others.
func Next(entries []*Entry, facts []Facts, b Book, c *suggestion.Case) []Move {
	var out []Move
	for _, f := range facts {
		for _, r := range b.Rules {
			e := latest(entries, f, r.List)
			if e == nil && !r.Holds(f) {
				continue // most shares: their replies need not be read
			}
			out = append(out, next(e, f, b.Judge(r.List, f), b, c)...)
		}
	}
	return out
}

func next(e *Entry, f Facts, v Verdict, b Book, c *suggestion.Case) []Move {
	find := Move{Do: "find_case", Cmd: &Find{Congress: c.Congress, Title: c.Text.Title, Facts: f.Known(), Verdict: v, Book: b}}
	switch {
	case e == nil || e.State == Lapsed:
		if v.Holds {
			return []Move{find}
		}
	case e.State == Released || e.State == Settled:
		if v.Holds && worse(e.Facts, v.Facts) {
			return []Move{find}
		}
	case e.State == Redone && e.List == Public && e.ReportedBy == 0:
		// That it is being handled again follows from the entry itself, and a new reply is what it waits for: only what was entered can take it off.
		if v = b.Judge(v.List, f.With(Reworking, 0)); !v.Holds && delivered(e.Facts, f) {
			return []Move{{Entry: e, Do: "lapse_case", Cmd: &Lapse{Verdict: v}}}
		}
	case !v.Holds && (e.State == Found || e.State == Doubted):
		return []Move{{Entry: e, Do: "lapse_case", Cmd: &Lapse{Verdict: v}}}
	case v.Holds && (e.State == Found || e.State == Doubted) && (len(e.Facts) != len(v.Facts) || worse(e.Facts, v.Facts)):
		return []Move{{Entry: e, Do: "renew_facts", Cmd: &Renew{Verdict: v}}}
	}
	return nil
}

// delivered reports whether the reply in force is still the one for which the entry was found.
func delivered(was []Fact, now Facts) bool {
	return slices.ContainsFunc(was, func(f Fact) bool { return f.Code == Answered && slices.Equal(f.Refs, now.Get(Answered).Refs) })
}

// latest returns the newest entry of a share on a list in the year.
func latest(entries []*Entry, f Facts, l List) *Entry {
	var out *Entry
	for _, e := range entries {
		if e.Case == f.Case && e.Part == f.Part && e.List == l && e.Year == f.Year && (out == nil || e.ID > out.ID) {
			out = e
		}
	}
	return out
}

// worse reports whether a fact stands on other acts or entries than before; that time passes changes nothing.
func worse(was, now []Fact) bool {
	for _, f := range now {
		if o, _ := OriginOf(f.Code); o == OfDay || f.Code == ContactLate {
			continue
		}
		i := slices.IndexFunc(was, func(g Fact) bool { return g.Code == f.Code })
		if i < 0 || !slices.Equal(was[i].Refs, f.Refs) {
			return true
		}
	}
	return false
}

func equal(a, b Fact) bool { return a.Code == b.Code && a.N == b.N && slices.Equal(a.Refs, b.Refs) }

func same(a, b Verdict) bool {
	return a.List == b.List && a.Rules == b.Rules && a.Holds == b.Holds && slices.EqualFunc(a.Facts, b.Facts, equal)
}
