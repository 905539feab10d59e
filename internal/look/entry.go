package look

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Theme is the chapter of the year's work that the kinds belong to.
const Theme = "look"

// States of an entry of a found list.
const (
	Found    flow.State = "found"    // 已列入
	Doubted  flow.State = "doubted"  // 提议撤出, 待第二人审定
	Released flow.State = "released" // 已撤出
	Lapsed   flow.State = "lapsed"   // 事实变化, 自动撤出
	Redone   flow.State = "redone"   // 回炉办理中
	Tracked  flow.State = "tracked"  // 跟踪督促
	Settled  flow.State = "settled"  // 已办结销号
)

// ends are the states in which nothing more is asked of anybody.
var ends = []flow.State{Released, Lapsed, Settled}

// Entry is one share of a case on one list in one year: found by its facts, and followed until it is settled or released.
type Entry struct {
	dossier.Head
	Title      string       `json:"title"` // of the case
	List       List         `json:"list" show:"option:list" tells:"apart"`
	Case       int64        `json:"case" show:"case"`
	Part       int          `json:"part" show:"-"`
	Unit       int64        `json:"unit" show:"unit"`
	Year       int          `json:"year" show:"-"`
	Rules      int          `json:"rules"` // version of the book
	FoundOn    calendar.Day `json:"found_on"`
	Facts      []Fact       `json:"facts" show:"-"`                     // those that put it there, as last looked at
	DoubtedBy  int64        `json:"doubted_by,omitempty" show:"person"` // who asks for the release
	Reason     string       `json:"reason,omitempty"`                   // of the release, or of its refusal
	ReleasedBy int64        `json:"released_by,omitempty" show:"person"`
	Fails      []Test       `json:"fails,omitempty" show:"-"` // why it lapsed
	Order      string       `json:"order,omitempty"`          // what is to be done again
	Until      calendar.Day `json:"until,omitempty"`
	Rounds     int          `json:"rounds,omitempty"` // times it was sent back
	Notes      []Note       `json:"notes,omitempty"`
	ReportedBy int64        `json:"reported_by,omitempty" show:"person"`
	EndedOn    calendar.Day `json:"ended_on,omitempty"`
}

// Face tells lists, scope and tasks of the entry. The unit learns of it when it has to do the work again.
func (e *Entry) Face() dossier.Face {
	f := dossier.Face{Title: e.Title, On: e.FoundOn, Cases: []int64{e.Case}}
	clerk, head, unit := access.Body("office", e.Congress), access.Body("office_head", e.Congress), access.Body("unit", e.Unit)
	if e.Order != "" || e.List == Public {
		f.Parties = []string{unit, access.Body("unit_head", e.Unit)}
	}
	switch e.State {
	case Found:
		f.Tasks = []dossier.Task{{Name: "judge_found", Holder: clerk, Start: e.FoundOn}}
	case Doubted:
		f.Tasks = []dossier.Task{{Name: "release_case", Holder: head}}
	case Redone:
		f.Due = e.Until
		f.Tasks = []dossier.Task{{Name: "report_redo", Holder: unit, Due: e.Until}}
		if e.Until == "" {
			f.Tasks = append(f.Tasks, dossier.Task{Name: "date_redo", Holder: head})
		}
	case Tracked:
		f.Tasks = []dossier.Task{{Name: "settle_case", Holder: head}}
	}
	return f
}

// Note is something reported or seen while the entry is followed.
type Note struct {
	On   calendar.Day `json:"on"`
	By   int64        `json:"by" show:"post"`
	Kind string       `json:"kind" show:"option:note"` // report, track, back, settle
	Text string       `json:"text"`
}

// Reported is the day on which the unit reported on what it was last told to do again; empty while it has not.
func (e *Entry) Reported() calendar.Day {
	on := calendar.Day("")
	for _, n := range e.Notes {
		switch n.Kind {
		case "back":
			on = ""
		case "report":
			on = n.On
		}
	}
	return on
}

type (
	step  = dossier.X[*Entry]
	guard = flow.Guard[*step]
)

// guard.second_person of the hand-over speaks of hand-overs; these have sentences of their own.
var (
	otherReleaser = dossier.Guard("second_person_release", func(x *step) bool { return x.Doc.DoubtedBy != x.Actor.Person.ID })
	otherSettler  = dossier.Guard("second_person_settle", func(x *step) bool { return x.Doc.ReportedBy != x.Actor.Person.ID })
	isPublic      = dossier.Guard("found_by_public", func(x *step) bool { return listOf(x) == Public })
	notPublic     = dossier.Guard("found_by_rule", func(x *step) bool { return listOf(x) != Public })
	unreported    = dossier.Guard("nothing_reported", func(x *step) bool { return x.Doc.List == Public && x.Doc.ReportedBy == 0 })
)

// listOf returns the list of the entry, or that of the command by which it comes to be.
func listOf(x *step) List {
	if c, ok := x.Cmd.(*Find); ok && x.Doc.State == "" {
		return c.Verdict.List
	}
	return x.Doc.List
}

