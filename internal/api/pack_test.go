package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// Where the rules ask for one rating the API needs no attitude and refuses one, and the figures of the attitude leave the case out of numerator
// and denominator. A case keeps the pack under which it was assigned.
func TestOneRatingOrTwo(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		under := func(pack string) {
			t.Helper()
			if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.ChoosePack(t.Context(), 1, pack) }); err != nil {
				t.Fatal(err)
			}
		}
		answered := func(number string) (id int64, part int) {
			k := c.Handled(number)
			a := k.Assignments[0].No
			c.Must(testkit.Health, k.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某","rank":"section","text":"听取意见"}`)
			k = c.Must(testkit.Health, k.ID, a, "draft_reply", `{"answers":["一","二"],"class":"A","contact":"某科","phone":"0"}`)
			r := k.ReplyOf(a, 1).No
			c.Must(testkit.Health, k.ID, r, "send_for_review", `{}`)
			c.Must(testkit.HealthHead, k.ID, r, "approve_reply", `{}`)
			c.Must(testkit.HealthHead, k.ID, r, "issue", `{"number":"某函〔2026〕`+number+`号"}`)
			return k.ID, a
		}
		under("zhejiang")
		one, onePart := answered("1")
		under("hunan-city")
		two, twoPart := answered("2")
		for _, k := range []struct {
			says  string
			id    int64
			part  int
			needs bool
			wrong string
			right string
		}{
			{"one rating, assigned before the city chose other rules", one, onePart, false, `{"attitude":"satisfied","result":"basically"}`, `{"result":"basically"}`},
			{"attitude and result apart", two, twoPart, true, `{"result":"satisfied"}`, `{"attitude":"basically","result":"satisfied"}`},
		} {
			t.Run(k.says, func(t *testing.T) {
				var page api.Suggestion
				c.read(testkit.Deputy, fmt.Sprintf("/suggestions/%d", k.id), &page)
				i := slices.IndexFunc(page.Actions, func(a api.Action) bool { return a.Do == "evaluate" })
				if i < 0 {
					t.Fatal("nothing to evaluate")
				}
				if got := slices.ContainsFunc(page.Actions[i].Needs, func(n api.Input) bool { return n.Name == "attitude" && n.Required }); got != k.needs {
					t.Errorf("needs %+v", page.Actions[i].Needs)
				}
				path := fmt.Sprintf("/suggestions/%d/actions/evaluate?part=%d", k.id, k.part)
				if got := c.call(testkit.Deputy, "POST", path, k.wrong); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"attitude"`) {
					t.Errorf("%s: %d %s", k.wrong, got.Code, got.Body)
				}
				if got := c.call(testkit.Deputy, "POST", path, k.right); got.Code != 200 {
					t.Fatalf("%s: %d %s", k.right, got.Code, got.Body)
				}
				e := c.Read(k.id).Evaluations[0].No
				c.Must(testkit.Deputy, k.id, e, "finish_evaluation", `{}`)
			})
		}
		var y stats.Year
		c.read(testkit.Clerk, "/indicators?year=2026", &y)
		for code, want := range map[string]string{"attitude": "1/1", "attitude_of_handed": "1/1", "attitude_forms": "1/1", "satisfaction": "2/2", "satisfaction_of_handed": "2/2", "satisfaction_forms": "2/2"} {
			if n := y.Rate(code).Now; fmt.Sprintf("%d/%d", n.Num.N, n.Den.N) != want {
				t.Errorf("%s is %d/%d, want %s", code, n.Num.N, n.Den.N, want)
			}
		}
		if v := y.Value("attitude_content"); v.Numerator != 1 || v.Denominator != 1 {
			t.Errorf("attitude_content: %+v", v)
		}
	})
}
