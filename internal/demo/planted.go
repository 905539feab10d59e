package demo

import (
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Plant is a case of which it is known beforehand whether it belongs on a found list, for the tests that ask how well the rules find.
type Plant struct {
	Name    string
	List    look.List
	True    bool        // belongs on the list; otherwise it is a near miss
	Differs []look.Code // near misses: the one condition that keeps it off
	Case    *suggestion.Case
	Log     []suggestion.Event
	Context look.Context
}

// seedling is everything about a planted case that a rule can look at.
type seedling struct {
	serial    int
	text      int  // number of a text that was taken for it; 0 for the next
	whole     bool // the delegation speaks
	cosigners int
	origin    string
	requests  []string // nil: those of the text
	assigned  int      // days before today of the hand-over
	contact   int      // days before today of the first contact
	way       string
	instruct  string // "", unit or leader
	answered  int    // days before today of the reply
	class     words.Outcome
	answers   []string
	reason    string
	basis     string
	due       calendar.Day // of the one promise; empty for none
	promise   [2]string
	then      func(w *walk)
	context   look.Context
}

// sound is a case on no list: spoken with in time, answered to the point and in good time.
func sound() seedling {
	return seedling{
		origin: "other", assigned: 190, contact: 180, way: "visit", answered: 130, class: words.Solved, answers: plantedAnswers["sound"],
		promise: plantedPromise,
	}
}

// neglected: many signed, it comes up every year, the papers write of it, and the unit telephoned once, too late.
func neglected() seedling {
	s := sound()
	s.cosigners, s.way, s.contact, s.answered = 5, "phone", 110, 100
	s.context.Similar = []look.Similar{{Case: 1, Year: 2023}, {Case: 2, Year: 2024}}
	s.context.Press = []look.Press{{ID: 1, On: "2024-06-01"}, {ID: 2, On: "2025-06-01"}}
	return s
}

// emptied: next to nothing, to a deputy to whom nobody went.
func emptied() seedling {
	s := sound()
	s.way, s.answers = "phone", plantedAnswers["thin"]
	return s
}

// plant walks a seedling through the tables.
func (b *builder) plant(s seedling) Plant {
	var w *walk
	switch {
	case s.text != 0:
		w = b.beginWith(words.CityKey, s.text, false)
	case s.whole:
		w = b.local()
	default:
		w = b.any()
	}
	w.ago(s.assigned + 9)
	w.write()
	text := w.words()
	text.Origin = s.origin
	if text.Requests = text.Requests[:2]; s.requests != nil {
		text.Requests = s.requests
	}
	if s.whole {
		aide := b.me[org.DelegationAide].Post.ID
		w.do(aide, 0, "start_draft", &suggestion.StartDraft{WriteText: text, Kind: suggestion.Delegation, Deputy: w.lead})
		w.do(aide, 0, "submit", &suggestion.Submit{})
	} else {
		w.do(w.lead, 0, "start_draft", &suggestion.StartDraft{WriteText: text, Kind: suggestion.Single})
		w.signedBy(s.cosigners)
		w.submit()
	}
	w.onward(s.assigned, func() []suggestion.Share { return w.shares()[:1] }, false)
	w.ago(s.assigned - 2).signAll()
	w.ago(s.assigned - 3)
	part := w.part(0)
	switch s.instruct {
	case "unit":
		w.do(w.unitHead(part), part, "instruct_unit", &suggestion.Words{Text: say("instruct.unit", 0)})
	case "leader":
		w.do(b.me[org.CongressLeader].Post.ID, 0, "instruct", &suggestion.Instruct{Text: say("instruct.unit", 0)})
	}
	w.ago(s.contact).do(w.unitClerk(part), part, "note_contact", &suggestion.NoteContact{
		Phase: "before", Way: s.way, On: w.day, Who: say("duty", s.serial), Rank: "section", Text: say("interim", 0),
	})
	w.ago(s.answered).answer(part, s)
	if s.then != nil {
		s.then(w)
	}
	w.end()
	s.context.On = or(s.context.On, b.world.Today)
	return Plant{Case: w.c, Log: w.log, Context: s.context}
}

func or(d, other calendar.Day) calendar.Day {
	if d == "" {
		return other
	}
	return d
}

// signedBy lets deputies of the account's delegation sign with the lead.
func (w *walk) signedBy(n int) {
	var signers []int64
	for range 200 {
		if d := w.b.other(); len(signers) < n && d != w.lead && !has(signers, d) {
			signers = append(signers, d)
		}
	}
	if n == 0 {
		return
	}
	w.do(w.lead, 0, "invite", &suggestion.Invite{Deputies: signers, Until: w.day.AddDays(9)})
	for _, d := range signers {
		w.confirm(d)
	}
}

// answer drafts and issues the seedling's reply.
func (w *walk) answer(part int, s seedling) {
	c := &suggestion.WriteReply{
		Class: string(s.class), Reason: s.reason, Basis: s.basis, Contact: say("duty", s.serial),
		Phone: fmt.Sprintf("0700-%07d", 5000000+s.serial), Publish: "full",
	}
	for i := range w.c.Text.Requests {
		c.Answers = append(c.Answers, s.answers[(s.serial+i)%len(s.answers)])
	}
	if s.due != "" {
		c.Promises = []suggestion.Promise{{Words: s.promise[0], Result: s.promise[1], Due: s.due}}
	}
	w.do(w.unitClerk(part), part, "draft_reply", c)
	r := w.last("reply")
	w.do(w.unitClerk(part), r, "send_for_review", &suggestion.Nothing{})
	w.do(w.unitHead(part), r, "approve_reply", &suggestion.Note{})
	w.do(w.unitHead(part), r, "issue", &suggestion.SignReply{Number: w.letter(part)})
}
