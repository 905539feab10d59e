package suggestion

import (
	"slices"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

func checkNumber(_ *X, _ *Assignment, c *Correct, f *fault.Fields) {
	if n := len([]rune(c.To)); n > maxNumber {
		f.Add("to", "field.too_long", "max", maxNumber, "length", n)
	}
}

// checkLead: nobody signs twice.
func checkLead(x *X, _ *Assignment, c *Correct, f *fault.Fields) {
	if s := x.signature(c.Lead); s != nil && s.State == Confirmed {
		f.Add("lead", "field.lead_cannot_cosign")
	}
}

// checkDay: a day must be one, and follow the order of the case. One of submission that lies on the other side of the session's end asks whether
// the case is one of the session.
func checkDay(x *X, a *Assignment, c *Correct, f *fault.Fields) {
	if c.To == "" {
		return
	}
	d, err := calendar.ParseDay(c.To)
	switch {
	case err != nil:
		f.Add("to", "field.day")
	case d > x.Env.Today:
		f.Add("to", "field.day_future")
	case !x.inOrder(c.Field, a, d):
		f.Add("to", "field.day_order")
	case c.Field == "submitted_on" && d < x.Env.Opens:
		f.Add("to", "field.day_of_last_session", "opens", string(x.Env.Opens))
	case c.Field == "submitted_on" && c.Stream == "" && x.SubmittedOn != "" && x.inSession(d) != x.inSession(x.SubmittedOn):
		f.Add("stream", "field.stream_of_day")
	}
}

func (x *X) inSession(d calendar.Day) bool {
	return d >= x.Env.Opens && (x.Env.Closes == "" || d <= x.Env.Closes)
}

// ranks order the days of a case by the names that corrections have for them.
var ranks = map[string]int{"submitted_on": 0, "accepted_on": 2, "assigned_on": 3, "replied_on": 6, "rated_on": 7, "closed_on": 8}

// dated is a day on which something happened, with what it follows.
type dated struct {
	share *Assignment // nil: of the case
	day   calendar.Day
	rank  int
}

// days lists what the record dates: submission, acceptance, hand-over, what the units did, how they were rated, the close.
func (c *Case) days() []dated {
	out := []dated{{nil, c.SubmittedOn, 0}, {nil, c.ResubmittedOn, 1}, {nil, c.AcceptedOn, 2}, {nil, c.AssignedOn, 3}, {nil, c.ClosedOn, 8}}
	for _, a := range c.Assignments {
		if a.AssignedOn != c.AssignedOn { // those of the first hand-over move with it
			out = append(out, dated{a, a.AssignedOn, 4})
		}
		out = append(out, dated{a, a.SignedOn, 5}, dated{a, a.FirstOn, 6}, dated{a, a.RepliedOn, 6})
		if a.RatedOn >= a.RepliedOn { // not what was said of an earlier answer
			out = append(out, dated{a, a.RatedOn, 7})
		}
	}
	if t := c.Told; t != nil {
		out = append(out, dated{nil, t.RepliedOn, 6}, dated{nil, t.RatedOn, 7})
	}
	return out
}

// inOrder reports whether a day could stand in the record as that of a field: not before what it follows, not after what follows it. What two
// units do has no order.
func (c *Case) inOrder(field string, a *Assignment, d calendar.Day) bool {
	rank := ranks[field]
	return !slices.ContainsFunc(c.days(), func(o dated) bool {
		if o.day == "" || o.share != nil && a != nil && o.share != a {
			return false
		}
		return o.rank < rank && o.day > d || o.rank > rank && o.day < d
	})
}

// checkRoles: the same units in other roles, as far as they have not begun to answer in the present ones. Of a past year only the record is mended.
func (x *X) checkRoles(list []Share, f *fault.Fields) {
	checkShares(list, f)
	for i, s := range list {
		at := "shares." + itoa(i)
		a := x.ShareOf(s.Unit)
		switch {
		case s.Unit == 0:
		case a == nil:
			f.Add(at+".unit", "field.not_handling")
		case a.Role != s.Role && !x.History && (x.hasAnswered(a) || a.State != ToSign && a.State != Working):
			f.Add(at+".role", "field.role_worked")
		}
	}
	if len(list) != len(x.Live()) {
		f.Add("shares", "field.every_unit")
	}
}

// hasAnswered reports whether a unit has begun to answer, as the one who replies or with an opinion.
func (c *Case) hasAnswered(a *Assignment) bool {
	return c.opinionOf(a.No) != nil || slices.ContainsFunc(c.Replies, func(r *Reply) bool { return r.Assignment == a.No })
}

// checkUnit: the right unit must not have another share of the case.
func checkUnit(x *X, a *Assignment, c *Correct, f *fault.Fields) {
	if o := x.ShareOf(c.Unit); o != nil && o != a {
		f.Add("unit", "field.unit_twice")
	}
}

// checkClass: one of the scheme under which the case lives, in place of one that an answer bears.
func checkClass(x *X, _ *Assignment, c *Correct, f *fault.Fields) {
	if _, ok := x.pack().Class(c.Class); !ok && c.Class != "" {
		f.Add("class", "field.choice")
	}
}

// checkRating: what a deputy rated in person is the deputy's word. Only what was entered from paper can have been entered wrongly.
func checkRating(x *X, a *Assignment, c *Correct, f *fault.Fields) {
	if x.History || a == nil {
		return
	}
	switch e := x.rated(a); {
	case e == nil, c.Field == "attitude" && e.Attitude == "":
		f.Add("field", "field.nothing_to_correct")
	case !e.Paper:
		f.Add("field", "field.rated_in_person")
	case c.Rating == "none":
		f.Add("rating", "field.choice")
	}
}

func resultOnPaper(c *Case, a *Assignment) bool {
	e := c.rated(a)
	return e != nil && e.Paper
}

func attitudeOnPaper(c *Case, a *Assignment) bool {
	return resultOnPaper(c, a) && c.rated(a).Attitude != ""
}

// answerOf is what the record says of the answer of a share, or of a past answer as told of the whole case.
func (c *Case) answerOf(a *Assignment) PastAnswer {
	if a != nil {
		return PastAnswer{Class: a.Class, RepliedOn: a.RepliedOn, Attitude: a.Attitude, Result: a.Result, RatedOn: a.RatedOn}
	}
	if c.Told != nil {
		return *c.Told
	}
	return PastAnswer{}
}

// atMeeting says whether a case was handed over at the hand-over meeting; nothing of one that was not handed over.
func atMeeting(c *Case, _ *Assignment) string {
	if !c.History && c.AssignedOn == "" {
		return ""
	}
	return c.told(AtMeetingFact, saidOf(c.AtMeeting))
}

// told is a value of a fact, or nothing where the sheet of a past year does not tell it (未载).
func (c *Case) told(f Fact, value string) string {
	if slices.Contains(c.Missing, f) {
		return ""
	}
	return value
}

func sharesOf(list []*Assignment) []Share {
	var out []Share
	for _, a := range list {
		out = append(out, Share{Unit: a.Unit, Role: a.Role})
	}
	return out
}

// rolesOf writes who handles in which role, whatever their order.
func rolesOf(list []Share) string {
	var out []string
	for _, s := range list {
		out = append(out, itoa(int(s.Unit))+string(s.Role))
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

func of(a *Assignment, what func(*Assignment) string) string {
	if a == nil {
		return ""
	}
	return what(a)
}

func number(id int64) string {
	if id == 0 {
		return ""
	}
	return itoa(int(id))
}

func saidOf(v bool) string {
	if v {
		return "yes"
	}
	return "no"
}

func rated(r Rating) string { return orNone(string(r)) }

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func unlessNone(s string) string {
	if s == "none" {
		return ""
	}
	return s
}
