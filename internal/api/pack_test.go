package api_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
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

// What a reply may be classed as differs from pack to pack, so what an act needs lists it.
func TestNeedsListTheClassesOfThePack(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	for i, p := range []struct {
		pack string
		want []string
	}{
		{"hunan-city", []string{"A", "B", "C"}},
		{"chongqing", []string{"solved", "studying", "deferred", "higher"}},
	} {
		if err := c.Store.Do(t.Context(), func(tx *store.Tx) error { return tx.ChoosePack(t.Context(), 1, p.pack) }); err != nil {
			t.Fatal(err)
		}
		k := c.Handled(fmt.Sprintf("000%d", i+1))
		classes := func(do string) []string {
			var page api.Suggestion
			c.read(testkit.Health, fmt.Sprintf("/suggestions/%d", k.ID), &page)
			for _, a := range page.Actions {
				for _, n := range a.Needs {
					if a.Do == do && a.Can && n.Name == "class" {
						return n.Options
					}
				}
			}
			return nil
		}
		if got := classes("draft_reply"); !slices.Equal(got, p.want) {
			t.Errorf("%s, draft_reply: %v, want %v", p.pack, got, p.want)
		}
		c.Must(testkit.Health, k.ID, k.Assignments[0].No, "draft_reply", fmt.Sprintf(`{"answers":["一","二"],"class":%q}`, p.want[0]))
		if got := classes("write_reply"); !slices.Equal(got, p.want) {
			t.Errorf("%s, write_reply: %v, want %v", p.pack, got, p.want)
		}
	}
}

