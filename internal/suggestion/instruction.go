package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
)

// Whom an instruction may ask to report: the units that answer the deputy, the government's office, the committee's own office.
const (
	ToUnits  = "units"
	ToGov    = "gov"
	ToOffice = "office"
)

// States of an instruction that somebody is to report on (批示落实).
const (
	Instructed flow.State = "instructed" // 待落实
	Carried    flow.State = "carried"    // 已反馈落实情况，待阅
)

// InstructionMachine is the name of the table by which an instruction is followed.
const InstructionMachine = "case_instruction"

// Instruction is a leader's instruction (批示) as one body is to carry it out and report on it. What the leader said to everybody stands among the
// remarks; one that asks nobody to report is a remark alone (ADR 118).
type Instruction struct {
	Head
	By         int64         `json:"by"` // post of the leader
	Of         flow.Relation `json:"of"` // leader or gov_leader
	On         calendar.Day  `json:"on"`
	Text       string        `json:"text"`
	Until      calendar.Day  `json:"until,omitempty"`      // by when the leader wants to hear; empty when no day was named
	To         string        `json:"to"`                   // units, gov or office: who reports
	Assignment int           `json:"assignment,omitempty"` // the share whose unit reports; 0 for gov and office
	PassedOn   calendar.Day  `json:"passed_on,omitempty"`  // by the office that was asked first, to a unit
	Report     string        `json:"report,omitempty"`     // the last one
	ReportedOn calendar.Day  `json:"reported_on,omitempty"`
	Why        string        `json:"why,omitempty"`   // why the last report was sent back
	Again      calendar.Day  `json:"again,omitempty"` // sent back on; empty where an older log does not tell
	Read       string        `json:"read,omitempty"`
	ReadOn     calendar.Day  `json:"read_on,omitempty"`
	ReadBy     int64         `json:"read_by,omitempty"` // post: the leader's, or of who registered what the leader said on paper
	Reader     int64         `json:"reader,omitempty"`  // post of the leader who took over from the one who gave it
	Left       bool          `json:"left,omitempty"`    // whoever was to read has left, and nobody took over
}

// Instruct is a leader's instruction on a suggestion (批示). Without To it is told and not followed here: so it was before instructions were
// followed, and so it is when it was given on a key item, where its follow-up stands.
type Instruct struct {
	Text  string       `json:"text" form:"text,required" max:"5000"`
	To    string       `json:"to,omitempty" form:"choice" options:"units,gov,office"`
	Until calendar.Day `json:"until,omitempty" form:"day"`
}

// complete asks the units where the leader has named nobody.
func (c *Instruct) complete(_ *Case, _ Place, _ *fault.Fields) {
	if c.To == "" {
		c.To = ToUnits
	}
}

// asks offers whom the case and the leader allow to ask.
func (c *Instruct) asks(x *X, in Input) (Input, bool) {
	if in.Name == "to" {
		in.Options = slices.DeleteFunc(slices.Clone(in.Options), func(to string) bool { return x.cannotAsk(to) != "" })
	}
	return in, true
}

func (c *Instruct) check(x *X, f *fault.Fields) {
	if why := x.cannotAsk(c.To); why != "" {
		f.Add("to", why)
	}
	checkUntil(x, c.Until, f)
}

// cannotAsk is the message key that says why whoever acts cannot ask for a report there; empty when that is possible.
func (x *X) cannotAsk(to string) string {
	switch {
	case to == ToUnits && len(x.Answering()) == 0:
		return "field.no_unit_answers"
	case to == ToGov && !x.hasGovernment():
		return "field.no_government_unit"
	case to == ToOffice && x.By == GovLeader:
		return "field.not_the_congress"
	}
	return ""
}

func checkUntil(x *X, until calendar.Day, f *fault.Fields) {
	if until.Valid() && until < x.Env.Today {
		f.Add("until", "field.day_past")
	}
}

// PassInstruction gives an instruction to the unit whom it concerns (批示转办).
type PassInstruction struct {
	Unit int64 `json:"unit" form:"party,required"`
}

func (c *PassInstruction) check(x *X, f *fault.Fields) {
	if c.Unit != 0 && x.ShareOf(c.Unit) == nil {
		f.Add("unit", "field.choice")
	}
}

