package desk

import (
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/reading"
	"huiyin/internal/suggestion"
)

// checking are the acts of those who check the text.
var checking = []flow.Action{"start_review", "return", "return_check"}

// Writes reports whether the actor may change the text now.
func (s Sheet) Writes() bool {
	return slices.ContainsFunc(s.Offers, func(o suggestion.Offer) bool { return o.Part == 0 && o.Do == "write" && o.Reason == "" })
}

// Checks reports whether the text lies with the actor to be checked, even while somebody else's lock keeps it from being sent back.
func (s Sheet) Checks() bool {
	return slices.ContainsFunc(s.Offers, func(o suggestion.Offer) bool {
		return o.Part == 0 && slices.Contains(checking, o.Do) && o.Reason != flow.NotInState
	})
}

// Advice reads the text as the coach does (写作提示、机器提示). It is for those who write it while they do, and for those who check it while they
// may send it back; false for everybody else: what the program thinks of a text is not for the units, nor for the public.
func (s Sheet) Advice() ([]reading.Finding, bool) {
	if !s.Writes() && !s.Checks() {
		return nil, false
	}
	t := s.Case.Text
	d := reading.Draft{
		Level: s.Dir.Congress.Level, Title: t.Title, Situation: t.Situation, Analysis: t.Analysis, Requests: t.Requests,
		Repeated: s.Case.About.Repeated != "",
	}
	for _, f := range s.Case.Files {
		if f.Of == "text" {
			d.Files++
		}
	}
	return reading.Coach(d, s.Pack), true
}
