package casefile

import (
	"slices"
	"strconv"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
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
	if key := "action." + string(m.Do) + ".hint"; m.P.Has(key) {
		p.Hint = m.P.T(key)
	}
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
		m.close(&p, offered)
		if f != nil {
			p.Kept = m.kept(suggestion.Inputs(cmd))
			p.Missing = slices.DeleteFunc(p.Missing, func(s string) bool { return s == m.P.T(f.Key, f.Args...) }) // the refusal at the head says it
		}
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

// close shows an act that is not possible now, and why.
func (m Maker) close(p *templates.ActPage, offered bool) {
	p.Button = ""
	if !offered && len(p.Missing) == 0 && p.Change == nil {
		p.Missing = []string{m.P.T("case.not_now", "state", m.P.T("state.case."+string(m.Case.State)))}
	}
}

// kept is what somebody had typed into a form that is closed now.
func (m Maker) kept(inputs []suggestion.Input) []templates.Fact {
	var out []templates.Fact
	for _, in := range inputs {
		if text := m.said(in, m.Values); text != "" {
			out = append(out, templates.Fact{Term: m.Label(m.Do, in.Name), Value: text})
		}
	}
	return out
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
