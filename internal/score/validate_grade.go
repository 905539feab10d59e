package score

import (
	"maps"
	"slices"
	"strings"
)

// mostFigures is how many figures one indicator may look at: every combination of their stretches is tried.
const mostFigures = 4

func (c *checker) byGrade() {
	c.named("grades", c.Grades)
	if len(c.Grades) < 2 {
		c.Add("grades", "score.bad.two_grades")
	}
	if len(c.Indicators) == 0 {
		c.Add("indicators", "score.bad.required")
	}
	seen := map[string]bool{}
	for i, n := range c.Indicators {
		p := at("indicators", i, "")
		c.unique(p+".code", n.Code, seen)
		c.required(p+".name", n.Name)
		for j, b := range n.Bands {
			q := at(p+".bands", j, "")
			c.grade(q+".grade", b.Grade)
			for k, g := range b.When {
				c.within(at(q+".when", k, ""), g)
			}
		}
		c.bands(p, n.Bands)
	}
	c.final()
}

func (c *checker) grade(name, code string) {
	if !slices.ContainsFunc(c.Grades, func(g Named) bool { return g.Code == code }) {
		c.Add(name, "score.bad.grade", "text", code)
	}
}

// final must end in a line that always fits, and say something with each line before it.
func (c *checker) final() {
	if len(c.Final) == 0 {
		c.Add("final", "score.bad.required")
	}
	for i, f := range c.Final {
		p := at("final", i, "")
		c.grade(p+".grade", f.Grade)
		last := i == len(c.Final)-1
		switch {
		case f.Of == "" && !last:
			c.Add(p+".of", "score.bad.never_reached")
		case f.Of != "" && last:
			c.Add(p+".of", "score.bad.last_line")
		case f.Of != "":
			c.grade(p+".of", f.Of)
			c.atLeast(p+".least", f.Least, 1)
		}
	}
}

type dimension struct{ figure, as string }

// box is a band as intervals over the figures that it looks at.
type box map[dimension]span

func (b box) holds(at map[dimension]int64) bool {
	for d, s := range b {
		if v := at[d]; v < s.lo || v > s.hi {
			return false
		}
	}
	return true
}

func (b Band) box() box {
	out := box{}
	for _, g := range b.When {
		d := dimension{g.Figure, g.As}
		s := g.span()
		if old, ok := out[d]; ok {
			s = s.clip(old)
		}
		out[d] = s
	}
	return out
}

// bands tries one value of every stretch of every figure: exactly one band must hold it. Each pair and each indicator is complained
// about once.
func (c *checker) bands(p string, bands []Band) {
	boxes := make([]box, len(bands))
	ends := map[dimension][]span{}
	for i, b := range bands {
		boxes[i] = b.box()
		for d, s := range boxes[i] {
			ends[d] = append(ends[d], s)
		}
	}
	if len(ends) == 0 || len(ends) > mostFigures {
		c.Add(p+".bands", "score.bad.figures_of_bands", "most", mostFigures)
		return
	}
	dims := slices.SortedFunc(maps.Keys(ends), func(a, b dimension) int { return strings.Compare(a.figure+a.as, b.figure+b.as) })
	told := map[int]bool{}
	for cell := range cells(dims, ends) {
		first := -1
		for i, b := range boxes {
			switch {
			case !b.holds(cell):
			case first < 0:
				first = i
			case !told[i]:
				told[i] = true
				c.Add(at(p+".bands", i, "when"), "score.bad.overlap_at", "other", bands[first].Grade, "value", describe(dims, cell))
			}
		}
		if first < 0 && !told[-1] {
			told[-1] = true
			c.Add(p+".bands", "score.bad.gap", "value", describe(dims, cell))
		}
	}
}

func cells(dims []dimension, ends map[dimension][]span) func(func(map[dimension]int64) bool) {
	return func(yield func(map[dimension]int64) bool) {
		cell := map[dimension]int64{}
		var walk func(i int) bool
		walk = func(i int) bool {
			if i == len(dims) {
				return yield(cell)
			}
			whole := counts
			if dims[i].as == AsPercent {
				whole = percents
			}
			for _, v := range points(ends[dims[i]], whole) {
				if dims[i].as == AsCount {
					v = (v + 199) / 200 * 200 // counts are whole numbers: the next one
				}
				cell[dims[i]] = v
				if !walk(i + 1) {
					return false
				}
			}
			return true
		}
		walk(0)
	}
}

func describe(dims []dimension, cell map[dimension]int64) []string {
	out := make([]string, len(dims))
	for i, d := range dims {
		out[i] = d.figure + " " + told(cell[d])
		if d.as == AsPercent {
			out[i] += "%"
		}
	}
	return out
}
