package demo

import (
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// makeup is how a finished year that is older than the system ended.
type makeup struct {
	cases, meeting    int // of all; handed over at the meeting, the others between the sessions
	a, b              int // of class A and B; the others are C
	plain             int // basically satisfied
	leader, committee int // key suggestions
	excellent, awards int // excellent suggestions, commended units
}

// shao2023 has the figures that Hengyang published for its own 2023.
var shao2023 = makeup{cases: 376, meeting: 359, a: 155, b: 208, plain: 64, leader: 16, committee: 52, excellent: 20, awards: 15}

// modest is a year between 2023 and those that were walked. Its number of cases has no divisor in common with 7 and 11.
var modest = makeup{cases: 130, meeting: 120, a: 51, b: 74, plain: 17, leader: 6, committee: 18, excellent: 8, awards: 6}

// past enters the years that are older than the system as they ended: their cases come from the years' sheets.
func (b *builder) past() {
	for _, s := range b.Sessions {
		walked := s.ID == b.Last || s.ID == b.Now
		switch {
		case s.Congress != b.Home || walked && s.ID != b.Past:
		case s.ID == b.Past:
			b.sheet(s, shao2023)
		case s.Opens < b.session(b.Now).Opens:
			b.sheet(s, modest)
		}
	}
}

func (b *builder) sheet(s org.Session, m makeup) {
	first := len(b.Cases)
	order := shuffled(b.world.Seed, m.cases)
	for i := range m.cases {
		k := order[i] // classes, key levels and praise are spread over the numbers
		c := pastCase{n: i, meeting: m.meeting, session: s, outcome: words.Infeasible}
		switch {
		case k < m.a:
			c.outcome = words.Solved
		case k < m.a+m.b:
			c.outcome = words.Promised
		}
		switch at := k * 7 % m.cases; { // no common divisor: every number comes once
		case at < m.leader:
			c.key = "leader"
		case at < m.leader+m.committee:
			c.key = "committee"
		case at < m.leader+m.committee+m.excellent:
			c.excellent = true
		}
		c.plain = k*11%m.cases < m.plain
		b.history(c)
	}
	if b.err != nil {
		return
	}
	list := handling(b.Cases[first:])
	for i := range m.awards {
		b.Honours = append(b.Honours, org.Honour{ID: b.id(), Congress: b.Home, Session: s.ID, Kind: "unit", Org: list[i%len(list)], RecordedOn: entered(s)})
	}
}

// handling lists the units that answered in a year, in the order of their first case.
func handling(cases []*suggestion.Case) []int64 {
	var out []int64
	for _, c := range cases {
		if u := c.LeadUnit(); !has(out, u) {
			out = append(out, u)
		}
	}
	return out
}

// entered is when the sheet of a year came into the system: the January after it.
func entered(s org.Session) calendar.Day { return calendar.Day(fmt.Sprintf("%d-01-04", s.Year+1)) }

type pastCase struct {
	n         int
	meeting   int // numbers below it were handed over at the meeting
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
	if p.n >= p.meeting {
		stream, number = suggestion.Between, fmt.Sprintf("闭%03d", p.n-p.meeting+1)
		submitted = b.work(calendar.Day(fmt.Sprintf("%d-03-01", s.Year)), (p.n-p.meeting)*11)
		assigned = b.work(submitted, 8)
	}
	w.day = submitted
	w.write()
	owed := b.owes(w, p)
	replied := b.work(assigned, 28+p.n*13%56)
	rated := b.work(replied, 3+p.n%7)
	w.day = replied
	shares := w.pastShares(p, assigned, replied, rated)
	closed := rated
	for i := range shares[0].Commitments {
		k := &shares[0].Commitments[i]
		if owed {
			k.State, k.DoneOn = "", ""
		}
		closed = max(closed, k.DoneOn)
	}
	if owed {
		closed = ""
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
	w.on(b.work(entered(s), p.n/40))
	w.at += int64(p.n%40) * 5 * minute
	w.do(w.clerk(), 0, "record_history", &suggestion.RecordHistory{
		Facts: suggestion.Facts{
			Session: s.ID, Delegation: lead.Post.Org, County: lead.Post.County, Lead: lead.Post.ID, LeadPerson: lead.Person.ID, Stream: stream,
		},
		Number: number, Kind: kind, Signers: signers, Category: b.category[words.CityKey+"/"+w.text.Category],
		Text:      suggestion.Text{Title: text.Title, Situation: text.Situation, Analysis: text.Analysis, Requests: text.Requests},
		About:     suggestion.About{Origin: text.Origin, Publish: text.Publish, Repeated: text.Repeated},
		Submitted: submitted, Accepted: b.work(submitted, 6), Assigned: assigned, Closed: closed, AtMeeting: p.n < p.meeting,
		KeyLevel: p.key, Excellent: p.excellent, Shares: shares,
	})
	if owed {
		w.ago(5).claim(0)
	}
	w.end()
}

// owes makes one promise of the years between one to a deputy who serves no longer: it is carried from year to year, and its unit says only now
// that it is kept. It reports whether this is the case.
func (b *builder) owes(w *walk, p pastCase) bool {
	for _, a := range b.Accounts {
		who := b.actors[a.Post]
		if !who.IsFormer() || b.owed || p.session.ID == b.Past || p.outcome != words.Promised || b.keys[who.Post.Org] != "dl_"+w.text.County {
			continue
		}
		w.lead, b.owed = a.Post, true
	}
	return w.lead != 0 && b.actors[w.lead].IsFormer()
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
