// Package poll holds the tables of the two evaluations by many (满意度测评): the secret vote of the members of a standing committee, and the
// round in which lead deputies rate the units' work. What is counted in numbers — ballots, ratings — is not in these documents. It is pure.
package poll

import (
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Kinds lists every kind of dossier of the package, in the order of their pages.
var Kinds = []dossier.Kind{VoteKind, RoundKind}

// staff are the people of the deputies' committee.
var staff = []flow.Relation{suggestion.Office, suggestion.OfficeHead}

// congress are the roles that read every vote and round of their congress.
var congress = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader}

// Levels are the three levels of a vote, best first; whoever marks none abstains (弃权).
var Levels = []suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}

// Abstained is the mark of a ballot that marks no level.
const Abstained suggestion.Rating = "abstained"

// Counts are the marks that one line of a vote received.
type Counts struct {
	Satisfied int `json:"satisfied"`
	Basically int `json:"basically"`
	Not       int `json:"not_satisfied"`
	Abstained int `json:"abstained"`
}

// Add counts n marks of a level.
func (c *Counts) Add(level suggestion.Rating, n int) {
	switch level {
	case suggestion.Satisfied:
		c.Satisfied += n
	case suggestion.Basically:
		c.Basically += n
	case suggestion.NotSatisfied:
		c.Not += n
	default:
		c.Abstained += n
	}
}

// Of returns the marks of a level.
func (c Counts) Of(level suggestion.Rating) int {
	switch level {
	case suggestion.Satisfied:
		return c.Satisfied
	case suggestion.Basically:
		return c.Basically
	case suggestion.NotSatisfied:
		return c.Not
	}
	return c.Abstained
}

// Marked counts the marks of the three levels.
func (c Counts) Marked() int { return c.Satisfied + c.Basically + c.Not }

// All counts the ballots.
func (c Counts) All() int { return c.Marked() + c.Abstained }

// The rules by which a line's marks become its outcome. No law sets one, so the vote says which holds when it is prepared.
const (
	OfMembers = "members" // more than half of all members
	OfCast    = "cast"    // more than half of the ballots
	OnlyMarks = "marks"   // no outcome: the marks alone are announced
)

// Outcome answers what a line's marks come to: the best level which, with all better ones, more than half stand behind; empty when the rule
// draws none.
func Outcome(rule string, c Counts, members int) suggestion.Rating {
	whole := members
	switch rule {
	case OfCast:
		whole = c.All()
	case OnlyMarks:
		return ""
	}
	switch {
	case c.Marked() == 0:
		return "" // all abstained: nobody has said anything
	case 2*c.Satisfied > whole:
		return suggestion.Satisfied
	case 2*(c.Satisfied+c.Basically) > whole:
		return suggestion.Basically
	}
	return suggestion.NotSatisfied
}

// Quorum is the least number of members that must be present, and of ballots that must be given: more than half of all (过半数).
func Quorum(members int) int { return members/2 + 1 }
