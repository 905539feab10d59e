package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
)

// maxNumber is the longest number of a suggestion, in characters: see Accept.
const maxNumber = 20

// Correct proposes to mend the record (提出更正). Which of the other fields is meant is said by Field.
type Correct struct {
	Field      string  `json:"field" form:"choice,required" options:"number,stream,category,delegation,submitted_on,accepted_on,assigned_on,roles"`
	To         string  `json:"to" form:"line" max:"60"` // a number or a day; of a category also its id
	Why        string  `json:"why" form:"text,required" max:"2000"`
	Stream     Stream  `json:"stream,omitempty" form:"choice" options:"session,between"`
	Category   int64   `json:"category,omitempty" form:"category"`
	Delegation int64   `json:"delegation,omitempty" form:"delegation"`
	Shares     []Share `json:"shares,omitempty" form:"shares"` // every unit that handles the case, with its role
}

// Correctable says which inputs a correction of a field needs, field by field in the order of the page.
var Correctable = []struct {
	Field  string
	Inputs []string
}{
	{"number", []string{"to"}},
	{"stream", []string{"stream"}},
	{"category", []string{"category"}},
	{"delegation", []string{"delegation"}},
	{"submitted_on", []string{"to", "stream"}},
	{"accepted_on", []string{"to"}},
	{"assigned_on", []string{"to"}},
	{"roles", []string{"shares"}},
}

func (c *Correct) check(x *X, f *fault.Fields) {
	switch c.Field {
	case "number":
		if n := len([]rune(c.To)); n > maxNumber {
			f.Add("to", "field.too_long", "max", maxNumber, "length", n)
		} else if n == 0 {
			f.Add("to", "field.required")
		}
	case "category":
		if c.category() == 0 {
			f.Add("category", "field.required")
		}
	case "stream":
		if c.Stream == "" {
			f.Add("stream", "field.required")
		} else if c.Stream == x.Stream {
			f.Add("stream", "field.nothing_changes")
		}
	case "delegation":
		if c.Delegation == 0 {
			f.Add("delegation", "field.required")
		}
	case "roles":
		x.checkRoles(c.Shares, f)
	default:
		x.checkDay(c, f)
	}
}

// checkDay: a day must be one, and follow the order of the case. One that lies on the other side of the session's end asks whether
// the case is one of the session.
func (x *X) checkDay(c *Correct, f *fault.Fields) {
	was := x.dayField(c.Field)
	if was == nil {
		return
	}
	d, err := calendar.ParseDay(c.To)
	switch {
	case *was == "":
		f.Add("field", "field.nothing_to_correct")
	case err != nil:
		f.Add("to", "field.day")
	case d > x.Env.Today:
		f.Add("to", "field.day_future")
	case !x.inOrder(c.Field, d):
		f.Add("to", "field.day_order")
	case c.Field == "submitted_on" && d < x.Env.Opens:
		f.Add("to", "field.day_of_last_session", "opens", string(x.Env.Opens))
	case c.Field == "submitted_on" && c.Stream == "" && x.inSession(d) != x.inSession(*was):
		f.Add("stream", "field.stream_of_day")
	}
}

func (x *X) inSession(d calendar.Day) bool {
	return d >= x.Env.Opens && (x.Env.Closes == "" || d <= x.Env.Closes)
}

// checkRoles: the same units in other roles, as far as they have not begun to answer in the present ones.
func (x *X) checkRoles(list []Share, f *fault.Fields) {
	live := x.Live()
	if len(live) == 0 {
		f.Add("field", "field.nothing_to_correct")
		return
	}
	checkShares(list, f)
	changed := false
	for i, s := range list {
		at := "shares." + itoa(i)
		a := x.shareOf(s.Unit)
		switch {
		case s.Unit == 0:
		case a == nil:
			f.Add(at+".unit", "field.not_handling")
		case a.Role != s.Role:
			changed = true
			if x.hasAnswered(a) || a.State != ToSign && a.State != Working {
				f.Add(at+".role", "field.role_worked")
			}
		}
	}
	switch {
	case len(list) != len(live):
		f.Add("shares", "field.every_unit")
	case !changed:
		f.Add("shares", "field.nothing_changes")
	}
}

