package appraisal

import (
	"errors"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/score"
	"huiyin/internal/suggestion"
)

// States of a congress's own scheme.
const (
	SchemeDraft    flow.State = "drafted"  // 拟订中
	SchemeProposed flow.State = "proposed" // 待审定
	SchemeAdopted  flow.State = "adopted"  // 已审定
	SchemeRetired  flow.State = "retired"  // 已停用
)

// Scheme is a congress's own way of scoring (考核办法), copied from a shipped one and changed. Runs use the version adopted last; a version
// that has been adopted is never changed.
type Scheme struct {
	dossier.Head
	Title        string          `json:"title"`
	Base         string          `json:"base" show:"option:base"`
	Text         score.Scheme    `json:"text" show:"-"`
	ChangedBy    int64           `json:"changed_by,omitempty" show:"person"`
	Source       string          `json:"source,omitempty"` // the document by which it was made known
	TriedYear    int             `json:"tried_year,omitempty" show:"-"`
	TriedCutOff  calendar.Day    `json:"tried_cut_off,omitempty"`
	TriedUnits   int             `json:"tried_units,omitempty"`
	TriedChanged int             `json:"tried_changed,omitempty"`
	ProposedBy   int64           `json:"proposed_by,omitempty" show:"person"`
	Why          string          `json:"why,omitempty"`
	Versions     []SchemeVersion `json:"versions,omitempty"`
}

// SchemeVersion is a scheme as it was adopted.
type SchemeVersion struct {
	No      int          `json:"no"`
	On      calendar.Day `json:"on"`
	By      int64        `json:"by" show:"person"`
	Units   int          `json:"units"`   // tried on so many units of the year before
	Changed int          `json:"changed"` // of which so many would have come out otherwise
	Text    score.Scheme `json:"text" show:"-"`
}

// InForce returns the version that runs use; false when there is none.
func (s *Scheme) InForce() (score.Scheme, bool) {
	if len(s.Versions) == 0 || s.State == SchemeRetired {
		return score.Scheme{}, false
	}
	return s.Versions[len(s.Versions)-1].Text, true
}

// Version returns an adopted version by its number.
func (s *Scheme) Version(no int) (score.Scheme, bool) {
	for _, v := range s.Versions {
		if v.No == no {
			return v.Text, true
		}
	}
	return score.Scheme{}, false
}

// Face tells lists and scope of the scheme.
func (s *Scheme) Face() dossier.Face {
	f := dossier.Face{Title: s.Title, On: s.BegunOn}
	switch s.State {
	case SchemeDraft:
		task(&f, "propose_scheme", 0, access.Body("office", s.Congress), s.BegunOn, "")
	case SchemeProposed:
		task(&f, "adopt_scheme", 0, access.Body("office_head", s.Congress), s.BegunOn, "")
	}
	return f
}

// CopyScheme makes an own scheme of a shipped one.
type CopyScheme struct {
	Base string       `json:"base" form:"choice,required" options:"four-looks,shijiazhuang,shenzhen-2007"`
	Name string       `json:"name" form:"line,required" max:"60"`
	Text score.Scheme `json:"text" form:"own"` // the scheme's own page asks for it
}

// Complete takes the shipped scheme as it is today: a later program may ship another.
func (c *CopyScheme) Complete(_ suggestion.Place, _ suggestion.Env, f *fault.Fields) {
	text, ok := score.ShippedScheme(c.Base)
	if !ok && c.Base != "" {
		f.Add("base", "field.choice")
	}
	c.Text = text
}

// EditScheme replaces what the scheme says.
type EditScheme struct {
	Text score.Scheme `json:"text" form:"own"` // the scheme's own page asks for it
}

// Check returns every complaint of the scheme beside its field.
func (c *EditScheme) Check(x *dossier.X[*Scheme], f *fault.Fields) {
	text := x.Doc.kept(c.Text)
	var bad *fault.Error
	if errors.As(text.Validate(), &bad) {
		for _, b := range bad.Fields {
			f.Add(b.Name, b.Key, b.Args...)
		}
	}
}

// kept puts back what the page does not ask: who the scheme is, and where it comes from.
func (s *Scheme) kept(text score.Scheme) score.Scheme {
	was := s.Text
	text.ID, text.Version, text.NameEN, text.Outcome = was.ID, len(s.Versions)+1, was.NameEN, was.Outcome
	text.Decisions, text.Default, text.Source = was.Decisions, was.Default, was.Source
	return text
}

