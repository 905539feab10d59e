package question

import (
	"cmp"
	"encoding/json"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Dated is a rating with its day, given after fulfilment was claimed.
type Dated struct {
	On     calendar.Day      `json:"on"`
	Rating suggestion.Rating `json:"rating"`
	Wave   Wave              `json:"wave,omitempty"`   // the question; empty for the deputy's rating of a commitment
	Record int               `json:"record,omitempty"` // its number
	Part   int               `json:"part,omitempty"`   // the commitment rated, or the assignment asked about
	Seq    int               `json:"seq,omitempty"`    // the event of the case's log
}

// Claimed returns the day on which fulfilment was first claimed: a unit said that a promise was kept, or answered that the matter is
// solved. Empty while nobody has claimed anything.
func Claimed(c *suggestion.Case, log []suggestion.Event) calendar.Day {
	var first calendar.Day
	see := func(d calendar.Day) {
		if d != "" && (first == "" || d < first) {
			first = d
		}
	}
	for i := range log {
		if log[i].Action == "claim_done" {
			see(log[i].On)
		}
	}
	if len(log) == 0 || c.History {
		for _, k := range c.Commitments {
			see(k.DoneOn)
		}
	}
	for _, r := range c.Replies {
		if a := c.Assignment(r.Assignment); a != nil && r.DeliveredOn != "" && solved(c, a, r) {
			see(r.DeliveredOn)
		}
	}
	return first
}

// solved reports whether a reply itself says that the matter is solved: it is of the class that the share has now, the outcome is
// "solved", and it made no promise.
func solved(c *suggestion.Case, a *suggestion.Assignment, r *suggestion.Reply) bool {
	if a.Outcome != rule.Solved || r.Class != a.Class {
		return false
	}
	return !slices.ContainsFunc(c.Commitments, func(k *suggestion.Commitment) bool { return k.Reply == r.No })
}

// After lists the ratings given on or after the day on which fulfilment was claimed, in the order of their days: the deputy's ratings of
// commitments, and questions two, three and four. Question one and the evaluation of the reply are about the reply and are not among them.
func After(c *suggestion.Case, log []suggestion.Event, records []*Record) []Dated {
	since := Claimed(c, log)
	if since == "" {
		return nil
	}
	var out []Dated
	for i := range log {
		e := &log[i]
		if e.Action != "rate_fulfilment" {
			continue
		}
		if rating, ok := ratingOf(e); ok && e.On >= since {
			out = append(out, Dated{On: e.On, Rating: rating, Part: e.Part, Seq: e.Seq})
		}
	}
	if len(log) == 0 {
		for _, k := range c.Commitments {
			if k.Rated != "" && k.RatedOn >= since {
				out = append(out, Dated{On: k.RatedOn, Rating: k.Rated, Part: k.No})
			}
		}
	}
	for _, r := range records { // every question ever answered, not only those in force: they are dated
		if r.Counts() && r.On >= since {
			out = append(out, Dated{On: r.On, Rating: r.Result, Wave: r.Wave, Record: r.No, Part: r.Share})
		}
	}
	slices.SortStableFunc(out, func(a, b Dated) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(slices.Index(Waves, a.Wave), slices.Index(Waves, b.Wave)), cmp.Compare(a.Record, b.Record), cmp.Compare(a.Seq, b.Seq))
	})
	return out
}

// Effect is the last of them: what counts for effect satisfaction (效果满意). ok is false for a case that nobody was asked about since
// (未测), which belongs to no base.
func Effect(c *suggestion.Case, log []suggestion.Event, records []*Record) (Dated, bool) {
	all := After(c, log, records)
	if len(all) == 0 {
		return Dated{}, false
	}
	return all[len(all)-1], true
}

func ratingOf(e *suggestion.Event) (suggestion.Rating, bool) {
	var c suggestion.RateFulfilment
	if err := json.Unmarshal(e.Payload, &c); err != nil || c.Rating == "" {
		return "", false // the words of a person may have been erased; without them there is no rating to tell
	}
	return c.Rating, true
}
