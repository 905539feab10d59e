package suggestion

import (
	"slices"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
)

type guard = flow.Guard[*X]

func is(name string, ok func(x *X) bool) guard { return guard{Name: name, OK: ok} }

// The named conditions. A guard sees the case, the actor and the calendar; it never loads anything.
var (
	hasFile     = is("has_file", func(x *X) bool { return len(x.Removable(x.Part)) > 0 })
	textHasRoom = is("text_has_room", func(x *X) bool { return len(x.FilesOf(0)) < mostTextFiles })
	hasTitle    = is("has_title", func(x *X) bool { return x.Text.Title != "" })
	hasBody     = is("has_body", func(x *X) bool { return x.Text.Situation != "" })
	hasRequest  = is("has_request", func(x *X) bool { return len(x.Text.Requests) > 0 })
	hasOrigin   = is("has_origin", func(x *X) bool { return x.About.Origin != "" && x.About.Publish != "" })
	hasLead     = is("has_lead", func(x *X) bool { return x.Lead != 0 })
	mandateLive = is("mandate_live", func(x *X) bool {
		return x.Actor.Post.Role != org.Deputy || x.Actor.Post.Mandate == org.Active || x.Actor.Post.Mandate == org.Absent
	})
	draftIsOurs  = is("draft_is_ours", func(x *X) bool { return x.EnteredBy != 0 })
	forReference = is("reference_only", func(x *X) bool { return x.About.ReferenceOnly })
	hasCounty    = is("has_county", func(x *X) bool { return x.County != 0 && !x.Checked })

	notLocked = is("not_locked", func(x *X) bool {
		return x.Lock == nil || x.Lock.Post == x.Actor.Post.ID || x.Lock.Until < x.Env.At
	})
	hasProposal   = is("has_proposal", func(x *X) bool { return x.Proposal != nil })
	secondPerson  = is("second_person", func(x *X) bool { return x.Proposal == nil || x.Proposal.By != x.Actor.Person.ID })
	nothingSent   = is("nothing_delivered", func(x *X) bool { return !slices.ContainsFunc(x.Replies, delivered) })
	mergedReview  = is("merged_in_review", func(x *X) bool { return x.MergedFrom == Reviewing })
	mergedPending = is("merged_pending", func(x *X) bool { return x.MergedFrom == Pending })
	mergedGiven   = is("merged_assigned", func(x *X) bool { return x.MergedFrom == Assigned })
	mergedHandled = is("merged_handling", func(x *X) bool { return x.MergedFrom == Handling })
	manyRequests  = is("many_requests", func(x *X) bool { return len(x.Text.Requests) > 1 })
	mainGone      = is("main_gone", func(x *X) bool { return x.MainGone })
	noLetterYet   = is("no_letter_yet", func(x *X) bool { return !slices.ContainsFunc(x.Replies, delivered) })
	nobodyJoined  = is("nobody_joined", func(x *X) bool { return len(x.Absorbed) == 0 })
	nothingJoined = is("nothing_absorbed", func(x *X) bool { return len(x.Absorbed) == 0 })

	mayRefuse   = is("may_refuse", func(x *X) bool { return x.pack().LeavesBy("refuse") })
	mayBeLetter = is("may_be_letter", func(x *X) bool { return x.pack().LeavesBy("to_letter") })
	mayWithdraw = is("may_withdraw", func(x *X) bool {
		return !x.pack().Is(rule.Withdraw, "before_assign") || len(x.Assignments) == 0
	})
	allAgreeWithdraw = is("all_agree_withdraw", func(x *X) bool {
		return !x.pack().Is(rule.Withdraw, "unanimous") || !slices.ContainsFunc(x.Signatures, func(s *Signature) bool {
			return s.State == Confirmed && !s.Withdraw
		})
	})

	anySigned  = is("any_signed", func(x *X) bool { return anyOf(x.Live(), Working, Answered, Reworking, Opined, Content, Considered) })
	allReplied = is("all_replied", func(x *X) bool {
		return everyAnswering(x, Answered, Dissatisfied, Content, Unrated, Settled, Considered)
	})
	allRated     = is("all_rated", func(x *X) bool { return everyAnswering(x, Dissatisfied, Content, Unrated, Settled, Considered) })
	someRework   = is("some_rework", func(x *X) bool { return anyOf(x.Answering(), Reworking) })
	noneOpen     = is("none_dissatisfied", func(x *X) bool { return everyAnswering(x, Content, Unrated, Settled, Considered) })
	promisesOpen = is("promises_open", func(x *X) bool { return x.OpenCommitments() > 0 })
	promisesDone = is("promises_settled", func(x *X) bool { return x.OpenCommitments() == 0 })
	caseEnded    = is("case_ended", func(x *X) bool { return x.In(Withdrawn, Merged, Letter) })
	// what is archived is whole: nobody adds what belongs to the handling any more, and years that were reported on keep their figures
	notArchived = is("not_archived", func(x *X) bool { return !x.In(Archived) })
	caseLives   = is("case_lives", func(x *X) bool { return !x.In(Withdrawn, Merged, Letter) })
	signed      = is("signed_for", func(x *X) bool { return x.here().SignedOn != "" })
	unsigned    = is("not_signed_for", func(x *X) bool { return x.here().SignedOn == "" })
	ownReply    = is("own_reply", func(x *X) bool { return x.here().AssignedBy != 0 })
	reopened    = is("case_reopened", func(x *X) bool { return x.In(Redoing) && x.here().Reopened < x.Reopens })
	textChanged = is("text_changed", func(x *X) bool {
		s := find(x.Signatures, x.Part)
		return x.In(writing...) && s.Of != x.Text.digest()
	})
	cosignOver    = is("cosign_over", func(x *X) bool { return x.CosignUntil != "" && x.Env.Today > x.CosignUntil })
	stillWriting  = is("still_writing", func(x *X) bool { return x.In(writing...) })
	invitesOpen   = is("invitations_open", func(x *X) bool { return !x.invitesOver() })
	invitesClosed = is("invitations_closed", func(x *X) bool { return x.invitesOver() })

	shareStands = is("share_stands", func(x *X) bool { return !x.shareGone() })
	shareGone   = is("share_gone", func(x *X) bool { return x.shareGone() })
	folded      = is("share_folded", func(x *X) bool { return x.here().Folded })
	needsNoTime = is("needs_no_time", func(x *X) bool { return x.shareGone() || x.runningReply(x.here()) == nil })

	// who consents to an extension is the pack's to say: the committee, the assigning body, either, or nobody
	noConsent         = is("no_consent_needed", func(x *X) bool { return x.pack().Is(rule.ExtensionConsent, "none") })
	committeeConsents = is("committee_consents", func(x *X) bool { return !x.pack().Is(rule.ExtensionConsent, "assigner") })
	assignerConsents  = is("assigner_consents", func(x *X) bool { return !x.pack().Is(rule.ExtensionConsent, "committee") })

	answers      = is("answers_itself", func(x *X) bool { a := x.here(); return a != nil && a.Role.Answers() })
	isCo         = is("is_co", func(x *X) bool { a := x.here(); return a != nil && a.Role == Co })
	isGovDesk    = is("is_gov_desk", func(x *X) bool { return x.Actor.Post.Role == org.GovOffice })
	inObjectTime = is("within_objection_time", func(x *X) bool {
		k := x.Clock(rule.Object, x.Part)
		return k == nil || x.Env.Today <= k.Due
	})
	firstObjection = is("first_objection", func(x *X) bool {
		return !slices.ContainsFunc(x.Objections, func(o *Objection) bool { return o.Assignment == x.Part })
	})
	noExtension = is("no_extension_waiting", func(x *X) bool {
		return !slices.ContainsFunc(x.Extensions, func(e *Extension) bool { return e.Assignment == x.Part && e.State == Waiting })
	})
	beforeDue = is("before_due", func(x *X) bool {
		a := x.here()
		k := x.runningReply(a)
		return k != nil && x.Env.Today <= k.Due
	})
	noReplyYet = is("no_reply_this_round", func(x *X) bool {
		a := x.here()
		return a != nil && x.replyOf(a.No, a.Round) == nil
	})
	opinionMissing  = is("opinion_missing", func(x *X) bool { o := x.opinionOf(x.Part); return o == nil || o.State == SentBack })
	noOpinionYet    = is("no_opinion_yet", func(x *X) bool { a := x.here(); return a != nil && x.opinionOf(a.No) == nil })
	granted         = is("objection_granted", func(x *X) bool { o := x.objectionOf(x.Part); return o != nil && o.State == Granted })
	refusedObj      = is("objection_refused", func(x *X) bool { o := x.objectionOf(x.Part); return o != nil && o.State == Denied })
	replyOut        = is("reply_delivered", func(x *X) bool { a := x.here(); r := x.replyOf(a.No, a.Round); return r != nil && delivered(r) })
	opinionTaken    = is("opinion_taken", func(x *X) bool { o := x.opinionOf(x.Part); return o != nil && o.State == Taken })
	leadHasSent     = is("lead_has_replied", func(x *X) bool { return slices.ContainsFunc(x.Replies, delivered) })
	ratedWell       = is("rated_well", func(x *X) bool { e := x.finalRating(); return e != nil && !unhappy(e) })
	ratedBadly      = is("rated_badly", func(x *X) bool { e := x.finalRating(); return e != nil && unhappy(e) })
	nobodyWaits     = is("no_decision_waiting", func(x *X) bool { return !anyOf(x.Answering(), Dissatisfied) })
	feedbackOver    = is("feedback_over", func(x *X) bool { return x.feedbackOver() && x.rated(x.here()) == nil })
	automaticRedo   = is("redo_automatic", func(x *X) bool { return x.pack().Is(rule.RedoDecision, "automatic") })
	decisionLimited = is("decision_limited", func(x *X) bool {
		a := x.here()
		_, limited := x.pack().ClockFor(rule.RedoDecide, rule.Stream(x.Stream))
		return limited && x.clockOf(rule.RedoDecide, a.No, a.Round) == nil
	})
	otherAdviser = is("second_person_redo", func(x *X) bool {
		a := x.here()
		return a == nil || a.AdvisedBy == 0 || a.AdvisedBy != x.Actor.Person.ID
	})
	secondTime = is("second_refusal", func(x *X) bool { a := x.here(); return a != nil && a.Refusals >= 2 })
	// what the pack asks for after a second "not satisfied" comes before any decision, the automatic one included
	escalationHeld = is("escalation_held", func(x *X) bool {
		a := x.here()
		return a == nil || a.State != Dissatisfied || x.EscalationHeld(a, x.pack())
	})
	mayRate = is("may_rate", func(x *X) bool {
		return x.By != Cosigner || x.pack().Is(rule.JointFeedback, "each") || x.standsIn()
	})
	standsIn  = is("stands_in", func(x *X) bool { return x.standsIn() })
	serves    = is("mandate_serves", func(x *X) bool { return x.Standing(x.Actor.Post.ID) != org.Suspended })
	nobodyIn  = is("nobody_stands_in", func(x *X) bool { return x.Standing(x.Case.Lead) != org.Active && x.StandIn() == 0 })
	mayRework = is("case_may_redo", func(x *X) bool {
		return x.In(Assigned, Handling, Replied, Evaluated, Redoing, FollowUp, Closed)
	})
	ownLetter = is("own_letter", func(x *X) bool { return x.here().AssignedBy == 0 })
	notFinal  = is("evaluation_open", func(x *X) bool {
		a := x.here()
		e := x.evaluation(a.No, a.Round, x.Actor.Post.ID)
		return e == nil || e.State == Open || e.State == Entered // what nobody has checked yet keeps a deputy from nothing
	})
	receiptOpen = is("receipt_open", func(x *X) bool { // whoever has rated a reply has it
		v := x.Case.Reply(x.Part)
		return v != nil && v.ReceivedOn == "" && x.evaluation(v.Assignment, v.Round, x.Actor.Post.ID) == nil
	})
	ownEvaluation = is("own_evaluation", func(x *X) bool {
		e := find(x.Evaluations, x.Part)
		return e != nil && e.Post == x.Actor.Post.ID
	})
	paperMayCome = is("paper_may_come", func(x *X) bool {
		a := x.here()
		return a != nil && len(x.PaperFrom(x.pack(), a)) > 0
	})
	noPaperWaiting = is("no_paper_waiting", func(x *X) bool {
		a := x.here()
		return !slices.ContainsFunc(x.Evaluations, func(e *Evaluation) bool {
			return e.Assignment == a.No && e.Round == a.Round && e.State == Entered
		})
	})
	// the deputy's own word goes before a paper that a second person has not confirmed
	ownWordGiven = is("own_word_given", func(x *X) bool {
		e := find(x.Evaluations, x.Part)
		return slices.ContainsFunc(x.Evaluations, func(o *Evaluation) bool {
			return o.Assignment == e.Assignment && o.Round == e.Round && o.Post == e.Post && (o.State == Open || o.State == Final)
		})
	})
	windowOver = is("window_over", func(x *X) bool { return x.feedbackOver() })
	otherEntry = is("second_person_entry", func(x *X) bool {
		e := find(x.Evaluations, x.Part)
		return e == nil || e.EnteredBy != x.Actor.Person.ID
	})
	otherCorrector = is("second_person_correction", func(x *X) bool {
		k := find(x.Corrections, x.Part)
		return k == nil || k.By != x.Actor.Person.ID
	})
	correctionStands = is("correction_stands", func(x *X) bool {
		k := find(x.Corrections, x.Part)
		return k == nil || x.stands(k)
	})

	hasClass    = is("reply_has_class", func(x *X) bool { r := x.Case.Reply(x.Part); return r != nil && r.Class != "" })
	allAnswered = is("every_request_answered", func(x *X) bool { return x.everyRequestAnswered() })
	hasPromise  = is("class_needs_commitment", func(x *X) bool {
		r := x.Case.Reply(x.Part)
		k, ok := x.pack().Class(r.Class)
		return !ok || !k.NeedsCommitment || len(r.Promises) > 0
	})
	promisesAhead = is("promises_ahead", func(x *X) bool {
		r := x.Case.Reply(x.Part)
		return r == nil || !slices.ContainsFunc(r.Promises, func(p Promise) bool { return p.Due != "" && p.Due <= x.Env.Today })
	})
	hasReason = is("class_needs_reason", func(x *X) bool {
		r := x.Case.Reply(x.Part)
		k, ok := x.pack().Class(r.Class)
		return !ok || !k.NeedsReason || r.Reason != "" && r.Basis != ""
	})
	hasContact = is("reply_has_contact", func(x *X) bool {
		r := x.Case.Reply(x.Part)
		return r != nil && r.Contact != "" && r.Phone != ""
	})
	opinionsIn = is("opinions_in", func(x *X) bool { return x.opinionsIn() })
	spokenWith = is("deputy_contacted", func(x *X) bool {
		a := x.here()
		return slices.ContainsFunc(x.Contacts, func(k *Contact) bool { return k.Assignment == a.No && k.State != Disputed })
	})
	wantsPrecheck = is("precheck_wanted", func(x *X) bool { return x.Precheck })
	noPrecheck    = is("no_precheck", func(x *X) bool { return !x.Precheck })
	bothConfirm   = is("deputy_and_committee_confirm", func(x *X) bool {
		k := x.Commitment(x.Part)
		return k != nil && k.Verified != "" && (k.Rated == Satisfied || k.Rated == Basically)
	})
	ratedUnkept = is("deputy_says_unkept", func(x *X) bool { k := x.Commitment(x.Part); return k != nil && k.Rated == NotSatisfied })
	replyUnsent = is("round_unsent", func(x *X) bool { r := x.Case.Reply(x.Part); return r != nil && r.Round == x.here().Round })
)

