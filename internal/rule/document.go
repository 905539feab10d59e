package rule

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
)

// Teller writes message keys and terms in one language; *i18n.Printer is one.
type Teller interface {
	T(key string, args ...any) string
	Term(calendar.Term) string
	List([]string) string
}

// Document writes docs/rules.md: every pack with every parameter, its source and the mark of our defaults, and what is absent. It is
// made from the data, so that it cannot disagree with them; a test compares it with the committed file.
func Document(b *Book, t Teller) string {
	var w strings.Builder
	w.WriteString("<!-- generated: huiyin gen rules > docs/rules.md -->\n# " + t.T("rule.doc.title") + "\n\n" + t.T("rule.doc.intro") + "\n\n")
	overview(&w, b, t)
	years(&w, t)
	for _, id := range b.IDs() {
		p, _ := b.Latest(id)
		p.document(&w, t)
	}
	return w.String()
}

// overview is one table of all packs and clocks: what is absent is seen at a glance.
func overview(w *strings.Builder, b *Book, t Teller) {
	head := []string{t.T("rule.doc.limit")}
	for _, id := range b.IDs() {
		p, _ := b.Latest(id)
		head = append(head, p.Name)
	}
	rows := [][]string{head}
	for _, name := range Clocks {
		line := []string{t.T("rule.clock." + string(name))}
		for _, id := range b.IDs() {
			p, _ := b.Latest(id)
			line = append(line, p.cell(name, t))
		}
		rows = append(rows, line)
	}
	w.WriteString("## " + t.T("rule.doc.overview") + "\n\n")
	writeTable(w, rows)
	w.WriteString(t.T("rule.doc.legend") + "\n\n")
}

// years lists the notices behind the shipped working days.
func years(w *strings.Builder, t Teller) {
	w.WriteString("## " + t.T("rule.doc.calendar") + "\n\n" + t.T("rule.doc.calendar_intro") + "\n\n")
	rows := [][]string{{t.T("rule.doc.year"), t.T("rule.doc.notice"), t.T("rule.doc.working_days"), t.T("rule.doc.makeup_days")}}
	c := calendar.Shipped()
	for _, y := range c.Years() {
		var makeup []string
		for _, m := range y.Days {
			if m.Kind == calendar.Work && m.Day.Weekend() {
				makeup = append(makeup, string(m.Day))
			}
		}
		rows = append(rows, []string{strconv.Itoa(y.Year), "[" + y.Notice + "](" + y.URL + ")", strconv.Itoa(c.WorkingDays(y.Year)), t.List(makeup)})
	}
	writeTable(w, rows)
}

// cell is what the overview says of one clock of one pack; a dash when the sources give none.
func (p *Pack) cell(name Clock, t Teller) string {
	var parts []string
	for _, r := range p.Clocks {
		if r.Clock != name {
			continue
		}
		s := t.Term(r.Term)
		if r.Stream != "" {
			s = t.T("rule.stream."+string(r.Stream)) + s
		}
		if r.Default {
			s += "*"
		}
		parts = append(parts, s)
	}
	if parts == nil {
		return "—"
	}
	return strings.Join(parts, "<br>")
}

func (p *Pack) document(w *strings.Builder, t Teller) {
	w.WriteString("## " + p.Name + " `" + p.ID + "`\n\n")
	w.WriteString(t.T("rule.doc.pack", "version", p.Version, "day", p.ValidFrom, "basis", t.List(p.Basis)) + "\n\n")
	if p.Note != "" {
		w.WriteString(p.Note + "\n\n")
	}
	rows := [][]string{{t.T("rule.doc.limit"), t.T("rule.doc.term"), t.T("rule.doc.start"), t.T("rule.doc.source"), t.T("rule.doc.kind"), t.T("rule.doc.note")}}
	for _, r := range p.Clocks {
		name := t.T("rule.clock." + string(r.Clock))
		if r.Stream != "" {
			name = t.T("rule.stream."+string(r.Stream)) + name
		}
		start := t.T("rule.start." + string(r.Start))
		if r.StartDefault {
			start += t.T("rule.doc.start_default")
		}
		rows = append(rows, []string{name, t.Term(r.Term), start, r.Source, kind(r.Default, t), r.Note})
	}
	writeTable(w, rows)
	if missing := p.absent(t); len(missing) > 0 {
		w.WriteString(t.T("rule.doc.absent", "list", t.List(missing)) + "\n\n")
	}
	p.documentPolicies(w, t)
	p.documentScheme(w, t)
}

