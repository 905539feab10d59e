package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
)

// Form is what became of the opinion form that goes with a reply (四问之一：征询意见表是否随答复送交、是否签名). The unit registers it and
// the committee checks it against what the deputy says itself. It is never the evaluation that counts.
type Form struct {
	Head
	Assignment int          `json:"assignment"`
	Round      int          `json:"round"`
	On         calendar.Day `json:"on"`
	Handed     bool         `json:"handed"`           // handed over with the reply
	Signed     bool         `json:"signed,omitempty"` // the deputy signed it
	Level      Rating       `json:"level,omitempty"`  // ticked on the form
	Scan       string       `json:"scan,omitempty"`   // hash
	By         int64        `json:"by"`               // person
	Found      string       `json:"found,omitempty"`  // by the committee, in words
	Checked    int64        `json:"checked,omitempty"`
}

// RegisterForm tells what became of the form (登记意见表).
type RegisterForm struct {
	Handed bool   `json:"handed" form:"flag"`
	Signed bool   `json:"signed" form:"flag"`
	Level  Rating `json:"level" form:"choice" options:"satisfied,basically,not_satisfied"`
	Scan   string `json:"scan" form:"file"`
}

func (c *RegisterForm) check(_ *X, f *fault.Fields) {
	switch {
	case c.Signed && !c.Handed:
		f.Add("signed", "field.form_not_handed")
	case c.Signed && c.Level == "":
		f.Add("level", "field.required")
	case !c.Signed && c.Level != "":
		f.Add("level", "field.form_not_signed")
	}
}

// withForm are the states of a share in which the form that went with its last reply can be registered.
var withForm = states{Answered, Content, Dissatisfied, Unrated, Settled}

// formTable: the unit registers the opinion form, the committee checks it once the deputy's own evaluation is known (意见表).
var formTable = flow.Table[*X]{Name: "form", Begins: states{Noted}, Rules: []row{
	{From: states{Noted}, Do: "check_form", By: who{Office, OfficeHead}, If: need{ratingKnown}, To: Confirmed, Act: act(checkForm)},
	{From: states{Noted}, Do: "doubt_form", By: who{Office, OfficeHead}, If: need{ratingKnown}, To: Disputed, Act: act(doubtForm)},
}}

var (
	noFormYet = is("no_form_this_round", func(x *X) bool {
		a := x.here()
		return a != nil && !slices.ContainsFunc(x.Forms, func(k *Form) bool {
			return k.Assignment == a.No && k.Round == a.Round && k.State != Disputed
		})
	})
	namedAuthor = is("author_not_protected", func(x *X) bool { return !x.About.Protected })
	ratingKnown = is("rating_known", func(x *X) bool { return x.Case.FormReady(find(x.Forms, x.Part)) })
)

func registerForm(x *X, c *RegisterForm) {
	a := x.here()
	x.Forms = append(x.Forms, &Form{
		Head: x.add(Noted), Assignment: a.No, Round: a.Round, On: x.Env.Today, Handed: c.Handed, Signed: c.Signed, Level: c.Level,
		Scan: c.Scan, By: x.Actor.Person.ID,
	})
}

func checkForm(x *X, c *Note) {
	k := find(x.Forms, x.Part)
	k.Found, k.Checked = c.Note, x.Actor.Person.ID
}

// formDoubted tells the unit that its entry is untrue, and what follows: to register the form anew as long as that is possible; where the suggestion is being
// handled again, the form that will go with the next reply; otherwise nothing.
func formDoubted(c *Case, e Event) []Notice {
	k := find(c.Forms, e.Part)
	switch a := c.Assignment(k.Assignment); {
	case a.Round == k.Round && slices.Contains(withForm, a.State) && !c.In(Archived):
		return c.toUnit(e, "form_doubted")
	case !slices.Contains(c.Live(), a), c.In(Archived):
		return c.toUnit(e, "form_doubted_noted")
	}
	return c.toUnit(e, "form_doubted_redo")
}

func doubtForm(x *X, c *Reason) {
	k := find(x.Forms, x.Part)
	k.Found, k.Checked = c.Reason, x.Actor.Person.ID
}

// FormReady reports whether the form can be held against the deputy's own word: the evaluation of its round is over.
func (c *Case) FormReady(k *Form) bool {
	if k == nil {
		return true
	}
	a := c.Assignment(k.Assignment)
	return a == nil || a.Round > k.Round || a.State != Answered
}

// Contradicted reports whether the form says one thing and the deputy's own evaluation of the same reply the other: the one content,
// the other not.
func (c *Case) Contradicted(k *Form) bool {
	if k.Level == "" || k.State == Disputed {
		return false
	}
	return slices.ContainsFunc(c.Evaluations, func(e *Evaluation) bool {
		return e.Assignment == k.Assignment && e.Round == k.Round && e.State == Final && (e.Result == NotSatisfied) != (k.Level == NotSatisfied)
	})
}
