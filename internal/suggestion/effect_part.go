package suggestion

import (
	"slices"

	"huiyin/internal/rule"
)

func answerInvitation(x *X, c *Note) {
	s := find(x.Signatures, x.Part)
	s.On, s.Of, s.Note = x.Env.Today, x.Text.digest(), c.Note
}

// signFor notes the receipt. Clocks that count from receipt are counted anew from the day of signing, but never from a day
// after the sign-for limit: who signs late gains no time.
func signFor(x *X, _ *Nothing) {
	a := x.here()
	if a.SignedOn != "" {
		return
	}
	a.SignedOn = x.Env.Today
	x.stop(rule.SignFor, a.No)
	for _, k := range x.Clocks {
		if k.Part != a.No || !k.Running() || x.inherited(a, k.Name) {
			continue
		}
		if r, ok := x.pack().ClockFor(k.Name, rule.Stream(x.Stream)); !ok || r.Start != rule.FromReceipt {
			continue
		}
		if d, ok := x.pack().DueFor(k.Name, rule.Stream(x.Stream), x.startDay(rule.FromReceipt, a.No, a.AssignedOn), x.Env.Calendar); ok {
			k.Start, k.Raw, k.Due, k.Provisional, k.Calendar = d.Start, d.Raw, d.Due, d.Provisional, d.Calendar
		}
	}
}

func object(x *X, c *Object) {
	o := &Objection{Head: x.add(Waiting), Assignment: x.Part, On: x.Env.Today, Reason: c.Reason, Proposes: c.Proposes}
	x.Objections = append(x.Objections, o)
	x.stop(rule.SignFor, x.Part)
	x.stop(rule.Object, x.Part)
	x.start(rule.Reassign, o.No, 1, x.Env.Today)
}

func grantObjection(x *X, c *GrantObjection) {
	o, a := find(x.Objections, x.Part), x.here()
	o.DecidedOn, o.Decision, o.NewUnit = x.Env.Today, c.Decision, c.Unit
	x.PingPong++
	x.stop(rule.Reassign, o.No)
	x.void(a.No)
	s := a.Share
	s.Unit, s.Government, s.Special, s.Reason = c.Unit, c.Government, c.Special, c.Decision
	x.assign(s, a.AssignedBy, a.No)
}

func refuseObjection(x *X, c *Decision) {
	o := find(x.Objections, x.Part)
	o.DecidedOn, o.Decision = x.Env.Today, c.Decision
	x.stop(rule.Reassign, o.No)
}

// distribute replaces the government office's share by shares of departments, which the office then answers for as assigner.
func distribute(x *X, c *Distribute) {
	a := x.here()
	if a.SignedOn == "" {
		a.SignedOn = x.Env.Today
	}
	x.void(a.No)
	for _, s := range c.Shares {
		if a.Role == Co || a.Role != Sole && s.Role == Sole {
			s.Role = a.Role // what the office was to others, its department is now
		}
		s.Government = true
		n := x.assign(s, a.Unit, a.No)
		x.keepDates(a, n)
	}
}

// passedOn are the clocks whose dates a distributed share keeps.
var passedOn = []rule.Clock{rule.Reply, rule.ReplyMax, rule.CoOpinion}

// inherited reports whether a clock's dates came with a distributed share.
func (x *X) inherited(a *Assignment, name rule.Clock) bool {
	from := x.Assignment(a.Replaces)
	return from != nil && from.State == Distributed && slices.Contains(passedOn, name)
}

// keepDates gives a distributed share the reply dates of the share it came from: passing on wins no time.
func (x *X) keepDates(from, to *Assignment) {
	for _, name := range passedOn {
		old, now := x.Clock(name, from.No), x.Clock(name, to.No)
		if old != nil && now != nil {
			now.Start, now.Raw, now.Due, now.Provisional, now.Calendar = old.Start, old.Raw, old.Due, old.Provisional, old.Calendar
		}
	}
}

func plan(x *X, c *Plan) {
	a := x.here()
	a.Plan, a.People = c.Plan, c.People
}

func instructUnit(x *X, c *Words) {
	a := x.here()
	a.Instruction, a.InstructOn = c.Text, x.Env.Today
}

