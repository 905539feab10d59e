package look

import (
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Derivation is how a day was counted.
type Derivation = calendar.Derivation

// Find puts a share on a list. It has no field that a person can fill in, and its facts must be those that its list asks for.
type Find struct {
	Congress int64                `json:"congress" form:"-"`
	Title    string               `json:"title" form:"-"` // of the case
	Facts    Facts                `json:"of" form:"-"`
	Verdict  Verdict              `json:"verdict" form:"-"`
	Book     Book                 `json:"book" form:"-"` // the rules by which it was judged, kept with the entry
	Limit    *calendar.Derivation `json:"limit,omitempty" form:"-"`
}

// Check refuses an entry that its facts do not bear out.
func (c *Find) Check(_ *step, f *fault.Fields) {
	if !same(c.Verdict, c.Book.Judge(c.Verdict.List, c.Facts)) || !c.Verdict.Holds {
		f.Add("list", "look.facts_do_not_say_so")
	}
}

// Renew brings the facts of an entry up to date while its rule still holds.
type Renew struct {
	Verdict Verdict `json:"verdict" form:"-"`
}

// Check refuses facts that no longer bear the entry out.
func (c *Renew) Check(x *step, f *fault.Fields) {
	if !c.Verdict.Holds || c.Verdict.List != x.Doc.List {
		f.Add("list", "look.facts_do_not_say_so")
	}
}

// Lapse takes an entry off its list because a fact has changed, and says which conditions hold no longer.
type Lapse struct {
	Verdict Verdict `json:"verdict" form:"-"`
}

// Check refuses to take off what its facts still bear out.
func (c *Lapse) Check(x *step, f *fault.Fields) {
	if c.Verdict.Holds || c.Verdict.List != x.Doc.List || len(c.Verdict.Fails) == 0 {
		f.Add("list", "look.facts_still_say_so")
	}
}

// Release is the written reason for taking an entry off its list, or for keeping it there (撤出理由).
type Release struct {
	Reason string `json:"reason" form:"text,required" max:"2000"`
}

// Redo sends a case back to be done again (回炉): what is to be done, and by when. The pack's limit is filled in by the program.
type Redo struct {
	Order string `json:"order" form:"text,required" max:"2000"`
	Date
}

// Date is the day by which it is to be done; within the pack's limit for handling again, where there is one.
type Date struct {
	Until calendar.Day         `json:"until" form:"day"`
	Limit *calendar.Derivation `json:"limit,omitempty" form:"-"`
}

// SetLimit fills in the pack's limit.
func (c *Date) SetLimit(d *calendar.Derivation) { c.Limit = d }

func (c *Date) until() calendar.Day {
	if c.Until == "" && c.Limit != nil {
		return c.Limit.Due
	}
	return c.Until
}

func (c *Date) check(x *step, f *fault.Fields) {
	switch {
	case c.until() == "":
		f.Add("until", "field.required")
	case !c.until().Valid(): // the shape has been complained of
	case c.until() <= x.Env.Today:
		f.Add("until", "field.day_past")
	case c.Limit != nil && c.until() > c.Limit.Due:
		f.Add("until", "look.later_than_limit", "due", c.Limit.Due)
	}
}

// Check refuses a day that is over or later than the pack allows.
func (c *Redo) Check(x *step, f *fault.Fields) { c.check(x, f) }

// DateRedo sets or moves the day by which it is to be done.
type DateRedo struct{ Date }

// Check refuses a day that is over or later than the pack allows.
func (c *DateRedo) Check(x *step, f *fault.Fields) { c.check(x, f) }

// Anew is what the program knows of the share: a report or an end before the unit has answered the deputy anew is refused.
type Anew struct {
	Reworking bool `json:"reworking,omitempty" form:"-"`
}

// SetReworking fills it in.
func (c *Anew) SetReworking(yes bool) { c.Reworking = yes }

func (c *Anew) check(f *fault.Fields) {
	if c.Reworking {
		f.Add("text", "look.not_answered_again")
	}
}

// ReportRedo is the unit's report on what it has done again.
type ReportRedo struct {
	Text string `json:"text" form:"text,required" max:"3000"`
	Anew
}

// Check refuses a report before the deputy has been answered.
func (c *ReportRedo) Check(_ *step, f *fault.Fields) { c.check(f) }

// SettleRedo is what the committee found when it looked.
type SettleRedo struct {
	Text string `json:"text" form:"text,required" max:"3000"`
	Anew
}

// Check refuses an end before the deputy has been answered.
func (c *SettleRedo) Check(_ *step, f *fault.Fields) { c.check(f) }

// Limit counts the pack's time for handling again from a day. A pack without such a limit gives none, and a person sets the day.
func Limit(p *rule.Pack, stream suggestion.Stream, from calendar.Day, c *calendar.Calendar) *calendar.Derivation {
	d, ok := p.DueFor(rule.Redo, rule.Stream(stream), from, c)
	if !ok || d.Due == "" {
		return nil
	}
	return &d
}
