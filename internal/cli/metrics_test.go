package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"huiyin/internal/store/storetest"
)

// The figures are on their own address, count by door, method and status, and name nobody.
func TestTheFiguresHaveTheirOwnListener(t *testing.T) {
	m := newMeter()
	door := m.count("web", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/known" {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	for method, path := range map[string]string{"GET": "/known", "POST": "/suggestions/42", "INVENTED": "/secret"} {
		door.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, path, nil))
	}
	at, err := listen(&Env{Ctx: t.Context()}, "--metrics", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer m.serve(at)()
	resp, err := http.Get("http://" + at.Addr().String() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`huiyin_requests_total{door="web",method="GET",status="200"} 1`, `huiyin_requests_total{door="web",method="POST",status="404"} 1`,
		`huiyin_requests_total{door="web",method="other",status="404"} 1`, `huiyin_request_seconds_count{door="web",method="GET"} 1`,
	} {
		if !strings.Contains(string(body), line) {
			t.Errorf("no %s", line)
		}
	}
	for _, word := range []string{"/suggestions", "secret", "INVENTED"} {
		if strings.Contains(string(body), word) {
			t.Errorf("the figures tell %s", word)
		}
	}
}

func TestReadyWhileTheDatabaseAnswers(t *testing.T) {
	s := storetest.SQLite(t)
	ask := func() int {
		w := httptest.NewRecorder()
		ready(s)(w, httptest.NewRequest("GET", "/readyz", nil))
		return w.Code
	}
	if got := ask(); got != 200 {
		t.Errorf("open: %d", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := ask(); got != 503 {
		t.Errorf("closed: %d", got)
	}
}