func (p *Pack) documentPolicies(w *strings.Builder, t Teller) {
	rows := [][]string{{t.T("rule.doc.policy"), t.T("rule.doc.value"), t.T("rule.doc.source"), t.T("rule.doc.kind"), t.T("rule.doc.note")}}
	for _, name := range append(append([]Policy{}, Required...), Optional...) {
		if v, ok := p.Policies[name]; ok {
			rows = append(rows, []string{Label(name, t), worded(name, v.Value, t), v.Source, kind(v.Default, t), v.Note})
		}
	}
	var codes []string
	for _, c := range p.Exclusions.Codes {
		codes = append(codes, t.T("rule.exclusion."+string(c)))
	}
	x := p.Exclusions
	rows = append(rows, []string{t.T("rule.doc.exclusions"), strings.Join(codes, t.T("rule.doc.semicolon")), x.Source, kind(x.Default, t), x.Note})
	writeTable(w, rows)
}

// Label names a setting, and says when the program does not decide by it.
func Label(name Policy, t Teller) string {
	label := t.T("rule.policy." + string(name))
	switch {
	case !slices.Contains(Descriptive, name):
		return label
	case len(Values[name]) == 1:
		return t.T("rule.doc.fixed", "policy", label)
	}
	return t.T("rule.doc.descriptive", "policy", label)
}

// worded writes a setting's value: a sentence of the catalogue, or a term, or as it stands.
func worded(name Policy, value string, t Teller) string {
	if _, ok := Values[name]; ok {
		return t.T("rule.value." + string(name) + "." + value)
	}
	if term, err := calendar.ParseTerm(value); err == nil {
		return t.Term(term)
	}
	return value
}

func (p *Pack) documentScheme(w *strings.Builder, t Teller) {
	s := p.Scheme
	w.WriteString(t.T("rule.doc.scheme", "name", s.Name, "source", s.Source, "kind", kind(s.Default, t)))
	if s.Note != "" {
		w.WriteString(s.Note)
	}
	w.WriteString("\n\n")
	rows := [][]string{{t.T("rule.doc.class"), t.T("rule.doc.definition"), t.T("rule.doc.outcome"), t.T("rule.doc.needs")}}
	for _, c := range s.Classes {
		needs := "—"
		if c.NeedsCommitment {
			needs = t.T("rule.doc.needs_commitment")
		} else if c.NeedsReason {
			needs = t.T("rule.doc.needs_reason")
		}
		rows = append(rows, []string{c.Label, c.Definition, "`" + string(c.Outcome) + "`", needs})
	}
	writeTable(w, rows)
}

// absent lists the clocks for which the sources give nothing.
func (p *Pack) absent(t Teller) []string {
	var out []string
	for _, name := range Clocks {
		if p.cell(name, t) == "—" {
			out = append(out, t.T("rule.clock."+string(name)))
		}
	}
	return out
}

func kind(ours bool, t Teller) string {
	if ours {
		return t.T("rule.doc.ours")
	}
	return t.T("rule.doc.law")
}

func writeTable(w *strings.Builder, rows [][]string) {
	for i, row := range rows {
		for j, c := range row {
			if c == "" {
				row[j] = "—"
			}
		}
		w.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			w.WriteString("|" + strings.Repeat("---|", len(row)) + "\n")
		}
	}
	w.WriteString("\n")
}
