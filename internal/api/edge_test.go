package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/api"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// edge is one request that the door must refuse before it looks at anything that is stored.
type edge struct {
	method, path, kind, body string
	match                    string // the header If-Match
	open                     bool   // without a token
	status                   int
	field                    string // that the answer names; empty when it names none
}

// wrongValue is a value that a parameter of this schema cannot have.
func wrongValue(s *schema) string {
	for _, any := range s.AnyOf {
		s = any
		break
	}
	switch {
	case s.Maximum != nil:
		return fmt.Sprint(int(*s.Maximum) + 1)
	case s.Type == "integer":
		return "-1"
	case s.Format == "date":
		return "2026-02-30"
	case s.Type == "boolean", s.Enum != nil, s.Type == "array":
		return "nonsense"
	}
	return strings.Repeat("\u5b57", 20001)
}

// wrongJSON is a value that a property of this schema cannot have.
func wrongJSON(d document, s *schema) string {
	if kinds := fmt.Sprint(d.resolve(s).Type); strings.Contains(kinds, "string") || strings.Contains(kinds, "boolean") {
		return "5"
	}
	return `"x"`
}

// edges are the refusals that the document promises for one operation: they come from the document, so a new operation has its own.
func edges(d document, method, path string) []edge {
	op := d.Paths[path][method]
	method = strings.ToUpper(method)
	path = strings.TrimPrefix(strings.NewReplacer("{id}", "1", "{hash}", strings.Repeat("a", 64)).Replace(path), api.Prefix)
	var out []edge
	add := func(e edge) { out = append(out, e) }
	if len(op.Security) > 0 {
		add(edge{method: method, path: path, open: true, status: 401})
	}
	add(edge{method: method, path: path + "?nobody_asked=1", status: 422, field: "nobody_asked"})
	for _, query := range []string{"state=assigned;state=closed", "q=%zz"} {
		add(edge{method: method, path: path + "?" + query, status: 422})
	}
	for _, p := range op.Parameters {
		if p.In != "query" {
			continue
		}
		add(edge{method: method, path: path + "?" + p.Name + "=" + url.QueryEscape(wrongValue(p.Schema)), status: 422, field: p.Name})
		if p.Schema.Type != "array" {
			add(edge{method: method, path: path + "?" + p.Name + "=1&" + p.Name + "=1", status: 422, field: p.Name})
		}
	}
	if op.RequestBody == nil {
		return out
	}
	form := op.RequestBody.Content["multipart/form-data"].Schema
	add(edge{method: method, path: path, kind: "application/x-www-form-urlencoded", body: "a=b", status: 415})
	if form == nil {
		add(edge{method: method, path: path, kind: "multipart/form-data; boundary=b", body: "--b--", status: 415})
	} else {
		stray := "--b\r\nContent-Disposition: form-data; name=\"stray\"; filename=\"x.pdf\"\r\n\r\nx\r\n--b--\r\n"
		add(edge{method: method, path: path, kind: "multipart/form-data; boundary=b", body: stray, status: 422, field: "stray"})
		add(edge{method: method, path: path, kind: "multipart/form-data; boundary=b", body: "--b", status: 422})
	}
	body := op.RequestBody.Content["application/json"].Schema
	if body == nil {
		return append(out, edge{method: method, path: path, kind: "application/json", body: "{}", status: 415})
	}
	const kind = "application/json; charset=utf-8"
	for _, text := range []string{"[]", "5", "null", "{} {}", "{}}", "{", `{"a`, "{\"a\":\"\xff\"}", strings.Repeat(`{"a":`, 20000)} {
		add(edge{method: method, path: path, kind: kind, body: text, status: 422})
	}
	if op.RequestBody.Required {
		add(edge{method: method, path: path, status: 422})
	}
	add(edge{method: method, path: path, match: `"1"`, body: "{}", status: 412})
	add(edge{method: method, path: path, kind: kind, body: `{"nobody_asked":1}`, status: 422, field: "nobody_asked"})
	for name, p := range d.resolve(body).Properties {
		add(edge{method: method, path: path, kind: kind, body: `{"` + name + `":` + wrongJSON(d, p) + `}`, status: 422, field: name})
		add(edge{method: method, path: path, kind: kind, body: `{"` + name + `":null,"` + name + `":null}`, status: 422, field: name})
		add(edge{method: method, path: path, kind: kind, body: `{"` + strings.ToUpper(name) + `":null}`, status: 422, field: strings.ToUpper(name)})
	}
	add(edge{method: method, path: path, kind: kind, body: `{"x":"` + strings.Repeat("x", 1<<20) + `"}`, status: 413}) // also where a form with files may be larger
	if form != nil {
		for name := range form.Properties {
			if name != "command" { // a hash that somebody has heard of is no file
				add(edge{method: method, path: path, kind: kind, body: `{"` + name + `":[{"hash":"` + strings.Repeat("a", 64) + `","name":"x.pdf"}]}`, status: 422, field: name})
			}
		}
	}
	return out
}

