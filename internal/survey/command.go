package survey

import (
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// mostDrawn bounds a sample: the sheets of a survey are read by people.
const mostDrawn = 500

// PlanSurvey sets out how a sample is to be drawn. The population is listed by the program and kept with the plan.
type PlanSurvey struct {
	Title string `json:"title" form:"line,required" max:"100"`
	Firm  int64  `json:"firm" form:"surveyor,required"`
	About string `json:"about" form:"choice,required" options:"key,class_b,all"`
	Plan
	Population []Item  `json:"population" form:"-"`
	Layers     []Layer `json:"layers" form:"-"`
}

// Check refuses a plan by which nothing could be drawn.
func (c *PlanSurvey) Check(_ *step, f *fault.Fields) {
	if c.Size > mostDrawn {
		f.Add("size", "survey.too_large", "max", mostDrawn)
		return
	}
	_, err := Draw(c.Plan, c.Population)
	f.Take(err)
}

// SetLayers sets by hand how many are drawn from each stratum.
type SetLayers struct {
	Layers []SetLayer `json:"layers" form:"rows,required"`
}

// SetLayer is one stratum, by the name that people know.
type SetLayer struct {
	Label string `json:"label" form:"line,required" max:"200"`
	Take  int    `json:"take" form:"number"`
}

// sizes turns what was typed into the sizes of a plan, with complaints where f is given.
func (c *SetLayers) sizes(r *Round, f *fault.Fields) map[string]int {
	out := map[string]int{}
	for i, k := range c.Layers {
		at := "layers." + strconv.Itoa(i)
		j := slices.IndexFunc(r.Layers, func(l Layer) bool { return l.Label == k.Label })
		key, name, args := "", at+".take", []any(nil)
		switch {
		case j < 0:
			key, name = "survey.unknown_stratum", at+".label"
		case k.Take > r.Layers[j].Size:
			key, args = "survey.larger_than_stratum", []any{"size", k.Take, "of", r.Layers[j].Size}
		case k.Take < 0:
			key = "field.number"
		case k.Take == 0 && r.Plan.Floor:
			key = "survey.floor_of_one"
		default:
			out[r.Layers[j].Name] = k.Take
			continue
		}
		if f != nil {
			f.Add(name, key, args...)
		}
	}
	return out
}

// Check refuses more than a stratum has, strata that there are none of, and a sample of nothing.
func (c *SetLayers) Check(x *step, f *fault.Fields) {
	p := x.Doc.Plan
	p.Sizes = c.sizes(x.Doc, f)
	if f.Err() != nil {
		return
	}
	all := 0
	for _, n := range p.Sizes {
		all += n
	}
	if all == 0 {
		f.Add("layers", "field.required")
		return
	}
	if _, err := Draw(p, x.Doc.Population); err != nil {
		f.Add("layers", "survey.every_stratum")
	}
}

// Issue is a set of links made by the program. Tokens are there for the one page that shows them; they are written nowhere.
type Issue struct {
	Links  []*Link          `json:"links" form:"-"`
	Tokens map[int64]string `json:"-" form:"-"`
}

// Issued returns the set to be filled.
func (c *Issue) Issued() *Issue { return c }

// fit refuses links that are not exactly one for each of the cases.
func (c *Issue) fit(f *fault.Fields, want []int64) {
	seen := map[int64]bool{}
	for _, l := range c.Links {
		if l == nil || seen[l.Case] || !slices.Contains(want, l.Case) || len(l.Hash) != 64 {
			f.Add("links", "survey.links_do_not_fit")
			return
		}
		seen[l.Case] = true
	}
	if len(seen) != len(want) {
		f.Add("links", "survey.links_do_not_fit")
	}
}

// Start opens the survey: the hashes of the links handed out, one for each case drawn. The tokens never reach the log.
type Start struct {
	Until calendar.Day `json:"until" form:"day,required"`
	Issue
}

// Check refuses a day that is over and links that do not fit the sample.
func (c *Start) Check(x *step, f *fault.Fields) {
	if c.Until <= x.Env.Today {
		f.Add("until", "field.day_past")
		return
	}
	c.fit(f, x.Doc.Sample.Chosen())
}

// RenewLinks makes new links for the cases that have no answer yet; the old ones open nothing any more.
type RenewLinks struct{ Issue }

// Check refuses links that do not fit what is still unanswered.
func (c *RenewLinks) Check(x *step, f *fault.Fields) {
	open := x.Doc.Unanswered()
	if len(open) == 0 {
		f.Add("links", "survey.all_answered")
		return
	}
	c.fit(f, open)
}

// AnswerByLink is an answer through a link; of the token only its hash is known here.
type AnswerByLink struct {
	Hash string `json:"hash" form:"-"`
	Fill
}

// Check refuses a link that opens nothing, that was used, or whose time is over, and a case that was answered by telephone.
func (c *AnswerByLink) Check(x *step, f *fault.Fields) {
	i := slices.IndexFunc(x.Doc.Links, func(l *Link) bool { return l.Hash == c.Hash })
	if i < 0 {
		f.Add("link", "survey.no_such_link")
		return
	}
	if key, args := x.Doc.Closed(x.Doc.Links[i], x.Env.Today); key != "" {
		f.Add("link", key, args...)
	}
}

// Closed says why a link can no longer be used; empty when it can.
func (r *Round) Closed(l *Link, today calendar.Day) (key string, args []any) {
	switch {
	case l.AnsweredOn != "":
		return "survey.answered_already", []any{"day", l.AnsweredOn}
	case l.Void:
		return "survey.no_such_link", nil
	case r.State != Running:
		return "survey.closed", []any{"day", r.Until}
	case today > r.Until:
		return "survey.closed", []any{"day", r.Until}
	case r.Answered(l.Case):
		return "survey.called_already", nil
	}
	return "", nil
}

// EnterCall is an answer by telephone (登记电话访问). Case names a line of the phone sheet.
type EnterCall struct {
	Line int          `json:"line" form:"number,required"` // as the sheets number them
	On   calendar.Day `json:"on" form:"day,required"`
	Fill
	ID int64 `json:"case" form:"-"`
}

// Check refuses cases that the sheets do not name, and a second answer about one.
func (c *EnterCall) Check(x *step, f *fault.Fields) {
	switch {
	case c.On > x.Env.Today:
		f.Add("on", "field.day_future")
	case !x.Doc.Drawn(c.ID):
		f.Add("line", "survey.not_in_sample")
	case x.Doc.Answered(c.ID):
		f.Add("line", "survey.called_already")
	}
}
