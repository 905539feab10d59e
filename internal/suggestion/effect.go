package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Effect is what somebody other than the unit says once fulfilment was claimed (效果满意): a Rating, or Unmeasured while
// nobody has said anything; empty while nothing was claimed as done.
type Effect = Rating

// Unmeasured (未测): fulfilment was claimed, and nobody has been asked yet.
const Unmeasured Effect = "unmeasured"

// Sources of dated ratings.
const FromCommitment = "commitment" // the deputy's rating of a promise that the unit says it has kept

// DatedRating is one judgement of the effect with its day. What is asked later than the reply (the committee's question, the
// third party's, the follow-up of last year's class B) joins the list that Effects returns, and every figure follows.
type DatedRating struct {
	Source     string
	Assignment int
	On         calendar.Day
	Level      Rating
}

// claimed lists the shares on which fulfilment was claimed, with the first day of it: a promise reported as done, or an answer
// that says the matter is solved. Of a past year only promises are known so far.
func (c *Case) claimed() map[int]calendar.Day {
	out := map[int]calendar.Day{}
	claim := func(share int, on calendar.Day) {
		if was, ok := out[share]; !ok || on < was {
			out[share] = on
		}
	}
	for _, a := range c.Answering() {
		if a.Outcome == rule.Solved && !c.History {
			claim(a.No, a.RepliedOn)
		}
	}
	for _, k := range c.Commitments {
		if k.State == Claimed || k.State == Kept || k.Rated != "" {
			claim(k.Assignment, k.DoneOn)
		}
	}
	return out
}

// Effects lists the ratings given on or after the day on which fulfilment was claimed, in the order of their days; of one day
// the least favourable comes last, so that it decides.
func (c *Case) Effects() []DatedRating {
	var all []DatedRating
	for _, k := range c.Commitments {
		if k.Rated != "" {
			all = append(all, DatedRating{FromCommitment, k.Assignment, k.RatedOn, k.Rated})
		}
	}
	claims := c.claimed()
	all = slices.DeleteFunc(all, func(r DatedRating) bool {
		on, ok := claims[r.Assignment]
		return !ok || r.On < on
	})
	slices.SortStableFunc(all, func(a, b DatedRating) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(ratingRank[a.Level], ratingRank[b.Level]))
	})
	return all
}

var ratingRank = map[Rating]int{"": 0, Satisfied: 1, Basically: 2, NotSatisfied: 3}

// Effect returns the effect of a case: its last rating after fulfilment was claimed.
func (c *Case) Effect() Effect { return c.effectOf(func(int) bool { return true }) }

// EffectOf returns the effect of one unit's share.
func (c *Case) EffectOf(a *Assignment) Effect {
	return c.effectOf(func(no int) bool { return no == a.No })
}

func (c *Case) effectOf(of func(share int) bool) Effect {
	e := Effect("")
	for share := range c.claimed() {
		if of(share) {
			e = Unmeasured
		}
	}
	for _, r := range c.Effects() {
		if of(r.Assignment) {
			e = r.Level
		}
	}
	return e
}