// writing are the states in which the text is still its authors' to change.
var writing = []flow.State{Draft, Cosigning, Returned}

// invitesOver reports whether nobody can co-sign any more: the text is handed in, or the last day has passed.
func (x *X) invitesOver() bool {
	return !x.In(writing...) || x.CosignUntil != "" && x.Env.Today > x.CosignUntil
}

// shareGone reports whether the unit's share has ended, so that nothing under it can move.
func (x *X) shareGone() bool {
	a := x.here()
	return a == nil || slices.Contains([]flow.State{Reassigned, Distributed, Ended}, a.State)
}

func delivered(r *Reply) bool { return r.State == Delivered }

func unhappy(e *Evaluation) bool { return e.Attitude == NotSatisfied || e.Result == NotSatisfied }

// EscalationHeld reports whether what a pack asks for after a second "not satisfied" on a share has taken place, or nothing is asked for.
func (c *Case) EscalationHeld(a *Assignment, p *rule.Pack) bool {
	_, asked := p.PolicyOf(rule.Escalation)
	return !asked || a.Refusals < 2 || c.conferred(a)
}

// conferred reports whether those whom the pack brings together have met about the present judgement of a share.
func (c *Case) conferred(a *Assignment) bool {
	return slices.ContainsFunc(c.Remarks, func(r Remark) bool {
		return r.Kind == "meeting" && r.On >= a.RatedOn && r.Unit == a.UnitOn(r.On)
	})
}

