package api

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Directory is the words behind the numbers that the other operations take: sessions, organisations, categories, deputies and officers of the caller's
// congress.
type Directory struct {
	Congress   string         `json:"congress"` // its code
	Session    int64          `json:"session"`  // the present one
	Today      calendar.Day   `json:"today"`    // by the program's clock
	Sessions   []SessionLine  `json:"sessions"`
	Orgs       []OrgLine      `json:"orgs"`
	Categories []CategoryLine `json:"categories"`
	Deputies   []DeputyName   `json:"deputies"` // empty for who names no deputies in any act
	Officers   []Officer      `json:"officers"` // empty for who names no officers in any act
}

// SessionLine is one session.
type SessionLine struct {
	ID     int64        `json:"id"`
	Term   int          `json:"term"`
	Number int          `json:"number"`
	Year   int          `json:"year"`
	Opens  calendar.Day `json:"opens"`
	Closes calendar.Day `json:"closes,omitempty"`
}

// OrgLine is one organisation: a unit, a delegation, a committee.
type OrgLine struct {
	ID      int64  `json:"id"`
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Parent  int64  `json:"parent,omitempty"`
	Handles bool   `json:"handles"` // it may be given suggestions to handle
}

// CategoryLine is one category; what has a parent is of the second level.
type CategoryLine struct {
	ID     int64  `json:"id"`
	Parent int64  `json:"parent,omitempty"`
	Code   string `json:"code"`
	Name   string `json:"name"`
}

// DeputyName is one mandate of a deputy.
type DeputyName struct {
	Post       int64        `json:"post"` // by which acts name the deputy
	Name       string       `json:"name"`
	Delegation int64        `json:"delegation"`
	Until      calendar.Day `json:"until,omitempty" doc:"Last day of a mandate that has ended"`
}

// Officer is the post of somebody who works for the congress, for government or for a unit.
type Officer struct {
	Post  int64  `json:"post"` // by which acts name the officer
	Role  string `json:"role"`
	Name  string `json:"name"`
	Title string `json:"title"`
	Org   int64  `json:"org"`
}

var (
	// namesOfficers are the roles with an act that names somebody in office; to nobody else the door lists them.
	namesOfficers = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.SpecialClerk}
	// namesDeputies are the roles with an act that names a deputy; to nobody else the door lists them.
	namesDeputies = []org.Role{org.Deputy, org.DelegationAide, org.CommitteeClerk, org.CommitteeHead, org.SpecialClerk}
	// namesFormer are those with an act that names a deputy of any term: whoever corrects the author of a past year (ADR 117).
	namesFormer = []org.Role{org.CommitteeClerk, org.CommitteeHead}
	// mandates says which deputies the directory lists: those in office when it is not given.
	mandates = suggestion.Param{Name: "mandates", Kind: suggestion.AskChoice, Options: []string{"all"}}
)

func (c *call) directory() (any, error) {
	a, all := c.who.Actor, c.URL.Query().Get(mandates.Name) == "all"
	if all && !slices.Contains(namesFormer, a.Post.Role) {
		return nil, fault.New(fault.Forbidden, "fault.not_yours")
	}
	out := Directory{Sessions: []SessionLine{}, Orgs: []OrgLine{}, Categories: []CategoryLine{}, Deputies: []DeputyName{}, Officers: []Officer{}}
	err := c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		dir, err := tx.Directory(c.Context(), a.Post.Congress)
		if err != nil {
			return err
		}
		_, now, err := desk.Env(c.Context(), tx, a.Post.Congress, nil, tx.Today())
		if err != nil {
			return err
		}
		out.Congress, out.Session, out.Today = dir.Congress.Code, now.ID, tx.Today()
		for _, s := range dir.Sessions {
			out.Sessions = append(out.Sessions, SessionLine{s.ID, s.Term, s.Number, s.Year, s.Opens, s.Closes})
		}
		for _, o := range dir.Orgs {
			if o.Ended == "" {
				out.Orgs = append(out.Orgs, OrgLine{o.ID, string(o.Kind), o.Name, o.Parent, o.Handles()})
			}
		}
		for _, k := range dir.Categories {
			if k.Ended == "" {
				out.Categories = append(out.Categories, CategoryLine{k.ID, k.Parent, k.Code, k.Name})
			}
		}
		if a.IsFormer() || !slices.Contains(namesDeputies, a.Post.Role) {
			return nil
		}
		for _, p := range dir.Posts {
			inOffice := p.To == "" && (p.Mandate == org.Active || p.Mandate == org.Absent)
			if p.Role == org.Deputy && (inOffice || all) {
				out.Deputies = append(out.Deputies, DeputyName{p.ID, dir.PersonName(p.Person), p.Org, p.To})
			}
			if p.To == "" && p.Role != org.Deputy && slices.Contains(namesOfficers, a.Post.Role) && dossier.FitsSome(p.Role) {
				out.Officers = append(out.Officers, Officer{p.ID, string(p.Role), dir.PersonName(p.Person), p.Title, p.Org})
			}
		}
		return nil
	})
	return out, err
}
