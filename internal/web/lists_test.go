package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/access"
	"huiyin/internal/assess"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
)

var (
	figureLink = regexp.MustCompile(`<a href="(/suggestions\?[^"]*)"[^>]*><span class="label">([^<]*)</span> ?<span class="big">(\d+)</span>`)
	queueLink  = regexp.MustCompile(`<li><a href="(/suggestions\?[^"]*)"><span>([^<]*)</span> <b>(\d+)</b></a></li>`)
	said       = regexp.MustCompile(`建议(\d+)件`)
)

// protectedText is a suggestion whose author wants to stay unknown to the units.
const protectedText = `{"title":"关于规范某项审批的建议","situation":"情况","analysis":"分析","requests":["一"],"origin":"visit","publish":"none","protected":true}`

// busy brings the small city into a state in which everybody has something to do.
func (c *city) busy() {
	c.submitted()
	c.reviewed()
	c.pending("0001")
	c.assigned("0002")
	c.handling("0003")
	c.answered("0004")
	id := c.pending("0005").ID
	c.must(clerk, id, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	k := c.must(lead, 0, 0, "start_draft", protectedText)
	c.must(lead, k.ID, 0, "submit", `{}`)
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	c.must(clerk, k.ID, 0, "accept", `{"number":"0006","category":5}`)
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c.must(head, k.ID, 0, "assign", `{}`)
}

func TestEveryCountOpensAListOfThatLength(t *testing.T) {
	c := newCity(t)
	c.busy()
	for _, post := range []int64{lead, cosigner, aide, clerk, head, health, healthHead, finance, water} {
		b := c.as(post)
		resp, body := b.get("/")
		if resp.StatusCode != 200 {
			t.Fatalf("workbench of %d: %d", post, resp.StatusCode)
		}
		links := append(figureLink.FindAllStringSubmatch(body, -1), queueLink.FindAllStringSubmatch(body, -1)...)
		if len(links) < 5 {
			t.Errorf("workbench of %d shows %d counts", post, len(links))
		}
		for _, l := range links {
			_, list := b.get(html.UnescapeString(l[1]))
			if got := said.FindStringSubmatch(list); got == nil || got[1] != l[3] || strings.Count(list, `<tr role="row">`) != rowsOf(l[3]) {
				t.Errorf("post %d, %s: counted %s, the list says %v with %d rows", post, l[2], l[3], got, strings.Count(list, `<tr role="row">`)-1)
			}
		}
	}
}

// rowsOf is how many rows a table of n cases has with its head; an empty list has no table.
func rowsOf(n string) int {
	if n == "0" {
		return 0
	}
	rows, _ := strconv.Atoi(n)
	return rows + 1
}

var (
	counts  = regexp.MustCompile(`href="(/(?:suggestions|shares|forms|deputies|commitments|reports/works|questions/\w+/\w+)\?[^"]*)"[^>]*>(?:<span class="label">[^<]*</span> ?<span class="big">)?(\d+)(?:/(\d+))?[< ]`)
	sayings = regexp.MustCompile(`(?:建议|承办任务|承诺|代表评价|领衔代表|，共)(\d+)(?:件次|件|份|人|项)`)
)

// Every number of the year, of its breakdowns by every dimension and of the leaders' screen opens a list of that length, whoever looks.
func TestEveryFigureOfTheYearOpensItsList(t *testing.T) {
	c := newCity(t)
	c.wide()
	c.busy()
	pages := []string{"/years/2026"}
	for _, by := range indicator.Dimensions {
		for _, of := range []string{"handed", "reply", "on_time", "contact", "effect_unmeasured", "reply_shares", "signed", "satisfaction_forms", "contact_deputies", "implementation_all"} {
			pages = append(pages, "/years/2026/by/"+string(by)+"?of="+of)
		}
	}
	for post, own := range map[int64][]string{
		clerk: {"/screen", "/found", "/questions"}, leader: {"/screen", "/found"}, govOffice: {"/screen"}, govLeader: {"/screen"}, special: {"/screen"}, county: nil, health: nil, lead: nil,
		stranger: {"/found"}, // a congress without a suggestion
	} {
		b, opened, works := c.as(post), map[string]bool{}, 0
		for _, page := range append(own, pages...) {
			resp, body := b.get(page)
			if resp.StatusCode != 200 {
				t.Fatalf("post %d, %s: %d", post, page, resp.StatusCode)
			}
			for _, l := range counts.FindAllStringSubmatch(body, -1) {
				key := strings.Join(l[1:], " ")
				if opened[key] {
					continue
				}
				opened[key] = true
				if strings.HasPrefix(l[1], "/reports/works") {
					works++
				}
				resp, list := b.get(html.UnescapeString(l[1]))
				got := sayings.FindStringSubmatch(list)
				zero := l[2] == "0" && l[3] == "" && got == nil
				if resp.StatusCode != 200 || !zero && (got == nil || got[1] != l[2] && got[1] != l[3]) {
					t.Errorf("post %d, %s: %s, and the list %s (%d) says %v", post, page, l[2], l[1], resp.StatusCode, got)
				}
			}
		}
		if told := post == clerk || post == leader || post == stranger; len(opened) < 20 || told != (works > 30) || !told && works > 0 {
			t.Errorf("post %d saw %d numbers, %d of them beside the suggestions", post, len(opened), works)
		}
	}
}

func TestLists(t *testing.T) {
	c := newCity(t)
	c.busy()
	for _, s := range []struct {
		name        string
		post        int64
		path        string
		status      int
		says, never string
	}{
		{"the committee sees what was handed in", clerk, "/suggestions", 200, "建议8件", ""},
		{"a unit sees only its own", water, "/suggestions", 200, "没有符合条件的建议", "0002"},
		{"a protected author is 代表 for the unit", health, "/suggestions?number=0006", 200, ">代表<", "陈知行"},
		{"and cannot be asked for by name", health, "/suggestions?number=0006&lead=" + strconv.Itoa(lead), 200, "没有符合条件的建议", ""},
		{"but is known to the committee", clerk, "/suggestions?number=0006", 200, "陈知行", ""},
		{"what waits for others is not told", health, "/suggestions?task=pressure,redo,review", 200, "没有符合条件的建议", ""},
		{"search is the same list over all sessions", clerk, "/search?q=0004", 200, "去掉条件：历次会议", "0003"},
		{"a filter is a word that can be taken away", clerk, "/suggestions?state=pending", 200, "去掉条件：待交办", ""},
		{"nonsense is refused by name", clerk, "/suggestions?unit=x", 422, "", ""},
		{"a cursor of nowhere is refused", clerk, "/suggestions?after=x", 422, "", ""},
		{"hand-over lists are the committee's", health, "/handover", 403, "", ""},
		{"the ledger knows what was promised", health, "/commitments", 200, "年内更新设备", ""},
		{"and leads to the promise itself", health, "/commitments", 200, "#promise-", ""},
		{"a co-handler owes nothing", finance, "/commitments", 200, "没有承诺事项", ""},
		{"earlier years owe nothing yet", clerk, "/commitments?view=last_year", 200, "没有承诺事项", "年内更新设备"},
		{"and nothing was carried over", clerk, "/commitments?view=last_year", 200, "转入0项", ">["},
		{"nor from an earlier term", clerk, "/commitments?view=last_term", 200, "没有承诺事项", ">["},
		{"what was made this year", clerk, "/commitments?view=this_year", 200, "年内更新设备", ">["},
		{"by its year, as a word that can be taken away", clerk, "/commitments?year=2026", 200, "去掉条件：2026年度承诺", ">["},
		{"carried into a year, likewise", clerk, "/commitments?carried=2027", 200, "去掉条件：转入2027年度", "年内更新设备"},
		{"made in a term", clerk, "/commitments?of_term=5&state=all", 200, "年内更新设备", ">["},
		{"a year that is text", clerk, "/commitments?carried=soon", 422, "", ""},
		{"a year that never was", clerk, "/years/1999", 404, "", ""},
		{"the year adds up", clerk, "/years/2026", 200, "2026年办理情况", ">["},
		{"a breakdown names its groups", clerk, "/years/2026/by/unit?of=sign_for", 200, "市卫健委", ">["},
		{"of a count too", clerk, "/years/2026/by/category?of=handed", 200, "按类目", ">["},
		{"with as many decimals as asked for", clerk, "/years/2026/by/stream?of=reply&decimals=3", 200, "保留3位小数", ">["},
		{"but not with any number of them", clerk, "/years/2026/by/stream?decimals=40", 422, "", ""},
		{"nor of a figure that is none", clerk, "/years/2026/by/stream?of=happiness", 422, "", ""},
		{"nor by what is no dimension", clerk, "/years/2026/by/weather", 404, "", ""},
		{"the screen tells the year", clerk, "/screen", 200, "办到哪一步", ">["},
		{"of a year that was", clerk, "/screen?year=1999", 404, "", ""},
		{"the screen is not for units", health, "/screen", 403, "", ""},
		{"shares are counted in unit-times", clerk, "/shares?answers=true", 200, "件次", ">["},
		{"all sessions, taken away, are the present one", clerk, "/shares?session=all&answers=true", 200, `href="/shares?answers=true"`, ""},
		{"and a filter taken away leaves all sessions", clerk, "/shares?session=all&answers=true", 200, `href="/shares?session=all"`, ""},
		{"a unit without shares has none", water, "/shares", 200, "没有符合条件的承办任务", "0002"},
		{"the list of shares leaves as a workbook", clerk, "/shares.xlsx?answers=true", 200, "PK", ""},
		{"but not for nonsense", clerk, "/shares.xlsx?contact=sometimes", 422, "", ""},
		{"the list of evaluations leaves as a workbook", clerk, "/forms.xlsx", 200, "PK", ""},
		{"but not for evaluations of no kind", clerk, "/forms.xlsx?result=perhaps", 422, "", ""},
		{"nonsense about shares is refused", clerk, "/shares?contact=sometimes", 422, "", ""},
		{"deputies are counted in persons", clerk, "/deputies", 200, "领衔代表1人", ">["},
		{"each with the suggestions handed over, of no protected identity", clerk, "/deputies", 200, "protected=false", ""},
		{"to the unit too", health, "/deputies", 200, "领衔代表1人", ""},
		{"who has none sees none", water, "/deputies", 200, "没有符合条件的代表", "陈知行"},
		{"a unit that answers nothing has nobody", clerk, "/deputies?unit=999", 200, "没有符合条件的代表", "陈知行"},
		{"the list of deputies leaves as a workbook", clerk, "/deputies.xlsx", 200, "PK", ""},
		{"but not for nonsense about contacts", clerk, "/deputies.xlsx?contact=never", 422, "", ""},
		{"nonsense about deputies is refused", clerk, "/deputies?contact=never", 422, "", ""},
		{"so is a cursor of nowhere", clerk, "/deputies?after=2~1", 422, "", ""},
		{"protected identity is a word of the list", clerk, "/suggestions?protected=true", 200, "去掉条件：身份保密", "0005"},
		{"the ledger says by what it is narrowed", clerk, "/commitments?rated=satisfied&state=all", 200, "兑现评价满意", ">["},
		{"notices are told in words", health, "/notices", 200, "请签收", ">["},
	} {
		resp, body := c.as(s.post).get(s.path)
		if resp.StatusCode != s.status || !strings.Contains(body, s.says) || s.never != "" && strings.Contains(body, s.never) {
			t.Errorf("%s: %d, want %d saying %q and never %q", s.name, resp.StatusCode, s.status, s.says, s.never)
		}
	}
}

// Whoever is told, after the term, of the account of what was promised is led to the list of it, a former deputy too; of other notices to the suggestion.
func TestTheAccountAtTheChangeOfTermLeadsToItsList(t *testing.T) {
	c := newCity(t)
	c.reviewed()
	k := c.answered("0004")
	ctx := t.Context()
	err := c.desk.Store.Do(ctx, func(tx *store.Tx) error {
		if err := tx.SaveSession(ctx, org.Session{ID: 6001, Congress: k.Congress, Term: 6, Number: 1, Year: 2026, Opens: tx.Today()}); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE post SET mandate = 'former' WHERE id = $1", lead)
		return err
	})
	if err == nil {
		_, err = assess.KeepLedger(ctx, c.desk)
	}
	if err == nil {
		err = c.desk.Store.Do(ctx, func(tx *store.Tx) error {
			return tx.AddNoticeOnce(ctx, k.Congress, k.ID, suggestion.Notice{Holder: access.Post(lead), Key: "promises_accounted"}, nil, "ledger:term5")
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	b := c.as(lead)
	_, body := b.get("/notices")
	for _, says := range []string{`href="/commitments?view=last_term"`, `href="/suggestions/` + strconv.FormatInt(k.ID, 10) + `"`} {
		if !strings.Contains(body, says) {
			t.Errorf("the notices lack %s: %s", says, body)
		}
	}
	if resp, body := b.get("/commitments?view=last_term"); resp.StatusCode != 200 || !strings.Contains(body, "年内更新设备") {
		t.Errorf("the list of the account: %d %s", resp.StatusCode, body)
	}
	if _, body := c.as(cosigner).get("/commitments?view=last_term"); strings.Contains(body, "年内更新设备") {
		t.Error("a deputy who is owed nothing sees it")
	}
}

// A notice about several promises opens the ledger with exactly these, whatever became of them, and says so there.
func TestANoticeAboutPromisesOpensTheirList(t *testing.T) {
	c := newCity(t)
	c.reviewed()
	told, other := c.answered("0004"), c.answered("0005")
	holder := access.Body("unit", told.Assignments[0].Unit)
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		n := suggestion.Notice{Holder: holder, Key: "promises_101", Due: "2026-10-30"}
		for range 2 { // the second finds everything said
			if err := tx.AddPromisesNotice(t.Context(), told.Congress, n, []store.PromiseMark{{Case: told.ID, Part: told.Commitments[0].No, Mark: "of this one"}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b := c.as(health)
	_, body := b.get("/notices")
	const says = "10月30日到期的承诺，有1项已超期。"
	if n := strings.Count(body, says); n != 1 {
		t.Fatalf("the notice is told %d times: %s", n, body)
	}
	href := regexp.MustCompile(`href="(/commitments\?[^"]*told=[^"]*)"`).FindStringSubmatch(body)
	if href == nil {
		t.Fatalf("the notice opens no list: %s", body)
	}
	resp, body := b.get(html.UnescapeString(href[1]))
	link := func(k *suggestion.Case) string {
		return `href="` + casefile.PromiseHref(k.ID, k.Commitments[0].No) + `"`
	}
	if resp.StatusCode != 200 || !strings.Contains(body, link(told)) || strings.Contains(body, link(other)) || !strings.Contains(body, "去掉条件：提醒所列的承诺") {
		t.Errorf("%d: the list is not that of the notice: %s", resp.StatusCode, body)
	}
	if _, body := c.as(clerk).get("/notices"); strings.Contains(body, says) {
		t.Error("somebody else is told")
	}
	if resp, _ := b.get("/commitments?told=x"); resp.StatusCode != 422 {
		t.Errorf("nonsense: %d", resp.StatusCode)
	}
}

// A promise whose day has passed is late until its unit declares it done: from then on others are to judge it.
func TestAPromiseDeclaredDoneIsNotLate(t *testing.T) {
	c := newCity(t)
	c.reviewed()
	k := c.answered("0004")
	due := k.Commitments[0].Due
	for c.clock.Now().Format(time.DateOnly) <= string(due) {
		c.clock.Advance(24 * time.Hour)
	}
	c.again(clerk)
	b := c.as(clerk)
	seen := func() (ledger, page bool) {
		_, list := b.get("/commitments?state=all")
		_, one := b.get(casefile.Href(k.ID))
		promise := regexp.MustCompile(`(?s)<details class="promise">.*?</summary>`).FindString(one)
		if !strings.Contains(list, "年内更新设备") || promise == "" {
			t.Fatalf("the promise is not there: %s", list)
		}
		return strings.Contains(list, "其中超期1项"), strings.Contains(promise, "超期")
	}
	if ledger, page := seen(); !ledger || !page {
		t.Errorf("its day has passed: late in the ledger %v, on the page %v", ledger, page)
	}
	c.must(health, k.ID, k.Commitments[0].No, "claim_done", `{"on":"2026-10-29","evidence":"验收单"}`)
	if ledger, page := seen(); ledger || page {
		t.Errorf("declared done: late in the ledger %v, on the page %v", ledger, page)
	}
}

// Not contacted is what was handed over and of which no contact was confirmed: on the page, in its sentence, in the workbook, among the units'
// shares and as a list that is kept.
func TestTheListTellsWhatNobodySpokeAbout(t *testing.T) {
	c := newCity(t)
	c.reviewed()
	silent, spoken := c.handling("0001"), c.ready("0002")
	a := silent.Assignments[0].No
	c.must(health, silent.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某科长","rank":"section","text":"听取意见"}`) // the deputy has not said so
	b := c.as(clerk)
	for _, s := range []struct{ name, path, says, also, never string }{
		{"nobody spoke of the first", "/suggestions?contact=never", "建议1件", "0001", "0002"},
		{"of the second somebody did", "/suggestions?contact=any", "建议1件", "0002", "0001"},
		{"the page offers the choice and keeps it", "/suggestions?contact=never", `<option value="never" selected>无确认的沟通</option>`, "去掉条件：无确认的沟通", ""},
		{"two units have not spoken of the one, one has not of the other", "/shares?contact=never", "承办任务3件次", "0001", ""},
		{"of those who answer one has not", "/shares?contact=never&answers=true", "承办任务1件次", `<option value="never" selected>无确认的沟通</option>`, "0002"},
		{"nonsense is refused by name", "/suggestions?contact=sometimes", "沟通情况：", "", ""},
	} {
		if _, body := b.get(s.path); !strings.Contains(body, s.says) || !strings.Contains(body, s.also) || s.never != "" && strings.Contains(body, ">"+s.never+"<") {
			t.Errorf("%s: %s does not say %q and %q, or says %q", s.name, s.path, s.says, s.also, s.never)
		}
	}
	_, file := b.get("/suggestions.xlsx?contact=never")
	book, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if text := fmt.Sprint(rows); err != nil || !strings.Contains(text, silent.Number) || strings.Contains(text, spoken.Number) {
		t.Errorf("the workbook holds %v (%v)", rows, err)
	}
	if resp, _ := b.post("/views", "query", "contact=never", "name", "未沟通的"); resp.StatusCode != 303 {
		t.Errorf("the list is not kept: %d", resp.StatusCode)
	}
	if _, body := b.get("/suggestions"); !strings.Contains(body, `/suggestions?contact=never`) {
		t.Error("the kept list is not offered")
	}
}

func TestExportHoldsWhatThePageShows(t *testing.T) {
	c := newCity(t)
	c.busy()
	for _, s := range []struct {
		name        string
		post        int64
		path        string
		rows        int
		says, never string
	}{
		{"the committee's list", clerk, "/suggestions.xlsx?state=assigned", 2, "陈知行", ""},
		{"a unit's list hides the protected author", health, "/suggestions.xlsx?number=0006", 1, "代表", "陈知行"},
		{"a unit without cases", water, "/suggestions.xlsx?session=all", 0, "标题", "0002"},
		{"lead deputies, counted without the suggestion of protected identity", clerk, "/deputies.xlsx", 1, `"3","1","1","1"`, "0006"},
		{"to the unit as well", health, "/deputies.xlsx", 1, `"3","1","1","1"`, "0006"},
		{"nobody for a unit without cases", water, "/deputies.xlsx?session=all", 0, "领衔代表", "陈知行"},
		{"units' shares, with days that have their year", clerk, "/shares.xlsx?replied=true", 1, `"2026-`, "月"},
		{"a unit has no others' shares", water, "/shares.xlsx?session=all", 0, "标题", "0002"},
	} {
		resp, body := c.as(s.post).get(s.path)
		book, err := excelize.OpenReader(bytes.NewReader([]byte(body)))
		if resp.StatusCode != 200 || err != nil {
			t.Fatalf("%s: %d %v", s.name, resp.StatusCode, err)
		}
		rows, err := book.GetRows(book.GetSheetList()[0])
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(rows)
		text := string(raw)
		if err != nil || len(rows)-1 != s.rows || !strings.Contains(text, s.says) || s.never != "" && strings.Contains(text, s.never) {
			t.Errorf("%s: %d rows, want %d: %s", s.name, len(rows)-1, s.rows, text)
		}
	}
}

func TestSavedViewsBelongToAPost(t *testing.T) {
	c := newCity(t)
	b := c.as(clerk)
	for _, s := range []struct {
		name, path, form string
		by               *browser
		status           int
		then             string
	}{
		{"a list is kept under a name", "/views", "query=session%3Dall%26state%3Dpending&name=待交办的", b, 303, "待交办的"},
		{"without a name it is refused", "/views", "query=session%3Dall&name=+", b, 422, ""},
		{"a query that no list understands is refused", "/views", "query=unit%3Dx&name=坏", b, 422, ""},
		{"another post cannot remove it", "/views/999999", "do=delete&back=/", c.as(head), 404, "待交办的"},
	} {
		form, err := url.ParseQuery(s.form)
		if err != nil {
			t.Fatal(err)
		}
		resp, _ := s.by.do("POST", s.path, form)
		if _, page := b.get("/suggestions"); resp.StatusCode != s.status || !strings.Contains(page, s.then) {
			t.Errorf("%s: %d, want %d and then %q", s.name, resp.StatusCode, s.status, s.then)
		}
	}
	if _, page := c.as(head).get("/suggestions"); strings.Contains(page, "待交办的") {
		t.Error("the list of one post is shown to another")
	}
}

func TestUrgingManyAnswersForEach(t *testing.T) {
	c := newCity(t)
	a, p := c.handling("0001"), c.pending("0002")
	resp, body := c.as(clerk).post("/suggestions/urge", "case", strconv.FormatInt(a.ID, 10), "case", strconv.FormatInt(p.ID, 10), "text", "请按期答复", "once", "k", "back", "/suggestions?light=red")
	if !strings.Contains(body, `name="back" value="/suggestions?light=red"`) {
		t.Error("who changes the language on the answer comes to no page")
	}
	if resp.StatusCode != 200 || !strings.Contains(body, "共2件，已催办1件") || !strings.Contains(body, "未催办") {
		t.Errorf("%d\n%s", resp.StatusCode, body)
	}
	if resp, _ := c.as(clerk).post("/suggestions/urge"); resp.StatusCode != 422 {
		t.Errorf("nothing chosen: %d", resp.StatusCode)
	}
	if resp, _ := c.as(health).post("/suggestions/urge", "case", "1"); resp.StatusCode != 403 {
		t.Errorf("a unit urges: %d", resp.StatusCode)
	}
}

func TestHandoverList(t *testing.T) {
	c := newCity(t)
	ready, bare := c.pending("0001"), c.pending("0002")
	c.must(clerk, ready.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	id := strconv.FormatInt(ready.ID, 10)
	if resp, _ := c.as(clerk).post("/handover/new", "case", strconv.FormatInt(bare.ID, 10)); resp.StatusCode != 422 {
		t.Errorf("a case without proposed units was listed: %d", resp.StatusCode)
	}
	resp, _ := c.as(head).post("/handover/new", "case", id, "meeting", "yes")
	list := resp.Header.Get("Location")
	if resp, page := c.as(clerk).post(list, "do", "change_list", "title", "", "on", "2026-03-03"); resp.StatusCode != 422 ||
		!strings.Contains(page, "清单名称：请填写此项") || !strings.Contains(page, `value="2026-03-03"`) || strings.Contains(page, "checked") {
		t.Errorf("a list without a name: %d, or what was typed and unticked is not kept", resp.StatusCode)
	}
	if _, page := c.as(clerk).get(list); !strings.Contains(page, "独办") || !strings.Contains(page, "checked") {
		t.Error("the list does not show its case, ticked, with the unit that is proposed")
	}
	for _, s := range []struct {
		name   string
		post   int64
		form   []string
		status int
		says   string
	}{
		{"without a tick there is nothing to propose", head, []string{"do", "propose_list", "title", "清单", "on", "2026-03-03"}, 422, "编制中"},
		{"the head proposes the list as it is ticked", head, []string{"do", "propose_list", "title", "清单", "on", "2026-03-03", "meeting", "yes", "case", id}, 303, "待审定"},
		{"and may not approve it", head, []string{"do", "approve_list"}, 422, "待审定"},
		{"a clerk may not approve at all", clerk, []string{"do", "approve_list"}, 403, "待审定"},
		{"an act that does not exist", head, []string{"do", "nothing"}, 404, "待审定"},
		{"it is sent back only with a word", head, []string{"do", "send_back_list", "note", ""}, 422, "待审定"},
		{"with a word it goes back", head, []string{"do", "send_back_list", "note", "补充材料"}, 303, "补充材料"},
		{"a meeting of tomorrow has handed nothing over", clerk, []string{"do", "propose_list", "title", "清单", "on", "2026-03-03", "meeting", "yes", "case", id}, 303, "待审定"},
		{"so that it is not approved today", head, []string{"do", "approve_list"}, 422, "交办会日期未到"},
		{"it goes back for its day", head, []string{"do", "send_back_list", "note", "会期提前"}, 303, "会期提前"},
		{"the clerk proposes it for today", clerk, []string{"do", "propose_list", "title", "清单", "on", "2026-03-02", "meeting", "yes", "case", id}, 303, "待审定"},
		{"another person approves, and all are handed over", head, []string{"do", "approve_list"}, 303, "已交办"},
		{"the meeting is recorded", clerk, []string{"do", "record_meeting", "attendance", "各承办单位", "minutes", "会议要求按期办理。"}, 303, "会议要求按期办理。"},
	} {
		resp, _ := c.as(s.post).post(list, s.form...)
		_, page := c.as(head).get(list)
		if resp.StatusCode != s.status || !strings.Contains(page, s.says) {
			t.Errorf("%s: %d, want %d, page says %q: %v", s.name, resp.StatusCode, s.status, s.says, strings.Contains(page, s.says))
		}
	}
	if k := c.now(ready.ID); k.State != "assigned" {
		t.Errorf("the case is %s", k.State)
	}
}

func TestPapersOfACase(t *testing.T) {
	c := newCity(t)
	k := c.answered("0004")
	own := "/suggestions/" + strconv.FormatInt(k.ID, 10) + "/print/"
	p := c.must(lead, 0, 0, "start_draft", protectedText)
	c.must(lead, p.ID, 0, "submit", `{}`)
	c.must(clerk, p.ID, 0, "start_review", `{}`)
	c.must(clerk, p.ID, 0, "accept", `{"number":"0006","category":5}`)
	c.must(clerk, p.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c.must(head, p.ID, 0, "assign", `{}`)
	secret := "/suggestions/" + strconv.FormatInt(p.ID, 10) + "/print/"
	for _, s := range []struct {
		name        string
		post        int64
		path        string
		status      int
		says, never string
	}{
		{"the deputy's own form", lead, own + "form", 200, "陈知行", ""},
		{"the slip names the unit and its day", clerk, own + "slip", 200, "邵衡市卫生健康委员会", ">["},
		{"the letter answers each request", lead, own + "reply", 200, "邵卫函〔2026〕1号", ">["},
		{"and says its class", lead, own + "reply", 200, "B类", ""},
		{"the opinion form is for the committee", lead, own + "opinion", 200, "直接交联工委", ">["},
		{"a slip to a unit never names a protected deputy", health, secret + "slip", 200, "0006", "陈知行"},
		{"nor does the form", health, secret + "form", 200, "代表", "陈知行"},
		{"no letter before it was sent", lead, secret + "reply", 404, "", ""},
		{"no such paper", lead, own + "nothing", 404, "", ""},
		{"a stranger's case is not there", water, own + "reply", 404, "", ""},
	} {
		resp, body := c.as(s.post).get(s.path)
		if resp.StatusCode != s.status || !strings.Contains(body, s.says) || s.never != "" && strings.Contains(body, s.never) {
			t.Errorf("%s: %d, want %d saying %q and never %q", s.name, resp.StatusCode, s.status, s.says, s.never)
		}
	}
}

// A refused act on a list shows the list again, with the complaint beside the form and everything ticked and typed still there.
func TestARefusedActShowsTheListAgain(t *testing.T) {
	c := newCity(t)
	a, b := c.handling("0001"), c.handling("0002")
	for _, act := range []struct {
		name, path string
		form       []string
		want       []string
	}{
		{"nothing ticked", "/suggestions/urge", []string{"text", "请抓紧"}, []string{"请先勾选建议", `value="请抓紧"`}},
		{"no text", "/suggestions/urge", []string{"case", strconv.FormatInt(b.ID, 10), "text", ""}, []string{"请填写此项", "checked"}},
		{"not ready to be handed over", "/handover/new", []string{"case", strconv.FormatInt(a.ID, 10), "text", "x"}, []string{"第0001号建议还没有拟定承办单位", "checked"}},
		{"no name", "/views", []string{"query", "state=handling", "name", " "}, []string{"请填写此项", `<details class="filters no-print" open`}},
	} {
		t.Run(act.name, func(t *testing.T) {
			resp, body := c.as(clerk).post(act.path, append(act.form, "back", "/suggestions?state=handling", "once", act.name)...)
			if resp.StatusCode != 422 || !strings.Contains(body, "0002") || strings.Contains(body, "cases.0") {
				t.Errorf("%d\n%s", resp.StatusCode, text(body))
			}
			for _, w := range act.want {
				if !strings.Contains(body, w) {
					t.Errorf("no %q", w)
				}
			}
		})
	}
}

func TestTheNameOfAUnitFindsWhatItHandles(t *testing.T) {
	c := newCity(t)
	c.handling("0003")
	for q, to := range map[string]string{"市卫健委": "/search?unit=13", "%20邵衡市卫生健康委员会": "/search?unit=13", "h": "", "0003": "", "市卫健委&sort=number": ""} {
		resp, _ := c.as(clerk).get("/search?q=" + q)
		if got := resp.Header.Get("Location"); got != to {
			t.Errorf("%s leads to %q", q, got)
		}
		if to == "" {
			continue
		}
		if _, body := c.as(clerk).get(to); !strings.Contains(text(body), "0003") || !strings.Contains(text(body), "市卫健委") {
			t.Errorf("%s finds\n%s", q, text(body))
		}
	}
}
