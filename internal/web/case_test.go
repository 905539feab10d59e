package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/suggestion"
)

func path(k *suggestion.Case, rest string) string {
	return "/suggestions/" + strconv.FormatInt(k.ID, 10) + rest
}

func part(n int) string { return strconv.Itoa(n) }

func TestTheCasePageShowsEachReaderWhatIsTheirs(t *testing.T) {
	c := newCity(t)
	k := c.answered("0123")
	draft := c.must(lead, 0, 0, "start_draft", caseText)
	a := k.Assignments[0].No
	c.must(lead, k.ID, a, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"设备未到"}`)
	for _, v := range []struct {
		who       string
		post      int64
		id        int64
		status    int
		says      []string
		saysNever []string
	}{
		{"the deputy sees text, reply, own evaluation and what to do", lead, k.ID, 200, []string{"第0123号", "关于加快补齐乡镇卫生院短板的建议", "已充实", "设备未到", "确定评价", "年内更新设备", "为何"}, []string{"[", "{"}},
		{"the unit does not learn that an evaluation was filed", health, k.ID, 200, []string{"邵卫函〔2026〕1号", "评价"}, []string{"设备未到", "不满意"}},
		{"the committee sees everything", clerk, k.ID, 200, []string{"设备未到", "催办"}, []string{"[case", "[action", "[input"}},
		{"a unit without a share finds nothing", water, k.ID, 404, nil, []string{"卫生院"}},
		{"a draft is its author's alone", clerk, draft.ID, 404, nil, []string{"卫生院"}},
		{"the author goes on writing", lead, draft.ID, 200, []string{"未编号", "提交", "/write"}, nil},
		{"what does not exist is not found", lead, 999999, 404, nil, nil},
	} {
		t.Run(v.who, func(t *testing.T) {
			resp, body := c.as(v.post).get("/suggestions/" + strconv.FormatInt(v.id, 10))
			if resp.StatusCode != v.status {
				t.Fatalf("status %d, want %d", resp.StatusCode, v.status)
			}
			main := body[strings.Index(body, "<main"):]
			for _, s := range v.says {
				if !strings.Contains(main, s) {
					t.Errorf("does not say %q", s)
				}
			}
			for _, s := range v.saysNever {
				if strings.Contains(main, s) {
					t.Errorf("says %q", s)
				}
			}
		})
	}
}

func TestTheAuthorUnderProtectionIsNowhereNamed(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", strings.Replace(caseText, `"publish"`, `"protected":true,"publish"`, 1))
	c.must(lead, k.ID, 0, "invite", `{"deputies":[102]}`)
	k = c.must(cosigner, k.ID, c.now(k.ID).Signatures[0].No, "confirm", `{}`)
	c.must(lead, k.ID, 0, "submit", `{}`)
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	c.must(clerk, k.ID, 0, "accept", `{"number":"0007","category":5}`)
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c.must(head, k.ID, 0, "assign", `{}`)
	_, body := c.as(health).get(path(k, ""))
	for _, s := range []string{"陈知行", "周明远", "第三代表团"} {
		if strings.Contains(body, s) {
			t.Errorf("the unit reads %s", s)
		}
	}
	if !strings.Contains(body, "代表") {
		t.Error("nobody speaks")
	}
	if _, body := c.as(clerk).get(path(k, "")); !strings.Contains(body, "陈知行") {
		t.Error("the committee does not read the name")
	}
}

func TestAMergedAuthorReadsTheWholeReply(t *testing.T) {
	c := newCity(t)
	other := c.must(cosigner, 0, 0, "start_draft", caseText)
	c.must(cosigner, other.ID, 0, "submit", `{}`)
	c.must(clerk, other.ID, 0, "start_review", `{}`)
	k := c.ready("0001")
	c.must(clerk, other.ID, 0, "merge", `{"into":`+strconv.FormatInt(k.ID, 10)+`}`)
	k = c.must(health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["已安排","已充实","年内更新"],"class":"A","contact":"某科","phone":"0730","publish":"full"}`)
	r := k.Replies[0].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	if _, body := c.as(cosigner).get(path(other, "")); strings.Contains(body, "已充实") {
		t.Error("an unsigned reply is read")
	}
	c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕1号"}`)
	if resp, _ := c.as(cosigner).get(path(k, "")); resp.StatusCode != 404 {
		t.Errorf("the main case is open to them: %d", resp.StatusCode)
	}
	if _, body := c.as(cosigner).get(path(other, "")); !strings.Contains(body, "已充实") || !strings.Contains(body, "邵卫函〔2026〕1号") {
		t.Errorf("the letter is empty:\n%s", text(body))
	}
}

