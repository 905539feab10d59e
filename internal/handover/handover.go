// Package handover holds the list by which suggestions are handed over (交办清单): one person proposes it, a second approves it,
// and then every case on it is handed over, or none. It is pure.
//
// It is a kind of dossier in all but form, with a table, a road (desk.Handover) and an audit of its own, because its lists are older than that frame.
// They stay so for the sake of what is sealed: their chains are told to witnesses outside the database under this kind, where a dossier's are told
// under another, so that a list that moved would look removed to every witness; and their documents have no head of a dossier, so that each would
// have to be made anew from its log by a migration. Nothing new is to be built like this: see package dossier.
package handover

import (
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Kind is the name under which the log keeps the chains of hand-over lists.
const Kind = "handover"

// States of a list.
const (
	Open     flow.State = "open"     // 编制中
	Proposed flow.State = "proposed" // 待第二人审定
	Approved flow.State = "approved" // 已交办
	Held     flow.State = "held"     // 交办会已召开
	Dropped  flow.State = "dropped"  // 已作废
)

// List is a hand-over list and, when there was one, its meeting (交办会).
type List struct {
	ID         int64        `json:"id"`
	Congress   int64        `json:"congress"`
	Session    int64        `json:"session"`
	State      flow.State   `json:"state"`
	Version    int          `json:"v"`
	Seq        int          `json:"seq"`
	Chain      string       `json:"chain"`
	Title      string       `json:"title"`
	On         calendar.Day `json:"on"`      // day of the meeting; between sessions the day planned, and once approved the day of the hand-over
	Meeting    bool         `json:"meeting"` // handed over at a meeting; false for hand-over between sessions
	Cases      []int64      `json:"cases"`
	ProposedBy int64        `json:"proposed_by,omitempty"` // person
	ApprovedBy int64        `json:"approved_by,omitempty"`
	Note       string       `json:"note,omitempty"`
	Attendance string       `json:"attendance,omitempty"`
	Minutes    string       `json:"minutes,omitempty"`
}

// X is one step on a list.
type X struct {
	*List
	Actor org.Actor
	Today calendar.Day
	Cmd   any
}

// Begin opens a list.
type Begin struct {
	Session int64        `json:"session" form:"-"`
	Title   string       `json:"title" form:"line,required" max:"100"`
	On      calendar.Day `json:"on" form:"day,required"`
	Meeting bool         `json:"meeting" form:"flag"`
	Cases   []int64      `json:"cases" form:"cases"`
}

// Change replaces the cases and the day of a list.
type Change struct {
	Title   string       `json:"title" form:"line,required" max:"100"`
	On      calendar.Day `json:"on" form:"day,required"`
	Meeting bool         `json:"meeting" form:"flag"`
	Cases   []int64      `json:"cases" form:"cases"`
}

// Approve hands over what is on a list, as of a day that follows from the list: see HandsOverOn.
type Approve struct {
	On calendar.Day `json:"on,omitempty" form:"-"` // empty in logs that are older than the rule
}

// SendBack returns a proposed list with a word why.
type SendBack struct {
	Note string `json:"note" form:"text,required" max:"1000"`
}

// Record keeps who came to the meeting and what was said.
type Record struct {
	Attendance string `json:"attendance" form:"text,required" max:"5000"`
	Minutes    string `json:"minutes" form:"text,required" max:"10000"`
}

type guard = flow.Guard[*X]

// Unfilled is why a list on which nothing stands is not sent: the message key of its guard.
const Unfilled = "guard.list_has_cases"

var (
	hasCases     = guard{Name: "list_has_cases", OK: func(x *X) bool { return len(x.Cases) > 0 }}
	secondPerson = guard{Name: "second_person", OK: func(x *X) bool { return x.ProposedBy != x.Actor.Person.ID }}
	firstPerson  = guard{Name: "first_person", OK: func(x *X) bool { return x.ProposedBy == x.Actor.Person.ID }}
	meetingCame  = guard{Name: "list_meeting_came", OK: func(x *X) bool { return !x.Meeting || x.On <= x.Today }}
	isMeeting    = guard{Name: "list_is_meeting", OK: func(x *X) bool { return x.Meeting }}
)

func act[C any](run func(x *X, c *C)) flow.Effect[*X] {
	return flow.Effect[*X]{
		Command: func() any { return new(C) },
		Check:   func(x *X) error { return suggestion.CheckShape(x.Cmd) },
		Run: func(x *X) {
			if c, ok := x.Cmd.(*C); ok {
				run(x, c)
			}
		},
	}
}

var committee = []flow.Relation{suggestion.Office, suggestion.OfficeHead}

// Table is the life of a hand-over list.
var Table = flow.Table[*X]{Name: Kind, Rules: []flow.Rule[*X]{
	{From: []flow.State{""}, Do: "begin_list", By: committee, To: Open, Act: act(func(x *X, c *Begin) {
		x.Session, x.Title, x.On, x.List.Meeting, x.Cases = c.Session, c.Title, c.On, c.Meeting, unique(c.Cases)
	})},
	{From: []flow.State{Open}, Do: "change_list", By: committee, Act: act(func(x *X, c *Change) {
		x.Title, x.On, x.List.Meeting, x.Cases = c.Title, c.On, c.Meeting, unique(c.Cases)
	})},
	{From: []flow.State{Open}, Do: "propose_list", By: committee, If: []guard{hasCases}, To: Proposed, Act: act(func(x *X, _ *suggestion.Nothing) {
		x.ProposedBy, x.Note = x.Actor.Person.ID, ""
	})},
	{From: []flow.State{Proposed}, Do: "send_back_list", By: []flow.Relation{suggestion.OfficeHead}, To: Open, Act: act(func(x *X, c *SendBack) { x.Note = c.Note })},
	{From: []flow.State{Proposed}, Do: "recall_list", By: committee, When: []guard{firstPerson}, To: Open, Act: act(func(*X, *suggestion.Nothing) {})},
	{From: []flow.State{Proposed}, Do: "approve_list", By: []flow.Relation{suggestion.OfficeHead}, If: []guard{secondPerson, meetingCame}, To: Approved, Act: act(func(x *X, c *Approve) {
		x.ApprovedBy = x.Actor.Person.ID
		if c.On != "" {
			x.On = c.On
		}
	})},
	{From: []flow.State{Approved, Held}, Do: "record_meeting", By: committee, When: []guard{isMeeting}, To: Held, Act: act(func(x *X, c *Record) {
		x.Attendance, x.Minutes = c.Attendance, c.Minutes
	})},
	{From: []flow.State{Open, Proposed}, Do: "drop_list", By: committee, To: Dropped, Act: act(func(*X, *suggestion.Nothing) {})},
}}

// HandsOverOn is the day as of which a list approved today hands over, from which all limits count: at a meeting the units had their papers on its
// day, whenever it was entered; between sessions they have them when the list is approved, whatever day was planned.
func (l *List) HandsOverOn(today calendar.Day) calendar.Day {
	if l.Meeting {
		return l.On
	}
	return today
}

// HandedOver reports whether the list has handed its suggestions over.
func (l *List) HandedOver() bool { return l.State == Approved || l.State == Held }

// Others finds, for the cases that stand on other lists in preparation, of this session or an earlier one, on which: a case is handed over by one list.
func (l *List) Others(lists []*List) map[int64]*List {
	out := map[int64]*List{}
	for _, k := range lists {
		if k.ID == l.ID || k.State != Open && k.State != Proposed {
			continue
		}
		for _, id := range k.Cases {
			out[id] = k
		}
	}
	return out
}

// Reads reports whether a role reads the hand-over lists of its congress: they are its committee's.
func Reads(r org.Role) bool { return r == org.CommitteeClerk || r == org.CommitteeHead }

// What a list waits for from somebody. Their words are the catalogue's task.<name>.
const (
	DoApprove = "approve_list" // 交办清单待审定
	DoMend    = "mend_list"    // 退回的交办清单待修改
)

// Staff tells who works in the committee today.
type Staff interface {
	Serves(person int64, on calendar.Day, roles ...org.Role) bool
}

// Task names what a list waits for from an actor: the decision of a head who did not propose it, or the work of who proposed it and had it sent
// back; when that one has left, of the whole office. It is empty when nothing waits.
func (l *List) Task(a org.Actor, s Staff, today calendar.Day) string {
	switch {
	case a.Post.Congress != l.Congress:
	case l.State == Proposed && a.Post.Role == org.CommitteeHead && l.ProposedBy != a.Person.ID:
		return DoApprove
	case l.State == Open && l.Note != "" && Reads(a.Post.Role) && (l.ProposedBy == a.Person.ID || !l.Stays(s, today)):
		return DoMend
	}
	return ""
}

// Stays reports whether who proposed the list still works in the committee.
func (l *List) Stays(s Staff, today calendar.Day) bool {
	return s.Serves(l.ProposedBy, today, org.CommitteeClerk, org.CommitteeHead)
}

func unique(ids []int64) []int64 {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}

// Relations says what an actor is to a list: the committee's people of its congress, or nobody.
func Relations(l *List, a org.Actor) []flow.Relation {
	if a.Post.Congress == l.Congress || l.State == "" {
		switch a.Post.Role {
		case org.CommitteeClerk:
			return []flow.Relation{suggestion.Office}
		case org.CommitteeHead:
			return []flow.Relation{suggestion.OfficeHead}
		}
	}
	return []flow.Relation{suggestion.Stranger}
}

// NewCommand returns a fresh command of an action; false when there is none.
func NewCommand(do flow.Action) (any, bool) {
	for _, r := range Table.Rules {
		if r.Do == do {
			return r.Act.Command(), true
		}
	}
	return nil, false
}

// Offers lists what the actor may do with the list now, and what waits for something.
func Offers(l *List, a org.Actor, today calendar.Day) []flow.Offer {
	return Table.Offers(&X{List: l, Actor: a, Today: today}, l.State, Relations(l, a))
}

// Apply decides one step on a list and seals its event. On a fault l must be thrown away.
func Apply(l *List, a org.Actor, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	x := &X{List: l, Actor: a, Today: env.Today, Cmd: cmd}
	r, by, err := Table.Pick(x, l.State, Relations(l, a), do)
	if err != nil {
		return suggestion.Event{}, err
	}
	if err := r.Act.Check(x); err != nil {
		return suggestion.Event{}, err
	}
	return x.commit(r, by, env)
}

// commit carries a chosen row out and seals its event.
func (x *X) commit(r flow.Rule[*X], by flow.Relation, env suggestion.Env) (suggestion.Event, error) {
	l, a, at := x.List, x.Actor, x.State
	payload, err := json.Marshal(x.Cmd)
	if err != nil {
		return suggestion.Event{}, fmt.Errorf("command of %s: %w", r.Do, err)
	}
	if at == "" {
		l.Congress = a.Post.Congress
	}
	r.Act.Run(x)
	l.State = r.Target(at)
	l.Version++
	l.Seq++
	e := suggestion.Event{
		Case: l.ID, Congress: l.Congress, Seq: l.Seq, Machine: Kind, Action: r.Do, From: at, To: l.State, By: by,
		Post: a.Post.ID, Person: a.Person.ID, Org: a.Post.Org, At: env.At, On: env.Today, Pack: env.InForce,
		Calendar: env.CalendarVersion(), Payload: payload,
	}
	e.Seal(l.Chain)
	l.Chain = e.Hash
	return e, nil
}

// Replay folds a list's log and returns the list it tells of, or the first event that cannot be true.
func Replay(id int64, log []suggestion.Event) (*List, error) {
	l := &List{ID: id}
	for i := range log {
		e := &log[i]
		bad := func(why suggestion.Untrue) error { return &suggestion.BadEvent{Case: id, Seq: e.Seq, Why: why} }
		if e.Seq != i+1 || e.Prev != l.Chain || !e.Intact() {
			return nil, bad(suggestion.Unchained)
		}
		cmd, ok := NewCommand(e.Action)
		if !ok || json.Unmarshal(e.Payload, cmd) != nil || e.From != l.State {
			return nil, bad(suggestion.Illegible)
		}
		role := org.CommitteeClerk
		if e.By == suggestion.OfficeHead {
			role = org.CommitteeHead
		}
		a := org.Actor{Person: org.Person{ID: e.Person}, Post: org.Post{ID: e.Post, Congress: e.Congress, Org: e.Org, Role: role}}
		x := &X{List: l, Actor: a, Today: e.On, Cmd: cmd}
		r, by, err := Table.Pick(x, l.State, Relations(l, a), e.Action)
		if err != nil {
			return nil, bad(suggestion.NoRow)
		}
		// What a text may hold is asked of whoever writes it, never again of what is written.
		got, err := x.commit(r, by, suggestion.Env{At: e.At, Today: e.On, InForce: e.Pack, Version: e.Calendar})
		if err != nil || got.Hash != e.Hash {
			return nil, bad(suggestion.NoRow)
		}
	}
	return l, nil
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
