package register

import (
	"slices"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/org"
)

// What stands under the first count as its part is counted there; what a post only watches stands apart.
func TestPartsOfWhatWaits(t *testing.T) {
	for _, c := range []struct {
		role  org.Role
		parts []string
	}{
		{org.Deputy, []string{access.DoCosign, access.DoFinish, access.DoMend, access.DoContact, access.DoEvaluate, access.DoRate}},
		{org.UnitClerk, []string{access.DoSign, access.DoOpinion, access.DoTake, access.DoReply, access.DoCarryOut}},
		{org.UnitHead, []string{access.DoSignOff, access.DoIssue}},
		{org.GovOffice, []string{access.DoSign, access.DoObjection, access.DoCarryOut, access.DoEnter}},
		{org.SpecialClerk, nil},
		{org.CongressLeader, nil},
		{org.GovLeader, nil},
	} {
		var got []string
		for _, q := range benches[c.role].More {
			if benches[c.role].parts(q) {
				got = append(got, q.Name)
			}
		}
		if !slices.Equal(got, c.parts) {
			t.Errorf("%s: parts of what waits are %v, want %v", c.role, got, c.parts)
		}
	}
}

// Every role that sees suggestions has a workbench, and no other.
func TestWhoReadsHasAWorkbench(t *testing.T) {
	for _, role := range org.Roles {
		_, has := BenchOf(org.Actor{Post: org.Post{Role: role}})
		if reads := slices.Contains(access.Readers(), role); has != reads {
			t.Errorf("%s reads suggestions: %v, has a workbench: %v", role, reads, has)
		}
	}
}
