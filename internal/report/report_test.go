package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/calendar"
	"huiyin/internal/document"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	congressID = 1
	sessionID  = 21
	committee  = iota + 10
	health
	court
	unionBody
	welfare // a special committee, matched with the health department
)

// special are the units that a special committee watches.
var special = map[int64]int64{health: welfare}

var clerk = org.Actor{Person: org.Person{ID: 9}, Post: org.Post{ID: 8, Person: 9, Congress: congressID, Org: committee, Role: org.CommitteeClerk}}

func TestTheHeadOfACourtReadsItsReportAndNoOther(t *testing.T) {
	of := func(kind org.Kind, role org.Role) org.Actor {
		return org.Actor{Post: org.Post{Role: role}, Org: org.Org{Kind: kind}}
	}
	for _, c := range []struct {
		report string
		who    org.Actor
		want   bool
	}{
		{"court", of(org.Court, org.UnitHead), true},
		{"court", of(org.Court, org.UnitClerk), false},
		{"court", of(org.Procuratorate, org.UnitHead), false},
		{"procuratorate", of(org.Procuratorate, org.UnitHead), true},
		{"supervision", of(org.Supervision, org.UnitHead), true},
		{"government", of(org.Department, org.UnitHead), false}, // its office reports for it
		{"year", of(org.Court, org.UnitHead), false},
		{"year", of(org.Committee, org.CommitteeClerk), true},
		{"nothing", of(org.Court, org.UnitHead), false},
	} {
		if _, ok := report.ForActor(c.report, c.who); ok != c.want {
			t.Errorf("%s for a %s of %s: %v", c.report, c.who.Post.Role, c.who.Org.Kind, ok)
		}
	}
}

func found(t *testing.T, s *store.Store) {
	t.Helper()
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		ctx := t.Context()
		if err := tx.SaveCongress(ctx, org.Congress{ID: congressID, Code: "a", Name: "甲市人民代表大会", Level: org.City, Pack: "hunan-city"}); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: sessionID, Congress: congressID, Term: 5, Number: 2, Year: 2023, Opens: "2023-01-04", Closes: "2023-01-07"}); err != nil {
			return err
		}
		return tx.InsertOrgs(ctx, []org.Org{
			{ID: committee, Congress: congressID, Kind: org.Committee, Code: "c", Name: "甲市人大常委会联工委"},
			{ID: welfare, Congress: congressID, Kind: org.SpecialCommittee, Code: "s", Name: "甲市人大社会委"},
			{ID: health, Congress: congressID, Kind: org.Department, Code: "h", Name: "甲市卫健委", Special: welfare, Government: true},
			{ID: court, Congress: congressID, Kind: org.Court, Code: "k", Name: "甲市中级人民法院"},
			{ID: unionBody, Congress: congressID, Kind: org.PartyBody, Code: "u", Name: "甲市总工会"},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// enter records past cases of a unit, n of each class.
func enter(t *testing.T, s *store.Store, c *storetest.Clock, from int, unit int64, classes string) {
	t.Helper()
	var cases []*suggestion.Case
	var events []suggestion.Event
	env := suggestion.Env{At: c.Now().UnixMilli(), Today: today(c), Calendar: calendar.Shipped(), Packs: rule.Shipped(), InForce: suggestion.PackRef{ID: "hunan-city", Version: 1}}
	for i, class := range strings.Split(classes, "") {
		h := &suggestion.RecordHistory{Number: fmt.Sprintf("%04d", from+i), Kind: suggestion.Single, Text: suggestion.Text{Title: "关于某事的建议"}}
		h.Session, h.Stream, h.AtMeeting, h.Excellent = sessionID, suggestion.InSession, true, i < 20
		h.Shares = []suggestion.PastShare{{
			Share: suggestion.Share{Unit: unit, Role: suggestion.Sole, Special: special[unit]}, AssignedOn: "2023-02-10", RepliedOn: "2023-05-04", Class: class,
			Attitude: suggestion.Satisfied, Result: suggestion.Satisfied, RatedOn: "2023-05-08",
		}}
		if class == "-" { // nothing is answered yet
			h.Shares[0] = suggestion.PastShare{Share: h.Shares[0].Share, AssignedOn: "2023-02-10"}
		}
		switch {
		case i < 16:
			h.KeyLevel = "leader"
		case i < 68:
			h.KeyLevel = "committee"
		}
		k := &suggestion.Case{ID: int64(1000 + from + i)}
		ev, err := suggestion.Apply(k, suggestion.Step{Actor: clerk, Do: "record_history", Cmd: h, Env: env})
		if err != nil {
			t.Fatal(err)
		}
		cases, events = append(cases, k), append(events, ev...)
	}
	if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.InsertCases(t.Context(), cases, events) }); err != nil {
		t.Fatal(err)
	}
}

