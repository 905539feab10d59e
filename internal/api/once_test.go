package api_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

func (c client) done(got *httptest.ResponseRecorder) api.Done {
	c.T.Helper()
	var d api.Done
	if err := json.Unmarshal(got.Body.Bytes(), &d); err != nil || got.Code >= 300 {
		c.T.Fatalf("%d %s", got.Code, got.Body)
	}
	return d
}

// A key acts once, whatever the request is: an act, a beginning, a file, an evaluation, a dossier; also when two of them come at the same moment.
// Another body, part, case or person under it is another matter.
func TestAKeyActsOnceWhateverItNames(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.answered(c.Handled("0001"))
		draft := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
		part := fmt.Sprint("?part=", x.Assignments[0].No)
		file, kind := form(t, "file", "a.pdf", pdf)
		press := fmt.Sprintf(`{"title":"报道","medium":"日报","on":"2026-01-20","coverage":"process","cases":[%d]}`, x.ID)
		pressForm, pressKind := form(t, "files", "a.pdf", pdf, "command", press)
		for i, row := range []struct {
			name             string
			post             int64
			path, body, kind string
			other            string // another body of the same shape
		}{
			{"an act", testkit.Clerk, fmt.Sprintf("/suggestions/%d/actions/urge", x.ID), `{"text":"请办"}`, "", `{"text":"另办"}`},
			{"a beginning", testkit.Deputy, "/suggestions/actions/start_draft", testkit.Text, "", `{"title":"别的"}`},
			{"an evaluation", testkit.Deputy, fmt.Sprintf("/suggestions/%d/actions/evaluate%s", x.ID, part), `{"attitude":"satisfied","result":"satisfied"}`, "", `{"attitude":"satisfied","result":"basically"}`},
			{"a file", testkit.Deputy, fmt.Sprintf("/suggestions/%d/actions/attach_text", draft.ID), file, kind, ""},
			{"a dossier", testkit.Clerk, "/dossiers/urging/actions/draft_urging", fmt.Sprintf(`{"title":"函","unit":13,"cases":[%d],"text":"请办","due":"2030-03-01"}`, x.ID), "", `{"title":"别的","unit":13,"text":"请办","due":"2030-03-01"}`},
			{"a dossier with a file", testkit.Clerk, "/dossiers/press/actions/enter_press", pressForm, pressKind, ""},
		} {
			key := fmt.Sprint("key ", i)
			send := func(body string) *httptest.ResponseRecorder {
				return c.call(row.post, "POST", row.path, body, "Idempotency-Key", key, "Content-Type", row.kind)
			}
			var both [2]*httptest.ResponseRecorder
			var wait sync.WaitGroup
			for j := range both {
				wait.Go(func() { both[j] = send(row.body) })
			}
			wait.Wait()
			first, second := c.done(both[0]), c.done(both[1])
			if first.ID != second.ID || first.Version != second.Version || first.Repeated == second.Repeated || first.Events+second.Events == 0 {
				t.Errorf("%s, twice at once: %+v and %+v", row.name, first, second)
			}
			if third := c.done(send(row.body)); third.ID != first.ID || !third.Repeated || third.Events != 0 {
				t.Errorf("%s, again: %+v", row.name, third)
			}
			if row.other == "" {
				continue
			}
			if got := send(row.other); got.Code != 422 || !strings.Contains(got.Body.String(), "fault.key_reused") {
				t.Errorf("%s, another body under the key: %d %s", row.name, got.Code, got.Body)
			}
		}
		if n := len(c.Read(x.ID).Remarks); n != 1 {
			t.Errorf("%d remarks", n)
		}
		if n := len(c.Read(draft.ID).Files); n != 1 {
			t.Errorf("%d files", n)
		}
		long := strings.Repeat("k", 201)
		if got := c.call(testkit.Clerk, "POST", fmt.Sprintf("/suggestions/%d/actions/urge", x.ID), `{"text":"x"}`, "Idempotency-Key", long); got.Code != 422 || !strings.Contains(got.Body.String(), `"field":"Idempotency-Key"`) {
			t.Errorf("an endless key: %d %s", got.Code, got.Body)
		}
	})
}

// A sign-in makes a session each time: a token is kept nowhere, so no key can bring the first one back.
func TestSignInTakesNoKey(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	body := fmt.Sprintf(`{"account":"user%d","password":"long enough 1"}`, testkit.Clerk)
	tokens := map[string]bool{}
	for range 2 {
		var signed api.Signed
		got := c.call(0, "POST", "/sessions", body, "Idempotency-Key", "k")
		if err := json.Unmarshal(got.Body.Bytes(), &signed); err != nil || got.Code != 201 {
			t.Fatalf("%d %s", got.Code, got.Body)
		}
		tokens[signed.Token] = true
	}
	if len(tokens) != 2 {
		t.Error("the same token twice")
	}
	for table, rows := range tables(t, c.Store) {
		for token := range tokens {
			if strings.Contains(rows, token) {
				t.Errorf("table %s holds a token", table)
			}
		}
	}
	if doc := c.call(0, "GET", "/openapi.json", "").Body.String(); strings.Count(doc, `"Idempotency-Key"`) == 0 {
		t.Error("the document does not tell of keys at all")
	}
}

// A ballot is no operation of the API, so no key can join a voter with a ballot; counts of papers travel beside the command, so no digest under a
// key tells them.
func TestNoOperationTakesABallot(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	d := c.document()
	seen := 0
	for path, methods := range d.Paths {
		if !strings.HasPrefix(path, api.Prefix+"/dossiers/vote/") || methods["post"].RequestBody == nil {
			continue
		}
		for kind, body := range methods["post"].RequestBody.Content {
			seen++
			for name := range d.resolve(body.Schema).Properties {
				for _, secret := range []string{"level", "levels", "marks", "slip", "slips", "counts", "figures", "ballot"} {
					if strings.EqualFold(name, secret) {
						t.Errorf("%s (%s) asks for %s", path, kind, name)
					}
				}
			}
			if got := c.call(testkit.Deputy, "POST", strings.TrimPrefix(strings.ReplaceAll(path, "{id}", "1"), api.Prefix), `{"figures":{"papers":1}}`); got.Code != 422 {
				t.Errorf("%s takes figures: %d", path, got.Code)
			}
		}
	}
	if seen < 5 {
		t.Errorf("only %d operations on votes", seen)
	}
}
