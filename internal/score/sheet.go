package score

import (
	"slices"

	"huiyin/internal/calendar"
)

// Sheet is what a run comes to (考核计分表).
type Sheet struct {
	Scheme  string       `json:"scheme"`
	Version int          `json:"version"`
	CutOff  calendar.Day `json:"cut_off"`
	Units   []UnitSheet  `json:"units"`
}

// Why a unit has no rank.
const (
	NoCases  = "no_cases"  // nothing of the scheme's population: not scored
	FewCases = "few_cases" // fewer items than the least sample: scored, not ranked
)

// UnitSheet is one unit's sheet.
type UnitSheet struct {
	Unit       int64       `json:"unit"`
	Name       string      `json:"name"`
	Group      string      `json:"group,omitempty"`
	Items      int         `json:"items"`
	Figures    []Value     `json:"figures"`
	Blocks     []BlockLine `json:"blocks,omitempty"`
	Indicators []Graded    `json:"indicators,omitempty"`
	Total      Points      `json:"total"`
	Bonus      Points      `json:"bonus"` // part of the total that additions make, shown apart
	Grade      string      `json:"grade,omitempty"`
	Rank       int         `json:"rank,omitempty"`
	Among      int         `json:"among,omitempty"` // how many of the group are ranked
	Tied       bool        `json:"tied,omitempty"`
	Unranked   string      `json:"unranked,omitempty"`
}

// Value is a figure of a unit.
type Value struct {
	Code string `json:"code"`
	Count
}

// BlockLine is one block of a unit's sheet.
type BlockLine struct {
	Code     string `json:"code"`
	Base     Points `json:"base"`
	Deducted Points `json:"deducted"`
	Kept     Points `json:"kept"` // base less deductions, not below the floor
	Bonus    Points `json:"bonus"`
	Total    Points `json:"total"`
	Lines    []Line `json:"lines"`
}

// Line is one rule or workload step with what it counted and what it came to; deductions are negative.
type Line struct {
	Rule string `json:"rule"`
	Count
	Points  Points `json:"points"`
	Entries []int  `json:"entries,omitempty"` // the entries that it counted
}

// Graded is the grade of one indicator; empty when a share has no base.
type Graded struct {
	Code  string `json:"code"`
	Grade string `json:"grade,omitempty"`
}

// Compute scores every unit. The same inputs give the same sheet, in whatever order units, items and entries come.
func Compute(in Inputs) (Sheet, error) {
	if err := in.Check(); err != nil {
		return Sheet{}, err
	}
	in, err := in.ruled()
	if err != nil {
		return Sheet{}, err
	}
	s := &in.Scheme
	out := Sheet{Scheme: s.ID, Version: s.Version, CutOff: in.CutOff, Units: []UnitSheet{}}
	for i := range in.Units {
		u := &in.Units[i]
		own := slices.DeleteFunc(slices.Clone(in.Entries), func(e Entry) bool { return e.Unit != u.Unit })
		out.Units = append(out.Units, s.score(u, own, in.CutOff))
	}
	s.rank(out.Units)
	return out, nil
}

func (s *Scheme) score(u *Facts, entries []Entry, cutOff calendar.Day) UnitSheet {
	r := s.reader(u, cutOff)
	out := UnitSheet{Unit: u.Unit, Name: u.Name, Group: u.Group, Items: len(r.items), Figures: []Value{}}
	for _, g := range s.Figures {
		out.Figures = append(out.Figures, Value{g.Code, r.value(g.Code)})
	}
	switch {
	case out.Items == 0:
		out.Unranked = NoCases
		return out
	case out.Items < s.MinSample:
		out.Unranked = FewCases
	}
	if s.Outcome == ByGrade {
		r.grade(&out)
	} else {
		r.add(&out, entries)
	}
	return out
}
