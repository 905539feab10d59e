package supervision

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a key item and of an instruction on it.
const (
	KeyNominated  flow.State = "nominated"  // 已提名
	KeyProposed   flow.State = "proposed"   // 拟提请主任会议
	KeyDecided    flow.State = "decided"    // 已确定, 待订督办方案
	KeySupervised flow.State = "supervised" // 督办中
	KeyReported   flow.State = "reported"   // 已报督办情况
	KeyConcluded  flow.State = "concluded"  // 已结束督办
	KeyLeftOut    flow.State = "left_out"   // 未列入

	Instructed flow.State = "instructed" // 待落实
	Carried    flow.State = "carried"    // 已报落实
	Taken      flow.State = "taken"      // 已阅结
)

// Levels of supervision, as the case keeps them.
const (
	LeaderLevel    = "leader"    // 主任会议成员重点督办
	CommitteeLevel = "committee" // 委室督办
)

// Key is a key item of the year (重点督办建议): one topic that may bundle several suggestions. A congress leader heads its supervision, a special
// committee does it, the deputies' committee coordinates, a government leader handles it (代表法第五十二条; domain.md 5.18).
type Key struct {
	dossier.Head
	Title       string         `json:"title"`
	Cases       []int64        `json:"cases" show:"cases"`
	Level       string         `json:"level,omitempty" show:"option:key_level"`
	Criteria    []string       `json:"criteria,omitempty" show:"option:criteria"`
	Reason      string         `json:"reason,omitempty"`
	ByPack      bool           `json:"by_pack,omitempty"` // a whole delegation's suggestion: it enters without nomination
	NominatedBy int64          `json:"nominated_by,omitempty" show:"post"`
	Leader      int64          `json:"leader,omitempty" show:"post"`
	GovLeader   int64          `json:"gov_leader,omitempty" show:"post"`
	Special     int64          `json:"special,omitempty" show:"special"`
	Units       []int64        `json:"units,omitempty" show:"units"`
	ProposedBy  int64          `json:"proposed_by,omitempty" show:"person"`
	Views       []*KeyView     `json:"views,omitempty"`
	DecidedBy   int64          `json:"decided_by,omitempty" show:"person"`
	MeetingOn   calendar.Day   `json:"meeting_on,omitempty"`
	Meeting     string         `json:"meeting,omitempty"`
	Aim         string         `json:"aim,omitempty"`
	Joint       int64          `json:"joint_topic,omitempty" show:"dossier"` // multi-year special supervision (专项监督) that it belongs to
	Topic       string         `json:"topic,omitempty"`                      // deputies' group, law inspection, daily supervision that it is joined with
	Steps       []Step         `json:"steps,omitempty"`
	Instruct    []*Instruction `json:"instructions,omitempty"`
	Report      string         `json:"report,omitempty"`
	Conclusion  string         `json:"conclusion,omitempty"`
}

// Step is one line of a supervision plan (督办方案).
type Step struct {
	On   calendar.Day `json:"on" form:"day,required"`
	Form string       `json:"form" form:"choice,required" options:"door,site,inspection,group,meeting,law" show:"option:form"`
	Text string       `json:"text" form:"line,required" max:"200"`

	Done  calendar.Day `json:"done,omitempty" form:"-"`                 // held on
	Visit int64        `json:"visit,omitempty" form:"-" show:"dossier"` // the visit that carried it out
}

// Instruction is a leader's instruction (批示), tracked to an answer.
type Instruction struct {
	dossier.Part
	By     int64        `json:"by" show:"post"`
	On     calendar.Day `json:"on"`
	Text   string       `json:"text"`
	Due    calendar.Day `json:"due,omitempty"`
	Report string       `json:"report,omitempty"`
	Why    string       `json:"why,omitempty"`
}