// Each route of the document refuses what is malformed, with the right status, and names what is wrong; and it knows its methods.
func TestEveryRouteRefusesWhatIsMalformed(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	d := c.document()
	routes := 0
	for path, methods := range d.Paths {
		for method, op := range methods {
			routes++
			if op.Summary == "" || strings.Contains(op.Summary, "[") {
				t.Errorf("%s %s has no sentence: %q", method, path, op.Summary)
			}
			for _, e := range edges(d, method, path) {
				post := int64(testkit.Clerk)
				if e.open {
					post = 0
				}
				got := c.call(post, e.method, e.path, e.body, "Content-Type", e.kind, "If-Match", e.match)
				if wrong := e.differs(got); wrong != "" {
					t.Errorf("%s %.90s %s %.60s: %s", e.method, e.path, e.kind, e.body, wrong)
				}
			}
		}
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
			if _, ok := methods[strings.ToLower(method)]; ok {
				continue
			}
			got := c.call(testkit.Clerk, method, strings.TrimPrefix(strings.NewReplacer("{id}", "1", "{hash}", "a").Replace(path), api.Prefix), "")
			allow := got.Header().Get("Allow")
			for known := range methods {
				if !slices.Contains(strings.Split(allow, ", "), strings.ToUpper(known)) {
					t.Errorf("%s %s: Allow %q", method, path, allow)
				}
			}
			if got.Code != http.StatusMethodNotAllowed || !strings.Contains(got.Body.String(), `"key":"fault.method"`) {
				t.Errorf("%s %s: %d %s", method, path, got.Code, got.Body)
			}
		}
	}
	if routes < 200 {
		t.Errorf("only %d routes in the document", routes)
	}
	for _, path := range []string{"/nothing", "/suggestions/1/nothing", "/dossiers/nothing", "/dossiers/visit/1/nothing/2"} {
		if got := c.call(testkit.Clerk, "POST", path, "{}"); got.Code != http.StatusNotFound || got.Header().Get("Allow") != "" {
			t.Errorf("%s: %d %v", path, got.Code, got.Header())
		}
	}
}

func (e edge) differs(got *httptest.ResponseRecorder) string {
	var p api.Problem
	if err := json.Unmarshal(got.Body.Bytes(), &p); err != nil {
		return fmt.Sprintf("%d %.200s: %v", got.Code, got.Body, err)
	}
	named := e.field == "" && p.Errors == nil
	for _, f := range p.Errors {
		named = named || f.Field == e.field && !strings.HasPrefix(f.Detail, "[")
	}
	switch {
	case got.Code != e.status || p.Status != e.status || got.Header().Get("Content-Type") != "application/problem+json":
		return fmt.Sprintf("%d, want %d: %.160s", got.Code, e.status, got.Body)
	case !named || strings.Contains(p.Detail, "["):
		return fmt.Sprintf("does not name %q: %.160s", e.field, got.Body)
	case e.status == 415 && got.Header().Get("Accept") == "":
		return "does not say what is accepted"
	}
	return ""
}

// Who goes away in the middle leaves no failure behind.
func TestWhoGoesAwayIsNoFailure(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	var log strings.Builder
	door := (&api.Server{Desk: c.Desk, Store: c.Store, Identity: c.ids, Log: slog.New(slog.NewTextHandler(&log, nil)), Now: time.Now}).Handler()
	for _, row := range []struct{ method, path, body string }{
		{"POST", "/sessions", `{"account":"user1","password":"wrong"}`},
		{"GET", "/suggestions", ""},
	} {
		ctx, leave := context.WithCancel(t.Context())
		leave()
		r := httptest.NewRequestWithContext(ctx, row.method, api.Prefix+row.path, strings.NewReader(row.body))
		r.Header.Set("Authorization", "Bearer "+c.tokens[testkit.Clerk])
		w := httptest.NewRecorder()
		door.ServeHTTP(w, r)
		if w.Code != answer.Left || log.Len() > 0 {
			t.Errorf("%s %s: %d %s", row.method, row.path, w.Code, log.String())
		}
	}
}
