// Package appraise carries the acts of scoring and commendation to the facts and suggestions around them: it reads the logs of the year,
// freezes and computes runs, and marks what was honoured. The tables are package appraisal's, the sums package score's.
package appraise

import (
	"maps"
	"slices"

	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/org"
)

// Hooks lists what actions on dossiers need of the world around their tables.
func Hooks() map[flow.Action]desk.Hook {
	out := map[flow.Action]desk.Hook{}
	for _, m := range []map[flow.Action]desk.Hook{schemes, runs, objections, awards} {
		maps.Copy(out, m)
	}
	return out
}

// works reports whether the actor is of the deputies' committee: for others nothing is gathered, the table refuses them.
func works(a org.Actor) bool {
	return slices.Contains([]org.Role{org.CommitteeClerk, org.CommitteeHead}, a.Post.Role)
}

// nobody is the system as an actor.
var nobody org.Actor
