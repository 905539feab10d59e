package web

import (
	"net/http"
	"strings"
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// under puts the city under a rule pack: what is handed over from now on keeps it.
func (c *city) under(pack string) *city {
	c.t.Helper()
	if err := c.desk.Store.Do(c.t.Context(), func(tx *store.Tx) error { return tx.ChoosePack(c.t.Context(), 1, pack) }); err != nil {
		c.t.Fatal(err)
	}
	return c
}

// The evaluation asks what the pack of the case rates: attitude and result apart, or one rating. So do the form that a deputy fills in on paper,
// the committee's entry of it, and what the page says afterwards.
func TestTheEvaluationAsksWhatThePackRates(t *testing.T) {
	const attitude = "办理态度"
	for _, p := range []struct {
		pack  string
		both  bool
		wrong []string // refused, and complained of beside the attitude
		right []string
		said  string
	}{
		{"hunan-city", true, []string{"result", "basically"}, []string{"attitude", "satisfied", "result", "basically"}, "态度满意，结果基本满意"},
		{"township", true, []string{"result", "basically"}, []string{"attitude", "basically", "result", "satisfied"}, "态度基本满意，结果满意"},
		{"zhejiang", false, []string{"attitude", "satisfied", "result", "basically"}, []string{"result", "basically"}, "基本满意（"},
		{"henan", false, []string{"attitude", "satisfied", "result", "satisfied"}, []string{"result", "satisfied"}, "满意（"},
	} {
		t.Run(p.pack, func(t *testing.T) {
			c := newCity(t).under(p.pack)
			k := c.answered("0001")
			b, at := c.as(lead), path(k, "/do/evaluate")
			for who, page := range map[int64]string{lead: at + "?part=" + part(leadPart(k)), clerk: path(k, "/do/enter_evaluation?part="+part(leadPart(k)))} {
				_, body := c.as(who).get(page)
				if strings.Contains(body, `name="attitude"`) != p.both || !strings.Contains(body, `name="result"`) {
					t.Errorf("%s asks:\n%s", page, text(body))
				}
			}
			resp, body := c.as(clerk).get(path(k, "/print/opinion?part="+part(replyPart(k))))
			if resp.StatusCode != http.StatusOK || strings.Contains(text(body), attitude) != p.both {
				t.Errorf("the opinion form (%d):\n%s", resp.StatusCode, text(body))
			}
			before := c.now(k.ID)
			resp, body = b.post(at, append([]string{"part", part(leadPart(k)), "once", "a"}, p.wrong...)...)
			if resp.StatusCode != http.StatusUnprocessableEntity || c.now(k.ID).Seq != before.Seq {
				t.Errorf("%v: %d\n%s", p.wrong, resp.StatusCode, text(body))
			}
			if resp, body = b.post(at, append([]string{"part", part(leadPart(k)), "once", "b"}, p.right...)...); resp.StatusCode != http.StatusSeeOther {
				t.Fatalf("%v: %d\n%s", p.right, resp.StatusCode, text(body))
			}
			_, body = b.get(path(k, ""))
			if !strings.Contains(body, p.said) || strings.Contains(text(body), attitude) && !p.both {
				t.Errorf("does not say %q:\n%s", p.said, text(body))
			}
		})
	}
}

// After a second "not satisfied" the page offers what the pack asks for, by its name, and says that the decision waits for it.
func TestThePageNamesWhatFollowsASecondRefusal(t *testing.T) {
	for _, p := range []struct{ pack, attitude, offers, says, english string }{
		{"hunan-city", "satisfied", "召开协调会", "组织代表、承办单位和专家协调", "Hold a meeting"},
		{"henan", "", "组织评估", "承办单位按评估意见重新办理", "Assessment"},
		{"zhejiang", "", "升级协调", "再次评价不满意的", "Escalate"},
	} {
		t.Run(p.pack, func(t *testing.T) {
			c := newCity(t).under(p.pack)
			k := c.answered("0001")
			a := leadPart(k)
			refuse := func() {
				k = c.must(lead, k.ID, a, "evaluate", `{"attitude":"`+p.attitude+`","result":"not_satisfied","reasons":"没有解决"}`)
				k = c.must(lead, k.ID, k.Evaluations[len(k.Evaluations)-1].No, "finish_evaluation", `{}`)
			}
			if refuse(); p.pack != "henan" {
				k = c.must(head, k.ID, a, "redo", `{"decision":"重新办理"}`)
			}
			k = c.must(health, k.ID, a, "draft_reply", `{"answers":["甲","乙","丙"],"class":"A","contact":"某科","phone":"0730","publish":"full"}`)
			r := k.ReplyOf(a, 2).No
			c.must(health, k.ID, r, "send_for_review", `{}`)
			c.must(healthHead, k.ID, r, "approve_reply", `{}`)
			c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕2号"}`)
			refuse()
			_, page := c.as(head).get(path(k, ""))
			if !strings.Contains(page, p.offers) || strings.Contains(page, "按规则先升级协调") != (p.pack != "zhejiang") {
				t.Errorf("the page of the case:\n%s", text(page))
			}
			if _, page = c.as(head).get(path(k, "/do/hold_meeting?part="+part(a))); !strings.Contains(page, p.says) {
				t.Errorf("the page of the act:\n%s", text(page))
			}
			b := c.as(head)
			b.post("/preferences", "lang", "en", "back", "/")
			if _, page = b.get(path(k, "")); !strings.Contains(page, p.english) {
				t.Errorf("the page in English:\n%s", text(page))
			}
		})
	}
}

// The question of publication says what the pack makes of the answer.
func TestTheQuestionOfPublicationSaysWhatTheRuleIs(t *testing.T) {
	for pack, says := range map[string]string{"hunan-city": "按您选择的范围公开", "henan": "您有异议的", "shandong": "规则要求公开"} {
		c := newCity(t).under(pack)
		k := c.must(lead, 0, 0, "start_draft", caseText)
		if _, body := c.as(lead).get(path(k, "/write")); !strings.Contains(body, says) {
			t.Errorf("%s does not say %q:\n%s", pack, says, text(body))
		}
	}
}

// A date that counts from receipt says that it was signed for only when it was.
func TestADateDoesNotSayThatItWasSignedForBeforeItWas(t *testing.T) {
	for pack, unsigned := range map[string]string{"hunan-city": "签收期限届满起算", "zhejiang": "尚未签收，"} {
		c := newCity(t).under(pack)
		k := c.assigned("0001")
		_, body := c.as(clerk).get(path(k, ""))
		if !strings.Contains(body, unsigned) || strings.Contains(body, "日签收起算") {
			t.Errorf("%s: what is unsigned is said to count from sign-for", pack)
		}
		for _, a := range k.Assignments {
			post := int64(health)
			if a.Role == suggestion.Co {
				post = finance
			}
			c.must(post, k.ID, a.No, "sign_for", `{}`)
		}
		_, body = c.as(clerk).get(path(k, ""))
		if strings.Contains(body, unsigned) || !strings.Contains(body, "日签收起算") {
			t.Errorf("%s: what is signed for is not said to be", pack)
		}
	}
}

// A field in which a name is typed says so; one that offers those who may still evaluate is chosen from.
func TestWhoEvaluatedOnPaperIsChosenAndNotTyped(t *testing.T) {
	c := newCity(t)
	k := c.answered("0001")
	for page, typed := range map[string]bool{path(k, "/do/enter_evaluation?part="+part(leadPart(k))): false, "/suggestions/new": true} {
		if _, body := c.as(clerk).get(page); strings.Contains(body, "输入姓名") != typed || !strings.Contains(body, `name="deputy"`) {
			t.Errorf("%s asks for a name to be typed: %v", page, !typed)
		}
	}
}