// ProposeScheme puts the scheme before the head, with what a trial on last year's facts came to.
type ProposeScheme struct {
	Year    int          `json:"year" form:"-"`
	CutOff  calendar.Day `json:"cut_off" form:"-"`
	Units   int          `json:"units" form:"-"`
	Changed int          `json:"changed" form:"-"`
}

// AdoptScheme adopts it, with the document by which it is made known.
type AdoptScheme struct {
	Source string `json:"source" form:"line" max:"100"`
}

func copyScheme(x *dossier.X[*Scheme], c *CopyScheme) {
	s := x.Doc
	s.Title, s.Base, s.Text, s.ChangedBy = c.Name, c.Base, c.Text, x.Actor.Person.ID
	s.Text.ID, s.Text.Version, s.Text.Name = "own-"+strconv.FormatInt(s.ID, 10), 1, c.Name
}

func editScheme(x *dossier.X[*Scheme], c *EditScheme) {
	s := x.Doc
	s.Text, s.ChangedBy = s.kept(c.Text), x.Actor.Person.ID
	s.Title = s.Text.Name
}

func adoptScheme(x *dossier.X[*Scheme], c *AdoptScheme) {
	s := x.Doc
	if c.Source != "" {
		s.Source, s.Text.Source = c.Source, c.Source
	}
	s.Versions = append(s.Versions, SchemeVersion{
		No: len(s.Versions) + 1, On: x.Env.Today, By: x.Actor.Person.ID, Units: s.TriedUnits, Changed: s.TriedChanged, Text: s.Text,
	})
}

type schemeRule = flow.Rule[*dossier.X[*Scheme]]

var schemeSecond = []flow.Guard[*dossier.X[*Scheme]]{
	dossier.SecondPerson(func(s *Scheme) int64 { return s.ProposedBy }),
	dossier.SecondPerson(func(s *Scheme) int64 { return s.ChangedBy }),
}

// SchemeKind is the life of an own scheme: copied, changed, tried on last year's facts, adopted by a second person; then changed only as the
// draft of its next version.
var SchemeKind = dossier.Sort[*Scheme]{
	Called: "scheme", Of: Theme, Public: congress, New: func() *Scheme { return &Scheme{} },
	Tables: []flow.Table[*dossier.X[*Scheme]]{{Name: "scheme", Rules: []schemeRule{
		{From: []flow.State{""}, Do: "copy_scheme", By: staff, To: SchemeDraft, Act: dossier.Act(copyScheme)},
		{From: []flow.State{SchemeDraft}, Do: "edit_scheme", By: staff, Act: dossier.Act(editScheme)},
		{From: []flow.State{SchemeDraft}, Do: "propose_scheme", By: staff, To: SchemeProposed, Act: dossier.Act(func(x *dossier.X[*Scheme], c *ProposeScheme) {
			s := x.Doc
			s.TriedYear, s.TriedCutOff, s.TriedUnits, s.TriedChanged, s.ProposedBy, s.Why = c.Year, c.CutOff, c.Units, c.Changed, x.Actor.Person.ID, ""
		})},
		{From: []flow.State{SchemeProposed}, Do: "adopt_scheme", By: headOnly, If: schemeSecond, To: SchemeAdopted, Act: dossier.Act(adoptScheme)},
		{From: []flow.State{SchemeProposed}, Do: "return_scheme", By: staff, To: SchemeDraft, Act: dossier.Act(func(x *dossier.X[*Scheme], c *suggestion.Reason) { x.Doc.Why = c.Reason })},
		{From: []flow.State{SchemeAdopted}, Do: "revise_scheme", By: staff, To: SchemeDraft, Act: dossier.Act(func(x *dossier.X[*Scheme], c *suggestion.Reason) {
			x.Doc.Why, x.Doc.Text.Version = c.Reason, len(x.Doc.Versions)+1
		})},
		{From: []flow.State{SchemeAdopted}, Do: "retire_scheme", By: headOnly, To: SchemeRetired, Act: dossier.Act(func(x *dossier.X[*Scheme], c *suggestion.Reason) { x.Doc.Why = c.Reason })},
	}}},
}
