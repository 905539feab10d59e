// Package appraisal holds the tables by which a congress scores its units and honours the best (考核表彰): its own schemes, the runs of scoring
// with their objections, and commendations from nomination to certificate. What a sheet comes to is package score's. It is pure.
package appraisal

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Theme is the chapter of the year's work that the kinds belong to.
const Theme = "score"

// Kinds lists every kind of dossier of the package, in the order of the theme's page.
var Kinds = []dossier.Kind{SchemeKind, ScoringKind, AwardKind}

// staff are the people of the deputies' committee.
var staff = []flow.Relation{suggestion.Office, suggestion.OfficeHead}

var (
	headOnly = []flow.Relation{suggestion.OfficeHead}
	system   = []flow.Relation{flow.System}
	unit     = []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}
)

// congress are the roles that read all appraisal of their congress.
var congress = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader}

// reads reports whether an actor reads everything of the package.
func reads(a org.Actor) bool { return slices.Contains(congress, a.Post.Role) }

// Groups are the groups in which units are ranked (分组), as kinds of bodies make them.
var Groups = []string{"department", "county", "vertical", "other"}

// GroupOf names the group of a body: departments of the government, counties, departments outside the government's own chain (垂直管理), others.
func GroupOf(o org.Org) string {
	switch {
	case o.Kind == org.CountyGov:
		return "county"
	case o.Kind == org.Department && o.Government, o.Kind == org.GovernmentOffice:
		return "department"
	case o.Kind == org.Department:
		return "vertical"
	}
	return "other"
}

func task(f *dossier.Face, name string, part int, holder string, start, due calendar.Day) {
	f.Tasks = append(f.Tasks, dossier.Task{Name: name, Part: part, Holder: holder, Start: start, Due: due})
	if due != "" && (f.Due == "" || due < f.Due) {
		f.Due = due
	}
}
