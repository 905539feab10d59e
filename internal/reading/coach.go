package reading

import (
	"cmp"
	"slices"

	"huiyin/internal/org"
	"huiyin/internal/rule"
)

// Draft is what the coach reads of a suggestion: its words, and the level of the congress whose powers it is held against.
type Draft struct {
	Level     org.Level
	Title     string
	Situation string
	Analysis  string
	Requests  []string
	Repeated  bool // the author says to have raised it in earlier years
	Files     int  // attached to the text
}

// Finding is one thing that a reader would remark about a draft (写作提示), with the passage that causes it. It advises and decides nothing.
type Finding struct {
	Key      string // its sentence is coach.say.<key>, why it matters coach.why.<key>
	Reason   string // the reason for return (退回原因) to which it would correspond
	Field    string // title, situation, analysis, requests, requests.0 …
	Quote    string // words of that field; empty when it is about what is missing
	From     int    // first letter of the quote in the field, counted in characters from 0
	To       int    // the letter after its last
	Source   string // of an excluded matter: where the pack has it from
	Default  bool   // the source is our default, not law of this place
	Sentence []any  // what the sentence names: pairs of place and value
}

// Coach reads a draft as an experienced clerk would (写作提示) and says what stands in the way of a good suggestion: a matter that the pack
// excludes, several matters in one, advice, facts or analysis missing, and marks of haste. It looks at the outside of the words alone
// (coach.json) and says nothing of a draft that has not been begun. The order is that in which one would mend it.
func Coach(d Draft, p *rule.Pack) []Finding {
	r := read(d)
	r.excluded(p)
	r.matters()
	r.asked()
	r.told()
	r.titled()
	r.numbers()
	r.slips()
	order := book().order
	slices.SortStableFunc(r.found, func(a, b Finding) int { return cmp.Compare(order[a.Key], order[b.Key]) })
	return r.found
}

// Keys lists every finding that there is, in the order in which they are shown.
func Keys() []string {
	out := make([]string, len(book().Findings))
	for i, f := range book().Findings {
		out[i] = f.Key
	}
	return out
}

// excluded finds the matters that the pack does not take as suggestions.
func (r *reader) excluded(p *rule.Pack) {
	for i := range r.found {
		if e := rule.Exclusion(r.found[i].Key); slices.Contains(rule.AllExclusions, e) {
			r.found[i].Source, r.found[i].Default = p.Exclusions.Source, p.Exclusions.Default
		}
	}
	if r.empty() && p.Excludes(rule.NoSubstance) {
		r.add(Finding{Key: string(rule.NoSubstance), Field: "requests", Source: p.Exclusions.Source, Default: p.Exclusions.Default})
	}
	r.found = slices.DeleteFunc(r.found, func(f Finding) bool {
		e := rule.Exclusion(f.Key)
		return slices.Contains(rule.AllExclusions, e) && !p.Excludes(e)
	})
}
