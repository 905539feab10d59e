package suggestion

import (
	"net/url"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// ShareFilter narrows a list of units' shares (承办任务), counted in unit-times (件次): a case with three units is there three
// times. It is a type of its own so that no figure can mix the two populations. Zero fields do not narrow.
type ShareFilter struct {
	Case Filter // the case that the share belongs to; its session, category, delegation, deputy, county, stream, history

	Unit       int64
	Answers    *bool // sole, lead or separate; false: co-handlers
	States     []flow.State
	Signed     *bool
	SignTime   *bool // signed for within its limit
	Replied    *bool
	Timings    []Timing
	AnswerDue  calendar.Day // the first answer was due on or before this day
	Late       calendar.Day // a limit of the unit's ran out before this day and still runs
	Contact    string       // any, met, visited
	Instructed *bool
	Outcomes   []rule.Outcome
	Results    []Rating
	Redone     *bool
	RedoLimit  *bool // the re-handling has a limit
	RedoTimes  []Timing
	Effects    []Effect
	After      string
	Limit      int
}

func (f *ShareFilter) flags() map[string]**bool {
	return map[string]**bool{
		"answers": &f.Answers, "signed": &f.Signed, "sign_time": &f.SignTime, "replied": &f.Replied, "instructed": &f.Instructed,
		"redone": &f.Redone, "redo_limit": &f.RedoLimit, "history": &f.Case.History,
	}
}

// Values returns the filter as a query, without cursor and limit.
func (f ShareFilter) Values() url.Values {
	v := caseValues(f.Case)
	if f.Unit != 0 {
		v.Set("unit", strconv.FormatInt(f.Unit, 10))
	}
	list(v, "state", f.States)
	list(v, "timing", f.Timings)
	list(v, "outcome", f.Outcomes)
	list(v, "result", f.Results)
	list(v, "redo_timing", f.RedoTimes)
	list(v, "effect", f.Effects)
	if f.AnswerDue != "" {
		v.Set("answer_due", string(f.AnswerDue))
	}
	if f.Late != "" {
		v.Set("late", string(f.Late))
	}
	if f.Contact != "" {
		v.Set("contact", f.Contact)
	}
	setFlags(v, f.flags())
	return v
}

// ParseShareFilter reads a query; what it does not understand is an Invalid fault that names the parameter.
func ParseShareFilter(v url.Values) (ShareFilter, error) {
	q := query{v: v}
	f := ShareFilter{
		Case: q.caseFilter(), Unit: q.num("unit"), States: words[flow.State](v, "state"), Timings: words[Timing](v, "timing"),
		AnswerDue: q.day("answer_due"), Late: q.day("late"), Contact: q.among("contact", "any", "met", "visited"), Outcomes: words[rule.Outcome](v, "outcome"),
		Results: words[Rating](v, "result"), RedoTimes: words[Timing](v, "redo_timing"), Effects: words[Effect](v, "effect"),
		After: v.Get("after"), Limit: int(q.num("limit")),
	}
	q.flags(f.flags())
	if f.Limit > most {
		q.bad.Add("limit", "field.number")
	}
	return f, q.bad.Err()
}

// caseValues are the words of a list of parts that speak of the case.
func caseValues(f Filter) url.Values {
	of := Filter{
		Session: f.Session, Category: f.Category, Delegation: f.Delegation, Lead: f.Lead, County: f.County, Stream: f.Stream, History: f.History,
	}
	return of.Values()
}

// query reads the parameters of a list and collects complaints.
type query struct {
	v   url.Values
	bad fault.Fields
}

func (q *query) num(name string) int64 {
	s := q.v.Get(name)
	n, err := strconv.ParseInt(s, 10, 64)
	if s != "" && (err != nil || n < 0) {
		q.bad.Add(name, "field.number")
	}
	return n
}

func (q *query) day(name string) calendar.Day {
	s := q.v.Get(name)
	if s == "" {
		return ""
	}
	d, err := calendar.ParseDay(s)
	if err != nil {
		q.bad.Add(name, "field.day")
	}
	return d
}

func (q *query) among(name string, choices ...string) string {
	s := q.v.Get(name)
	if s != "" && !has(choices, s) {
		q.bad.Add(name, "field.choice")
	}
	return s
}

func (q *query) flags(flags map[string]**bool) {
	for name, to := range flags {
		s := q.v.Get(name)
		if s == "" {
			continue
		}
		yes, err := strconv.ParseBool(s)
		if err != nil {
			q.bad.Add(name, "field.choice")
			continue
		}
		*to = &yes
	}
}

func (q *query) caseFilter() Filter {
	return Filter{
		Session: q.num("session"), Category: q.num("category"), Delegation: q.num("delegation"), Lead: q.num("lead"),
		County: q.num("county"), Stream: Stream(q.v.Get("stream")),
	}
}

func setFlags(v url.Values, flags map[string]**bool) {
	for name, b := range flags {
		if *b != nil {
			v.Set(name, strconv.FormatBool(**b))
		}
	}
}
