package score

import "huiyin/internal/calendar"

// Counted is one item with what it adds to a figure.
type Counted struct {
	Item
	Adds Count
}

// Counting lists the items that a line of a sheet looks at, each with what it adds: of a rule, a step of the workload, an indicator's figure, a
// figure of the scheme or a named fact. What the line counted is the sum of these; those that add something are what Behind lists.
func (s *Scheme) Counting(code string, f *Facts, cutOff calendar.Day) []Counted {
	figures, filter := s.looksAt(code)
	var out []Counted
	r := s.reader(f, cutOff)
	for _, it := range r.items {
		single := reader{Scheme: s, items: []*Item{it}, cutOff: cutOff}
		var c Count
		for i, g := range figures {
			v := single.value(g, filter)
			if i == 0 || v.N > c.N {
				c = v
			}
		}
		if c != (Count{}) {
			out = append(out, Counted{*it, c})
		}
	}
	return out
}

// looksAt names the figures behind a line and the filter of its rule.
func (s *Scheme) looksAt(code string) ([]string, Filter) {
	if k, ok := s.rule(code); ok {
		if k.Figure != "" {
			return []string{k.Figure}, k.Filter
		}
		var out []string
		for _, g := range k.When {
			out = append(out, g.Figure)
		}
		if k.Evidence == Manual {
			out = []string{"items"}
		}
		return out, k.Filter
	}
	for _, w := range s.Workload {
		if w.Code == code {
			return []string{"items"}, Filter{}
		}
	}
	if _, ok := s.figure(code); ok {
		return []string{code}, Filter{}
	}
	return nil, Filter{}
}

// Knows reports whether a code names a line or figure of the scheme.
func (s *Scheme) Knows(code string) bool {
	figures, _ := s.looksAt(code)
	return len(figures) > 0
}
