package stats_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	congressID = 1
	sessionID  = 21
	unitID     = 13
)

// clerk enters history; scope is what the committee sees.
var (
	clerk = org.Actor{Person: org.Person{ID: 9}, Post: org.Post{ID: 8, Person: 9, Congress: congressID, Org: 12, Role: org.CommitteeClerk}}
	scope = access.Of(clerk)
)

func congress(t testing.TB, s *store.Store) {
	t.Helper()
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		ctx := t.Context()
		if err := tx.SaveCongress(ctx, org.Congress{ID: congressID, Code: "a", Name: "甲市人民代表大会", Level: org.City, Pack: "hunan-city"}); err != nil {
			return err
		}
		if err := tx.SaveSession(ctx, org.Session{ID: sessionID, Congress: congressID, Term: 5, Number: 2, Year: 2023, Opens: "2023-01-04", Closes: "2023-01-07"}); err != nil {
			return err
		}
		return tx.InsertOrgs(ctx, []org.Org{{ID: unitID, Congress: congressID, Kind: org.Department, Code: "h", Name: "市卫健委"}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// enter records n past cases, each shaped by f.
func enter(t testing.TB, s *store.Store, from, n int, f func(i int, h *suggestion.RecordHistory)) {
	t.Helper()
	var cases []*suggestion.Case
	var events []suggestion.Event
	env := suggestion.Env{
		At: 1, Today: "2024-01-02", Calendar: calendar.Shipped(), Packs: rule.Shipped(), InForce: suggestion.PackRef{ID: "hunan-city", Version: 1},
	}
	for i := range n {
		h := &suggestion.RecordHistory{Number: fmt.Sprintf("%04d", from+i), Kind: suggestion.Single, Text: suggestion.Text{Title: "关于某事的建议"}}
		h.Session, h.Stream = sessionID, suggestion.InSession
		f(i, h)
		c := &suggestion.Case{ID: int64(1000 + from + i)}
		ev, err := suggestion.Apply(c, suggestion.Step{Actor: clerk, Do: "record_history", Cmd: h, Env: env})
		if err != nil {
			t.Fatal(err)
		}
		cases, events = append(cases, c), append(events, ev...)
	}
	if err := s.Do(t.Context(), func(tx *store.Tx) error { return tx.InsertCases(t.Context(), cases, events) }); err != nil {
		t.Fatal(err)
	}
}

func handled(class string) []suggestion.PastShare {
	return []suggestion.PastShare{{
		Share:      suggestion.Share{Unit: unitID, Role: suggestion.Sole},
		AssignedOn: "2023-02-10", RepliedOn: "2023-05-04", Class: class, Attitude: suggestion.Satisfied, Result: suggestion.Satisfied, RatedOn: "2023-05-08",
	}}
}

func year(ctx context.Context, s *store.Store) (y stats.Year, err error) {
	err = s.View(ctx, func(tx *store.Tx) error {
		y, err = stats.OfYear(ctx, tx, scope, sessionID)
		return err
	})
	return y, err
}

// want compares rows of the report, as printed, with "count share".
func want(t *testing.T, y stats.Year, lines map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, r := range stats.Rows(y, i18n.For("zh-CN")) {
		got[r.Code] = strings.TrimSpace(r.Count + " " + r.Share)
	}
	for code, w := range lines {
		if got[code] != w {
			t.Errorf("%s: %q, want %q", code, got[code], w)
		}
	}
}

// makeup enters a year of so many A, B and C, of which the last between came between sessions.
func makeup(t *testing.T, s *store.Store, a, b, c, between int) {
	enter(t, s, 1, a+b+c, func(i int, h *suggestion.RecordHistory) {
		class := "A"
		switch {
		case i >= a+b:
			class = "C"
		case i >= a:
			class = "B"
		}
		h.Shares, h.AtMeeting = handled(class), i < a+b+c-between
		if !h.AtMeeting {
			h.Stream = suggestion.Between
		}
		switch {
		case i < 16:
			h.KeyLevel = "leader"
		case i < 16+52:
			h.KeyLevel = "committee"
		}
		h.Excellent = i%18 == 0 && i < 18*20
	})
}

func TestAYearPrintsItsFigures(t *testing.T) {
	for _, y := range []struct {
		name             string
		a, b, c, between int
		want             map[string]string
	}{
		{"Hengyang 2023", 155, 208, 13, 17, map[string]string{
			"handed": "376", "class_A": "155 41.2%", "class_B": "208 55.3%", "class_C": "13 3.5%", "solved_or_planned": "363 96.5%",
			"attitude_content": "376 100%", "result_content": "376 100%", "at_meeting": "359 95.5%", "between": "17 4.5%",
			"key_leader": "16 4.3%", "key_committee": "52 13.8%", "excellent": "20 5.3%",
		}},
		{"another make-up", 160, 214, 17, 20, map[string]string{
			"handed": "391", "class_A": "160 40.9%", "class_B": "214 54.7%", "class_C": "17 4.3%", "solved_or_planned": "374 95.7%",
		}},
	} {
		t.Run(y.name, func(t *testing.T) {
			storetest.Engines(t, func(t *testing.T, s *store.Store) {
				congress(t, s)
				makeup(t, s, y.a, y.b, y.c, y.between)
				got, err := year(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				want(t, got, y.want)
			})
		})
	}
}

func TestShaodongsWaterfallAddsUp(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		congress(t, s)
		enter(t, s, 1, 152, func(_ int, h *suggestion.RecordHistory) { h.Shares = handled("A") })
		enter(t, s, 153, 8, func(_ int, h *suggestion.RecordHistory) { h.Ended = "returned" })
		enter(t, s, 161, 27, func(_ int, h *suggestion.RecordHistory) { h.Ended, h.MergedInto = "merged", 1001 })
		y, err := year(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		want(t, y, map[string]string{"received": "187", "returned": "8", "merged": "27", "accepted": "152"})
	})
}

func TestEveryFigureOpensTheListBehindIt(t *testing.T) {
	s := storetest.SQLite(t)
	congress(t, s)
	makeup(t, s, 20, 15, 5, 4)
	y, err := year(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range y.Values {
		q, err := url.ParseQuery(strings.TrimPrefix(v.List, "?"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := suggestion.ParseFilter(q)
		if err != nil {
			t.Fatal(err)
		}
		err = s.View(t.Context(), func(tx *store.Tx) error {
			_, _, n, err := tx.Cases(t.Context(), scope, f)
			if n != v.Numerator {
				t.Errorf("%s: figure %d, list %d", v.Code, v.Numerator, n)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestPartsThatDoNotAddUpAreNamed(t *testing.T) {
	sum := indicator.Sum{Whole: "all", Parts: []string{"a", "b", "c"}}
	if d := sum.Difference(map[string]int{"all": 140, "a": 56, "b": 68, "c": 13}); d != 3 {
		t.Errorf("Yueyang 2004 differs by %d, want 3", d)
	}
}

func TestAnotherCongressHasNoSuchYear(t *testing.T) {
	s := storetest.SQLite(t)
	congress(t, s)
	err := s.View(t.Context(), func(tx *store.Tx) error {
		_, err := stats.OfYear(t.Context(), tx, access.Scope{Congress: 2, Reach: access.Filed}, sessionID)
		return err
	})
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
}
