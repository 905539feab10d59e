package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin/internal/api"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// Who may open a suggestion is told what is similar to it among what they may open, and who may not is told that there is none.
func TestSimilarSuggestions(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		answered, fresh := c.answered(c.Handled("0001")), c.Accepted("0002")
		if _, err := similar.Read(t.Context(), s, time.Hour); err != nil {
			t.Fatal(err)
		}
		path := fmt.Sprintf("/suggestions/%d/similar", fresh.ID)
		for _, v := range []struct {
			who  string
			post int64
			code int
			want int
		}{
			{"the committee", testkit.Clerk, 200, 1},
			{"its deputy", testkit.Deputy, 200, 1},
			{"another deputy", testkit.Cosigner, 404, 0},
			{"a unit that has no share in it yet", testkit.Health, 404, 0},
			{"the committee of another congress", testkit.Foreign, 404, 0},
		} {
			got := c.call(v.post, "GET", path, "")
			if got.Code != v.code {
				t.Errorf("%s: %d", v.who, got.Code)
				continue
			}
			if v.code != 200 {
				if strings.Contains(got.Body.String(), "0001") {
					t.Errorf("%s learns of the similar one", v.who)
				}
				continue
			}
			var list []api.Similar
			if err := json.Unmarshal(got.Body.Bytes(), &list); err != nil {
				t.Fatal(err)
			}
			if len(list) != v.want || list[0].ID != answered.ID || list[0].Year != 2026 || list[0].Class != "A" || list[0].Outcome != "SOLVED" || len(list[0].Shared) == 0 || !list[0].SameLead {
				t.Errorf("%s: %s", v.who, got.Body)
			}
		}
	})
}
