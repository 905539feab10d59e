package question

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Known is what the program fills in about the case, so that the event holds what was true then.
type Known struct {
	Delivered calendar.Day `json:"delivered,omitempty"` // first delivery of the share's reply, or of the first of all
	Sampled   bool         `json:"sampled,omitempty"`   // drawn for the third party, or a reserve that stood in
	OldB      bool         `json:"old_b,omitempty"`     // of an earlier year, and answered "being solved" or "planned" then
}

// Know reads what is known of a share from the case; part 0 is the case as a whole. today's year is the year of asking.
func Know(c *suggestion.Case, part int, sampled bool, today calendar.Day) Known {
	k := Known{Sampled: sampled}
	for _, a := range c.Answering() {
		if part != 0 && a.No != part || a.FirstOn == "" {
			continue
		}
		if k.Delivered == "" || a.FirstOn < k.Delivered {
			k.Delivered = a.FirstOn
		}
		if promised(c, a) && a.AssignedOn.Year() < today.Year() {
			k.OldB = true
		}
	}
	return k
}

// promised reports whether a reply of the share promised something or was classed as being solved: keeping the promise later changes
// nothing about last year's list.
func promised(c *suggestion.Case, a *suggestion.Assignment) bool {
	return a.Outcome == rule.InProgress || a.Outcome == rule.Planned ||
		slices.ContainsFunc(c.Commitments, func(k *suggestion.Commitment) bool { return k.Assignment == a.No })
}

// Said is what the deputy said, whoever asked.
type Said struct {
	Part     int               `json:"part" form:"-"`
	On       calendar.Day      `json:"on" form:"day,required"`
	Attitude suggestion.Rating `json:"attitude" form:"choice" options:"satisfied,basically,not_satisfied"`
	Result   suggestion.Rating `json:"result" form:"choice" options:"satisfied,basically,not_satisfied"`
	Comment  string            `json:"comment" form:"text" max:"3000"`
	Scan     string            `json:"scan" form:"file"`
	Known    Known             `json:"known" form:"-"`
}

func (c *Said) check(x *X, f *fault.Fields) {
	switch {
	case c.On > x.Env.Today:
		f.Add("on", "field.day_future")
	case c.Known.Delivered == "" || c.On < c.Known.Delivered:
		f.Add("on", "question.before_reply")
	}
	if (c.Attitude == suggestion.NotSatisfied || c.Result == suggestion.NotSatisfied) && c.Comment == "" {
		f.Add("comment", "field.reasons_when_unsatisfied")
	}
}

// rated asks for both levels.
func (c *Said) rated(f *fault.Fields) {
	if c.Attitude == "" {
		f.Add("attitude", "field.required")
	}
	if c.Result == "" {
		f.Add("result", "field.required")
	}
}

// RegisterForm is the unit's account of the form handed over with the reply (登记反馈意见表).
type RegisterForm struct {
	HandedOver bool `json:"handed_over" form:"flag"`
	Signed     bool `json:"signed" form:"flag"`
	Said
}

func (c *RegisterForm) check(x *X, f *fault.Fields) {
	c.Said.check(x, f)
	switch {
	case c.Signed && !c.HandedOver:
		f.Add("signed", "question.signed_without_form")
	case c.Signed:
		c.rated(f)
		if c.Scan == "" {
			f.Add("scan", "question.scan_when_signed")
		}
	case c.Attitude != "" || c.Result != "":
		f.Add("result", "question.level_without_signature")
	}
}

// Choose names a record.
type Choose struct {
	Record int `json:"record" form:"-"`
}

// Reject says why a form is not accepted or a record is made void.
type Reject struct {
	Choose
	Reason string `json:"reason" form:"text,required" max:"2000"`
}

// AskAgain is the committee's own question while promises are being kept (再次征询).
type AskAgain struct {
	Way     string `json:"way" form:"choice,required" options:"meeting,phone,county"`
	SawForm string `json:"saw_form" form:"choice" options:"yes,no"`
	Said
}

func (c *AskAgain) check(x *X, f *fault.Fields) {
	c.Said.check(x, f)
	c.rated(f)
	if (x.By == suggestion.CountyDesk) != (c.Way == "county") && c.Way != "" {
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

func (c *EnterSurvey) check(x *X, f *fault.Fields) {
	c.Said.check(x, f)
	c.rated(f)
	if !c.Known.Sampled {
		f.Add("case", "question.not_sampled")
	}
}

// AskLastYear is the question about last year's class B (上年B类件回访).
type AskLastYear struct {
	Way string `json:"way" form:"choice,required" options:"meeting,phone,county"`
	Said
}

func (c *AskLastYear) check(x *X, f *fault.Fields) {
	c.Said.check(x, f)
	c.rated(f)
	if !c.Known.OldB {
		f.Add("case", "question.not_last_years_b")
	}
	if (x.By == suggestion.CountyDesk) != (c.Way == "county") && c.Way != "" {
		f.Add("way", "question.way_of_county")
	}
}

// OpenSheet begins the sheet of a case when its first reply is out.
type OpenSheet struct {
	Congress int64   `json:"congress" form:"-"`
	Case     int64   `json:"case" form:"-"`
	County   int64   `json:"county,omitempty" form:"-"`
	Units    []int64 `json:"units" form:"-"`
	Specials []int64 `json:"specials,omitempty" form:"-"`
}

// SheetOf gathers what the sheet of a case begins with.
func SheetOf(c *suggestion.Case) *OpenSheet {
	s := &OpenSheet{Congress: c.Congress, Case: c.ID, County: c.County}
	for _, a := range c.Answering() {
		s.Units = append(s.Units, a.Unit)
		if a.Special != 0 {
			s.Specials = append(s.Specials, a.Special)
		}
	}
	return s
}
