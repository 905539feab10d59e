package question

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Theme is the chapter of the year's work that the kinds belong to.
const Theme = "question"

// States of a sheet.
const (
	Asking flow.State = "asking" // 征询中
	Closed flow.State = "closed" // 已归档
)

// Sheet holds what was answered about one case when the committee asked again, a third party asked, and last year's class B was followed up
// (四问表). The first question stands on the case itself.
type Sheet struct {
	dossier.Head
	Title     string       `json:"title"`
	Case      int64        `json:"case" show:"case"`
	Lead      int64        `json:"lead,omitempty" show:"-"`      // post of the lead deputy, who reads what was written down of its words
	Specials  []int64      `json:"specials,omitempty" show:"-"`  // special committees matched with the units
	County    int64        `json:"county,omitempty" show:"org"`  // county congress that asks for the committee
	CountyDue calendar.Day `json:"county_due,omitempty"`         // by when it has been asked to
	Deputy    int64        `json:"deputy,omitempty" show:"post"` // whom it is to ask, until it has: it may not see the suggestion
	Records   []*Record    `json:"records,omitempty"`
}

// Record returns the record with this number, or nil.
func (s *Sheet) Record(no int) *Record {
	for _, r := range s.Records {
		if r.No == no {
			return r
		}
	}
	return nil
}

// Parts lists the records.
func (s *Sheet) Parts(yield func(string, *dossier.Part) bool) {
	for _, r := range s.Records {
		if !yield("record", &r.Part) {
			return
		}
	}
}

// Face tells lists and scope of the sheet. Units are not among its parties: what a deputy tells the committee is not said to them.
func (s *Sheet) Face() dossier.Face {
	f := dossier.Face{Title: s.Title, On: s.BegunOn, Cases: []int64{s.Case}}
	if s.Lead != 0 {
		f.Parties = append(f.Parties, access.Post(s.Lead))
	}
	for _, id := range s.Specials {
		f.Parties = append(f.Parties, access.Body("special", id))
	}
	if s.County != 0 {
		f.Parties = append(f.Parties, access.Body("county", s.County))
	}
	if s.State == Asking && s.CountyDue != "" {
		f.Due = s.CountyDue
		f.Tasks = append(f.Tasks, dossier.Task{Name: "ask_deputy", Holder: access.Body("county", s.County), Due: s.CountyDue})
	}
	return f
}

// Seen keeps the four questions independent: whoever asks one does not read what was answered to the others. The deputy reads what was
// written down of its own words, but not what it told the third party. Who the deputy is, others read on the suggestion, as far as they may.
func (s *Sheet) Seen(a org.Actor) dossier.Doc {
	role := a.Post.Role
	if role == org.CommitteeClerk || role == org.CommitteeHead {
		return s
	}
	t := *s
	t.Records = nil
	if role != org.Deputy {
		t.Lead = 0
	}
	if role != org.CountyClerk {
		t.Deputy = 0
	}
	for _, r := range s.Records {
		if role == org.Deputy && r.Wave != Third || role != org.Deputy && r.Org == a.Post.Org {
			t.Records = append(t.Records, r)
		}
	}
	return &t
}

type (
	step  = dossier.X[*Sheet]
	guard = flow.Guard[*step]
	row   = flow.Rule[*step]
)

// known is what the command knows of the case; nothing while an act is only offered.
func known(cmd any) Known {
	if c, ok := cmd.(interface{ known() Known }); ok {
		return c.known()
	}
	return Known{}
}

// ownAsker: each of the four has an asker of its own. Who has asked one question of a case, or checked its form, asks none of the others.
func ownAsker(w Wave) guard {
	return dossier.Guard("own_asker", func(x *step) bool {
		return !slices.Contains(known(x.Cmd).Checkers, x.Actor.Person.ID) && !slices.ContainsFunc(x.Doc.Records, func(r *Record) bool {
			return r.State != Void && r.Wave != w && r.Person == x.Actor.Person.ID
		})
	})
}

