package question

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// What can have become of a question about a suggestion, beside the three levels of satisfaction.
const (
	Askable  = "all"       // 可征询: whatever became of it
	Unrated  = "unrated"   // asked, and no level stands: the form not handed over, not signed, or not checked yet
	NotAsked = "not_asked" // 未测
)

// Fates are the columns of the year table: the suggestions that can be asked about, then what has become of each of them, one of the others.
var Fates = []string{Askable, string(suggestion.Satisfied), string(suggestion.Basically), string(suggestion.NotSatisfied), Unrated, NotAsked}

// Asked is a suggestion with the answers to all four questions (see All).
type Asked struct {
	Case    *suggestion.Case
	Records []*Record
}

// Line is one question's row of the year table: the suggestions of each fate.
type Line struct {
	Wave Wave
	By   map[string][]*suggestion.Case
}

// Year is the table of the four questions over the suggestions of a year. The deputy can be asked about a suggestion once it has been answered, and the
// last question is one about those that were in last year's class B on the day.
func Year(list []Asked, today calendar.Day) []Line {
	out := make([]Line, len(Waves))
	for i, w := range Waves {
		out[i] = Line{Wave: w, By: map[string][]*suggestion.Case{}}
	}
	for _, a := range list {
		known := Know(a.Case, 0, false, today)
		for _, l := range out {
			if known.Delivered == "" || l.Wave == LastYear && !known.OldB {
				continue
			}
			fate := become(l.Wave, a.Records)
			l.By[Askable], l.By[fate] = append(l.By[Askable], a.Case), append(l.By[fate], a.Case)
		}
	}
	return out
}

// graver orders what can become of a question: where several shares of a suggestion were asked about, the least favourable answer stands for it.
var graver = []string{NotAsked, Unrated, string(suggestion.Satisfied), string(suggestion.Basically), string(suggestion.NotSatisfied)}

// become tells the fate of a question.
func become(w Wave, records []*Record) string {
	waits := func(r *Record) bool { return r.Wave == w && r.State == Entered }
	worst := NotAsked
	if slices.ContainsFunc(records, waits) {
		worst = Unrated
	}
	for _, r := range InForce(records) {
		if r.Wave != w {
			continue
		}
		fate := cmp.Or(string(r.Result), Unrated)
		if slices.Index(graver, fate) > slices.Index(graver, worst) {
			worst = fate
		}
	}
	return worst
}
