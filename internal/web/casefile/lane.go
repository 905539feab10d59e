package casefile

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// lanes lists the units' parts: those that answer the deputy, those that help them, and at the end those that no longer stand.
func (r Reader) lanes() []templates.CaseLane {
	var live, co, gone []templates.CaseLane
	for _, a := range r.Case.Assignments {
		l := r.lane(a)
		switch a.State {
		case suggestion.Reassigned, suggestion.Distributed, suggestion.Ended:
			l.Stages = nil
			gone = append(gone, l)
			continue
		}
		if a.Role.Answers() {
			live = append(live, l)
		} else {
			co = append(co, l)
		}
	}
	return slices.Concat(live, co, gone)
}

func (r Reader) lane(a *suggestion.Assignment) templates.CaseLane {
	p := r.P
	l := templates.CaseLane{Anchor: "part-" + strconv.Itoa(a.No), Lane: templates.Lane{
		Unit: r.Dir.OrgName(a.Unit), Role: p.T("share." + string(a.Role)), Stages: laneStages(p, r.Case, a), Light: lightOf(r.answerClock(a), r.Today),
	}}
	if l.Unit == "" {
		l.Unit = r.Dir.OrgShort(a.Unit)
	}
	l.Detail = r.laneDetail(a)
	l.Facts = r.laneFacts(a)
	if d := r.decided(a.No); d != "" {
		l.Decided = r.P.T("case.redo_decided", "decision", d)
	}
	l.Notes = r.laneNotes(a)
	for _, v := range r.Case.Replies {
		if v.Assignment == a.No && r.Case.Answer(v) {
			l.Reply = append(l.Reply, r.reply(v))
		}
	}
	if n := len(l.Reply); n > 0 {
		l.Reply[n-1].Open = true
	}
	return l
}

// laneDetail is the line under a unit's bar: where it stands and how often it spoke with the deputy.
func (r Reader) laneDetail(a *suggestion.Assignment) string {
	parts := []string{r.P.T("state.assignment." + string(a.State))}
	for _, o := range r.Case.Objections {
		if from := r.Case.Assignment(o.Assignment); from != nil && a.Replaces == o.Assignment {
			parts = append(parts, r.P.T("case.taken_over", "unit", r.Dir.OrgShort(from.Unit)))
		}
	}
	if a.Round > 1 {
		parts = append(parts, r.P.T("case.round", "n", a.Round))
	}
	if n, sure := r.contacts(a.No); n > 0 {
		parts = append(parts, r.P.T("case.contacts", "n", n, "sure", sure))
	}
	if a.Class != "" {
		parts = append(parts, r.class(a.Class))
	}
	if a.Result != "" {
		key := "case.result"
		if r.oneRating(a.Attitude) {
			key = "case.result_one"
		}
		rated := r.P.T(key, "attitude", r.rating(a.Attitude), "result", r.rating(a.Result))
		if slices.Contains([]flow.State{suggestion.Reworking, suggestion.Answered, suggestion.OnMain}, a.State) {
			rated = r.P.T("case.result_before", "rated", rated) // the present reply has not been judged yet
		}
		parts = append(parts, rated)
	}
	return strings.Join(parts, " · ")
}

func (r Reader) contacts(part int) (all, confirmed int) {
	for _, k := range r.Case.Contacts {
		if k.Assignment == part {
			all++
			if k.State == suggestion.Confirmed {
				confirmed++
			}
		}
	}
	return all, confirmed
}

func (r Reader) laneFacts(a *suggestion.Assignment) []templates.Fact {
	p := r.P
	var out []templates.Fact
	out = r.fact(out, "case.assigned_on", p.Day(a.AssignedOn))
	out = r.fact(out, "case.signed_on", p.Day(a.SignedOn))
	out = r.fact(out, "case.replied_on", p.Day(a.RepliedOn))
	out = r.fact(out, "input.shares.part", a.Part)
	out = r.fact(out, "input.shares.reason", a.Reason)
	out = r.fact(out, "input.instruct_unit.text", a.Instruction)
	out = r.fact(out, "input.plan", a.Plan)
	var people []string
	for _, d := range a.People {
		people = append(people, p.T("case.duty", "level", i18n.Key("option.rank."+d.Level), "name", d.Name, "phone", d.Phone))
	}
	out = r.fact(out, "input.people", strings.Join(people, "\n"))
	out = r.fact(out, "input.interim_reply.text", a.Interim)
	return r.fact(out, "input.advise_redo.text", a.Advice)
}