// Parts lists the views asked for and the instructions.
func (k *Key) Parts(yield func(string, *dossier.Part) bool) {
	for _, v := range k.Views {
		if !yield("key_view", &v.Part) {
			return
		}
	}
	for _, i := range k.Instruct {
		if !yield("instruction", &i.Part) {
			return
		}
	}
}

// Face tells lists and scope of the item. Units and government see it once it is decided, and before it when they are asked for their view.
func (k *Key) Face() dossier.Face {
	f := dossier.Face{Title: k.Title, On: k.MeetingOn, Cases: k.Cases}
	if k.Joint != 0 {
		f.Links = append(f.Links, k.Joint)
	}
	office, head := access.Body("office", k.Congress), access.Body("office_head", k.Congress)
	special := access.Body("special", k.Special)
	if k.Special != 0 {
		f.Parties = append(f.Parties, special)
	}
	task := func(name, holder string, part int, start, due calendar.Day) {
		f.Tasks = append(f.Tasks, dossier.Task{Name: name, Part: part, Holder: holder, Start: start, Due: due})
		if due != "" && (f.Due == "" || due < f.Due) {
			f.Due = due
		}
	}
	if slices.Contains(chosen, k.State) {
		f.Parties = append(f.Parties, access.Body("gov", k.Congress))
		for _, u := range k.Units {
			f.Parties = append(f.Parties, access.Body("unit", u), access.Body("unit_head", u))
		}
		for _, leader := range []int64{k.Leader, k.GovLeader} {
			if leader != 0 {
				f.Parties = append(f.Parties, access.Post(leader)) // by whom a leader finds what is the own: suggestion.Filter.KeyLevel
			}
		}
	}
	k.hearing(&f, task)
	switch k.State {
	case KeyNominated:
		task("propose_key", office, 0, k.BegunOn, "")
	case KeyProposed:
		switch {
		case len(k.unheard(k.Units)) > 0:
			task("ask_views", office, 0, k.BegunOn, "")
		case !k.waiting():
			task("decide_key", head, 0, k.BegunOn, "")
		}
	case KeyDecided:
		task("plan_key", special, 0, k.MeetingOn, "")
	case KeySupervised:
		for _, s := range k.Steps {
			if s.Done == "" {
				task("step_key", special, 0, k.MeetingOn, s.On)
			}
		}
	case KeyReported:
		task("conclude_key", office, 0, "", "")
	}
	for _, i := range k.Instruct {
		switch i.State {
		case Instructed:
			for _, u := range k.Units {
				task("carry_out", access.Body("unit", u), i.No, i.On, i.Due)
			}
		case Carried:
			task("take_note", access.Post(i.By), i.No, "", "")
			task("take_note", special, i.No, "", "")
		}
	}
	return f
}

// hearing names those who are asked for their view, and what they owe. Who was asked keeps sight of the item.
func (k *Key) hearing(f *dossier.Face, task func(name, holder string, part int, start, due calendar.Day)) {
	for _, v := range k.Views {
		holder := k.holder(v)
		f.Parties = append(f.Parties, holder)
		if slices.Contains(k.Units, v.Body) {
			f.Parties = append(f.Parties, access.Body("unit_head", v.Body))
		}
		if v.State == ViewAsked && k.State == KeyProposed {
			task("give_view", holder, v.No, v.AskedOn, v.Until)
		}
	}
}

// StepsOpen reports whether a dossier is a key item whose plan is still being carried out.
func StepsOpen(d dossier.Doc) bool {
	k, ok := d.(*Key)
	return ok && slices.Contains([]flow.State{KeyDecided, KeySupervised, KeyReported}, k.State)
}

// chosen are the states after the chairman's meeting has decided.
var chosen = []flow.State{KeyDecided, KeySupervised, KeyReported, KeyConcluded}

