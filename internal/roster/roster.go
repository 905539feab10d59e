// Package roster holds the tables by which the record of who is who changes: organisations, people, posts, sessions, categories, rule
// packs and the calendar, and who was honoured. The system administrator alone moves them, but for honours; every change is one sealed event
// that carries the row as it then is, so that the log alone tells the present state. It is pure.
package roster

import (
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Kinds of aggregates, which are also the names of their machines and of their chains in the log.
const (
	Orgs       = "org"
	People     = "person"
	Posts      = "post"
	Sessions   = "session"
	Categories = "category"
	Honours    = "honour"   // of units and people; what the dossiers of the machine "award" decide, and what a workbook brings in
	Packs      = "pack"     // the rules of one congress; the id is the congress's
	Calendars  = "calendar" // the calendar of the installation, for which the highest congress answers; the id is the congress's
)

// Kinds lists every kind.
var Kinds = []string{Orgs, People, Posts, Sessions, Categories, Honours, Packs, Calendars}

// States of the aggregates.
const (
	Living  flow.State = "living"   // 存续
	Ended   flow.State = "ended"    // 已撤销
	Known   flow.State = "known"    // 在册
	Held    flow.State = "held"     // 在任
	Left    flow.State = "left"     // 已卸任
	Open    flow.State = "open"     // 已建立
	Closed  flow.State = "closed"   // 已闭会
	InForce flow.State = "in_force" // 施行中
	Given   flow.State = "given"    // 有效
	Revoked flow.State = "revoked"  // 已撤销
)

// Administrator is the relation of the system administrator (系统管理员) to what the congress has.
const Administrator flow.Relation = "administrator"

// Entering is the relation of whoever brings many rows in at once (批量登记): an import, the founding of a congress, the demonstration. Nobody has it
// at a page. Honours are entered and revoked by nobody else: what a dossier decides comes in with its act.
const Entering flow.Relation = "entering"

// Entry is where an aggregate's log stands. Rows that came in before entering wrote an event have no log until somebody changes them: Seq 0.
type Entry struct {
	Kind     string
	ID       int64
	Congress int64
	State    flow.State
	Seq      int    // number of the last event; people's forms carry it to notice who was quicker
	Chain    string // hash of the last event
}

// X is one step: the row that changes, who changes it and what is known of the world. Only the row of the entry's kind is set.
type X struct {
	Org      *org.Org
	Person   *org.Person
	Post     *org.Post
	Session  *org.Session
	Category *org.Category
	Honour   *org.Honour
	Congress *org.Congress
	Facts    Facts
	Actor    org.Actor
	Today    calendar.Day
	Cmd      any
}

// Facts are what guards need to know besides the row.
type Facts struct {
	Roles   []org.Role // that the person concerned holds today
	Below   int        // living organisations or categories below this one
	Open    int        // open cases that name the organisation
	Highest bool       // the congress has none above it
	Others  int        // other people who hold the same administrator's role in the congress
}

// Stands says where a row stands by what it says itself: where its log begins when it is entered, and where it is as long as it has none.
func (x *X) Stands() flow.State {
	switch {
	case x.Org != nil && x.Org.Ended != "", x.Category != nil && x.Category.Ended != "":
		return Ended
	case x.Org != nil, x.Category != nil:
		return Living
	case x.Person != nil:
		return Known
	case x.Post != nil && x.Post.To != "" && x.Post.To < x.Today:
		return Left
	case x.Post != nil:
		return Held
	case x.Session != nil && x.Session.Closes != "" && x.Session.Closes < x.Today:
		return Closed
	case x.Session != nil:
		return Open
	case x.Honour != nil && x.Honour.RevokedOn != "":
		return Revoked
	case x.Honour != nil:
		return Given
	}
	return InForce
}

// Row returns the row under change.
func (x *X) Row() any {
	switch {
	case x.Org != nil:
		return x.Org
	case x.Person != nil:
		return x.Person
	case x.Post != nil:
		return x.Post
	case x.Session != nil:
		return x.Session
	case x.Category != nil:
		return x.Category
	case x.Honour != nil:
		return x.Honour
	}
	return x.Congress
}

// Told is what an event's payload holds: what was asked, and the row as it is afterwards.
type Told struct {
	Cmd json.RawMessage `json:"cmd"`
	Row json.RawMessage `json:"row"`
}

// Relations says what an actor is to the aggregates of a congress.
func Relations(a org.Actor, congress int64) []flow.Relation {
	if a.Post.Role == org.Admin && a.Post.Congress == congress {
		return []flow.Relation{Administrator}
	}
	return []flow.Relation{suggestion.Stranger}
}

// Machine returns the table of a kind.
func Machine(kind string) (flow.Table[*X], bool) {
	for _, t := range Tables {
		if t.Name == kind {
			return t, true
		}
	}
	return flow.Table[*X]{}, false
}

// NewCommand returns a fresh command of an action that people may do and the kind it belongs to; false when there is none.
func NewCommand(do flow.Action) (cmd any, kind string, ok bool) {
	for _, t := range Tables {
		for _, r := range t.Rules {
			if r.Do == do && slices.Contains(r.By, Administrator) {
				return r.Act.Command(), t.Name, true
			}
		}
	}
	return nil, "", false
}

// Offers lists what the actor may do with an entry now, and what waits for something.
func Offers(e Entry, x *X) []flow.Offer {
	t, ok := Machine(e.Kind)
	if !ok {
		return nil
	}
	return t.Offers(x, e.State, Relations(x.Actor, e.Congress))
}

// Apply decides one step: it changes the row of x and the entry, and returns the sealed event. On a fault both must be thrown away.
func Apply(e *Entry, x *X, do flow.Action, env suggestion.Env) (suggestion.Event, error) {
	return apply(e, x, Relations(x.Actor, e.Congress), do, env)
}

func apply(e *Entry, x *X, as []flow.Relation, do flow.Action, env suggestion.Env) (suggestion.Event, error) {
	t, _ := Machine(e.Kind)
	at := e.State
	r, by, err := t.Pick(x, at, as, do)
	if err != nil {
		return suggestion.Event{}, err
	}
	if err := r.Act.Check(x); err != nil {
		return suggestion.Event{}, err
	}
	r.Act.Run(x)
	payload, err := told(x)
	if err != nil {
		return suggestion.Event{}, fmt.Errorf("%s: %w", do, err)
	}
	e.State = r.Target(at)
	e.Seq++
	ev := suggestion.Event{
		Case: e.ID, Congress: e.Congress, Seq: e.Seq, Machine: e.Kind, Action: do, From: at, To: e.State, By: by,
		Post: x.Actor.Post.ID, Person: x.Actor.Person.ID, Org: x.Actor.Post.Org, At: env.At, On: env.Today, Pack: env.InForce,
		Calendar: env.CalendarVersion(), Payload: payload,
	}
	ev.Seal(e.Chain)
	e.Chain = ev.Hash
	return ev, nil
}

func told(x *X) (json.RawMessage, error) {
	cmd, err := json.Marshal(x.Cmd)
	if err != nil {
		return nil, err
	}
	row, err := json.Marshal(x.Row())
	if err != nil {
		return nil, err
	}
	return json.Marshal(Told{Cmd: cmd, Row: row})
}

// Check walks a log and returns the row that it tells of, as JSON, or the first event that cannot be true.
func Check(kind string, id int64, log []suggestion.Event) (json.RawMessage, error) {
	t, _ := Machine(kind)
	var row json.RawMessage
	prev := ""
	for i := range log {
		e := &log[i]
		bad := func(why suggestion.Untrue) error { return &suggestion.BadEvent{Case: id, Seq: e.Seq, Why: why} }
		switch {
		case e.Seq != i+1 || e.Prev != prev:
			return nil, bad(suggestion.Unchained)
		case !e.Intact():
			return nil, bad(suggestion.Altered)
		case i > 0 && e.From != log[i-1].To || !allowed(t, e):
			return nil, bad(suggestion.NoRow)
		}
		prev = e.Hash
		var what Told
		if e.Payload != nil && json.Unmarshal(e.Payload, &what) != nil {
			return nil, bad(suggestion.Illegible)
		}
		row = what.Row
	}
	return row, nil
}

func allowed(t flow.Table[*X], e *suggestion.Event) bool {
	for _, r := range t.Rules {
		for _, from := range r.From {
			if r.Do == e.Action && from == e.From && r.Target(from) == e.To {
				return true
			}
		}
	}
	return false
}

// Transitions lists every step that the tables allow.
func Transitions() []suggestion.Transition {
	var out []suggestion.Transition
	for _, t := range Tables {
		for _, r := range t.Rules {
			for _, from := range r.From {
				out = append(out, suggestion.Transition{Machine: t.Name, From: from, Do: r.Do, To: r.Target(from)})
			}
		}
	}
	return out
}
