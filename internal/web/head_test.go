package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Whoever asks for the head alone is answered as whoever asks for the page.
func TestAHeadIsThatOfThePage(t *testing.T) {
	b := newServer(t)
	for _, path := range []string{"/sign-in", "/", "/suggestions/1", "/nowhere", "/dates?from=x", "/account/password"} {
		get, _ := b.get(path)
		head, body := b.do("HEAD", path, nil)
		if body != "" || head.StatusCode != get.StatusCode || head.Header.Get("Location") != get.Header.Get("Location") ||
			head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("%s: GET %d to %q, HEAD %d to %q with %q", path, get.StatusCode, get.Header.Get("Location"), head.StatusCode, head.Header.Get("Location"), body)
		}
	}
}

// What reads a page sees one state of the database from its beginning to its end (ADR 109), by whatever method it asks.
func TestAReadingSeesOneState(t *testing.T) {
	id := town(t)
	s := &Server{
		Identity: id, Desk: &desk.Desk{Store: id.Store}, Log: slog.New(slog.DiscardHandler), Now: time.Now, NewID: func() string { return "id-1" },
		Limit: &answer.Limiter{Now: time.Now},
	}
	orgs := func(ctx context.Context) (n int) {
		err := id.Store.View(ctx, func(tx *store.Tx) (err error) {
			n, err = store.One(ctx, tx, func(n *int) []any { return []any{n} }, `SELECT COUNT(*) FROM org`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	added := int64(100)
	read := func(_ http.ResponseWriter, r *http.Request) error {
		before := orgs(r.Context())
		added++
		err := id.Store.Do(t.Context(), func(tx *store.Tx) error { // somebody else, meanwhile
			return tx.InsertOrgs(t.Context(), []org.Org{{ID: added, Congress: 1, Kind: org.Department, Code: "x" + r.Method, Name: r.Method}})
		})
		if err != nil {
			t.Fatal(err)
		}
		if after := orgs(r.Context()); after != before {
			t.Errorf("%s: %d bodies, then %d", r.Method, before, after)
		}
		return nil
	}
	h := s.visited(s.enter(Route{Method: "GET", Enter: anyone, handle: read}))
	for _, method := range []string{"GET", "HEAD"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, "/", nil))
	}
	if added != 102 {
		t.Errorf("%d were read", added-100)
	}
}