// Before the window closes no page of a unit, and no other reader's but the deputy's and the committee's, changes when an evaluation is filed.
func TestAFiledEvaluationShowsOnNoPage(t *testing.T) {
	c := newCity(t)
	k := c.answered("0008")
	once := regexp.MustCompile(`name="once" value="[^"]*"`)
	read := func(who int64) string {
		var b strings.Builder
		for _, p := range []string{
			path(k, ""), path(k, "?show=documents"), path(k, "/do/note_contact?part="+strconv.Itoa(leadPart(k))), path(k, "/do/finish_evaluation?part=1000001"),
			path(k, "/do/confirm_evaluation?part=1000001"), "/", "/notices", "/suggestions?sort=-changed", "/suggestions?clock=feedback", "/years/2026", "/commitments", "/suggestions/print?by=unit",
		} {
			resp, body := c.as(who).get(p)
			b.WriteString(p + " " + strconv.Itoa(resp.StatusCode) + once.ReplaceAllString(body, "") + "\n")
		}
		return b.String()
	}
	before := map[int64]string{}
	for _, who := range []int64{health, finance, clerk} {
		read(who) // opening the notices marks them as seen
		before[who] = read(who)
	}
	c.must(lead, k.ID, leadPart(k), "evaluate", `{"attitude":"satisfied","result":"basically"}`)
	for _, who := range []int64{health, finance} {
		if now := read(who); now != before[who] {
			for i, line := range strings.Split(now, "\n") {
				if was := strings.Split(before[who], "\n"); i < len(was) && was[i] != line {
					t.Errorf("%d reads\n%s\nwhere it read\n%s", who, line, was[i])
					break
				}
			}
		}
	}
	if read(clerk) == before[clerk] {
		t.Error("the committee sees nothing either: the test would never fail")
	}
}

func TestWhatCameBackStandsBeforeItsAuthor(t *testing.T) {
	c := newCity(t)
	k := c.reviewed()
	c.must(clerk, k.ID, 0, "return", `{"reasons":["unclear_facts"],"marks":["设备陈旧"],"note":"请补充数据"}`)
	for _, page := range []string{"", "/write"} {
		_, body := c.as(lead).get("/suggestions/" + strconv.FormatInt(k.ID, 10) + page)
		if said := text(body); !strings.Contains(said, "退回修改") || !strings.Contains(said, "请补充数据") || !strings.Contains(said, "设备陈旧") {
			t.Errorf("%q does not say why the text came back:\n%s", page, said)
		}
	}
}

// A long page folds without script: each section has a heading of its own for a wide screen, and one that opens it on a phone.
func TestTheSectionsOfACaseFold(t *testing.T) {
	c := newCity(t)
	_, body := c.as(clerk).get(path(c.answered("0004"), ""))
	folds := regexp.MustCompile(`<h2 class="unfolded">([^<]*)</h2><details class="fold"( open)?><summary><h2>([^<]*)</h2></summary><div id="([a-z]+)">`).FindAllStringSubmatch(body, -1)
	open := map[string]bool{}
	for _, f := range folds {
		if f[1] != f[3] {
			t.Errorf("%s is called %s on a phone", f[1], f[3])
		}
		open[f[4]] = f[2] != ""
	}
	for id, want := range map[string]bool{"text": false, "units": true, "history": false, "about": false, "promises": false} {
		if got, ok := open[id]; !ok || got != want {
			t.Errorf("%s: there %v, open %v", id, ok, got)
		}
	}
}

