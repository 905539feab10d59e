package question

import (
	"encoding/json"
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// SheetKind is the name under which the log keeps the chains of sheets.
const SheetKind = "question"

// States of a sheet.
const (
	Asking flow.State = "asking" // 征询中
	Closed flow.State = "closed" // 已归档
)

// Sheet holds the four records of one case side by side (四问表).
type Sheet struct {
	Doc
	Case     int64     `json:"case"`
	County   int64     `json:"county,omitempty"`
	Units    []int64   `json:"units"`
	Specials []int64   `json:"specials,omitempty"`
	Records  []*Record `json:"records,omitempty"`
}

// Record returns the record with this number, or nil.
func (s *Sheet) Record(no int) *Record {
	for _, r := range s.Records {
		if r.No == no {
			return r
		}
	}
	return nil
}

// X is one step on a sheet.
type X struct {
	*Sheet
	Actor org.Actor
	By    flow.Relation
	Cmd   any
	Env   suggestion.Env
}

func (x *X) doc() *Doc             { return &x.Doc }
func (x *X) take(by flow.Relation) { x.By = by }
func (x *X) cmd() any              { return x.Cmd }
func (x *X) chosen() *Record {
	if c, ok := x.Cmd.(interface{ chosen() int }); ok {
		return x.Record(c.chosen())
	}
	return nil
}

func (c *Choose) chosen() int { return c.Record }

type guard = flow.Guard[*X]

// ownAsker: each of the four has an asker of its own. Who has asked one question of a case, or checked its form, asks none of the others.
func ownAsker(w Wave) guard {
	return guard{Name: "own_asker", OK: func(x *X) bool {
		return !slices.ContainsFunc(x.Records, func(r *Record) bool {
			return r.State != Void && r.Wave != w && (r.Person == x.Actor.Person.ID || r.CheckedBy == x.Actor.Person.ID)
		})
	}}
}

// some asks it of the record that the command names, or, before there is a command, whether there is such a record at all.
func some(x *X, ok func(r *Record) bool) bool {
	if x.Cmd == nil {
		return slices.ContainsFunc(x.Records, ok)
	}
	r := x.chosen()
	return r != nil && ok(r)
}

var (
	noFormWaits = guard{Name: "no_form_waits", OK: func(x *X) bool {
		c, ok := x.Cmd.(*RegisterForm)
		return !ok || !slices.ContainsFunc(x.Records, func(r *Record) bool { return r.State == Entered && r.Part == c.Part })
	}}
	formWaits = guard{Name: "form_waits", OK: func(x *X) bool {
		return some(x, func(r *Record) bool { return r.State == Entered })
	}}
	stands = guard{Name: "record_stands", OK: func(x *X) bool {
		return some(x, func(r *Record) bool { return r.State == Valid })
	}}
	otherEyes = guard{Name: "second_person_form", OK: func(x *X) bool {
		return some(x, func(r *Record) bool { return r.Person != x.Actor.Person.ID })
	}}
)

var (
	office = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	asking = []flow.State{Asking}
)

// Table is the life of a sheet.
var Table = flow.Table[*X]{Name: SheetKind, Rules: []flow.Rule[*X]{
	{From: []flow.State{""}, Do: "open_sheet", By: []flow.Relation{flow.System}, To: Asking, Act: act(func(x *X, c *OpenSheet) {
		x.Congress, x.Case, x.County, x.Units, x.Specials = c.Congress, c.Case, c.County, c.Units, c.Specials
	})},
	{From: asking, Do: "take_form", By: []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}, If: []guard{noFormWaits}, Act: act(func(x *X, c *RegisterForm) {
		r := x.note(Form, Entered, ByUnit, "form", c.Said)
		r.HandedOver, r.Signed = c.HandedOver, c.Signed
	})},
	{From: asking, Do: "confirm_form", By: office, If: []guard{formWaits, otherEyes}, Act: act(func(x *X, _ *Choose) {
		r := x.chosen()
		r.State, r.CheckedBy = Valid, x.Actor.Person.ID
	})},
	{From: asking, Do: "reject_form", By: office, If: []guard{formWaits, otherEyes}, Act: act(void)},
	{From: asking, Do: "ask_deputy", By: append([]flow.Relation{suggestion.CountyDesk}, office...), If: []guard{ownAsker(Again)}, Act: act(func(x *X, c *AskAgain) {
		r := x.note(Again, Valid, x.asker(), c.Way, c.Said)
		r.SawForm = c.SawForm
	})},
	{From: asking, Do: "enter_survey", By: []flow.Relation{flow.System}, Act: act(func(x *X, c *EnterSurvey) {
		r := x.note(Third, Valid, ByThird, c.Way, c.Said)
		r.Org, r.Person = c.Asker, c.Person
	})},
	{From: asking, Do: "ask_last_year", By: append([]flow.Relation{suggestion.CountyDesk, suggestion.Special}, office...), If: []guard{ownAsker(LastYear)}, Act: act(func(x *X, c *AskLastYear) {
		x.note(LastYear, Valid, x.asker(), c.Way, c.Said)
	})},
	{From: asking, Do: "void_record", By: []flow.Relation{suggestion.OfficeHead}, If: []guard{stands, otherEyes}, Act: act(void)},
	{From: asking, Do: "close_sheet", By: []flow.Relation{flow.System}, To: Closed, Act: act(func(*X, *suggestion.Nothing) {})},
}}

