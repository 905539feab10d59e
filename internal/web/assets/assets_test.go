package assets

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	for _, c := range []struct {
		name, path, accept string
		status             int
		encoding           string
	}{
		{"a file by its hashed address", Path("huiyin.css"), "gzip, br", 200, "gzip"},
		{"without compression", Path("huiyin.css"), "", 200, ""},
		{"a file by its bare name is not there", "/assets/huiyin.css", "gzip", 404, ""},
		{"nothing outside", "/assets/../assets.go", "", 404, ""},
	} {
		r := httptest.NewRequest("GET", "http://localhost/", nil)
		r.URL.Path = c.path
		r.Header.Set("Accept-Encoding", c.accept)
		w := httptest.NewRecorder()
		Serve(w, r)
		if w.Code != c.status || w.Header().Get("Content-Encoding") != c.encoding {
			t.Errorf("%s: got %d %q, want %d %q", c.name, w.Code, w.Header().Get("Content-Encoding"), c.status, c.encoding)
		}
		if w.Code == 200 && !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: may not be kept", c.name)
		}
	}
}

// A first visit by phone is at most 250 KB; the page itself needs its share.
func TestWeight(t *testing.T) {
	sum := 0
	for _, name := range []string{"bootstrap.css", "huiyin.css", "htmx.js", "huiyin.js"} {
		f, ok := all().byName[name]
		if !ok || f.zipped == nil {
			t.Fatalf("%s is missing or not compressed", name)
		}
		sum += len(f.zipped)
	}
	if sum > 120_000 {
		t.Errorf("styles and scripts weigh %d bytes, want at most 120000", sum)
	}
}
