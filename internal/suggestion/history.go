package suggestion

import (
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
)

// PastShare is one unit's part in a case of a past year, as far as the sheet tells it. Absent facts stay absent (未载).
type PastShare struct {
	Share
	AssignedOn  calendar.Day  `json:"assigned_on,omitempty"`
	SignedOn    calendar.Day  `json:"signed_on,omitempty"`
	RepliedOn   calendar.Day  `json:"replied_on,omitempty"`
	Class       string        `json:"class,omitempty"`
	Reply       string        `json:"reply,omitempty"`
	Number      string        `json:"number,omitempty"`
	Opinion     string        `json:"opinion,omitempty"`
	OpinedOn    calendar.Day  `json:"opined_on,omitempty"`
	Attitude    Rating        `json:"attitude,omitempty"`
	Result      Rating        `json:"result,omitempty"`
	RatedOn     calendar.Day  `json:"rated_on,omitempty"`
	Commitments []PastPromise `json:"commitments,omitempty"`
}

// PastPromise is a commitment of a past year.
type PastPromise struct {
	Words  string       `json:"words"`
	Result string       `json:"result,omitempty"`
	Due    calendar.Day `json:"due,omitempty"`
	DoneOn calendar.Day `json:"done_on,omitempty"`
	State  string       `json:"state,omitempty"` // kept, broken, or empty while open
}

// PastAnswer is what a sheet tells of the answer to a case as a whole, where it does not say which unit gave it.
type PastAnswer struct {
	Class     string       `json:"class,omitempty"`
	Number    string       `json:"number,omitempty"`
	RepliedOn calendar.Day `json:"replied_on,omitempty"`
	Reply     string       `json:"reply,omitempty"`
	Attitude  Rating       `json:"attitude,omitempty"`
	Result    Rating       `json:"result,omitempty"`
	RatedOn   calendar.Day `json:"rated_on,omitempty"`
}

// Fact names something that a figure needs and that a sheet may lack (未载).
type Fact string

// The facts. A case of a past year that lacks one leaves the base of every figure that needs it.
const (
	AtMeetingFact Fact = "at_meeting" // whether it was handed over at the meeting
	RepliedFact   Fact = "replied"    // whether it was answered
	ClassFact     Fact = "class"      // the class of the answer
	AttitudeFact  Fact = "attitude"   // how the deputy rated the attitude, or that no rating was given
	ResultFact    Fact = "result"     // how the deputy rated the result, or that no rating was given
	KeyFact       Fact = "key_level"  // whether it was a key suggestion
	ExcellentFact Fact = "excellent"  // whether it was commended
	PromisesFact  Fact = "promises"   // what was promised and what came of it; lacking where a past case names no promise at all
)

var everyFact = []Fact{AtMeetingFact, RepliedFact, ClassFact, AttitudeFact, ResultFact, KeyFact, ExcellentFact, PromisesFact}

// RecordHistory enters a case of a past year as it ended (历史件入库). It invents nothing: what the sheet lacks is not there,
// and figures that need it leave the case out of their base.
type RecordHistory struct {
	Facts
	Number     string       `json:"number"`
	Kind       Kind         `json:"kind"`
	Text       Text         `json:"text"`
	About      About        `json:"about"`
	Signers    []Signature  `json:"signers,omitempty"`
	Category   int64        `json:"category,omitempty"`
	Submitted  calendar.Day `json:"submitted_on,omitempty"`
	Accepted   calendar.Day `json:"accepted_on,omitempty"`
	Assigned   calendar.Day `json:"assigned_on,omitempty"`
	Closed     calendar.Day `json:"closed_on,omitempty"`
	AtMeeting  bool         `json:"at_meeting,omitempty"`
	Ended      string       `json:"ended,omitempty"` // returned, letter, withdrawn, merged; empty when handled
	MergedInto int64        `json:"merged_into,omitempty"`
	KeyLevel   string       `json:"key_level,omitempty"`
	Excellent  bool         `json:"excellent,omitempty"`
	Shares     []PastShare  `json:"shares,omitempty"`
	Answer     *PastAnswer  `json:"answer,omitempty"`
	KeyLeader  string       `json:"key_leader,omitempty"`    // 督办领导
	KeyBody    int64        `json:"key_committee,omitempty"` // 督办委室
	Missing    []Fact       `json:"missing,omitempty"`       // what the sheet does not tell
}