func noteContact(x *X, c *NoteContact) {
	a := x.here()
	x.Contacts = append(x.Contacts, &Contact{
		Head: x.add(Noted), Assignment: a.No, Phase: c.Phase, Way: c.Way, On: c.On, Who: c.Who, Rank: c.Rank, Text: c.Text,
	})
	x.stop(rule.Contact, a.No)
}

// disputeContact takes a contact out of the count. When none is left, the time for the first one goes on as before.
func vouchContact(x *X, c *Words) { find(x.Contacts, x.Part).Vouched = c.Text }

func disputeContact(x *X, c *Reason) {
	k := find(x.Contacts, x.Part)
	k.Why = c.Reason
	for _, o := range x.Contacts {
		if o != k && o.Assignment == k.Assignment && o.State != Disputed {
			return
		}
	}
	if t := x.Clock(rule.Contact, k.Assignment); t != nil && x.here().RepliedOn == "" {
		t.Stopped = ""
	}
}

func askExtension(x *X, c *AskExtension) {
	a := x.here()
	e := &Extension{Head: x.add(Waiting), Assignment: a.No, On: x.Env.Today, Reason: c.Reason, Until: c.Until}
	if k := x.runningReply(a); k != nil {
		e.Was = k.Due
	}
	x.Extensions = append(x.Extensions, e)
}

// grantExtension moves the due day and keeps the old one beside it.
func grantExtension(x *X, c *Note) {
	e := find(x.Extensions, x.Part)
	e.DecidedOn, e.Decision = x.Env.Today, c.Note
	if k := x.runningReply(x.here()); k != nil {
		if k.Was == "" {
			k.Was = k.Due
		}
		k.Due = e.Until
	}
}

func refuseExtension(x *X, c *Decision) {
	e := find(x.Extensions, x.Part)
	e.DecidedOn, e.Decision = x.Env.Today, c.Decision
}

func interim(x *X, c *Words) {
	a := x.here()
	a.Interim = c.Text
	x.remark("interim", c.Text, a.Unit)
}

// consider ends the handling of a suggestion that its author wants taken note of, without a written reply.
func consider(x *X, c *Words) {
	a := x.here()
	x.remark("considered", c.Text, a.Unit)
	for _, name := range []rule.Clock{rule.Reply, rule.ReplyMax, rule.Contact} {
		x.stop(name, a.No)
	}
}

// missOpinion: the deputy has been answered without this co-handler; its clocks end unmet.
func missOpinion(x *X, _ *Nothing) { x.void(x.Part) }

func giveOpinion(x *X, c *GiveOpinion) {
	a := x.here()
	x.Opinions = append(x.Opinions, &Opinion{Head: x.add(Given), Assignment: a.No, On: x.Env.Today, Text: c.Text, Number: c.Number})
	x.stop(rule.CoOpinion, a.No)
}

func sendBackOpinion(x *X, c *Reason) {
	o := find(x.Opinions, x.Part)
	o.Why = c.Reason
	o.Rounds++
	x.start(rule.RedoOpinion, o.Assignment, o.Rounds, x.Env.Today)
}

func mendOpinion(x *X, c *GiveOpinion) {
	o := find(x.Opinions, x.Part)
	o.Text, o.Number, o.On = c.Text, c.Number, x.Env.Today
	x.stop(rule.RedoOpinion, o.Assignment)
}

func draftReply(x *X, c *WriteReply) {
	a := x.here()
	r := &Reply{Head: x.add(Drafting), Assignment: a.No, Round: a.Round, DraftedBy: x.Actor.Person.ID}
	c.into(r)
	x.Replies = append(x.Replies, r)
}

func writeReply(x *X, c *WriteReply) {
	r := x.Case.Reply(x.Part)
	r.DraftedBy = x.Actor.Person.ID
	c.into(r)
}

func (c *WriteReply) into(r *Reply) {
	r.Answers, r.Opening, r.Class, r.Reason, r.Basis = c.Answers, c.Opening, c.Class, c.Reason, c.Basis
	r.Promises, r.Opinions, r.Contact, r.Phone, r.Publish = c.Promises, c.Opinions, c.Contact, c.Phone, c.Publish
}

