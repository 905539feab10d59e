package web

import (
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/store"
)

var reported = regexp.MustCompile(`<a href="((?:/suggestions|/reports/cases)\?[^"]*)">(\d+)件</a>`)

func TestReportsAreForThoseWhomTheyConcern(t *testing.T) {
	c := newCity(t)
	c.busy()
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		return tx.InsertOrgs(t.Context(), []org.Org{{ID: 90, Congress: 1, Kind: org.SpecialCommittee, Code: "s", Name: "社会委"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		name        string
		post        int64
		path        string
		status      int
		says, never string
	}{
		{"the committee lists its reports", clerk, "/reports", 200, "年度代表建议工作情况", ">["},
		{"a unit has none", health, "/reports", 403, "", ""},
		{"nor a deputy", lead, "/reports/year", 403, "", ""},
		{"the year's work", head, "/reports/year", 200, "收到代表建议", ">["},
		{"the government's report", clerk, "/reports/government", 200, "政府系统承办", ">["},
		{"the court's, of nothing", clerk, "/reports/court", 200, "没有承办", ">["},
		{"the bulletin with its order", clerk, "/reports/bulletin?until=2026-04-30", 200, "于2026年4月30日前答复代表", ">["},
		{"a special committee's report", clerk, "/reports/special?special=90", 200, "社会委关于对口联系单位", ">["},
		{"of a committee that is none", clerk, "/reports/special?special=13", 422, `id="f-special-wrong"`, "<article"},
		{"an order for the past stays in its field", clerk, "/reports/bulletin?until=2020-01-01", 422, `value="2020-01-01"`, "<article"},
		{"a day before data begins is refused beside its field", clerk, "/reports/year?cut_off=2020-06-30", 422, "才有记录，请选择该日或者以后的日期", "<article"},
		{"and stays typed", clerk, "/reports/year?cut_off=2020-06-30", 422, `value="2020-06-30"`, ""},
		{"a day that has not come", clerk, "/reports/year?cut_off=2099-06-30", 422, "截止日期不能晚于今天", "<article"},
		{"no day at all", clerk, "/reports/year?cut_off=x", 422, `id="f-cut_off-wrong"`, "<article"},
		{"no such session", clerk, "/reports/year?session=999", 422, `id="f-session-wrong"`, "<article"},
		{"no such report", clerk, "/reports/nothing", 404, "", ""},
		{"what was done beside the suggestions, to choose from", clerk, "/reports/works", 200, `href="/reports/works?of=visit_held`, ">["},
		{"in a year that never was", clerk, "/reports/works?year=1999", 404, "", ""},
		{"a choice that is none", clerk, "/reports/works?session=20&of=nothing", 422, "", ""},
		{"a choice without its session", clerk, "/reports/works?of=visit_held", 422, "", ""},
		{"not a unit's", health, "/reports/works", 403, "", ""},
		{"a file of a day before data begins", clerk, "/reports/year/word?cut_off=2020-06-30", 422, "", ""},
		{"a unit takes no file", health, "/reports/year/word", 403, "", ""},
		{"nor a list of a past day", health, "/reports/cases?session=21&cut_off=2026-03-02", 403, "", ""},
		{"a list of no day", clerk, "/reports/cases?session=21", 422, "", ""},
	} {
		resp, body := c.as(s.post).get(s.path)
		if resp.StatusCode != s.status || !strings.Contains(body, s.says) || s.never != "" && strings.Contains(body, s.never) {
			t.Errorf("%s: %d, want %d saying %q and never %q", s.name, resp.StatusCode, s.status, s.says, s.never)
		}
	}
}

// again signs somebody in anew: nobody stays signed in for weeks.
func (c *city) again(post int64) {
	c.t.Helper()
	id := strconv.FormatInt(post, 10)
	token, _, err := c.door.SignIn(c.t.Context(), "post-"+id, "long enough 回音 "+id+"x", identity.Origin{})
	if err != nil {
		c.t.Fatal(err)
	}
	c.tokens[post] = token
}

func TestReportOfAPastDay(t *testing.T) {
	c := newCity(t)
	c.busy()
	day := c.clock.Now().UTC().Add(8 * time.Hour).Format(time.DateOnly)
	past := map[string]string{}
	files := []string{"bulletin", "government", "committee", "year"}
	for _, k := range files {
		_, past[k] = c.as(clerk).get("/reports/" + k + "/word?cut_off=" + day)
	}
	c.clock.Advance(20 * 24 * time.Hour)
	if _, err := c.desk.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.assigned("0077")
	c.again(clerk)
	for _, k := range files {
		resp, later := c.as(clerk).get("/reports/" + k + "/word?cut_off=" + day)
		if resp.StatusCode != http.StatusOK || later != past[k] {
			t.Errorf("%s of %s differs when it is made later (%d)", k, day, resp.StatusCode)
		}
		if text, _ := wordText(t, later); strings.Contains(text, "0077") || strings.Contains(text, "陈知行") {
			t.Errorf("%s knows what came later, or who proposed", k)
		}
	}
	if resp, body := c.as(clerk).get("/reports/year/excel?cut_off=" + day); resp.StatusCode != http.StatusOK || !strings.HasPrefix(body, "PK") {
		t.Errorf("workbook: %d", resp.StatusCode)
	}
	for _, of := range []string{"year?cut_off=" + day, "year", "government?cut_off=" + day, "government"} {
		_, page := c.as(clerk).get("/reports/" + of)
		links := reported.FindAllStringSubmatch(page, -1)
		if len(links) < 8 {
			t.Fatalf("%s: only %d figures lead to lists", of, len(links))
		}
		for _, l := range links {
			resp, list := c.as(clerk).get(html.UnescapeString(l[1]))
			rows := strings.Count(list, `<tr role="row">`)
			if n, err := strconv.Atoi(l[2]); err != nil || resp.StatusCode != http.StatusOK || n > 0 && rows-1 != n || n == 0 && rows > 1 {
				t.Errorf("%s: the report says %s, the list has %d (%d)", l[1], l[2], rows-1, resp.StatusCode)
			}
		}
	}
}

// A year without a suggestion has reports too: they say so, with what was done beside. It has no record of a past day.
func TestReportsOfAYearWithoutSuggestions(t *testing.T) {
	c := newCity(t)
	c.wide()
	for _, s := range []struct {
		path        string
		status      int
		says, never string
	}{
		{"/reports", 200, `href="/reports/year"`, `href="/reports/special"`}, // nobody's: it has no special committee
		{"/reports/year", 200, "没有承办", ">["},
		{"/reports/works?session=22&of=visit_held", 200, "，共0项", ">["},
		{"/reports/cases?session=22&cut_off=2026-03-02", 200, "0件", ">["},
		{"/reports/year?cut_off=2026-03-01", 422, `id="f-cut_off-wrong">这次会议还没有建议`, "<article"},
		{"/reports/works?session=22&of=visit_held&cut_off=2026-03-01", 422, "", ""},
	} {
		if resp, body := c.as(stranger).get(s.path); resp.StatusCode != s.status || !strings.Contains(body, s.says) || s.never != "" && strings.Contains(body, s.never) {
			t.Errorf("%s: %d, want %d saying %q and never %q", s.path, resp.StatusCode, s.status, s.says, s.never)
		}
	}
}

// A number of a report opens the list of the day that the report is of; the ledger is today's alone, so that numbers of a past day do not lead there.
func TestWhereTheNumbersOfAReportLead(t *testing.T) {
	a := asking{Ask: report.Ask{Session: 21, CutOff: "2026-03-01"}}
	for _, row := range []struct{ today, list, want string }{
		{"2026-03-01", "?state=closed", "/suggestions?state=closed"},
		{"2026-03-02", "?state=closed", "/reports/cases?cut_off=2026-03-01&session=21&state=closed"},
		{"2026-03-01", "/reports/works?of=visit_held", "/reports/works?of=visit_held"},
		{"2026-03-02", "/reports/works?of=visit_held", "/reports/works?of=visit_held&cut_off=2026-03-01"},
		{"2026-03-01", "/commitments?carried=2026", "/commitments?carried=2026"},
		{"2026-03-02", "/commitments?carried=2026", ""},
	} {
		if got := a.link(calendar.Day(row.today))(row.list); got != row.want {
			t.Errorf("on %s %s leads to %q, want %q", row.today, row.list, got, row.want)
		}
	}
}

// The form of a report offers what can be chosen of the session asked for: special committees that had not ended when it opened, days from which there
// is a record.
func TestAReportOffersWhatCanBeChosen(t *testing.T) {
	c := newCity(t)
	c.busy()
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		for _, s := range []org.Session{
			{ID: 24, Congress: 1, Term: 5, Number: 2, Year: 2024, Opens: "2024-01-10", Closes: "2024-01-14"},
			{ID: 25, Congress: 1, Term: 5, Number: 3, Year: 2025, Opens: "2025-01-10", Closes: "2025-01-14"},
		} {
			if err := tx.SaveSession(t.Context(), s); err != nil {
				return err
			}
		}
		return tx.InsertOrgs(t.Context(), []org.Org{
			{ID: 90, Congress: 1, Kind: org.SpecialCommittee, Code: "s", Name: "内司委", Ended: "2024-06-30", Position: 1},
			{ID: 91, Congress: 1, Kind: org.SpecialCommittee, Code: "t", Name: "社会委", Position: 2},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	begun := c.clock.Now().UTC().Add(8 * time.Hour).Format(time.DateOnly)
	c.clock.Advance(5 * 24 * time.Hour)
	c.again(clerk)
	today := c.clock.Now().UTC().Add(8 * time.Hour).Format(time.DateOnly)
	const ended, stands = `<option value="90"`, `<option value="91"`
	for _, s := range []struct {
		name, path  string
		status      int
		says, never string
	}{
		{"this year: one that ended is not offered", "special", 200, stands, ended},
		{"nor shown first", "special", 200, "社会委关于对口联系单位", "内司委"},
		{"the year in which it ended", "special?session=24", 200, ended, ">["},
		{"is its own by default", "special?session=24", 200, "内司委关于对口联系单位", ">["},
		{"the year after", "special?session=25", 200, stands, ended},
		{"asked for there, it is refused", "special?session=25&special=90", 422, `id="f-special-wrong"`, "<article"},
		{"a year with a record: days up to today", "year", 200, `max="` + today + `" min="` + begun + `"`, ""},
		{"a year without one: today alone", "year?session=25", 200, `max="` + today + `" min="` + today + `"`, ""},
		{"and says why", "year?session=25", 200, "这次会议还没有建议", ""},
	} {
		resp, body := c.as(clerk).get("/reports/" + s.path)
		if resp.StatusCode != s.status || !strings.Contains(body, s.says) || s.never != "" && strings.Contains(body, s.never) {
			t.Errorf("%s: %d, want %d saying %q and never %q", s.name, resp.StatusCode, s.status, s.says, s.never)
		}
	}
}
