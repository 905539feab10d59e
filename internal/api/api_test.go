package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/api"
	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// client calls the API in the posts of the small congress.
type client struct {
	testkit.Office
	door   http.Handler
	ids    *identity.Service
	tokens map[int64]string
}

var here = identity.Origin{IP: "127.0.0.1"}

func open(t *testing.T, s *store.Store) client {
	t.Helper()
	now := func() time.Time { return time.UnixMilli(1772413200000) }
	c := client{Office: testkit.Open(t, s), tokens: map[int64]string{}}
	ids := identity.New(s, now)
	ids.Cost = identity.Cost{Memory: 64, Time: 1, Threads: 1}
	c.ids = ids
	files, err := blob.OpenDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c.door = (&api.Server{Desk: c.Desk, Store: s, Identity: ids, Files: files, Uploads: &answer.Uploads{}, Log: slog.New(slog.DiscardHandler), Now: now}).Handler()
	c.admit(slices.Collect(maps.Keys(c.Actors))...)
	return c
}

// admit gives the people of posts their accounts and signs them in.
func (c client) admit(posts ...int64) {
	c.T.Helper()
	ctx := c.T.Context()
	var list []identity.NewAccount
	for _, post := range posts {
		list = append(list, identity.NewAccount{Login: fmt.Sprintf("user%d", post), Person: c.Actors[post].Person.ID})
	}
	slips, err := c.ids.CreateAccounts(ctx, identity.Program, list, here, nil)
	if err != nil {
		c.T.Fatal(err)
	}
	for _, slip := range slips {
		_, who, err := c.ids.SignIn(ctx, slip.Login, slip.Password, here)
		if err != nil {
			c.T.Fatal(err)
		}
		if _, _, err := c.ids.ChangePassword(ctx, who, slip.Password, "long enough 1", here); err != nil {
			c.T.Fatal(err)
		}
	}
	for _, post := range posts {
		var signed api.Signed
		got := c.call(0, "POST", "/sessions", fmt.Sprintf(`{"account":"user%d","password":"long enough 1"}`, post))
		if got.Code != http.StatusCreated {
			c.T.Fatalf("sign in: %d %s", got.Code, got.Body)
		}
		if err := json.Unmarshal(got.Body.Bytes(), &signed); err != nil {
			c.T.Fatal(err)
		}
		c.tokens[post] = signed.Token
	}
}

func (c client) call(post int64, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, api.Prefix+path, strings.NewReader(body))
	if post != 0 {
		r.Header.Set("Authorization", "Bearer "+c.tokens[post])
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.door.ServeHTTP(w, r)
	return w
}

func (c client) read(post int64, path string, v any) {
	c.T.Helper()
	got := c.call(post, "GET", path, "")
	if err := json.Unmarshal(got.Body.Bytes(), v); err != nil || got.Code != http.StatusOK {
		c.T.Fatalf("%s: %d %s %v", path, got.Code, got.Body, err)
	}
}

