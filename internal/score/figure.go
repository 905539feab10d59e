package score

import (
	"slices"

	"huiyin/internal/calendar"
)

// reader reads the figures of a scheme off the facts of one unit.
type reader struct {
	*Scheme
	items  []*Item // of the scheme's population
	cutOff calendar.Day
}

func (s *Scheme) reader(f *Facts, cutOff calendar.Day) reader {
	r := reader{Scheme: s, cutOff: cutOff}
	for i := range f.Items {
		if it := &f.Items[i]; s.Population.keeps(it, cutOff) {
			r.items = append(r.items, it)
		}
	}
	return r
}

// figure returns the figure of the scheme with the code; a fact's own name is a figure too.
func (s *Scheme) figure(code string) (Figure, bool) {
	for _, g := range s.Figures {
		if g.Code == code {
			return g, true
		}
	}
	if f, ok := factOf(code); ok && !f.days {
		return Figure{Code: code, Fact: code}, true
	}
	return Figure{}, false
}

// value counts a figure over the items that every filter keeps. The scheme has been validated: figures exist and do not run in a circle.
func (r reader) value(code string, narrow ...Filter) Count {
	g, _ := r.figure(code)
	narrow = append(slices.Clone(narrow), g.Filter)
	var c Count
	if g.Fact != "" {
		for _, it := range r.items {
			c = c.plus(r.of(g, it, narrow))
		}
	}
	for i, other := range g.Plus {
		v := r.value(other, narrow...)
		c.N, c.Unknown = c.N+v.N, max(c.Unknown, v.Unknown) // the same items may lack several facts
		if i == 0 {
			c.Of = v.Of
		}
	}
	for _, other := range g.Minus {
		v := r.value(other, narrow...)
		c.N, c.Unknown = max(0, c.N-v.N), max(c.Unknown, v.Unknown)
	}
	if g.Of != "" {
		c.Of = max(0, r.value(g.Of, narrow...).N-c.Unknown) // what is not recorded leaves the base
	}
	return c
}

func (r reader) of(g Figure, it *Item, narrow []Filter) Count {
	for _, f := range narrow {
		if !f.keeps(it, r.cutOff) {
			return Count{}
		}
	}
	f, _ := factOf(g.Fact)
	return f.of(it, g.Days, r.cutOff)
}

// Counts returns the count of a figure, a rule or an indicator's figure of a unit.
func (s *Scheme) Counts(code string, f *Facts, cutOff calendar.Day) Count {
	return s.reader(f, cutOff).value(code)
}

// Ruled returns the inputs with every granted objection carried out: what the sheet of the run counted.
func (in Inputs) Ruled() (Inputs, error) { return in.ruled() }

// Unit returns the facts of a unit, or nil.
func (in *Inputs) Unit(id int64) *Facts { return in.unit(id) }

// holds reports whether a figure lies in the range; defined is false for a share without a base.
func (g Range) holds(c Count) (in, defined bool) {
	n, of := int64(c.N)*100, int64(1)
	if g.As == AsPercent {
		n, of = int64(c.N)*10_000, int64(c.Of)
		if of == 0 {
			return false, false
		}
	}
	// n/of against hundredths of the bound, without dividing
	at := func(a Amount) int64 { return int64(a.points()) * of }
	return (g.From == "" || n >= at(g.From)) && (g.Above == "" || n > at(g.Above)) &&
		(g.To == "" || n <= at(g.To)) && (g.Below == "" || n < at(g.Below)), true
}
