// Package docket is the register of every kind of dossier. A new kind takes its place here, and with it come its pages, its log, its
// verification, its documents and its permissions.
package docket

import (
	"slices"

	"huiyin/internal/appraisal"
	"huiyin/internal/campaign"
	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/poll"
	"huiyin/internal/question"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
	"huiyin/internal/survey"
)

// Themes are the chapters of the year's work, in the order of the pages.
var Themes = []string{"plan", "supervise", "question", "look", "score", "campaign"}

// Kinds lists every kind, in the order of its theme's page.
var Kinds = slices.Concat(
	supervision.Kinds,
	poll.Kinds,
	question.Kinds,
	survey.Kinds,
	look.Kinds,
	appraisal.Kinds,
	campaign.Kinds,
)

// Kind finds a kind by name.
func Kind(name string) (dossier.Kind, bool) {
	for _, k := range Kinds {
		if k.Name() == name {
			return k, true
		}
	}
	return nil, false
}

// Transitions lists every step that any kind's tables allow.
func Transitions() []suggestion.Transition {
	var out []suggestion.Transition
	for _, k := range Kinds {
		for _, m := range k.Machines() {
			for _, l := range m.Lines {
				for _, from := range l.From {
					to := l.To
					if to == "" {
						to = from
					}
					out = append(out, suggestion.Transition{Machine: m.Name, From: from, Do: l.Do, To: to})
				}
			}
		}
	}
	return out
}