func today(c *storetest.Clock) calendar.Day {
	return calendar.Day(c.Now().UTC().Add(8 * time.Hour).Format(time.DateOnly))
}

func ask(t *testing.T, kind string, day calendar.Day) report.Ask {
	t.Helper()
	k, ok := report.Of(kind, org.CommitteeClerk)
	if !ok {
		t.Fatalf("no kind %s", kind)
	}
	return report.Ask{Kind: k, Session: sessionID, CutOff: day, Special: welfare, Link: func(q string) string { return "/suggestions" + q }}
}

// words is the whole text of a paper, tables and annexes included.
func words(p document.Paper) string {
	var b strings.Builder
	table := func(t document.Table) {
		for _, row := range t.Rows {
			for _, c := range row {
				b.WriteString(c.Text + " ")
			}
			b.WriteString("\n")
		}
	}
	b.WriteString(p.Heading + "\n" + p.Note + "\n" + p.To + "\n")
	for _, k := range p.Blocks {
		if k.Table != nil {
			table(*k.Table)
			continue
		}
		for _, s := range k.Spans {
			b.WriteString(s.Text)
		}
		b.WriteString("\n")
	}
	for _, a := range p.Annexes {
		b.WriteString(a.Heading + "\n")
		table(a.Table)
	}
	return b.String() + strings.Join(p.Sign, "\n")
}

func hengyang() string {
	return strings.Repeat("A", 155) + strings.Repeat("B", 208) + strings.Repeat("C", 13)
}

func TestReportsSayWhatTheFoundingDocumentSays(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		found(t, s)
		enter(t, s, c, 1, health, hengyang())
		for _, k := range []struct {
			kind  string
			says  []string
			never string
		}{
			{"year", []string{
				"甲市人民代表大会2023年代表建议工作情况", "收到代表建议376件", "A类155件，占41.2%", "B类208件，占55.3%", "C类13件，占3.5%", "解决率和计划解决率为96.5%",
				"主任会议成员重点督办的建议16件，各委室重点督办的建议52件", "满意率100%", "评选优秀代表建议20件", "指标总表",
			}, "["},
			{"government", []string{"关于甲市第五届人民代表大会第二次会议代表建议办理情况的报告", "政府系统承办", "376件建议已全部答复代表。", "甲市卫健委 376 376 0 376 100%"}, "["},
			{"court", []string{"甲市中级人民法院关于", "没有承办"}, "376"},
			{"special", []string{"甲市人大社会委关于对口联系单位", "主任会议：", "A类155件，占41.2%"}, "["},
			{"committee", []string{"党群系统没有承办", "办理及督办情况的报告"}, "["},
			{"bulletin", []string{"关于2023年代表建议办理进度情况的通报", "其中办复率达到100%的1个单位，未达到100%的0个单位"}, "["},
		} {
			r, err := report.Make(t.Context(), s, clerk, ask(t, k.kind, today(c)), i18n.For("zh-CN"))
			if err != nil {
				t.Fatalf("%s: %v", k.kind, err)
			}
			got := words(r.Paper)
			for _, w := range k.says {
				if !strings.Contains(got, w) {
					t.Errorf("%s does not say %q:\n%s", k.kind, w, got)
				}
			}
			if strings.Contains(got, k.never) {
				t.Errorf("%s says %q:\n%s", k.kind, k.never, got)
			}
		}
	})
}

func TestReportOfADayComesOutTheSameLater(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		found(t, s)
		enter(t, s, c, 1, health, "AAAABBC")
		enter(t, s, c, 100, court, "AB")
		day := today(c)
		first := map[string][]byte{}
		files := func(kind string) []byte {
			r, err := report.Make(t.Context(), s, clerk, ask(t, kind, day), i18n.For("zh-CN"))
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			var b bytes.Buffer
			if err := document.Write(&b, r.Paper, i18n.For("zh-CN")); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		for _, k := range report.Kinds {
			first[k.Name] = files(k.Name)
		}
		c.Advance(40 * 24 * time.Hour)
		enter(t, s, c, 200, health, "CCCC")
		for _, k := range report.Kinds {
			if !bytes.Equal(first[k.Name], files(k.Name)) {
				t.Errorf("%s of %s differs when it is made later", k.Name, day)
			}
		}
		r, err := report.Make(t.Context(), s, clerk, ask(t, "year", today(c)), i18n.For("zh-CN"))
		if err != nil || r.Year.Value("handed").Numerator != 13 {
			t.Errorf("today %d are handed over, want 13: %v", r.Year.Value("handed").Numerator, err)
		}
	})
}

