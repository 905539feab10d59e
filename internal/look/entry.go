package look

import (
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Kind is the name under which the log keeps the chains of found entries.
const Kind = "found"

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

// Entry is one share of a case on one list in one year: found by its facts, and followed until it is settled or released.
type Entry struct {
	ID         int64        `json:"id"`
	Congress   int64        `json:"congress"`
	State      flow.State   `json:"state"`
	Version    int          `json:"v"`
	Seq        int          `json:"seq"`
	Chain      string       `json:"chain"`
	List       List         `json:"list"`
	Case       int64        `json:"case"`
	Part       int          `json:"part"`
	Unit       int64        `json:"unit"`
	Year       int          `json:"year"`
	Rules      int          `json:"rules"` // version of the book
	FoundOn    calendar.Day `json:"found_on"`
	Facts      []Fact       `json:"facts"`                // those that put it there, as last looked at
	DoubtedBy  int64        `json:"doubted_by,omitempty"` // person
	Reason     string       `json:"reason,omitempty"`     // of the release, or of its refusal
	ReleasedBy int64        `json:"released_by,omitempty"`
	Fails      []Test       `json:"fails,omitempty"` // why it lapsed
	Order      string       `json:"order,omitempty"` // what is to be done again
	Due        calendar.Day `json:"due,omitempty"`
	Rounds     int          `json:"rounds,omitempty"` // times it was sent back
	Notes      []Note       `json:"notes,omitempty"`
	ReportedBy int64        `json:"reported_by,omitempty"` // person
	EndedOn    calendar.Day `json:"ended_on,omitempty"`
}

// Note is something reported or seen while the entry is followed.
type Note struct {
	On   calendar.Day `json:"on"`
	By   int64        `json:"by"`   // post
	Kind string       `json:"kind"` // report, track, back, settle
	Text string       `json:"text"`
}

// Overdue reports whether what is to be done again should have been done by the day.
func (e *Entry) Overdue(on calendar.Day) bool {
	return e.State == Redone && e.Due != "" && on > e.Due
}

// X is one step on an entry.
type X struct {
	*Entry
	Actor org.Actor
	By    flow.Relation
	Cmd   any
	Env   suggestion.Env
}

// guard.second_person of the hand-over speaks of hand-overs; these have sentences of their own.
var (
	otherReleaser = flow.Guard[*X]{Name: "second_person_release", OK: func(x *X) bool { return x.DoubtedBy != x.Actor.Person.ID }}
	otherSettler  = flow.Guard[*X]{Name: "second_person_settle", OK: func(x *X) bool { return x.ReportedBy != x.Actor.Person.ID }}
	isPublic      = flow.Guard[*X]{Name: "found_by_public", OK: func(x *X) bool { return x.listOf() == Public }}
	notPublic     = flow.Guard[*X]{Name: "found_by_rule", OK: func(x *X) bool { return x.listOf() != Public }}
	unreported    = flow.Guard[*X]{Name: "nothing_reported", OK: func(x *X) bool { return x.List == Public && x.ReportedBy == 0 }}
)

// listOf returns the list of the entry, or that of the command by which it comes to be.
func (x *X) listOf() List {
	if c, ok := x.Cmd.(*Find); ok && x.State == "" {
		return c.Verdict.List
	}
	return x.List
}

var (
	office = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	head   = []flow.Relation{suggestion.OfficeHead}
	unit   = []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}
	system = []flow.Relation{flow.System}
)