// NominateKey proposes suggestions for the key list; its criteria are the grounds of law and practice (domain.md 5.18).
type NominateKey struct {
	Title    string   `json:"title" form:"line,required" max:"100"`
	Cases    []int64  `json:"cases" form:"cases,required"`
	Criteria []string `json:"criteria" form:"choices,required" options:"overall,public,many,hard,priority,delegation"`
	Reason   string   `json:"reason" form:"text,required" max:"2000"`
}

// EnterKey enters a whole delegation's suggestion by the pack, without nomination.
type EnterKey struct {
	Title string  `json:"title"`
	Cases []int64 `json:"cases"`
	Level string  `json:"level"`
}

// NoteStep records that a step of the supervision plan was carried out by a visit.
type NoteStep struct {
	Visit int64        `json:"visit"`
	Form  string       `json:"form"`
	On    calendar.Day `json:"on"`
	Text  string       `json:"text"`
}

// noteStep closes the earliest open step of the visit's form, or adds one that was not planned.
func noteStep(x *dossier.X[*Key], c *NoteStep) {
	best := -1
	for i, s := range x.Doc.Steps {
		if s.Done == "" && s.Form == c.Form && (best < 0 || s.On < x.Doc.Steps[best].On) {
			best = i
		}
	}
	if best < 0 {
		x.Doc.Steps = append(x.Doc.Steps, Step{On: c.On, Form: c.Form, Text: c.Text})
		best = len(x.Doc.Steps) - 1
	}
	x.Doc.Steps[best].Done, x.Doc.Steps[best].Visit = c.On, c.Visit
}

// ProposeKey says who would supervise and handle it.
type ProposeKey struct {
	Level     string  `json:"key_level" form:"choice,required" options:"leader,committee"`
	Leader    int64   `json:"leader" form:"leader"`
	GovLeader int64   `json:"gov_leader" form:"gov_leader"`
	Special   int64   `json:"special" form:"special,required"`
	Units     []int64 `json:"units" form:"-"` // of the suggestions
}

// Check asks for the leader whom the level names, and keeps the level that the pack gave.
func (c *ProposeKey) Check(x *dossier.X[*Key], f *fault.Fields) {
	if x.Doc.ByPack && c.Level != x.Doc.Level {
		f.Add("key_level", "supervision.level_by_pack")
	}
	if c.Level == LeaderLevel && c.Leader == 0 {
		f.Add("leader", "field.required")
	}
	if c.Level == LeaderLevel && c.GovLeader == 0 {
		f.Add("gov_leader", "field.required")
	}
}

// DecideKey records the chairman's meeting that decided.
type DecideKey struct {
	MeetingOn calendar.Day `json:"meeting_on" form:"day,required"`
	Meeting   string       `json:"meeting" form:"line,required" max:"100"`
	Units     []int64      `json:"units" form:"-"` // of the suggestions on the day of the entry
}

// Check refuses a meeting that is still to come, and one before the units that have come since the proposal were heard.
func (c *DecideKey) Check(x *dossier.X[*Key], f *fault.Fields) {
	if c.MeetingOn > x.Env.Today {
		f.Add("meeting_on", "field.day_future")
	}
	if len(x.Doc.unheard(c.Units)) > 0 {
		f.Add("meeting_on", "supervision.units_unheard")
	}
}

// PlanKey is the supervision plan, without which work does not start.
type PlanKey struct {
	Aim   string `json:"aim" form:"text,required" max:"2000"`
	Joint int64  `json:"joint_topic" form:"dossier" options:"topic"`
	Topic string `json:"topic" form:"line" max:"200"`
	Steps []Step `json:"steps" form:"rows,required"`
}

// InstructKey is a leader's instruction.
type InstructKey struct {
	Text string       `json:"text" form:"text,required" max:"2000"`
	Due  calendar.Day `json:"due" form:"day,required"`
}

// Propose gives a month: a leader who writes one sentence need not count days. No law sets this time.
func (c *InstructKey) Propose(today calendar.Day, days *calendar.Calendar) {
	c.Due = calendar.Due(today, calendar.Term{N: 1, Unit: calendar.Months}, days).Due
}

