package indicator

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Rate is an indicator (指标): the share of Den that Num keeps. Both are filters of one type, so both count one population. Its
// name in words is the catalogue's rate.<code>, what it means rate.<code>.means.
type Rate[F Population] struct {
	Code  string
	Topic string // heading under which it stands
	Of    string // the rate that it is a variant of; empty for the default
	Num   F
	Den   F
	Last  bool // counts the session before: last year's items and what became of them
}

// Book is the whole catalogue at a cut-off day, one list for each population.
type Book struct {
	Cases    []Rate[suggestion.Filter]
	Shares   []Rate[suggestion.ShareFilter]
	Forms    []Rate[suggestion.FormFilter]
	Deputies []Rate[suggestion.DeputyFilter]
	Promises []Rate[suggestion.PromiseFilter]
}

// Topics are the headings, in order.
var Topics = []string{"handling", "contact", "outcome", "satisfaction", "effect", "promises", "publication"}

var (
	no        = false
	solved    = []rule.Outcome{rule.Solved}
	underWay  = []rule.Outcome{rule.InProgress, rule.Planned}
	good      = []rule.Outcome{rule.Solved, rule.InProgress, rule.Planned}
	satisfied = []suggestion.Rating{suggestion.Satisfied}
	unhappy   = []suggestion.Rating{suggestion.NotSatisfied}
	measured  = []suggestion.Effect{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}
	claimed   = append(slices.Clone(measured), suggestion.Unmeasured)
	inForce   = []flow.State{suggestion.Closed, suggestion.Archived}
	open      = []string{"full", "title"}
	told      = []string{"full", "summary"}
)

// change is one more thing that a filter asks.
type change func(*suggestion.Filter)

// cases narrows the cases that were handed over.
func cases(more ...change) suggestion.Filter {
	f := suggestion.Filter{States: handed}
	for _, m := range more {
		m(&f)
	}
	return f
}

func live(f *suggestion.Filter)    { f.History = &no } // past years do not tell it (未载)
func replied(f *suggestion.Filter) { f.Replied = &yes }
func redone(f *suggestion.Filter)  { f.Redone = &yes }
func knows(k suggestion.Fact) change {
	return func(f *suggestion.Filter) { f.Known = append(f.Known[:len(f.Known):len(f.Known)], k) }
}
func ended(s ...flow.State) change      { return func(f *suggestion.Filter) { f.States = s } }
func contact(way string) change         { return func(f *suggestion.Filter) { f.Contact = way } }
func outcome(o ...rule.Outcome) change  { return func(f *suggestion.Filter) { f.Outcomes = o } }
func firstOut(o ...rule.Outcome) change { return func(f *suggestion.Filter) { f.FirstOutcomes = o } }

func result(r ...suggestion.Rating) change {
	return func(f *suggestion.Filter) { f.Results = r }
}

func attitude(r ...suggestion.Rating) change {
	return func(f *suggestion.Filter) { f.Attitudes = r }
}

func firstResult(r ...suggestion.Rating) change {
	return func(f *suggestion.Filter) { f.FirstResults = r }
}
func effect(e ...suggestion.Effect) change { return func(f *suggestion.Filter) { f.Effects = e } }
func timing(t ...suggestion.Timing) change { return func(f *suggestion.Filter) { f.Timings = t } }
func due(by calendar.Day) change           { return func(f *suggestion.Filter) { f.AnswerDue = by } }
func instructed(f *suggestion.Filter)      { f.Instructed = &yes }
func kept(f *suggestion.Filter)            { f.Kept = &yes }
func consent(c ...string) change           { return func(f *suggestion.Filter) { f.Consents = c } }
func published(c ...string) change         { return func(f *suggestion.Filter) { f.Published = c } }

// At returns the catalogue with the cut-off day: what was due is what was due by then.
func At(cutOff calendar.Day) Book {
	return Book{Cases: caseRates(cutOff), Shares: shareRates(cutOff), Forms: formRates(), Deputies: deputyRates(), Promises: promiseRates(cutOff)}
}

