package suggestion

import (
	"cmp"
	"maps"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Effect is what somebody other than the unit says once fulfilment was claimed (效果满意): a Rating, or Unmeasured while
// nobody has said anything; empty while nothing was claimed as done.
type Effect = Rating

// Unmeasured (未测): fulfilment was claimed, and nobody has been asked yet.
const Unmeasured Effect = "unmeasured"

// FromCommitment is the source of the deputy's rating of a promise that the unit says it has kept; the other sources are the questions
// asked after the reply (四问之二、三、四), by their names.
const FromCommitment = "commitment"

// DatedRating is one judgement of the effect with its day.
type DatedRating struct {
	Source     string       `json:"source"`
	Assignment int          `json:"assignment"` // 0: of the case as a whole, and so of every share
	On         calendar.Day `json:"on"`
	Level      Rating       `json:"level"`
}

// Hear brings the answers to questions two, three and four that stand on the question sheet of the case. It brings all of them each
// time: one that was voided is gone with the next.
type Hear struct {
	Answers []DatedRating `json:"answers"`
}

// Hearing are the states in which a case takes in what the deputy answered.
var Hearing = append(states{Merged, Closed, Archived}, alive...)

func hear(x *X, c *Hear) { x.Heard = c.Answers }

// claimed lists the shares on which fulfilment was claimed, with the first day of it: a promise reported as done, or an answer
// that says the matter is solved and promises nothing more. Of a past year only promises are known.
func (c *Case) claimed() map[int]calendar.Day {
	out := map[int]calendar.Day{}
	claim := func(share int, on calendar.Day) {
		if was, ok := out[share]; !ok || on < was {
			out[share] = on
		}
	}
	for _, a := range c.Answering() {
		promised := slices.ContainsFunc(c.Commitments, func(k *Commitment) bool { return k.Assignment == a.No && k.Reply != 0 })
		if a.Outcome == rule.Solved && !promised && !c.History {
			claim(a.No, a.RepliedOn)
		}
	}
	for _, k := range c.Commitments {
		if k.State == Claimed || k.State == Kept || k.Rated != "" {
			claim(k.Assignment, cmp.Or(k.DoneOn, k.RatedOn)) // found unkept, it has no day of doing any more
		}
	}
	return out
}

var ratingRank = map[Rating]int{"": 0, Satisfied: 1, Basically: 2, NotSatisfied: 3}

// Effect returns the effect of a case: its last rating after fulfilment was claimed.
func (c *Case) Effect() Effect { return c.effect(c.claimed(), c.Heard) }

// EffectOf returns the effect of one unit's share.
func (c *Case) EffectOf(a *Assignment) Effect { return c.effect(c.claimedOn(a), c.Heard) }

// OpenEffect is the effect as far as the deputy has said it before the unit: what was answered to those who ask is left out.
func (c *Case) OpenEffect() Effect { return c.effect(c.claimed(), nil) }

// OpenEffectOf is the same of one unit's share.
func (c *Case) OpenEffectOf(a *Assignment) Effect { return c.effect(c.claimedOn(a), nil) }

func (c *Case) claimedOn(a *Assignment) map[int]calendar.Day {
	claims := c.claimed()
	maps.DeleteFunc(claims, func(share int, _ calendar.Day) bool { return share != a.No })
	return claims
}

// effect is the last rating given on or after the day on which one of the shares was claimed to be done; of one day the least
// favourable decides.
func (c *Case) effect(claims map[int]calendar.Day, heard []DatedRating) Effect {
	if len(claims) == 0 {
		return ""
	}
	all := slices.Clone(heard)
	for _, k := range c.Commitments {
		if k.Rated != "" {
			all = append(all, DatedRating{FromCommitment, k.Assignment, k.RatedOn, k.Rated})
		}
	}
	last := DatedRating{Level: Unmeasured}
	for _, r := range all {
		counts := false
		for share, on := range claims {
			counts = counts || (r.Assignment == 0 || r.Assignment == share) && r.On >= on
		}
		if counts && cmp.Or(cmp.Compare(r.On, last.On), cmp.Compare(ratingRank[r.Level], ratingRank[last.Level])) > 0 {
			last = r
		}
	}
	return last.Level
}