func attachReply(x *X, c *AttachFile) { x.attach("reply", c.File) }

func approveReply(x *X, _ *Note) { x.Case.Reply(x.Part).ReviewedBy = x.Actor.Person.ID }

func sendBackReply(x *X, c *Reason) {
	r := x.Case.Reply(x.Part)
	r.SentBack = append(r.SentBack, c.Reason)
	r.SignedBy, r.IssuedOn, r.Number = 0, "", ""
}

func issue(x *X, c *SignReply) {
	r := x.Case.Reply(x.Part)
	r.SignedBy, r.SignerTitle, r.Number, r.IssuedOn = x.Actor.Person.ID, c.Title, c.Number, x.Env.Today
}

func issueAndDeliver(x *X, c *SignReply) {
	issue(x, c)
	deliver(x, nil)
}

// deliver hands the reply to the deputy: clocks stop, the time for evaluating begins, promises enter the ledger.
func deliver(x *X, _ *Note) {
	r, a := x.Case.Reply(x.Part), x.here()
	r.DeliveredOn = x.Env.Today
	a.RepliedOn, a.Class = x.Env.Today, r.Class
	if a.FirstOn == "" {
		a.FirstOn, a.FirstClass = x.Env.Today, r.Class
	}
	if k, ok := x.pack().Class(r.Class); ok {
		a.Outcome = k.Outcome
	}
	for _, name := range []rule.Clock{rule.Reply, rule.ReplyMax, rule.Redo, rule.Contact} {
		x.stop(name, a.No)
	}
	x.cancel(rule.Object, a.No)
	x.awaitEvaluation(a)
	if r.Publish == "full" || r.Publish == "summary" {
		x.start(rule.Publish, a.No, a.Round, x.Env.Today)
	}
	for _, p := range r.Promises {
		x.Commitments = append(x.Commitments, &Commitment{
			Head: x.add(Promised), Assignment: a.No, Reply: r.No, Words: p.Words, Result: p.Result, Owner: p.Owner, Due: p.Due, FirstDue: p.Due,
		})
	}
}

func confirmReceipt(x *X, _ *Nothing) { x.Case.Reply(x.Part).ReceivedOn = x.Env.Today }

func evaluate(x *X, c *Evaluate) {
	a := x.here()
	e := x.evaluation(a.No, a.Round, x.Actor.Post.ID)
	if e == nil || e.State == Entered {
		e = &Evaluation{Head: x.addApart(Open), Assignment: a.No, Round: a.Round, Post: x.Actor.Post.ID}
		x.Evaluations = append(x.Evaluations, e)
	} else {
		e.Version++
	}
	e.Attitude, e.Result, e.Reasons, e.On = c.Attitude, c.Result, c.Reasons, x.Env.Today
}

func enterEvaluation(x *X, c *EnterEvaluation) {
	a, post := x.here(), c.Deputy
	if post == 0 {
		post = x.Case.Lead
	}
	x.Evaluations = append(x.Evaluations, &Evaluation{
		Head: x.addApart(Entered), Assignment: a.No, Round: a.Round, Post: post, Attitude: c.Attitude, Result: c.Result,
		Reasons: c.Reasons, On: c.On, Paper: true, EnteredBy: x.Actor.Person.ID, Scan: c.Scan,
	})
}

func confirmEvaluation(x *X, _ *Nothing) { find(x.Evaluations, x.Part).CheckedBy = x.Actor.Person.ID }

func rejectEvaluation(x *X, c *Reason) { find(x.Evaluations, x.Part).Reasons = c.Reason }

// takeRating copies the closed evaluation to the assignment, where figures and units may see it.
func takeRating(x *X, _ *Nothing) {
	a := x.here()
	e := x.rated(a)
	a.Attitude, a.Result, a.RatedOn = e.Attitude, e.Result, e.On
	if a.Round == 1 {
		a.FirstResult = e.Result
	}
	if unhappy(e) {
		a.Refusals++
		x.Escalated = x.Escalated || a.Refusals >= 2
	}
	x.stop(rule.Feedback, a.No)
}

func silent(x *X, _ *Nothing) { x.cancel(rule.Feedback, x.Part) }

