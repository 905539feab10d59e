// Package assess carries what the committee learns about the handling (the four questions, the survey of a third party, the found lists, the
// look back of the units) on to the suggestions and dossiers around it. What the tables decide alone is not here.
package assess

import (
	"maps"

	"huiyin/internal/desk"
	"huiyin/internal/flow"
)

type hooks = map[flow.Action]desk.Hook

// Hooks lists what actions on dossiers need of the world around their tables.
func Hooks() map[flow.Action]desk.Hook {
	out := hooks{}
	for _, m := range []hooks{questions, reviews, surveys, founds, lookbacks, ledgers} {
		maps.Copy(out, m)
	}
	return out
}

// Watches lists what acts on suggestions cause beyond their own tables.
func Watches() []desk.Watch {
	return []desk.Watch{
		{On: []flow.Action{"reopen_follow"}, Do: succeedEnded},
		{On: speaking, Do: contradict},
		{On: []flow.Action{"protect"}, Do: recallCounty},
	}
}
