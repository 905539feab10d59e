package survey

import (
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Kind is the name under which the log keeps the chains of surveys.
const Kind = "survey"

// States of a survey.
const (
	Planned flow.State = "planned" // 待审定抽样
	Drawn   flow.State = "drawn"   // 已抽样
	Running flow.State = "running" // 调查中
	Ended   flow.State = "ended"   // 已结束
)

// Round is one survey by a third party (第三方调查).
type Round struct {
	ID         int64        `json:"id"`
	Congress   int64        `json:"congress"`
	State      flow.State   `json:"state"`
	Version    int          `json:"v"`
	Seq        int          `json:"seq"`
	Chain      string       `json:"chain"`
	Title      string       `json:"title"`
	Firm       int64        `json:"firm"` // organisation of the third party
	Plan       Plan         `json:"plan"`
	Population []Item       `json:"population,omitempty"`
	Sample     *Sample      `json:"sample,omitempty"`
	Links      []*Link      `json:"links,omitempty"`
	Calls      []*Answered  `json:"calls,omitempty"`
	Until      calendar.Day `json:"until,omitempty"`
	PlannedBy  int64        `json:"planned_by,omitempty"` // person
	DrawnBy    int64        `json:"drawn_by,omitempty"`
}

// Answered is an answer given by telephone.
type Answered struct {
	Case   int64        `json:"case"`
	On     calendar.Day `json:"on"`
	Person int64        `json:"person"` // who called
	Fill
}

// X is one step on a survey.
type X struct {
	*Round
	Actor org.Actor
	Cmd   any
	Env   suggestion.Env
}

// PlanSurvey sets out how a sample is to be drawn. The population is listed by the program and kept with the plan.
type PlanSurvey struct {
	Title      string `json:"title" form:"line,required" max:"100"`
	Firm       int64  `json:"firm" form:"org,required"`
	Population []Item `json:"population" form:"-"`
	Plan
}

func (c *PlanSurvey) check(_ *X) error {
	_, err := Draw(c.Plan, c.Population)
	return err
}

// Start opens the survey: the hashes of the links sent out, one for each case drawn. The tokens never reach the log.
type Start struct {
	Until calendar.Day `json:"until" form:"day,required"`
	Links []*Link      `json:"links" form:"-"`
}

func (c *Start) check(x *X) error {
	if c.Until <= x.Env.Today {
		return fault.OnField("until", "field.day_past")
	}
	seen := map[int64]bool{}
	for _, l := range c.Links {
		if l == nil || seen[l.Case] || !x.drawn(l.Case, false) || len(l.Hash) != 64 {
			return fault.OnField("links", "survey.links_do_not_fit")
		}
		seen[l.Case] = true
	}
	if len(seen) != x.Sample.Size {
		return fault.OnField("links", "survey.links_do_not_fit")
	}
	return nil
}

// AnswerByLink is an answer through a link; of the token only its hash is known here.
type AnswerByLink struct {
	Hash string `json:"hash" form:"-"`
	Fill
}

func (c *AnswerByLink) check(x *X) error {
	for _, l := range x.Links {
		if l.Hash == c.Hash {
			if err := l.open(x.Env.Today); err != nil {
				return err
			}
			if x.answered(l.Case) {
				return fault.New(fault.Conflict, "survey.called_already")
			}
			return nil
		}
	}
	return fault.New(fault.NotFound, "survey.no_such_link")
}

// EnterCall is an answer by telephone (登记电话访问).
type EnterCall struct {
	Case int64        `json:"case" form:"-"`
	On   calendar.Day `json:"on" form:"day,required"`
	Fill
}

func (c *EnterCall) check(x *X) error {
	switch {
	case c.On > x.Env.Today:
		return fault.OnField("on", "field.day_future")
	case !x.drawn(c.Case, true):
		return fault.OnField("case", "survey.not_in_sample")
	}
	if x.answered(c.Case) {
		return fault.OnField("case", "survey.called_already")
	}
	return nil
}

// drawn reports whether a case is in the sample, or among the reserves of its stratum that the phone sheets name.
func (x *X) drawn(id int64, reserves bool) bool {
	return slices.ContainsFunc(x.Sample.Strata, func(s Stratum) bool {
		i := slices.Index(s.Order, id)
		return i >= 0 && (i < s.Take || reserves && i < 2*s.Take)
	})
}

// answered reports whether a case has an answer, whichever way it came: nobody is counted twice.
func (x *X) answered(id int64) bool {
	return slices.ContainsFunc(x.Answers(), func(a Answer) bool { return a.Case == id })
}

// Answers are all answers of the survey, by link and by telephone.
func (r *Round) Answers() []Answer {
	out := Answers(r.Links)
	for _, c := range r.Calls {
		out = append(out, Answer{Case: c.Case, Rating: c.Result})
	}
	return out
}

var (
	office      = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	otherPerson = flow.Guard[*X]{Name: "second_person_sample", OK: func(x *X) bool { return x.PlannedBy != x.Actor.Person.ID }}
)

// Table is the life of a survey.
var Table = flow.Table[*X]{Name: Kind, Rules: []flow.Rule[*X]{
	{From: []flow.State{""}, Do: "plan_survey", By: office, To: Planned, Act: act(plan)},
	{From: []flow.State{Planned}, Do: "change_survey", By: office, Act: act(plan)},
	{From: []flow.State{Planned}, Do: "draw_sample", By: office, If: []flow.Guard[*X]{otherPerson}, To: Drawn, Act: act(func(x *X, _ *suggestion.Nothing) {
		if s, err := Draw(x.Plan, x.Population); err == nil { // checked when it was planned
			x.Sample, x.DrawnBy = &s, x.Actor.Person.ID
		}
	})},
	{From: []flow.State{Drawn}, Do: "start_survey", By: office, To: Running, Act: act(func(x *X, c *Start) { x.Until, x.Links = c.Until, c.Links })},
	{From: []flow.State{Running}, Do: "answer_survey", By: []flow.Relation{flow.System}, Act: act(func(x *X, c *AnswerByLink) {
		for _, l := range x.Links {
			if l.Hash == c.Hash {
				l.AnsweredOn, l.Attitude, l.Result, l.Comment = x.Env.Today, c.Attitude, c.Result, c.Comment
			}
		}
	})},
	{From: []flow.State{Running}, Do: "enter_call", By: append([]flow.Relation{suggestion.Surveyor}, office...), Act: act(func(x *X, c *EnterCall) {
		x.Calls = append(x.Calls, &Answered{Case: c.Case, On: c.On, Person: x.Actor.Person.ID, Fill: c.Fill})
	})},
	{From: []flow.State{Running}, Do: "end_survey", By: []flow.Relation{suggestion.OfficeHead}, To: Ended, Act: act(func(*X, *suggestion.Nothing) {})},
}}

func plan(x *X, c *PlanSurvey) {
	x.Title, x.Firm, x.Plan, x.Population, x.PlannedBy = c.Title, c.Firm, c.Plan, c.Population, x.Actor.Person.ID
}

func act[C any](run func(x *X, c *C)) flow.Effect[*X] {
	return flow.Effect[*X]{
		Command: func() any { return new(C) },
		Check: func(x *X) error {
			if err := suggestion.CheckShape(x.Cmd); err != nil {
				return err
			}
			if c, ok := x.Cmd.(interface{ check(x *X) error }); ok {
				return c.check(x)
			}
			return nil
		},
		Run: func(x *X) {
			if c, ok := x.Cmd.(*C); ok {
				run(x, c)
			}
		},
	}
}

// Relations says what an actor is to a survey: the committee, the third party that it was given to, or nobody.
func Relations(r *Round, a org.Actor) []flow.Relation {
	if a.IsSystem() {
		return []flow.Relation{flow.System}
	}
	if a.Post.Congress == r.Congress || r.State == "" {
		switch {
		case a.Post.Role == org.CommitteeClerk:
			return []flow.Relation{suggestion.Office}
		case a.Post.Role == org.CommitteeHead:
			return []flow.Relation{suggestion.OfficeHead}
		case a.Post.Role == org.Surveyor && r.Firm == a.Post.Org && r.Firm != 0:
			return []flow.Relation{suggestion.Surveyor}
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

// Offers lists what the actor may do with the survey now, and what waits for something.
func Offers(r *Round, a org.Actor) []flow.Offer {
	return Table.Offers(&X{Round: r, Actor: a}, r.State, Relations(r, a))
}

// Apply decides one step on a survey and seals its event. On a fault r must be thrown away.
func Apply(r *Round, a org.Actor, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	return apply(r, a, Relations(r, a), do, cmd, env)
}

func apply(r *Round, a org.Actor, rs []flow.Relation, do flow.Action, cmd any, env suggestion.Env) (suggestion.Event, error) {
	x := &X{Round: r, Actor: a, Cmd: cmd, Env: env}
	at := r.State
	row, by, err := Table.Pick(x, at, rs, do)
	if err != nil {
		return suggestion.Event{}, err
	}
	if err := row.Act.Check(x); err != nil {
		return suggestion.Event{}, err
	}
	payload, err := json.Marshal(cmd)
	if err != nil {
		return suggestion.Event{}, fmt.Errorf("command of %s: %w", do, err)
	}
	if at == "" {
		r.Congress = a.Post.Congress
	}
	row.Act.Run(x)
	r.State = row.Target(at)
	r.Version++
	r.Seq++
	e := suggestion.Event{
		Case: r.ID, Congress: r.Congress, Seq: r.Seq, Machine: Kind, Action: do, From: at, To: r.State, By: by,
		Post: a.Post.ID, Person: a.Person.ID, Org: a.Post.Org, At: env.At, On: env.Today, Pack: env.InForce,
		Calendar: env.CalendarVersion(), Payload: payload,
	}
	e.Seal(r.Chain)
	r.Chain = e.Hash
	return e, nil
}

// Replay folds a survey's log and returns the survey it tells of, or the first event that cannot be true.
func Replay(id int64, log []suggestion.Event) (*Round, error) {
	r := &Round{ID: id}
	for i := range log {
		e := &log[i]
		bad := func(why string) error { return &suggestion.BadEvent{Case: id, Seq: e.Seq, Why: why} }
		if e.Seq != i+1 || e.Prev != r.Chain || !e.Intact() {
			return nil, bad("chain")
		}
		cmd, ok := NewCommand(e.Action)
		if !ok || json.Unmarshal(e.Payload, cmd) != nil || e.From != r.State {
			return nil, bad("payload")
		}
		a := org.Actor{Person: org.Person{ID: e.Person}, Post: org.Post{ID: e.Post, Congress: e.Congress, Org: e.Org}}
		got, err := apply(r, a, []flow.Relation{e.By}, e.Action, cmd, suggestion.Env{At: e.At, Today: e.On, InForce: e.Pack, Version: e.Calendar})
		if err != nil || got.Hash != e.Hash {
			return nil, bad("row")
		}
	}
	return r, nil
}

// Transitions lists every step that the table allows.
func Transitions() []suggestion.Transition {
	var out []suggestion.Transition
	for _, row := range Table.Rules {
		for _, from := range row.From {
			out = append(out, suggestion.Transition{Machine: Kind, From: from, Do: row.Do, To: row.Target(from)})
		}
	}
	return out
}
