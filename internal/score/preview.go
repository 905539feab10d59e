package score

import "slices"

// Comparison is the same facts under two schemes: what a change would do, before anybody decides on it.
type Comparison struct {
	Before  Sheet    `json:"before"`
	After   Sheet    `json:"after"`
	Changes []Change `json:"changes"`
}

// Change is one unit whose result would differ, with the parts of the sheet that differ.
type Change struct {
	Unit   int64  `json:"unit"`
	Name   string `json:"name"`
	Before Result `json:"before"`
	After  Result `json:"after"`
	Parts  []Part `json:"parts"`
}

// Result is what a unit comes to.
type Result struct {
	Total    Points `json:"total"`
	Grade    string `json:"grade,omitempty"`
	Rank     int    `json:"rank,omitempty"`
	Unranked string `json:"unranked,omitempty"`
}

// Part is a rule, a workload step or an indicator with both values; a part that one scheme lacks has none there.
type Part struct {
	Code   string `json:"code"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// Place returns the group in which a scheme ranks the units of a group of bodies: its own of that code, else the one for others, else its last.
func (s *Scheme) Place(group string) string {
	for _, code := range []string{group, "other"} {
		if slices.ContainsFunc(s.Groups, func(g Named) bool { return g.Code == code }) {
			return code
		}
	}
	if len(s.Groups) == 0 {
		return ""
	}
	return s.Groups[len(s.Groups)-1].Code
}

// placed returns the units in the groups of a scheme.
func (s *Scheme) placed(units []Facts) []Facts {
	out := slices.Clone(units)
	for i := range out {
		out[i].Group = s.Place(out[i].Group)
	}
	return out
}

// Preview scores the same inputs by their own scheme and by another. Entries for rules that the other scheme lacks do not count there, and
// units stand in the groups of each.
func Preview(in Inputs, other Scheme) (Comparison, error) {
	units := in.Units
	in.Units = in.Scheme.placed(units)
	before, err := Compute(in)
	if err != nil {
		return Comparison{}, err
	}
	then := in
	then.Scheme, then.Units, then.Entries, then.Appeals = other, other.placed(units), nil, nil
	then.Scheme.AppealDays = max(in.Scheme.AppealDays, other.AppealDays) // objections decided stay decided
	gone := map[int]bool{}
	for _, e := range in.Entries {
		if r, ok := other.rule(e.Rule); ok && r.Evidence == Manual {
			then.Entries = append(then.Entries, e)
		} else {
			gone[e.No] = true
		}
	}
	for _, a := range in.Appeals {
		if !gone[a.Entry] {
			then.Appeals = append(then.Appeals, a)
		}
	}
	after, err := Compute(then)
	if err != nil {
		return Comparison{}, err
	}
	out := Comparison{Before: before, After: after, Changes: []Change{}}
	for i, b := range before.Units {
		a := after.Units[i] // both in the order of the units
		c := Change{Unit: b.Unit, Name: b.Name, Before: b.result(), After: a.result(), Parts: b.parts(a)}
		if c.Before != c.After || len(c.Parts) > 0 {
			out.Changes = append(out.Changes, c)
		}
	}
	return out, nil
}

func (u UnitSheet) result() Result { return Result{u.Total, u.Grade, u.Rank, u.Unranked} }

// values lists what each part came to, in the order of the sheet.
func (u UnitSheet) values() (codes []string, by map[string]string) {
	by = map[string]string{}
	put := func(code, v string) {
		codes = append(codes, code)
		by[code] = v
	}
	for _, b := range u.Blocks {
		put("block."+b.Code, b.Total.String())
		for _, l := range b.Lines {
			put("rule."+l.Rule, l.Points.String())
		}
	}
	for _, g := range u.Indicators {
		put("indicator."+g.Code, g.Grade)
	}
	return codes, by
}

func (u UnitSheet) parts(then UnitSheet) []Part {
	codes, was := u.values()
	more, is := then.values()
	out := []Part{}
	for _, c := range codes {
		if was[c] != is[c] && !(nothing(was[c]) && nothing(is[c])) {
			out = append(out, Part{c, was[c], is[c]})
		}
	}
	for _, c := range more {
		if _, known := was[c]; !known && !nothing(is[c]) {
			out = append(out, Part{c, "", is[c]})
		}
	}
	return out
}

// nothing reports whether a part is not there or came to no points.
func nothing(v string) bool { return v == "" || v == Points(0).String() }
