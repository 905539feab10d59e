package suggestion

import (
	"net/url"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// OwedStates are the states of a promise that is still owed.
var OwedStates = []flow.State{Promised, Claimed}

// AccountStates are those in which a promise stands in an account. One that ended with a withdrawn suggestion is nobody's any more.
var AccountStates = []flow.State{Promised, Claimed, Kept, Broken}

// PromiseFilter narrows the ledger of promises (承诺台账), counted in promises (项). Zero fields do not narrow.
type PromiseFilter struct {
	Case Filter // the case that the promise was made on: its category, delegation, deputy, county, stream

	Session  int64
	Year     int // made in this year
	Carried  int // made before this year and carried over into it (转入本年度), whatever became of it since
	Term     int // made before this term of the congress and carried over into it (转入本届), whatever became of it since
	Of       int // made on suggestions of this term
	Unit     int64
	States   []flow.State
	Rated    []Rating // the deputy's rating of the fulfilment
	DueFrom  calendar.Day
	DueTo    calendar.Day
	Told     int64        // those that a notice tells of
	ReportTo calendar.Day // those of which the unit was to speak by this day and has not
	After    string
	Limit    int // 50 when 0
}

// Values returns the filter as a query of the ledger; all states are asked for by name, since the ledger's own choice is what
// is still owed.
func (f PromiseFilter) Values() url.Values {
	of := f.Case
	of.Session = f.Session
	v := caseValues(of)
	v.Set("unit", strconv.FormatInt(f.Unit, 10)) // 0 is every unit; without the word a unit's ledger is its own
	list(v, "state", f.States)
	if len(f.States) == 0 {
		v.Set("state", "all")
	}
	list(v, "rated", f.Rated)
	for name, n := range map[string]int{"year": f.Year, "carried": f.Carried, "term": f.Term, "of_term": f.Of} {
		if n != 0 {
			v.Set(name, strconv.Itoa(n))
		}
	}
	if f.Told != 0 {
		v.Set("told", strconv.FormatInt(f.Told, 10))
	}
	list(v, "outcome", f.Case.Outcomes)
	for name, d := range map[string]calendar.Day{"due_from": f.DueFrom, "due_to": f.DueTo, "report_to": f.ReportTo} {
		if d != "" {
			v.Set(name, string(d))
		}
	}
	return v
}

// ParsePromiseFilter reads a query of the ledger; what it does not understand is an Invalid fault that names the parameter.
func ParsePromiseFilter(v url.Values) (PromiseFilter, error) {
	q := query{v: v}
	f := q.promiseFilter()
	return f, q.bad.Err()
}

// PromiseParams lists what ParsePromiseFilter reads.
func PromiseParams() []Param { return paramsOf(func(q *query) { q.promiseFilter() }) }

func (q *query) promiseFilter() PromiseFilter {
	f := PromiseFilter{
		Case: q.caseFilter(), Year: int(q.num("year")), Carried: int(q.num("carried")), Term: int(q.num("term")), Of: int(q.num("of_term")), Unit: q.num("unit"), Told: q.num("told"), States: several(q, "state", append(statesOf("commitment"), "open", "all")),
		Rated: several(q, "rated", ratings), DueFrom: q.day("due_from"), DueTo: q.day("due_to"), ReportTo: q.day("report_to"),
	}
	f.Session, f.Case.Session = f.Case.Session, 0
	f.Case.Outcomes = several(q, "outcome", rule.Outcomes)
	switch q.v.Get("state") {
	case "", "open":
		f.States = OwedStates
	case "all":
		f.States = nil
	}
	f.After, f.Limit = q.line("after"), q.limit()
	return f
}
