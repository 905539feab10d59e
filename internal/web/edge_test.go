package web

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/internal/answer"
)

// A page says what of its address it cannot mean; it does not silently show everything. A page that exists says which methods it has.
func TestPagesRefuseWhatTheyCannotMean(t *testing.T) {
	c := newCity(t)
	b := c.as(clerk)
	for _, row := range []struct {
		name, path string
		status     int
		says       string
	}{
		{"a state that is none", "/suggestions?state=reveiwing", 422, "状态：请从所列选项中选择"},
		{"one of two states", "/suggestions?state=reviewing,lost", 422, "状态"},
		{"an outcome that is none", "/suggestions?outcome=GOOD", 422, "请从所列选项中选择"},
		{"a class of no pack", "/suggestions?class=Q", 422, "类别"},
		{"a task that is none", "/suggestions?task=sleep", 422, "待办事项"},
		{"a cursor that is none", "/suggestions?after=x", 422, "翻页标记无效"},
		{"a cursor of another order", "/suggestions?sort=changed&after=2026-01-01~5", 422, "翻页标记无效"},
		{"a limit beyond", "/suggestions?limit=5000", 422, "不能大于200"},
		{"a session twice", "/suggestions?session=1&session=2", 422, "会议：只能填写一次"},
		{"what others have added to the address", "/suggestions?utm_source=chat", 200, ""},
		{"a state of dossiers that is none", "/year/urging?state=lost", 422, "请从所列选项中选择"},
		{"a session of dossiers that is none", "/year/urging?session=next", 422, "请填写正确的数字"},
		{"a cursor of dossiers that is none", "/year/urging?after=-1", 422, "请填写正确的数字"},
		{"all sessions", "/year/urging?session=all", 200, ""},
		{"shares", "/shares?timing=early", 422, "请从所列选项中选择"},
		{"deputies", "/deputies?contact=never", 422, "沟通情况：请从所列选项中选择"},
		{"promises", "/commitments?state=lost", 422, "状态"},
		{"a view of what happened that is none", "/suggestions/1?show=some", 422, "请从所列选项中选择"},
		{"a year of visits that is none", "/looks?year=next", 422, "请填写正确的数字"},
		{"the export as the list", "/suggestions.xlsx?state=lost", 422, "状态"},
	} {
		if resp, body := b.get(row.path); resp.StatusCode != row.status || !strings.Contains(body, row.says) {
			t.Errorf("%s: %d %.300s", row.name, resp.StatusCode, text(body))
		}
	}
	for _, row := range []struct{ method, path, allow string }{
		{"POST", "/suggestions.xlsx", "GET, HEAD"},
		{"DELETE", "/suggestions", "GET, HEAD, POST"},
		{"PUT", "/sign-in", "GET, HEAD, POST"},
		{"GET", "/sign-out", "POST"},
		{"OPTIONS", "/calculator", "GET, HEAD"},
	} {
		if resp, body := b.do(row.method, row.path, nil); resp.StatusCode != http.StatusMethodNotAllowed || resp.Header.Get("Allow") != row.allow || !strings.Contains(body, "<html") {
			t.Errorf("%s %s: %d Allow %q", row.method, row.path, resp.StatusCode, resp.Header.Get("Allow"))
		}
	}
	for _, path := range []string{"/suggestions/../admin/nothing", "/dossiers/1%2F..%2F2", "/suggestions/%2e%2e/x", "/public/a%2Fb", "/assets/%2e%2e/secret"} {
		if resp, _ := b.get(path); resp.StatusCode != 404 && resp.StatusCode != 307 && resp.StatusCode != 301 {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
	resp, body := b.do("HEAD", "/suggestions", nil)
	if resp.StatusCode != 200 || body != "" || resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("HEAD: %d %q %v", resp.StatusCode, body, resp.Header)
	}
}

// Pages without sign-in are counted by the address that asks, signed-in ones are not; a link is counted by itself, whether there is one or not, and
// what can no longer be used looks like what never was.
func TestPagesWithoutSignInAreCounted(t *testing.T) {
	b := newServer(t)
	for i := range answer.ByLink.AtOnce {
		resp, body := b.get("/answer/AAAAAAAAAAAAAAAAAAAAAA")
		if resp.StatusCode != 404 || resp.Header.Get("Referrer-Policy") != "no-referrer" || !strings.Contains(body, "链接不能使用") {
			t.Fatalf("%d: %d %s", i, resp.StatusCode, text(body))
		}
	}
	resp, body := b.get("/answer/AAAAAAAAAAAAAAAAAAAAAA")
	if after, _ := strconv.Atoi(resp.Header.Get("Retry-After")); resp.StatusCode != 429 || after < 1 || !strings.Contains(body, "过于频繁") {
		t.Errorf("one too many: %d %v", resp.StatusCode, resp.Header)
	}
	if resp, _ := b.post("/answer/AAAAAAAAAAAAAAAAAAAAAA", "attitude", "satisfied"); resp.StatusCode != 429 {
		t.Errorf("using it: %d", resp.StatusCode)
	}
	if resp, _ := b.get("/answer/BBBBBBBBBBBBBBBBBBBBBB"); resp.StatusCode != 404 {
		t.Errorf("another link: %d", resp.StatusCode)
	}
	b.headers = map[string]string{"X-Forwarded-For": "203.0.113.7"}
	for range answer.FromAddress.AtOnce {
		if resp, _ := b.get("/healthz"); resp.StatusCode != 200 {
			t.Fatal(resp.StatusCode)
		}
	}
	for _, path := range []string{"/calculator", "/sign-in", "/healthz", "/nowhere", "/public"} {
		if resp, _ := b.get(path); resp.StatusCode != 429 {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
	b.headers["X-Forwarded-For"] = "203.0.113.8"
	if resp, _ := b.get("/calculator"); resp.StatusCode != 200 {
		t.Errorf("another address: %d", resp.StatusCode)
	}
}

// A form that stops coming is answered with a page that says so.
func TestAFormThatComesTooSlowly(t *testing.T) {
	door := &Server{Identity: town(t), Log: slog.New(slog.DiscardHandler), Now: time.Now, NewID: func() string { return "id" }}
	h, err := door.Handler()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(answer.Pace{Grace: 50 * time.Millisecond, Least: 1 << 30}.Bodies(h))
	defer srv.Close()
	c, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "POST /sign-in HTTP/1.1\r\nHost: "+srv.Listener.Addr().String()+"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\naccount="); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusRequestTimeout || !strings.Contains(text(string(body)), "传输太慢") {
		t.Errorf("%d %s", resp.StatusCode, text(string(body)))
	}
}

// A form that breaks off is answered as one that cannot be read, whether or not anybody still listens: it is no failure of the program.
func TestAFormThatBreaksOff(t *testing.T) {
	city := newCity(t)
	k := city.answered("0009")
	at := strings.TrimPrefix(city.base, "http://")
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	const begun = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n外墙"
	if _, err := io.WriteString(c, "POST "+path(k, "/do/note_progress")+" HTTP/1.1\r\nHost: "+at+"\r\nCookie: huiyin="+city.tokens[health]+
		"\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900\r\n\r\n"+begun); err != nil {
		t.Fatal(err)
	}
	if err := c.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text(string(body)), "无法读取") {
		t.Errorf("%d %s %v", resp.StatusCode, text(string(body)), err)
	}
}

// Over https a browser is told to come back over https, and in the clear it is not.
func TestAServerOverHTTPSSaysSo(t *testing.T) {
	for secure, want := range map[bool]string{true: "max-age=31536000", false: ""} {
		w := httptest.NewRecorder()
		(&Server{Secure: secure}).headers(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if got := w.Header().Get("Strict-Transport-Security"); got != want {
			t.Errorf("secure %v: %q, want %q", secure, got, want)
		}
	}
}

// Who goes away in the middle leaves no failure behind: nobody reads the answer, and nothing of the program is broken.
func TestWhoGoesAwayIsNoFailure(t *testing.T) {
	var log strings.Builder
	door := &Server{Identity: town(t), Log: slog.New(slog.NewTextHandler(&log, nil)), Now: time.Now, NewID: func() string { return "id" }}
	h, err := door.Handler()
	if err != nil {
		t.Fatal(err)
	}
	ask := func(leave bool) int {
		ctx, end := context.WithCancel(t.Context())
		defer end()
		if leave {
			end()
		}
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/sign-in", strings.NewReader("account=unit&password=wrong"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	if code := ask(true); code != answer.Left || strings.Contains(log.String(), "ERROR") || !strings.Contains(log.String(), "status=499") {
		t.Errorf("left: %d %s", code, log.String())
	}
	if code := ask(false); code != http.StatusUnauthorized {
		t.Errorf("stayed: %d", code)
	}
	if err := door.Identity.Store.Close(); err != nil {
		t.Fatal(err)
	}
	if code := ask(false); code != http.StatusInternalServerError || !strings.Contains(log.String(), "ERROR") {
		t.Errorf("broken: %d %s", code, log.String())
	}
}