var (
	otherEyes = dossier.Guard("second_person_record", func(x *step) bool {
		r := x.Doc.Record(x.Part)
		return r != nil && r.Person != x.Actor.Person.ID
	})
	office = []flow.Relation{suggestion.Office, suggestion.OfficeHead}
	heads  = []flow.Relation{suggestion.OfficeHead}
	system = []flow.Relation{flow.System}
	asking = []flow.State{Asking}
)

// readers are the roles that read every sheet and review of their congress.
var readers = []org.Role{org.CommitteeClerk, org.CommitteeHead}

// SheetKind is the life of a sheet and of the records on it.
var SheetKind = dossier.Sort[*Sheet]{
	Called: "question", Of: Theme, Public: readers, New: func() *Sheet { return &Sheet{} },
	Tables: []flow.Table[*step]{
		{Name: "question", Rules: []row{
			{From: []flow.State{""}, Do: "open_sheet", By: system, To: Asking, Act: dossier.Act(func(x *step, c *OpenSheet) {
				x.Doc.Congress, x.Doc.Case, x.Doc.Title, x.Doc.Lead, x.Doc.Specials = c.Congress, c.Case, c.Title, c.Lead, c.Specials
			})},
			{From: asking, Do: "delegate_county", By: office, Act: dossier.Act(func(x *step, c *DelegateCounty) {
				x.Doc.County, x.Doc.CountyDue, x.Doc.Deputy = c.County, c.CountyDue, c.Deputy
			})},
			{From: asking, Do: "recall_county", By: system, Act: dossier.Act(func(x *step, _ *suggestion.Nothing) {
				x.Doc.County, x.Doc.CountyDue, x.Doc.Deputy = 0, "", 0
			})},
			{From: asking, Do: "ask_deputy", By: append([]flow.Relation{suggestion.CountyDesk}, office...), If: []guard{ownAsker(Again)}, Act: dossier.Act(func(x *step, c *AskAgain) {
				r := note(x, Again, asker(x), c.Way, c.Said)
				r.SawForm = c.SawForm
				if x.By == suggestion.CountyDesk {
					x.Doc.CountyDue, x.Doc.Deputy = "", 0
				}
			})},
			{From: asking, Do: "enter_survey", By: system, Act: dossier.Act(func(x *step, c *EnterSurvey) {
				r := note(x, Third, ByThird, c.Way, c.Said)
				r.Org, r.Person = c.Asker, c.Person
			})},
			{From: asking, Do: "ask_last_year", By: append([]flow.Relation{suggestion.CountyDesk, suggestion.Special}, office...), If: []guard{ownAsker(LastYear)}, Act: dossier.Act(func(x *step, c *AskLastYear) {
				note(x, LastYear, asker(x), c.Way, c.Said)
			})},
			{From: asking, Do: "close_sheet", By: heads, To: Closed, Act: dossier.Act(func(x *step, _ *suggestion.Nothing) { x.Doc.Deputy = 0 })},
		}},
		{Name: "record", Begins: []flow.State{Valid}, Rules: []row{
			{From: []flow.State{Valid}, Do: "void_record", By: heads, If: []guard{otherEyes}, To: Void, Act: dossier.Act(func(x *step, c *suggestion.Reason) {
				x.Doc.Record(x.Part).Why = c.Reason
			})},
		}},
	},
}

func asker(x *step) Asker {
	switch x.By {
	case suggestion.CountyDesk:
		return ByCounty
	case suggestion.Special:
		return BySpecial
	}
	return ByCommittee
}

// note adds a record.
func note(x *step, w Wave, by Asker, way string, c Said) *Record {
	r := &Record{
		Part: x.Add(Valid), Wave: w, Share: c.Share, Unit: c.Unit, Asker: by, Person: x.Actor.Person.ID, Post: x.Actor.Post.ID,
		Org: x.Actor.Post.Org, On: c.On, Way: way, Attitude: c.Attitude, Result: c.Result, Comment: c.Comment,
	}
	x.Doc.Records = append(x.Doc.Records, r)
	return r
}