// ReturnInstruction sends a report back for more (退回再落实), by another day where one is named.
type ReturnInstruction struct {
	Reason string       `json:"reason" form:"text,required" max:"2000"`
	Until  calendar.Day `json:"until,omitempty" form:"day"`
	On     calendar.Day `json:"on,omitempty" form:"-"` // from which the time counts anew; empty in logs that are older than the rule
}

func (c *ReturnInstruction) complete(_ *Case, p Place, _ *fault.Fields) { c.On = p.Today }

func (c *ReturnInstruction) check(x *X, f *fault.Fields) { checkUntil(x, c.Until, f) }

// SucceedReader lets the leader to whom a post was handed over read what was reported to the one before (岗位移交).
type SucceedReader struct {
	To int64 `json:"to"` // post
}

// instructionTable: a leader's instruction is followed until the leader has read what came of it (批示落实). It outlives the end of the handling: a
// suggestion may be closed and the leader still wait for an answer.
var instructionTable = flow.Table[*X]{Name: InstructionMachine, Begins: states{Instructed}, Rules: []row{
	{From: states{Instructed, SentBack}, Do: "move_instruction", By: who{flow.System}, When: need{shareMoved}, Act: act(moveInstruction)},
	{From: states{Instructed, SentBack}, Do: "drop_instruction", By: who{flow.System}, When: need{nobodyReports}, To: Moot, Act: move()},
	{From: states{Moot}, Do: "resume_instruction", By: who{flow.System}, When: need{somebodyReports}, To: Instructed, Act: move()}, // taken out of a merge
	{From: states{Instructed, SentBack}, Do: "pass_instruction", By: who{Office, OfficeHead}, When: need{askedOffice}, Act: act(passInstruction)},
	{From: states{Instructed, SentBack}, Do: "pass_instruction", By: who{GovDesk}, When: need{askedGov}, Act: act(passInstruction)},
	{From: states{Instructed, SentBack}, Do: "report_instruction", By: who{UnitClerk, UnitHead}, When: need{askedUnit}, To: Carried, Act: act(reportInstruction)},
	{From: states{Instructed, SentBack}, Do: "report_instruction", By: who{Office, OfficeHead}, When: need{askedOffice}, To: Carried, Act: act(reportInstruction)},
	{From: states{Instructed, SentBack}, Do: "report_instruction", By: who{GovDesk}, When: need{askedGov}, To: Carried, Act: act(reportInstruction)},
	{From: states{Instructed, SentBack, Carried, Moot}, Do: "succeed_reader", By: who{flow.System}, Act: act(succeedReader), Still: true},
	{From: states{Instructed, SentBack, Carried, Moot}, Do: "reader_left", By: who{flow.System}, Act: act(readerLeft), Still: true},
	{From: states{Carried}, Do: "close_instruction", By: who{Leader, GovLeader}, If: need{ownInstruction}, To: Taken, Act: act(closeInstruction)},
	{From: states{Carried}, Do: "return_instruction", By: who{Leader, GovLeader}, If: need{ownInstruction, somebodyReports}, To: SentBack, Act: act(returnInstruction)},
	// a leader reads on paper more often than here, and one who has left reads no more
	{From: states{Carried}, Do: "enter_reading", By: who{Office, OfficeHead}, When: need{leadersWord}, To: Taken, Act: act(enterReading)},
	{From: states{Carried}, Do: "enter_reading", By: who{GovDesk}, When: need{govLeadersWord}, To: Taken, Act: act(enterReading)},
}}

var (
	askedUnit      = asked("asked_unit", func(i *Instruction) bool { return i.To == ToUnits })
	askedGov       = asked("asked_gov", func(i *Instruction) bool { return i.To == ToGov })
	askedOffice    = asked("asked_office", func(i *Instruction) bool { return i.To == ToOffice })
	leadersWord    = asked("by_congress_leader", func(i *Instruction) bool { return i.Of == Leader })
	govLeadersWord = asked("by_gov_leader", func(i *Instruction) bool { return i.Of == GovLeader })
	ownInstruction = is("own_instruction", func(x *X) bool { // until the post has gone over, who gave it still reads
		i := x.Instruction(x.Part)
		return i.By == x.Actor.Post.ID || i.Reader == x.Actor.Post.ID
	})
	shareMoved = is("share_moved", func(x *X) bool { return len(x.heirs(x.Instruction(x.Part))) > 0 })

	nobodyReports   = is("nobody_reports", func(x *X) bool { return x.unreported() })
	somebodyReports = is("somebody_reports", func(x *X) bool { return !x.unreported() })
)

