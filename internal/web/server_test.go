package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
)

// town is a handful of accounts in memory: the doors are tested without a database.
type town struct {
	open map[string]*Session
}

func (t *town) SignIn(_ context.Context, account, password, _, _ string) (string, error) {
	if password != "right" {
		return "", fault.New(fault.Invalid, "signin.wrong")
	}
	post := org.Post{ID: 1, Role: org.Role(strings.TrimPrefix(account, "new-"))}
	t.open[account] = &Session{
		Token: account, Congress: "邵衡市人大", MustChange: strings.HasPrefix(account, "new-"),
		Actor: org.Actor{Person: org.Person{ID: 1, Name: "张某某"}, Post: post, Org: org.Org{Name: "市卫健委"}},
		Posts: []HeldPost{{Post: post, Org: "市卫健委"}, {Post: org.Post{ID: 2, Role: org.Deputy}, Org: "第三代表团"}},
	}
	return account, nil
}

func (t *town) Session(_ context.Context, token string) (*Session, error) {
	if s, ok := t.open[token]; ok {
		return s, nil
	}
	return nil, fault.New(fault.Unauthenticated, "fault.unauthenticated")
}

func (t *town) SignOut(_ context.Context, token string) error { delete(t.open, token); return nil }

func (t *town) SwitchPost(_ context.Context, token string, post int64) (string, error) {
	if post != 2 {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	t.open[token].Actor.Post.Role = org.Deputy
	return token, nil
}

func (t *town) ChangePassword(_ context.Context, token, old, _ string) error {
	if old != "right" {
		return fault.OnField("old", "signin.wrong")
	}
	t.open[token].MustChange = false
	return nil
}

func (t *town) Sessions(_ context.Context, token string) ([]SessionLine, error) {
	return []SessionLine{{ID: "1", Current: true, Agent: "Firefox", Address: "127.0.0.1"}, {ID: "2", Agent: "Edge <b>", Address: "10.0.0.1"}}, nil
}

func (t *town) Revoke(_ context.Context, _, id string) error {
	if id == "boom" {
		panic("boom")
	}
	return nil
}

// browser is a visitor with cookies who does not follow redirects.
type browser struct {
	t    *testing.T
	base string
	http *http.Client
}

func newServer(t *testing.T) *browser {
	t.Helper()
	s := &Server{
		Accounts: &town{open: map[string]*Session{}}, Log: slog.New(slog.DiscardHandler), Dev: true,
		Now: func() time.Time { return time.Date(2026, 4, 27, 9, 0, 0, 0, time.UTC) }, NewID: func() string { return "id-1" },
		Demo: []DemoAccount{{Role: "unit", Account: "unit", Password: "right"}},
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
	return &browser{t: t, base: srv.URL, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
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
		{"a wrong password is refused and the account kept", func() (*http.Response, string) { return b.post("/sign-in", "account", "unit", "password", "x") }, 422, "", `value="unit"`},
		{"next may not lead elsewhere", func() (*http.Response, string) {
			return b.post("/sign-in", "account", "new-unit", "password", "right", "next", "//evil.example/")
		}, 303, "/", ""},
		{"a first password must be changed first", func() (*http.Response, string) { return b.get("/notices") }, 303, "/account/password", ""},
		{"two different new passwords are refused beside the field", func() (*http.Response, string) {
			return b.post("/account/password", "old", "right", "new", "a", "again", "b")
		}, 422, "", "两次输入的新密码不一致"},
		{"the capability's complaint stands beside its field", func() (*http.Response, string) {
			return b.post("/account/password", "old", "no", "new", "a", "again", "a")
		}, 422, "", `id="f-old-wrong"`},
		{"the password is changed", func() (*http.Response, string) {
			return b.post("/account/password", "old", "right", "new", "a", "again", "a")
		}, 303, "/", ""},
		{"the next page says what happened", func() (*http.Response, string) { return b.get("/notices") }, 200, "", "密码已修改。"},
		{"and only once", func() (*http.Response, string) { return b.get("/notices") }, 200, "", "没有通知"},
		{"text of others is escaped", func() (*http.Response, string) { return b.get("/account/sessions") }, 200, "", "Edge &lt;b&gt;"},
		{"the posts are listed", func() (*http.Response, string) { return b.get("/account/post") }, 200, "", "第三代表团 · 人大代表"},
		{"the post is switched", func() (*http.Response, string) { return b.post("/account/post", "post", "2") }, 303, "/", ""},
		{"a post of somebody else is not there", func() (*http.Response, string) { return b.post("/account/post", "post", "9") }, 404, "", "没有找到"},
		{"an unknown page", func() (*http.Response, string) { return b.get("/nowhere") }, 404, "", "回到工作台"},
		{"a panic is a page with a number", func() (*http.Response, string) { return b.post("/account/sessions", "id", "boom") }, 500, "", "id-1"},
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
		if status[kind] == 0 || !p.Has(headline(status[kind])) || (kind != "" && headline(status[kind]) == "app.error_500") {
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
