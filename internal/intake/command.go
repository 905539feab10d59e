package intake

import (
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

const recordHistory flow.Action = "record_history"

// command says a row of the sheet in the words of the table. into is the case that this one was merged into. What the sheet
// lacks is not there.
func (w world) command(s sheet.Suggestion, into int64) *suggestion.RecordHistory {
	h := &suggestion.RecordHistory{
		Number: s.Number, Kind: suggestion.Single, Category: s.Category.ID, MergedInto: into,
		Text:      suggestion.Text{Title: s.Title, Situation: s.Situation, Analysis: s.Analysis, Requests: sheet.Requests(s.Requests)},
		About:     suggestion.About{Origin: s.Origin, Publish: s.Publication},
		Submitted: s.Submitted, Accepted: s.Accepted, Assigned: s.Handover,
		AtMeeting: s.AtMeeting == sheet.Yes, Excellent: s.Excellent == sheet.Yes,
		KeyLeader: s.KeyLeader, KeyBody: s.KeyCommittee.ID,
	}
	if s.Text != "" {
		h.Text.Situation = s.Text
	}
	h.Session, h.Stream = w.sessions[[2]int{s.Term, s.Session}].ID, suggestion.Stream(s.Stream)
	w.proposers(h, s)
	if s.Outcome != sheet.Handled {
		h.Ended = string(s.Outcome)
	}
	if s.KeyLevel != sheet.KeyNone {
		h.KeyLevel = string(s.KeyLevel)
	}
	for _, a := range s.Assignments {
		h.Shares = append(h.Shares, w.share(s, a))
		if h.Assigned == "" || a.Assigned != "" && a.Assigned < h.Assigned && s.Handover == "" {
			h.Assigned = a.Assigned
		}
	}
	h.Answer = whole(s)
	if s.Outcome == sheet.Handled {
		h.Missing = missing(s)
	}
	return h
}

func (w world) proposers(h *suggestion.RecordHistory, s sheet.Suggestion) {
	lead := s.Lead.ID
	if s.Delegation.ID != 0 {
		h.Kind, h.Delegation, lead = suggestion.Delegation, s.Delegation.ID, s.Contact.ID
		if lead == 0 {
			lead = s.Lead.ID
		}
	} else if len(s.Cosigners) > 0 {
		h.Kind = suggestion.Joint
	}
	if p, ok := w.dir.Post(lead); ok {
		h.Lead, h.LeadPerson = p.ID, p.Person
		if h.Delegation == 0 {
			h.Delegation = p.Org
		}
	}
	for _, c := range s.Cosigners {
		if p, ok := w.dir.Post(c.ID); ok {
			h.Signers = append(h.Signers, suggestion.Signature{Post: p.ID, Person: p.Person})
		}
	}
}

func (w world) share(s sheet.Suggestion, a sheet.Assignment) suggestion.PastShare {
	o, _ := w.dir.Org(a.Unit.ID)
	p := suggestion.PastShare{
		Share:      suggestion.Share{Unit: a.Unit.ID, Role: suggestion.Role(a.Role), Government: o.Government, Special: o.Special},
		AssignedOn: first(a.Assigned, s.Handover), SignedOn: a.Signed, RepliedOn: a.Reply.Day, Class: a.Reply.Class,
		Reply: a.Reply.Text, Number: a.Reply.Number, Opinion: a.CoOpinion, OpinedOn: a.CoDay,
		Attitude: rating(a.Reply.Attitude), Result: rating(a.Reply.Result), RatedOn: a.Reply.Evaluated,
	}
	for _, k := range s.Commitments {
		if k.Unit.ID != a.Unit.ID {
			continue
		}
		state := ""
		if k.State == sheet.Kept || k.State == sheet.Broken {
			state = string(k.State)
		}
		p.Commitments = append(p.Commitments, suggestion.PastPromise{Words: k.Words, Result: k.Result, Due: k.Due, DoneOn: k.Done, State: state})
	}
	return p
}

// whole gives the answer as told of the case, unless it is the only answering unit's and stands there already.
func whole(s sheet.Suggestion) *suggestion.PastAnswer {
	if s.Reply.Empty() {
		return nil
	}
	answering := 0
	for _, a := range s.Assignments {
		if a.Role.Answers() {
			answering++
		}
	}
	if answering == 1 {
		return nil
	}
	return &suggestion.PastAnswer{
		Class: s.Reply.Class, Number: s.Reply.Number, RepliedOn: s.Reply.Day, Reply: s.Reply.Text,
		Attitude: rating(s.Reply.Attitude), Result: rating(s.Reply.Result), RatedOn: s.Reply.Evaluated,
	}
}

// missing lists the facts of a handled case that figures need and the sheet does not tell, on either sheet.
func missing(s sheet.Suggestion) []suggestion.Fact {
	all := []sheet.Reply{s.Reply}
	for _, a := range s.Assignments {
		if a.Role.Answers() {
			all = append(all, a.Reply)
		}
	}
	var class, replied, attitude, result bool
	for _, r := range all {
		class = class || r.Class != ""
		replied = replied || r.Class != "" || r.Day != "" || r.Text != "" || r.Number != ""
		attitude = attitude || r.Attitude != ""
		result = result || r.Result != ""
	}
	var out []suggestion.Fact
	for _, f := range []struct {
		known bool
		fact  suggestion.Fact
	}{
		{s.AtMeeting != "", suggestion.AtMeetingFact},
		{replied, suggestion.RepliedFact},
		{class, suggestion.ClassFact},
		{attitude, suggestion.AttitudeFact},
		{result, suggestion.ResultFact},
		{s.KeyLevel != "", suggestion.KeyFact},
		{s.Excellent != "", suggestion.ExcellentFact},
	} {
		if !f.known {
			out = append(out, f.fact)
		}
	}
	return out
}

// rating leaves a known silence empty: nobody has rated.
func rating(l sheet.Level) suggestion.Rating {
	if l == sheet.NotEvaluated {
		return ""
	}
	return suggestion.Rating(l)
}

func first(days ...calendar.Day) calendar.Day {
	for _, d := range days {
		if d != "" {
			return d
		}
	}
	return ""
}

// record lets the tables decide a row; the case and its events come back unsaved.
func (w world) record(a org.Actor, id int64, h *suggestion.RecordHistory) (*suggestion.Case, []suggestion.Event, error) {
	env := w.env
	for _, s := range w.sessions {
		if s.ID == h.Session {
			env.Opens, env.Closes = s.Opens, s.Closes
		}
	}
	c := &suggestion.Case{ID: id}
	events, err := suggestion.Apply(c, suggestion.Step{Actor: a, Do: recordHistory, Cmd: h, Env: env})
	return c, events, err
}
