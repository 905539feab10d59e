package casefile

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Seen is what the person had before them when the form was opened; zero for a page that is opened now.
type Seen struct{ Seq, Version int }

// ActPage fills the page of an act. A fault is what the last attempt met; false when the act is unknown.
func (m Maker) ActPage(f *fault.Error, seen Seen) (templates.ActPage, bool) {
	cmd, _, known := suggestion.NewCommand(m.Do)
	if !known {
		return templates.ActPage{}, false
	}
	o, offered := m.Offer(m.Do, m.Part)
	p := templates.ActPage{Head: m.Head(), Action: Href(m.Case.ID) + "/do/" + string(m.Do), Button: m.action(m.Do)}
	p.Title = p.Button
	if key := "case.button_" + string(m.Do); m.P.Has(key) {
		p.Button = m.P.T(key)
	}
	switch key := "case.title_" + string(m.Do); {
	case m.P.Has(key):
		p.Title = m.P.T(key)
	case offered:
		p.Title = m.OfferText(o)
	}
	p.Hint = answer.ActHint(m.P, m.Pack, m.Do)
	if m.Do == "evaluate" && !m.Pack.RatesBoth() {
		p.Hint = m.P.T("case.evaluate_one")
	}
	p.Missing, p.Limits = m.missing(o), m.limits()
	p.Unfinished = len(o.Missing) > 0 && slices.Contains(completes, m.Do)
	m.surround(&p)
	if f != nil && f.Kind == fault.Conflict {
		p.Change = m.changed(seen.Seq)
		seen = Seen{}
	}
	if !offered || o.Reason != "" {
		m.close(&p, offered, suggestion.Inputs(cmd))
		return p, true
	}
	if seen == (Seen{}) {
		seen = Seen{m.Case.Seq, o.Version}
	}
	p.Hidden = []templates.Pair{{Name: "part", Value: strconv.Itoa(m.Part)}, {Name: "version", Value: strconv.Itoa(seen.Version)}, {Name: "seq", Value: strconv.Itoa(seen.Seq)}}
	m.fill(&p, cmd, o)
	return p, true
}

// completes are the acts that end a writing: what they lack is not a refusal, it is what is still to be written.
var completes = []flow.Action{"submit", "send_for_review"}

// within are the clocks within which an act is to be done.
var within = map[flow.Action][]rule.Clock{
	"accept": {rule.Accept}, "return": {rule.Accept}, "propose_units": {rule.Assign}, "assign": {rule.Assign}, "object": {rule.Object},
	"grant_objection": {rule.Reassign}, "refuse_objection": {rule.Reassign}, "note_contact": {rule.Contact},
	"give_opinion": {rule.CoOpinion}, "mend_opinion": {rule.RedoOpinion}, "evaluate": {rule.Feedback}, "finish_evaluation": {rule.Feedback},
	"draft_reply": answering, "write_reply": answering, "send_for_review": answering, "approve_reply": answering, "send_back_reply": answering,
	"issue": answering, "ask_extension": answering, "grant_extension": answering,
}

var answering = []rule.Clock{rule.Reply, rule.Redo}

// limits are the days by which the act is to be done.
func (m Maker) limits() []templates.Date {
	var out []templates.Date
	for _, k := range m.Case.Clocks {
		if k.Running() && slices.Contains(within[m.Do], k.Name) && (k.Part == m.Part || k.Part == m.assignmentOf(m.Part)) {
			out = append(out, m.date(k))
		}
	}
	return out
}

// fill adds the fields and what belongs to them.
func (m Maker) fill(p *templates.ActPage, cmd any, o suggestion.Offer) {
	p.Fields = m.Widgets(o.Needs)
	if _, ok := cmd.(*suggestion.AttachFile); ok {
		p.Files = true
		p.Fields = []templates.Widget{{Field: templates.Field{Name: "file", Label: m.P.T("case.file"), Kind: templates.InputFile, Accept: Accept}}}
	}
	for i := range p.Fields {
		p.Files = p.Files || p.Fields[i].Field.Kind == templates.InputFile
		if key := "case.section_" + string(m.Do) + "_" + p.Fields[i].Field.Name; m.P.Has(key) {
			p.Fields[i].Head = m.P.T(key)
		}
	}
	switch m.Do {
	case "write":
		p.Autosave = p.Action
	case "propose_correction":
		m.correcting(p)
	case "write_reply", "draft_reply":
		p.Autosave = p.Action
		p.Fields = first(p.Fields, "opening")
		if i := slices.IndexFunc(p.Fields, func(w templates.Widget) bool { return w.Field.Name == "opinions" }); i >= 0 && len(m.opinions()) == 0 { // who handles alone has none to use
			p.Fields = slices.Delete(p.Fields, i, i+1)
			p.Fields[i].Head = m.P.T("case.section_contact")
		}
	}
}

// first moves a field to the head of the form, where a letter has it.
func first(fields []templates.Widget, name string) []templates.Widget {
	i := slices.IndexFunc(fields, func(w templates.Widget) bool { return w.Field.Name == name })
	if i <= 0 {
		return fields
	}
	w := fields[i]
	return slices.Insert(slices.Delete(fields, i, i+1), 0, w)
}