func anyOf(list []*Assignment, states ...flow.State) bool {
	return slices.ContainsFunc(list, func(a *Assignment) bool { return slices.Contains(states, a.State) })
}

func everyAnswering(x *X, states ...flow.State) bool {
	list := x.Answering()
	for _, a := range list {
		if !slices.Contains(states, a.State) {
			return false
		}
	}
	return len(list) > 0
}

// runningReply returns the running clock that limits an assignment's answer: the redo clock in later rounds.
func (c *Case) runningReply(a *Assignment) *Clock {
	if a == nil {
		return nil
	}
	for _, name := range []rule.Clock{rule.Redo, rule.Reply} {
		if k := c.Clock(name, a.No); k != nil && k.Running() {
			return k
		}
	}
	return nil
}

func (c *Case) objectionOf(assignment int) *Objection {
	for _, o := range slices.Backward(c.Objections) {
		if o.Assignment == assignment {
			return o
		}
	}
	return nil
}

func (c *Case) opinionOf(assignment int) *Opinion {
	for _, o := range c.Opinions {
		if o.Assignment == assignment {
			return o
		}
	}
	return nil
}

func (x *X) everyRequestAnswered() bool {
	r := x.Case.Reply(x.Part)
	if r == nil {
		return false
	}
	for i := range x.Text.Requests {
		if i >= len(r.Answers) || strings.TrimSpace(r.Answers[i]) == "" {
			return false
		}
	}
	return len(r.Answers) > 0
}

// opinionsIn reports whether every co-handler has given its opinion, or has let its time pass.
func (x *X) opinionsIn() bool {
	a := x.here()
	if a == nil || a.Role != LeadRole {
		return true
	}
	for _, co := range x.Live() {
		if co.Role != Co {
			continue
		}
		o := x.opinionOf(co.No)
		if o != nil && (o.State == Given || o.State == Taken) {
			continue
		}
		k := x.Clock(rule.CoOpinion, co.No)
		if k == nil || x.Env.Today <= k.Due {
			return false
		}
	}
	return true
}