// Table is the life of an entry. Nobody types one: only the program finds it, and only facts or a second person end it undone.
var Table = flow.Table[*X]{Name: Kind, Rules: []flow.Rule[*X]{
	{From: []flow.State{""}, Do: "find_case", By: system, When: []flow.Guard[*X]{notPublic}, To: Found, Act: act(find)},
	{From: []flow.State{""}, Do: "find_case", By: system, When: []flow.Guard[*X]{isPublic}, To: Redone, Act: act(find), Clock: redoClock("start")},
	{From: []flow.State{Found, Doubted}, Do: "renew_facts", By: system, Act: act(renew)},
	{From: []flow.State{Found, Doubted}, Do: "lapse_case", By: system, To: Lapsed, Act: act(lapse)},
	{From: []flow.State{Redone}, Do: "lapse_case", By: system, If: []flow.Guard[*X]{unreported}, To: Lapsed, Act: act(lapse), Clock: redoClock("void")},
	{From: []flow.State{Found}, Do: "ask_release", By: office, To: Doubted, Act: act(func(x *X, c *Release) { x.DoubtedBy, x.Reason = x.Actor.Person.ID, c.Reason })},
	{From: []flow.State{Doubted}, Do: "release_case", By: head, If: []flow.Guard[*X]{otherReleaser}, To: Released, Act: act(release)},
	{From: []flow.State{Doubted}, Do: "keep_case", By: head, If: []flow.Guard[*X]{otherReleaser}, To: Found, Act: act(func(x *X, c *Release) { x.DoubtedBy, x.Reason = 0, c.Reason })},
	{From: []flow.State{Found, Doubted}, Do: "redo_case", By: head, To: Redone, Act: act(redo), Clock: redoClock("start")},
	{From: []flow.State{Redone}, Do: "date_redo", By: head, Act: act(func(x *X, c *Date) { x.Due = c.until() }), Clock: redoClock("extend")},
	{From: []flow.State{Redone}, Do: "report_redo", By: unit, To: Tracked, Act: act(report), Clock: redoClock("stop")},
	{From: []flow.State{Redone, Tracked}, Do: "track_case", By: office, Act: act(func(x *X, c *Said) { x.note("track", c.Text) })},
	{From: []flow.State{Tracked}, Do: "redo_again", By: head, To: Redone, Act: act(redo), Clock: redoClock("start")},
	{From: []flow.State{Tracked}, Do: "settle_case", By: head, If: []flow.Guard[*X]{otherSettler}, To: Settled, Act: act(func(x *X, c *Said) {
		x.note("settle", c.Text)
		x.EndedOn = x.Env.Today
	})},
}}

func redoClock(does string) []flow.Clock { return []flow.Clock{{Name: string(rule.Redo), Does: does}} }

func find(x *X, c *Find) {
	f := c.Facts
	x.List, x.Case, x.Part, x.Unit, x.Year = c.Verdict.List, f.Case, f.Part, f.Unit, f.Year
	x.Rules, x.FoundOn, x.Facts = c.Verdict.Rules, x.Env.Today, c.Verdict.Facts
	if x.List == Public && c.Limit != nil {
		x.Due = c.Limit.Due
	}
}

func renew(x *X, c *Renew) { x.Facts, x.Rules = c.Verdict.Facts, c.Verdict.Rules }

func lapse(x *X, c *Lapse) { x.Fails, x.EndedOn, x.Due = c.Verdict.Fails, x.Env.Today, "" }

func release(x *X, c *Release) {
	x.Reason, x.ReleasedBy, x.EndedOn = c.Reason, x.Actor.Person.ID, x.Env.Today
}

func redo(x *X, c *Redo) {
	x.DoubtedBy, x.ReportedBy = 0, 0
	x.Rounds++
	x.Order, x.Due = c.Order, c.until()
	x.note("back", c.Order)
}

func report(x *X, c *Said) {
	x.ReportedBy = x.Actor.Person.ID
	x.note("report", c.Text)
}

func (x *X) note(kind, text string) {
	x.Notes = append(x.Notes, Note{On: x.Env.Today, By: x.Actor.Post.ID, Kind: kind, Text: text})
}

