package dossier

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// What an actor can be to a dossier beside the relations of suggestions.
const (
	Participant flow.Relation = "participant" // 受邀参加的代表
)

// Relations lists the relations that only dossiers know.
var Relations = []flow.Relation{Participant}

// Scope is the one rule of which dossiers an actor sees.
type Scope struct {
	Congress int64
	Role     org.Role
	Keys     []string
}

// ScopeOf returns the scope of an actor in the present post.
func ScopeOf(a org.Actor) Scope {
	s := Scope{Congress: a.Post.Congress, Role: a.Post.Role, Keys: access.Keys(a)}
	switch a.Post.Role {
	case org.Deputy:
		if s.Keys = deputyKeys(a); a.IsFormer() {
			s.Congress = 0 // no dossier at all: the key is kept for notices of own suggestions
		}
	case org.Surveyor:
		s.Keys = []string{access.Body("surveyor", a.Post.Org)}
	case org.SpecialClerk:
		s.Keys = append(s.Keys, access.Post(a.Post.ID))
	case org.CommitteeClerk, org.CommitteeHead:
		s.Keys = append(s.Keys, access.Body("special", a.Post.Org)) // what is given to the deputies' committee in the place of a special one
	}
	return s
}

// EveryDeputy is the key that all sitting deputies of a congress hold, DeputiesOf the one of a delegation's or group's: what is meant for
// hundreds names one key instead of each of them.
func EveryDeputy(congress int64) string { return access.Body("deputies", congress) }

// DeputiesOf is the key that the sitting deputies of a delegation or group hold.
func DeputiesOf(group int64) string { return access.Body("deputies_of", group) }

// deputyKeys are what a deputy holds: the own mandate, and while it lasts what every deputy and the delegation or group holds.
func deputyKeys(a org.Actor) []string {
	if a.IsFormer() {
		return []string{access.Post(a.Post.ID)}
	}
	return []string{access.Post(a.Post.ID), EveryDeputy(a.Post.Congress), DeputiesOf(a.Post.Org)}
}

// Sees reports whether the scope covers a dossier of a kind.
func (s Scope) Sees(k Kind, d Doc) bool {
	if d.Top().Congress != s.Congress {
		return false
	}
	if slices.Contains(k.Readers(), s.Role) {
		return true
	}
	return slices.ContainsFunc(d.Face().Parties, func(p string) bool { return slices.Contains(s.Keys, p) })
}

// RelationsOf answers what an actor is to a dossier. A dossier that does not exist yet has the relations of the post alone.
func RelationsOf(d Doc, a org.Actor) []flow.Relation {
	h := d.Top()
	if a.IsSystem() {
		return []flow.Relation{flow.System}
	}
	fresh := h.State == ""
	if !fresh && a.Post.Congress != h.Congress {
		return []flow.Relation{suggestion.Stranger}
	}
	parties := d.Face().Parties
	names := func(keys ...string) bool {
		return fresh || slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(parties, k) })
	}
	var rs []flow.Relation
	add := func(ok bool, r flow.Relation) {
		if ok {
			rs = append(rs, r)
		}
	}
	own := access.Post(a.Post.ID)
	switch a.Post.Role {
	case org.CommitteeClerk:
		add(true, suggestion.Office)
	case org.CommitteeHead:
		add(true, suggestion.OfficeHead)
	case org.SpecialClerk:
		add(names(access.Body("special", a.Post.Org), own), suggestion.Special)
	case org.CongressLeader:
		add(true, suggestion.Leader)
	case org.GovOffice:
		add(names(access.Body("gov", a.Post.Congress)), suggestion.GovDesk)
		add(!fresh && names(access.Body("unit", a.Post.Org)), suggestion.UnitClerk)
	case org.GovLeader:
		add(names(access.Body("gov", a.Post.Congress), own), suggestion.GovLeader)
	case org.UnitClerk:
		add(names(access.Body("unit", a.Post.Org)), suggestion.UnitClerk)
	case org.UnitHead:
		add(names(access.Body("unit", a.Post.Org), access.Body("unit_head", a.Post.Org)), suggestion.UnitHead)
	case org.Deputy:
		add(!a.IsFormer() && names(deputyKeys(a)...), Participant)
	case org.DelegationAide:
		add(names(access.Body("delegation", a.Post.Org)), suggestion.Aide)
	case org.CountyClerk:
		add(names(access.Body("county", a.Post.Org)), suggestion.CountyDesk)
	}
	if len(rs) == 0 {
		rs = append(rs, suggestion.Stranger)
	}
	return rs
}