// What one hand saves of a reply is one line that says how often; another hand's is another, and so is what comes after it was sent back.
func TestSavedDraftsDoNotFillTheTimeline(t *testing.T) {
	c := newCity(t)
	k := c.ready("0001")
	k = c.must(health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["一","二","三"],"class":"B"}`)
	r := k.Replies[0].No
	whole := `{"answers":["已安排","已充实","年内更新"],"class":"B","contact":"某科","phone":"0730","publish":"full","promises":[{"words":"年内更新设备","result":"设备到位","due":"2026-10-30"}]}`
	line := regexp.MustCompile(`(?s)<li>\s*<time>[^<]*</time>\s*<div>\s*保存拟稿`)
	for _, row := range []struct {
		name string
		does func()
		want int
	}{
		{"saved three times", func() {
			for range 3 {
				c.must(health, k.ID, r, "write_reply", whole)
			}
		}, 1},
		{"by another hand, and again by the first", func() {
			c.must(healthHead, k.ID, r, "write_reply", whole)
			c.must(health, k.ID, r, "write_reply", whole)
		}, 2},
		{"after it was sent back", func() {
			c.must(health, k.ID, r, "send_for_review", `{}`)
			c.must(healthHead, k.ID, r, "send_back_reply", `{"reason":"请补充时间"}`)
			c.must(health, k.ID, r, "write_reply", whole)
			c.must(health, k.ID, r, "write_reply", whole)
		}, 3},
	} {
		row.does()
		_, body := c.as(health).get(path(k, ""))
		if got := len(line.FindAllString(body, -1)); got != row.want {
			t.Errorf("%s: %d lines, want %d", row.name, got, row.want)
		}
	}
	if _, body := c.as(health).get(path(k, "")); !strings.Contains(text(body), "共保存4次") || !strings.Contains(text(body), "共保存2次") {
		t.Error("the lines do not say how often")
	}
}

func TestWhoHandlesAloneIsNotAskedForOpinionsOfOthers(t *testing.T) {
	c := newCity(t)
	with := c.handling("0001")
	alone := c.pending("0002")
	c.must(clerk, alone.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	alone = c.must(head, alone.ID, 0, "assign", `{}`)
	alone = c.must(health, alone.ID, leadPart(alone), "sign_for", `{}`)
	for _, s := range []struct {
		of    *suggestion.Case
		asked bool
	}{{with, true}, {alone, false}} {
		resp, body := c.as(health).get(path(s.of, "/do/draft_reply?part="+part(leadPart(s.of))))
		if resp.StatusCode != 200 || strings.Contains(body, `name="opinions"`) != s.asked || !strings.Contains(body, `name="contact"`) {
			t.Errorf("%s: %d, asked for opinions: %v", s.of.Number, resp.StatusCode, !s.asked)
		}
	}
}

// Who reported pressure reads the report and its answer on the case, with the committee's head; nobody else does.
func TestAReportOfPressureAndItsAnswerAreRead(t *testing.T) {
	c := newCity(t)
	k := c.handling("0001")
	k = c.must(lead, k.ID, 0, "report_pressure", `{"text":"有人打招呼"}`)
	c.must(head, k.ID, k.Reports[0].No, "answer_report", `{"text":"已核实处理"}`)
	for _, post := range []int64{lead, cosigner, aide, clerk, head, health, finance} {
		_, body := c.as(post).get(path(k, ""))
		wants := post == lead || post == head
		if got := strings.Contains(body, "有人打招呼") && strings.Contains(body, "已核实处理"); got != wants || !wants && strings.Contains(body, "已核实处理") {
			t.Errorf("%d reads it: %v", post, got)
		}
		if lines := strings.Count(body, `<li class="no-print"><time>`); wants != (lines > 0) {
			t.Errorf("%d has %d lines of the history that are not printed", post, lines)
		}
	}
}

// The line of a list is named once where a refused form says what is wrong.
func TestALineOfAListIsNamedOnce(t *testing.T) {
	c := newCity(t)
	k := c.reviewed()
	_, body := c.as(clerk).post(path(k, "/do/return"), "reasons", "unclear_facts", "marks.0", "原文没有的话", "note", "请补充", "version", part(int(k.Version)), "seq", part(k.Seq))
	if said := text(body); !strings.Contains(said, "需要修改的段落 1：") || strings.Contains(said, "需要修改的段落 需要修改的段落") {
		t.Error(said)
	}
}

// Whose invitation lapsed is told so, without a way to the suggestion that is no longer the reader's to see.
func TestNoticesLeadOnlyToWhatIsSeen(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", caseText)
	c.must(lead, k.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d]}`, cosigner))
	to := `href="` + path(k, "") + `"`
	if _, body := c.as(cosigner).get("/notices"); !strings.Contains(body, to) {
		t.Error("the invitation leads nowhere")
	}
	c.must(lead, k.ID, 0, "submit", `{}`)
	if _, body := c.as(cosigner).get("/notices"); strings.Contains(body, to) || !strings.Contains(text(body), "您未列入联名代表") || strings.Contains(text(body), "请确认联名") {
		t.Error(text(body))
	}
}