// decided is what was decided last after the deputy was not satisfied with a unit's answer: the unit that handles again works from it.
func (r Reader) decided(part int) string {
	for _, e := range slices.Backward(r.Events) {
		var c suggestion.Decision
		if e.Part == part && (e.Action == "redo" || e.Action == "settle") && json.Unmarshal(e.Payload, &c) == nil {
			return c.Decision
		}
	}
	return ""
}

// laneNotes lists objections, extensions, the opinion and the contacts of a unit.
func (r Reader) laneNotes(a *suggestion.Assignment) []templates.LaneNote {
	p := r.P
	var out []templates.LaneNote
	note := func(machine string, state, title string, lines ...string) {
		n := templates.LaneNote{Title: title, State: p.T("state." + machine + "." + state)}
		for _, l := range lines {
			if l != "" {
				n.Lines = append(n.Lines, l)
			}
		}
		out = append(out, n)
	}
	for _, o := range r.Case.Objections {
		if o.Assignment == a.No {
			note("objection", string(o.State), p.T("case.objection", "day", o.On, "unit", r.Dir.OrgShort(o.Proposes)), o.Reason, o.Decision)
		}
	}
	for _, e := range r.Case.Extensions {
		if e.Assignment == a.No {
			note("extension", string(e.State), p.T("case.extension", "day", e.On, "was", e.Was, "until", e.Until), e.Reason, e.Decision)
		}
	}
	for _, o := range r.Case.Opinions {
		if o.Assignment == a.No {
			note("opinion", string(o.State), opinionTitle(p, o), o.Text, o.Why)
		}
	}
	for _, k := range r.Case.Contacts {
		if k.Assignment == a.No {
			title := p.T("case.contact", "day", k.On, "phase", r.option("phase", k.Phase), "way", r.option("way", k.Way), "who", k.Who, "rank", r.option("rank", k.Rank))
			note("contact", string(k.State), title, k.Text, k.Why, k.Vouched)
		}
	}
	return out
}

// Requests are what a reply answers one by one: the case's own, or those of the main case where the letter of a merged case carries its reply.
func (r Reader) Requests(v *suggestion.Reply) []string {
	if asked := r.Asked[v.No]; asked != nil {
		return asked
	}
	return r.Case.Text.Requests
}

// reply writes one version of an answer, each numbered request with what was said to it.
func (r Reader) reply(v *suggestion.Reply) templates.LaneReply {
	p := r.P
	out := templates.LaneReply{
		Title: p.T("case.reply", "round", v.Round), State: p.T("state.reply." + string(v.State)), Opening: v.Opening, Files: r.files("reply", v.No),
	}
	requests := r.Requests(v)
	for i, text := range v.Answers {
		q := templates.QA{No: i + 1, Answer: text}
		if i < len(requests) {
			q.Request = requests[i]
		}
		out.Answers = append(out.Answers, q)
	}
	f := out.Facts
	if v.Class != "" {
		f = r.fact(f, "input.class", r.class(v.Class))
	}
	f = r.fact(f, "input.draft_reply.reason", v.Reason)
	f = r.fact(f, "input.basis", v.Basis)
	f = r.fact(f, "input.opinions", v.Opinions)
	var promises []string
	for _, k := range v.Promises {
		promises = append(promises, p.T("case.promise", "words", k.Words, "result", k.Result, "day", k.Due))
	}
	f = r.fact(f, "input.promises", strings.Join(promises, "\n"))
	f = r.fact(f, "input.issue.number", v.Number)
	if v.SignedBy != 0 {
		f = r.fact(f, "case.signed_by", p.T("case.signer", "title", v.SignerTitle, "name", r.Dir.PersonName(v.SignedBy), "day", v.IssuedOn))
	}
	f = r.fact(f, "case.delivered_on", p.Day(v.DeliveredOn))
	f = r.fact(f, "case.received_on", p.Day(v.ReceivedOn))
	if v.Contact != "" {
		f = r.fact(f, "input.contact", v.Contact+" "+v.Phone)
	}
	if v.Publish != "" {
		f = r.fact(f, "input.draft_reply.publish", r.option("publish", v.Publish))
	}
	if len(v.SentBack) > 0 && v.State != suggestion.Delivered {
		f = r.fact(f, "input.send_back_reply.reason", strings.Join(v.SentBack, "\n"))
	}
	if v.MainCase != 0 {
		f = r.fact(f, "case.main_reply", p.T("case.main_reply_text"))
	}
	out.Facts = f
	return out
}

// opinionTitle names an opinion by its day, which that of a past year may lack.
func opinionTitle(p *i18n.Printer, o *suggestion.Opinion) string {
	key := "case.opinion"
	if o.On == "" {
		key = "case.opinion_undated"
	}
	return strings.TrimSpace(p.T(key, "day", o.On, "number", o.Number))
}
