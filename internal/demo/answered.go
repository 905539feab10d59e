package demo

import (
	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

func state(s string) flow.State { return flow.State(s) }

// replied walks a case until its reply, so many days ago, with two months and more before it.
func (w *walk) replied(n int, a answer, shares func() []suggestion.Share) *walk {
	from := n + 55
	w.handed(from, shares)
	w.ago(from-3).signAll().ago(from-12).contact(0, "before", true)
	w.ago(from - 24).opinions()
	return w.ago(n).reply(0, a)
}

// answered makes what follows a reply: waiting, judging, silence, dissatisfaction, handling again.
func (b *builder) answered() {
	alone := func(w *walk) func() []suggestion.Share { return func() []suggestion.Share { return w.alone(ours) } }
	no, yes, part := suggestion.NotSatisfied, suggestion.Satisfied, suggestion.Basically

	b.mine().replied(3, answer{outcome: words.Solved}, nil).end() // two replies wait for the account deputy, one nearly too long
	b.mine().replied(9, answer{outcome: words.Promised}, nil).end()
	b.mine().replied(4, answer{outcome: words.Solved, empty: true}, nil).end() // words without content
	w := b.hopeless()
	w.replied(6, answer{outcome: words.Infeasible}, alone(w)).end()
	b.mine().replied(3, answer{outcome: words.Solved}, nil).after(1).rate(0, yes, part, false).end() // may still change
	w = b.our()
	w.replied(4, answer{outcome: words.Promised}, alone(w)).after(1).rate(0, part, no, false).end() // the unit must not see it

	w = b.any().replied(8, answer{outcome: words.Solved}, nil) // on paper: a second person has to confirm the entry
	w.after(4).do(b.me[org.CommitteeClerk].Post.ID, w.part(0), "enter_evaluation", &suggestion.EnterEvaluation{
		Evaluate: suggestion.Evaluate{Attitude: yes, Result: yes}, On: w.day, Scan: paperScan(),
	})
	w.end()
	w = b.any().replied(14, answer{outcome: words.Solved}, nil)
	w.after(4).do(b.staff[seat{w.desk(), org.CommitteeClerk}][1], w.part(0), "enter_evaluation", &suggestion.EnterEvaluation{
		Evaluate: suggestion.Evaluate{Attitude: yes, Result: part}, On: w.day, Scan: paperScan(),
	})
	w.after(2).do(b.me[org.CommitteeClerk].Post.ID, w.last("evaluation"), "confirm_evaluation", &suggestion.Nothing{})
	w.end()

	w = b.our() // the unit's signed form says content, the deputy says the opposite
	w.replied(13, answer{outcome: words.Solved}, alone(w)).form(yes).after(5).rate(0, part, no, true).end()
	w = b.our() // form and deputy agree: to be checked
	w.replied(19, answer{outcome: words.Solved}, alone(w)).form(yes).after(5).rate(0, yes, yes, true).end()
	w = b.our() // handed over, never signed
	w.replied(5, answer{outcome: words.Solved}, alone(w)).form("").end()

	for n := range 3 { // the deputy says nothing
		w = b.any().replied(24+n*7, answer{outcome: words.Solved}, nil)
		w.settle(w.day.AddDays(16))
		w.end()
	}

	for n := range 2 { // not satisfied: the committee has to decide
		out := words.Solved
		w = b.our()
		if n == 0 {
			w, out = b.hopeless(), words.Infeasible
		}
		w.replied(12+n*3, answer{outcome: out, empty: n == 1}, alone(w)).after(5).rate(0, part, no, true).end()
	}
	b.mine().replied(16, answer{outcome: words.Solved}, nil).after(5).rate(0, no, no, true).end()

	for _, n := range []int{18, 44} { // handled again: in time, and late
		w = b.our()
		w.replied(n+14, answer{outcome: words.Solved}, alone(w)).after(5).rate(0, yes, no, true)
		w.again(n).end()
	}
	w = b.mine() // handled again, answered again, waiting to be judged
	w.replied(40, answer{outcome: words.Solved}, nil).after(5).rate(0, part, no, true)
	w.again(30).ago(5).reply(0, answer{outcome: words.Promised}).end()

	w = b.our() // not satisfied a second time
	w.twice(58, alone(w)).end()
	w = b.mine() // the meeting has been held
	w.twice(66, nil).ago(2).do(b.me[org.CommitteeHead].Post.ID, w.part(0), "hold_meeting", &suggestion.Words{Text: say("meeting", 0)})
	w.end()
	w = b.any().twice(80, nil) // no further handling
	w.ago(6).do(b.me[org.CommitteeHead].Post.ID, w.part(0), "hold_meeting", &suggestion.Words{Text: say("meeting", 0)})
	w.ago(4).do(b.me[org.CommitteeHead].Post.ID, w.part(0), "settle", &suggestion.Decision{Decision: say("settle", 0)})
	w.end()

	w = b.our() // a look back found that "done" was not true
	w.replied(60, answer{outcome: words.Solved}, alone(w)).after(5).rate(0, yes, yes, true)
	w.ago(12).do(b.me[org.CommitteeHead].Post.ID, 0, "reopen", &suggestion.Reason{Reason: say("reopen", 0)})
	w.end()
	w = b.mine() // over and in the archive
	w.replied(50, answer{outcome: words.Solved}, nil).after(5).rate(0, yes, yes, true).ago(10).
		do(b.me[org.CommitteeClerk].Post.ID, 0, "archive", &suggestion.Nothing{})
	w.end()
	w = b.mine()
	w.replied(30, answer{outcome: words.Solved}, nil).after(5).rate(0, yes, yes, true).end()
}

// form lets the unit register the opinion form that went with its reply; no level means that the deputy did not sign.
func (w *walk) form(level suggestion.Rating) *walk {
	p := w.part(0)
	w.do(w.unitClerk(p), p, "register_form", &suggestion.RegisterForm{Handed: true, Signed: level != "", Level: level})
	return w
}

// again sends a share back to be handled again.
func (w *walk) again(n int) *walk {
	w.ago(n).do(w.head(), w.part(0), "redo", &suggestion.Decision{Decision: say("redo", w.index)})
	return w
}

// twice walks a case to the second "not satisfied", n days after the first.
func (w *walk) twice(n int, shares func() []suggestion.Share) *walk {
	w.replied(n, answer{outcome: words.Solved}, shares).after(5).rate(0, suggestion.Basically, suggestion.NotSatisfied, true)
	w.again(n-9).ago(n-20).contact(0, "during", true).ago(n - 34)
	w.reply(0, answer{outcome: words.Solved}).after(5)
	p := w.part(0)
	w.do(w.lead, p, "evaluate", &suggestion.Evaluate{Attitude: suggestion.Basically, Result: suggestion.NotSatisfied, Reasons: words.Unhappy(w.b.world.Seed, w.index, 2, w.day).Result})
	w.do(w.lead, w.last("evaluation"), "finish_evaluation", &suggestion.Nothing{})
	return w
}

// promises makes every way in which a promise can stand: of last year's cases and of this year's.
func (b *builder) promises() {
	for _, old := range []bool{true, false} { // the account unit's of last year, the account deputy's of this year
		b.promise(old, 8, nil)                                                                            // about to break: days are left, and nothing has begun
		b.promise(old, 34, func(w *walk) { w.progress(20, 60) })                                          // on its way
		b.promise(old, 100, nil)                                                                          // far away
		b.promise(old, -16, func(w *walk) { w.progress(40, 30) })                                         // overdue
		b.promise(old, -2, func(w *walk) { w.ago(8).claim(0, photograph()) })                             // the unit says done: deputy and committee must say so too
		b.promise(old, -6, func(w *walk) { w.ago(9).claim(0).ago(4).rateKept(suggestion.Satisfied) })     // the committee's word is missing
		b.promise(old, -5, func(w *walk) { w.ago(12).claim(0).ago(5).rateKept(suggestion.NotSatisfied) }) // the deputy says it is not kept
		b.promise(old, 14, func(w *walk) { w.ago(10).later(60) })                                         // moved
		b.promise(old, -20, func(w *walk) { w.ago(18).giveUp() })                                         // given up
		b.promise(old, -9, func(w *walk) { w.ago(14).claim(0, photograph()).ago(7).kept(0) })             // kept
	}
}

// promise walks a case to its promise, which falls due n days from today; nil for then leaves it alone.
func (b *builder) promise(old bool, n int, then func(w *walk)) {
	due := b.world.Today.AddDays(n)
	w := b.mine()
	var shares func() []suggestion.Share
	if old {
		w = b.our()
		shares = func() []suggestion.Share { return w.alone(ours) }
	}
	from := 75 // days since the reply
	if last := b.session(b.Last); old && last.ID != 0 {
		// Answered in the year before: early in summer, when most replies of a session are given.
		from = max(from, calendar.DaysUntil(last.Handover.AddDays(88), b.world.Today))
	}
	w.replied(from, answer{outcome: words.Promised, due: due}, shares)
	w.after(5).rate(0, suggestion.Satisfied, suggestion.Basically, true)
	if then != nil {
		then(w)
	}
	w.end()
}

// progress reports on the first promise, so many days ago.
func (w *walk) progress(ago, percent int) *walk { return w.ago(ago).report(0, percent) }

// report tells how far the n-th promise has come.
func (w *walk) report(n, percent int) *walk {
	if n >= len(w.c.Commitments) {
		return w
	}
	k := w.c.Commitments[n]
	w.do(w.unitClerk(k.Assignment), k.No, "note_progress", &suggestion.NoteProgress{Text: w.told(k, step(percent)), Percent: percent})
	return w
}

// told is what is said of a promise at a step.
func (w *walk) told(k *suggestion.Commitment, at string) string {
	text, _ := words.Progress(w.b.world.Seed, w.index, words.Commitment{Result: k.Result}, at, w.day)
	return text
}

// step names how far a promise is.
func step(percent int) string {
	switch {
	case percent < 40:
		return "slow"
	case percent < 60:
		return "start"
	}
	return "half"
}

// rateKept is the deputy's word on the first promise.
func (w *walk) rateKept(r suggestion.Rating) *walk {
	if len(w.c.Commitments) == 0 {
		return w
	}
	c := &suggestion.RateFulfilment{Rating: r}
	if r == suggestion.NotSatisfied {
		c.Note = say("unkept", 0)
	}
	w.do(w.lead, w.c.Commitments[0].No, "rate_fulfilment", c)
	return w
}

// later moves the day of the first promise.
func (w *walk) later(days int) *walk {
	if len(w.c.Commitments) == 0 {
		return w
	}
	k := w.c.Commitments[0]
	w.do(w.unitClerk(k.Assignment), k.No, "move_date", &suggestion.MoveDate{Until: k.Due.AddDays(days), Reason: words.CommitmentExtension(w.b.world.Seed, w.index, words.Commitment{Result: k.Result}, w.day)})
	return w
}

// giveUp says that the first promise cannot be kept.
func (w *walk) giveUp() *walk {
	if len(w.c.Commitments) == 0 {
		return w
	}
	k := w.c.Commitments[0]
	w.do(w.unitHead(k.Assignment), k.No, "give_up", &suggestion.Reason{Reason: w.told(k, "broken")})
	return w
}