// close shows an act that is not possible now: why, and what had been typed.
func (m Maker) close(p *templates.ActPage, offered bool, inputs []suggestion.Input) {
	p.Button = ""
	if !offered && len(p.Missing) == 0 && p.Change == nil {
		p.Missing = []string{m.P.T("case.not_now", "state", m.P.T("state.case."+string(m.Case.State)))}
	}
	for _, in := range inputs {
		if text := m.said(in, m.Values); text != "" && p.Change != nil {
			p.Kept = append(p.Kept, templates.Fact{Term: m.Label(m.Do, in.Name), Value: text})
		}
	}
}

func (m Maker) missing(o suggestion.Offer) []string {
	var out []string
	for _, key := range o.Missing {
		out = append(out, m.P.T(key))
	}
	if len(out) == 0 && o.Reason != "" {
		out = append(out, m.reason(o))
	}
	return out
}

// changed lists what happened since the person looked.
func (m Maker) changed(seq int) *templates.Changed {
	c := &templates.Changed{Said: m.P.T("case.changed", "state", m.P.T("state.case."+string(m.Case.State)))}
	for _, e := range m.Events {
		if seq > 0 && e.Seq > seq {
			c.Events = append(c.Events, templates.TimeEvent{Day: m.P.Instant(e.At), Who: m.Who(e), What: m.What(e)})
		}
	}
	return c
}

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
			case do == "remove_text_file" && len(m.files("text", 0)) == 0: // there is none to remove
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
	case "finish_evaluation", "confirm_evaluation", "reject_evaluation", "advise_redo", "redo", "settle", "hold_meeting":
		return m.ratings()
	case "confirm_withdrawal", "reject_withdrawal":
		return append([]templates.Fact{{Term: m.P.T("case.proposer"), Value: m.proposer()}}, m.withdrawals()...)
	}
	if k := c.Commitment(m.Part); k != nil && m.Part != 0 {
		out := m.fact(nil, "input.promises.words", k.Words)
		out = m.fact(out, "input.promises.due", m.P.Day(k.Due))
		return m.fact(out, "case.so_far", strings.Join(m.promiseLines(k), "\n"))
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

// Landing is where a person goes on after an act: the case, its draft, or home when the case is no longer theirs to see.
func (r Reader) Landing(do flow.Action, c *suggestion.Case) string {
	switch {
	case !access.Of(r.Actor).Sees(c):
		return "/"
	case do == "start_draft" || do == "write" || (do == "attach_text" || do == "remove_text_file") && c.In(suggestion.Draft, suggestion.Cosigning, suggestion.Returned):
		return Href(c.ID) + "/write"
	}
	return Href(c.ID)
}

// goesOn are the works that a saved draft may go on to.
var goesOn = []flow.Action{"submit", "invite", "attach_text", "remove_text_file", "send_for_review", "attach_reply", "remove_reply_file"}

// GoOn returns the page that the person asked to go on to after saving; empty when they did not.
func (r Reader) GoOn(wanted string, part int) string {
	if do := flow.Action(wanted); slices.Contains(goesOn, do) {
		return ActionHref(r.Case.ID, do, part)
	}
	return ""
}

// starts are the pages on which cases begin.
var starts = map[flow.Action]string{"start_draft": "/suggestions", "enter_secret": "/suggestions/secret"}

// StartPage asks for what a case begins with; the text of a suggestion is written on the next page, a secret one has none.
func (m Maker) StartPage() templates.ActPage {
	p := templates.ActPage{Action: starts[m.Do], Hint: m.P.T("action." + string(m.Do) + ".hint"), Button: m.P.T("case.start")}
	p.Title = m.P.T("action." + string(m.Do))
	p.Head = templates.CaseHead{Href: "/"}
	cmd, _, _ := suggestion.NewCommand(m.Do)
	if m.Do == "enter_secret" {
		p.Button = p.Title
		p.Fields = m.Widgets(suggestion.Inputs(cmd))
		return p
	}
	wanted := []string{"title"}
	switch m.Actor.Post.Role {
	case "deputy":
	case "delegation":
		wanted = append(wanted, "deputy")
	default:
		p.Hint = m.P.T("case.start_for_deputy")
		p.Next = []templates.Link{{Href: starts["enter_secret"], Text: m.P.T("action.enter_secret")}}
		wanted = append(wanted, "kind", "deputy", "entered_how")
	}
	for _, in := range suggestion.Inputs(cmd) {
		if slices.Contains(wanted, in.Name) {
			in.Required = in.Name != "kind"
			w, _ := m.widget(in)
			p.Fields = append(p.Fields, w)
		}
	}
	return p
}

// Saved adds to the answer of a page's own saving what the form must know to save again. The first saving of a reply makes it: from
// then on the same form saves that reply.
func Saved(answer map[string]any, c *suggestion.Case, do flow.Action, part int) {
	if a := c.Assignment(part); do == "draft_reply" && a != nil {
		if v := c.ReplyOf(part, a.Round); v != nil {
			part = v.No
			answer["action"] = Href(c.ID) + "/do/write_reply"
		}
	}
	answer["part"], answer["seq"] = part, c.Seq
	if _, h, ok := c.Part(part); ok {
		answer["version"] = h.Version
	}
}