// Check refuses a day that is over.
func (c *InstructKey) Check(x *dossier.X[*Key], f *fault.Fields) {
	x.Ahead(f, "due", c.Due)
}

// ReportKey is what the special committee reports to the chairman's meeting.
type ReportKey struct {
	Report string `json:"report" form:"text,required" max:"10000"`
}

// ConcludeKey ends the supervision.
type ConcludeKey struct {
	Conclusion string `json:"conclusion" form:"text,required" max:"2000"`
}

// planKey takes a plan over; what was carried out before it was changed stays so.
func planKey(x *dossier.X[*Key], c *PlanKey) {
	k := x.Doc
	k.Aim, k.Joint, k.Topic = c.Aim, c.Joint, c.Topic
	steps := slices.Clone(c.Steps)
	for _, was := range k.Steps {
		if was.Done == "" {
			continue
		}
		i := slices.IndexFunc(steps, func(s Step) bool { return s.Done == "" && s.Form == was.Form && s.On == was.On })
		if i < 0 {
			steps = append(steps, was)
			continue
		}
		steps[i].Done, steps[i].Visit = was.Done, was.Visit
	}
	k.Steps = steps
}

func notCarriedOut(x *dossier.X[*Key], c *suggestion.Reason) { instruction(x).Why = c.Reason }

func instruction(x *dossier.X[*Key]) *Instruction {
	for _, i := range x.Doc.Instruct {
		if i.No == x.Part {
			return i
		}
	}
	return &Instruction{}
}

var (
	instructed = dossier.Guard("instructions_open", func(x *dossier.X[*Key]) bool {
		return !slices.ContainsFunc(x.Doc.Instruct, func(i *Instruction) bool { return i.State != Taken })
	})
	nominators = []flow.Relation{suggestion.Office, suggestion.OfficeHead, suggestion.Special}
	doers      = []flow.Relation{suggestion.Special, suggestion.Office, suggestion.OfficeHead}
	leaders    = []flow.Relation{suggestion.Leader, suggestion.GovLeader}

	ownInstruction = dossier.Guard("own_instruction", func(x *dossier.X[*Key]) bool { return instruction(x).By == x.Actor.Post.ID })
)