// hasAnswered reports whether a unit has begun to answer, as the one who replies or with an opinion.
func (c *Case) hasAnswered(a *Assignment) bool {
	return c.opinionOf(a.No) != nil || slices.ContainsFunc(c.Replies, func(r *Reply) bool { return r.Assignment == a.No })
}

// category is the one proposed, as a program or an earlier page wrote it.
func (c *Correct) category() int64 {
	if c.Category != 0 {
		return c.Category
	}
	return atoi(c.To)
}

// value is what stands in the record of the proposal.
func (c *Correct) value() string {
	switch c.Field {
	case "category":
		return itoa(int(c.category()))
	case "stream":
		return string(c.Stream)
	case "delegation":
		return itoa(int(c.Delegation))
	}
	return c.To
}

// inOrder reports whether the days of a case would still follow each other if one of them were d: submission, acceptance,
// hand-over, then whatever the units of the first hand-over have done.
func (c *Case) inOrder(field string, d calendar.Day) bool {
	days := []calendar.Day{c.SubmittedOn, c.ResubmittedOn, c.AcceptedOn, c.AssignedOn}
	for _, a := range c.Assignments {
		if a.AssignedOn == c.AssignedOn && a.Replaces == 0 {
			days = append(days, cmp.Or(a.SignedOn, a.FirstOn))
		}
	}
	days[map[string]int{"submitted_on": 0, "accepted_on": 2, "assigned_on": 3}[field]] = d
	last := calendar.Day("")
	for i, day := range days {
		if day == "" {
			continue
		}
		if day < last {
			return false
		}
		if i <= 3 {
			last = day
		}
	}
	return true
}

func proposeCorrection(x *X, c *Correct) {
	from := ""
	switch c.Field {
	case "number":
		from = x.Number
	case "category":
		from = itoa(int(x.Category))
	case "stream":
		from = string(x.Stream)
	case "delegation":
		from = itoa(int(x.Delegation))
	default:
		if d := x.dayField(c.Field); d != nil {
			from = string(*d)
		}
	}
	k := &Correction{Head: x.add(Waiting), Field: c.Field, From: from, To: c.value(), Why: c.Why, By: x.Actor.Person.ID}
	switch c.Field {
	case "submitted_on":
		k.Stream = c.Stream
	case "roles":
		for _, a := range x.Live() {
			k.Was = append(k.Was, Share{Unit: a.Unit, Role: a.Role})
		}
		for _, s := range c.Shares {
			k.Roles = append(k.Roles, Share{Unit: s.Unit, Role: s.Role})
		}
	}
	x.Corrections = append(x.Corrections, k)
}

// correct applies a correction. A corrected day moves the clocks that count from that event, and no others that happen to
// have started on the same day.
func correct(x *X, _ *Nothing) {
	k := find(x.Corrections, x.Part)
	k.Decided = x.Actor.Person.ID
	switch k.Field {
	case "number":
		x.Number = k.To
	case "category":
		x.Category = atoi(k.To)
	case "stream":
		x.restream(Stream(k.To))
	case "delegation":
		x.Delegation = atoi(k.To)
	case "roles":
		for _, s := range k.Roles {
			if a := x.shareOf(s.Unit); a != nil {
				x.recast(a, s.Role)
			}
		}
	default:
		d := x.dayField(k.Field)
		was := *d
		*d = calendar.Day(k.To)
		switch k.Field {
		case "submitted_on":
			x.recountSubmitted(*d)
			if k.Stream != "" && k.Stream != x.Stream {
				x.restream(k.Stream)
			}
		case "assigned_on":
			x.recountAssigned(was, *d)
		}
	}
}

