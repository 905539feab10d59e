// Package stats fills the catalogue of figures from the store. It computes nothing that the catalogue does not define.
package stats

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Value is one figure with its base and the list behind it.
type Value struct {
	Code        string `json:"code"`
	Numerator   int    `json:"numerator"`
	Of          string `json:"of,omitempty"`
	Denominator int    `json:"denominator,omitempty"` // 0 when the figure is a plain count, or when there is nothing to share
	List        string `json:"list"`                  // query of the list that shows exactly these cases
}

// Group is one row of a table by class, unit, category or delegation.
type Group struct {
	ID   int64  `json:"id,omitempty"`
	Name string `json:"name"`
	N    int    `json:"n"`
	List string `json:"list"`
}

// Year is a congress's year: the time from one session's opening to the next.
type Year struct {
	Congress   org.Congress  `json:"-"`
	Session    org.Session   `json:"-"`
	CutOff     calendar.Day  `json:"cut_off"`
	Values     []Value       `json:"figures"`
	Classes    []Group       `json:"classes"`
	Categories []Group       `json:"categories"`
	Units      []store.Share `json:"units"`
	Commended  int           `json:"commended_units"`
	Rates      []Rate        `json:"rates"`
	Effects    []Effect      `json:"effects"`
	Works      []Work        `json:"works,omitempty"`
	Found      []Found       `json:"found,omitempty"`

	part  suggestion.Filter // what the year is narrowed to
	book  indicator.Book
	cases map[string]indicator.Count[suggestion.Filter] // of the session, by filter
}

// Value returns a figure by its code.
func (y Year) Value(code string) Value {
	for _, v := range y.Values {
		if v.Code == code {
			return v
		}
	}
	return Value{Code: code}
}

// OfYear computes the figures of a session's year as a scope sees them. Parts that do not add up are a Conflict fault that
// names the difference: a wrong report must not be printed.
func OfYear(ctx context.Context, tx *store.Tx, scope access.Scope, session int64) (Year, error) {
	return Within(ctx, tx, scope, session, suggestion.Filter{})
}

// Within computes the same figures over a part of the year: the cases of a body, of a special committee's units. Units are those
// of the whole year: who asks for a part knows which units are in it.
func Within(ctx context.Context, tx *store.Tx, scope access.Scope, session int64, part suggestion.Filter) (Year, error) {
	s, err := tx.Session(ctx, session)
	if err != nil {
		return Year{}, err
	}
	if s.Congress != scope.Congress {
		return Year{}, fault.New(fault.NotFound, "fault.not_found")
	}
	g, err := tx.Congress(ctx, s.Congress)
	if err != nil {
		return Year{}, err
	}
	y := Year{Congress: g, Session: s, CutOff: tx.Today(), part: part, book: indicator.At(tx.Today())}
	if err := y.figures(ctx, tx, scope); err != nil {
		return Year{}, err
	}
	if err := y.groups(ctx, tx, scope); err != nil {
		return Year{}, err
	}
	if y.Units, err = tx.Shares(ctx, scope, session, tx.Today()); err != nil {
		return Year{}, err
	}
	if y.whole() { // rates are those of the whole year
		if err := y.rates(ctx, tx, scope); err != nil {
			return Year{}, err
		}
		if scope.Hears() {
			if err := y.beside(ctx, tx); err != nil {
				return Year{}, err
			}
		}
	}
	awards, err := tx.Honours(ctx, session)
	for _, a := range awards {
		if a.Kind == "unit" {
			y.Commended++
		}
	}
	return y, err
}

func (y *Year) figures(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	var filters []suggestion.Filter
	for _, f := range indicator.Year {
		whole, _ := f.Base()
		filters = append(filters, y.narrow(f.Filter), y.narrow(whole))
	}
	if y.whole() { // the rates look at the same cases
		filters = append(filters, sides(y.book.Cases, 0)...)
	} else {
		for _, f := range sides(y.effectRates(), 0) {
			filters = append(filters, y.narrow(f))
		}
	}
	counted, err := countAll(ctx, tx, scope, y.Session, filters)
	if err != nil {
		return err
	}
	y.cases = counted
	byCode := map[string]int{}
	for _, f := range indicator.Year {
		byCode[f.Code] = counted[encode(y.narrow(f.Filter))].Int()
	}
	for _, s := range indicator.Sums {
		if d := s.Difference(byCode); d != 0 {
			return fault.New(fault.Conflict, "figure.does_not_add_up", "whole", s.Whole, "difference", d)
		}
	}
	for _, f := range indicator.Year {
		v := Value{Code: f.Code, Numerator: byCode[f.Code], Of: f.Of, List: query(y.narrow(f.Filter), y.Session.ID)}
		if base, ok := f.Base(); ok {
			v.Denominator = counted[encode(y.narrow(base))].Int()
		}
		y.Values = append(y.Values, v)
	}
	if !y.whole() {
		for _, r := range y.effectRates() {
			num, den := y.narrow(r.Num), y.narrow(r.Den)
			n := indicator.Ratio[suggestion.Filter]{Num: counted[encode(num)], Den: counted[encode(den)]}
			y.Rates = append(y.Rates, Rate{
				Code: r.Code, Topic: r.Topic, Of: r.Of, Unit: indicator.Unit[suggestion.Filter](), Now: ratioShare(y.Session, n, in(num, y.Session), in(den, y.Session)),
			})
		}
	}
	return nil
}

// effectRates are the rates that a part of the year has too: a body's satisfaction with what came of its replies stands beside that with the replies.
func (y *Year) effectRates() []indicator.Rate[suggestion.Filter] {
	return slices.DeleteFunc(slices.Clone(y.book.Cases), func(r indicator.Rate[suggestion.Filter]) bool { return r.Topic != "effect" })
}

func (y *Year) whole() bool { return y.part.Body == "" && y.part.Special == 0 }

// groups counts the handed-over cases by class of the congress's scheme and by category.
func (y *Year) groups(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	base := y.narrow(indicator.Handed())
	base.Session = y.Session.ID
	classes, err := tx.CountBy(ctx, scope, base, "class")
	if err != nil {
		return err
	}
	if pack, ok := tx.Packs().Latest(y.Congress.Pack); ok {
		for _, k := range pack.Scheme.Classes {
			f := base
			f.Class = k.Code
			y.Classes = append(y.Classes, Group{Name: k.Label, N: classes[k.Code], List: query(f, 0)})
		}
	}
	dir, err := tx.Directory(ctx, scope.Congress)
	if err != nil {
		return err
	}
	byCategory, err := tx.CountBy(ctx, scope, base, "category_id")
	if err != nil {
		return err
	}
	top := map[int64]int{}
	for key, n := range byCategory {
		c, _ := dir.Category(number(key))
		id := c.ID
		if c.Parent != 0 {
			id = c.Parent
		}
		top[id] += n
	}
	for _, id := range sorted(top) {
		f := base
		f.Category = id
		c, _ := dir.Category(id)
		y.Categories = append(y.Categories, Group{ID: id, Name: c.Name, N: top[id], List: query(f, 0)})
	}
	return nil
}

// narrow adds the part to a figure's filter, so that the list behind the figure is that of the part.
func (y *Year) narrow(f suggestion.Filter) suggestion.Filter {
	f.Body, f.Special = y.part.Body, y.part.Special
	return f
}

func query(f suggestion.Filter, session int64) string {
	if session != 0 {
		f.Session = session
	}
	return "?" + f.Values().Encode()
}