// KeyKind is the life of a key item.
var KeyKind = dossier.Sort[*Key]{
	Called: "key", Of: Theme, Public: congress, New: func() *Key { return &Key{} },
	Tables: []flow.Table[*dossier.X[*Key]]{
		{Name: "key", Rules: []flow.Rule[*dossier.X[*Key]]{
			{From: []flow.State{""}, Do: "nominate_key", By: nominators, To: KeyNominated, Act: dossier.Act(func(x *dossier.X[*Key], c *NominateKey) {
				x.Doc.Title, x.Doc.Cases, x.Doc.Criteria, x.Doc.Reason, x.Doc.NominatedBy = c.Title, c.Cases, c.Criteria, c.Reason, x.Actor.Post.ID
				if x.By == suggestion.Special {
					x.Doc.Special = x.Actor.Post.Org
				}
			})},
			{From: []flow.State{""}, Do: "enter_key", By: []flow.Relation{flow.System}, To: KeyNominated, Act: dossier.Act(func(x *dossier.X[*Key], c *EnterKey) {
				x.Doc.Title, x.Doc.Cases, x.Doc.Level, x.Doc.ByPack, x.Doc.Criteria = c.Title, c.Cases, c.Level, true, []string{"delegation"}
			})},
			{From: []flow.State{KeyNominated, KeyProposed}, Do: "propose_key", By: staff, To: KeyProposed, Act: dossier.Act(func(x *dossier.X[*Key], c *ProposeKey) {
				x.Doc.Level, x.Doc.Leader, x.Doc.GovLeader, x.Doc.Special, x.Doc.Units, x.Doc.ProposedBy = c.Level, c.Leader, c.GovLeader, c.Special, c.Units, x.Actor.Person.ID
			})},
			{From: []flow.State{KeyProposed}, Do: "ask_views", By: staff, Act: dossier.Act(askViews)},
			{From: []flow.State{KeyProposed}, Do: "decide_key", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Key]]{
				dossier.SecondPerson(func(k *Key) int64 { return k.ProposedBy }), unitsAsked, viewsIn,
			}, To: KeyDecided, Act: dossier.Act(func(x *dossier.X[*Key], c *DecideKey) {
				x.Doc.MeetingOn, x.Doc.Meeting, x.Doc.DecidedBy = c.MeetingOn, c.Meeting, x.Actor.Person.ID
				if c.Units != nil {
					x.Doc.Units = c.Units
				}
			})},
			{From: []flow.State{KeyNominated, KeyProposed}, Do: "leave_out_key", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Key]]{
				dossier.Guard("key_by_pack", func(x *dossier.X[*Key]) bool { return !x.Doc.ByPack }),
			}, To: KeyLeftOut, Act: dossier.Act(func(x *dossier.X[*Key], c *suggestion.Reason) { x.Doc.Conclusion = c.Reason })},
			{From: []flow.State{KeyDecided, KeySupervised}, Do: "plan_key", By: doers, To: KeySupervised, Act: dossier.Act(func(x *dossier.X[*Key], c *PlanKey) {
				planKey(x, c)
			})},
			{From: []flow.State{KeyDecided, KeySupervised, KeyReported}, Do: "note_step", By: []flow.Relation{flow.System}, Act: dossier.Act(noteStep)},
			{From: []flow.State{KeyDecided, KeySupervised, KeyReported}, Do: "instruct_key", By: leaders, Act: dossier.Act(func(x *dossier.X[*Key], c *InstructKey) {
				x.Doc.Instruct = append(x.Doc.Instruct, &Instruction{Part: x.Add(Instructed), By: x.Actor.Post.ID, On: x.Env.Today, Text: c.Text, Due: c.Due})
			})},
			{From: []flow.State{KeySupervised}, Do: "report_key", By: doers, To: KeyReported, Act: dossier.Act(func(x *dossier.X[*Key], c *ReportKey) { x.Doc.Report = c.Report })},
			{From: []flow.State{KeyReported}, Do: "conclude_key", By: staff, If: []flow.Guard[*dossier.X[*Key]]{instructed}, To: KeyConcluded, Act: dossier.Act(func(x *dossier.X[*Key], c *ConcludeKey) {
				x.Doc.Conclusion = c.Conclusion
			})},
		}},
		viewTable,
		{Name: "instruction", Begins: []flow.State{Instructed}, Rules: []flow.Rule[*dossier.X[*Key]]{
			{From: []flow.State{Instructed}, Do: "carry_out", By: []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}, To: Carried, Act: dossier.Act(func(x *dossier.X[*Key], c *ReportOrder) {
				instruction(x).Report = c.Report
			})},
			// as on a suggestion, of the leaders the one who gave it; beside the leader the committees that supervise the item
			{From: []flow.State{Carried}, Do: "not_carried_out", By: leaders, If: []flow.Guard[*dossier.X[*Key]]{ownInstruction}, To: Instructed, Act: dossier.Act(notCarriedOut)},
			{From: []flow.State{Carried}, Do: "not_carried_out", By: doers, To: Instructed, Act: dossier.Act(notCarriedOut)},
			{From: []flow.State{Carried}, Do: "take_note", By: leaders, If: []flow.Guard[*dossier.X[*Key]]{ownInstruction}, To: Taken, Act: dossier.Move[*Key]()},
			{From: []flow.State{Carried}, Do: "take_note", By: doers, To: Taken, Act: dossier.Move[*Key]()},
		}},
	},
}
