package question

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Known is what the program fills in about the case, so that the event holds what was true then.
type Known struct {
	Delivered calendar.Day `json:"delivered,omitempty"` // first delivery of the share's reply, or of the first of all
	Sampled   bool         `json:"sampled,omitempty"`   // drawn for the third party, or a reserve that stood in
	OldB      bool         `json:"old_b,omitempty"`     // of an earlier year, and answered "being solved" or "planned" then
	Checkers  []int64      `json:"checkers,omitempty"`  // persons who checked the form of question one
	Protected bool         `json:"protected,omitempty"` // only the committee knows whom to ask
}

// Know reads what is known of a share from the case; part 0 is the case as a whole. today's year is the year of asking.
func Know(c *suggestion.Case, part int, sampled bool, today calendar.Day) Known {
	k := Known{Sampled: sampled, Protected: c.About.Protected, Delivered: delivered(c, part), OldB: promisedIn(c, part) < today.Year()}
	for _, f := range c.Forms {
		if f.Checked != 0 {
			k.Checkers = append(k.Checkers, f.Checked)
		}
	}
	return k
}

// answered lists the shares that have been answered: one, or with part 0 all of them.
func answered(c *suggestion.Case, part int) []*suggestion.Assignment {
	return slices.DeleteFunc(c.Answering(), func(a *suggestion.Assignment) bool { return part != 0 && a.No != part || a.FirstOn == "" })
}

// delivered is the first day on which a share was answered; empty when none was.
func delivered(c *suggestion.Case, part int) (first calendar.Day) {
	for _, a := range answered(c, part) {
		if first == "" || a.FirstOn < first {
			first = a.FirstOn
		}
	}
	return first
}

// never is later than every year.
const never = 1 << 16

// promisedIn is the first year in which a share was handed over whose answer promised something: 0 where the year is not known, never when none did.
func promisedIn(c *suggestion.Case, part int) int {
	first := never
	for _, a := range answered(c, part) {
		if promised(c, a) {
			first = min(first, a.AssignedOn.Year())
		}
	}
	return first
}

// promised reports whether a reply of the share promised something or was classed as being solved: keeping the promise later changes
// nothing about last year's list.
func promised(c *suggestion.Case, a *suggestion.Assignment) bool {
	return a.Outcome == rule.InProgress || a.Outcome == rule.Planned ||
		slices.ContainsFunc(c.Commitments, func(k *suggestion.Commitment) bool { return k.Assignment == a.No })
}

// Said is what the deputy said, whoever asked.
type Said struct {
	Unit     int64             `json:"unit" form:"unit"` // the unit asked about; 0 for the case as a whole
	Share    int               `json:"share" form:"-"`   // its assignment
	On       calendar.Day      `json:"on" form:"day,required"`
	Attitude suggestion.Rating `json:"attitude" form:"choice,required" options:"satisfied,basically,not_satisfied"`
	Result   suggestion.Rating `json:"result" form:"choice,required" options:"satisfied,basically,not_satisfied"`
	Comment  string            `json:"comment" form:"text" max:"3000"`
	Known    Known             `json:"known" form:"-"`
}

// Learn fills in what is true of the case when it is asked about.
func (c *Said) Learn(about *suggestion.Case, today calendar.Day) {
	c.Share = 0
	for _, a := range about.Answering() {
		if c.Unit != 0 && a.Unit == c.Unit {
			c.Share = a.No
		}
	}
	c.Known = Know(about, c.Share, false, today)
}

func (c *Said) known() Known { return c.Known }

func (c *Said) check(x *step, f *fault.Fields) {
	switch {
	case c.On > x.Env.Today:
		f.Add("on", "field.day_future")
	case c.Unit != 0 && c.Share == 0:
		f.Add("unit", "question.not_a_unit_of_it")
	case c.Known.Delivered == "" || c.On < c.Known.Delivered:
		f.Add("on", "question.before_reply")
	}
	if (c.Attitude == suggestion.NotSatisfied || c.Result == suggestion.NotSatisfied) && c.Comment == "" {
		f.Add("comment", "field.reasons_when_unsatisfied")
	}
}

