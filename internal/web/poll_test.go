package web

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/store"
)

// file does an act on a dossier at the desk itself.
func (c *city) file(post int64, kind string, id int64, do flow.Action, body string) dossier.Doc {
	c.t.Helper()
	return c.filed(post, kind, id, 0, do, body)
}

// filed does the same to a part of it.
func (c *city) filed(post int64, kind string, id int64, part int, do flow.Action, body string) dossier.Doc {
	c.t.Helper()
	k, _ := docket.Kind(kind)
	cmd, ok := k.NewCommand(do)
	if !ok {
		c.t.Fatalf("no action %s of a %s", do, kind)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		c.t.Fatal(err)
	}
	d, err := c.desk.Dossier(c.t.Context(), c.actors[post], kind, id, desk.DossierRequest{Part: part, Do: do, Cmd: cmd})
	if err != nil {
		c.t.Fatalf("%s: %v", do, err)
	}
	return d
}

// polled is the small city with an open vote on two units by three deputies, of whom one heads the health commission.
func polled(t *testing.T) (*city, int64) {
	t.Helper()
	c := newCity(t)
	c.desk.Hooks = polling.Hooks()
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		if err := tx.InsertPeople(t.Context(), []org.Person{{ID: 1900, Name: "孙委员"}}); err != nil {
			return err
		}
		return tx.InsertPosts(t.Context(), []org.Post{
			{ID: 900, Congress: 1, Org: delegationOrg, Person: 1900, Role: org.Deputy, Mandate: org.Active},
			{ID: 901, Congress: 1, Org: healthOrg, Person: 1000 + lead, Role: org.UnitHead},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	d := c.file(clerk, "vote", 0, "prepare_vote", `{"title":"承办单位满意度测评","on":"2030-01-01","vote_rule":"cast","units":[13,14],"members":[101,102,900]}`)
	return c, c.file(head, "vote", d.Top().ID, "open_vote", `{"present":[101,102,900]}`).Top().ID
}

func TestABallotIsMarkedCheckedAndHandedIn(t *testing.T) {
	c, id := polled(t)
	page := "/votes/" + strconv.FormatInt(id, 10) + "/ballot"
	b := c.as(lead)
	if resp, body := b.get("/dossiers/" + strconv.FormatInt(id, 10)); resp.StatusCode != 200 || !strings.Contains(body, page) {
		t.Errorf("the vote does not lead to the ballot: %d", resp.StatusCode)
	}
	if _, body := b.get(page); strings.Contains(body, `name="line.1"`) || !strings.Contains(body, `name="line.2"`) || !strings.Contains(body, "您回避") {
		t.Error("the head of the unit is not kept out of its line")
	}
	if resp, body := b.post(page, "step", "check", "line.1", "satisfied"); resp.StatusCode != 422 || !strings.Contains(body, "回避") {
		t.Errorf("a mark on the own unit: %d", resp.StatusCode)
	}
	resp, body := b.post(page, "step", "check", "line.2", "not_satisfied")
	if resp.StatusCode != 200 || !strings.Contains(body, `type="hidden" name="line.2" value="not_satisfied"`) || strings.Contains(body, `name="once"`) {
		t.Errorf("the last look: %d", resp.StatusCode)
	}
	if _, body := b.post(page, "step", "edit", "line.2", "not_satisfied"); !strings.Contains(body, `value="not_satisfied" checked`) {
		t.Error("back to change: the mark is gone")
	}
	if resp, _ := b.post(page, "step", "cast", "line.2", "not_satisfied"); resp.StatusCode != 303 || resp.Header.Get("Location") != page || len(resp.Cookies()) > 0 {
		t.Errorf("handed in: %d to %s with %v", resp.StatusCode, resp.Header.Get("Location"), resp.Cookies())
	}
	if _, body := b.get(page); !strings.Contains(body, "您的票已收到") || strings.Contains(body, "not_satisfied") {
		t.Error("afterwards the page does not say so, or says too much")
	}
	if resp, body := b.post(page, "step", "cast", "line.2", "satisfied"); resp.StatusCode != 409 || !strings.Contains(body, "每人只能投一次") {
		t.Errorf("a second ballot: %d", resp.StatusCode)
	}
	if _, body := b.get("/year-work"); strings.Contains(body, "<td>投票</td>") {
		t.Error("the ballot still waits for a member who has voted")
	}
	for _, v := range []struct {
		post int64
		want int
	}{{cosigner, 200}, {clerk, 403}, {health, 403}} {
		if resp, _ := c.as(v.post).get(page); resp.StatusCode != v.want {
			t.Errorf("post %d: %d, want %d", v.post, resp.StatusCode, v.want)
		}
	}
	if resp, _ := c.as(cosigner).get("/votes/999999/ballot"); resp.StatusCode != 404 {
		t.Errorf("no such vote: %d", resp.StatusCode)
	}
}

// What the program writes down of a ballot's request names neither who nor what.
func TestTheLogOfABallotTellsNothing(t *testing.T) {
	c, id := polled(t)
	var log bytes.Buffer
	s := &Server{Identity: c.door, Desk: c.desk, Log: slog.New(slog.NewJSONHandler(&log, nil)), Now: c.clock.Now, NewID: func() string { return "key" }}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	defer srv.Close()
	c.base = srv.URL
	c.as(lead).post("/votes/"+strconv.FormatInt(id, 10)+"/ballot", "step", "cast", "line.2", "not_satisfied")
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("%d lines of log, want the one of the request", n)
	}
	var line map[string]any
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for k := range line {
		switch k {
		case "time", "level", "msg", "method", "page", "status", "ms", "request":
		default:
			t.Errorf("the log of a ballot has %s = %v", k, line[k])
		}
	}
}

func TestPapersOnPages(t *testing.T) {
	c, id := polled(t)
	base := "/votes/" + strconv.FormatInt(id, 10)
	a, b := c.as(clerk), c.as(head)
	if resp, _ := a.post(base+"/papers", "member", "102", "act", "give"); resp.StatusCode != 303 {
		t.Errorf("handing out: %d", resp.StatusCode)
	}
	if resp, body := a.post(base+"/papers", "member", "102", "act", "give"); resp.StatusCode != 409 || !strings.Contains(body, "每人只能投一次") {
		t.Errorf("a second paper: %d", resp.StatusCode)
	}
	if _, body := c.as(cosigner).get(base + "/ballot"); !strings.Contains(body, "纸质票") || strings.Contains(body, `name="line.2"`) {
		t.Error("who holds a paper still gets a ballot")
	}
	if resp, body := a.post(base+"/count/first", "papers", "x", "line.1.satisfied", "1"); resp.StatusCode != 422 || !strings.Contains(body, `value="x"`) {
		t.Errorf("no number: %d", resp.StatusCode)
	}
	if resp, body := a.post(base+"/count/first", "papers", "9"); resp.StatusCode != 422 || !strings.Contains(body, "多于到会3人") {
		t.Errorf("more than present: %d", resp.StatusCode)
	}
	if resp, _ := a.post(base+"/count/first", "papers", "1", "line.1.satisfied", "1", "line.2.basically", "1"); resp.StatusCode != 303 {
		t.Errorf("first count: %d", resp.StatusCode)
	}
	if _, body := a.get(base + "/count/second"); strings.Contains(body, `name="papers"`) {
		t.Error("the same person may count again")
	}
	if _, body := b.get(base + "/count/second"); !strings.Contains(body, `name="papers"`) || strings.Contains(body, `name="line.1.satisfied" class="form-control short" value="1"`) {
		t.Error("the second person has no empty form")
	}
	if resp, body := b.post(base+"/count/second", "papers", "1", "line.1.satisfied", "1", "line.2.not_satisfied", "1"); resp.StatusCode != 422 || !strings.Contains(body, "第一次1，这次0") {
		t.Errorf("a different count: %d", resp.StatusCode)
	}
	if resp, _ := b.post(base+"/count/second", "papers", "1", "line.1.satisfied", "1", "line.2.basically", "1"); resp.StatusCode != 303 {
		t.Errorf("second count: %d", resp.StatusCode)
	}
	if resp, body := b.post("/dossiers/"+strconv.FormatInt(id, 10)+"/do/enter_paper", "version", "0"); resp.StatusCode != 422 {
		t.Errorf("a count without figures: %d %.200s", resp.StatusCode, body)
	}
	if resp, _ := b.post(base+"/count/third", "papers", "1"); resp.StatusCode != 404 {
		t.Errorf("a third count: %d", resp.StatusCode)
	}
	if resp, _ := c.as(lead).get(base + "/papers"); resp.StatusCode != http.StatusForbidden {
		t.Errorf("a member looks at the turnout: %d", resp.StatusCode)
	}
}

func TestWhatIsPublishedNeedsNoSignIn(t *testing.T) {
	c, id := polled(t)
	key := strconv.FormatInt(id, 10)
	anybody := &browser{t: t, base: c.base, http: &http.Client{}}
	status := func(path string) (int, string) {
		resp, body := anybody.get(path)
		return resp.StatusCode, body
	}
	if code, body := status("/public/city"); code != 200 || strings.Contains(body, "满意度测评") {
		t.Errorf("the list before: %d", code)
	}
	if code, _ := status("/public/city/" + key); code != 404 {
		t.Errorf("an open vote: %d", code)
	}
	for _, m := range []int64{lead, cosigner, 900} {
		who := c.actors[m]
		if m == 900 {
			who = org.Actor{Person: org.Person{ID: 1900}, Post: org.Post{ID: 900, Congress: 1, Org: delegationOrg, Role: org.Deputy}}
		}
		if err := polling.Cast(t.Context(), c.desk, who, id, nil); err != nil {
			t.Fatal(err)
		}
	}
	v, _ := c.file(clerk, "vote", id, "close_vote", `{}`).(*poll.Vote)
	c.file(head, "vote", id, "announce_vote", `{"announced_on":"`+string(v.ClosedOn)+`","meeting":"常委会会议"}`)
	if code, _ := status("/public/city/" + key); code != 404 {
		t.Errorf("announced, not published: %d", code)
	}
	c.file(head, "vote", id, "publish_vote", `{}`)
	code, body := status("/public/city/" + key)
	if code != 200 || !strings.Contains(body, "邵衡市财政局") || strings.Contains(body, "李经办") || strings.Contains(body, "陈知行") {
		t.Errorf("published: %d; it must name the units and nobody", code)
	}
	if _, body := status("/public/city"); !strings.Contains(body, "/public/city/"+key) {
		t.Error("the list does not name it")
	}
	if code, _ := status("/public/other/" + key); code != 404 {
		t.Errorf("in another congress: %d", code)
	}
	if code, _ := status("/public/city/none"); code != 404 {
		t.Errorf("no number: %d", code)
	}
	c.file(head, "vote", id, "withdraw_vote", `{"reason":"更正"}`)
	if code, body := status("/public/city/" + key); code != 410 || strings.Contains(body, "财政局") {
		t.Errorf("withdrawn: %d", code)
	}
	if _, body := status("/public/city"); strings.Contains(body, "/public/city/"+key) {
		t.Error("the list names what was withdrawn")
	}
}

// What waits is counted and listed alike when the next session has opened: work of an earlier one is still to be done.
func TestWhatWaitsOutlivesTheSession(t *testing.T) {
	c, id := polled(t)
	says := func(when, all, waits string) {
		t.Helper()
		_, body := c.as(clerk).get("/year-work")
		if !strings.Contains(body, `href="/dossiers/`+strconv.FormatInt(id, 10)+`"`) || !strings.Contains(body, `满意度测评</a> <span class="quiet">`+all+`</span> <strong>`+waits+`</strong>`) {
			t.Errorf("%s the vote does not wait, or is not counted", when)
		}
	}
	says("in its session", "1项", "待我办理1项")
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		return tx.SaveSession(t.Context(), org.Session{ID: 22, Congress: 1, Term: 5, Number: 5, Year: 2026, Opens: "2026-02-20", Closes: "2026-02-24"})
	})
	if err != nil {
		t.Fatal(err)
	}
	says("after it", "0项", "待我办理1项，其中往年1项")
}
