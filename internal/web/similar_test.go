package web

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"huiyin/internal/similar"
)

// Where suggestions on the same matter are named: while writing and checking, at the side of a suggestion, and where one is merged into another. Nobody
// reads there what the own list does not hold.
func TestSimilarSuggestionsAreNamedWhereTheyHelp(t *testing.T) {
	c := newCity(t)
	done := c.answered("0123")
	c.pending("0124")
	secret := c.must(cosigner, 0, 0, "start_draft", caseText)
	draft := c.must(lead, 0, 0, "start_draft", caseText)
	checked := c.reviewed()
	if _, err := similar.Read(t.Context(), c.desk.Store, time.Hour); err != nil {
		t.Fatal(err)
	}
	one := func(n string) string { return "第" + n + "号" }
	for _, v := range []struct {
		who    string
		post   int64
		path   string
		status int
		says   []string
		never  []string
	}{
		{"the author reads while writing what the own ones came to", lead, path(draft, "/write"), 200, []string{"可能相似", "2026年 " + one("0123"), "本人曾提", "已答复 · B类 · 承诺落实中 · 市卫健委办理", "都提到：", "only=list"}, []string{path(secret, "\"")}},
		{"another author, who has none, is told so", cosigner, path(secret, "/write"), 200, []string{"没有找到可能相似的建议"}, []string{one("0123")}},
		{"before it is submitted", lead, path(draft, "/do/submit"), 200, []string{one("0123")}, nil},
		{"the committee reads it in the page while it reviews", clerk, path(checked, ""), 200, []string{one("0123"), one("0124"), "同一代表所提"}, []string{"data-fetch", path(draft, "\"")}},
		{"a page that is not about checking fetches it later", health, path(done, ""), 200, []string{"data-fetch", path(done, "/similar?only=list")}, []string{one("0124")}},
		{"the list on a page of its own", clerk, path(done, "/similar"), 200, []string{one("0124"), "<main"}, nil},
		{"the list alone", clerk, path(done, "/similar?only=list"), 200, []string{one("0124")}, []string{"<main", "<html"}},
		{"a unit is not shown what has not been handed to it", health, path(done, "/similar"), 200, []string{"没有找到可能相似的建议"}, []string{one("0124")}},
		{"no list for who may not open the suggestion", water, path(done, "/similar"), 404, nil, []string{one("0124")}},
		{"nor for a draft of somebody else", clerk, path(draft, "/similar?only=list"), 404, nil, []string{one("0124")}},
		{"another word in the address is refused", clerk, path(done, "/similar?only=all"), 422, nil, nil},
		{"a merge offers those that may take it in, and nothing else", clerk, path(checked, "/do/merge"), 200, []string{one("0124"), "into=0124"}, []string{"into=0123"}},
		{"and takes the number over", clerk, path(checked, "/do/merge?into=0124"), 200, []string{`value="0124"`}, nil},
	} {
		resp, body := c.as(v.post).get(v.path)
		if resp.StatusCode != v.status {
			t.Errorf("%s: status %d, want %d", v.who, resp.StatusCode, v.status)
		}
		for _, s := range v.says {
			if !strings.Contains(body, s) {
				t.Errorf("%s: does not say %q", v.who, s)
			}
		}
		for _, s := range v.never {
			if strings.Contains(body, s) {
				t.Errorf("%s: says %q", v.who, s)
			}
		}
	}
	_, body := c.as(clerk).get(path(checked, "/do/merge"))
	if at := strings.Index(body, "<datalist"); at < 0 || strings.Index(body[at:], "0124") > 200 {
		t.Errorf("the similar one is not offered first")
	}
	resp, body := c.as(clerk).post(path(checked, "/do/merge"), "into", "9999", "reason", "同一事项")
	if resp.StatusCode != 422 || !strings.Contains(body, "into=0124") || !strings.Contains(body, "同一事项") {
		t.Errorf("a refused merge: %d, and the similar ones or what was typed are gone", resp.StatusCode)
	}
}

// Two suggestions under review have no number yet: one is taken into the other by its title, or by what the form offers.
func TestASuggestionWithoutANumberIsMerged(t *testing.T) {
	c := newCity(t)
	main, other := c.reviewed(), c.reviewed()
	b := c.as(clerk)
	_, body := b.get(path(other, "/do/merge"))
	at := strings.Index(body, "<datalist")
	if at < 0 || strings.Count(body[at:], "尚未编号，领衔代表：") != 1 {
		t.Fatalf("the other one is not offered: %s", text(body))
	}
	offered := regexp.MustCompile(`<option value="([^"]*尚未编号[^"]*)"`).FindStringSubmatch(body[at:])[1]
	if resp, _ := b.post(path(other, "/do/merge"), "into", "没有这样的标题", "reason", "同一事项"); resp.StatusCode != 422 {
		t.Errorf("a title that none bears: %d", resp.StatusCode)
	}
	resp, body := b.post(path(other, "/do/merge"), "into", html.UnescapeString(offered), "reason", "同一事项")
	if resp.StatusCode != 303 {
		t.Fatalf("%d %s", resp.StatusCode, text(body))
	}
	if _, body := b.get(path(other, "")); !strings.Contains(body, path(main, "")) || !strings.Contains(text(body), "已并案") {
		t.Errorf("not merged: %s", text(body))
	}
}
