package web

import (
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"huiyin/internal/api"
	"huiyin/internal/blob"
	"huiyin/internal/demo"
	"huiyin/internal/desk"
	"huiyin/internal/identity"
	"huiyin/internal/registry"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/witness"
)

// doors is the invented city with both its doors.
type doors struct {
	pages    http.Handler
	programs http.Handler
	store    *store.Store
	ids      *identity.Service
	files    *blob.Dir
}

// shownCity opens the invented city; its store fails the test for a transaction inside another.
func shownCity(t *testing.T) doors {
	t.Helper()
	clock := storetest.NewClock()
	clock.Advance(time.UnixMilli(1782781200000).Sub(clock.Now())) // 2026-06-30
	s := storetest.Open(t, storetest.SQLiteURL(t), clock)
	id := identity.New(s, clock.Now)
	id.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
	data := t.TempDir()
	files, err := blob.OpenDir(filepath.Join(data, "files"))
	if err != nil {
		t.Fatal(err)
	}
	if done, err := demo.Seed(t.Context(), s, id, files, 1, "2026-06-30", 0); err != nil || !done {
		t.Fatalf("seeded %v: %v", done, err)
	}
	d := &desk.Desk{Store: s}
	people := &registry.Registry{Store: s, Desk: d}
	door := &Server{
		Identity: id, Desk: d, Registry: people, Audit: &registry.Audit{Store: s, Witness: witness.Dir(data)}, Files: files,
		Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError})), Now: clock.Now, NewID: func() string { return "id" },
	}
	h, err := door.Handler()
	if err != nil {
		t.Fatal(err)
	}
	programs := &api.Server{Desk: d, Store: s, Identity: id, Files: files, Log: door.Log, Now: clock.Now}
	return doors{h, programs.Handler(), s, id, files}
}

var (
	linked   = regexp.MustCompile(` href="(/[^"#]*)`)
	numbered = regexp.MustCompile(`/\d+`)
)

// twice returns a name that stands twice on the way that a page says to have come, or nothing.
func twice(page string) string {
	_, way, _ := strings.Cut(page, `<nav class="crumbs"`)
	way, _, _ = strings.Cut(way, "</nav>")
	seen := map[string]bool{}
	for _, stop := range strings.SplitAfter(way, "</li>") {
		_, stop, _ = strings.Cut(stop, "<li")
		name := text("<li" + stop)
		if name != "" && seen[name] {
			return name
		}
		seen[name] = true
	}
	return ""
}

// Every page that a role can reach by links is read once, one of each sort: none begins a reading inside another, none fails, and none names a page
// twice on the way to it.
func TestEveryPageThatLinksReach(t *testing.T) {
	door := shownCity(t).pages
	sorts := map[string]bool{}
	for _, account := range demo.Accounts(1) {
		r := httptest.NewRequest("POST", "/sign-in", strings.NewReader(url.Values{"account": {account.Name}, "password": {demo.Password}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		door.ServeHTTP(w, r)
		cookies := w.Result().Cookies()
		if w.Code != http.StatusSeeOther || len(cookies) == 0 {
			t.Fatalf("%s is not let in: %d", account.Role, w.Code)
		}
		seen := map[string]bool{}
		for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
			r := httptest.NewRequest("GET", queue[0], nil)
			for _, c := range cookies {
				r.AddCookie(c)
			}
			w := httptest.NewRecorder()
			door.ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Errorf("%s: %s answers %d", account.Role, queue[0], w.Code)
			}
			if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				continue
			}
			body, err := io.ReadAll(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			if name := twice(string(body)); name != "" {
				t.Errorf("%s: %s names %q twice on the way", account.Role, queue[0], name)
			}
			for _, l := range linked.FindAllSubmatch(body, -1) {
				address := html.UnescapeString(string(l[1]))
				path, _, _ := strings.Cut(address, "?")
				if sort := numbered.ReplaceAllString(path, "/#"); !seen[sort] && !strings.HasPrefix(path, "/assets/") {
					seen[sort], sorts[sort] = true, true
					queue = append(queue, address)
				}
			}
		}
	}
	if len(sorts) < 200 {
		t.Errorf("only %d sorts of pages were read", len(sorts))
	}
}
