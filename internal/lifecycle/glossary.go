package lifecycle

import (
	"strings"

	"huiyin/internal/i18n"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Glossary writes docs/glossary.md: each word of the code with the Chinese term that it stands for. Terms come from the
// catalogue, states and actions from the tables, so that no word of a table can be left out.
func Glossary() string {
	zh, en := i18n.For(i18n.Chinese), i18n.For(i18n.English)
	w := &page{p: en}
	w.line("# ", en.T("gloss.title"))
	w.line()
	w.line(en.T("gloss.intro"))
	w.head(2, en.T("gloss.terms"))
	w.columns("gloss.code", "gloss.chinese", "gloss.english", "gloss.means")
	for _, key := range zh.Keys("term.") {
		if code, ok := strings.CutPrefix(key, "term."); ok && !strings.HasSuffix(key, ".means") {
			w.row("`"+code+"`", zh.T(key), en.T(key), en.T(key+".means"))
		}
	}
	pairs := func(title, prefix string, codes []string) {
		w.head(2, en.T(title))
		w.columns("gloss.code", "gloss.chinese", "gloss.english")
		for _, c := range codes {
			w.row("`"+c+"`", zh.T(prefix+strings.ToLower(c)), en.T(prefix+strings.ToLower(c)))
		}
	}
	pairs("gloss.relations", "relation.", relations(suggestion.Relations))
	var clocks, outcomes []string
	for _, c := range rule.Clocks {
		clocks = append(clocks, string(c))
	}
	for _, o := range rule.Outcomes {
		outcomes = append(outcomes, string(o))
	}
	pairs("gloss.clocks", "clock.", clocks)
	pairs("gloss.outcomes", "outcome.", outcomes)
	w.head(2, en.T("gloss.states"))
	w.columns("gloss.machine", "gloss.code", "gloss.chinese", "gloss.english")
	for _, m := range Machines() {
		for _, s := range m.States {
			key := "state." + m.Name + "." + string(s)
			w.row(zh.T("machine."+m.Name), "`"+string(s)+"`", zh.T(key), en.T(key))
		}
	}
	w.head(2, en.T("gloss.actions"))
	w.columns("gloss.machine", "gloss.code", "gloss.chinese", "gloss.english", "gloss.means")
	for _, m := range Machines() {
		said := map[string]bool{}
		for _, l := range m.Lines {
			key := "action." + string(l.Do)
			if said[key] {
				continue
			}
			said[key] = true
			means := ""
			if en.Has(key + ".hint") {
				means = en.T(key + ".hint")
			}
			w.row(zh.T("machine."+m.Name), "`"+string(l.Do)+"`", zh.T(key), en.T(key), means)
		}
	}
	return w.String()
}