func redo(x *X, _ *Nothing) {
	a := x.here()
	a.Round++
	a.Reopened = x.Reopens
	a.Advice, a.AdvisedBy = "", 0
	x.cancel(rule.Feedback, a.No)
	x.stop(rule.RedoDecide, a.No)
	x.start(rule.Redo, a.No, a.Round, x.Env.Today)
}

// adviseRedo is the clerk's part of deciding on a second handling: a second person, the head, decides.
func adviseRedo(x *X, c *Words) {
	a := x.here()
	a.Advice, a.AdvisedBy = c.Text, x.Actor.Person.ID
}

func redoWith(x *X, c *Decision) {
	x.Decided = append(x.Decided, c.Decision)
	redo(x, nil)
}

// awaitDecision starts the committee's time for deciding whether to handle again: from the day on which the judgement reached it.
func awaitDecision(x *X, _ *Nothing) { x.start(rule.RedoDecide, x.Part, x.here().Round, x.Env.Today) }

func settle(x *X, c *Decision) {
	x.Decided = append(x.Decided, c.Decision)
	x.stop(rule.RedoDecide, x.Part)
}

func holdMeeting(x *X, c *Words) { x.remark("meeting", c.Text, x.here().Unit) }

func noteProgress(x *X, c *NoteProgress) {
	k := x.Commitment(x.Part)
	k.Progress = append(k.Progress, Progress{On: x.Env.Today, Text: c.Text, Percent: c.Percent})
	x.attach("progress", c.Files...)
}

func moveDate(x *X, c *MoveDate) {
	k := x.Commitment(x.Part)
	k.Progress = append(k.Progress, Progress{On: x.Env.Today, Text: c.Reason, Until: c.Until})
	k.Due = c.Until
}

func claimDone(x *X, c *ClaimDone) {
	k := x.Commitment(x.Part)
	k.DoneOn, k.Evidence, k.Rated, k.RatedOn, k.RatedNote, k.Verified = c.On, c.Evidence, "", "", "", ""
	x.attach("evidence", c.Files...)
}

func giveUp(x *X, c *Reason) { x.Commitment(x.Part).Why = c.Reason }

func rateFulfilment(x *X, c *RateFulfilment) {
	k := x.Commitment(x.Part)
	k.Rated, k.RatedOn, k.RatedNote = c.Rating, x.Env.Today, c.Note
}

func verifyFulfilment(x *X, c *Note) {
	k := x.Commitment(x.Part)
	k.Verified = x.Env.Today
	if c.Note != "" {
		k.Progress = append(k.Progress, Progress{On: x.Env.Today, Text: c.Note, Percent: 100})
	}
}

// keepPromise: deputy, unit and committee agree that it is done. With the last promise of a reply kept, the class of the
// share becomes that of a solved one (B 转 A); the class of the first reply stays on record.
func keepPromise(x *X, _ *Nothing) {
	for _, k := range x.Commitments {
		if k.Assignment == x.here().No && k.No != x.Part && k.State != Kept {
			return
		}
	}
	x.reclass(rule.Solved)
}

// reclass gives the share the first class of the scheme that has this outcome.
func (x *X) reclass(o rule.Outcome) {
	a := x.here()
	for _, k := range x.pack().Scheme.Classes {
		if k.Outcome == o {
			a.Class, a.Outcome = k.Code, o
			return
		}
	}
}

// backToWork: the deputy says the promise is not kept, so it counts as open again.
func backToWork(x *X, _ *Nothing) { x.Commitment(x.Part).DoneOn = "" }

func overturn(x *X, c *Reason) {
	k := x.Commitment(x.Part)
	k.DoneOn, k.Verified = "", ""
	if r := x.Case.Reply(k.Reply); r != nil {
		class := r.Class
		if a := x.here(); r.Round == 1 {
			class = a.FirstClass // as corrected, where it was
		}
		if c, ok := x.pack().Class(class); ok {
			x.here().Class, x.here().Outcome = c.Code, c.Outcome // 已解决认定不实, 恢复答复时的类别
		}
	}
	k.Progress = append(k.Progress, Progress{On: x.Env.Today, Text: c.Reason})
}