// AskAgain is the committee's own question while promises are being kept (再次征询).
type AskAgain struct {
	Way     string `json:"way" form:"choice,required" options:"meeting,phone,county"`
	SawForm string `json:"saw_form" form:"choice" options:"yes,no"`
	Said
}

// Check refuses what the case contradicts, and a way that is not the asker's.
func (c *AskAgain) Check(x *step, f *fault.Fields) {
	c.check(x, f)
	wayOf(x, c.Way, c.Known, f)
}

// wayOf refuses a way that is not the asker's, and an asker who does not know whom to ask: under protection the committee alone does (ADR 121).
func wayOf(x *step, way string, k Known, f *fault.Fields) {
	if k.Protected && !slices.Contains(office, x.By) {
		f.Add("way", "question.committee_asks")
	}
	if (x.By == suggestion.CountyDesk) != (way == "county") && way != "" {
		f.Add("way", "question.way_of_county")
	}
}

// EnterSurvey is an answer given to the third party (第三方评价): the survey hands it over when it closes.
type EnterSurvey struct {
	Way    string `json:"way" form:"choice,required" options:"link,phone"`
	Asker  int64  `json:"asker" form:"-"` // the third party's organisation
	Person int64  `json:"person,omitempty" form:"-"`
	Said
}

// Check refuses answers about cases that were not drawn.
func (c *EnterSurvey) Check(x *step, f *fault.Fields) {
	c.check(x, f)
	if !c.Known.Sampled {
		f.Add("case", "question.not_sampled")
	}
}

// AskLastYear is the question about last year's class B (上年B类件回访).
type AskLastYear struct {
	Way string `json:"way" form:"choice,required" options:"meeting,phone,county"`
	Said
}

// Check refuses cases that are not last year's class B.
func (c *AskLastYear) Check(x *step, f *fault.Fields) {
	c.check(x, f)
	if !c.Known.OldB {
		f.Add("on", "question.not_last_years_b")
	}
	wayOf(x, c.Way, c.Known, f)
}

// DelegateCounty asks a county's congress to put the second or fourth question to the deputy (委托县市区人大征询).
type DelegateCounty struct {
	County    int64        `json:"county" form:"county,required"`
	CountyDue calendar.Day `json:"county_due" form:"day,required"`
	Deputy    int64        `json:"deputy,omitempty" form:"-"` // post of whom the county is to ask
	Known     Known        `json:"known,omitzero" form:"-"`
}

// Learn fills in whom the county is to ask, and whether it may know.
func (c *DelegateCounty) Learn(about *suggestion.Case, today calendar.Day) {
	c.Known = Know(about, 0, false, today)
	if c.Deputy = about.Lead; c.Known.Protected {
		c.Deputy = 0
	}
}

// Check refuses a day that is over, and a county that may not know whom it would ask.
func (c *DelegateCounty) Check(x *step, f *fault.Fields) {
	if c.Known.Protected {
		f.Add("county", "question.no_county_asks")
	}
	x.Ahead(f, "county_due", c.CountyDue)
}

// OpenSheet begins the sheet of a case when somebody asks for the first time.
type OpenSheet struct {
	Congress int64   `json:"congress" form:"-"`
	Case     int64   `json:"case" form:"-"`
	Title    string  `json:"title" form:"-"`
	Lead     int64   `json:"lead,omitempty" form:"-"`
	Specials []int64 `json:"specials,omitempty" form:"-"`
}

// SheetOf gathers what the sheet of a case begins with.
func SheetOf(c *suggestion.Case) *OpenSheet {
	s := &OpenSheet{Congress: c.Congress, Case: c.ID, Title: c.Text.Title, Lead: c.Lead}
	for _, a := range c.Answering() {
		if a.Special != 0 && !slices.Contains(s.Specials, a.Special) {
			s.Specials = append(s.Specials, a.Special)
		}
	}
	return s
}

var _ dossier.Checker[*Sheet] = (*AskAgain)(nil)
