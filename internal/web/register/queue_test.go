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
		{org.UnitClerk, []string{access.DoSign, access.DoOpinion, access.DoTake, access.DoReply}},
		{org.UnitHead, []string{access.DoSignOff, access.DoIssue}},
		{org.GovOffice, []string{access.DoSign, access.DoObjection}},
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
