package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// town opens a store with one unit and its clerk Zhang, who is a deputy too; account "unit" has the password "right", given by
// somebody else.
func town(t *testing.T) *identity.Service {
	t.Helper()
	st := storetest.SQLite(t)
	id := identity.New(st, storetest.NewClock().Now)
	id.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
	ctx := t.Context()
	err := st.Do(ctx, func(tx *store.Tx) error {
		if err := tx.SaveCongress(ctx, org.Congress{ID: 1, Code: "city", Name: "邵衡市人大", Level: org.City}); err != nil {
			return err
		}
		if err := tx.InsertOrgs(ctx, []org.Org{
			{ID: 10, Congress: 1, Kind: org.Department, Code: "wj", Name: "市卫健委"}, {ID: 11, Congress: 1, Kind: org.Delegation, Code: "d3", Name: "第三代表团"},
		}); err != nil {
			return err
		}
		if err := tx.InsertPeople(ctx, []org.Person{{ID: 20, Name: "张某某"}}); err != nil {
			return err
		}
		return tx.InsertPosts(ctx, []org.Post{
			{ID: 1, Congress: 1, Org: 10, Person: 20, Role: org.UnitClerk}, {ID: 2, Congress: 1, Org: 11, Person: 20, Role: org.Deputy},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestMain(m *testing.M) { storetest.Main(m) }

// browser is a visitor with cookies who does not follow redirects.
type browser struct {
	t     *testing.T
	base  string
	first string // the first password of account "unit"
	http  *http.Client

	headers map[string]string // sent with every request
}

func newServer(t *testing.T) *browser {
	t.Helper()
	id := town(t)
	slips, err := id.CreateAccounts(t.Context(), identity.Program, []identity.NewAccount{{Login: "unit", Person: 20}}, identity.Origin{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 4, 27, 9, 0, 0, 0, time.UTC) }
	s := &Server{
		Identity: id, Desk: &desk.Desk{Store: id.Store}, Log: slog.New(slog.DiscardHandler), Dev: true,
		Now: now, Limit: &answer.Limiter{Now: now}, NewID: func() string { return "id-1" },
		Demo: []DemoAccount{{Role: "unit", Account: "unit", Password: slips[0].Password}},
	}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, base: srv.URL, first: slips[0].Password, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (b *browser) get(path string) (*http.Response, string) { return b.do("GET", path, nil) }

func (b *browser) post(path string, pairs ...string) (*http.Response, string) {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, form)
}

func (b *browser) do(method, path string, form url.Values) (*http.Response, string) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("User-Agent", "Edge <b>")
	for name, value := range b.headers {
		r.Header.Set(name, value)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	resp, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	var body strings.Builder
	if _, err := io.Copy(&body, resp.Body); err != nil {
		b.t.Fatal(err)
	}
	return resp, body.String()
}

func TestEntry(t *testing.T) {
	b := newServer(t)
	for _, c := range []struct {
		name   string
		do     func() (*http.Response, string)
		status int
		to     string
		says   string
	}{
		{"a stranger is sent to sign-in and back", func() (*http.Response, string) { return b.get("/notices") }, 303, "/sign-in?next=%2Fnotices", ""},
		{"a stranger may not act", func() (*http.Response, string) { return b.post("/account/post", "post", "2") }, 401, "", "请先登录"},
		{"the entry lists the demonstration accounts", func() (*http.Response, string) { return b.get("/sign-in") }, 200, "", "演示账号"},
		{"a wrong password is refused and the account kept", func() (*http.Response, string) { return b.post("/sign-in", "account", "unit", "password", "x") }, 401, "", `value="unit"`},
		{"next may not lead elsewhere", func() (*http.Response, string) {
			return b.post("/sign-in", "account", "unit", "password", b.first, "next", "//evil.example/")
		}, 303, "/", ""},
		{"a first password must be changed first", func() (*http.Response, string) { return b.get("/notices") }, 303, "/account/password", ""},
		{"two different new passwords are refused beside the field", func() (*http.Response, string) {
			return b.post("/account/password", "old", b.first, "new", "a", "again", "b")
		}, 422, "", "两次输入的新密码不一致"},
		{"the capability's complaint stands beside its field", func() (*http.Response, string) {
			return b.post("/account/password", "old", "no", "new", "十个字以上的新密码一二三", "again", "十个字以上的新密码一二三")
		}, 422, "", `id="f-old-wrong"`},
		{"the password is changed", func() (*http.Response, string) {
			return b.post("/account/password", "old", b.first, "new", "十个字以上的新密码一二三", "again", "十个字以上的新密码一二三")
		}, 303, "/", ""},
		{"the next page says what happened", func() (*http.Response, string) { return b.get("/notices") }, 200, "", "密码已修改。"},
		{"and only once", func() (*http.Response, string) { return b.get("/notices") }, 200, "", "没有通知"},
		{"text of others is escaped", func() (*http.Response, string) { return b.get("/account/sessions") }, 200, "", "Edge &lt;b&gt;"},
		{"a session of somebody else is not there", func() (*http.Response, string) { return b.post("/account/sessions", "id", "77") }, 404, "", "没有找到"},
		{"the posts are listed", func() (*http.Response, string) { return b.get("/account/post") }, 200, "", "第三代表团 · 人大代表"},
		{"the post is switched", func() (*http.Response, string) { return b.post("/account/post", "post", "2") }, 303, "/", ""},
		{"a post of somebody else is not there", func() (*http.Response, string) { return b.post("/account/post", "post", "9") }, 404, "", "没有找到"},
		{"an unknown page", func() (*http.Response, string) { return b.get("/nowhere") }, 404, "", "回到工作台"},
		{"a body too large", func() (*http.Response, string) {
			return b.post("/account/password", "old", strings.Repeat("x", formBody))
		}, 413, "", "内容过大"},
		{"the language is kept", func() (*http.Response, string) {
			return b.post("/preferences", "lang", "en", "large", "yes", "back", "/notices")
		}, 303, "/notices", ""},
		{"and used, in large type", func() (*http.Response, string) { return b.get("/notices") }, 200, "", `<html lang="en" class="size-large">`},
		{"sign out", func() (*http.Response, string) { return b.post("/sign-out") }, 303, "/sign-in", ""},
		{"is final", func() (*http.Response, string) { return b.get("/notices") }, 303, "/sign-in?next=%2Fnotices", ""},
	} {
		resp, body := c.do()
		if resp.StatusCode != c.status || resp.Header.Get("Location") != c.to || !strings.Contains(body, c.says) {
			t.Errorf("%s: got %d to %q, want %d to %q saying %q\n%.600s", c.name, resp.StatusCode, resp.Header.Get("Location"), c.status, c.to, c.says, body)
		}
	}
}

func TestProtection(t *testing.T) {
	b := newServer(t)
	resp, body := b.get("/sign-in")
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8",
	} {
		if got := resp.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q in it", name, got, want)
		}
	}
	for _, never := range []string{"<style", " style=", "onclick=", "http://", "https://"} {
		if strings.Contains(strings.ReplaceAll(body, "http://www.w3.org", ""), never) {
			t.Errorf("the page contains %q", never)
		}
	}
	r, err := http.NewRequestWithContext(t.Context(), "POST", b.base+"/preferences", strings.NewReader("lang=en"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := b.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != 403 {
		t.Errorf("a form of another site: %d, want 403", answer.StatusCode)
	}
}

// Every entry of the navigation has its word, every kind of fault its status and headline.
func TestTables(t *testing.T) {
	p := i18n.For(i18n.Chinese)
	for _, route := range (&Server{Dev: true}).Routes() {
		if route.Nav && !p.Has("app.nav_"+route.Name) {
			t.Errorf("app.nav_%s is not in the catalogue", route.Name)
		}
		if route.Nav && route.Method != "GET" {
			t.Errorf("%s %s stands in the navigation", route.Method, route.Pattern)
		}
	}
	for _, role := range org.Roles {
		if !p.Has("role." + string(role)) {
			t.Errorf("role.%s is not in the catalogue", role)
		}
	}
	for _, kind := range []fault.Kind{
		fault.Invalid, fault.Unauthenticated, fault.Forbidden, fault.NotFound, fault.Conflict, fault.TooLarge, fault.TooMany, fault.Unavailable,
	} {
		if answer.Status[kind] == 0 || !p.Has(headline(answer.Status[kind])) || (kind != "" && headline(answer.Status[kind]) == "app.error_500") {
			t.Errorf("%s has no status or headline", kind)
		}
	}
}

func TestGalleryShowsEverything(t *testing.T) {
	b := newServer(t)
	for _, lang := range i18n.Languages {
		b.post("/preferences", "lang", lang)
		resp, body := b.get("/_gallery")
		if resp.StatusCode != 200 || strings.Contains(body, ">[") {
			t.Errorf("%s: %d, or a key without text", lang, resp.StatusCode)
		}
		if len(body) > 60_000 {
			t.Errorf("the gallery weighs %d bytes", len(body))
		}
	}
}

func TestAPanicIsAPageWithANumber(t *testing.T) {
	s := &Server{Log: slog.New(slog.DiscardHandler), Now: time.Now, NewID: func() string { return "id-7" }}
	h := s.visited(s.recovered(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") })))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != 500 || !strings.Contains(w.Body.String(), "id-7") || strings.Contains(w.Body.String(), "boom") {
		t.Errorf("got %d\n%s", w.Code, w.Body)
	}
}
