package suggestion

import (
	"net/url"
	"strconv"

	"huiyin/internal/rule"
)

// FormFilter narrows the evaluations that deputies gave, counted in forms (份): a case that three deputies rate in one round is there three
// times. Zero fields do not narrow.
type FormFilter struct {
	Case Filter // the case that was rated; its session, category, delegation, deputy, county, stream, outcome

	Unit      int64
	First     *bool // of the first round
	Attitudes []Rating
	Results   []Rating
	After     string
	Limit     int
}

func (f *FormFilter) flags() []yesNo { return []yesNo{{"first", &f.First}} }

// Values returns the filter as a query, without cursor and limit.
func (f FormFilter) Values() url.Values {
	v := caseValues(f.Case)
	if f.Unit != 0 {
		v.Set("unit", strconv.FormatInt(f.Unit, 10))
	}
	list(v, "attitude", f.Attitudes)
	list(v, "result", f.Results)
	list(v, "outcome", f.Case.Outcomes)
	setFlags(v, f.flags())
	return v
}

// ParseFormFilter reads a query; what it does not understand is an Invalid fault that names the parameter.
func ParseFormFilter(v url.Values) (FormFilter, error) {
	q := query{v: v}
	f := q.formFilter()
	return f, q.bad.Err()
}

// FormParams lists what ParseFormFilter reads.
func FormParams() []Param { return paramsOf(func(q *query) { q.formFilter() }) }

func (q *query) formFilter() FormFilter {
	f := FormFilter{
		Case: q.caseFilter(), Unit: q.num("unit"), Attitudes: several(q, "attitude", ratings), Results: several(q, "result", ratings),
	}
	f.Case.Outcomes = several(q, "outcome", rule.Outcomes)
	q.flags(f.flags())
	f.After, f.Limit = q.line("after"), q.limit()
	return f
}
