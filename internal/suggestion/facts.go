package suggestion

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
)

// Directory answers who is who inside one congress. Commands are completed from it before they are decided, so that the
// event holds what was true then and a replay needs no directory.
type Directory interface {
	Org(id int64) (org.Org, bool)
	Actor(post int64) (org.Actor, bool)
	Category(id int64) (org.Category, bool)
}

// Place is where and when a command is completed.
type Place struct {
	Dir     Directory
	Actor   org.Actor
	Today   calendar.Day
	Session org.Session // the session that a new case belongs to

	Sessions []org.Session // every session of the congress
}

// completer is implemented by commands that need facts from the directory.
type completer interface {
	complete(c *Case, p Place, f *fault.Fields)
}

// Complete fills in the facts of a command and refuses references to what the actor's congress does not have.
func Complete(cmd any, c *Case, p Place) error {
	k, ok := cmd.(completer)
	if !ok {
		return nil
	}
	if _, ok := cmd.(*Submit); ok && p.Actor.Post.ID != c.Lead && !p.mandated(c.Lead) {
		return fault.New(fault.Invalid, "fault.lead_mandate")
	}
	var f fault.Fields
	k.complete(c, p, &f)
	return f.Err()
}

func (p Place) unit(id int64, field string, f *fault.Fields) org.Org {
	o, ok := p.Dir.Org(id)
	switch {
	case id == 0:
		f.Add(field, "field.required")
	case !ok || o.Congress != p.Actor.Post.Congress || !o.Handles():
		f.Add(field, "field.unknown_unit")
	case !o.Stands(p.Today):
		f.Add(field, "field.unit_ended")
	}
	return o
}

func (p Place) category(id int64, field string, f *fault.Fields) {
	k, ok := p.Dir.Category(id)
	if id != 0 && (!ok || k.Congress != p.Actor.Post.Congress || k.Ended != "" && k.Ended <= p.Today) {
		f.Add(field, "field.unknown_category")
	}
}

func (p Place) deputy(post int64, field string, f *fault.Fields) org.Actor {
	a, ok := p.Dir.Actor(post)
	if !ok || a.Post.Role != org.Deputy || a.Post.Congress != p.Actor.Post.Congress {
		f.Add(field, "field.unknown_deputy")
	}
	return a
}

// mandated reports whether the deputy behind a post may hand suggestions in: nobody does it for one who may not.
func (p Place) mandated(post int64) bool {
	a, ok := p.Dir.Actor(post)
	return !ok || a.Post.Mandate == org.Active || a.Post.Mandate == org.Absent
}

func (p Place) shares(list []Share, f *fault.Fields) {
	for i := range list {
		o := p.unit(list[i].Unit, "shares."+itoa(i)+".unit", f)
		list[i].Government, list[i].Special = o.Government, o.Special
	}
}

// streamOf tells whether a day lies within the session.
func (p Place) streamOf(d calendar.Day) Stream {
	s := p.Session
	if s.Opens != "" && d >= s.Opens && (s.Closes == "" || d <= s.Closes) {
		return InSession
	}
	return Between
}

func (k *StartDraft) complete(_ *Case, p Place, f *fault.Fields) {
	lead := p.Actor
	k.Facts = Facts{Session: p.Session.ID}
	if p.Actor.Post.Role != org.Deputy {
		k.Facts.Entered = p.Actor.Post.ID
		lead = p.deputy(k.Deputy, "deputy", f)
		if !p.mandated(k.Deputy) {
			f.Add("deputy", "field.mandate_not_live")
		}
		if p.Actor.Post.Role == org.DelegationAide {
			k.Facts.Entered = 0
			k.Kind = Delegation
			if lead.Post.ID != 0 && lead.Post.Org != p.Actor.Post.Org {
				f.Add("deputy", "field.unknown_deputy")
			}
		}
	} else if k.Kind == Delegation {
		k.Kind = Single
	}
	switch {
	case k.Facts.Entered == 0:
		k.EnteredHow = "" // one's own
	case k.EnteredHow == "":
		f.Add("entered_how", "field.required")
	}
	k.Deputy = lead.Post.ID
	k.Facts.Lead, k.Facts.LeadPerson = lead.Post.ID, lead.Person.ID
	k.Facts.Delegation, k.Facts.County = lead.Post.Org, lead.Post.County
	k.WriteText.complete(nil, p, f)
}