// restream puts the case into the other stream: running clocks are counted as that stream counts them, and what it does not know ends.
func (x *X) restream(to Stream) {
	x.Stream = to
	for _, k := range x.Clocks {
		if !k.Running() {
			continue
		}
		r, ok := x.pack().ClockFor(k.Name, rule.Stream(to))
		day := x.startDay(r.Start, k.Part, x.eventDay(k))
		if !ok || day == "" {
			k.Void = true
			continue
		}
		x.move(k, day)
	}
	x.countAssign()
}

// eventDay is the day of the event that a clock counts from, before the pack has its say.
func (x *X) eventDay(k *Clock) calendar.Day {
	a := x.Assignment(k.Part)
	switch {
	case k.Name == rule.Accept || k.Name == rule.Assign:
		return cmp.Or(x.ResubmittedOn, x.SubmittedOn)
	case k.Name == rule.ReplyMax:
		return cmp.Or(x.AssignedOn, k.Start)
	case a == nil || !slices.Contains(fromHandover, k.Name):
		return k.Start
	case x.inherited(a, k.Name):
		return x.Assignment(a.Replaces).AssignedOn
	}
	return a.AssignedOn
}

// recast gives a share its right role. A share that answers has other clocks than one that gives its opinion; they count from the
// same hand-over.
func (x *X) recast(a *Assignment, to Role) {
	was := a.Role
	a.Role = to
	switch {
	case was.Answers() == to.Answers():
	case to.Answers():
		x.cancel(rule.CoOpinion, a.No)
		x.start(rule.Contact, a.No, 1, a.AssignedOn)
		x.start(rule.Reply, a.No, 1, a.AssignedOn)
		x.start(rule.ReplyMax, a.No, 1, x.AssignedOn)
	default:
		for _, name := range []rule.Clock{rule.Contact, rule.Reply, rule.ReplyMax} {
			x.cancel(name, a.No)
		}
		x.start(rule.CoOpinion, a.No, 1, a.AssignedOn)
	}
}

// recountSubmitted moves the clocks of checking and handing over. After a return they count from the latest submission, which
// this correction does not touch.
func (x *X) recountSubmitted(now calendar.Day) {
	if x.ResubmittedOn != "" {
		return
	}
	for _, k := range x.Clocks {
		if r, ok := x.pack().ClockFor(k.Name, rule.Stream(x.Stream)); ok && k.Running() && (k.Name == rule.Accept || k.Name == rule.Assign) {
			x.move(k, x.startDay(r.Start, 0, now))
		}
	}
}

// fromHandover are the clocks that a hand-over starts.
var fromHandover = []rule.Clock{rule.SignFor, rule.Object, rule.Contact, rule.CoOpinion, rule.Reply, rule.ReplyMax}

// recountAssigned moves the clocks of the shares of the first hand-over, with the dates that a distributed share inherited from one.
// The longest limit of every share counts from the first hand-over.
func (x *X) recountAssigned(was, now calendar.Day) {
	moved := map[int]bool{}
	for _, a := range x.Assignments {
		if a.AssignedOn == was && a.Replaces == 0 {
			a.AssignedOn, moved[a.No] = now, true
		}
	}
	for _, k := range x.Clocks {
		a := x.Assignment(k.Part)
		if a == nil || !k.Running() || !slices.Contains(fromHandover, k.Name) {
			continue
		}
		if x.inherited(a, k.Name) {
			a = x.Assignment(a.Replaces)
		}
		if !moved[a.No] && k.Name != rule.ReplyMax {
			continue
		}
		if r, ok := x.pack().ClockFor(k.Name, rule.Stream(x.Stream)); ok {
			x.move(k, x.startDay(r.Start, a.No, now))
		}
	}
}

// move counts a running clock anew from another day.
func (x *X) move(k *Clock, start calendar.Day) {
	if d, ok := x.pack().DueFor(k.Name, rule.Stream(x.Stream), start, x.Env.Calendar); ok {
		k.Start = d.Start
		k.recount(d)
	}
}

func refuseCorrection(x *X, c *Decision) {
	k := find(x.Corrections, x.Part)
	k.Decided = x.Actor.Person.ID
	x.remark("correction_refused", c.Decision, 0)
}
