package web

import (
	"bytes"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Whoever sent a form while the database was away gets back what they wrote, and nothing else of the form.
func TestWhatWasTypedComesBackWhenNothingCanBeSaved(t *testing.T) {
	door := &Server{Identity: town(t), Log: slog.New(slog.DiscardHandler), Now: time.Now, NewID: func() string { return "id" }}
	h, err := door.Handler()
	if err != nil {
		t.Fatal(err)
	}
	if err := door.Identity.Store.Close(); err != nil {
		t.Fatal(err)
	}
	send := func(path, kind, body string) (int, string) {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		r.AddCookie(&http.Cookie{Name: "huiyin", Value: "somebody"})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	const plain = "application/x-www-form-urlencoded"
	wrote := url.Values{
		"title": {"关于修桥的建议"}, "requests.0.text": {"one <b>bridge</b>"}, "note_that_no_catalogue_has": {"另外一段"},
		"once": {"0190-key"}, "day": {"2026-03-02"}, "password": {"not to be 看见"}, "old": {"nor 这个"}, "empty": {"  "},
	}
	var parts bytes.Buffer
	m := multipart.NewWriter(&parts)
	for name, texts := range wrote {
		if err := m.WriteField(name, texts[0]); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][2]string{"plain": {plain, wrote.Encode()}, "with files": {m.FormDataContentType(), parts.String()}} {
		code, page := send("/suggestions/new", body[0], body[1])
		if code != http.StatusInternalServerError && code != http.StatusServiceUnavailable {
			t.Fatalf("%s: %d %s", name, code, text(page))
		}
		for _, want := range []string{"您填写的内容", ">关于修桥的建议<", ">one &lt;b&gt;bridge&lt;/b&gt;<", ">另外一段<", "其他内容"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %q in %s", name, want, page)
			}
		}
		for _, no := range []string{"0190-key", "2026-03-02", "看见", "这个", "note_that"} {
			if strings.Contains(page, no) {
				t.Errorf("%s: %q came back", name, no)
			}
		}
	}
	if _, page := send("/sign-in", plain, "account=unit&password=x+y+z"); strings.Contains(page, "x y z") || strings.Contains(page, "您填写的内容") {
		t.Error("the sign-in gives something back")
	}
}
