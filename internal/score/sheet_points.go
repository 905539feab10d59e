package score

import "slices"

// add fills in blocks, total and level of a scheme by points.
func (r reader) add(out *UnitSheet, entries []Entry) {
	for _, b := range r.Blocks {
		l := BlockLine{Code: b.Code, Base: b.Base.points(), Lines: []Line{}}
		for _, k := range r.Rules {
			if k.Block == b.Code {
				l.take(r.line(k, entries))
			}
		}
		for _, s := range r.Workload {
			if s.Block == b.Code {
				l.take(s.line(out.Items))
			}
		}
		l.Kept = l.Base - l.Deducted
		if b.Floor != "" {
			l.Kept = max(l.Kept, b.Floor.points())
		}
		l.Total = l.Kept + l.Bonus
		if b.Cap != "" && l.Total > b.Cap.points() {
			l.Total = b.Cap.points()
			l.Bonus = l.Total - l.Kept
		}
		out.Total += l.Total
		out.Bonus += l.Bonus
		out.Blocks = append(out.Blocks, l)
	}
	for _, v := range r.Levels {
		if s := v.span(); s.lo <= 2*int64(out.Total) && 2*int64(out.Total) <= s.hi {
			out.Grade = v.Code
		}
	}
}

func (l *BlockLine) take(n Line) {
	l.Lines = append(l.Lines, n)
	if n.Points < 0 {
		l.Deducted -= n.Points
	} else {
		l.Bonus += n.Points
	}
}

// line counts one rule and turns the count into points.
func (r reader) line(k Rule, entries []Entry) Line {
	n := Line{Rule: k.Code}
	var p int64
	amount := int64(k.Amount.points())
	switch {
	case k.Evidence == Manual:
		r.byHand(k, entries, &n)
		p = amount * int64(r.counted(k, n.N))
	case k.Unit == Once:
		met, n2 := r.met(k)
		n.Count = n2
		p = amount * int64(one(met))
	case k.Unit == PerPoint:
		n.Count = r.value(k.Figure, k.Filter)
		p = k.share(n.Count)
	default:
		n.Count = r.value(k.Figure, k.Filter)
		p = amount * int64(r.counted(k, n.N))
	}
	if p > 0 && k.Floor != "" {
		p = max(p, int64(k.Floor.points()))
	}
	if k.Cap != "" {
		p = min(p, int64(k.Cap.points()))
	}
	if k.Direction == Deduct {
		p = -p
	}
	n.Points = Points(p)
	return n
}

// counted takes the free items off a count; a rule that applies once counts one.
func (r reader) counted(k Rule, n int) int {
	if k.Unit == Once {
		return one(n > 0)
	}
	return max(0, n-int(int64(k.Threshold.points())/100))
}

// share is the points for what a share lacks to its threshold, or has above it. A share without a base moves nothing.
func (k Rule) share(c Count) int64 {
	if c.Of == 0 {
		return 0
	}
	above := int64(c.N)*10_000 - int64(k.Threshold.points())*int64(c.Of) // hundredths of a percentage point, times the base
	if k.Direction == Deduct {
		above = -above
	}
	return halfUp(int64(k.Amount.points())*max(0, above), int64(c.Of)*100)
}

// met reports whether all ranges of a rule hold, and the count of the first.
func (r reader) met(k Rule) (bool, Count) {
	var first Count
	all := true
	for i, g := range k.When {
		c := r.value(g.Figure, k.Filter)
		if i == 0 {
			first = c
		}
		in, defined := g.holds(c)
		all = all && in && defined
	}
	return all, first
}

// byHand counts the entries of a rule; for documents those that are not there.
func (r reader) byHand(k Rule, entries []Entry, n *Line) {
	there := map[string]bool{}
	for _, e := range entries {
		if e.Rule == k.Code {
			n.Entries = append(n.Entries, e.No)
			n.N += e.Count
			there[e.Document] = true
		}
	}
	slices.Sort(n.Entries)
	n.Of = len(r.items)
	if k.Unit == PerDocument {
		n.N, n.Of = 0, len(k.Documents)
		for _, d := range k.Documents {
			n.N += one(!there[d.Code])
		}
	}
}

// line gives the points of a workload step for a number of items.
func (s Step) line(items int) Line {
	n := Line{Rule: s.Code, Count: Count{N: items, Of: items}}
	at := s.span()
	switch v := 200 * int64(items); {
	case v < at.lo || v > at.hi:
	case s.Each:
		n.Points = s.Add.points() * Points(int64(items)-int64(s.From.points())/100+1)
	default:
		n.Points = s.Add.points()
	}
	if s.Cap != "" {
		n.Points = min(n.Points, s.Cap.points())
	}
	return n
}