func caseRates(by calendar.Day) []Rate[suggestion.Filter] {
	isReplied, hasClass, hasResult, hasAttitude := knows(suggestion.RepliedFact), knows(suggestion.ClassFact), knows(suggestion.ResultFact), knows(suggestion.AttitudeFact)
	tellsPromises := knows(suggestion.PromisesFact)
	return []Rate[suggestion.Filter]{
		count("reply", "handling", "", "replied"),
		count("completion", "handling", "", "closed"),
		{Code: "completion_strict", Topic: "handling", Of: "completion", Num: cases(ended(inForce...)), Den: cases()},
		{Code: "completion_due", Topic: "handling", Of: "completion", Num: cases(live, due(by), replied), Den: cases(live, due(by))},
		{Code: "on_time", Topic: "handling", Num: cases(live, due(by), timing(suggestion.Punctual...)), Den: cases(live, due(by))},
		{Code: "on_time_original", Topic: "handling", Of: "on_time", Num: cases(live, due(by), timing(suggestion.InTime)), Den: cases(live, due(by))},
		{Code: "rehandling", Topic: "handling", Num: cases(live, replied, redone), Den: cases(live, replied)},
		{Code: "rehandling_unsatisfied", Topic: "handling", Of: "rehandling", Num: cases(live, firstResult(unhappy...), redone), Den: cases(live, firstResult(unhappy...))},

		{Code: "contact", Topic: "contact", Num: cases(live, contact("any")), Den: cases(live)},
		{Code: "meeting", Topic: "contact", Num: cases(live, contact("met")), Den: cases(live)},
		{Code: "visit", Topic: "contact", Num: cases(live, contact("visited")), Den: cases(live)},
		{Code: "instruction", Topic: "contact", Num: cases(live, instructed), Den: cases(live)},

		count("solved", "outcome", "", "solved"),
		count("planned", "outcome", "", "planned"),
		{Code: "in_progress", Topic: "outcome", Of: "planned", Num: cases(hasClass, outcome(rule.InProgress)), Den: cases(hasClass)},
		{Code: "planned_only", Topic: "outcome", Of: "planned", Num: cases(hasClass, outcome(rule.Planned)), Den: cases(hasClass)},
		count("solved_or_planned", "outcome", "", "solved_or_planned"),
		{Code: "adoption", Topic: "outcome", Num: cases(isReplied, hasClass, replied, outcome(solved...)), Den: cases(isReplied, hasClass, replied)},
		{Code: "b_to_a", Topic: "outcome", Last: true, Num: cases(tellsPromises, firstOut(underWay...), outcome(solved...)), Den: cases(tellsPromises, firstOut(underWay...))},
		{Code: "b_to_a_same_year", Topic: "outcome", Of: "b_to_a", Num: cases(tellsPromises, firstOut(underWay...), outcome(solved...)), Den: cases(tellsPromises, firstOut(underWay...))},

		count("satisfaction", "satisfaction", "", "result_content"),
		count("satisfaction_strict", "satisfaction", "satisfaction", "result_satisfied"),
		{Code: "satisfaction_of_handed", Topic: "satisfaction", Of: "satisfaction", Num: cases(hasResult, result(content...)), Den: cases(hasResult)},
		{Code: "first_satisfaction", Topic: "satisfaction", Num: cases(hasResult, firstResult(content...)), Den: cases(hasResult, firstResult(rated...))},
		{Code: "attitude", Topic: "satisfaction", Num: cases(hasAttitude, attitude(content...)), Den: cases(hasAttitude, attitude(rated...))},
		{Code: "attitude_strict", Topic: "satisfaction", Of: "attitude", Num: cases(hasAttitude, attitude(satisfied...)), Den: cases(hasAttitude, attitude(rated...))},
		{Code: "attitude_of_handed", Topic: "satisfaction", Of: "attitude", Num: cases(hasAttitude, attitude(content...)), Den: cases(hasAttitude)},

		{Code: "effect", Topic: "effect", Num: cases(effect(content...)), Den: cases(effect(measured...))},
		{Code: "effect_strict", Topic: "effect", Of: "effect", Num: cases(effect(satisfied...)), Den: cases(effect(measured...))},
		{Code: "effect_reply", Topic: "effect", Of: "effect", Num: cases(effect(measured...), result(content...)), Den: cases(effect(measured...), result(rated...))},
		{Code: "effect_fell", Topic: "effect", Num: cases(effect(unhappy...), result(content...)), Den: cases(effect(measured...), result(content...))},
		{Code: "effect_unmeasured", Topic: "effect", Num: cases(effect(suggestion.Unmeasured)), Den: cases(effect(claimed...))},

		{Code: "implemented_cases", Topic: "promises", Num: cases(tellsPromises, kept), Den: cases(tellsPromises)},
		{Code: "accomplished", Topic: "promises", Of: "implemented_cases", Num: cases(live, hasClass, outcome(solved...), effect(content...)), Den: cases(live, hasClass)},

		{Code: "publication", Topic: "publication", Num: cases(live, consent(open...), replied, published(told...)), Den: cases(live, consent(open...), replied)},
		{Code: "publication_of_texts", Topic: "publication", Of: "publication", Num: cases(live, consent(open...), published(told...)), Den: cases(live, consent(open...))},
		{Code: "publication_texts", Topic: "publication", Num: cases(live, consent(open...)), Den: cases(live)},
	}
}

// count is the rate that a figure of the year is the upper number of: it is defined there, and only there.
func count(code, topic, of, figure string) Rate[suggestion.Filter] {
	for _, f := range Year {
		if f.Code == figure {
			base, _ := f.Base()
			return Rate[suggestion.Filter]{Code: code, Topic: topic, Of: of, Num: f.Filter, Den: base}
		}
	}
	panic("indicator: no figure " + figure) // the catalogue's own data; its test takes every rate
}

// Find returns a rate of a list by its code.
func Find[F Population](list []Rate[F], code string) (Rate[F], bool) {
	i := slices.IndexFunc(list, func(r Rate[F]) bool { return r.Code == code })
	if i < 0 {
		return Rate[F]{}, false
	}
	return list[i], true
}

// Codes lists every figure that can be broken down: the rates under their topics, each variant behind its default, then the
// counts of a year.
func Codes() []string {
	type head struct{ code, topic, of string }
	var all []head
	b := At("")
	for _, r := range b.Cases {
		all = append(all, head{r.Code, r.Topic, r.Of})
	}
	for _, r := range b.Shares {
		all = append(all, head{r.Code, r.Topic, r.Of})
	}
	for _, r := range b.Forms {
		all = append(all, head{r.Code, r.Topic, r.Of})
	}
	for _, r := range b.Deputies {
		all = append(all, head{r.Code, r.Topic, r.Of})
	}
	for _, r := range b.Promises {
		all = append(all, head{r.Code, r.Topic, r.Of})
	}
	var out []string
	for _, topic := range Topics {
		for _, r := range all {
			if r.topic != topic || r.of != "" {
				continue
			}
			out = append(out, r.code)
			for _, v := range all {
				if v.of == r.code {
					out = append(out, v.code)
				}
			}
		}
	}
	for _, f := range Year {
		if _, is := Find(b.Cases, f.Code); !is {
			out = append(out, f.Code)
		}
	}
	return out
}
