package lifecycle

import (
	"slices"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// Life writes docs/lifecycle.md: per machine the table in words and its diagram.
func Life(p *i18n.Printer) string {
	w := &page{p: p}
	w.line("# ", p.T("life.doc.title"))
	w.line()
	w.line(p.T("life.doc.intro"))
	w.head(2, p.T("life.doc.stages"))
	w.columns("life.doc.stage", "life.doc.states")
	for _, s := range stages {
		cells := make([]string, len(s.states))
		for i, at := range s.states {
			machine, state, _ := strings.Cut(at, ".")
			cells[i] = w.p.T("life.doc.of", "machine", w.p.T("machine."+machine), "state", w.state(machine, flow.State(state)))
		}
		w.row(s.code, w.p.List(cells))
	}
	for _, m := range Machines() {
		w.machine(m)
	}
	w.corrections()
	return w.String()
}

// corrections says what of the record can be mended in which state.
func (w *page) corrections() {
	w.head(2, w.p.T("life.doc.corrections"))
	w.line(w.p.T("life.doc.corrections_intro"))
	w.line()
	w.columns("input.field", "life.doc.correct_here", "life.doc.correct_past")
	for _, k := range suggestion.Correctables {
		w.row(w.p.T("option.field."+k.Field)+" `"+k.Field+"`", w.states("case", k.In), w.states("case", k.Past))
	}
}

func (w *page) machine(m flow.Outline) {
	w.head(2, w.p.T("machine."+m.Name)+" `"+m.Name+"`")
	w.diagram(m)
	w.line()
	w.columns("life.doc.from", "life.doc.action", "life.doc.by", "life.doc.when", "life.doc.to", "life.doc.clock")
	for _, l := range m.Lines {
		to := w.p.T("life.doc.stays")
		if l.To != "" {
			to = w.state(m.Name, l.To)
		}
		w.row(
			w.states(m.Name, l.From), w.p.T("action."+string(l.Do))+" `"+string(l.Do)+"`", w.words("relation.", relations(l.By)),
			w.conditions(l), to, w.clocks(l.Clock),
		)
	}
}

// conditions names what chooses the row and what it demands; the sentences of the demands are in docs/errors.md.
func (w *page) conditions(l flow.Line) string {
	var out []string
	for _, g := range l.When {
		out = append(out, w.p.T("life.doc.whenever", "name", "`"+g+"`"))
	}
	for _, g := range l.If {
		out = append(out, "`"+g+"`")
	}
	return w.p.List(out)
}

func (w *page) clocks(list []flow.Clock) string {
	var out []string
	for _, k := range list {
		name := k.Name
		if name == "*" {
			name = "all"
		}
		out = append(out, w.p.T("clock."+name)+w.p.T("clock.does."+k.Does))
	}
	return w.p.List(out)
}

// diagram draws the moves between states; acts that leave the state as it is stand in the table alone.
func (w *page) diagram(m flow.Outline) {
	w.line("```mermaid")
	w.line("stateDiagram-v2")
	for _, s := range m.States {
		w.line(`  state "`, w.state(m.Name, s), `" as `, string(s))
	}
	for _, s := range m.Begins {
		w.line("  [*] --> ", string(s))
	}
	type edge struct{ from, to flow.State }
	var order []edge
	label := map[edge][]string{}
	for _, l := range m.Lines {
		for _, from := range l.From {
			e := edge{from, l.To}
			if l.To == "" || from == l.To {
				continue
			}
			if label[e] == nil {
				order = append(order, e)
			}
			if text := w.p.T("action." + string(l.Do)); !slices.Contains(label[e], text) {
				label[e] = append(label[e], text)
			}
		}
	}
	for _, e := range order {
		from := string(e.from)
		if from == "" {
			from = "[*]"
		}
		w.line("  ", from, " --> ", string(e.to), ": ", strings.Join(label[e], w.p.T("list.separator")))
	}
	for _, s := range m.States {
		if m.Ends(s) {
			w.line("  ", string(s), " --> [*]")
		}
	}
	w.line("```")
}
