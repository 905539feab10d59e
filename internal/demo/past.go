package demo

import (
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// The make-up of the finished year 2023: the figures that Hengyang published for its own.
const (
	pastCases     = 376
	pastMeeting   = 359 // handed over at the meeting; the others between the sessions
	pastA         = 155
	pastB         = 208
	pastLeader    = 16 // key suggestions of the leaders
	pastCommittee = 52 // key suggestions of the committees
	pastExcellent = 20
	pastAwards    = 15 // commended units
)

// past enters the year 2023 as it ended: it is older than the system, so its cases come from the year's sheet.
func (b *builder) past() {
	s := b.session(b.Past)
	order := shuffled(b.world.Seed, pastCases)
	for i := range pastCases {
		k := order[i] // classes, key levels and praise are spread over the numbers
		c := pastCase{n: i, session: s, outcome: words.Infeasible}
		switch {
		case k < pastA:
			c.outcome = words.Solved
		case k < pastA+pastB:
			c.outcome = words.Promised
		}
		switch m := k * 7 % pastCases; { // 7 and 376 have no common divisor: every m comes once
		case m < pastLeader:
			c.key = "leader"
		case m < pastLeader+pastCommittee:
			c.key = "committee"
		case m < pastLeader+pastCommittee+pastExcellent:
			c.excellent = true
		}
		c.plain = k*11%pastCases < 64
		b.history(c)
	}
	if b.err != nil {
		return
	}
	list := b.handling2023()
	for i := range pastAwards {
		b.Awards = append(b.Awards, store.Award{ID: b.id(), Congress: b.Home, Session: s.ID, Kind: "unit", Org: list[i%len(list)]})
	}
}

// handling2023 lists the units by how often they answered in 2023, in the order of their first case.
func (b *builder) handling2023() []int64 {
	var out []int64
	for _, c := range b.Cases {
		if u := c.LeadUnit(); !has(out, u) {
			out = append(out, u)
		}
	}
	return out
}

type pastCase struct {
	n         int
	session   org.Session
	outcome   words.Outcome
	key       string
	excellent bool
	plain     bool // basically satisfied
}

func (b *builder) history(p pastCase) {
	w := b.begin(words.CityKey, want{hard: p.outcome == words.Infeasible})
	s := p.session
	stream, number := suggestion.InSession, fmt.Sprintf("%03d", p.n+1)
	submitted, assigned := s.Opens.AddDays(p.n%3), s.Handover
	if p.n >= pastMeeting {
		stream, number = suggestion.Between, fmt.Sprintf("闭%03d", p.n-pastMeeting+1)
		submitted = b.work("2023-03-01", (p.n-pastMeeting)*11)
		assigned = b.work(submitted, 8)
	}
	w.day = submitted
	w.write()
	replied := b.work(assigned, 28+p.n*13%56)
	rated := b.work(replied, 3+p.n%7)
	w.day = replied
	shares := w.pastShares(p, assigned, replied, rated)
	closed := rated
	for _, k := range shares[0].Commitments {
		closed = max(closed, k.DoneOn)
	}
	lead := b.actors[w.lead]
	kind := suggestion.Single
	var signers []suggestion.Signature
	if p.n%4 == 0 {
		kind = suggestion.Joint
		for range 2 + p.n%3 {
			a := b.actors[b.whoever(lead.Post.Org, org.Deputy)]
			if a.Post.ID != w.lead {
				signers = append(signers, suggestion.Signature{Post: a.Post.ID, Person: a.Person.ID, On: submitted})
			}
		}
	}
	text := w.words()
	w.day = ""
	w.on(b.work("2024-01-04", p.n/40))
	w.at += int64(p.n%40) * 5 * minute
	w.do(w.clerk(), 0, "record_history", &suggestion.RecordHistory{
		Facts: suggestion.Facts{
			Session: s.ID, Delegation: lead.Post.Org, County: lead.Post.County, Lead: lead.Post.ID, LeadPerson: lead.Person.ID, Stream: stream,
		},
		Number: number, Kind: kind, Signers: signers, Category: b.category[words.CityKey+"/"+w.text.Category],
		Text:      suggestion.Text{Title: text.Title, Situation: text.Situation, Analysis: text.Analysis, Requests: text.Requests},
		About:     suggestion.About{Origin: text.Origin, Publish: text.Publish, Repeated: text.Repeated},
		Submitted: submitted, Accepted: b.work(submitted, 6), Assigned: assigned, Closed: closed, AtMeeting: p.n < pastMeeting,
		KeyLevel: p.key, Excellent: p.excellent, Shares: shares,
	})
	w.end()
}

// pastShares tells how the units of a case of 2023 answered, and that what they promised was done.
func (w *walk) pastShares(p pastCase, assigned, replied, rated calendar.Day) []suggestion.PastShare {
	b := w.b
	var out []suggestion.PastShare
	for i, s := range w.shares() {
		o := b.byID[s.Unit]
		s.Government, s.Special = o.Government, o.Special
		k := suggestion.PastShare{Share: s, AssignedOn: assigned, SignedOn: b.work(assigned, 1+p.n%5)}
		if i > 0 {
			k.RepliedOn, k.Opinion = b.work(assigned, 18), words.CoOpinion(b.world.Seed, w.index, b.keys[s.Unit], k.RepliedOn)
			out = append(out, k)
			continue
		}
		r := words.ReplyText(b.world.Seed, w.index, words.Ask{Outcome: p.outcome, Round: 1, On: replied, Unit: b.keys[s.Unit]})
		k.RepliedOn, k.RatedOn, k.Class, k.Reply = replied, rated, string(p.outcome), r.Text()
		k.Attitude, k.Result = suggestion.Satisfied, suggestion.Satisfied
		if p.plain {
			k.Result = suggestion.Basically
			if p.n%2 == 0 {
				k.Attitude = suggestion.Basically
			}
		}
		for n, c := range r.Commitments {
			k.Commitments = append(k.Commitments, suggestion.PastPromise{
				Words: c.Words, Result: c.Result, Due: c.Due, DoneOn: b.work(c.Due, -3-(p.n+n)%20), State: string(suggestion.Kept),
			})
		}
		out = append(out, k)
	}
	return out
}

// work returns the working day n days after d, or before it when n is negative.
func (b *builder) work(d calendar.Day, n int) calendar.Day {
	d = d.AddDays(n)
	for !b.world.Calendar.Working(d) {
		d = d.AddDays(-1)
	}
	return d
}

// shuffled orders 0…n−1 by the seed.
func shuffled(seed uint64, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := int(chance(seed, i) % uint64(i+1))
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// chance is a number that depends on nothing but the seed and where it is asked for (splitmix64).
func chance(seed uint64, n int) uint64 {
	x := seed + uint64(n+1)*0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