// unreported reports whether nobody is left who could report on the instruction.
func (x *X) unreported() bool {
	i := x.Instruction(x.Part)
	return caseEnded.OK(x) || i.Assignment != 0 && x.shareGone() && len(x.heirs(i)) == 0
}

func asked(name string, ok func(i *Instruction) bool) guard {
	return is(name, func(x *X) bool { i := x.Instruction(x.Part); return i != nil && ok(i) })
}

// Instruction returns the instruction with this part number, or nil.
func (c *Case) Instruction(no int) *Instruction { return find(c.Instructions, no) }

// Reporter is the key of whoever is to report on an instruction, as parties are named.
func (c *Case) Reporter(i *Instruction) string {
	switch a := c.Assignment(i.Assignment); {
	case a != nil:
		return holder("unit", a.Unit)
	case i.To == ToGov:
		return holder("gov", c.Congress)
	}
	return holder("office", c.Congress)
}

// ReadFor is the post of the leader for whom the report is: of who gave the instruction, or took over from that leader.
func (i *Instruction) ReadFor() int64 { return cmp.Or(i.Reader, i.By) }

// ReadIn is the key of the office that enters what the leader said, on paper or before leaving.
func (c *Case) ReadIn(i *Instruction) string {
	if i.Of == GovLeader {
		return holder("gov", c.Congress)
	}
	return holder("office", c.Congress)
}

// Asked is the day from which the time for the report counts: on which it was asked for, passed on or sent back last.
func (i *Instruction) Asked() calendar.Day { return max(i.On, i.PassedOn, i.Again) }

// Says reports whether the instruction is part of what a leader said: one word to several bodies is an instruction to each of them.
func (i *Instruction) Says(by int64, on calendar.Day, text string) bool {
	return i.By == by && i.On == on && i.Text == text
}

// Owed reports whether somebody is still to report on the instruction.
func (i *Instruction) Owed() bool { return i.State == Instructed || i.State == SentBack }

// following reports whether the instruction is not at its end: a report is owed, or waits to be read and may be sent back.
func (i *Instruction) following() bool { return i.Owed() || i.State == Carried }

// InstructionStanding is how an instruction stands for a list.
type InstructionStanding string

// How an instruction stands: whatever has become of it, a report is owed, a report waits to be read, it has been read.
const (
	AnyInstruction  InstructionStanding = "any"
	OwedInstruction InstructionStanding = "owed"
	ToRead          InstructionStanding = "to_read"
	AlreadyRead     InstructionStanding = "read"
)

// InstructionStandings are what a list can be asked about instructions.
var InstructionStandings = []InstructionStanding{AnyInstruction, OwedInstruction, ToRead, AlreadyRead}

// States are the states of an instruction that stands so; nil for any.
func (s InstructionStanding) States() []flow.State {
	switch s {
	case OwedInstruction:
		return []flow.State{Instructed, SentBack}
	case ToRead:
		return []flow.State{Carried}
	case AlreadyRead:
		return []flow.State{Taken}
	}
	return nil
}

// heirs are the shares that took over the one whose unit was asked: of the unit to which it was re-assigned, or of those among whom the government's
// office distributed it. Where units become one, see moveOwed.
func (c *Case) heirs(i *Instruction) []*Assignment {
	a := c.Assignment(i.Assignment)
	if a == nil || a.State != Reassigned && a.State != Distributed {
		return nil
	}
	var out []*Assignment
	for _, b := range c.Assignments {
		if b.Replaces == a.No {
			out = append(out, b)
		}
	}
	return out
}

