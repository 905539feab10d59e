package suggestion

import (
	"net/url"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// ShareFilter narrows a list of units' shares (承办任务), counted in unit-times (件次): a case with three units is there three
// times. It is a type of its own so that no figure can mix the two populations. Zero fields do not narrow.
type ShareFilter struct {
	Case Filter // the case that the share belongs to; its session, category, delegation, deputy, county, stream, history, and what is told of the share

	Unit       int64
	Answers    *bool // sole, lead or separate; false: co-handlers
	States     []flow.State
	Signed     *bool
	SignTime   *bool // signed for within its limit
	Replied    *bool
	Timings    []Timing
	AnswerDue  calendar.Day // the first answer was due on or before this day
	Late       calendar.Day // a limit of the unit's ran out before this day and still runs
	Contact    string       // any, met, visited, never
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

func (f *ShareFilter) flags() []yesNo {
	return []yesNo{
		{"answers", &f.Answers},
		{"history", &f.Case.History},
		{"instructed", &f.Instructed},
		{"redo_limit", &f.RedoLimit},
		{"redone", &f.Redone},
		{"replied", &f.Replied},
		{"sign_time", &f.SignTime},
		{"signed", &f.Signed},
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
	list(v, "known", f.Case.Known)
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
	f := q.shareFilter()
	return f, q.bad.Err()
}

// ShareParams lists what ParseShareFilter reads.
func ShareParams() []Param { return paramsOf(func(q *query) { q.shareFilter() }) }

func (q *query) shareFilter() ShareFilter {
	f := ShareFilter{
		Case: q.caseFilter(), Unit: q.num("unit"), States: several(q, "state", statesOf("assignment")), Timings: several(q, "timing", timings),
		AnswerDue: q.day("answer_due"), Late: q.day("late"), Contact: q.among("contact", Contacts...), Outcomes: several(q, "outcome", rule.Outcomes),
		Results: several(q, "result", ratings), RedoTimes: several(q, "redo_timing", timings), Effects: several(q, "effect", effects),
	}
	f.Case.Known = several(q, "known", everyFact)
	q.flags(f.flags())
	f.After, f.Limit = q.line("after"), q.limit()
	return f
}

// caseValues are the words of a list of parts that speak of the case.
func caseValues(f Filter) url.Values {
	of := Filter{
		Session: f.Session, Category: f.Category, Delegation: f.Delegation, Lead: f.Lead, County: f.County, Stream: f.Stream, History: f.History,
	}
	return of.Values()
}

func (q *query) caseFilter() Filter {
	return Filter{
		Session: q.session(), Category: q.num("category"), Delegation: q.num("delegation"), Lead: q.num("lead"),
		County: q.num("county"), Stream: Stream(q.among("stream", texts(streams)...)),
	}
}

// yesNo is a field of a filter that asks yes, no or nothing, with its name in an address.
type yesNo struct {
	name string
	at   **bool
}

func setFlags(v url.Values, flags []yesNo) {
	for _, f := range flags {
		if *f.at != nil {
			v.Set(f.name, strconv.FormatBool(**f.at))
		}
	}
}
