package lifecycle

import (
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
)

// Permissions writes docs/permissions.md: for every state of every machine, who may do what.
func Permissions(p *i18n.Printer) string {
	w := &page{p: p}
	w.line("# ", p.T("life.perm.title"))
	w.line()
	w.line(p.T("life.perm.intro"))
	for _, m := range Machines() {
		w.head(2, p.T("machine."+m.Name)+" `"+m.Name+"`")
		w.matrix(m)
	}
	return w.String()
}

// matrix has a row for each state and action of it, and a column for each relation that the machine knows.
func (w *page) matrix(m flow.Outline) {
	var known []flow.Relation
	for _, r := range Relations() {
		if m.Knows(r) {
			known = append(known, r)
		}
	}
	keys := []string{"life.perm.state", "life.perm.action"}
	for _, r := range known {
		keys = append(keys, "relation."+string(r))
	}
	w.columns(keys...)
	states := m.States
	if len(m.In("")) > 0 {
		states = append([]flow.State{""}, states...)
	}
	for _, s := range states {
		acts := m.In(s)
		if len(acts) == 0 {
			w.row(append([]string{w.state(m.Name, s), w.p.T("life.perm.none")}, make([]string, len(known))...)...)
		}
		for _, do := range acts {
			cells := []string{w.state(m.Name, s), w.p.T("action." + string(do))}
			for _, r := range known {
				mark := "○"
				if m.May(s, do, r) {
					mark = "●"
				}
				cells = append(cells, mark)
			}
			w.row(cells...)
		}
	}
}
