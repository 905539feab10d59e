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

// circles complains once about each figure through which figures run in a circle, naming the way round.
func (c *checker) circles() {
	uses := map[string][]string{}
	for _, g := range c.Figures {
		uses[g.Code] = append(append(append(uses[g.Code], g.Plus...), g.Minus...), g.Of)
	}
	for i, g := range c.Figures {
		if way := circle(uses, g.Code, g.Code, nil); way != nil {
			c.Add(at("figures", i, "plus"), "score.bad.circle", "way", strings.Join(append(way, g.Code), " → "))
		}
	}
}

// circle returns the way from a figure back to a goal, or nil when none leads there.
func circle(uses map[string][]string, from, goal string, way []string) []string {
	for _, w := range way {
		if w == from {
			return nil
		}
	}
	way = append(way[:len(way):len(way)], from)
	for _, next := range uses[from] {
		if next == goal {
			return way
		}
		if found := circle(uses, next, goal, way); found != nil {
			return found
		}
	}
	return nil
}