func instruct(x *X, c *Instruct) {
	x.remark("instruct", c.Text, 0)
	i := Instruction{By: x.Actor.Post.ID, Of: x.By, On: x.Env.Today, Text: c.Text, Until: c.Until, To: c.To}
	switch c.To {
	case "":
	case ToUnits:
		for _, a := range x.Answering() {
			x.ask(i, a.No)
		}
	default:
		x.ask(i, 0)
	}
}

// ask gives an instruction to one more body.
func (x *X) ask(i Instruction, share int) {
	i.Head, i.Assignment = x.add(Instructed), share
	x.Instructions = append(x.Instructions, &i)
}

// moveInstruction lets an instruction follow the share; where several took it over each of them reports.
func moveInstruction(x *X, _ *Nothing) {
	i := x.Instruction(x.Part)
	heirs := x.heirs(i)
	i.Assignment = heirs[0].No
	for _, a := range heirs[1:] {
		x.ask(Instruction{By: i.By, Of: i.Of, On: i.On, Text: i.Text, Until: i.Until, To: i.To, Reader: i.Reader, Left: i.Left}, a.No)
	}
}

func passInstruction(x *X, c *PassInstruction) {
	i := x.Instruction(x.Part)
	i.To, i.Assignment, i.PassedOn = ToUnits, x.ShareOf(c.Unit).No, x.Env.Today
}

func reportInstruction(x *X, c *Words) {
	i := x.Instruction(x.Part)
	i.Report, i.ReportedOn, i.Why = c.Text, x.Env.Today, ""
}

func returnInstruction(x *X, c *ReturnInstruction) {
	i := x.Instruction(x.Part)
	i.Why, i.Again = c.Reason, c.On
	if c.Until != "" {
		i.Until = c.Until
	}
}

func succeedReader(x *X, c *SucceedReader) {
	i := x.Instruction(x.Part)
	i.Reader, i.Left = c.To, false
}

// readerLeft: what is reported from now on waits for the office that may enter what the leader said.
func readerLeft(x *X, _ *Nothing) { x.Instruction(x.Part).Left = true }

func closeInstruction(x *X, c *Note) { x.read(c.Note) }

func enterReading(x *X, c *Words) { x.read(c.Text) }

func (x *X) read(words string) {
	i := x.Instruction(x.Part)
	i.Read, i.ReadOn, i.ReadBy = words, x.Env.Today, x.Actor.Post.ID
}

// instructed tells those who are to report, and everybody else who works on the case that there is an instruction.
func instructed(c *Case, e Event) []Notice {
	asked := map[string]Notice{}
	for _, i := range slices.Backward(c.Instructions) {
		if i.Version == 1 && i.Says(e.Post, e.On, c.Remarks[len(c.Remarks)-1].Text) {
			asked[c.Reporter(i)] = Notice{Holder: c.Reporter(i), Key: "to_report", Due: i.Until}
		}
	}
	all := append(c.toUnits("instructed"), one("office", c.Congress, "instructed", "")...)
	for k, n := range all {
		if a, ok := asked[n.Holder]; ok {
			all[k] = a
			delete(asked, n.Holder)
		}
	}
	if n, ok := asked[holder("gov", c.Congress)]; ok {
		all = append(all, n)
	}
	return all
}

// toReporter tells whoever is to report on the instruction.
func (c *Case) toReporter(e Event, key string) []Notice {
	i := c.Instruction(e.Part)
	due := i.Until
	if !i.Owed() {
		due = ""
	}
	return []Notice{{Holder: c.Reporter(i), Key: key, Due: due, Part: i.No}}
}

// toInstructor tells the leader who gave the instruction, or took over from that leader.
func (c *Case) toInstructor(e Event, key string) []Notice {
	return one("post", c.Instruction(e.Part).ReadFor(), key, "")
}

// toReader tells the leader that there is a report to read, or the office that reads it when the leader has left.
func (c *Case) toReader(e Event) []Notice {
	i := c.Instruction(e.Part)
	switch {
	case i.State != Carried:
		return nil
	case i.Left:
		return []Notice{{Holder: c.ReadIn(i), Key: "instruction_unread", Part: i.No}}
	}
	return c.toInstructor(e, "instruction_reported")
}