func TestReportsThatCannotBe(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		found(t, s)
		if _, err := report.Make(t.Context(), s, clerk, ask(t, "year", today(c)), i18n.For("zh-CN")); err != nil {
			t.Errorf("today, of a session without suggestions: %v", err)
		}
		if _, err := report.Make(t.Context(), s, clerk, ask(t, "year", today(c).AddDays(-1)), i18n.For("zh-CN")); !on(err, "cut_off") {
			t.Errorf("a past day of a session without suggestions: %v", err)
		}
		enter(t, s, c, 1, health, "A")
		day := today(c)
		for _, k := range []struct {
			name, kind, field string
			change            func(*report.Ask)
		}{
			{"a day before data begins", "year", "cut_off", func(a *report.Ask) { a.CutOff = day.AddDays(-1) }},
			{"a day that has not come", "year", "cut_off", func(a *report.Ask) { a.CutOff = day.AddDays(1) }},
			{"no day", "year", "cut_off", func(a *report.Ask) { a.CutOff = "" }},
			{"a session of nobody", "year", "session", func(a *report.Ask) { a.Session = 99 }},
			{"a special committee that is none", "special", "special", func(a *report.Ask) { a.Special = health }},
			{"an order for yesterday", "bulletin", "until", func(a *report.Ask) { a.Until = day }},
		} {
			a := ask(t, k.kind, day)
			k.change(&a)
			if _, err := report.Make(t.Context(), s, clerk, a, i18n.For("zh-CN")); !on(err, k.field) {
				t.Errorf("%s: %v, want a complaint beside %s", k.name, err, k.field)
			}
		}
	})
}

// on reports whether an error is a complaint beside a field.
func on(err error, field string) bool {
	f, ok := fault.As(err)
	return ok && f.Kind == fault.Invalid && len(f.Fields) > 0 && f.Fields[0].Name == field
}

func TestBulletinNamesWhoLagsBehind(t *testing.T) {
	s := storetest.SQLite(t)
	c := storetest.NewClock()
	found(t, s)
	a := ask(t, "bulletin", today(c))
	a.Until = today(c).AddDays(15)
	says := func(when string, want ...string) {
		t.Helper()
		r, err := report.Make(t.Context(), s, clerk, a, i18n.For("zh-CN"))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(words(r.Paper), w) {
				t.Errorf("%s: does not say %q:\n%s", when, w, words(r.Paper))
			}
		}
	}
	enter(t, s, c, 1, health, "AAB")
	says("nobody lags", "未达到100%的0个单位", "各承办单位继续抓好")
	enter(t, s, c, 50, court, "A---")
	enter(t, s, c, 70, unionBody, "--")
	says("two lag", "共3个单位，其中办复率达到100%的1个单位，未达到100%的2个单位",
		"甲市总工会0%（应答复2件，已答复0件）、甲市中级人民法院25.0%（应答复4件，已答复1件）", "于2026年3月17日前答复代表", "书面报甲市人大常委会联工委")
}

func TestWorkbookHoldsTheFigures(t *testing.T) {
	s := storetest.SQLite(t)
	c := storetest.NewClock()
	found(t, s)
	enter(t, s, c, 1, health, "AAB")
	r, err := report.Make(t.Context(), s, clerk, ask(t, "year", today(c)), i18n.For("zh-CN"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.WriteBook(&b, i18n.For("zh-CN")); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetList()[0])
	if err != nil || len(rows) < 20 || len(book.GetSheetList()) < 3 {
		t.Errorf("%d rows in sheets %v: %v", len(rows), book.GetSheetList(), err)
	}
	for _, row := range rows {
		if row[0] == "交办" && row[1] != "3" {
			t.Errorf("handed over: %v", row)
		}
	}
}

func TestEnglishReportsAreWhole(t *testing.T) {
	s := storetest.SQLite(t)
	c := storetest.NewClock()
	found(t, s)
	enter(t, s, c, 1, health, "AAB")
	enter(t, s, c, 50, unionBody, "A")
	for _, k := range report.Kinds {
		r, err := report.Make(t.Context(), s, clerk, ask(t, k.Name, today(c)), i18n.For("en"))
		if err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		if got := words(r.Paper); strings.ContainsAny(got, "[{，。") {
			t.Errorf("%s: a sentence is missing or Chinese:\n%s", k.Name, got)
		}
	}
}
