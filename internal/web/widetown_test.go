package web

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Posts of those who watch rather than handle, and of another congress.
const (
	county = iota + 201
	special
	leader
	govOffice
	govLeader
	stranger
	admin
)

// wide adds the county that checks, the special committee, the leaders, the government office, and another congress.
func (c *city) wide() {
	c.t.Helper()
	posts := []struct {
		id, congress, org int64
		role              org.Role
		name              string
	}{
		{county, 1, 31, org.CountyClerk, "县经办"},
		{special, 1, 32, org.SpecialClerk, "专委经办"},
		{leader, 1, 33, org.CongressLeader, "副主任"},
		{govOffice, 1, 34, org.GovOffice, "督查"},
		{govLeader, 1, 35, org.GovLeader, "副市长"},
		{stranger, 2, 41, org.CommitteeHead, "外市主任"},
		{admin, 1, committeeOrg, org.Admin, "管理员"},
	}
	err := c.desk.Store.Do(c.t.Context(), func(tx *store.Tx) error {
		ctx := c.t.Context()
		if err := tx.SaveCongress(ctx, org.Congress{ID: 2, Code: "other", Name: "远宁市人大", Level: org.City, Pack: "hunan-city"}); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 22, Congress: 2, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
		if err := tx.InsertOrgs(ctx, []org.Org{
			{ID: 31, Congress: 1, Kind: org.CountyCongress, Code: "x", Name: "石溪县人大常委会"},
			{ID: 32, Congress: 1, Kind: org.SpecialCommittee, Code: "j", Name: "教科文卫委"},
			{ID: 33, Congress: 1, Kind: org.Leadership, Code: "l", Name: "常委会"},
			{ID: 34, Congress: 1, Kind: org.GovernmentOffice, Code: "g", Name: "市政府办"},
			{ID: 35, Congress: 1, Kind: org.Government, Code: "z", Name: "市政府"},
			{ID: 41, Congress: 2, Kind: org.Committee, Code: "c", Name: "联工委"},
		}); err != nil {
			return err
		}
		for _, p := range posts {
			person := org.Person{ID: 1000 + p.id, Name: p.name}
			if err := tx.InsertPeople(ctx, []org.Person{person}); err != nil {
				return err
			}
			post := org.Post{ID: p.id, Congress: p.congress, Org: p.org, Person: person.ID, Role: p.role, Title: "主任"}
			if err := tx.InsertPosts(ctx, []org.Post{post}); err != nil {
				return err
			}
			c.actors[p.id] = org.Actor{Person: person, Post: post}
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.accounts(c.door)
}

func TestEveryCountOfThoseWhoWatchOpensAListOfThatLength(t *testing.T) {
	c := newCity(t)
	c.wide()
	c.busy()
	for _, post := range []int64{county, special, leader, govOffice, govLeader} {
		b := c.as(post)
		resp, body := b.get("/")
		links := append(figureLink.FindAllStringSubmatch(body, -1), queueLink.FindAllStringSubmatch(body, -1)...)
		if resp.StatusCode != 200 || len(links) < 5 {
			t.Errorf("workbench of %d: %d with %d counts", post, resp.StatusCode, len(links))
		}
		for _, l := range links {
			_, list := b.get(html.UnescapeString(l[1]))
			if got := said.FindStringSubmatch(list); got == nil || got[1] != l[3] || strings.Count(list, `<tr role="row">`) != rowsOf(l[3]) {
				t.Errorf("post %d, %s: counted %s, the list says %v with %d rows", post, l[2], l[3], got, strings.Count(list, `<tr role="row">`)-1)
			}
		}
	}
	_, body := c.as(govOffice).get("/")
	if !strings.Contains(body, `href="/years/2026#units"`) || !strings.Contains(body, `<span class="big">4</span>`) {
		t.Error("the government office misses the table of units or the four cases of the government")
	}
	_, body = c.as(lead).get("/")
	if !strings.Contains(body, "我的建议（本次会议") {
		t.Error("a deputy for whom something waits does not see the own suggestions")
	}
	own := regexp.MustCompile(`href="(/suggestions/\d+)"`).FindAllStringSubmatch(body, -1)
	if len(own) < 2 {
		t.Errorf("only %d suggestions on the deputy's workbench", len(own))
	}
	for _, l := range own {
		if n := strings.Count(body, `href="`+l[1]+`"`); n != 1 {
			t.Errorf("%s stands %d times on the deputy's workbench", l[1], n)
		}
	}
}

func TestAnotherCongressSeesNothing(t *testing.T) {
	c := newCity(t)
	c.wide()
	c.busy()
	k := c.answered("0014")
	ready := c.pending("0015")
	c.must(clerk, ready.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	resp, _ := c.as(head).post("/handover/new", "case", strconv.FormatInt(ready.ID, 10))
	list, own := resp.Header.Get("Location"), "/suggestions/"+strconv.FormatInt(k.ID, 10)
	b := c.as(stranger)
	for _, s := range []struct {
		path   string
		status int
		says   string
	}{
		{"/", 200, ""},
		{"/suggestions?session=all", 200, "没有符合条件的建议"},
		{"/search?q=" + "0014", 200, "没有符合条件的建议"},
		{"/suggestions?session=21", 200, "没有符合条件的建议"},
		{"/suggestions/print?session=all", 200, "共0件"},
		{"/suggestions/print?session=21&by=unit", 200, "共0件"},
		{"/suggestions.xlsx?session=all", 200, ""},
		{"/commitments", 200, "没有承诺事项"},
		{"/commitments?state=all&unit=13", 200, "没有承诺事项"},
		{"/commitments.xlsx", 200, ""},
		{"/years/2026", 200, ""},
		{"/handover", 200, "还没有交办清单"},
		{list, 404, ""},
		{list + "/print", 404, ""},
		{own, 404, ""},
		{own + "/print/form", 404, ""},
		{own + "/print/slip", 404, ""},
		{own + "/print/reply", 404, ""},
		{own + "/print/opinion", 404, ""},
		{own + "/print/co_opinion", 404, ""},
	} {
		resp, body := b.get(s.path)
		if resp.StatusCode != s.status || !strings.Contains(body, s.says) {
			t.Errorf("%s: %d, want %d saying %q", s.path, resp.StatusCode, s.status, s.says)
		}
		for _, never := range []string{"0014", "卫生院", "陈知行", "市卫健委", "年内更新设备"} {
			if strings.HasPrefix(s.path, "/search") && never == "0014" {
				continue // what was asked for stands in the sentence
			}
			if strings.Contains(body, never) {
				t.Errorf("%s tells another congress of %s", s.path, never)
			}
		}
	}
}

func TestWhatLeavesTheHouseIsRecorded(t *testing.T) {
	c := newCity(t)
	c.busy()
	for i, path := range []string{"/suggestions.xlsx?session=all", "/commitments.xlsx", "/suggestions/print?by=unit"} {
		if resp, _ := c.as(clerk).get(path); resp.StatusCode != 200 {
			t.Fatalf("%s: %d", path, resp.StatusCode)
		}
		var lines []store.SecurityEntry
		err := c.desk.Store.View(t.Context(), func(tx *store.Tx) (err error) {
			lines, err = tx.SecurityLines(t.Context(), 1, true, store.SecurityFilter{Action: "export", From: 1, To: 1 << 60, Limit: 10}, store.LogKey{})
			return err
		})
		if err != nil || len(lines) != i+1 || !strings.Contains(lines[0].Detail, "rows=") {
			t.Errorf("%s: the security log holds %d exports (%v)", path, len(lines), err)
		}
	}
}

func TestPrintedPages(t *testing.T) {
	c := newCity(t)
	c.wide()
	k := c.answered("0004")
	own := "/suggestions/" + strconv.FormatInt(k.ID, 10) + "/print/"
	p := c.must(lead, 0, 0, "start_draft", protectedText)
	c.must(lead, p.ID, 0, "submit", `{}`)
	c.must(clerk, p.ID, 0, "start_review", `{}`)
	c.must(clerk, p.ID, 0, "accept", `{"number":"0006","category":5}`)
	c.must(clerk, p.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	id := strconv.FormatInt(p.ID, 10)
	resp, _ := c.as(clerk).post("/handover/new", "case", id)
	list := resp.Header.Get("Location")
	c.must(head, p.ID, 0, "assign", `{}`)
	secret := "/suggestions/" + id + "/print/"
	c.must(clerk, 0, 0, "start_draft", strings.Replace(caseText, "{", `{"deputy":101,"entered_how":"oral",`, 1)) // taken down by the staff, not handed in
	for _, s := range []struct {
		name        string
		post        int64
		path        string
		status      int
		says, never string
	}{
		{"a co-handler's opinion is addressed to the lead unit", finance, own + "co_opinion", 200, "邵衡市卫生健康委员会：", ">["},
		{"and says what it says", health, own + "co_opinion", 200, "同意安排资金。", ""},
		{"with copies", clerk, own + "co_opinion", 200, "抄送：联工委、市政府办", ""},
		{"a unit that handles it alone has none", health, secret + "co_opinion", 404, "", ""},
		{"a unit outside the case", water, own + "co_opinion", 404, "", ""},
		{"a system administrator prints nothing", admin, own + "co_opinion", 403, "", ""},
		{"the slip for the units hides a protected deputy, also in the committee's hands", clerk, secret + "slip", 200, "代表", "陈知行"},
		{"but the committee's form names them", clerk, secret + "form", 200, "陈知行", ""},
		{"the case page leads to its papers", health, "/suggestions/" + strconv.FormatInt(k.ID, 10), 200, "会办意见（市财政局）", "征询意见表"},
		{"and the deputy's to the opinion form", lead, "/suggestions/" + strconv.FormatInt(k.ID, 10), 200, "征询意见表（市卫健委）", ""},
		{"a directory by delegation", clerk, "/suggestions/print", 200, "第三代表团（2件）", ">["},
		{"without what was not handed in", clerk, "/suggestions/print", 200, "共2件", "草稿"},
		{"unless it is asked for", clerk, "/suggestions/print?state=draft", 200, "共1件", ""},
		{"which the government's units read without the protected name", health, "/suggestions/print?number=0006", 200, "代表团未列（1件）", "陈知行"},
		{"nor its delegation", health, "/suggestions/print?number=0006", 200, "0006", "第三代表团"},
		{"by unit", clerk, "/suggestions/print?by=unit", 200, "邵衡市卫生健康委员会（2件）", ">["},
		{"key suggestions only", clerk, "/suggestions/print?by=key", 200, "共0件", "0004"},
		{"excellent ones only", clerk, "/suggestions/print?by=excellent", 200, "共0件", "0004"},
		{"the list's filter narrows it", clerk, "/suggestions/print?number=0004", 200, "0004", "0006"},
		{"an order that does not exist", clerk, "/suggestions/print?by=colour", 404, "", ""},
		{"a unit's directory holds its own", water, "/suggestions/print", 200, "共0件", "0004"},
		{"a system administrator has none", admin, "/suggestions/print", 403, "", ""},
		{"a hand-over list is given out without the protected name", clerk, list + "/print", 200, "市卫健委（独办）", "陈知行"},
		{"by the committee alone", health, list + "/print", 403, "", ""},
		{"a list that is not there", clerk, "/handover/999999/print", 404, "", ""},
	} {
		resp, body := c.as(s.post).get(s.path)
		if resp.StatusCode != s.status || !strings.Contains(body, s.says) || s.never != "" && strings.Contains(body, s.never) {
			t.Errorf("%s: %d, want %d saying %q and never %q", s.name, resp.StatusCode, s.status, s.says, s.never)
		}
	}
}

func TestAPastYearTellsWhatItsSheetTold(t *testing.T) {
	c := newCity(t)
	cmd := `{"number":"0101","kind":"single","text":{"title":"关于往年道路的建议","requests":["修"]},"session":21,"lead_id":101,"delegation_id":11,"submitted_on":"2024-01-10",
		"key_level":"leader","key_leader":"某副主任","key_committee":12,"answer":{"class":"A","number":"市交函〔2024〕3号","result":"satisfied"},"missing":["attitude","excellent"]}`
	k := c.must(clerk, 0, 0, flow.Action("record_history"), cmd)
	_, body := c.as(clerk).get("/suggestions/" + strconv.FormatInt(k.ID, 10))
	for _, says := range []string{"某副主任", "市交函〔2024〕3号", "未载事项", "对办理态度的评价", "是否优秀建议"} {
		if !strings.Contains(body, says) {
			t.Errorf("the page does not say %s", says)
		}
	}
	if k.State != suggestion.Archived {
		t.Errorf("the case is %s", k.State)
	}
}

// Of a co-handler of a past year nothing but the day of its opinion is told: it has no reply, and no letter that could be printed.
func TestACoHandlerOfAPastYearAnsweredNobody(t *testing.T) {
	c := newCity(t)
	k := c.must(clerk, 0, 0, flow.Action("record_history"), `{"number":"0101","kind":"single","text":{"title":"关于往年道路的建议"},"session":21,"lead_id":101,"submitted_on":"2024-01-10","shares":[
		{"unit":13,"role":"lead","replied_on":"2024-04-28","class":"A","reply":"已经修好"},{"unit":14,"role":"co","replied_on":"2024-03-06","opinion":"同意安排资金","opined_on":"2024-03-06"}]}`)
	_, body := c.as(clerk).get(path(k, ""))
	if n := strings.Count(body, "第1轮答复"); n != 1 {
		t.Errorf("%d replies on the page", n)
	}
	if strings.Contains(text(body), "答复函（市财政局）") || !strings.Contains(text(body), "答复函（市卫健委）") || !strings.Contains(body, "同意安排资金") {
		t.Errorf("papers: %s", text(body))
	}
	if _, letter := c.as(clerk).get(path(k, "/print/reply")); !strings.Contains(letter, "已经修好") {
		t.Errorf("the letter is another's: %s", text(letter))
	}
}

// The author of a past year is chosen from the deputies of all terms; two mandates of one person are told apart by their last day.
func TestTheAuthorOfAPastYearIsChosenFromAllTerms(t *testing.T) {
	c := newCity(t)
	const former = 190
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		return tx.InsertPosts(t.Context(), []org.Post{{ID: former, Congress: 1, Org: delegationOrg, Person: 1000 + lead, Role: org.Deputy, Mandate: org.Former, To: "2021-12-31"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := `{"number":"0101","kind":"single","text":{"title":"关于往年道路的建议"},"session":21,"lead_id":101,"submitted_on":"2024-01-10"}`
	k := c.must(clerk, 0, 0, flow.Action("record_history"), cmd)
	act := "/suggestions/" + strconv.FormatInt(k.ID, 10) + "/do/propose_correction"
	_, page := c.as(clerk).get(act + "?field=lead")
	for _, says := range []string{`value="陈知行（第三代表团）（任至2021年12月31日）"`, "陈知行（第三代表团）"} {
		if !strings.Contains(page, says) {
			t.Errorf("the form does not say %s", says)
		}
	}
	for _, s := range []struct {
		name, lead string
		status     int
	}{
		{"nobody of that name", "某某某", 422},
		{"a name with two mandates", "陈知行", 422},
		{"the present author", "陈知行（第三代表团）", 422},
		{"the mandate of before", "陈知行（第三代表团）（任至2021年12月31日）", 303},
	} {
		resp, body := c.as(clerk).post(act, "version", strconv.Itoa(k.Version), "field", "lead", "lead", s.lead, "why", "与原件不符")
		if resp.StatusCode != s.status || s.status == 422 && !strings.Contains(body, `id="f-lead-wrong"`) {
			t.Errorf("%s: %d, want %d", s.name, resp.StatusCode, s.status)
		}
	}
}

func TestALongListSaysThatMoreFollowsAndLeadsBack(t *testing.T) {
	c := newCity(t)
	for range 52 {
		c.submitted()
	}
	b := c.as(clerk)
	_, body := b.get("/suggestions")
	next := regexp.MustCompile(`<a href="([^"]*after=[^"]*)"`).FindStringSubmatch(body)
	if !strings.Contains(body, "共52件，本页50件，后面还有") || next == nil {
		t.Fatal("the first page does not say that more follow")
	}
	_, body = b.get(html.UnescapeString(next[1]))
	if !strings.Contains(body, "共52件，本页2件") || strings.Contains(body, "后面还有") || !strings.Contains(body, "首页") {
		t.Error("the last page does not lead back to the first")
	}
	if _, body := c.as(lead).get("/"); strings.Count(body, "<tr") > 1+20+1 {
		t.Error("the workbench shows more lines than fit")
	}
}

// What waits for a leader is what came back on the own instructions: it is counted once, and its list is as long. The own key suggestions are what the
// leader has under way, and what all others do stands beside.
func TestWhatWaitsForALeaderIsCountedOnce(t *testing.T) {
	c := newCity(t)
	c.wide()
	for _, who := range []struct {
		post int64
		to   string
		by   int64
	}{{leader, "units", health}, {govLeader, "gov", govOffice}} {
		k := c.handling("000" + strconv.FormatInt(who.post%10, 10))
		i := c.must(who.post, k.ID, 0, "instruct", `{"text":"抓紧办理","to":"`+who.to+`"}`).Instructions[0]
		b := c.as(who.post)
		if _, body := b.get("/"); !strings.Contains(body, "批示待反馈</span> <b>1</b>") || figure(body, "待办") != "0" {
			t.Errorf("%d, nobody has reported: %s wait", who.post, figure(body, "待办"))
		}
		c.must(who.by, k.ID, i.No, "report_instruction", `{"text":"已办理"}`)
		_, body := b.get("/")
		if figure(body, "待办") != "1" || strings.Contains(body, "批示待反馈") || strings.Count(body, "待办 1件") != 1 || !strings.Contains(body, `href="`+path(k, "")+`"`) {
			t.Errorf("%d, the report has come: %s wait", who.post, figure(body, "待办"))
		}
		for _, l := range figureLink.FindAllStringSubmatch(body, -1) {
			if own := strings.Contains(l[1], "key=own"); own == (l[2] == "待办") {
				t.Errorf("%d: %s counts own key suggestions: %v", who.post, l[2], own)
			}
		}
	}
}

// figure is the number of a count on a workbench.
func figure(body, name string) string {
	for _, l := range figureLink.FindAllStringSubmatch(body, -1) {
		if l[2] == name {
			return l[3]
		}
	}
	return ""
}
