package look

import (
	"cmp"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a unit's look back and of one share on it.
const (
	LookingBack flow.State = "looking"  // 回头看进行中
	Ready       flow.State = "ready"    // 已具备评议条件
	ToCheck     flow.State = "to_check" // 待自查
	HasOpen     flow.State = "open"     // 有未了问题
	Clear       flow.State = "clear"    // 无问题
)

// LookBack is a unit looking back at each of its shares before the evaluation opens: process, reply, result (回头看).
type LookBack struct {
	dossier.Head
	Title  string       `json:"title"` // the unit's name
	Unit   int64        `json:"unit" show:"unit"`
	Until  calendar.Day `json:"until"`
	Points []*Point     `json:"points"`
	Ready  calendar.Day `json:"ready_on,omitempty"`
	Why    []string     `json:"why,omitempty"` // why the mark "ready" was taken back
}

// Point is one share on the list.
type Point struct {
	dossier.Part
	Number  string       `json:"number"`
	Subject string       `json:"subject"`
	Case    int64        `json:"case" show:"-"`
	Share   int          `json:"share" show:"-"`
	Log     LogSays      `json:"log" show:"-"`
	Process string       `json:"process,omitempty" show:"option:point"`
	Reply   string       `json:"reply,omitempty" show:"option:point"`
	Result  string       `json:"result,omitempty" show:"option:point"`
	Note    string       `json:"note,omitempty"`
	On      calendar.Day `json:"on,omitempty"`
}

// LogSays is what the log says about a share: a unit cannot find in order what the log contradicts.
type LogSays struct {
	Met       bool `json:"met,omitempty"`       // with the deputy, face to face and undisputed
	Answered  bool `json:"answered,omitempty"`  // the reply of the present round is out
	Unanswers int  `json:"unanswers,omitempty"` // requests without an answer
	Unkept    int  `json:"unkept,omitempty"`    // promises whose day has gone by
	Unhappy   bool `json:"unhappy,omitempty"`   // the deputy is not satisfied with the present reply
	Untold    bool `json:"untold,omitempty"`    // entered from a past year's sheet, which tells neither of meetings nor of single answers (未载)
}

// Against reports whether the log leaves something to mend, whatever the unit has found.
func (s LogSays) Against() bool {
	return s.unmet() || !s.Answered || s.Unanswers > 0 || s.Unkept > 0 || s.Unhappy
}

// unmet reports whether the log tells of meetings and knows of none.
func (s LogSays) unmet() bool { return !s.Met && !s.Untold }

// SaysOf reads what the log says about a share on a day.
func SaysOf(c *suggestion.Case, a *suggestion.Assignment, on calendar.Day) LogSays {
	s := LogSays{Answered: a.FirstOn != "" && a.State != suggestion.Reworking, Unhappy: a.Result == suggestion.NotSatisfied || a.Attitude == suggestion.NotSatisfied}
	s.Met, _ = meeting(c, a, on)
	s.Untold = c.History
	for _, r := range c.Replies {
		if !c.History && r.Assignment == a.No && r.Round == lastRound(c, a, on) && r.DeliveredOn != "" {
			s.Unanswers = max(0, len(c.Text.Requests)-filled(r.Answers))
		}
	}
	for _, k := range c.Commitments {
		if k.Assignment == a.No && k.Due < on && (k.State == suggestion.Promised || k.State == suggestion.Broken) {
			s.Unkept++
		}
	}
	return s
}

func filled(answers []string) int {
	n := 0
	for _, a := range answers {
		if bare(a) != "" {
			n++
		}
	}
	return n
}

// Parts lists the shares.
func (d *LookBack) Parts(yield func(string, *dossier.Part) bool) {
	for _, p := range d.Points {
		if !yield("point", &p.Part) {
			return
		}
	}
}

// Face tells lists, scope and tasks.
func (d *LookBack) Face() dossier.Face {
	unit, head := access.Body("unit", d.Unit), access.Body("unit_head", d.Unit)
	f := dossier.Face{Title: d.Title, On: d.BegunOn, Parties: []string{unit, head}}
	for _, p := range d.Points {
		f.Cases = append(f.Cases, p.Case)
	}
	if d.State == LookingBack {
		f.Due = d.Until
		f.Tasks = append(f.Tasks, dossier.Task{Name: "check_points", Holder: unit, Start: d.BegunOn, Due: d.Until})
		if d.open() == 0 {
			f.Tasks[0].Name, f.Tasks[0].Holder = "mark_ready", head
		}
	}
	return f
}

// Waiting lists the shares that are not in order yet.
func (d *LookBack) Waiting() []dossier.Waits {
	var out []dossier.Waits
	for _, p := range d.Points {
		if p.State != Clear {
			out = append(out, dossier.Waits{No: p.No, Text: p.Number + " " + p.Subject})
		}
	}
	return out
}

// open counts the shares that are not in order yet.
func (d *LookBack) open() int {
	n := 0
	for _, p := range d.Points {
		if p.State != Clear {
			n++
		}
	}
	return n
}

// OpenLookBack begins the look back of one unit, or of every unit that has shares. The shares are filled in by the program.
type OpenLookBack struct {
	Unit   int64        `json:"unit" form:"unit"`
	Until  calendar.Day `json:"until" form:"day,required"`
	Title  string       `json:"title" form:"-"`
	Shares []Point      `json:"shares" form:"-"`
	First  int64        `json:"first,omitempty" form:"-"` // the unit of this dossier when no unit was named
	Others []int64      `json:"-" form:"-"`               // units whose look back is begun by the same act, each in its own dossier
}

// Of is the unit that looks back.
func (c *OpenLookBack) Of() int64 { return cmp.Or(c.Unit, c.First) }

// Check refuses a day that is over and a unit that has nothing to look back at.
func (c *OpenLookBack) Check(x *dossier.X[*LookBack], f *fault.Fields) {
	x.Ahead(f, "until", c.Until)
	if len(c.Shares) == 0 {
		f.Add("unit", "look.nothing_to_look_back_at")
	}
}

// CheckPoint is the unit's own finding about one share.
type CheckPoint struct {
	Process string  `json:"process" form:"choice,required" options:"in_order,to_mend"`
	Reply   string  `json:"reply" form:"choice,required" options:"in_order,to_mend"`
	Result  string  `json:"result" form:"choice,required" options:"in_order,to_mend"`
	Note    string  `json:"note" form:"text" max:"2000"`
	Log     LogSays `json:"log" form:"-"`
}

// Check refuses to find in order what the log contradicts, and problems without a word on them.
func (c *CheckPoint) Check(_ *dossier.X[*LookBack], f *fault.Fields) {
	fine := func(s string) bool { return s == "in_order" }
	switch {
	case fine(c.Process) && c.Log.unmet():
		f.Add("process", "look.never_met")
	case fine(c.Reply) && !c.Log.Answered:
		f.Add("reply", "look.not_answered")
	case fine(c.Reply) && c.Log.Unanswers > 0:
		f.Add("reply", "look.requests_unanswered", "n", c.Log.Unanswers)
	case fine(c.Result) && c.Log.Unkept > 0:
		f.Add("result", "look.promises_unkept", "n", c.Log.Unkept)
	case fine(c.Result) && c.Log.Unhappy:
		f.Add("result", "look.deputy_unhappy")
	case (!fine(c.Process) || !fine(c.Reply) || !fine(c.Result)) && c.Note == "":
		f.Add("note", "look.say_what_to_mend")
	}
}

// CheckPoints finds several shares in order at once. Each is named by the unit: nothing is in order because nobody looked.
type CheckPoints struct {
	InOrder []int `json:"in_order" form:"parts,required"`
}

// Check refuses what is no share that waits.
func (c *CheckPoints) Check(x *dossier.X[*LookBack], f *fault.Fields) {
	waiting := x.Doc.Waiting()
	for i, no := range c.InOrder {
		if slices.Contains(c.InOrder[:i], no) || !slices.ContainsFunc(waiting, func(p dossier.Waits) bool { return p.No == no }) {
			f.Add("in_order", "field.choice")
			return
		}
	}
}

func checkPoint(x *dossier.X[*LookBack], c *CheckPoint) {
	i := slices.IndexFunc(x.Doc.Points, func(p *Point) bool { return p.No == x.Part })
	p := x.Doc.Points[i]
	p.Process, p.Reply, p.Result, p.Note, p.Log, p.On = c.Process, c.Reply, c.Result, c.Note, c.Log, x.Env.Today
}

// inOrder holds when the finding that is being entered leaves nothing to mend.
var (
	inOrder = dossier.Guard("point_in_order", func(x *dossier.X[*LookBack]) bool {
		c, ok := x.Cmd.(*CheckPoint)
		return ok && c.Process == "in_order" && c.Reply == "in_order" && c.Result == "in_order"
	})
	looking      = dossier.Guard("looking_back", func(x *dossier.X[*LookBack]) bool { return x.Doc.State == LookingBack })
	openPoints   = dossier.Guard("open_points", func(x *dossier.X[*LookBack]) bool { return x.Doc.open() > 0 })
	noOpenPoints = dossier.Guard("no_open_points", func(x *dossier.X[*LookBack]) bool { return x.Doc.open() == 0 })
	anyPoint     = []flow.State{ToCheck, HasOpen, Clear}
)

// LookBackKind is the life of a unit's look back.
var LookBackKind = dossier.Sort[*LookBack]{
	Called: "lookback", Of: "question", Public: readers, New: func() *LookBack { return &LookBack{} },
	Tables: []flow.Table[*dossier.X[*LookBack]]{
		{Name: "lookback", Rules: []flow.Rule[*dossier.X[*LookBack]]{
			{From: []flow.State{""}, Do: "open_lookback", By: office, To: LookingBack, Act: dossier.Act(func(x *dossier.X[*LookBack], c *OpenLookBack) {
				d := x.Doc
				d.Unit, d.Until, d.Title = c.Of(), c.Until, c.Title
				for _, s := range c.Shares {
					p := s
					p.Part = x.Add(ToCheck)
					d.Points = append(d.Points, &p)
				}
			})},
			{From: []flow.State{LookingBack}, Do: "mark_ready", By: []flow.Relation{suggestion.UnitHead}, If: []flow.Guard[*dossier.X[*LookBack]]{noOpenPoints}, To: Ready, Act: dossier.Act(func(x *dossier.X[*LookBack], _ *suggestion.Nothing) {
				x.Doc.Ready = x.Env.Today
			})},
			{From: []flow.State{LookingBack}, Do: "check_points", By: unit, If: []flow.Guard[*dossier.X[*LookBack]]{openPoints}, Act: dossier.Act(func(*dossier.X[*LookBack], *CheckPoints) {})},
			{From: []flow.State{Ready}, Do: "return_lookback", By: office, To: LookingBack, Act: dossier.Act(func(x *dossier.X[*LookBack], c *suggestion.Reason) {
				x.Doc.Ready, x.Doc.Why = "", append(x.Doc.Why, c.Reason)
			})},
		}},
		{Name: "point", Begins: []flow.State{ToCheck}, Rules: []flow.Rule[*dossier.X[*LookBack]]{
			{From: anyPoint, Do: "check_point", By: unit, When: []flow.Guard[*dossier.X[*LookBack]]{inOrder}, If: []flow.Guard[*dossier.X[*LookBack]]{looking}, To: Clear, Act: dossier.Act(checkPoint)},
			{From: anyPoint, Do: "check_point", By: unit, If: []flow.Guard[*dossier.X[*LookBack]]{looking}, To: HasOpen, Act: dossier.Act(checkPoint)},
		}},
	},
}
