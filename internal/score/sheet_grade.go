package score

import "slices"

// grade fills in the grades of a scheme by grade. An indicator whose share has no base has none, and does not decide.
func (r reader) grade(out *UnitSheet) {
	for _, n := range r.Indicators {
		out.Indicators = append(out.Indicators, Graded{Code: n.Code, Grade: r.band(n)})
	}
	for _, f := range r.Final {
		n := 0
		for _, g := range out.Indicators {
			n += one(g.Grade == f.Of)
		}
		if f.Of == "" || n >= f.Least {
			out.Grade = f.Grade
			return
		}
	}
}

func (r reader) band(n Indicator) string {
	for _, b := range n.Bands {
		all := true
		for _, g := range b.When {
			in, defined := g.holds(r.value(g.Figure))
			if !defined {
				return ""
			}
			all = all && in
		}
		if all {
			return b.Grade
		}
	}
	return ""
}

// rank places units inside their groups. Equal ones share a rank, and the ranks that they fill are not given again.
func (s *Scheme) rank(units []UnitSheet) {
	for i := range units {
		u := &units[i]
		if u.Unranked != "" {
			continue
		}
		u.Rank = 1
		for j := range units {
			o := &units[j]
			if o.Unranked != "" || o.Group != u.Group {
				continue
			}
			u.Among++
			switch c := s.better(o, u); {
			case c > 0:
				u.Rank++
			case c == 0 && i != j:
				u.Tied = true
			}
		}
	}
}

// better is positive when a stands before b.
func (s *Scheme) better(a, b *UnitSheet) int {
	if s.Outcome == ByPoints {
		return int(min(1, max(-1, a.Total-b.Total)))
	}
	place := func(u *UnitSheet) int {
		return slices.IndexFunc(s.Grades, func(g Named) bool { return g.Code == u.Grade })
	}
	return place(b) - place(a)
}
