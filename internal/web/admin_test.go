package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/blob"
	"huiyin/internal/desk"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// offices is a congress with its three administrators and a clerk, each with an account named after the role.
type offices struct {
	t     *testing.T
	store *store.Store
	base  string
	as    map[string]*browser
}

func newOffices(t *testing.T) *offices {
	t.Helper()
	clock := storetest.NewClock()
	st := storetest.Open(t, storetest.SQLiteURL(t), clock)
	id := identity.New(st, clock.Now)
	id.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
	files, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	roles := []org.Role{org.Admin, org.Security, org.Auditor, org.CommitteeClerk, org.UnitClerk}
	err = st.Do(ctx, func(tx *store.Tx) error {
		if err := tx.SaveCongress(ctx, org.Congress{ID: 1, Code: "city", Name: "邵衡市人大", Level: org.City, Pack: "hunan-city"}); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: 2, Congress: 1, Term: 5, Number: 4, Year: 2026, Opens: "2026-01-12", Closes: "2026-01-16"}); err != nil {
			return err
		}
		if err := tx.InsertOrgs(ctx, []org.Org{
			{ID: 10, Congress: 1, Kind: org.Department, Code: "wj", Name: "市卫生局", Government: true},
			{ID: 11, Congress: 1, Kind: org.Committee, Code: "lgw", Name: "联工委"},
			{ID: 12, Congress: 1, Kind: org.Department, Code: "jsj", Name: "市计生委", Government: true},
			{ID: 13, Congress: 1, Kind: org.Delegation, Code: "d1", Name: "第一代表团"},
		}); err != nil {
			return err
		}
		for i, role := range roles {
			at := int64(11)
			if role == org.UnitClerk {
				at = 10
			}
			if err := tx.InsertPeople(ctx, []org.Person{{ID: 20 + int64(i), Name: "某" + string(role)}}); err != nil {
				return err
			}
			if err := tx.InsertPosts(ctx, []org.Post{{ID: 40 + int64(i), Congress: 1, Org: at, Person: 20 + int64(i), Role: role, From: "2022-01-01"}}); err != nil {
				return err
			}
		}
		for i := range int64(3) {
			if err := tx.InsertPeople(ctx, []org.Person{{ID: 60 + i, Name: "代表" + strconv.FormatInt(i, 10)}}); err != nil {
				return err
			}
			if err := tx.InsertPosts(ctx, []org.Post{{ID: 70 + i, Congress: 1, Org: 13, Person: 60 + i, Role: org.Deputy, Mandate: org.Active, Cert: "D" + strconv.FormatInt(i, 10), From: "2022-01-01"}}); err != nil {
				return err
			}
		}
		return storetest.Unlogged(ctx, tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	people := &registry.Registry{Store: st, Desk: &desk.Desk{Store: st}}
	n := 0
	s := &Server{
		Address:  "https://renda.example.cn",
		Identity: id, Desk: people.Desk, Registry: people, Audit: &registry.Audit{Store: st}, Log: slog.New(slog.DiscardHandler),
		Files: files, Now: func() time.Time { return clock.Now() }, NewID: func() string { n++; return "id-" + strconv.Itoa(n) },
	}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	o := &offices{t: t, store: st, base: srv.URL, as: map[string]*browser{}}
	for i, role := range roles {
		o.open(id, string(role), 20+int64(i))
	}
	return o
}

func (o *offices) open(id *identity.Service, login string, person int64) {
	o.t.Helper()
	slips, err := id.CreateAccounts(o.t.Context(), identity.Program, []identity.NewAccount{{Login: login, Person: person}}, identity.Origin{}, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		o.t.Fatal(err)
	}
	b := &browser{t: o.t, base: o.base, first: slips[0].Password, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	b.post("/sign-in", "account", login, "password", b.first)
	if resp, body := b.post("/account/password", "old", b.first, "new", login+"的新密码，很长很长", "again", login+"的新密码，很长很长"); resp.StatusCode != 303 {
		o.t.Fatalf("%s: %d %.300s", login, resp.StatusCode, body)
	}
	b.get("/account/sessions") // the sentence about the password is read
	o.as[login] = b
}

type sentence struct {
	name   string
	who    string
	method string
	path   string
	pairs  []string
	status int
	to     string
	says   string
}

func (o *offices) read(list []sentence) {
	o.t.Helper()
	for _, c := range list {
		var resp *http.Response
		var body string
		if c.method == "GET" {
			resp, body = o.as[c.who].get(c.path)
		} else {
			resp, body = o.as[c.who].post(c.path, c.pairs...)
		}
		if resp.StatusCode != c.status || (c.to != "" && resp.Header.Get("Location") != c.to) || !strings.Contains(body, c.says) {
			o.t.Errorf("%s: got %d to %q, want %d to %q saying %q\n%s", c.name, resp.StatusCode, resp.Header.Get("Location"), c.status, c.to, c.says, around(body))
		}
		if strings.Contains(body, ">[") {
			i := strings.Index(body, ">[")
			o.t.Errorf("%s: a key without text near %.60s", c.name, body[i:])
		}
	}
}

func around(body string) string {
	if _, rest, ok := strings.Cut(body, "<main"); ok {
		body = rest
	}
	return body[:min(len(body), 1500)]
}

func TestTheAdministratorKeepsWhoIsWho(t *testing.T) {
	o := newOffices(t)
	o.read([]sentence{
		{"home is the tree", "admin", "GET", "/", nil, 303, "/admin/orgs", ""},
		{"the tree", "admin", "GET", "/admin/orgs", nil, 200, "", "市卫生局"},
		{"one organisation", "admin", "GET", "/admin/org/10", nil, 200, "", "机构更名"},
		{"no such organisation", "admin", "GET", "/admin/org/99", nil, 404, "", "没有找到"},
		{"no such kind", "admin", "GET", "/admin/case/10", nil, 404, "", "没有找到"},
		{"no such act", "admin", "GET", "/admin/org/10/burn", nil, 404, "", "没有找到"},
		{"an act of another kind", "admin", "GET", "/admin/org/10/end_post", nil, 404, "", "没有找到"},
		{"the form to rename", "admin", "GET", "/admin/org/10/rename_org", nil, 200, "", `value="市卫生局"`},
		{"an empty name is refused beside its field", "admin", "POST", "/admin/org/10/rename_org", []string{"name", "", "v", "1"}, 422, "", `id="f-name-wrong"`},
		{"renamed", "admin", "POST", "/admin/org/10/rename_org", []string{"name", "市卫健委", "v", "1", "once", "k1"}, 303, "/admin/org/10", ""},
		{"the next page says so", "admin", "GET", "/admin/org/10", nil, 200, "", "机构已更名"},
		{"the same form twice acts once", "admin", "POST", "/admin/org/10/rename_org", []string{"name", "市卫健委", "v", "1", "once", "k1"}, 303, "/admin/org/10", ""},
		{"a stale form is told", "admin", "POST", "/admin/org/10/rename_org", []string{"name", "别的", "v", "1"}, 409, "", "您查看之后，该件已有新的办理：机构更名"},
		{"the old name is kept", "admin", "GET", "/admin/org/10", nil, 200, "", "市卫生局（至3月2日）"},
		{"the form for a new one", "admin", "GET", "/admin/org/new/add_org", nil, 200, "", "机构性质"},
		{"added", "admin", "POST", "/admin/org/new/add_org", []string{"name", "市水利局", "code", "slj", "org_kind", "department", "government", "true", "v", "1"}, 303, "", ""},
		{"a code in use is told", "admin", "POST", "/admin/org/new/add_org", []string{"name", "市水务局", "code", "slj", "org_kind", "department", "v", "1"}, 409, "", ""},
		{"a merge is shown first", "admin", "POST", "/admin/org/10/end_org", []string{"successor", "12", "people", "move", "basis", "某发1号", "v", "2"}, 200, "", "核对：撤销或合并"},
		{"and then done", "admin", "POST", "/admin/org/10/end_org", []string{"successor", "12", "people", "move", "basis", "某发1号", "v", "2", "sure", "yes"}, 303, "/admin/org/10", ""},
		{"ended ones are shown on demand", "admin", "GET", "/admin/orgs?ended=yes", nil, 200, "", "市卫健委"},
		{"people", "admin", "GET", "/admin/people?role=unit", nil, 200, "", "某unit"},
		{"a role that is none", "admin", "GET", "/admin/people?role=king", nil, 422, "", `id="f-role-wrong"`},
		{"an organisation that is none", "admin", "GET", "/admin/people?org=x", nil, 422, "", `id="f-org-wrong"`},
		{"people of an organisation", "admin", "GET", "/admin/people?org=13&name=%E4%BB%A3%E8%A1%A81", nil, 200, "", "岗位1个"},
		{"the form for a person", "admin", "GET", "/admin/person/new/add_person", nil, 200, "", "姓名"},
		{"a person", "admin", "POST", "/admin/person/new/add_person", []string{"name", "新来的", "v", "1"}, 303, "", ""},
		{"who waits for a post", "admin", "GET", "/admin/people", nil, 200, "", "尚未设岗"},
		{"one person", "admin", "GET", "/admin/person/23", nil, 200, "", "设岗"},
		{"the form for a post", "admin", "GET", "/admin/post/new/give_post?person=23", nil, 200, "", `name="person" value="23"`},
		{"a post for oneself is refused", "admin", "POST", "/admin/post/new/give_post", []string{"person", "20", "org", "11", "role", "committee_head", "v", "1"}, 422, "", "不能给自己设岗"},
		{"the security officer cannot be auditor too", "admin", "POST", "/admin/post/new/give_post", []string{"person", "21", "org", "11", "role", "auditor", "v", "1"}, 422, "", "三个人分别担任"},
		{"one post", "admin", "GET", "/admin/post/70", nil, 200, "", "变更代表资格状态"},
		{"a deputy is absent", "admin", "POST", "/admin/post/70/set_mandate", []string{"mandate", "absent", "why", "出国", "v", "1"}, 303, "/admin/person/60", ""},
		{"and is shown so", "admin", "GET", "/admin/post/70", nil, 200, "", "请假、外出"},
		{"the hand-over of a post is shown first", "admin", "POST", "/admin/post/44/hand_post", []string{"successor_person", "62", "from", "2026-03-02", "v", "2"}, 200, "", "核对：移交岗位"},
		{"and then done", "admin", "POST", "/admin/post/44/hand_post", []string{"successor_person", "62", "from", "2026-03-02", "v", "2", "sure", "yes"}, 303, "/admin/person/24", ""},
		{"sessions", "admin", "GET", "/admin/sessions", nil, 200, "", "第五届第四次会议"},
		{"one session", "admin", "GET", "/admin/session/2", nil, 200, "", "交办会"},
		{"a session twice", "admin", "POST", "/admin/session/new/open_session", []string{"term", "5", "number", "4", "year", "2026", "opens", "2026-01-12", "v", "1"}, 409, "", ""},
		{"categories", "admin", "GET", "/admin/categories", nil, 200, "", "还没有类目"},
		{"a category", "admin", "POST", "/admin/category/new/add_category", []string{"name", "教育", "code", "01", "v", "1"}, 303, "/admin/categories", ""},
		{"is in the dictionary", "admin", "GET", "/admin/categories", nil, 200, "", "教育"},
		{"packs", "admin", "GET", "/admin/packs", nil, 200, "", "施行中"},
		{"one pack with its sources", "admin", "GET", "/admin/packs/hunan-city", nil, 200, "", "代表法"},
		{"no such pack", "admin", "GET", "/admin/packs/mars", nil, 404, "", "没有找到"},
		{"choose a pack", "admin", "POST", "/admin/pack/1/choose_pack", []string{"pack", "law", "v", "1"}, 303, "/admin/packs", ""},
		{"a pack that is none", "admin", "POST", "/admin/pack/1/import_pack", []string{"data", "{}", "v", "2"}, 422, "", `id="f-data-wrong"`},
		{"the calendar", "admin", "GET", "/admin/calendar?year=2026", nil, 200, "", "劳动节"},
		{"a year with holes", "admin", "POST", "/admin/calendar/1/import_year", []string{"notice", "某号", "data", "date,name,kind\n2027-01-01,元旦,off", "v", "1"}, 422, "", `id="f-data-wrong"`},
		{"a year is shown first", "admin", "POST", "/admin/calendar/1/import_year", []string{"notice", "某号", "data", year2027, "v", "1"}, 200, "", "变动的期限"},
		{"and then imported", "admin", "POST", "/admin/calendar/1/import_year", []string{"notice", "某号", "data", year2027, "v", "1", "sure", "yes"}, 303, "/admin/calendar", ""},
		{"and known", "admin", "GET", "/admin/calendar?year=2027", nil, 200, "", "2027年的放假和调休"},
	})
}

// A file that cannot be taken is told beside its field, with what was typed.
func TestAFileThatTheRegisterDoesNotTake(t *testing.T) {
	o := newOffices(t)
	for _, row := range []struct {
		name    string
		content string
		code    int
		says    string
	}{
		{"too large", strings.Repeat("x", formBody), 413, "提交的内容过大"},
		{"in another encoding", "date,name,kind\n2027-01-01,\xd4\xaa\xb5\xa9,off", 422, "UTF-8"},
		{"no text", "PK\x03\x04\x00\x00", 422, "UTF-8"},
	} {
		code, body := o.as["admin"].attach("/admin/calendar/1/import_year", "file", "2027.csv", []byte(row.content), "v", "1", "notice", "某发9号", "data", "贴在下面的")
		pasted := strings.Contains(body, "贴在下面的") || row.code == 413 // what follows a file that is too large does not come
		if code != row.code || !strings.Contains(body, `id="f-file-wrong"`) || !strings.Contains(body, row.says) || !strings.Contains(body, "某发9号") || !pasted {
			t.Errorf("%s: %d\n%s", row.name, code, text(body))
		}
	}
}

// year2027 is invented: no notice for that year has been published.
const year2027 = "date,name,kind\n2027-01-01,元旦,off\n2027-02-05,春节,off\n2027-02-06,春节,off\n2027-02-07,春节,off\n2027-02-08,春节,off\n2027-02-09,春节,off\n2027-02-10,春节,off\n" +
	"2027-04-05,清明节,off\n2027-05-01,劳动节,off\n2027-05-02,劳动节,off\n2027-05-03,劳动节,off\n2027-05-04,劳动节,off\n2027-06-09,端午节,off\n2027-09-15,中秋节,off\n" +
	"2027-10-01,国庆节,off\n2027-10-02,国庆节,off\n2027-10-03,国庆节,off\n2027-10-04,国庆节,off\n2027-10-05,国庆节,off"

// slips sends a form that asks for first passwords, twice, and returns the address of the one batch that comes of it.
func (o *offices) slips(who, path string, pairs ...string) string {
	o.t.Helper()
	pairs = append(pairs, "once", path+strings.Join(pairs, ""))
	first, body := o.as[who].post(path, pairs...)
	again, _ := o.as[who].post(path, pairs...)
	at := first.Header.Get("Location")
	if !strings.HasPrefix(at, "/security/slips/") || again.Header.Get("Location") != at {
		o.t.Fatalf("got %d to %q, then %q: %s", first.StatusCode, at, again.Header.Get("Location"), around(body))
	}
	return at
}

// What comes in a workbook is made as what is chosen on a page: behind it, shown to who asked, once however often the form is sent.
func TestFirstPasswordsOfAWorkbook(t *testing.T) {
	o := newOffices(t)
	var accounts sheet.Table
	for _, table := range sheet.PeopleTables {
		if table.Key == sheet.Accounts {
			accounts = table
		}
	}
	book, err := sheet.NewWorkbook()
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // in memory
	err = book.Sheet(sheet.SheetName(accounts, i18n.Chinese), sheet.Heads(accounts, i18n.Chinese), func(yield func([]any, error) bool) {
		for _, login := range []string{"seata", "seatb"} {
			row := make([]any, len(accounts.Columns))
			for k, c := range accounts.Columns {
				switch c.Key {
				case "post":
					row[k] = sheet.Word("post", string(org.UnitClerk), i18n.Chinese)
				case "login":
					row[k] = login
				case "org":
					row[k] = "市卫生局"
				case "name":
					row[k] = "某" + login
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := book.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	officer := o.as["security"]
	code, body, at := officer.upload(sheet.Accounts, file.Bytes())
	if code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	slips := o.slips("security", at, "rows", "all")
	o.read([]sentence{
		{"the slips wait", "security", "GET", slips, nil, 200, "", "2张密码条已经生成"},
		{"and are shown with name and body", "security", "POST", slips, []string{"do", "show"}, 200, "", "某seatb <span class=\"quiet\">市卫生局"},
		{"and where to sign in", "security", "POST", slips, []string{"do", "show"}, 200, "", "<dd>https://renda.example.cn</dd>"},
		{"to nobody else", "admin", "GET", slips, nil, 403, "", ""},
		{"the accounts are there", "security", "GET", "/security/accounts?text=seat", nil, 200, "", "账号2个"},
	})
}

func TestTheSecurityOfficerKeepsAccounts(t *testing.T) {
	o := newOffices(t)
	o.read([]sentence{
		{"home is the list", "security", "GET", "/", nil, 303, "/security/accounts", ""},
		{"accounts", "security", "GET", "/security/accounts?text=unit", nil, 200, "", "账号1个"},
		{"who waits", "security", "GET", "/security/accounts/new", nil, 200, "", "人大代表（3人）"},
		{"whoever is looked for", "security", "GET", "/security/accounts/new?role=deputy&text=%E4%BB%A3%E8%A1%A8", nil, 200, "", "没有账号的3人"},
		{"nobody bears that name", "security", "GET", "/security/accounts/new?text=%E6%97%A0%E6%AD%A4%E4%BA%BA", nil, 200, "", "没有账号的0人"},
		{"a person's unit stands beside the name", "security", "GET", "/security/accounts/new?role=deputy", nil, 200, "", "代表团 人大代表"},
		{"nothing chosen", "security", "POST", "/security/accounts/new", nil, 303, "/security/accounts/new", ""},
	})
	slips := o.slips("security", "/security/accounts/new", "role", "deputy")
	o.read([]sentence{
		{"nobody waits any more", "security", "GET", "/security/accounts/new", nil, 200, "", "没有等待开设账号的人员"},
		{"and none is made twice", "security", "POST", "/security/accounts/new", []string{"role", "deputy"}, 422, "", "没有需要开设账号的人员"},
		{"a standing that is none", "security", "GET", "/security/accounts?standing=tall", nil, 422, "", `id="f-standing-wrong"`},
		{"first passwords are marked", "security", "GET", "/security/accounts?standing=first", nil, 200, "", "账号3个"},
		{"slips wait for who asked", "security", "GET", slips, nil, 200, "", "3张密码条已经生成"},
		{"and are named beside the accounts", "security", "GET", "/security/accounts", nil, 200, "", `href="` + slips + `">未打印的首次密码条（3张）`},
		{"and are shown", "security", "POST", slips, []string{"do", "show"}, 200, "", "city-d2"},
		{"again on a reload", "security", "POST", slips, []string{"do", "show"}, 200, "", "city-d2"},
		{"to nobody else", "admin", "GET", slips, nil, 403, "", ""},
		{"nor by another way", "security", "POST", slips, []string{"do", "keep"}, 404, "", ""},
		{"printed", "security", "POST", slips, []string{"do", "forget"}, 303, "/security/accounts", ""},
		{"and gone", "security", "POST", slips, []string{"do", "show"}, 404, "", "没有这批密码条"},
		{"lost slips are made anew for the role", "security", "GET", "/security/accounts/new", nil, 200, "", "重新生成未使用的首次密码"},
		{"settings", "security", "GET", "/security/settings", nil, 200, "", "锁定15分钟"},
	})
	var id string
	_ = o.store.View(t.Context(), func(tx *store.Tx) error {
		a, err := tx.AccountByLogin(t.Context(), "committee")
		id = strconv.FormatInt(a.ID, 10)
		return err
	})
	path := "/security/accounts/" + id
	o.read([]sentence{
		{"one account with its sessions", "security", "GET", path, nil, 200, "", "Edge &lt;b&gt;"},
		{"an unknown act", "security", "POST", path, []string{"do", "burn"}, 404, "", ""},
		{"a session that is none", "security", "POST", path, []string{"do", "revoke", "session", "1"}, 404, "", ""},
		{"shut", "security", "POST", path, []string{"do", "disable"}, 303, path, ""},
		{"the person is out at once", "committee", "GET", "/notices", nil, 303, "/sign-in?next=%2Fnotices", ""},
		{"opened again", "security", "POST", path, []string{"do", "enable"}, 303, path, ""},
		{"no such account", "security", "GET", "/security/accounts/9999", nil, 404, "", ""},
	})
	o.read([]sentence{
		{"a reset gives one slip", "security", "POST", o.slips("security", path, "do", "reset"), []string{"do", "show"}, 200, "", "committee"},
		{"so does a role of unused ones", "security", "POST", o.slips("security", "/security/accounts/new", "do", "reissue", "role", "deputy"), []string{"do", "show"}, 200, "", "city-d2"},
	})
}

func TestTheAuditorReadsAndVerifies(t *testing.T) {
	o := newOffices(t)
	o.as["admin"].post("/admin/org/10/rename_org", "name", "市卫健委", "v", "1")
	o.read([]sentence{
		{"home is the log", "auditor", "GET", "/", nil, 303, "/audit/log", ""},
		{"the log", "auditor", "GET", "/audit/log", nil, 200, "", "机构更名"},
		{"by action", "auditor", "GET", "/audit/log?action=rename_org&kind=org", nil, 200, "", "日志1条"},
		{"by person", "auditor", "GET", "/audit/log?person=%E6%9F%90admin", nil, 200, "", "日志1条"},
		{"by day", "auditor", "GET", "/audit/log?to=2026-03-01", nil, 200, "", "没有符合条件的记录"},
		{"the security log", "auditor", "GET", "/audit/security?action=sign_in", nil, 200, "", "某auditor"},
		{"a day that is none", "auditor", "GET", "/audit/log?from=2026-13-01", nil, 422, "", `id="f-from-wrong"`},
		{"the typed day stays", "auditor", "GET", "/audit/security?to=gestern", nil, 422, "", "gestern"},
		{"a work that is none", "auditor", "GET", "/audit/log?action=burn", nil, 422, "", `id="f-action-wrong"`},
		{"a day twice", "auditor", "GET", "/audit/log?from=2026-01-01&from=2026-02-01", nil, 422, "", `id="f-from-wrong"`},
		{"a place to go on that is none", "auditor", "GET", "/audit/log?after=5-x-1", nil, 422, "", "翻页标记无效"},
		{"a place in the security log that is none", "auditor", "GET", "/audit/security?after=last", nil, 422, "", "翻页标记无效"},
		{"a name with what cannot be read", "auditor", "GET", "/audit/log?person=a%00b", nil, 422, "", `id="f-person-wrong"`},
		{"a role of accounts that is none", "security", "GET", "/security/accounts?role=king", nil, 422, "", `id="f-role-wrong"`},
		{"a role that waits and is none", "security", "GET", "/security/accounts/new?role=king", nil, 422, "", "请从所列选项中选择"},
		{"organisations that are neither", "admin", "GET", "/admin/orgs?ended=perhaps", nil, 422, "", "请从所列选项中选择"},
		{"a page of people that is none", "admin", "GET", "/admin/people?from=-50", nil, 422, "", "请填写正确的数字"},
		{"a version of a pack that is no number", "admin", "GET", "/admin/packs/hunan-city?version=new", nil, 422, "", "请填写正确的数字"},
		{"a version that is none", "admin", "GET", "/admin/packs/hunan-city?version=99", nil, 404, "", ""},
		{"a year that the calendar lacks", "admin", "GET", "/admin/calendar?year=1999", nil, 422, "", "请从所列选项中选择"},
		{"a kind that is none", "auditor", "GET", "/audit/log?kind=cake", nil, 422, "", `id="f-kind-wrong"`},
		{"a name that is none, of people", "admin", "GET", "/admin/people?rolle=unit", nil, 422, "", "rolle：没有这个参数"},
		{"of organisations", "admin", "GET", "/admin/orgs?all=yes", nil, 422, "", "all：没有这个参数"},
		{"of sessions", "admin", "GET", "/admin/sessions?year=2026", nil, 422, "", "没有这个参数"},
		{"of a calendar", "admin", "GET", "/admin/calendar?years=2026", nil, 422, "", "years：没有这个参数"},
		{"of accounts", "security", "GET", "/security/accounts?state=first", nil, 422, "", "没有这个参数"},
		{"of those who wait for one", "security", "GET", "/security/accounts/new?name=x", nil, 422, "", "没有这个参数"},
		{"of the log", "auditor", "GET", "/audit/log?acton=urge", nil, 422, "", "acton：没有这个参数"},
		{"of its workbook", "auditor", "GET", "/audit/log.xlsx?acton=urge", nil, 422, "", "acton：没有这个参数"},
		{"of the security log", "auditor", "GET", "/audit/security?person=x", nil, 422, "", "没有这个参数"},
		{"of its workbook", "auditor", "GET", "/audit/security.xlsx?person=x", nil, 422, "", "没有这个参数"},
		{"the works of dossiers are offered", "auditor", "GET", "/audit/log?kind=vote", nil, 200, "", "没有符合条件的记录"},
		{"no security work", "auditor", "GET", "/audit/security?action=burn", nil, 422, "", `id="f-action-wrong"`},
		{"no export of a kind that is none", "auditor", "GET", "/audit/log.xlsx?kind=cake", nil, 422, "", ""},
		{"no export of it", "auditor", "GET", "/audit/log.xlsx?from=2026-13-01", nil, 422, "", ""},
		{"verification", "auditor", "GET", "/audit/verify", nil, 200, "", "立即校验"},
		{"finds nothing", "auditor", "POST", "/audit/verify", nil, 200, "", "校验通过"},
		{"and says what it has not read", "auditor", "POST", "/audit/verify", nil, 200, "", "日志载有0个，此处未读取"},
	})
	for _, path := range []string{"/audit/log.xlsx", "/audit/security.xlsx?action=sign_in"} {
		resp, body := o.as["auditor"].get(path)
		if resp.StatusCode != 200 || !strings.HasPrefix(body, "PK") {
			t.Errorf("%s: %d", path, resp.StatusCode)
			continue
		}
		book, err := excelize.OpenReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d lines (%v)", path, len(rows), err)
		}
		for _, row := range rows[1:] { // a file is opened in another year
			if _, err := time.Parse(time.DateTime, row[0]); err != nil {
				t.Errorf("%s: a line of %s", path, row[0])
			}
		}
	}
	o.read([]sentence{{"the export is on record", "auditor", "GET", "/audit/security?action=export", nil, 200, "", "办理日志"}})
	_ = o.store.Do(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE org SET name = '别的' WHERE id = 10`)
		return err
	})
	o.read([]sentence{{"a changed row is found", "auditor", "POST", "/audit/verify", nil, 200, "", "发现1处问题"}})
}

// Every address of the three administrators is shut to everybody else, whatever is asked of it.
func TestNobodyElseEnters(t *testing.T) {
	o := newOffices(t)
	s := &Server{}
	fill := strings.NewReplacer("{kind}", "org", "{id}", "10", "{do}", "rename_org", "{pack}", "law")
	jar, _ := cookiejar.New(nil)
	stranger := &browser{t: t, base: o.base, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	for _, route := range s.adminRoutes() {
		path := fill.Replace(route.Pattern)
		for login, b := range o.as {
			if route.Enter.Admits(org.Actor{Post: org.Post{Role: org.Role(login)}}) {
				continue
			}
			resp, _ := b.do(route.Method, path, map[string][]string{"name": {"x"}})
			if resp.StatusCode != 403 {
				t.Errorf("%s %s as %s: %d, want 403", route.Method, path, login, resp.StatusCode)
			}
		}
		want := map[string]int{"GET": 303, "POST": 401}[route.Method]
		if resp, _ := stranger.do(route.Method, path, map[string][]string{"name": {"x"}}); resp.StatusCode != want {
			t.Errorf("%s %s as a stranger: %d, want %d", route.Method, path, resp.StatusCode, want)
		}
	}
	for _, login := range []string{"admin", "security", "auditor"} {
		if resp, _ := o.as[login].get("/cases/1"); resp.StatusCode == 200 {
			t.Errorf("%s opens a case", login)
		}
	}
}

// Every page says everything in both languages.
func TestAdministratorsPagesInEnglish(t *testing.T) {
	o := newOffices(t)
	for login, paths := range map[string][]string{
		"admin": {
			"/admin/orgs", "/admin/org/10", "/admin/org/10/end_org", "/admin/people", "/admin/person/60", "/admin/post/70", "/admin/post/70/set_mandate", "/admin/sessions", "/admin/session/2",
			"/admin/categories", "/admin/packs", "/admin/packs/shanghai", "/admin/pack/1/choose_pack", "/admin/pack/1/import_pack", "/admin/calendar?year=2025", "/admin/calendar/1/import_year", "/admin/post/new/give_post?person=60",
		},
		"security": {"/security/accounts", "/security/accounts/new", "/security/settings"},
		"auditor":  {"/audit/log", "/audit/security", "/audit/verify"},
	} {
		b := o.as[login]
		for _, lang := range i18n.Languages {
			b.post("/preferences", "lang", lang)
			for _, path := range paths {
				resp, body := b.get(path)
				if i := strings.Index(body, ">["); resp.StatusCode != 200 || i >= 0 {
					t.Errorf("%s %s: %d, or a key without text %.60s", lang, path, resp.StatusCode, body[max(0, i):])
				}
				if day := i18n.For(lang).T("date.holiday.labour"); strings.HasPrefix(path, "/admin/calendar?") && !strings.Contains(body, day) {
					t.Errorf("%s %s does not name %s", lang, path, day)
				}
			}
		}
	}
}

// Whoever has no workbench is not led to one that is none.
func TestNavigationLeadsNowhereTwice(t *testing.T) {
	o := newOffices(t)
	for login, want := range map[string]bool{"admin": false, "security": false, "auditor": false, string(org.CommitteeClerk): true, string(org.UnitClerk): true} {
		b := o.as[login]
		resp, body := b.get("/")
		if to := resp.Header.Get("Location"); to != "" {
			_, body = b.get(to)
		}
		if got := strings.Contains(body, "<span>工作台</span>"); got != want {
			t.Errorf("%s: the navigation names a workbench: %v, want %v", login, got, want)
		}
	}
}

// A closing day that moves dates is shown first; one that moves none is entered at once.
func TestAClosingDayThatMovesDatesIsShownFirst(t *testing.T) {
	c := newCity(t)
	const office = 950
	ctx := t.Context()
	err := c.desk.Store.Do(ctx, func(tx *store.Tx) error {
		for _, s := range []org.Session{
			{ID: 22, Congress: 1, Term: 5, Number: 5, Year: 2026, Opens: "2026-02-25"},
			{ID: 23, Congress: 1, Term: 5, Number: 6, Year: 2027, Opens: "2027-01-10"},
		} {
			if err := tx.SaveSession(ctx, s); err != nil {
				return err
			}
		}
		if err := tx.ChoosePack(ctx, 1, "shandong"); err != nil {
			return err
		}
		p := org.Person{ID: 1000 + office, Name: "管理员"}
		c.actors[office] = org.Actor{Person: p, Post: org.Post{ID: office, Congress: 1, Org: committeeOrg, Person: p.ID, Role: org.Admin}}
		if err := tx.InsertPeople(ctx, []org.Person{p}); err != nil {
			return err
		}
		return tx.InsertPosts(ctx, []org.Post{c.actors[office].Post})
	})
	if err != nil {
		t.Fatal(err)
	}
	c.accounts(c.door)
	x := c.assigned("0001")
	b := c.as(office)
	for _, row := range []struct {
		name  string
		path  string
		pairs []string
		code  int
		says  string
	}{
		{"before it opens", "/admin/session/22/close_session", []string{"closes", "2026-02-20", "v", "1"}, 422, `id="f-closes-wrong"`},
		{"dates move", "/admin/session/22/close_session", []string{"closes", "2026-02-28", "v", "1"}, 200, "2026年6月2日</td>"},
		{"and then done", "/admin/session/22/close_session", []string{"closes", "2026-02-28", "v", "1", "sure", "yes"}, 303, ""},
		{"corrected, shown first", "/admin/session/22/correct_closing", []string{"closes", "2026-03-01", "v", "2"}, 200, "更正并重算期限"},
		{"the same day again", "/admin/session/22/correct_closing", []string{"closes", "2026-02-28", "v", "2"}, 303, ""},
		{"a session without suggestions", "/admin/session/23/close_session", []string{"closes", "2027-01-14", "v", "1"}, 303, ""},
		{"what the program alone does", "/admin/session/23/enter_session", []string{"v", "2"}, 404, ""},
	} {
		resp, body := b.post(row.path, row.pairs...)
		if resp.StatusCode != row.code || !strings.Contains(body, row.says) {
			t.Errorf("%s: %d, want %d with %q\n%.2000s", row.name, resp.StatusCode, row.code, row.says, body)
		}
	}
	if now := c.now(x.ID); now.Seq != x.Seq+1 || now.Clock("reply", x.Assignments[0].No).Due != "2026-05-28" {
		t.Errorf("%d events, due %s", now.Seq-x.Seq, now.Clock("reply", x.Assignments[0].No).Due)
	}
}

// Who takes a post over is mostly a colleague: they stand first among the choices, and whoever leaves it is not one of them.
func TestSuccessorsOfAPostAreColleaguesFirst(t *testing.T) {
	o := newOffices(t)
	_, page := o.as["admin"].get("/admin/post/43/hand_post")
	_, choices, _ := strings.Cut(page, `name="successor_person"`)
	choices, _, _ = strings.Cut(choices, "</select>")
	var got []string
	for _, m := range regexp.MustCompile(`<option value="(\d+)"`).FindAllStringSubmatch(choices, -1) {
		got = append(got, m[1])
	}
	if len(got) != 7 {
		t.Fatalf("offered are %v", got)
	}
	slices.Sort(got[:3])
	if !slices.Equal(got[:3], []string{"20", "21", "22"}) || slices.Contains(got, "23") {
		t.Errorf("offered are %v: colleagues first, and not the one who leaves", got)
	}
}
