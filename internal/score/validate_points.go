package score

func (c *checker) byPoints() {
	blocks := map[string]bool{}
	if len(c.Blocks) == 0 {
		c.Add("blocks", "score.bad.required")
	}
	for i, b := range c.Blocks {
		c.unique(at("blocks", i, "code"), b.Code, blocks)
		c.required(at("blocks", i, "name"), b.Name)
		c.amount(at("blocks", i, "base"), b.Base, true, false)
		c.amount(at("blocks", i, "floor"), b.Floor, false, true)
		c.amount(at("blocks", i, "cap"), b.Cap, false, true)
		c.ordered(at("blocks", i, ""), b.Floor, b.Cap)
	}
	rules := map[string]bool{}
	for i, r := range c.Rules {
		c.unique(at("rules", i, "code"), r.Code, rules)
		c.rule(at("rules", i, ""), r, blocks)
	}
	c.workload(blocks, rules)
	c.levels()
}

func (c *checker) block(name, code string, blocks map[string]bool) {
	if !blocks[code] {
		c.Add(name, "score.bad.block", "text", code)
	}
}

func (c *checker) rule(p string, r Rule, blocks map[string]bool) {
	c.required(p+".name", r.Name)
	c.block(p+".block", r.Block, blocks)
	choice(c, p+".direction", r.Direction, Add, Deduct)
	choice(c, p+".unit", r.Unit, PerItem, PerPoint, PerDocument, Once)
	c.amount(p+".amount", r.Amount, true, false)
	c.amount(p+".threshold", r.Threshold, r.Unit == PerPoint, false)
	c.amount(p+".floor", r.Floor, false, false)
	c.amount(p+".cap", r.Cap, false, false)
	c.ordered(p, r.Floor, r.Cap)
	c.filter(p+".filter", r.Filter)
	if n, ok := r.Threshold.hundredths(); ok && r.Unit == PerPoint && n > 100_00 {
		c.Add(p+".threshold", "score.bad.percent")
	}
	if r.Threshold != "" && (r.Unit == Once || r.Unit == PerDocument) {
		c.Add(p+".threshold", "score.bad.no_threshold")
	}
	if choice(c, p+".evidence", r.Evidence, Automatic, Manual) {
		c.evidence(p, r)
	}
}

// evidence checks that a rule says where its count comes from, and nothing of the other kind.
func (c *checker) evidence(p string, r Rule) {
	if r.Evidence == Manual {
		switch {
		case r.Unit == PerPoint:
			c.Add(p+".evidence", "score.bad.share_by_hand")
		case r.Figure != "" || len(r.When) > 0:
			c.Add(p+".figure", "score.bad.figure_by_hand")
		case r.Unit == PerDocument && len(r.Documents) == 0:
			c.Add(p+".documents", "score.bad.required")
		}
		c.named(p+".documents", r.Documents)
		return
	}
	switch {
	case r.Unit == PerDocument:
		c.Add(p+".evidence", "score.bad.document_by_log")
	case r.Unit == Once && len(r.When) == 0:
		c.Add(p+".when", "score.bad.required")
	case r.Unit == Once:
	case r.Figure == "":
		c.Add(p+".figure", "score.bad.required")
	default:
		c.exists(p+".figure", r.Figure)
	}
	for i, g := range r.When {
		c.within(at(p+".when", i, ""), g)
	}
}

// within checks one range: its figure, its bounds, and that something fits between them.
func (c *checker) within(p string, g Range) {
	c.exists(p+".figure", g.Figure)
	choice(c, p+".as", g.As, AsPercent, AsCount)
	for _, b := range []struct {
		name string
		v    Amount
	}{{"from", g.From}, {"above", g.Above}, {"to", g.To}, {"below", g.Below}} {
		c.amount(p+"."+b.name, b.v, false, false)
		if n, ok := b.v.hundredths(); ok && g.As == AsPercent && n > 100_00 {
			c.Add(p+"."+b.name, "score.bad.percent")
		}
	}
	if g.From == "" && g.Above == "" && g.To == "" && g.Below == "" {
		c.Add(p+".from", "score.bad.no_bound")
	} else if s := g.span(); s.lo > s.hi {
		c.Add(p+".from", "score.bad.empty_range")
	}
}

func (c *checker) workload(blocks, rules map[string]bool) {
	for i, s := range c.Workload {
		p := at("workload", i, "")
		c.unique(p+".code", s.Code, rules)
		c.required(p+".name", s.Name)
		c.block(p+".block", s.Block, blocks)
		c.amount(p+".from", s.From, true, false)
		c.amount(p+".below", s.Below, false, false)
		c.amount(p+".amount", s.Add, true, false)
		c.amount(p+".cap", s.Cap, false, false)
		own := s.span()
		if own.lo > own.hi {
			c.Add(p+".from", "score.bad.empty_range")
		}
		for _, before := range c.Workload[:i] {
			if !s.Each && !before.Each && before.Block == s.Block && own.meets(before.span()) {
				c.Add(p+".from", "score.bad.overlap", "other", before.Name)
			}
		}
	}
}

// levels may neither overlap nor leave a total without a level.
func (c *checker) levels() {
	codes := map[string]bool{}
	all := make([]span, len(c.Levels))
	for i, l := range c.Levels {
		p := at("levels", i, "")
		c.unique(p+".code", l.Code, codes)
		c.required(p+".name", l.Name)
		c.amount(p+".from", l.From, false, true)
		c.amount(p+".below", l.Below, false, true)
		all[i] = l.span()
		for j := range i {
			if all[i].meets(all[j]) {
				c.Add(p+".from", "score.bad.overlap", "other", c.Levels[j].Name)
			}
		}
	}
	if len(all) > 0 {
		if free, ok := gap(all, everything); ok {
			c.Add("levels", "score.bad.gap", "value", free)
		}
	}
}
