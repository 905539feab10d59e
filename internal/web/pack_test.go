package web

import (
	"net/http"
	"strings"
	"testing"

	"huiyin/internal/store"
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
