package web

import (
	"encoding/json"
	"strings"
	"testing"
)

// hasty is a draft that a reader would remark on.
const hasty = `{"kind":"single","title":"关于村医待遇的报告","situation":"我家的宅基地被占用多年，一直没有得到补偿。全镇还有12户情况相同。","requests":["请有关部门高度重视。"],"origin":"visit","publish":"full"}`

// hintsOf cuts the hints out of a page.
func hintsOf(t *testing.T, body string) string {
	t.Helper()
	_, after, ok := strings.Cut(body, `<section class="card hints`)
	if !ok {
		return ""
	}
	in, _, _ := strings.Cut(after, "</section>")
	return in
}

func TestTheAuthorReadsHintsWhileWriting(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", hasty)
	_, body := c.as(lead).get(path(k, "/write"))
	hints := hintsOf(t, body)
	for _, want := range []string{
		"写作提示", "有5条", "不影响提交", `href="#f-situation"`, "<q>我家的宅基地被占用多年，一直没有得到补偿。</q>", "系统默认，汇总上海",
		`href="#f-requests-0"`, "第1条只是希望重视", `href="#f-analysis"`, "题目像是请示、报告或者申请（“报告”）",
	} {
		if !strings.Contains(hints, want) {
			t.Errorf("the hints do not say %q:\n%s", want, hints)
		}
	}
	if strings.Contains(hints, "退回") || strings.Contains(hints, "hint=") {
		t.Errorf("the author is shown the checker's part:\n%s", hints)
	}
	for _, id := range []string{`id="f-situation"`, `id="f-requests-0"`, `id="f-analysis"`, `id="f-title"`} {
		if !strings.Contains(body, id) {
			t.Errorf("a hint leads to %s, which is not on the page", id)
		}
	}
	_, body = c.as(lead).get(path(k, "/do/submit"))
	hints = hintsOf(t, body)
	if !strings.Contains(hints, "提交前请核对") || !strings.Contains(hints, path(k, "/write#f-requests-0")) {
		t.Errorf("before the button:\n%s", hints)
	}
	if b := c.as(lead); strings.Contains(hints, "error") || !strings.Contains(body, `action="`+path(k, "/do/submit")) {
		t.Errorf("the hints keep from submitting")
	} else if resp, _ := b.post(path(k, "/do/submit"), "version", part(k.Version)); resp.StatusCode != 303 {
		t.Errorf("submitting all the same: %d", resp.StatusCode)
	}
}

func TestHintsFollowWhatIsSaved(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", `{"kind":"single","title":"关于加强村医队伍建设的建议"}`)
	b := c.as(lead)
	_, body := b.get(path(k, "/write"))
	if hints := hintsOf(t, body); !strings.Contains(hints, "写下情况和建议后") || strings.Contains(hints, "<li>") {
		t.Errorf("nothing is written yet:\n%s", hints)
	}
	resp, body := b.post(path(k, "/do/write"), "auto", "1", "version", part(k.Version), "title", "关于加强村医队伍建设的建议", "situation", "请问村医补助<b>何时发放？")
	var saved struct{ Hints string }
	if err := json.Unmarshal([]byte(body), &saved); err != nil || resp.StatusCode != 200 {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	if !strings.Contains(saved.Hints, "还没有写具体建议") || !strings.Contains(saved.Hints, "请问村医补助&lt;b&gt;何时发放？") {
		t.Errorf("after saving:\n%s", saved.Hints)
	}
	if _, body := b.get(path(k, "/write")); !strings.Contains(body, saved.Hints) {
		t.Errorf("the page says something else than its own saving:\n%s", hintsOf(t, body))
	}
}

func TestTheCheckerReturnsByAHint(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", hasty)
	c.must(lead, k.ID, 0, "submit", `{}`)
	if _, body := c.as(clerk).get(path(k, "")); !strings.Contains(hintsOf(t, body), "机器提示") || strings.Contains(hintsOf(t, body), "hint=") {
		t.Errorf("before the review has begun:\n%s", hintsOf(t, body))
	}
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	b := c.as(clerk)
	_, body := b.get(path(k, ""))
	hints := hintsOf(t, body)
	for _, want := range []string{"机器提示", "是否退回由您决定", "对应的退回原因：代表本人及其亲属的个人问题", path(k, "/do/return?hint=personal"), path(k, "/do/return?hint=all")} {
		if !strings.Contains(hints, want) {
			t.Errorf("the checker does not read %q:\n%s", want, hints)
		}
	}
	_, body = b.get(path(k, "/do/return?hint=personal"))
	form := body[strings.Index(body, "<form"):]
	if !strings.Contains(form, `value="personal" checked`) || strings.Contains(form, `value="no_request" checked`) ||
		!strings.Contains(form, "我家的宅基地被占用多年，一直没有得到补偿。") || !strings.Contains(form, "情况：这里像是本人或者亲属的个人事项") {
		t.Errorf("the form does not begin with the hint:\n%s", form)
	}
	_, body = b.get(path(k, "/do/return?hint=all"))
	if !strings.Contains(body, `value="personal" checked`) || !strings.Contains(body, `value="no_request" checked`) {
		t.Error("the form does not begin with all hints")
	}
	for _, other := range []string{"", "?hint=", "?hint=nonsense"} {
		if _, body := b.get(path(k, "/do/return"+other)); strings.Contains(body, " checked") {
			t.Errorf("%q fills the form", other)
		}
	}
	if c.now(k.ID).State != "reviewing" {
		t.Error("a hint decided")
	}
	for who, post := range map[string]int64{"the author": lead, "the author's delegation": aide} {
		if _, body := c.as(post).get(path(k, "")); hintsOf(t, body) != "" {
			t.Errorf("%s reads what the checker does", who)
		}
	}
	c.must(clerk, k.ID, 0, "accept", `{"number":"0009","category":5}`)
	if _, body := b.get(path(k, "")); hintsOf(t, body) != "" {
		t.Error("the hints outlive the review")
	}
}

func TestHintsOfADraftAreItsAuthorsAlone(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", hasty)
	c.must(lead, k.ID, 0, "invite", `{"deputies":[102],"until":"2026-03-10"}`)
	for who, post := range map[string]int64{"an invited deputy": cosigner, "the committee": clerk, "a unit": health} {
		for _, page := range []string{"", "/write", "/do/write", "/do/submit", "/do/return?hint=all", "/do/confirm"} {
			if _, body := c.as(post).get(path(k, page)); strings.Contains(body, "写作提示") || strings.Contains(body, "机器提示") || strings.Contains(body, "个人事项") {
				t.Errorf("%s reads the hints on %q", who, page)
			}
		}
	}
}
