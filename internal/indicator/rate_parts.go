package indicator

import (
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// shares narrows units' shares. live ones leave out past years, whose sheets do not tell it.
func shares(more ...func(*suggestion.ShareFilter)) suggestion.ShareFilter {
	var f suggestion.ShareFilter
	for _, m := range more {
		m(&f)
	}
	return f
}

// shareRates are the indicators in unit-times (件次): a case with three units counts three times.
func shareRates(by calendar.Day) []Rate[suggestion.ShareFilter] {
	type F = suggestion.ShareFilter
	live := func(f *F) { f.Case.History = &no }
	answers := func(f *F) { f.Answers = &yes }
	co := func(f *F) { f.Answers = &no }
	replied := func(f *F) { f.Replied = &yes }
	due := func(f *F) { f.AnswerDue = by }
	tells := func(k suggestion.Fact) func(f *F) { return func(f *F) { f.Case.Known = []suggestion.Fact{k} } }
	isReplied, hasClass := tells(suggestion.RepliedFact), tells(suggestion.ClassFact)
	limited := func(f *F) { f.Redone, f.RedoLimit = &yes, &yes }
	return []Rate[F]{
		{Code: "sign_for", Topic: "handling", Num: shares(live, func(f *F) { f.SignTime = &yes }), Den: shares(live)},
		{Code: "signed", Topic: "handling", Of: "sign_for", Num: shares(live, func(f *F) { f.Signed = &yes }), Den: shares(live)},
		{Code: "reply_shares", Topic: "handling", Of: "reply", Num: shares(isReplied, answers, replied), Den: shares(isReplied, answers)},
		{Code: "co_opinion", Topic: "handling", Of: "reply", Num: shares(live, co, func(f *F) { f.States = []flow.State{suggestion.Opined} }), Den: shares(live, co)},
		{Code: "on_time_shares", Topic: "handling", Of: "on_time", Num: shares(live, due, func(f *F) { f.Timings = suggestion.Punctual }), Den: shares(live, due)},
		{Code: "rehandling_shares", Topic: "handling", Of: "rehandling", Num: shares(live, answers, replied, func(f *F) { f.Redone = &yes }), Den: shares(live, answers, replied)},
		{Code: "rehandling_on_time", Topic: "handling", Num: shares(live, limited, func(f *F) { f.RedoTimes = suggestion.Punctual }), Den: shares(live, limited)},
		{Code: "contact_shares", Topic: "contact", Of: "contact", Num: shares(live, answers, func(f *F) { f.Contact = "any" }), Den: shares(live, answers)},
		{Code: "meeting_shares", Topic: "contact", Of: "meeting", Num: shares(live, answers, func(f *F) { f.Contact = "met" }), Den: shares(live, answers)},
		{Code: "visit_shares", Topic: "contact", Of: "visit", Num: shares(live, answers, func(f *F) { f.Contact = "visited" }), Den: shares(live, answers)},
		{Code: "instruction_shares", Topic: "contact", Of: "instruction", Num: shares(live, answers, func(f *F) { f.Instructed = &yes }), Den: shares(live, answers)},
		{Code: "solved_shares", Topic: "outcome", Of: "solved", Num: shares(hasClass, answers, func(f *F) { f.Outcomes = solved }), Den: shares(hasClass, answers)},
		{Code: "solved_or_planned_shares", Topic: "outcome", Of: "solved_or_planned", Num: shares(hasClass, answers, func(f *F) { f.Outcomes = good }), Den: shares(hasClass, answers)},
		{Code: "satisfaction_shares", Topic: "satisfaction", Of: "satisfaction", Num: shares(answers, func(f *F) { f.Results = content }), Den: shares(answers, func(f *F) { f.Results = rated })},
		{Code: "effect_shares", Topic: "effect", Of: "effect", Num: shares(answers, func(f *F) { f.Effects = content }), Den: shares(answers, func(f *F) { f.Effects = measured })},
		{Code: "effect_fell_shares", Topic: "effect", Of: "effect_fell", Num: shares(answers, func(f *F) { f.Effects, f.Results = unhappy, content }), Den: shares(answers, func(f *F) { f.Effects, f.Results = measured, content })},
		{Code: "effect_unmeasured_shares", Topic: "effect", Of: "effect_unmeasured", Num: shares(answers, func(f *F) { f.Effects = []suggestion.Effect{suggestion.Unmeasured} }), Den: shares(answers, func(f *F) { f.Effects = claimed })},
	}
}

// formRates are the satisfactions in forms (份): every deputy's evaluation of every reply for itself, not one for the case.
func formRates() []Rate[suggestion.FormFilter] {
	type F = suggestion.FormFilter
	return []Rate[F]{
		{Code: "satisfaction_forms", Topic: "satisfaction", Of: "satisfaction", Num: F{Results: content}, Den: F{Results: rated}},
		{Code: "satisfied_forms", Topic: "satisfaction", Of: "satisfaction", Num: F{Results: satisfied}, Den: F{Results: rated}},
		{Code: "first_satisfaction_forms", Topic: "satisfaction", Of: "first_satisfaction", Num: F{First: &yes, Results: content}, Den: F{First: &yes, Results: rated}},
		{Code: "attitude_forms", Topic: "satisfaction", Of: "attitude", Num: F{Attitudes: content}, Den: F{Attitudes: rated}},
		{Code: "attitude_satisfied_forms", Topic: "satisfaction", Of: "attitude", Num: F{Attitudes: satisfied}, Den: F{Attitudes: rated}},
	}
}

// Behind are the suggestions by which a deputy counts: handed over, led by the deputy, of no protected identity. By the others nobody counts,
// whoever reads: two readers' numbers of persons laid side by side would tell who the author is.
func Behind(f suggestion.DeputyFilter) suggestion.Filter {
	c := f.Case
	c.States, c.Protected, c.LeadUnit = handed, &no, f.Unit
	return c
}

// deputyRates are the contacts in persons (人): of the lead deputies how many were reached at least once, not with how many suggestions.
// A record of contact tells of the lead deputy, or who stands in; of joint signers it tells nothing, so they do not count.
func deputyRates() []Rate[suggestion.DeputyFilter] {
	type F = suggestion.DeputyFilter
	told := suggestion.Filter{History: &no} // past years do not tell it (未载)
	return []Rate[F]{
		{Code: "contact_deputies", Topic: "contact", Of: "contact", Num: F{Case: told, Contact: "any"}, Den: F{Case: told}},
		{Code: "meeting_deputies", Topic: "contact", Of: "meeting", Num: F{Case: told, Contact: "met"}, Den: F{Case: told}},
		{Code: "visit_deputies", Topic: "contact", Of: "visit", Num: F{Case: told, Contact: "visited"}, Den: F{Case: told}},
	}
}

// promiseRates are the indicators in promises (项). A session's are those made on its suggestions; those that ask for what was carried over count
// the promises of earlier years that were carried into the session's year (结转), and what has become of them since: kept, owed and not kept add up.
func promiseRates(by calendar.Day) []Rate[suggestion.PromiseFilter] {
	done := []flow.State{suggestion.Kept}
	carried := func(due calendar.Day, states ...flow.State) suggestion.PromiseFilter {
		return suggestion.PromiseFilter{Carried: by.Year(), DueTo: due, States: states}
	}
	all := carried("", suggestion.AccountStates...)
	return []Rate[suggestion.PromiseFilter]{
		{
			Code: "implementation", Topic: "promises",
			Num: suggestion.PromiseFilter{DueTo: by, States: done}, Den: suggestion.PromiseFilter{DueTo: by},
		},
		{Code: "implementation_all", Topic: "promises", Of: "implementation", Num: suggestion.PromiseFilter{States: done}},
		{
			Code: "implementation_last_year", Topic: "promises", Of: "implementation", Last: true,
			Num: suggestion.PromiseFilter{DueTo: by, States: done}, Den: suggestion.PromiseFilter{DueTo: by},
		},
		{
			Code: "fulfilment_rating", Topic: "promises",
			Num: suggestion.PromiseFilter{Rated: content}, Den: suggestion.PromiseFilter{Rated: rated},
		},
		{Code: "carried_kept", Topic: "promises", Num: carried("", done...), Den: all},
		{Code: "carried_owed", Topic: "promises", Of: "carried_kept", Num: carried("", suggestion.OwedStates...), Den: all},
		{Code: "carried_overdue", Topic: "promises", Of: "carried_kept", Num: carried(by.AddDays(-1), suggestion.Promised), Den: all},
		{Code: "carried_broken", Topic: "promises", Of: "carried_kept", Num: carried("", suggestion.Broken), Den: all},
	}
}