func TestACaseIsOfferedForOneListOnly(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	b := c.as(clerk)
	resp, _ := b.post("/handover/new", "case", part(int(k.ID)))
	first := resp.Header.Get("Location")
	resp, _ = b.post("/handover/new")
	_, body := b.get(resp.Header.Get("Location"))
	if strings.Contains(body, `value="`+part(int(k.ID))+`"`) || !strings.Contains(text(body), "另有1件已列入其他编制中的清单") {
		t.Error(text(body))
	}
	if _, body := b.get(first); !strings.Contains(body, `value="`+part(int(k.ID))+`"`) {
		t.Error("the first list lost its case")
	}
}

func TestAWithdrawalTellsOnlyWhoIsThere(t *testing.T) {
	c := newCity(t)
	for _, s := range []struct {
		k     *suggestion.Case
		units bool
	}{{c.submitted(), false}, {c.handling("0001"), true}} {
		b := c.as(lead)
		resp, body := b.post(path(s.k, "/do/withdraw"), "reason", "已解决")
		if resp.StatusCode != 303 {
			t.Fatalf("%d %s", resp.StatusCode, text(body))
		}
		if _, body := b.get(resp.Header.Get("Location")); strings.Contains(text(body), "承办单位和联工委已获告知") != s.units {
			t.Errorf("units %v: %s", s.units, text(body))
		}
	}
}

func TestAListIsNamedInTheLanguageOfOfficialPapers(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	b := c.as(clerk)
	b.post("/preferences", "lang", "en", "back", "/")
	resp, _ := b.post("/handover/new", "case", part(int(k.ID)))
	if _, body := b.get(resp.Header.Get("Location")); !strings.Contains(body, `lang="en"`) || !strings.Contains(body, "交办清单") {
		t.Error(text(body))
	}
}

// A case that units pass round, and one that is escalated, say so at their head.
func TestWhatSetsACaseApartStandsAtItsHead(t *testing.T) {
	c := newCity(t)
	k := c.assigned("0004")
	page := "/suggestions/" + strconv.FormatInt(k.ID, 10)
	if _, body := c.as(clerk).get(page); strings.Contains(body, "已调整") {
		t.Error("nothing was re-assigned yet")
	}
	k = c.must(health, k.ID, k.Assignments[0].No, "object", `{"reason":"不属本单位职责","proposes":15}`)
	c.must(clerk, k.ID, k.Objections[0].No, "grant_objection", `{"decision":"同意","unit":15}`)
	if _, body := c.as(clerk).get(page); !strings.Contains(body, "已调整1次") {
		t.Error("the page does not count the re-assignment")
	}
	for _, post := range []int64{clerk, water, lead} {
		if _, body := c.as(post).get(page); strings.Count(body, "由市卫健委改办") != 1 {
			t.Errorf("post %d does not read from whom the unit has it: %s", post, text(body))
		}
	}
}
