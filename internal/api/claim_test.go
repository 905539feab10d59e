package api_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// The claims of a promise that failed stand at it, with the suggestion and in the ledger; a promise that was never claimed before has none.
func TestFailedClaimsStandAtThePromise(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		a := x.Assignments[0].No
		c.Must(testkit.Health, x.ID, a, "note_contact", `{"phase":"during","way":"phone","on":"2026-03-02","who":"某科长","rank":"section","text":"电话沟通"}`)
		x = c.Must(testkit.Health, x.ID, a, "draft_reply", `{"answers":["答一","答二"],"class":"B","contact":"某科","phone":"0000","publish":"full","promises":[{"words":"年内建成","result":"建成","due":"2026-10-30"},{"words":"年内投用","result":"投用","due":"2026-11-30"}]}`)
		r := x.Replies[0].No
		c.Must(testkit.Health, x.ID, r, "send_for_review", `{}`)
		c.Must(testkit.HealthHead, x.ID, r, "approve_reply", `{}`)
		x = c.Must(testkit.HealthHead, x.ID, r, "issue", `{"number":"1"}`)
		k := x.Commitments[0].No
		claim := func(evidence string) {
			c.Must(testkit.Health, x.ID, k, "claim_done", `{"on":"2026-03-02","evidence":"`+evidence+`"}`)
		}
		claim("验收单")
		c.Must(testkit.Deputy, x.ID, k, "rate_fulfilment", `{"rating":"not_satisfied","note":"墙面渗水"}`)
		claim("重做防水")
		c.Must(testkit.Clerk, x.ID, k, "verify_fulfilment", `{}`)
		c.Must(testkit.Clerk, x.ID, k, "overturn", `{"reason":"仍有渗水"}`)
		claim("更换管线")
		want := []suggestion.Claim{
			{On: "2026-03-02", DoneOn: "2026-03-02", Evidence: "验收单", Rated: suggestion.NotSatisfied, RatedOn: "2026-03-02", RatedNote: "墙面渗水"},
			{On: "2026-03-02", DoneOn: "2026-03-02", Evidence: "重做防水", Verified: "2026-03-02", Overturned: "2026-03-02", By: 12, Why: "仍有渗水"},
		}
		type promise struct {
			Words  string             `json:"words"`
			Failed []suggestion.Claim `json:"failed_claims"`
		}
		var one struct {
			Commitments []promise `json:"commitments"`
		}
		var ledger struct {
			Items []promise `json:"items"`
		}
		for _, at := range []struct {
			path string
			into any
			got  *[]promise
		}{{fmt.Sprint("/suggestions/", x.ID), &one, &one.Commitments}, {"/commitments", &ledger, &ledger.Items}} {
			for _, post := range []int64{testkit.Deputy, testkit.Clerk, testkit.Health} {
				if err := json.Unmarshal(c.call(post, "GET", at.path, "").Body.Bytes(), at.into); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff([]promise{{"年内建成", want}, {"年内投用", nil}}, *at.got); diff != "" {
					t.Errorf("%s, post %d: %s", at.path, post, diff)
				}
			}
		}
		c.clean()
	})
}