// Relations says what an actor is to an entry: the committee, the unit whose share it is, or nobody.
func Relations(e *Entry, a org.Actor) []flow.Relation {
	if a.IsSystem() {
		return system
	}
	if a.Post.Congress == e.Congress {
		switch {
		case a.Post.Role == org.CommitteeClerk:
			return []flow.Relation{suggestion.Office}
		case a.Post.Role == org.CommitteeHead:
			return []flow.Relation{suggestion.OfficeHead}
		case a.Post.Org == e.Unit && (a.Post.Role == org.UnitClerk || a.Post.Role == org.GovOffice):
			return []flow.Relation{suggestion.UnitClerk}
		case a.Post.Org == e.Unit && a.Post.Role == org.UnitHead:
			return []flow.Relation{suggestion.UnitHead}
		}
	}
	return []flow.Relation{suggestion.Stranger}
}

// NewCommand returns a fresh command of an action; false when there is none.
func NewCommand(do flow.Action) (any, bool) {
	i := slices.IndexFunc(Table.Rules, func(r flow.Rule[*X]) bool { return r.Do == do })
	if i < 0 {
		return nil, false
	}
	return Table.Rules[i].Act.Command(), true
}

// Offers lists what the actor may do with the entry now, and what waits for something.
func Offers(e *Entry, a org.Actor) []flow.Offer {
	return Table.Offers(&X{Entry: e, Actor: a}, e.State, Relations(e, a))
}

// Apply decides one step on an entry and seals its event. On a fault e must be thrown away.
func Apply(e *Entry, a org.Actor, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	return apply(e, a, Relations(e, a), do, cmd, env)
}

func apply(e *Entry, a org.Actor, rs []flow.Relation, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	x := &X{Entry: e, Actor: a, Cmd: cmd, Env: env}
	at := e.State
	r, by, err := Table.Pick(x, at, rs, do)
	if err != nil {
		return suggestion.Event{}, err
	}
	x.By = by
	if err := r.Act.Check(x); err != nil {
		return suggestion.Event{}, err
	}
	payload, err := json.Marshal(cmd)
	if err != nil {
		return suggestion.Event{}, fmt.Errorf("command of %s: %w", do, err)
	}
	if c, ok := cmd.(*Find); ok && at == "" {
		e.Congress = c.Congress
	}
	r.Act.Run(x)
	e.State = r.Target(at)
	e.Version++
	e.Seq++
	ev := suggestion.Event{
		Case: e.ID, Congress: e.Congress, Seq: e.Seq, Machine: Kind, Action: do, From: at, To: e.State, By: by,
		Post: a.Post.ID, Person: a.Person.ID, Org: a.Post.Org, At: env.At, On: env.Today, Pack: env.InForce,
		Calendar: env.CalendarVersion(), Payload: payload,
	}
	ev.Seal(e.Chain)
	e.Chain = ev.Hash
	return ev, nil
}

// Replay folds an entry's log and returns the entry it tells of, or the first event that cannot be true.
func Replay(id int64, log []suggestion.Event) (*Entry, error) {
	e := &Entry{ID: id}
	for i := range log {
		ev := &log[i]
		bad := func(why string) error { return &suggestion.BadEvent{Case: id, Seq: ev.Seq, Why: why} }
		if ev.Seq != i+1 || ev.Prev != e.Chain || !ev.Intact() {
			return nil, bad("chain")
		}
		cmd, ok := NewCommand(ev.Action)
		if !ok || json.Unmarshal(ev.Payload, cmd) != nil || ev.From != e.State {
			return nil, bad("payload")
		}
		a := org.Actor{Person: org.Person{ID: ev.Person}, Post: org.Post{ID: ev.Post, Congress: ev.Congress, Org: ev.Org}}
		got, err := apply(e, a, []flow.Relation{ev.By}, ev.Action, cmd, suggestion.Env{At: ev.At, Today: ev.On, InForce: ev.Pack, Version: ev.Calendar})
		if err != nil || got.Hash != ev.Hash {
			return nil, bad("row")
		}
	}
	return e, nil
}

// Transitions lists every step that the table allows.
func Transitions() []suggestion.Transition {
	var out []suggestion.Transition
	for _, r := range Table.Rules {
		for _, from := range r.From {
			out = append(out, suggestion.Transition{Machine: Kind, From: from, Do: r.Do, To: r.Target(from)})
		}
	}
	return out
}
