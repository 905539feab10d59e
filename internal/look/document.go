package look

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

// Document writes docs/found-lists.md: every list with its rule and thresholds, and every fact with what it is read from. It is made
// from the rules in use, so that nobody is put on a list by a rule that is not written down.
func Document(b Book, t Teller) string {
	var w strings.Builder
	w.WriteString("<!-- generated: huiyin gen found > docs/found-lists.md -->\n# " + t.T("look.doc.title") + "\n\n")
	w.WriteString(t.T("look.doc.intro", "version", b.Version) + "\n")
	for _, r := range b.Rules {
		r.document(&w, t)
	}
	w.WriteString("\n## " + t.T("look.doc.facts") + "\n\n" + t.T("look.doc.facts_intro") + "\n\n")
	row(&w, t.T("look.doc.fact"), t.T("look.doc.origin"), t.T("look.doc.definition"))
	w.WriteString("|---|---|---|\n")
	for _, c := range Codes {
		row(&w, t.T("look.fact."+string(c.Code))+" `"+string(c.Code)+"`", t.T("look.origin."+string(c.Origin)), t.T("look.fact."+string(c.Code)+".def",
			"thin", b.ThinRunes, "request", b.RequestRunes, "asked", b.SurveyAsked, "alike", b.Alike))
	}
	w.WriteString("\n## " + t.T("look.doc.texts") + "\n\n" + t.T("look.doc.texts_intro") + "\n")
	w.WriteString("\n## " + t.T("look.doc.after") + "\n\n" + t.T("look.doc.after_text") + "\n")
	return w.String()
}

func (r Rule) document(w *strings.Builder, t Teller) {
	w.WriteString("\n## " + t.T("look.list."+string(r.List)) + " `" + string(r.List) + "`\n\n" + t.T("look.list."+string(r.List)+".def") + "\n\n")
	for i, alternatives := range r.All {
		lines := make([]string, len(alternatives))
		for j, test := range alternatives {
			lines[j] = test.Tell(t)
		}
		w.WriteString(strconv.Itoa(i+1) + ". " + strings.Join(lines, t.T("look.doc.or")) + "\n")
	}
	var names []string
	for _, o := range r.origins() {
		names = append(names, t.T("look.origin."+string(o)))
	}
	w.WriteString("\n" + t.T("look.doc.independent", "n", len(names), "names", t.List(names)) + "\n")
}

// Tell says a test in words.
func (c Test) Tell(t Teller) string {
	key := "look.op." + string(c.Op)
	switch {
	case c.Op == AtMost && c.N == 0:
		key = "look.op.none"
	case c.Op == AtLeast && c.N == 1 && slices.Contains(truths, c.Fact):
		key = "look.op.is"
	}
	return t.T(key, "fact", t.T("look.fact."+string(c.Fact)), "limit", c.N, "unit", t.T("look.unit."+string(c.Fact), "n", c.N))
}

// Tell says a fact in words.
func (f Fact) Tell(t Teller) string {
	if f.Code == DaysLeft && f.N < 0 {
		return t.T("look.fact.days_left.past", "n", -f.N)
	}
	return t.T("look.fact_is", "fact", t.T("look.fact."+string(f.Code)), "count", f.N, "unit", t.T("look.unit."+string(f.Code), "n", f.N))
}

func row(w *strings.Builder, cells ...string) {
	w.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}