func (k *WriteText) complete(_ *Case, p Place, f *fault.Fields) {
	for i, u := range k.WishedUnits {
		p.unit(u, "wished_units."+itoa(i), f)
	}
}

func (k *Invite) complete(_ *Case, p Place, f *fault.Fields) {
	k.People = nil
	for i, d := range k.Deputies {
		name := "deputies." + itoa(i)
		a := p.deputy(d, name, f)
		if !p.mandated(d) {
			f.Add(name, "field.mandate_not_live")
		}
		k.People = append(k.People, a.Person.ID)
	}
}

func (k *Submit) complete(c *Case, p Place, _ *fault.Fields) {
	k.Session, k.Stream = p.Session.ID, p.streamOf(p.Today)
	k.Away = p.away(c.Signers()...)
}

func (k *Stub) complete(_ *Case, p Place, _ *fault.Fields) {
	k.Session, k.Stream = p.Session.ID, p.streamOf(k.On)
}

func (k *ProposeUnits) complete(_ *Case, p Place, f *fault.Fields) { p.shares(k.Shares, f) }
func (k *AddUnits) complete(_ *Case, p Place, f *fault.Fields)     { p.shares(k.Shares, f) }

func (k *Distribute) complete(_ *Case, p Place, f *fault.Fields) {
	p.shares(k.Shares, f)
	for i, s := range k.Shares {
		if s.Unit != 0 && !s.Government {
			f.Add("shares."+itoa(i)+".unit", "field.not_government")
		}
	}
}

func (k *Object) complete(_ *Case, p Place, f *fault.Fields) { p.unit(k.Proposes, "proposes", f) }

func (k *GrantObjection) complete(_ *Case, p Place, f *fault.Fields) {
	o := p.unit(k.Unit, "unit", f)
	k.Government, k.Special = o.Government, o.Special
}

func (k *Accept) complete(_ *Case, p Place, f *fault.Fields) { p.category(k.Category, "category", f) }

func (k *Correct) complete(_ *Case, p Place, f *fault.Fields) {
	k.Met, k.Government, k.Special, k.LeadPerson = true, false, 0, 0
	switch k.Field {
	case "unit":
		o, ok := p.Dir.Org(k.Unit) // one that is no more may have handled it
		if k.Unit != 0 && (!ok || o.Congress != p.Actor.Post.Congress || !o.Handles()) {
			f.Add("unit", "field.unknown_unit")
		}
		k.Government, k.Special = o.Government, o.Special
	case "category":
		at := "category"
		if k.Category == 0 {
			at = "to"
		}
		p.category(k.category(), at, f)
	case "lead":
		if k.Lead != 0 {
			k.LeadPerson = p.deputy(k.Lead, "lead", f).Person.ID
		}
	case "delegation":
		if o, ok := p.Dir.Org(k.Delegation); k.Delegation != 0 && (!ok || o.Congress != p.Actor.Post.Congress || o.Kind != org.Delegation) {
			f.Add("delegation", "field.unknown_delegation")
		}
	}
}

func (k *SignReply) complete(_ *Case, p Place, _ *fault.Fields) { k.Title = p.Actor.Post.Title }

func (k *EnterEvaluation) complete(c *Case, _ Place, f *fault.Fields) {
	if k.Deputy == 0 || k.Deputy == c.Lead {
		k.Deputy = c.Lead
	} else if s := c.signature(k.Deputy); s == nil || s.State != Confirmed {
		f.Add("deputy", "field.unknown_deputy")
	}
	if c.Standing(k.Deputy) == org.Suspended {
		f.Add("deputy", "guard.mandate_serves")
	}
}

// complete keeps history inside the congress of whoever enters it: its session, units and deputy must be known there.
func (k *RecordHistory) complete(_ *Case, p Place, f *fault.Fields) {
	known := func(s org.Session) bool { return s.ID == k.Session }
	if !slices.ContainsFunc(p.Sessions, known) {
		f.Add("session", "field.unknown_session")
	}
	if k.Lead != 0 {
		a := p.deputy(k.Lead, "lead_id", f)
		k.LeadPerson = a.Person.ID
	}
	for i := range k.Shares {
		o, ok := p.Dir.Org(k.Shares[i].Unit)
		if !ok || o.Congress != p.Actor.Post.Congress {
			f.Add("shares."+itoa(i)+".unit", "field.unknown_unit")
		}
		k.Shares[i].Government, k.Shares[i].Special = o.Government, o.Special
	}
}