func (c *RecordHistory) check(_ *X, f *fault.Fields) {
	if c.Number == "" && c.Ended != "returned" {
		f.Add("number", "field.required")
	}
	if c.Text.Title == "" {
		f.Add("title", "field.required")
	}
}

func history(name, ended string, follow bool) guard {
	return is(name, func(x *X) bool {
		c, ok := x.Cmd.(*RecordHistory)
		return ok && c.Ended == ended && (ended != "" || c.open() == follow)
	})
}

var (
	historyArchived  = history("history_done", "", false)
	historyFollowed  = history("history_promises_open", "", true)
	historyReturned  = history("history_returned", "returned", false)
	historyLetter    = history("history_letter", "letter", false)
	historyWithdrawn = history("history_withdrawn", "withdrawn", false)
	historyMerged    = history("history_merged", "merged", false)
)

func (c *RecordHistory) open() bool {
	for _, s := range c.Shares {
		for _, p := range s.Commitments {
			if p.State == "" {
				return true
			}
		}
	}
	return false
}

func recordHistory(x *X, c *RecordHistory) {
	x.History, x.Pack = true, x.Env.InForce
	x.Session, x.Delegation, x.County, x.Stream = c.Session, c.Delegation, c.County, c.Stream
	x.Case.Lead, x.LeadPerson = c.Lead, c.LeadPerson
	x.Number, x.Kind, x.Text, x.About, x.Category = c.Number, c.Kind, c.Text, c.About, c.Category
	x.SubmittedOn, x.AcceptedOn, x.AssignedOn, x.ClosedOn = c.Submitted, c.Accepted, c.Assigned, c.Closed
	x.AtMeeting, x.MergedInto, x.KeyLevel, x.Excellent = c.AtMeeting, c.MergedInto, c.KeyLevel, c.Excellent
	x.Told, x.KeyLeader, x.KeyBody, x.Missing = c.Answer, c.KeyLeader, c.KeyBody, c.Missing
	for _, s := range c.Signers {
		s.Head = x.add(Confirmed)
		x.Signatures = append(x.Signatures, &s)
	}
	for _, s := range c.Shares {
		x.pastShare(s)
	}
}

func (x *X) pastShare(s PastShare) {
	a := &Assignment{
		Head: x.add(pastState(s)), Share: s.Share, AssignedOn: s.AssignedOn, SignedOn: s.SignedOn, RepliedOn: s.RepliedOn,
		FirstOn: s.RepliedOn, Round: 1, Class: s.Class, FirstClass: s.Class, Attitude: s.Attitude, Result: s.Result,
		FirstResult: s.Result, RatedOn: s.RatedOn,
	}
	if k, ok := x.pack().Class(s.Class); ok {
		a.Outcome = k.Outcome
	}
	x.Assignments = append(x.Assignments, a)
	if s.Opinion != "" {
		x.Opinions = append(x.Opinions, &Opinion{Head: x.add(Taken), Assignment: a.No, On: s.OpinedOn, Text: s.Opinion})
	}
	if s.Class == "" && s.Reply == "" && s.RepliedOn == "" {
		return
	}
	r := &Reply{Head: x.add(Delivered), Assignment: a.No, Round: 1, Class: s.Class, Number: s.Number, IssuedOn: s.RepliedOn, DeliveredOn: s.RepliedOn}
	if s.Reply != "" {
		r.Answers = []string{s.Reply}
	}
	x.Replies = append(x.Replies, r)
	for _, p := range s.Commitments {
		st := Promised
		switch p.State {
		case "kept":
			st = Kept
		case "broken":
			st = Broken
		}
		x.Commitments = append(x.Commitments, &Commitment{
			Head: x.add(st), Assignment: a.No, Reply: r.No, Words: p.Words, Result: p.Result, Due: p.Due, FirstDue: p.Due, DoneOn: p.DoneOn,
		})
	}
}

func pastState(s PastShare) flow.State {
	switch {
	case s.Role == Co:
		return Opined
	case s.Result == NotSatisfied || s.Attitude == NotSatisfied:
		return Settled
	case s.Result != "":
		return Content
	}
	return Unrated
}
