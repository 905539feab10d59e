package question

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
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

// Asked is what the year table takes out of a suggestion.
type Asked struct {
	Case       int64
	Number     string
	Title      string
	State      flow.State
	Delivered  bool      // answered, by one unit at least
	PromisedIn int       // see promisedIn
	Forms      []*Record // question one
}

// AskedOf reads it.
func AskedOf(c *suggestion.Case) *Asked {
	return &Asked{Case: c.ID, Number: c.Number, Title: c.Text.Title, State: c.State, Delivered: delivered(c, 0) != "", PromisedIn: promisedIn(c, 0), Forms: Forms(c)}
}

// Line is one question's row of the year table: the suggestions of each fate.
type Line struct {
	Wave Wave
	By   map[string][]*Asked
}

// Year is the table of the four questions over the suggestions of a year. The deputy can be asked about a suggestion once it has been answered, and the
// last question is one about those that were in last year's class B on the day. sheets are those of the suggestions that have one.
func Year(list []*Asked, sheets map[int64]*Sheet, today calendar.Day) []Line {
	out := make([]Line, len(Waves))
	for i, w := range Waves {
		out[i] = Line{Wave: w, By: map[string][]*Asked{}}
	}
	for _, a := range list {
		records := a.Forms
		if s := sheets[a.Case]; s != nil {
			records = slices.Concat(a.Forms, s.Records)
		}
		for _, l := range out {
			if !a.Delivered || l.Wave == LastYear && a.PromisedIn >= today.Year() {
				continue
			}
			fate := become(l.Wave, records)
			l.By[Askable], l.By[fate] = append(l.By[Askable], a), append(l.By[fate], a)
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
