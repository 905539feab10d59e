package score

import (
	"slices"
	"strconv"
	"strings"
)

// Teller writes message keys in one language; *i18n.Printer is one.
type Teller interface {
	T(key string, args ...any) string
	List([]string) string
}

type page struct {
	strings.Builder
	t Teller
	s *Scheme
}

func (w *page) line(parts ...string) {
	for _, p := range parts {
		w.WriteString(p)
	}
	w.WriteString("\n\n")
}

func (w *page) table(rows [][]string) {
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

// Document writes docs/scoring.md: how points are counted, every named fact, and every shipped scheme with its open points decided. It is
// made from the data, so that it cannot disagree with them; a test compares it with the committed file.
func Document(t Teller) string {
	w := &page{t: t}
	w.line("<!-- generated: huiyin gen scoring > docs/scoring.md -->\n# ", t.T("score.doc.title"))
	w.line(t.T("score.doc.intro"))
	w.line("## ", t.T("score.doc.counting"))
	for _, k := range []string{"exact", "block", "share", "rank", "appeal", "bundle"} {
		w.WriteString("- " + t.T("score.doc.counting_"+k) + "\n")
	}
	w.line("\n## ", t.T("score.doc.facts"))
	w.line(t.T("score.doc.facts_intro"))
	rows := [][]string{{t.T("score.doc.fact"), t.T("score.doc.name"), t.T("score.doc.meaning")}}
	for _, f := range facts {
		rows = append(rows, []string{"`" + f.code + "`", t.T("score.fact." + f.code), t.T("score.fact." + f.code + ".def")})
	}
	w.table(rows)
	for _, s := range Shipped() {
		w.s = &s
		w.scheme()
	}
	return strings.TrimRight(w.String(), "\n") + "\n"
}

func (w *page) scheme() {
	s, t := w.s, w.t
	w.line("## ", s.Name, " `", s.ID, "`")
	kind := t.T("score.doc.of_source")
	if s.Default {
		kind = t.T("score.doc.ours")
	}
	w.line(t.T("score.doc.scheme", "version", s.Version, "kind", kind, "source", s.Source))
	if s.Note != "" {
		w.line(s.Note)
	}
	var groups []string
	for _, g := range s.Groups {
		groups = append(groups, g.Name)
	}
	w.line(t.T("score.doc.population", "filter", w.filter(s.Population), "sample", s.MinSample, "groups", t.List(groups), "days", s.AppealDays))
	if s.Outcome == ByPoints {
		w.points()
	} else {
		w.grades()
	}
	rows := [][]string{{t.T("score.doc.open_point"), t.T("score.doc.decided")}}
	for _, d := range s.Decisions {
		rows = append(rows, []string{d.Point, d.Choice})
	}
	w.table(rows)
}

func (w *page) filter(f Filter) string {
	var parts []string
	for _, r := range f.Roles {
		parts = append(parts, w.t.T("score.role."+string(r)))
	}
	for _, s := range f.Streams {
		parts = append(parts, w.t.T("score.stream."+string(s)))
	}
	out := w.t.T("score.doc.all_items")
	if parts != nil {
		out = w.t.List(parts)
	}
	if f.OnlyDue {
		out += w.t.T("score.doc.only_due")
	}
	return out
}

func (w *page) points() {
	t := w.t
	rows := [][]string{{t.T("score.doc.block"), t.T("score.doc.base"), t.T("score.doc.rule"), t.T("score.doc.evidence")}}
	for _, b := range w.s.Blocks {
		name, base := b.Name, t.T("score.doc.base_of", "base", Points(b.Base.points()).String(), "floor", bound(b.Floor), "cap", bound(b.Cap))
		for _, r := range w.s.Rules {
			if r.Block == b.Code {
				rows = append(rows, []string{name, base, r.Name, w.evidence(r)})
				name, base = " ", " "
			}
		}
		for _, s := range w.s.Workload {
			if s.Block == b.Code {
				rows = append(rows, []string{" ", " ", s.Name, t.T("score.doc.workload")})
			}
		}
	}
	w.table(rows)
	if len(w.s.Levels) > 0 {
		rows = [][]string{{t.T("score.doc.level"), t.T("score.doc.range")}}
		for _, l := range w.s.Levels {
			rows = append(rows, []string{l.Name, w.bounds(l.From, "", "", l.Below, t.T("score.unit.points"))})
		}
		w.table(rows)
	}
}

func bound(a Amount) string {
	if a == "" {
		return "—"
	}
	return a.points().String()
}

func (w *page) evidence(r Rule) string {
	if r.Evidence == Manual {
		return w.t.T("score.doc.by_hand")
	}
	if r.Unit == Once {
		return w.t.T("score.doc.by_log", "figures", w.when(r.When))
	}
	return w.t.T("score.doc.by_log", "figures", w.figure(r.Figure))
}

// figure names a figure of the scheme, or the fact whose name it bears.
func (w *page) figure(code string) string {
	if i := slices.IndexFunc(w.s.Figures, func(g Figure) bool { return g.Code == code }); i >= 0 {
		return w.s.Figures[i].Name
	}
	return w.t.T("score.fact." + code)
}

func (w *page) when(all []Range) string {
	parts := make([]string, len(all))
	for i, g := range all {
		unit := "%"
		if g.As == AsCount {
			unit = w.t.T("score.unit.items")
		}
		parts[i] = w.figure(g.Figure) + " " + w.bounds(g.From, g.Above, g.To, g.Below, unit)
	}
	return strings.Join(parts, w.t.T("score.doc.and"))
}

func (w *page) bounds(from, above, to, below Amount, unit string) string {
	if above == "" && below == "" && (from == "" && to == "0" || from == "100" && to == "" && unit == "%") {
		return "= " + string(from+to) + unit // nothing lies beyond either end
	}
	var out []string
	for _, b := range []struct {
		sign string
		v    Amount
	}{{"≥ ", from}, {"> ", above}, {"≤ ", to}, {"< ", below}} {
		if b.v != "" {
			out = append(out, b.sign+b.v.points().String()+unit)
		}
	}
	return strings.Join(out, w.t.T("score.doc.comma"))
}

func (w *page) grades() {
	t := w.t
	name := func(code string) string {
		i := slices.IndexFunc(w.s.Grades, func(g Named) bool { return g.Code == code })
		return w.s.Grades[max(0, i)].Name
	}
	rows := [][]string{{t.T("score.doc.indicator"), t.T("score.doc.grade"), t.T("score.doc.when")}}
	for _, n := range w.s.Indicators {
		for _, b := range n.Bands {
			rows = append(rows, []string{n.Name, name(b.Grade), w.when(b.When)})
		}
	}
	for _, f := range w.s.Final {
		why := t.T("score.doc.otherwise")
		if f.Of != "" {
			why = t.T("score.doc.final", "least", strconv.Itoa(f.Least), "grade", name(f.Of))
		}
		rows = append(rows, []string{t.T("score.doc.total"), name(f.Grade), why})
	}
	w.table(rows)
}