func TestTheAPI(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := open(t, s)
		x := c.Handled("0001")
		a := x.Assignments[0].No
		one := fmt.Sprintf("/suggestions/%d", x.ID)
		act := one + "/actions/"
		for _, row := range []struct {
			name         string
			post         int64
			method, path string
			body         string
			status       int
			contains     string
		}{
			{"nobody reads a list", 0, "GET", "/suggestions", "", 401, "fault.unauthenticated"},
			{"the committee lists the session", testkit.Clerk, "GET", "/suggestions", "", 200, `"total":1`},
			{"a unit without a share lists nothing", testkit.Finance, "GET", "/suggestions", "", 200, `"total":0`},
			{"another congress lists nothing", testkit.Foreign, "GET", "/suggestions", "", 200, `"total":0`},
			{"a wrong filter names its parameter", testkit.Clerk, "GET", "/suggestions?due_to=2026-02-30", "", 422, `"field":"due_to"`},
			{"the unit reads its case with its actions", testkit.Health, "GET", one, "", 200, `"do":"draft_reply"`},
			{"every date explains itself", testkit.Health, "GET", one, "", 200, `"why":"`},
			{"a stranger does not find it", testkit.Finance, "GET", one, "", 404, "fault.not_found"},
			{"another congress does not find it", testkit.Foreign, "GET", one, "", 404, "fault.not_found"},
			{"an unknown one looks the same", testkit.Foreign, "GET", "/suggestions/999999", "", 404, "fault.not_found"},
			{"a word is no id", testkit.Clerk, "GET", "/suggestions/abc", "", 404, "fault.not_found"},
			{"the log is read in order", testkit.Clerk, "GET", one + "/events", "", 200, `"action":"start_draft"`},
			{"a file that is not there", testkit.Clerk, "GET", one + "/files/00", "", 404, "fault.not_found"},
			{"notices of the unit", testkit.Health, "GET", "/notices", "", 200, `"key":"assigned"`},
			{"which know their day", testkit.Health, "GET", "/notices", "", 200, "交由本单位承办，答复期限2026年"},
			{"the year's figures", testkit.Clerk, "GET", "/indicators?year=2026", "", 200, `"code":"handed","numerator":1`},
			{"a year without session", testkit.Clerk, "GET", "/indicators?year=1999", "", 422, `"field":"year"`},
			{"the catalogue stands in it", testkit.Clerk, "GET", "/indicators?year=2026", "", 200, `"code":"effect"`},
			{"one figure by units", testkit.Clerk, "GET", "/indicators/breakdown?of=signed&by=unit", "", 200, `"unit":"item_unit"`},
			{"a figure that is none", testkit.Clerk, "GET", "/indicators/breakdown?of=happiness&by=unit", "", 422, `"field":"of"`},
			{"a dimension that is none", testkit.Clerk, "GET", "/indicators/breakdown?of=reply&by=weather", "", 422, `"field":"by"`},
			{"the shares behind a figure", testkit.Clerk, "GET", "/shares?signed=true", "", 200, `"total":1`},
			{"another congress has none", testkit.Foreign, "GET", "/shares", "", 200, `"total":0`},
			{"of which nobody spoke with the deputy", testkit.Clerk, "GET", "/suggestions?contact=never", "", 200, `"total":1`},
			{"and of none did anybody", testkit.Clerk, "GET", "/suggestions?contact=any", "", 200, `"total":0`},
			{"nor did the unit of the share", testkit.Clerk, "GET", "/shares?contact=never", "", 200, `"total":1`},
			{"nonsense about contacts", testkit.Clerk, "GET", "/suggestions?contact=sometimes", "", 422, `"field":"contact"`},
			{"nonsense about shares", testkit.Clerk, "GET", "/shares?signed=perhaps", "", 422, `"field":"signed"`},
			{"the deputies behind a figure", testkit.Clerk, "GET", "/deputies", "", 200, `"total":1,"items":[{"deputy":`},
			{"nobody has reached them", testkit.Clerk, "GET", "/deputies?contact=any", "", 200, `"total":0`},
			{"another congress has no deputies", testkit.Foreign, "GET", "/deputies", "", 200, `"total":0`},
			{"nonsense about deputies", testkit.Clerk, "GET", "/deputies?contact=never", "", 422, `"field":"contact"`},
			{"no promises yet", testkit.Clerk, "GET", "/commitments?state=all", "", 200, `"total":0`},
			{"nonsense about promises", testkit.Clerk, "GET", "/commitments?due_to=soon", "", 422, `"field":"due_to"`},
			{"a date needs no sign-in", 0, "GET", "/dates?pack=hunan-city&clock=reply&from=2025-11-15", "", 200, `"due":"2026-02-24"`},
			{"a term of working days", 0, "GET", "/dates?term=5wd&from=2026-02-10", "", 200, `"due":"2026-02-24"`},
			{"a term of no length says so", 0, "GET", "/dates?term=0d&from=2026-02-10", "", 422, "须大于零"},
			{"a limit that nobody set", 0, "GET", "/dates?pack=law&clock=feedback&from=2026-02-10", "", 422, "系统不代为设定"},
			{"an impossible day", 0, "GET", "/dates?term=5wd&from=2026-02-30", "", 422, `"field":"from"`},
			{"a deputy begins a draft", testkit.Deputy, "POST", "/suggestions/actions/start_draft", testkit.Text, 201, `"state":"draft"`},
			{"a unit may not", testkit.Health, "POST", "/suggestions/actions/start_draft", testkit.Text, 403, "fault.forbidden"},
			{"the deputy may not evaluate yet", testkit.Deputy, "POST", act + "evaluate?part=" + fmt.Sprint(a), `{"attitude":"satisfied","result":"satisfied"}`, 409, "fault.not_now"},
			{"an empty plan is refused beside its field", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plan":" "}`, 422, `"field":"plan"`},
			{"an unknown field is refused", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plam":"x"}`, 422, `"field":"plam"`},
			{"a wrong type is refused", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plan":5}`, 422, `"field":"plan"`},
			{"half a body is refused", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plan":`, 422, "fault.not_json"},
			{"a stale version is told", testkit.Health, "POST", act + "plan?version=1&part=" + fmt.Sprint(a), `{"plan":"分三步办理"}`, 409, "签收"},
			{"the unit plans", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plan":"分三步办理"}`, 200, `"message":"`},
			{"an action that time takes is no operation", testkit.Clerk, "POST", act + "begin", `{}`, 404, "fault.not_found"},
			{"a body of 100,000 characters", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plan":"` + strings.Repeat("字", 100000) + `"}`, 422, "field.too_long"},
			{"a body beyond a megabyte", testkit.Health, "POST", act + "plan?part=" + fmt.Sprint(a), `{"plan":"` + strings.Repeat("字", 400000) + `"}`, 413, "fault.too_large"},
		} {
			t.Run(row.name, func(t *testing.T) {
				before, _ := json.Marshal(c.Read(x.ID))
				got := c.call(row.post, row.method, row.path, row.body)
				if got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
					t.Errorf("got %d %.400s", got.Code, got.Body)
				}
				if row.status >= 400 && got.Header().Get("Content-Type") != "application/problem+json" {
					t.Errorf("content type %s", got.Header().Get("Content-Type"))
				}
				if after, _ := json.Marshal(c.Read(x.ID)); row.status >= 400 && !bytes.Equal(before, after) {
					t.Error("a refusal changed the case")
				}
			})
		}
	})
}

func TestTheSameKeyActsOnce(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Handled("0001")
	path := fmt.Sprintf("/suggestions/%d/actions/urge", x.ID)
	for i, want := range []string{`"repeated":false`, `"repeated":true`} {
		if got := c.call(testkit.Clerk, "POST", path, `{"text":"请抓紧办理"}`, "Idempotency-Key", "k-1"); got.Code != 200 || !strings.Contains(got.Body.String(), want) {
			t.Errorf("call %d: %d %s", i+1, got.Code, got.Body)
		}
	}
	if got := c.call(testkit.Clerk, "POST", path, `{"text":"另一句"}`, "Idempotency-Key", "k-1"); got.Code != 422 {
		t.Errorf("another command under the key: %d", got.Code)
	}
	if n := len(c.Read(x.ID).Remarks); n != 1 {
		t.Errorf("%d remarks, want 1", n)
	}
}

// An act may take the case out of the caller's sight: its answer is given again, until something else has happened there.
func TestTheSameKeyIsAnsweredWhereTheCaseIsOutOfSight(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	x = c.Must(testkit.Deputy, x.ID, 0, "invite", fmt.Sprintf(`{"deputies":[%d]}`, testkit.Cosigner))
	path := fmt.Sprintf("/suggestions/%d/actions/decline?part=%d", x.ID, x.Signatures[0].No)
	decline := func(want int, says string) {
		t.Helper()
		if got := c.call(testkit.Cosigner, "POST", path, `{"note":"不熟悉情况"}`, "Idempotency-Key", "k-1"); got.Code != want || !strings.Contains(got.Body.String(), says) {
			t.Errorf("got %d %s, want %d and %s", got.Code, got.Body, want, says)
		}
	}
	decline(200, `"repeated":false`)
	decline(200, `"repeated":true`)
	c.Must(testkit.Deputy, x.ID, 0, "submit", `{}`)
	decline(404, "fault.not_found")
}

func TestAPostThatIsNotOnesOwnIsRefused(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	if got := c.call(testkit.Health, "GET", "/suggestions", "", "X-Huiyin-Post", fmt.Sprint(testkit.Clerk)); got.Code != 403 {
		t.Errorf("got %d", got.Code)
	}
	if got := c.call(testkit.Health, "GET", "/suggestions", "", "X-Huiyin-Post", "x"); got.Code != 422 {
		t.Errorf("got %d", got.Code)
	}
}

// One person with two posts acts in the one that the header names, else in that of the sign-in.
func TestTheHeaderChoosesThePost(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	second := org.Post{ID: 900, Congress: 1, Org: testkit.FinanceOrg, Person: 1000 + testkit.Health, Role: org.UnitClerk}
	if err := c.Store.Do(t.Context(), func(tx *store.Tx) error { return tx.InsertPosts(t.Context(), []org.Post{second}) }); err != nil {
		t.Fatal(err)
	}
	c.Handled("0001")
	total := func(want string, headers ...string) {
		t.Helper()
		if got := c.call(testkit.Health, "GET", "/suggestions", "", headers...); !strings.Contains(got.Body.String(), want) {
			t.Errorf("got %d %s, want %s", got.Code, got.Body, want)
		}
	}
	total(`"total":1`)
	total(`"total":0`, "X-Huiyin-Post", "900")
	var signed api.Signed
	got := c.call(0, "POST", "/sessions", fmt.Sprintf(`{"account":"user%d","password":"long enough 1","post":900}`, testkit.Health))
	if err := json.Unmarshal(got.Body.Bytes(), &signed); err != nil || signed.Post != 900 || len(signed.Posts) != 2 || signed.Token == "" || signed.ExpiresAt.IsZero() {
		t.Fatalf("%d %s %v", got.Code, got.Body, err)
	}
	c.tokens[testkit.Health] = signed.Token
	total(`"total":0`)
	total(`"total":1`, "X-Huiyin-Post", fmt.Sprint(testkit.Health))
}

// officer is the security officer of the small congress, signed in with a password of their own.
func (c client) officer() identity.Who {
	c.T.Helper()
	ctx := c.T.Context()
	err := c.Store.Do(ctx, func(tx *store.Tx) error {
		if err := tx.InsertPeople(ctx, []org.Person{{ID: 7001, Name: "安全员"}}); err != nil {
			return err
		}
		return tx.InsertPosts(ctx, []org.Post{{ID: 7002, Congress: 1, Org: testkit.CommitteeOrg, Person: 7001, Role: org.Security}})
	})
	if err != nil {
		c.T.Fatal(err)
	}
	slips, err := c.ids.CreateAccounts(ctx, identity.Program, []identity.NewAccount{{Login: "officer", Person: 7001}}, here, nil)
	if err != nil {
		c.T.Fatal(err)
	}
	_, who, err := c.ids.SignIn(ctx, "officer", slips[0].Password, here)
	if err == nil {
		_, who, err = c.ids.ChangePassword(ctx, who, slips[0].Password, "a password of the officer", here)
	}
	if err != nil {
		c.T.Fatal(err)
	}
	return who
}

// Whoever still has the first password, given by somebody else, gets a token that opens nothing.
func TestTheFirstPasswordOpensNothing(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	security := c.officer()
	who, err := c.ids.Resolve(t.Context(), c.tokens[testkit.Health])
	if err != nil {
		t.Fatal(err)
	}
	batch, err := c.ids.Resetting(t.Context(), security, []int64{who.Account}, here, "")
	if err == nil {
		err = c.ids.Await(t.Context(), security, batch)
	}
	if err != nil {
		t.Fatal(err)
	}
	slips, err := c.ids.Show(t.Context(), security, batch)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.call(testkit.Health, "GET", "/suggestions", ""); got.Code != 401 {
		t.Errorf("the old token: %d", got.Code)
	}
	var signed api.Signed
	got := c.call(0, "POST", "/sessions", fmt.Sprintf(`{"account":"user%d","password":"%s"}`, testkit.Health, slips[0].Password))
	if err := json.Unmarshal(got.Body.Bytes(), &signed); err != nil || got.Code != 201 {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	c.tokens[testkit.Health] = signed.Token
	if got := c.call(testkit.Health, "GET", "/suggestions", ""); got.Code != 403 || !strings.Contains(got.Body.String(), "identity.must_change") {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}

// Five wrong passwords lock the name, for a person and for nobody alike.
func TestGuessingLocksTheName(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	for _, name := range []string{fmt.Sprintf("user%d", testkit.Clerk), "nobody"} {
		for i, want := range []int{401, 401, 401, 401, 429, 429} {
			if got := c.call(0, "POST", "/sessions", `{"account":"`+name+`","password":"guess"}`); got.Code != want {
				t.Errorf("%s, try %d: %d %s", name, i+1, got.Code, got.Body)
			}
		}
	}
	if got := c.call(0, "POST", "/sessions", fmt.Sprintf(`{"account":"user%d","password":"long enough 1"}`, testkit.Clerk)); got.Code != 429 {
		t.Errorf("the right password on a locked name: %d", got.Code)
	}
}

// The document names every route and every action of the tables, and each of its references leads somewhere.
func TestTheDocumentIsThatOfTheRoutes(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	got := c.call(0, "GET", "/openapi.json", "")
	var doc struct {
		OpenAPI    string                                `json:"openapi"`
		Paths      map[string]map[string]json.RawMessage `json:"paths"`
		Components struct {
			Schemas map[string]json.RawMessage `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(got.Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("version %s", doc.OpenAPI)
	}
	for _, tr := range suggestion.Transitions() {
		if !suggestion.ByPeople(tr.Do) {
			continue
		}
		path := api.Prefix + "/suggestions/{id}/actions/" + string(tr.Do)
		if tr.From == "" {
			path = api.Prefix + "/suggestions/actions/" + string(tr.Do)
		}
		// History comes through the import alone.
		if _, ok := doc.Paths[path]["post"]; ok == (tr.Do == "record_history") {
			t.Errorf("%s: an operation %v", tr.Do, ok)
		}
	}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			r := httptest.NewRequest(strings.ToUpper(method), strings.NewReplacer("{id}", "1", "{hash}", "00").Replace(path), nil)
			w := httptest.NewRecorder()
			c.door.ServeHTTP(w, r)
			if w.Code == http.StatusNotFound || w.Code == http.StatusMethodNotAllowed {
				t.Errorf("%s %s is documented but not served: %d", method, path, w.Code)
			}
			for _, ref := range strings.Split(string(op), `"$ref":"#/components/schemas/`)[1:] {
				name, _, _ := strings.Cut(ref, `"`)
				if _, ok := doc.Components.Schemas[name]; !ok {
					t.Errorf("%s %s refers to the unknown schema %s", method, path, name)
				}
			}
		}
	}
	if _, err := io.ReadAll(got.Result().Body); err != nil {
		t.Error(err)
	}
}

func TestEveryKindOfFaultHasAStatus(t *testing.T) {
	for _, k := range []fault.Kind{fault.Invalid, fault.Unauthenticated, fault.Forbidden, fault.NotFound, fault.Conflict, fault.TooLarge, fault.TooMany, fault.Unavailable} {
		if answer.Status[k] == 0 {
			t.Errorf("%s has no status", k)
		}
	}
}
