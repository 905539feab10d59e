package suggestion

import (
	"cmp"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Measures are the facts of a case that figures count and that no part of it holds ready. They follow from the case alone.
type Measures struct {
	Spoken, Met, Visited bool         // a contact that the deputy confirmed: any, face to face, at the deputy's place
	Instructed           bool         // the head of a unit gave a dated instruction
	FirstOn              calendar.Day // first answer; of several units the last of them, empty while one is owed
	AnswerDue            calendar.Day
	Timing               Timing
	FirstOutcome         rule.Outcome // of the first answers
	FirstResult          Rating
	RatedOn              calendar.Day
	Consent              string // of the author to publication: full, title, none
	Published            string // decision with the answer: full, summary, none
	Effect               Effect
	OpenEffect           Effect // as far as everybody may know it
	Kept                 bool   // promises were made, and each is kept
}

// FaceToFace reports whether a way of contact is a meeting of people: whatever is not by telephone.
func (k *Contact) FaceToFace() bool { return k.Way != "phone" }

// Measure takes the facts of a case; the scheme of its pack tells what a class of past answers means.
func (c *Case) Measure(p *rule.Pack) Measures {
	m := Measures{Consent: c.About.Publish, Effect: c.Effect(), OpenEffect: c.OpenEffect(), Kept: len(c.Commitments) > 0}
	m.FirstOn, m.AnswerDue, m.Timing = c.answersTogether()
	for _, k := range c.Contacts {
		if a := c.Assignment(k.Assignment); k.State != Confirmed || a == nil || !a.Role.Answers() {
			continue
		}
		m.Spoken = true
		m.Met = m.Met || k.FaceToFace()
		m.Visited = m.Visited || k.Way == "visit"
	}
	for _, a := range c.Answering() {
		m.answered(c, a, p)
	}
	for _, k := range c.Commitments {
		m.Kept = m.Kept && k.State == Kept
	}
	if t := c.Told; t != nil {
		m.FirstOn, m.RatedOn = max(m.FirstOn, t.RepliedOn), max(m.RatedOn, t.RatedOn)
		m.FirstResult = cmp.Or(t.Result, m.FirstResult)
		if p != nil && t.Class != "" {
			k, _ := p.Class(t.Class)
			m.FirstOutcome = k.Outcome
		}
	}
	return m
}

func (m *Measures) answered(c *Case, a *Assignment, p *rule.Pack) {
	m.Instructed = m.Instructed || a.InstructOn != ""
	if ratingRank[a.FirstResult] > ratingRank[m.FirstResult] {
		m.FirstResult = a.FirstResult
	}
	m.RatedOn = max(m.RatedOn, a.RatedOn)
	if p != nil {
		if k, ok := p.Class(a.FirstClass); ok && outcomeRank(k.Outcome) > outcomeRank(m.FirstOutcome) {
			m.FirstOutcome = k.Outcome
		}
	}
	if r := c.lastDelivered(a.No); r != nil && publishRank[r.Publish] > publishRank[m.Published] {
		m.Published = r.Publish
	}
}

// publishRank: of several answers the most reserved stands for the case.
var publishRank = map[string]int{"": 0, "full": 1, "summary": 2, "none": 3}

func outcomeRank(o rule.Outcome) int {
	for i, k := range rule.Outcomes {
		if k == o {
			return i + 1
		}
	}
	return 0
}

// lastDelivered returns the latest answer that reached the deputy, or nil.
func (c *Case) lastDelivered(assignment int) *Reply {
	var last *Reply
	for _, r := range c.Replies {
		if r.Assignment == assignment && r.DeliveredOn != "" && (last == nil || r.Round > last.Round) {
			last = r
		}
	}
	return last
}
