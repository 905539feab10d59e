package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// What the program remarks about a text is its authors' while they write it, its checkers' while they check it, and nobody's afterwards.
func TestAdviceIsForWritersAndCheckers(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		k := c.Must(testkit.Deputy, 0, 0, "start_draft", `{"kind":"single","title":"关于村医待遇的报告","situation":"我家的宅基地被占用多年，一直没有得到补偿。全镇还有12户情况相同。","requests":["请重视。"],"origin":"visit","publish":"full"}`)
		advice := fmt.Sprintf("/suggestions/%d/advice", k.ID)
		see := func(when string, may ...int64) {
			t.Helper()
			for post := range c.Actors {
				got := c.call(post, "GET", advice, "")
				want := http.StatusNotFound
				for _, p := range may {
					if p == post {
						want = http.StatusOK
					}
				}
				if got.Code != want {
					t.Errorf("%s: post %d gets %d, want %d", when, post, got.Code, want)
				}
				if want != http.StatusOK && !strings.Contains(got.Body.String(), "fault.not_found") {
					t.Errorf("%s: post %d reads %s", when, post, got.Body)
				}
			}
		}
		see("a draft", testkit.Deputy)
		var said []api.Advice
		c.read(testkit.Deputy, advice, &said)
		if len(said) == 0 || said[0].Key != "personal" || said[0].Field != "situation" || said[0].Quote != "我家的宅基地被占用多年，一直没有得到补偿。" ||
			said[0].From != 0 || said[0].To != 21 || said[0].Reason != "personal" || said[0].ReasonLabel == "" || !strings.Contains(said[0].Says, "建议您") || !strings.Contains(said[0].Why, "系统默认") {
			t.Errorf("%+v", said)
		}
		if got := c.call(testkit.Deputy, "GET", advice, "", "Accept-Language", "en"); !strings.Contains(got.Body.String(), "personal matter") {
			t.Errorf("in English: %s", got.Body)
		}
		c.Must(testkit.Deputy, k.ID, 0, "submit", `{}`)
		see("handed in", testkit.Clerk, testkit.Head)
		c.Must(testkit.Clerk, k.ID, 0, "start_review", `{}`)
		see("under review, also while it is locked", testkit.Clerk, testkit.Head)
		c.Must(testkit.Clerk, k.ID, 0, "return", `{"reasons":["personal"],"note":"请修改"}`)
		see("sent back", testkit.Deputy)
		c.Must(testkit.Deputy, k.ID, 0, "submit", `{}`)
		c.Must(testkit.Clerk, k.ID, 0, "start_review", `{}`)
		c.Must(testkit.Clerk, k.ID, 0, "accept", `{"number":"0009","category":5}`)
		see("accepted")
	})
}
