package score

import "strings"

func (c *checker) figures() {
	seen := map[string]bool{}
	for i, g := range c.Figures {
		c.unique(at("figures", i, "code"), g.Code, seen)
		if _, taken := factOf(g.Code); taken {
			c.Add(at("figures", i, "code"), "score.bad.fact_name", "text", g.Code)
		}
		c.required(at("figures", i, "name"), g.Name)
		c.filter(at("figures", i, "filter"), g.Filter)
		c.made(i, g)
	}
	c.circles()
}

// made checks that a figure is either a fact or put together from others.
func (c *checker) made(i int, g Figure) {
	f, known := factOf(g.Fact)
	switch {
	case g.Fact == "" && len(g.Plus) == 0:
		c.Add(at("figures", i, "fact"), "score.bad.empty_figure")
	case g.Fact != "" && len(g.Plus)+len(g.Minus) > 0:
		c.Add(at("figures", i, "plus"), "score.bad.fact_and_figures")
	case g.Fact != "" && !known:
		c.Add(at("figures", i, "fact"), "score.bad.fact", "text", g.Fact)
	case f.days && (g.Days < 1 || g.Days > 3660):
		c.Add(at("figures", i, "days"), "score.bad.days")
	case !f.days && g.Days != 0:
		c.Add(at("figures", i, "days"), "score.bad.no_days")
	}
	for j, other := range g.Plus {
		c.exists(at(at("figures", i, "plus"), j, ""), other)
	}
	for j, other := range g.Minus {
		c.exists(at(at("figures", i, "minus"), j, ""), other)
	}
	if g.Of != "" {
		c.exists(at("figures", i, "of"), g.Of)
	}
}

// exists complains about a figure that is neither the scheme's nor a fact's own.
func (c *checker) exists(name, code string) {
	if _, ok := c.figure(code); ok {
		return
	}
	if _, ok := factOf(code); ok {
		c.Add(name, "score.bad.fact_needs_days", "text", code)
		return
	}
	c.Add(name, "score.bad.figure", "text", code)
}

// Limits that keep counting short: how many figures one is put together of, and how deep they may stand above each other.
const (
	mostParts = 10
	deepest   = 4
)

// circles complains once about each figure through which figures run in a circle, naming the way round, or else about towers.
func (c *checker) circles() {
	uses := map[string][]string{}
	for _, g := range c.Figures {
		uses[g.Code] = append(append(append(uses[g.Code], g.Plus...), g.Minus...), g.Of)
	}
	round := false
	for i, g := range c.Figures {
		if way := circle(uses, g.Code, g.Code, map[string]bool{}); way != nil {
			round = true
			c.Add(at("figures", i, "plus"), "score.bad.circle", "way", strings.Join(append(way, g.Code), " → "))
		}
	}
	if round {
		return
	}
	known := map[string]int{}
	for i, g := range c.Figures {
		if len(uses[g.Code]) > mostParts+1 || depth(uses, g.Code, known) > deepest {
			c.Add(at("figures", i, "plus"), "score.bad.deep", "parts", mostParts, "deep", deepest)
		}
	}
}

// circle returns the way from a figure back to a goal, or nil when none leads there. Each figure is entered once.
func circle(uses map[string][]string, from, goal string, seen map[string]bool) []string {
	seen[from] = true
	for _, next := range uses[from] {
		if next == goal {
			return []string{from}
		}
		if !seen[next] {
			if way := circle(uses, next, goal, seen); way != nil {
				return append([]string{from}, way...)
			}
		}
	}
	return nil
}

// depth is how many figures stand above each other under a name; there is no circle.
func depth(uses map[string][]string, code string, known map[string]int) int {
	if d, ok := known[code]; ok {
		return d
	}
	d := 0
	for _, next := range uses[code] {
		d = max(d, 1+depth(uses, next, known))
	}
	known[code] = d
	return d
}
