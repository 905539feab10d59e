// Package supervision holds the tables by which a congress supervises the handling of suggestions (督办): plans, key suggestions, visits,
// urging letters, inquiries, votes and what follows from them. It is pure.
package supervision

import (
	"strconv"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Theme is the chapter of the year's work that the kinds belong to.
const Theme = "supervise"

// Kinds lists every kind of dossier of the package, in the order of the theme's page.
var Kinds = []dossier.Kind{PlanKind, AgendaKind, KeyKind, TopicKind, VisitKind, UrgingKind, BulletinKind, InquiryKind, DeliberationKind}

// staff are the people of the deputies' committee.
var staff = []flow.Relation{suggestion.Office, suggestion.OfficeHead}

// congress are the roles that read all supervision of their congress.
var congress = []org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader}

// hosts arrange and hold: the deputies' committee and the special committees.
var hosts = []flow.Relation{suggestion.Office, suggestion.OfficeHead, suggestion.Special}

// units answer for a unit.
var units = []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}

func itoa(n int) string { return strconv.Itoa(n) }
