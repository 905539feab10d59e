// Package suggestiontest walks cases through their tables for tests: a small invented directory, and scripts in which each line
// says who does what to which part, or that it must be refused with which key.
package suggestiontest

import (
	"huiyin/internal/org"
)

// Town is a small invented directory.
type Town struct {
	orgs  map[int64]org.Org
	posts map[int64]org.Actor
}

// Org implements suggestion.Directory.
func (t Town) Org(id int64) (org.Org, bool) { o, ok := t.orgs[id]; return o, ok }

// Actor implements suggestion.Directory.
func (t Town) Actor(post int64) (org.Actor, bool) { a, ok := t.posts[post]; return a, ok }

// Category implements suggestion.Directory: the town has one category, number 5.
func (t Town) Category(id int64) (org.Category, bool) {
	return org.Category{ID: id, Congress: 1}, id == 5
}

// Organisations of the town.
const (
	Delegation int64 = iota + 1
	County
	Committee
	Health
	Finance
	Water
	GovOffice
	SpecialA
	Leadership
	OtherDelegation
)

// people lists the posts by the name that scripts use. Posts of the same person bear the same person number.
var people = []struct {
	name   string
	role   org.Role
	org    int64
	person int64
	county bool
}{
	{name: "lead", role: org.Deputy, org: Delegation, county: true},
	{name: "cosigner", role: org.Deputy, org: Delegation, county: true},
	{name: "plain", role: org.Deputy, org: OtherDelegation}, // no county checks this deputy's texts
	{name: "county", role: org.CountyClerk, org: County},
	{name: "clerk", role: org.CommitteeClerk, org: Committee},
	{name: "clerk2", role: org.CommitteeClerk, org: Committee},
	{name: "head", role: org.CommitteeHead, org: Committee},
	{name: "health", role: org.UnitClerk, org: Health},
	{name: "healthhead", role: org.UnitHead, org: Health},
	{name: "finance", role: org.UnitClerk, org: Finance},
	{name: "financehead", role: org.UnitHead, org: Finance},
	{name: "water", role: org.UnitClerk, org: Water},
	{name: "waterhead", role: org.UnitHead, org: Water},
	{name: "gov", role: org.GovOffice, org: GovOffice},
	{name: "special", role: org.SpecialClerk, org: SpecialA},
	{name: "leader", role: org.CongressLeader, org: Leadership},
	{name: "aide", role: org.DelegationAide, org: Delegation},
	{name: "otheraide", role: org.DelegationAide, org: OtherDelegation},
	{name: "cosigner_as_head", role: org.UnitHead, org: Health, person: 2}, // the co-signer leads a unit too
	{name: "stranger", role: org.OrgDept, org: Committee},
	{name: "govleader", role: org.GovLeader, org: GovOffice},
	{name: "leader2", role: org.CongressLeader, org: Leadership},
}

// PostOf returns the number of a post by its name.
func PostOf(name string) int64 {
	for i, p := range people {
		if p.name == name {
			return int64(i + 1)
		}
	}
	panic("no post " + name)
}

// Names lists the posts by name.
func Names() []string {
	out := make([]string, len(people))
	for i, p := range people {
		out[i] = p.name
	}
	return out
}

// NewTown returns a fresh town.
func NewTown() Town {
	t := Town{orgs: map[int64]org.Org{}, posts: map[int64]org.Actor{}}
	kinds := map[int64]org.Kind{
		Delegation: org.Delegation, County: org.CountyCongress, Committee: org.Committee, Health: org.Department, Finance: org.Department,
		Water: org.Department, GovOffice: org.GovernmentOffice, SpecialA: org.SpecialCommittee, Leadership: org.Leadership,
		OtherDelegation: org.Delegation,
	}
	for id, k := range kinds {
		o := org.Org{ID: id, Congress: 1, Kind: k, Government: k == org.Department || k == org.GovernmentOffice}
		if id == Health || id == Finance {
			o.Special = SpecialA
		}
		t.orgs[id] = o
	}
	for i, p := range people {
		post := int64(i + 1)
		person := post
		if p.person != 0 {
			person = p.person
		}
		a := org.Actor{
			Person: org.Person{ID: 100 + person},
			Post:   org.Post{ID: post, Congress: 1, Org: p.org, Person: 100 + person, Role: p.role, Mandate: org.Active},
			Org:    t.orgs[p.org],
		}
		if p.county {
			a.Post.County = County
		}
		t.posts[post] = a
	}
	return t
}

// Mandate changes the standing of a deputy's mandate.
func (t Town) Mandate(name string, m org.MandateState) {
	a := t.posts[PostOf(name)]
	a.Post.Mandate = m
	t.posts[PostOf(name)] = a
}
