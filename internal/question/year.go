package question

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// What can have become of a question about a suggestion, beside the three levels of satisfaction.
const (
	Unrated  = "unrated"   // asked, and no level stands: the form not handed over, not signed, or not checked yet
	NotAsked = "not_asked" // 未测
)

// Fates are all that can have become of it, each suggestion in one of them.
var Fates = []string{string(suggestion.Satisfied), string(suggestion.Basically), string(suggestion.NotSatisfied), Unrated, NotAsked}

// Asked is a suggestion with the answers to all four questions (see All).
type Asked struct {
	Case    *suggestion.Case
	Records []*Record
}

// Line is one question's row of the year table: the suggestions about which it can be asked, by what has become of it.
type Line struct {
	Wave Wave
	All  []*suggestion.Case
	By   map[string][]*suggestion.Case // of each fate
}

// Of are the suggestions of a fate, or all of them for "all".
func (l Line) Of(fate string) []*suggestion.Case {
	if fate == "all" {
		return l.All
	}
	return l.By[fate]
}

// Year is the table of the four questions over the suggestions of a year. The deputy can be asked about a suggestion once it has been answered, and the
// last question is one about those that were in last year's class B on the day.
func Year(list []Asked, today calendar.Day) []Line {
	out := make([]Line, len(Waves))
	for i, w := range Waves {
		l := Line{Wave: w, By: map[string][]*suggestion.Case{}}
		for _, a := range list {
			if k := Know(a.Case, 0, false, today); k.Delivered == "" || w == LastYear && !k.OldB {
				continue
			}
			l.All = append(l.All, a.Case)
			fate := become(w, a.Records)
			l.By[fate] = append(l.By[fate], a.Case)
		}
		out[i] = l
	}
	return out
}

// become tells the fate of a question. Where several shares of a suggestion were asked about, the least favourable answer stands for it.
func become(w Wave, records []*Record) string {
	fate := NotAsked
	for _, r := range records {
		if r.Wave == w && r.State == Entered {
			fate = Unrated
		}
	}
	worst := -1
	for _, r := range InForce(records) {
		if r.Wave != w {
			continue
		}
		if level := slices.Index(Fates[:3], string(r.Result)); level > worst {
			worst, fate = level, string(r.Result)
		} else if worst < 0 {
			fate = Unrated
		}
	}
	return fate
}
