package suggestion

import (
	"net/url"
	"strconv"

	"huiyin/internal/rule"
)

// DeputyFilter narrows the lead deputies of suggestions, counted in persons (人): a deputy with five suggestions is there once. Zero fields
// do not narrow. By which suggestions a deputy counts at all says the catalogue (indicator.Behind).
type DeputyFilter struct {
	Case Filter // the suggestions by which a deputy counts; their session, category, delegation, deputy, county, stream, outcome, history

	Unit    int64  // that answers for the suggestion
	Contact string // any, met, visited: at least one of them had it
	After   string
	Limit   int
}

func (f *DeputyFilter) flags() []yesNo { return []yesNo{{"history", &f.Case.History}} }

// Values returns the filter as a query, without cursor and limit.
func (f DeputyFilter) Values() url.Values {
	v := caseValues(f.Case)
	if f.Unit != 0 {
		v.Set("unit", strconv.FormatInt(f.Unit, 10))
	}
	if f.Contact != "" {
		v.Set("contact", f.Contact)
	}
	list(v, "outcome", f.Case.Outcomes)
	return v
}

// ParseDeputyFilter reads a query; what it does not understand is an Invalid fault that names the parameter.
func ParseDeputyFilter(v url.Values) (DeputyFilter, error) {
	q := query{v: v}
	f := q.deputyFilter()
	return f, q.bad.Err()
}

// DeputyParams lists what ParseDeputyFilter reads.
func DeputyParams() []Param { return paramsOf(func(q *query) { q.deputyFilter() }) }

func (q *query) deputyFilter() DeputyFilter {
	f := DeputyFilter{Case: q.caseFilter(), Unit: q.num("unit"), Contact: q.among("contact", Reached...)}
	f.Case.Outcomes = several(q, "outcome", rule.Outcomes)
	q.flags(f.flags())
	f.After, f.Limit = q.line("after"), q.limit()
	return f
}
