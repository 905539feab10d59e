package score

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Ruling is what became of an objection.
type Ruling string

// The rulings. One that waits changes nothing.
const (
	RulingWaits   Ruling = "waiting"
	RulingGranted Ruling = "granted"
	RulingDenied  Ruling = "denied"
)

// Appeal is a unit's objection to a fact or an entry behind its sheet (复核申请), with the decision on it. A granted one corrects the
// fact in this run; what was frozen before stays beside it.
type Appeal struct {
	No         int          `json:"no"`
	Unit       int64        `json:"unit"`
	FiledOn    calendar.Day `json:"filed_on"`
	Words      string       `json:"words"`
	Case       int64        `json:"case,omitempty"`
	Assignment int          `json:"assignment,omitempty"`
	Field      string       `json:"field,omitempty"` // a day or rating of the item, or the code of a fact
	Was        string       `json:"was,omitempty"`
	Is         string       `json:"is,omitempty"`
	Entry      int          `json:"entry,omitempty"` // instead of a field: the entry to be struck out
	Ruling     Ruling       `json:"ruling"`
	DecidedOn  calendar.Day `json:"decided_on,omitempty"`
	DecidedBy  int64        `json:"decided_by,omitempty"` // person
	Grounds    string       `json:"grounds,omitempty"`
}

// correctable gives access to the days and ratings of an item that a ruling may correct.
func (it *Item) correctable(field string) (get func() string, set func(string), ok bool) {
	switch field {
	case "signed_on":
		return text(&it.SignedOn)
	case "answered_on":
		return text(&it.AnsweredOn)
	case "regular_due":
		return text(&it.RegularDue)
	case "due":
		return text(&it.Due)
	case "longest_due":
		return text(&it.LongestDue)
	case "opinion_on":
		return text(&it.OpinionOn)
	case "result":
		return text(&it.Result)
	case "attitude":
		return text(&it.Attitude)
	case "outcome":
		return text(&it.Outcome)
	}
	return nil, nil, false
}

func text[T ~string](p *T) (func() string, func(string), bool) {
	return func() string { return string(*p) }, func(s string) { *p = T(s) }, true
}

// fits reports whether a value is one that the field can have.
func fits(field, value string) bool {
	switch field {
	case "result", "attitude":
		return value == "" || slices.Contains([]suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}, suggestion.Rating(value))
	case "outcome":
		return value == "" || slices.Contains(rule.Outcomes, rule.Outcome(value))
	}
	return value == "" || calendar.Day(value).Valid()
}

// settles reports whether two objections ask about the same thing.
func (a Appeal) settles(o Appeal) bool {
	if a.Entry != 0 || o.Entry != 0 {
		return a.Entry == o.Entry
	}
	return a.Unit == o.Unit && a.Case == o.Case && a.Assignment == o.Assignment && a.Field == o.Field
}

func (a Appeal) check(p string, in *Inputs, f *fault.Fields) {
	s := in.Scheme
	switch {
	case !a.FiledOn.Valid() || in.PublishedOn == "" || a.FiledOn < in.PublishedOn:
		f.Add(p+".filed_on", "score.bad.before_publication")
	case calendar.DaysUntil(in.PublishedOn, a.FiledOn) > s.AppealDays:
		f.Add(p+".filed_on", "score.bad.appeal_late", "n", s.AppealDays, "day", in.PublishedOn)
	}
	if a.Words == "" {
		f.Add(p+".words", "score.bad.required")
	}
	switch a.Ruling {
	case RulingWaits:
	case RulingGranted, RulingDenied:
		if a.Grounds == "" {
			f.Add(p+".grounds", "score.bad.required")
		}
		if a.DecidedOn < a.FiledOn {
			f.Add(p+".decided_on", "score.bad.decided_before")
		}
	default:
		f.Add(p+".ruling", "score.bad.choice", "text", string(a.Ruling))
	}
	if a.Entry != 0 {
		if !slices.ContainsFunc(in.Entries, func(e Entry) bool { return e.No == a.Entry && e.Unit == a.Unit }) {
			f.Add(p+".entry", "score.bad.entry", "no", a.Entry)
		}
		return
	}
	a.checkField(p, in, f)
}

func (a Appeal) checkField(p string, in *Inputs, f *fault.Fields) {
	it := in.unit(a.Unit).item(a.Case, a.Assignment)
	if it == nil {
		f.Add(p+".case", "score.bad.item", "case", a.Case)
		return
	}
	if get, _, ok := it.correctable(a.Field); ok {
		if get() != a.Was {
			f.Add(p+".was", "score.bad.was", "text", get())
		}
		if !fits(a.Field, a.Is) {
			f.Add(p+".is", "score.bad.choice", "text", a.Is)
		}
		return
	}
	k, ok := factOf(a.Field)
	if !ok || k.days {
		f.Add(p+".field", "score.bad.field", "text", a.Field)
		return
	}
	if was := answer(k.of(it, 0, in.CutOff).N > 0); a.Was != was {
		f.Add(p+".was", "score.bad.was", "text", was)
	}
	if a.Is != answer(true) && a.Is != answer(false) {
		f.Add(p+".is", "score.bad.choice", "text", a.Is)
	}
}

// Stands returns what the field of an objection says in the frozen facts; false when there is no such item or field.
func (in *Inputs) Stands(a Appeal) (string, bool) {
	it := in.unit(a.Unit).item(a.Case, a.Assignment)
	if it == nil {
		return "", false
	}
	if get, _, ok := it.correctable(a.Field); ok {
		return get(), true
	}
	k, ok := factOf(a.Field)
	if !ok || k.days {
		return "", false
	}
	return answer(k.of(it, 0, in.CutOff).N > 0), true
}

func answer(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// ruled returns the facts and entries with every granted objection carried out.
func (in Inputs) ruled() (Inputs, error) {
	out, err := in.frozen()
	if err != nil {
		return out, err
	}
	for _, a := range out.Appeals {
		if a.Ruling != RulingGranted {
			continue
		}
		if a.Entry != 0 {
			out.Entries = slices.DeleteFunc(out.Entries, func(e Entry) bool { return e.No == a.Entry })
			continue
		}
		it := out.unit(a.Unit).item(a.Case, a.Assignment)
		if _, set, ok := it.correctable(a.Field); ok {
			set(a.Is)
			continue
		}
		if it.Ruled == nil {
			it.Ruled = map[string]bool{}
		}
		it.Ruled[a.Field] = a.Is == answer(true)
	}
	return out, nil
}
