package demo

import (
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Listed is one hand-over list of the city, ready to be saved.
type Listed struct {
	List   *handover.List
	Events []suggestion.Event
}

// preparing bounds the list that is being prepared.
const preparing = 6

// handovers makes the lists: one of every session's meeting, entered afterwards where the year is older than the system, and one
// that is being prepared.
func (b *builder) handovers() {
	for _, s := range b.Sessions {
		if s.Congress != b.Home || s.Handover >= b.world.Today {
			continue
		}
		var cases []int64
		history := false
		for _, c := range b.Cases {
			if c.Session == s.ID && c.AtMeeting {
				cases, history = append(cases, c.ID), c.History
			}
		}
		first := b.work(s.Handover, -3)
		if history {
			first = b.work(entered(s), 20)
		}
		b.held(s, cases, first)
	}
	var ready []int64 // every second one: the others wait for a list of the visitor's own
	waiting := 0
	for _, c := range b.Cases {
		if c.Congress == b.Home && c.State == suggestion.Pending && c.Proposal != nil && len(ready) < preparing {
			if waiting++; waiting%2 == 1 {
				ready = append(ready, c.ID)
			}
		}
	}
	l := b.list(b.session(b.Now), b.work(b.world.Today, -1))
	l.do(org.CommitteeClerk, "begin_list", &handover.Begin{Title: say("list_between", 0), On: b.world.Today.AddDays(3), Cases: ready})
	l.end()
}

// held lists what was handed over at a session's meeting: proposed by the clerk, approved by the head, with the meeting's minutes.
func (b *builder) held(s org.Session, cases []int64, first calendar.Day) {
	if len(cases) == 0 {
		return
	}
	l := b.list(s, first)
	l.do(org.CommitteeClerk, "begin_list", &handover.Begin{Title: fmt.Sprintf(say("list_meeting", 0), s.Year), On: s.Handover, Meeting: true, Cases: cases})
	l.do(org.CommitteeClerk, "propose_list", &suggestion.Nothing{})
	l.day = max(l.day, s.Handover)
	l.do(org.CommitteeHead, "approve_list", &handover.Approve{On: l.l.HandsOverOn(l.day)})
	l.do(org.CommitteeClerk, "record_meeting", &handover.Record{Attendance: say("attendance", 0), Minutes: fmt.Sprintf(say("minutes", 0), len(cases))})
	l.end()
}

type listing struct {
	b   *builder
	l   *handover.List
	s   org.Session
	day calendar.Day
	n   int64
	log []suggestion.Event
}

func (b *builder) list(s org.Session, first calendar.Day) *listing {
	return &listing{b: b, l: &handover.List{ID: b.id()}, s: s, day: first}
}

// do carries out one act of the role account of a role.
func (l *listing) do(role org.Role, do flow.Action, cmd any) {
	if l.b.err != nil {
		return
	}
	if c, ok := cmd.(*handover.Begin); ok {
		c.Session = l.s.ID
	}
	l.n++
	w := walk{b: l.b, c: &suggestion.Case{}, congress: l.b.Home, at: l.day.Time().UnixMilli() + nine + l.n*11*minute}
	env, _ := w.env(l.day)
	e, err := handover.Apply(l.l, l.b.me[role], do, cmd, env)
	if err != nil {
		l.b.err = fmt.Errorf("demo: %s of the list of %d: %w", do, l.s.Year, err)
		return
	}
	l.log = append(l.log, e)
}

func (l *listing) end() { l.b.Handovers = append(l.b.Handovers, Listed{l.l, l.log}) }
