package demo_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/demo"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

func world(today calendar.Day) demo.World {
	return demo.World{Seed: 1, Today: today, First: 1, Calendar: calendar.Shipped(), Packs: rule.Shipped()}
}

func build(t testing.TB, today calendar.Day) *demo.City {
	t.Helper()
	c, err := demo.Build(world(today))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		build(b, "2026-06-30")
	}
}

// city is the whole city of the default seed and day, made once for all tests that read it.
var city = sync.OnceValues(func() (*demo.City, error) { return demo.Build(world("2026-06-30")) })

func whole(t testing.TB) *demo.City {
	t.Helper()
	c, err := city()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// signing are the posts in which one of the city's accounts signs in.
func signing(c *demo.City) (posts []org.Post) {
	for _, p := range c.Posts {
		if slices.ContainsFunc(c.Accounts, func(a demo.Account) bool { return a.Post == p.ID }) {
			posts = append(posts, p)
		}
	}
	return posts
}

func TestTheSameSeedAndDayGiveTheSameCity(t *testing.T) {
	w := world("2026-06-30")
	w.Bare = true
	digest := func() string {
		c, err := demo.Build(w)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%x", sha256.Sum256(b))
	}
	one := digest()
	if digest() != one {
		t.Error("the same seed gave another city")
	}
	w.Seed = 2
	if digest() == one {
		t.Error("another seed gave the same city")
	}
}

func TestEveryCaseReplaysToItself(t *testing.T) {
	c := whole(t)
	logs := map[int64][]suggestion.Event{}
	for _, e := range c.Events {
		logs[e.Case] = append(logs[e.Case], e)
	}
	at := suggestion.World{Packs: rule.Shipped(), Calendar: func(string) (*calendar.Calendar, bool) { return calendar.Shipped(), true }}
	for _, k := range c.Cases {
		back, err := suggestion.Replay(k.ID, logs[k.ID], at)
		if err != nil {
			t.Errorf("%s: %v", k.Number, err)
			continue
		}
		want, _ := json.Marshal(k)
		if got, _ := json.Marshal(back); string(got) != string(want) {
			t.Errorf("case %d (%s) replays to another", k.ID, k.Number)
		}
	}
}

// A desk that is worked at: whoever opens the demonstration finds the notices of the last days unread, not those of three weeks.
func TestMostNoticesHaveBeenRead(t *testing.T) {
	c := whole(t)
	fresh := 0
	for _, n := range c.Notices {
		if n.At > c.Seen {
			fresh++
		}
	}
	if fresh == 0 || fresh*4 > len(c.Notices) {
		t.Errorf("%d of %d notices are new", fresh, len(c.Notices))
	}
}

func TestNothingHappensAfterToday(t *testing.T) {
	c := whole(t)
	for _, e := range c.Events {
		if e.On > "2026-06-30" || e.At >= calendar.Day("2026-06-30").Time().UnixMilli() {
			t.Fatalf("case %d: %s on %s at %d", e.Case, e.Action, e.On, e.At)
		}
	}
	for _, k := range c.Cases {
		for i, s := range k.Text.Requests {
			if s == "" || k.Text.Title == "" {
				t.Errorf("case %d: request %d is empty", k.ID, i)
			}
		}
	}
}

// The finished year has the figures that Hengyang published for its 2023.
func TestTheFinishedYearHasItsMakeUp(t *testing.T) {
	c := whole(t)
	n := map[string]int{}
	for _, k := range c.Cases {
		if k.Session != c.Past {
			continue
		}
		n["all"]++
		n["class "+k.Assignments[0].Class]++
		n["key "+k.KeyLevel]++
		n["state "+string(k.State)]++
		n["stream "+string(k.Stream)]++
		if k.AtMeeting {
			n["meeting"]++
		}
		if k.Excellent {
			n["excellent"]++
		}
		a := k.Assignments[0]
		if a.Result != suggestion.NotSatisfied && a.Result != "" && a.Attitude != suggestion.NotSatisfied && a.Attitude != "" {
			n["content"]++
		}
		if (a.Class == "B") != (len(k.Commitments) > 0) {
			t.Errorf("%s is of class %s and has %d promises", k.Number, a.Class, len(k.Commitments))
		}
		for _, p := range k.Commitments {
			if p.State != suggestion.Kept || p.DoneOn > p.Due {
				t.Errorf("%s: promise is %s on %s, due %s", k.Number, p.State, p.DoneOn, p.Due)
			}
		}
	}
	want := map[string]int{
		"all": 376, "class A": 155, "class B": 208, "class C": 13, "key leader": 16, "key committee": 52, "key ": 308, "state archived": 376,
		"stream session": 359, "stream between": 17, "meeting": 359, "excellent": 20, "content": 376,
	}
	if !maps.Equal(n, want) {
		t.Errorf("got %v, want %v", n, want)
	}
	units, awards := map[int64]bool{}, 0
	for _, a := range c.Honours {
		if a.Session == c.Past {
			units[a.Org] = true
			awards++
		}
	}
	if awards != 15 || len(units) != 15 {
		t.Errorf("%d awards for %d units", awards, len(units))
	}
}

// What was received either left on the way or was accepted: the figures of the year in motion add up.
func TestTheYearInMotionAddsUp(t *testing.T) {
	c := whole(t)
	n := map[string]int{}
	for _, k := range c.Cases {
		if k.Congress != c.Home || k.Session != c.Now || !access.IsFiled(k) || k.In(suggestion.Draft, suggestion.Cosigning, suggestion.Offline) {
			continue
		}
		n["received"]++
		switch {
		case k.In(suggestion.Returned, suggestion.Refused):
			n["returned"]++
		case k.In(suggestion.Letter):
			n["letters"]++
		case k.In(suggestion.Withdrawn):
			n["withdrawn"]++
		case k.In(suggestion.Merged):
			n["merged"]++
		case k.In(suggestion.Submitted, suggestion.Checking, suggestion.Reviewing):
			n["open"]++
		case access.IsAccepted(k):
			n["accepted"]++
		default:
			t.Errorf("case %d in state %s is counted nowhere", k.ID, k.State)
		}
	}
	if n["received"]-n["returned"]-n["letters"]-n["withdrawn"]-n["merged"]-n["open"] != n["accepted"] || n["accepted"] < 200 {
		t.Errorf("%v", n)
	}
}

// The city can be shown on any day: after the long holidays, when what lay apart falls on one working day, and early in a year.
func TestTheWholeCityStandsOnAwkwardDays(t *testing.T) {
	for _, today := range []calendar.Day{"2024-06-03", "2025-10-12", "2025-10-26", "2026-01-02", "2026-02-05", "2026-03-11"} {
		build(t, today)
	}
}

func TestTheDayIsMovedBackToWhatTheCalendarCovers(t *testing.T) {
	for today, want := range map[calendar.Day]calendar.Day{
		"2026-03-05": "2026-03-05", "2026-06-30": "2026-06-30", "2026-07-01": "2026-06-30", "2026-11-22": "2026-06-30", "2029-01-01": "2026-06-30",
	} {
		if got := demo.Covered(today, calendar.Shipped(), rule.Shipped()); got != want {
			t.Errorf("%s: %s, want %s", today, got, want)
		}
	}
}