// An act has the pack's name, the same as on the page: among what is offered, in the log, and in the caller's language.
func TestAnActHasThePacksName(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	label := func(path, lang string, do func(map[string]any) bool) string {
		t.Helper()
		got := c.call(testkit.Head, "GET", path, "", "Accept-Language", lang)
		var list []map[string]any
		var one struct{ Actions []map[string]any }
		if err := json.Unmarshal(got.Body.Bytes(), &list); err != nil {
			if err := json.Unmarshal(got.Body.Bytes(), &one); err != nil {
				t.Fatalf("%d %s", got.Code, got.Body)
			}
			list = one.Actions
		}
		i := slices.IndexFunc(list, do)
		if i < 0 {
			return ""
		}
		return list[i]["label"].(string)
	}
	for i, p := range []struct{ pack, class, attitude, zh, en, letter, away string }{
		{"hunan-city", "A", `"attitude":"satisfied",`, "召开协调会", "Hold a meeting", "转为代表来信", "Treat as a letter"},
		{"henan", "A", "", "组织评估", "Assessment", "转为代表来信", "Treat as a letter"},
		{"chongqing", "solved", "", "召集双方提出意见", "Call both sides and give an opinion", "转作工作参考", "Pass on for reference"},
		{"zhejiang", "A", "", "升级协调", "Escalate", "转为代表来信", "Treat as a letter"},
	} {
		t.Run(p.pack, func(t *testing.T) {
			if err := c.Store.Do(t.Context(), func(tx *store.Tx) error { return tx.ChoosePack(t.Context(), 1, p.pack) }); err != nil {
				t.Fatal(err)
			}
			x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
			c.Must(testkit.Deputy, x.ID, 0, "submit", `{}`)
			c.Must(testkit.Clerk, x.ID, 0, "start_review", `{}`)
			one := fmt.Sprintf("/suggestions/%d", x.ID)
			does := func(do, field string) func(map[string]any) bool {
				return func(a map[string]any) bool { return a[field] == do }
			}
			if zh, en := label(one, "zh-CN", does("to_letter", "do")), label(one, "en", does("to_letter", "do")); zh != p.letter || en != p.away {
				t.Errorf("to_letter is called %q, %q", zh, en)
			}
			for _, says := range []string{"done", "asked for again"} {
				got := c.call(testkit.Clerk, "POST", one+"/actions/to_letter", `{"reasons":["other"],"note":"内容属来信"}`, "Idempotency-Key", "letter "+p.pack, "Accept-Language", "zh-CN")
				if p.pack == "zhejiang" { // which passes nothing on
					if got.Code != 422 || !strings.Contains(got.Body.String(), "guard.may_be_letter") {
						t.Errorf("%s: %d %s", says, got.Code, got.Body)
					}
				} else if got.Code != 200 || !strings.Contains(got.Body.String(), "已"+p.letter) {
					t.Errorf("%s: %d %s, want 已%s", says, got.Code, got.Body, p.letter)
				}
			}
			if p.pack != "zhejiang" { // and so does every refusal, and the state itself
				state := map[bool]string{true: "作工作参考", false: "作代表来信"}[p.pack == "chongqing"]
				for _, asked := range []struct{ says, body string }{
					{"is not possible now", `{"reasons":["other"],"note":"再转一次"}`}, {"has moved on", `{"reasons":["other"],"note":"先前打开的页面"}`},
				} {
					path := one + "/actions/to_letter"
					if asked.says == "has moved on" {
						path += "?version=1"
					}
					got := c.call(testkit.Clerk, "POST", path, asked.body, "Accept-Language", "zh-CN")
					if got.Code != 409 || !strings.Contains(got.Body.String(), state) || p.pack == "chongqing" && strings.Contains(got.Body.String(), "来信") {
						t.Errorf("%s: %d %s", asked.says, got.Code, got.Body)
					}
				}
				if got := c.call(testkit.Deputy, "GET", one, "", "Accept-Language", "zh-CN"); !strings.Contains(got.Body.String(), `"state_label":"`+state+`"`) {
					t.Errorf("the state is called otherwise: %s", got.Body)
				}
				if got := c.call(testkit.Deputy, "GET", "/suggestions?state=letter", "", "Accept-Language", "zh-CN"); strings.Contains(got.Body.String(), "作代表来信") && p.pack == "chongqing" {
					t.Errorf("the list calls it otherwise: %s", got.Body)
				}
			}
			k := c.Handled(fmt.Sprintf("000%d", i+1))
			a := k.Assignments[0].No
			for round := 1; ; round++ {
				if round == 1 {
					c.Must(testkit.Health, k.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某","rank":"section","text":"听取意见"}`)
				}
				k = c.Must(testkit.Health, k.ID, a, "draft_reply", fmt.Sprintf(`{"answers":["一","二"],"class":%q,"contact":"某科","phone":"0","publish":"full"}`, p.class))
				r := k.ReplyOf(a, round).No
				c.Must(testkit.Health, k.ID, r, "send_for_review", `{}`)
				c.Must(testkit.HealthHead, k.ID, r, "approve_reply", `{}`)
				c.Must(testkit.HealthHead, k.ID, r, "issue", fmt.Sprintf(`{"number":"某函〔2026〕%d号"}`, 10*i+round))
				k = c.Must(testkit.Deputy, k.ID, a, "evaluate", `{`+p.attitude+`"result":"not_satisfied","reasons":"没有解决"}`)
				k = c.Must(testkit.Deputy, k.ID, k.Evaluations[len(k.Evaluations)-1].No, "finish_evaluation", `{}`)
				if round == 2 {
					break
				}
				if k.Assignment(a).State != suggestion.Reworking { // where it does not begin by itself
					k = c.Must(testkit.Head, k.ID, a, "redo", `{"decision":"重新办理"}`)
				}
			}
			one = fmt.Sprintf("/suggestions/%d", k.ID)
			if zh, en := label(one, "zh-CN", does("hold_meeting", "do")), label(one, "en", does("hold_meeting", "do")); zh != p.zh || en != p.en {
				t.Errorf("hold_meeting is called %q, %q", zh, en)
			}
			if p.pack == "zhejiang" {
				return
			}
			c.Must(testkit.Head, k.ID, a, "hold_meeting", `{"text":"意见"}`)
			if zh, en := label(one+"/events", "zh-CN", does("hold_meeting", "action")), label(one+"/events", "en", does("hold_meeting", "action")); zh != p.zh || en != p.en {
				t.Errorf("the log calls hold_meeting %q, %q", zh, en)
			}
		})
	}
}
