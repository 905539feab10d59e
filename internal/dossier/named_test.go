package dossier_test

import (
	"slices"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
)

// Work is given to bodies; in each body that a field lets somebody choose there is a role that holds the key the work waits under.
func TestABodyThatMayBeNamedHasSomebodyForTheWork(t *testing.T) {
	works := map[org.Kind][]org.Role{
		org.Committee: {org.CommitteeClerk, org.CommitteeHead}, org.Presidium: {org.CommitteeClerk, org.CommitteeHead}, org.SpecialCommittee: {org.SpecialClerk},
		org.GovernmentOffice: {org.GovOffice}, org.SurveyFirm: {org.Surveyor}, org.CountyCongress: {org.CountyClerk}, org.Delegation: {org.DelegationAide},
	}
	kinds := append(slices.Collect(func(yield func(org.Kind) bool) {
		for k := range works {
			if !yield(k) {
				return
			}
		}
	}), org.Leadership, org.Government, org.Group, org.PersonnelOffice, org.Department, org.PartyBody, org.Court, org.Procuratorate, org.Supervision, org.CountyGov, org.Company)
	for field, keys := range map[string][]string{"special": {"special"}, "unit": {"unit"}, "reporter": {"special", "unit", "office"}} {
		for _, kind := range kinds {
			o := org.Org{ID: 7, Congress: 1, Kind: kind}
			if !dossier.FitsBody(field, o) {
				continue
			}
			roles := works[kind]
			if o.Handles() && roles == nil {
				roles = []org.Role{org.UnitClerk, org.UnitHead}
			}
			held := slices.ContainsFunc(roles, func(r org.Role) bool {
				has := dossier.ScopeOf(org.Actor{Post: org.Post{ID: 9, Congress: 1, Org: o.ID, Role: r}}).Keys
				return slices.ContainsFunc(keys, func(k string) bool {
					return slices.Contains(has, access.Body(k, o.ID)) || k == "office" && slices.Contains(has, access.Body(k, 1))
				})
			})
			if !held {
				t.Errorf("%s: a body of kind %s may be chosen, and nobody there holds the key of its work", field, kind)
			}
		}
	}
}
