package casefile

import (
	"slices"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// besideText are the acts that are decided with the text of the suggestion in view.
var besideText = []flow.Action{
	"submit", "confirm", "decline", "pass_check", "return_check", "accept", "return", "refuse", "to_letter", "split", "merge", "propose_units",
	"assign", "draft_reply", "write_reply", "object", "give_opinion", "mend_opinion", "plan", "distribute", "evaluate", "enter_evaluation",
}

// besideReply are the acts that are decided with the reply in view.
var besideReply = []flow.Action{
	"send_for_review", "approve_reply", "send_back_reply", "issue", "pass_precheck", "fail_precheck", "evaluate", "finish_evaluation",
	"enter_evaluation", "confirm_evaluation", "reject_evaluation", "register_form", "check_form", "doubt_form", "advise_redo", "redo", "settle", "hold_meeting", "confirm_receipt",
}

// byEvidence are the acts that are decided by looking at what shows how a promise is kept.
var byEvidence = []flow.Action{"rate_fulfilment", "verify_fulfilment", "overturn", "remove_progress_file"}

// byPaper are the acts on a suggestion that are decided with the paper in view that it was entered from.
var byPaper = []flow.Action{"submit", "pass_check", "return_check", "accept", "return", "refuse", "to_letter"}

// surround puts beside the form what the act is about.
func (m Maker) surround(p *templates.ActPage) {
	if slices.Contains(besideText, m.Do) {
		text := m.Prose()
		p.Text = &text
	}
	if slices.Contains(besideReply, m.Do) {
		p.Reply = m.replyHere()
	}
	p.Context, p.Scans, p.Frozen = m.context(), m.scans(), m.Frozen
	if m.Case.Commitment(m.Part) != nil {
		p.Proof = m.proof(m.Part, slices.Contains(byEvidence, m.Do))
	}
	if (m.Do == "issue" || m.Do == "approve_reply") && p.Reply != nil { // what is signed stands before the button, not at the end of the letter
		p.Context, p.Reply.Facts = append([]templates.Fact{{Term: m.P.T("case.proposer"), Value: m.proposer()}}, p.Reply.Facts...), nil
	}
	switch m.Do {
	case "return", "return_check":
		p.Hints = m.Hints("")
	case "write":
		p.Returned, p.Hints = m.returned(), m.Hints("")
		for _, do := range []flow.Action{"submit", "invite", "attach_text", "remove_text_file"} {
			o, ok := m.Offer(do, 0)
			switch {
			case ok && do == "attach_text" && o.Reason != "": // leads to no page: said in its place
				p.Not = append(p.Not, templates.Refusal{Text: m.OfferText(o), Reason: m.reason(o)})
			case do == "remove_text_file" && len(m.Case.Removable(0)) == 0: // there is none to remove
			case ok:
				p.Then = append(p.Then, templates.Pair{Name: string(do), Value: m.action(do)})
			}
		}
		p.Attached = m.files("text", 0)
	case "submit":
		if o, ok := m.Offer("submit", 0); ok && o.Reason == "" {
			if p.Last = m.Hints(Href(m.Case.ID) + "/write"); p.Last != nil {
				p.Last.Title = m.P.T("coach.before")
			}
		}
		p.Next = []templates.Link{{Href: Href(m.Case.ID) + "/write", Text: m.P.T("component.back_to_change")}}
	case "write_reply":
		p.Attached = m.files("reply", m.Part)
		if v := m.Case.Reply(m.Part); v != nil && len(v.SentBack) > 0 {
			p.Returned = &templates.CheckRound{Said: m.P.T("case.reply_sent_back"), Facts: m.fact(nil, "input.send_back_reply.reason", strings.Join(v.SentBack, "\n"))}
		}
		for _, do := range []flow.Action{"send_for_review", "attach_reply", "remove_reply_file"} {
			o, ok := m.Offer(do, m.Part)
			if !ok || do == "remove_reply_file" && len(p.Attached) == 0 {
				continue
			}
			p.Then = append(p.Then, templates.Pair{Name: string(do), Value: m.action(do)})
			if do == "send_for_review" {
				p.Missing, p.Unfinished = m.missing(o), len(o.Missing) > 0
			}
		}
	}
}

// replyHere is the reply that the part is, or the last one of its unit.
func (m Maker) replyHere() *templates.LaneReply {
	v := m.Case.Reply(m.Part)
	if v == nil {
		no := m.assignmentOf(m.Part)
		for _, e := range m.Case.Evaluations {
			if e.No == m.Part {
				no = e.Assignment
			}
		}
		for _, k := range m.Case.Replies {
			if k.Assignment == no {
				v = k
			}
		}
	}
	if v == nil {
		return nil
	}
	out := m.reply(v)
	return &out
}

// context lists the facts that an act decides on.
func (m Maker) context() []templates.Fact {
	c := m.Case
	switch m.Do {
	case "submit":
		out := m.fact(m.about(), "case.signs", strings.Join(m.signLines(), "\n"))
		var names []string
		for _, f := range m.files("text", 0) {
			names = append(names, f.Name)
		}
		return m.fact(out, "case.attached", strings.Join(names, "\n"))
	case "assign", "propose_units":
		return m.proposal()
	case "grant_objection", "refuse_objection", "grant_extension", "refuse_extension", "take_opinion", "send_back_opinion", "mend_opinion", "confirm_contact", "vouch_contact", "dispute_contact":
		return m.note()
	case "merge", "unmerge":
		return m.moved()
	case "draft_reply", "write_reply", "send_for_review":
		return append(m.refused(), m.opinions()...)
	case "correct", "refuse_correction":
		for _, k := range c.Corrections {
			if k.No != m.Part {
				continue
			}
			if m.Do == "refuse_correction" {
				return m.correction(k)
			}
			return append(m.correction(k), m.movedBy(k)...)
		}
	case "answer_report":
		for _, k := range c.Reports {
			if k.No == m.Part {
				return m.fact(nil, "input.report_pressure.text", k.Text)
			}
		}
	case "check_form", "doubt_form":
		return append(m.forms(), m.ratings()...)
	case "confirm_evaluation", "reject_evaluation":
		out := m.ratings()
		if m.Case.ScanOf(m.Part) == "" { // entered before a scan was asked for
			out = m.fact(out, "input.scan", m.P.T("case.no_scan"))
		}
		return out
	case "finish_evaluation", "advise_redo", "redo", "settle", "hold_meeting":
		return m.ratings()
	case "close_instruction", "return_instruction", "report_instruction", "pass_instruction", "enter_reading":
		return m.instructionHere()
	case "confirm_withdrawal", "reject_withdrawal":
		return append([]templates.Fact{{Term: m.P.T("case.proposer"), Value: m.proposer()}}, m.withdrawals()...)
	}
	if k := c.Commitment(m.Part); k != nil && m.Part != 0 {
		out := m.fact(nil, "input.promises.words", k.Words)
		out = m.fact(out, "input.promises.due", m.P.Day(k.Due))
		return append(out, m.promiseFacts(k)...)
	}
	return nil
}

// refused is what the deputy said of the reply before, and why it is handled again: the new reply answers that.
func (m Maker) refused() []templates.Fact {
	a := m.Case.Assignment(m.assignmentOf(m.Part))
	if a == nil || a.Round < 2 {
		return nil
	}
	var last []*suggestion.Evaluation
	for _, e := range m.Case.Evaluations {
		if e.Assignment == a.No && e.Round == a.Round-1 {
			last = append(last, e)
		}
	}
	return m.fact(m.ratingsIn(last), "input.decision", m.decided(a.No))
}

// signLines says of each invited deputy where the invitation stands; who has not answered does not count once the text is filed.
func (m Maker) signLines() []string {
	var out []string
	for i, f := range m.signs() {
		if m.Case.Signatures[i].State == suggestion.Invited {
			f.Value = m.P.T("case.sign_lapses")
		}
		out = append(out, m.P.T("case.line", "term", f.Term, "value", f.Value))
	}
	return out
}

func (m Maker) proposal() []templates.Fact {
	var out []templates.Fact
	if m.Case.Proposal == nil {
		return nil
	}
	for _, s := range m.Case.Proposal.Shares {
		out = append(out, templates.Fact{Term: m.P.T("share." + string(s.Role)), Value: strings.TrimSpace(m.Dir.OrgName(s.Unit) + " " + s.Part + "\n" + s.Reason)})
	}
	return out
}

// note is the objection, extension, opinion or contact that an act answers.
func (m Maker) note() []templates.Fact {
	a := m.Case.Assignment(m.assignmentOf(m.Part))
	if a == nil {
		return nil
	}
	p := m.P
	for _, o := range m.Case.Objections {
		if o.No == m.Part {
			return []templates.Fact{{Term: m.Dir.OrgShort(a.Unit), Value: p.T("case.objection", "day", o.On, "unit", m.Dir.OrgShort(o.Proposes)) + "\n" + o.Reason}}
		}
	}
	for _, e := range m.Case.Extensions {
		if e.No == m.Part {
			return []templates.Fact{{Term: m.Dir.OrgShort(a.Unit), Value: p.T("case.extension", "day", e.On, "was", e.Was, "until", e.Until) + "\n" + e.Reason}}
		}
	}
	for _, o := range m.Case.Opinions {
		if o.No == m.Part {
			return []templates.Fact{{Term: m.Dir.OrgShort(a.Unit), Value: strings.TrimSpace(o.Text + "\n" + o.Why)}}
		}
	}
	for _, k := range m.Case.Contacts {
		if k.No == m.Part {
			return []templates.Fact{{Term: m.Dir.OrgShort(a.Unit), Value: p.T("case.contact", "day", k.On, "phase", m.option("phase", k.Phase), "way", m.option("way", k.Way), "who", k.Who, "rank", m.option("rank", k.Rank)) + "\n" + k.Text}}
		}
	}
	return nil
}

// moved lists the clocks that a merge stops, or that come back when it is undone: some may be overdue at once.
func (m Maker) moved() []templates.Fact {
	var out []templates.Fact
	for _, k := range m.Case.Clocks {
		switch {
		case m.Do == "merge" && k.Running():
			out = append(out, templates.Fact{Term: m.clockName(k), Value: m.P.T("case.merge_stops", "day", k.Due)})
		case m.Do == "unmerge" && k.Void && k.Stopped != "":
			light := Light(k.Start, k.Due, m.Today).Text(m.P)
			out = append(out, templates.Fact{Term: m.clockName(k), Value: m.P.T("case.unmerge_resumes", "day", k.Due, "light", light)})
		}
	}
	return out
}

// opinions lists what the co-handlers say, or that they have not yet.
func (m Maker) opinions() []templates.Fact {
	var out []templates.Fact
	for _, a := range m.Case.Live() {
		if a.Role != suggestion.Co {
			continue
		}
		text := m.P.T("case.opinion_none")
		if k := m.Case.Clock(rule.CoOpinion, a.No); k != nil && k.Running() {
			text = m.P.T("case.opinion_due", "day", k.Due)
		}
		for _, o := range m.Case.Opinions {
			if o.Assignment == a.No {
				text = o.Text
			}
		}
		out = append(out, templates.Fact{Term: m.P.T("case.unit_as", "unit", m.Dir.OrgShort(a.Unit), "role", i18n.Key("share.co")), Value: text})
	}
	return out
}