var (
	office = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	head   = []flow.Relation{suggestion.OfficeHead}
	unit   = []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}
	system = []flow.Relation{flow.System}
	// readers are the roles that read every entry of their congress.
	readers = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader}
)

// FoundKind is the life of an entry. Nobody types one: only the program finds it, and only facts or a second person end it undone.
var FoundKind = dossier.Sort[*Entry]{
	Called: "found", Of: Theme, Public: readers, New: func() *Entry { return &Entry{} },
	Tables: []flow.Table[*step]{{Name: "found", Rules: []flow.Rule[*step]{
		{From: []flow.State{""}, Do: "find_case", By: system, When: []guard{notPublic}, To: Found, Act: dossier.Act(find)},
		{From: []flow.State{""}, Do: "find_case", By: system, When: []guard{isPublic}, To: Redone, Act: dossier.Act(find), Clock: redoClock("start")},
		{From: []flow.State{Found, Doubted}, Do: "renew_facts", By: system, Act: dossier.Act(renew)},
		{From: []flow.State{Found, Doubted}, Do: "lapse_case", By: system, To: Lapsed, Act: dossier.Act(lapse)},
		{From: []flow.State{Redone}, Do: "lapse_case", By: system, If: []guard{unreported}, To: Lapsed, Act: dossier.Act(lapse), Clock: redoClock("void")},
		{From: []flow.State{Found}, Do: "ask_release", By: office, To: Doubted, Act: dossier.Act(func(x *step, c *Release) {
			x.Doc.DoubtedBy, x.Doc.Reason = x.Actor.Person.ID, c.Reason
		})},
		{From: []flow.State{Doubted}, Do: "release_case", By: head, If: []guard{otherReleaser}, To: Released, Act: dossier.Act(release)},
		{From: []flow.State{Doubted}, Do: "keep_case", By: head, If: []guard{otherReleaser}, To: Found, Act: dossier.Act(func(x *step, c *Release) {
			x.Doc.DoubtedBy, x.Doc.Reason = 0, c.Reason
		})},
		{From: []flow.State{Found, Doubted}, Do: "redo_case", By: head, To: Redone, Act: dossier.Act(redo), Clock: redoClock("start")},
		{From: []flow.State{Redone}, Do: "date_redo", By: head, Act: dossier.Act(func(x *step, c *DateRedo) { x.Doc.Until = c.until() }), Clock: redoClock("extend")},
		{From: []flow.State{Redone}, Do: "report_redo", By: unit, To: Tracked, Act: dossier.Act(report), Clock: redoClock("stop")},
		{From: []flow.State{Redone, Tracked}, Do: "track_case", By: office, Act: dossier.Act(func(x *step, c *suggestion.Words) { note(x, "track", c.Text) })},
		{From: []flow.State{Tracked}, Do: "redo_again", By: head, To: Redone, Act: dossier.Act(redo), Clock: redoClock("start")},
		{From: []flow.State{Tracked}, Do: "settle_case", By: head, If: []guard{otherSettler}, To: Settled, Act: dossier.Act(func(x *step, c *SettleRedo) {
			note(x, "settle", c.Text)
			x.Doc.EndedOn = x.Env.Today
		})},
	}}},
}

func redoClock(does string) []flow.Clock { return []flow.Clock{{Name: string(rule.Redo), Does: does}} }

func find(x *step, c *Find) {
	f, e := c.Facts, x.Doc
	e.Congress, e.Title = c.Congress, c.Title
	e.List, e.Case, e.Part, e.Unit, e.Year = c.Verdict.List, f.Case, f.Part, f.Unit, f.Year
	e.Rules, e.FoundOn, e.Facts = c.Verdict.Rules, x.Env.Today, c.Verdict.Facts
	if e.List == Public && c.Limit != nil {
		e.Until = c.Limit.Due
	}
}

func renew(x *step, c *Renew) { x.Doc.Facts, x.Doc.Rules = c.Verdict.Facts, c.Verdict.Rules }

func lapse(x *step, c *Lapse) {
	x.Doc.Fails, x.Doc.EndedOn, x.Doc.Until = c.Verdict.Fails, x.Env.Today, ""
}

func release(x *step, c *Release) {
	x.Doc.Reason, x.Doc.ReleasedBy, x.Doc.EndedOn = c.Reason, x.Actor.Person.ID, x.Env.Today
}

func redo(x *step, c *Redo) {
	e := x.Doc
	e.DoubtedBy, e.ReportedBy = 0, 0
	e.Rounds++
	e.Order, e.Until = c.Order, c.until()
	note(x, "back", c.Order)
}

func report(x *step, c *ReportRedo) {
	x.Doc.ReportedBy = x.Actor.Person.ID
	note(x, "report", c.Text)
}

func note(x *step, kind, text string) {
	x.Doc.Notes = append(x.Doc.Notes, Note{On: x.Env.Today, By: x.Actor.Post.ID, Kind: kind, Text: text})
}