func void(x *X, c *Reject) { r := x.chosen(); r.State, r.Why = Void, c.Reason }

func (x *X) asker() Asker {
	switch x.By {
	case suggestion.CountyDesk:
		return ByCounty
	case suggestion.Special:
		return BySpecial
	}
	return ByCommittee
}

// note adds a record.
func (x *X) note(w Wave, s flow.State, by Asker, way string, c Said) *Record {
	r := &Record{
		No: len(x.Records) + 1, Wave: w, Part: c.Part, State: s, Asker: by, Person: x.Actor.Person.ID, Post: x.Actor.Post.ID,
		Org: x.Actor.Post.Org, On: c.On, Way: way, Attitude: c.Attitude, Result: c.Result, Comment: c.Comment, Scan: c.Scan,
	}
	x.Records = append(x.Records, r)
	return r
}

// Relations says what an actor is to a sheet.
func Relations(s *Sheet, a org.Actor) []flow.Relation {
	if a.IsSystem() {
		return []flow.Relation{flow.System}
	}
	if a.Post.Congress == s.Congress {
		switch r := a.Post.Role; {
		case r == org.CommitteeClerk:
			return []flow.Relation{suggestion.Office}
		case r == org.CommitteeHead:
			return []flow.Relation{suggestion.OfficeHead}
		case r == org.CountyClerk && s.County == a.Post.Org:
			return []flow.Relation{suggestion.CountyDesk}
		case r == org.SpecialClerk && slices.Contains(s.Specials, a.Post.Org):
			return []flow.Relation{suggestion.Special}
		case (r == org.UnitClerk || r == org.GovOffice) && slices.Contains(s.Units, a.Post.Org):
			return []flow.Relation{suggestion.UnitClerk}
		case r == org.UnitHead && slices.Contains(s.Units, a.Post.Org):
			return []flow.Relation{suggestion.UnitHead}
		}
	}
	return []flow.Relation{suggestion.Stranger}
}

// NewCommand returns a fresh command of an action of sheets; false when there is none.
func NewCommand(do flow.Action) (any, bool) { return command(Table, do) }

// Offers lists what the actor may do with the sheet now, and what waits for something.
func Offers(s *Sheet, a org.Actor) []flow.Offer {
	return Table.Offers(&X{Sheet: s, Actor: a}, s.State, Relations(s, a))
}

// Apply decides one step on a sheet and seals its event. On a fault s must be thrown away.
func Apply(s *Sheet, a org.Actor, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	return apply(Table, &X{Sheet: s, Actor: a, Cmd: cmd, Env: env}, a, Relations(s, a), do, cmd, env)
}

// Replay folds a sheet's log and returns the sheet it tells of, or the first event that cannot be true.
func Replay(id int64, log []suggestion.Event) (*Sheet, error) {
	s := &Sheet{Doc: Doc{ID: id}}
	err := replay(&s.Doc, log, func(a org.Actor, by flow.Relation, do flow.Action, payload []byte, env suggestion.Env) (suggestion.Event, bool) {
		cmd, ok := NewCommand(do)
		if !ok || json.Unmarshal(payload, cmd) != nil {
			return suggestion.Event{}, false
		}
		e, err := apply(Table, &X{Sheet: s, Actor: a, Cmd: cmd, Env: env}, a, []flow.Relation{by}, do, cmd, env)
		return e, err == nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Transitions lists every step that the tables of this package allow.
func Transitions() []suggestion.Transition {
	return append(transitions(Table), transitions(ReviewTable)...)
}
