package demo

import (
	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// handling makes the troubles between the hand-over and the reply.
func (b *builder) handling() {
	b.signing()
	b.objections()
	b.together()
	b.deadlines()
	b.signOff()
	b.sundry()
}

// begun is a case that the account unit has signed for, handed over n days ago.
func (b *builder) begun(n int, shares func(w *walk) []suggestion.Share) *walk {
	w := b.our()
	if shares == nil {
		shares = func(w *walk) []suggestion.Share { return w.alone(ours) }
	}
	w.handed(n, func() []suggestion.Share { return shares(w) })
	return w.ago(max(n-2, 1)).signAll()
}

func (b *builder) signing() {
	w := b.our()
	w.handed(2, func() []suggestion.Share { return w.alone(ours) }).end()
	w = b.our() // the limit for signing has passed
	w.handed(11, func() []suggestion.Share { return w.alone(ours) }).end()
	w = b.begin(words.CityKey, want{lead: "jyj"})
	w.handed(2, func() []suggestion.Share { return w.with("jyj", ours) }).end()
	for n := range 3 {
		b.any().handed(1+n*4, nil).end()
	}
}

func (b *builder) objections() {
	w := b.our()
	w.handed(4, func() []suggestion.Share { return w.alone(ours) })
	w.ago(2).do(b.me[org.UnitClerk].Post.ID, w.part(0), "object", &suggestion.Object{Reason: w.objection(0, w.part(0)), Proposes: b.orgs["ybj"]})
	w.end()

	w = b.our() // objected to twice and granted twice: it comes back to the account unit
	w.handed(19, func() []suggestion.Share { return w.alone("mzj") })
	for n, to := range []string{"ybj", ours} {
		p := w.part(n)
		w.ago(16-6*n).do(w.unitClerk(p), p, "object", &suggestion.Object{Reason: w.objection(n, p), Proposes: b.orgs[to]})
		w.ago(13-6*n).do(w.clerk(), w.last("objection"), "grant_objection", &suggestion.GrantObjection{Unit: b.orgs[to], Decision: w.ruling("grant", p, to)})
	}
	w.end()

	w = b.our()
	w.handed(22, func() []suggestion.Share { return w.alone(ours) })
	w.ago(20).do(b.me[org.UnitClerk].Post.ID, w.part(0), "object", &suggestion.Object{Reason: w.objection(0, w.part(0)), Proposes: b.orgs["mzj"]})
	w.ago(16).do(w.head(), w.last("objection"), "refuse_objection", &suggestion.Decision{Decision: w.ruling("refuse", w.part(0), "mzj")})
	w.end()
}

// objection is why a unit asks to be relieved; times counts the objections before it.
func (w *walk) objection(times, part int) string {
	return words.Object(w.b.world.Seed, w.index, times, w.unitKey(part), w.day).Reason
}

// ruling is the decision on it.
func (w *walk) ruling(kind string, part int, other string) string {
	return words.Rule(w.b.world.Seed, w.index, kind, w.unitKey(part), other, w.day)
}

// nothing is an opinion without content.
func (w *walk) nothing(part int) string {
	return words.EmptyOpinion(w.b.world.Seed, w.index, w.unitKey(part), w.day)
}

// together makes what can go wrong between a lead and its co-handlers.
func (b *builder) together() {
	led := func(w *walk) []suggestion.Share { return w.with(ours, "czj", "rsj") }
	helped := func(w *walk) []suggestion.Share { return w.with("jyj", ours) }
	other := func(n int) *walk {
		w := b.begin(words.CityKey, want{lead: "jyj"})
		w.handed(n, func() []suggestion.Share { return helped(w) })
		return w.ago(n - 2).signAll()
	}
	other(20).end() // the account unit owes an opinion
	other(27).end() // soon
	other(44).end() // late

	w := b.begun(47, led) // the account unit waits: one opinion is empty and was sent back, the other is late
	w.ago(40).contact(0, "before", true)
	p := w.part(1)
	w.ago(30).do(w.unitClerk(p), p, "give_opinion", &suggestion.GiveOpinion{Text: w.nothing(p)})
	w.ago(3).do(b.me[org.UnitClerk].Post.ID, w.last("opinion"), "send_back_opinion", &suggestion.Reason{Reason: say("opinion.back", 0)})
	w.end()

	w = other(30) // the account unit's own opinion was sent back
	w.ago(25).contact(0, "before", true)
	p = w.part(1)
	w.ago(12).do(b.me[org.UnitClerk].Post.ID, p, "give_opinion", &suggestion.GiveOpinion{Text: w.nothing(p)})
	w.ago(2).do(w.unitClerk(w.part(0)), w.last("opinion"), "send_back_opinion", &suggestion.Reason{Reason: say("opinion.back", 1)})
	w.end()

	w = b.begun(24, led) // opinions have come, one was mended
	w.ago(18).contact(0, "before", true)
	p = w.part(1)
	w.ago(16).do(w.unitClerk(p), p, "give_opinion", &suggestion.GiveOpinion{Text: w.nothing(p)})
	o := w.last("opinion")
	w.ago(14).do(b.me[org.UnitClerk].Post.ID, o, "send_back_opinion", &suggestion.Reason{Reason: say("opinion.back", 0)})
	w.ago(10).do(w.unitClerk(p), o, "mend_opinion", &suggestion.GiveOpinion{Text: w.view(p)})
	w.opinion(2)
	w.ago(6).do(b.me[org.UnitClerk].Post.ID, o, "take_opinion", &suggestion.Nothing{})
	w.end()

	w = b.our() // separate units: one has answered, one has not
	w.handed(50, func() []suggestion.Share { return w.apart(ours, "mzj") })
	w.ago(48).signAll()
	w.ago(40).contact(1, "before", true)
	w.ago(9).reply(1, answer{outcome: words.Solved}).after(5).rate(1, suggestion.Satisfied, suggestion.Basically, true)
	w.end()

	w = b.begun(26, nil)
	w.ago(12).do(b.me[org.CommitteeHead].Post.ID, 0, "add_units", &suggestion.AddUnits{
		Shares: []suggestion.Share{{Unit: b.orgs["ybj"], Role: suggestion.Co}}, Reason: say("add", 0),
	})
	w.end()
}

// before returns how many days ago a case must have been handed over for its three months to end n days from today.
func (b *builder) before(n int) int {
	due := b.world.Today.AddDays(n)
	return calendar.DaysUntil(due.AddMonths(-3), b.world.Today)
}

func (b *builder) deadlines() {
	b.begun(b.before(4), nil).ago(60).contact(0, "before", true).end()  // due in days
	b.begun(b.before(24), nil).ago(50).contact(0, "before", true).end() // soon
	b.begun(5, nil).plan(0).end()                                       // fresh
	b.begun(35, nil).ago(28).plan(0).contact(0, "before", false).end()  // a contact that the deputy has not confirmed
	late := b.begun(b.before(-12), nil).ago(70).contact(0, "before", true)
	late.ago(6).do(b.me[org.GovOffice].Post.ID, 0, "urge", &suggestion.Urge{Text: late.note("urge", 0)})
	late.end()
	for n := range 3 {
		w := b.any().handed(b.before(-5-9*n), nil)
		w.ago(b.before(-5-9*n) - 3).signAll()
		w.ago(4).do(b.me[org.CommitteeClerk].Post.ID, 0, "urge", &suggestion.Urge{Text: w.note("urge", n)})
		w.end()
	}

	n := b.before(9)
	w := b.begun(n, nil).ago(70).contact(0, "before", true)
	due := w.dueReply()
	w.ago(3).do(b.me[org.UnitClerk].Post.ID, w.part(0), "ask_extension", &suggestion.AskExtension{Until: due.AddDays(30), Reason: words.Extension(b.world.Seed, w.index, w.day)})
	w.end()
	for k, granted := range []bool{true, false} {
		n = b.before(-15 + 30*k)
		w = b.begun(n, nil).ago(70).contact(0, "before", true)
		due = w.dueReply()
		w.ago(28).do(b.me[org.UnitClerk].Post.ID, w.part(0), "ask_extension", &suggestion.AskExtension{Until: due.AddDays(45), Reason: words.Extension(b.world.Seed, w.index, w.day)})
		if granted {
			w.ago(25).do(w.head(), w.last("extension"), "grant_extension", &suggestion.Note{Note: say("extend.yes", 0)})
			w.ago(15).do(b.me[org.UnitClerk].Post.ID, w.part(0), "interim_reply", &suggestion.Words{Text: say("interim", 0)})
			w.ago(14).instructed(org.CongressLeader, suggestion.ToUnits, b.world.Today.AddDays(-3))
			w.ago(8).carriedOut().ago(4).do(b.me[org.CongressLeader].Post.ID, w.last("case_instruction"), "return_instruction",
				&suggestion.ReturnInstruction{Reason: w.note("instruct.more", 0), Until: b.world.Today.AddDays(9)})
		} else {
			w.ago(25).do(w.head(), w.last("extension"), "refuse_extension", &suggestion.Decision{Decision: say("extend.no", 0)})
			w.ago(24).instructed(org.CongressLeader, suggestion.ToUnits, "")
			w.ago(18).carriedOut().ago(12).do(b.me[org.CongressLeader].Post.ID, w.last("case_instruction"), "close_instruction", &suggestion.Note{Note: say("instruct.read", 0)})
		}
		w.end()
	}
}

// dueReply is the day by which the first share must be answered.
func (w *walk) dueReply() calendar.Day {
	if k := w.c.Clock("reply", w.part(0)); k != nil {
		return k.Due
	}
	return w.b.world.Today.AddDays(30)
}

// signOff leaves replies at every desk of the account unit, and with those who read them before delivery.
func (b *builder) signOff() {
	for n, s := range []struct {
		out words.Outcome
		to  string
	}{
		{words.Solved, "drafting"}, {words.Promised, "in_review"}, {words.Solved, "in_review"}, {words.Infeasible, "to_issue"},
	} {
		w := b.our()
		if s.out == words.Infeasible {
			w = b.hopeless()
		}
		w.handed(48+n*3, func() []suggestion.Share { return w.alone(ours) }).ago(46).signAll().ago(30).contact(0, "before", true)
		w.ago(4+n).drafted(0, answer{outcome: s.out}, state(s.to)).end()
	}
	w := b.begun(45, nil).ago(30).contact(0, "before", true)
	w.ago(8).drafted(0, answer{outcome: words.Promised}, suggestion.InReview)
	w.ago(6).do(b.me[org.UnitHead].Post.ID, w.last("reply"), "send_back_reply", &suggestion.Reason{Reason: say("fail", 0)})
	w.end()
	for n := range 3 { // read by the committee before delivery
		w = b.our()
		w.ago(57 + n).draft().submit()
		w.onward(48+n, func() []suggestion.Share { return w.alone(ours) }, true)
		w.ago(46).signAll().ago(30).contact(0, "before", true)
		w.ago(5 + n)
		w.reply(0, answer{outcome: words.Promised, empty: n == 2})
		if n == 1 {
			w.ago(3).do(b.me[org.CommitteeClerk].Post.ID, w.last("reply"), "fail_precheck", &suggestion.Reason{Reason: say("fail", 0)})
		}
		w.end()
	}
}

// sundry makes what can happen at any time.
func (b *builder) sundry() {
	w := b.begun(33, nil)
	w.ago(20).instructed(org.CongressLeader, suggestion.ToUnits, b.world.Today.AddDays(3))
	w.ago(18).do(b.me[org.UnitHead].Post.ID, w.part(0), "instruct_unit", &suggestion.Words{Text: say("instruct.unit", 0)})
	w.end()
	w = b.begin(words.CityKey, want{lead: "jtj"})
	w.handed(29, func() []suggestion.Share { return w.alone("jtj") })
	w.ago(27).signAll()
	w.ago(10).instructed(org.GovLeader, suggestion.ToGov, b.world.Today.AddDays(5))
	w.end()

	w = b.begun(31, nil) // the number is wrong in the record: a second person decides
	w.ago(22).instructed(org.CongressLeader, suggestion.ToUnits, b.world.Today.AddDays(-2))
	w.ago(7).carriedOut()
	w.ago(5).do(b.me[org.CommitteeClerk].Post.ID, 0, "propose_correction", &suggestion.Correct{Field: "number", To: w.c.Number + "改", Why: say("correct", 0)})
	w.end()
	w = b.any().handed(18, nil)
	w.ago(12).instructed(org.CongressLeader, suggestion.ToOffice, b.world.Today.AddDays(2))
	w.ago(6).do(w.clerk(), 0, "propose_correction", &suggestion.Correct{Field: "assigned_on", To: string(w.c.AssignedOn.AddDays(1)), Why: say("correct", 0)})
	w.ago(4).do(w.head(), w.last("correction"), "correct", &suggestion.Nothing{})
	w.end()

	w = b.mine().handed(36, nil)
	w.ago(34).signAll()
	w.ago(9).do(w.lead, 0, "report_pressure", &suggestion.Words{Text: say("pressure", 0)})
	w.end()
	w = b.mine() // kept from the units and the public: who speaks
	w.handed(30, nil, func(c *suggestion.StartDraft) { c.Protected = true })
	w.ago(28).signAll().end()
	w = b.our()
	w.handed(28, func() []suggestion.Share { return w.alone(ours) }, func(c *suggestion.StartDraft) { c.Protected = true })
	w.ago(26).signAll().ago(19).instructed(org.CongressLeader, suggestion.ToUnits, b.world.Today.AddDays(-4)).end()

	for n := range 2 { // contacts that wait for the account deputy, and one that it disputes
		w = b.mine().handed(33+n, nil)
		w.ago(30).signAll().ago(20).contact(0, "before", false)
		if n == 1 {
			w.ago(15).do(w.lead, w.last("contact"), "dispute_contact", &suggestion.Reason{Reason: say("dispute", 0)})
		}
		w.end()
	}
	w = b.mine().ago(37).draft() // joint, in the hands of its units
	w.cosigned(3)
	w.submit().onward(28, nil, false).ago(25).signAll().end()
}
