package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// promise leads a case to a reply of 2 March that promises something by each of the days.
func promise(o testkit.Office, number string, days ...calendar.Day) *suggestion.Case {
	o.T.Helper()
	c := o.Handled(number)
	a := c.Assignments[0].No
	var made []string
	for _, due := range days {
		made = append(made, `{"words":"修缮","result":"完工","due":"`+string(due)+`"}`)
	}
	o.Must(testkit.Health, c.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-02","who":"某","rank":"section","text":"听取意见"}`)
	c = o.Must(testkit.Health, c.ID, a, "draft_reply", `{"answers":["一","二"],"class":"B","contact":"某科","phone":"0","promises":[`+strings.Join(made, ",")+`]}`)
	r := c.Replies[0].No
	o.Must(testkit.Health, c.ID, r, "send_for_review", `{}`)
	o.Must(testkit.HealthHead, c.ID, r, "approve_reply", `{}`)
	return o.Must(testkit.HealthHead, c.ID, r, "issue", `{"number":"`+number+`"}`)
}

// order does what no person does by hand.
func order(o testkit.Office, id int64, do string, cmd any) {
	o.T.Helper()
	err := o.Store.Do(o.T.Context(), func(tx *store.Tx) error {
		_, err := o.Order(o.T.Context(), tx, id, 0, flow.Action(do), cmd)
		return err
	})
	if err != nil {
		o.T.Fatalf("%s: %v", do, err)
	}
}

// dayOf is the day of an instant; the tests' clock stands in the morning.
func dayOf(at time.Time) calendar.Day { return calendar.DayOf(at.UTC()) }

// What is said of promises, alone and among others.
const (
	ofDays    = `(args LIKE '%"promise"%' OR promises > 0 AND key <> 'promises_silent')`
	ofSilence = `key IN ('progress_due', 'promises_silent')`
)

// alone writes a notice about several promises as if it were about those of one suggestion.
var alone = strings.NewReplacer("promises_late", "promise_late", "promises_silent", "progress_due", "promises_", "clock_")

// reminded lists what was said about a suggestion under a condition, alone or among others, as the day, to whom and what.
func reminded(o testkit.Office, id int64, cond string) string {
	o.T.Helper()
	type line struct {
		at   int64
		text string
	}
	var out []string
	err := o.Store.View(o.T.Context(), func(tx *store.Tx) error {
		lines, err := store.All(o.T.Context(), tx, func(l *line) []any { return []any{&l.at, &l.text} }, `
			SELECT at, holder || ' ' || key FROM notice
			WHERE (suggestion_id = $1 OR id IN (SELECT notice_id FROM notice_promise WHERE suggestion_id = $1)) AND `+cond+` ORDER BY at, holder DESC, key`, id)
		for _, l := range lines {
			out = append(out, string(dayOf(time.UnixMilli(l.at)))[5:]+" "+alone.Replace(l.text))
		}
		return err
	})
	if err != nil {
		o.T.Fatal(err)
	}
	return strings.Join(out, ", ")
}

// pass lets days go by on which two nodes remind at the same time, twice.
func pass(o testkit.Office, clock *storetest.Clock, until calendar.Day, each func(today calendar.Day)) {
	o.T.Helper()
	for today := dayOf(clock.Now()); today <= until; today = dayOf(clock.Now()) {
		each(today)
		for range 2 {
			for _, err := range at(2, func(int) error { return o.Remind(o.T.Context()) }) {
				if err != nil {
					o.T.Fatal(err)
				}
			}
		}
		clock.Advance(24 * time.Hour)
	}
}

// A unit hears of what it promised when half, three quarters and nine tenths of the time are gone, and when the day is over; then the committee's office
// does too. Each is told once, and nobody is told of what was reached more than two weeks ago.
func TestPromisesAreRemindedOf(t *testing.T) {
	const day = "2026-06-10" // a hundred days after the reply
	const half, most, near = "04-21 unit:13 clock_50", "05-16 unit:13 clock_75", "05-31 unit:13 clock_90"
	const over, told = "06-11 unit:13 clock_101", "06-11 office:1 promise_late"
	type act struct {
		on calendar.Day
		do func(o testkit.Office, c *suggestion.Case)
	}
	by := func(who int64, do flow.Action, body string) func(testkit.Office, *suggestion.Case) {
		return func(o testkit.Office, c *suggestion.Case) { o.Must(who, c.ID, c.Commitments[0].No, do, body) }
	}
	taken := func(on, due calendar.Day) act {
		return act{"2026-03-10", func(o testkit.Office, c *suggestion.Case) {
			order(o, c.ID, "take_promise", &suggestion.TakePromise{Unit: testkit.HealthOrg, Words: "修缮", Result: "完工", Due: due, On: on})
		}}
	}
	claim := func(on calendar.Day) act {
		return act{on, by(testkit.Health, "claim_done", `{"on":"`+string(on)+`","evidence":"已验收"}`)}
	}
	end := func(on calendar.Day) act {
		return act{on, func(o testkit.Office, c *suggestion.Case) {
			order(o, c.ID, "succeed_unit", &suggestion.SucceedUnit{From: testkit.HealthOrg, To: 88, Government: true, Basis: "机构改革方案"})
		}}
	}
	withdraw := act{"2026-05-10", func(o testkit.Office, c *suggestion.Case) {
		o.Must(testkit.Deputy, c.ID, 0, "withdraw", `{"reason":"已解决"}`)
	}}
	broken := act{"2026-05-10", by(testkit.HealthHead, "give_up", `{"reason":"资金未到位"}`)}
	spoken := act{"2026-05-10", by(testkit.Health, "note_progress", `{"text":"已招标","percent":20}`)}
	moved := act{"2026-06-01", by(testkit.Health, "move_date", `{"until":"2026-07-11","reason":"汛期停工"}`)}
	scenes := map[string]struct {
		days []calendar.Day
		acts []act
		want []string
	}{
		"nothing is done about it":               {[]calendar.Day{day}, nil, []string{half, most, near, over, told}},
		"two are due on one day":                 {[]calendar.Day{day, day}, nil, []string{half, most, near, over, told}},
		"declared done between half and most":    {[]calendar.Day{day}, []act{claim("2026-05-10")}, []string{half}},
		"declared done on the day of a stage":    {[]calendar.Day{day}, []act{claim("2026-05-16")}, []string{half}},
		"one of two is declared done":            {[]calendar.Day{day, day}, []act{claim("2026-05-10")}, []string{half, most, near, over, told}},
		"given up":                               {[]calendar.Day{day}, []act{broken}, []string{half}},
		"withdrawn with the suggestion":          {nil, []act{taken("2026-03-02", day), withdraw}, []string{half}},
		"spoken of":                              {[]calendar.Day{day}, []act{spoken}, []string{half, most, near, over, told}},
		"moved: the time counts from that day":   {[]calendar.Day{day}, []act{moved}, []string{half, most, near, "06-21 unit:13 clock_50", "07-01 unit:13 clock_75", "07-07 unit:13 clock_90", "07-12 unit:13 clock_101", "07-12 office:1 promise_late"}},
		"moved to the day of another":            {[]calendar.Day{day, "2026-07-11"}, []act{moved}, []string{half, "05-07 unit:13 clock_50", most, near, "06-09 unit:13 clock_75", "06-28 unit:13 clock_90", "07-12 unit:13 clock_101", "07-12 office:1 promise_late"}},
		"another body takes over":                {[]calendar.Day{day}, []act{end("2026-05-20")}, []string{half, most, "05-20 unit:88 clock_75", "05-31 unit:88 clock_90", "06-11 unit:88 clock_101", told}},
		"another body takes over, no news to it": {[]calendar.Day{day}, []act{end("2026-05-12")}, []string{half, "05-16 unit:88 clock_75", "05-31 unit:88 clock_90", "06-11 unit:88 clock_101", told}},
		"entered long after its day":             {nil, []act{taken("2023-03-01", "2024-06-30")}, nil},
		"entered long after most of its time":    {nil, []act{taken("2025-03-01", "2026-03-31")}, []string{"04-01 unit:13 clock_101", "04-01 office:1 promise_late"}},
		"entered a week after its day":           {nil, []act{taken("2025-03-01", "2026-03-03")}, []string{"03-10 unit:13 clock_101", "03-10 office:1 promise_late"}},
	}
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			return tx.SaveOrg(t.Context(), org.Org{ID: 88, Congress: 1, Kind: org.Department, Code: "hh", Name: "市卫生健康和疾控局", Government: true})
		})
		if err != nil {
			t.Fatal(err)
		}
		cases := map[string]*suggestion.Case{}
		for name, k := range scenes {
			number := "00" + itoa(int64(10+len(cases)))
			if k.days == nil {
				cases[name] = o.Handled(number)
			} else {
				cases[name] = promise(o, number, k.days...)
			}
		}
		pass(o, clock, "2026-07-13", func(today calendar.Day) {
			for name, k := range scenes {
				for _, a := range k.acts {
					if a.on == today {
						a.do(o, cases[name])
					}
				}
			}
		})
		for name, k := range scenes {
			if got, want := reminded(o, cases[name].ID, ofDays), strings.Join(k.want, ", "); got != want {
				t.Errorf("%s:\n got %s\nwant %s", name, got, want)
			}
		}
		for who, told := range map[int64]bool{testkit.Health: true, testkit.HealthHead: true, testkit.Clerk: true, testkit.Finance: false, testkit.Deputy: false, testkit.Foreign: false} {
			a, n := o.Actors[who], 0
			for _, m := range noticesTo(o, a) {
				if m.Promises > 0 {
					n++
					if got := listed(o, a, m.ID); len(got) == 0 || len(got) > m.Promises {
						t.Errorf("%d is told %s of %d promises and finds %v", who, m.Key, m.Promises, got)
					}
				}
				if m.Args["clock"] != "promise" {
					continue
				}
				n++
				if _, err := o.Desk.Open(t.Context(), a, m.Case); err != nil {
					t.Errorf("%d is told %s of %d and cannot open it: %v", who, m.Key, m.Case, err)
				}
			}
			if told != (n > 0) {
				t.Errorf("%d reads %d", who, n)
			}
		}
	})
}

// A unit that has not spoken of a promise for a month is asked for word, once for each month, and not of the silence of years.
func TestTheSilenceOnAPromiseIsAskedAbout(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		spoken, silent, done := promise(o, "0001", "2026-12-31"), promise(o, "0002", "2026-12-31"), promise(o, "0003", "2026-12-31")
		pass(o, clock, "2026-06-20", func(today calendar.Day) {
			switch today {
			case "2026-03-20":
				o.Must(testkit.Health, done.ID, done.Commitments[0].No, "claim_done", `{"on":"2026-03-20","evidence":"已验收"}`)
			case "2026-04-10":
				o.Must(testkit.Health, spoken.ID, spoken.Commitments[0].No, "note_progress", `{"text":"已招标","percent":20}`)
			}
		})
		for name, k := range map[string]struct {
			id   int64
			want string
		}{
			"spoken of once":     {spoken.ID, "04-03 unit:13 progress_due, 05-11 unit:13 progress_due"},
			"never spoken of":    {silent.ID, "04-03 unit:13 progress_due"},
			"declared done soon": {done.ID, ""},
		} {
			if got := reminded(o, k.id, ofSilence); got != k.want {
				t.Errorf("%s: %s, want %s", name, got, k.want)
			}
		}
	})
}

// What was reached while nothing ran is told when it is two weeks old, and not when it is older.
func TestWhatIsLongSilentIsNoNews(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		for days, want := range map[int]string{31: "", 32: "04-03 unit:13 progress_due", 45: "04-16 unit:13 progress_due", 46: ""} {
			c := promise(o, "00"+itoa(int64(days)), "2026-12-31") // word is wanted by 2 April
			clock.Advance(time.Duration(days) * 24 * time.Hour)
			if err := o.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := reminded(o, c.ID, ofSilence); got != want {
				t.Errorf("after %d days: %s, want %s", days, got, want)
			}
			if _, err := o.Try(testkit.Health, c.ID, c.Commitments[0].No, "claim_done", `{"on":"2026-03-02","evidence":"已验收"}`); err != nil {
				t.Fatal(err)
			}
			clock.Advance(-time.Duration(days) * 24 * time.Hour)
		}
	})
}

// noticesTo is what the holder of a post finds among the notices.
func noticesTo(o testkit.Office, a org.Actor) (list []store.Notice) {
	o.T.Helper()
	err := o.Store.View(o.T.Context(), func(tx *store.Tx) (err error) {
		list, err = tx.Notices(o.T.Context(), access.Of(a), dossier.ScopeOf(a), 1000)
		return err
	})
	if err != nil {
		o.T.Fatal(err)
	}
	return list
}

// listed are the promises that the ledger of an actor shows of those that a notice tells of, as suggestion and part.
func listed(o testkit.Office, a org.Actor, notice int64) []string {
	o.T.Helper()
	var out []string
	err := o.Store.View(o.T.Context(), func(tx *store.Tx) error {
		rows, _, total, err := tx.Commitments(o.T.Context(), access.Of(a), suggestion.PromiseFilter{Told: notice, Limit: 500})
		if total != len(rows) {
			o.T.Errorf("%d rows, a total of %d", len(rows), total)
		}
		for _, r := range rows {
			out = append(out, r.Number+"/"+itoa(int64(r.Part)))
		}
		return err
	})
	if err != nil {
		o.T.Fatal(err)
	}
	return out
}

// Promises of several suggestions that reach a stage on the same day are told of in one notice to each reader, which opens the list of exactly these. The
// special committee that supervises a key suggestion hears of what is overdue on it.
func TestPromisesDueTogetherAreOneNotice(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		special := org.Actor{Person: org.Person{ID: 870}, Post: org.Post{ID: 870, Person: 870, Congress: 1, Org: 87, Role: org.SpecialClerk}}
		o.Actors[special.Post.ID] = special
		one, two, done := promise(o, "0001", "2026-06-10"), promise(o, "0002", "2026-06-10", "2026-06-10"), promise(o, "0003", "2026-06-10")
		other := promise(o, "0004", "2026-06-11")
		order(o, one.ID, "mark_key", &suggestion.MarkKey{Level: "committee", Body: special.Post.Org})
		pass(o, clock, "2026-06-11", func(today calendar.Day) {
			if today == "2026-05-20" {
				o.Must(testkit.Health, done.ID, done.Commitments[0].No, "claim_done", `{"on":"2026-05-20","evidence":"已验收"}`)
			}
		})
		number := func(c *suggestion.Case) []string {
			var out []string
			for _, k := range c.Commitments {
				out = append(out, c.Number+"/"+itoa(int64(k.No)))
			}
			return out
		}
		both := append(number(one), number(two)...)
		for who, want := range map[int64][]struct {
			day, key string
			about    []string // of a notice about several; nil when it is about a suggestion
		}{
			testkit.Health: {
				{"06-11", "promises_101", both},
				{"05-31", "promises_90", both},
				{"06-01", "clock_90", nil},
				{"05-16", "promises_75", append(both, number(done)...)},
				{"05-17", "clock_75", nil},
				{"04-21", "promises_50", append(both, number(done)...)},
				{"04-22", "clock_50", nil},
				{"04-03", "promises_silent", slices.Concat(both, number(done), number(other))},
			},
			testkit.Clerk:   {{"06-11", "promises_late", both}},
			special.Post.ID: {{"06-11", "promise_late", nil}},
		} {
			a := o.Actors[who]
			var got []string
			for _, n := range noticesTo(o, a) {
				if n.Promises > 0 || n.Args["clock"] == "promise" || n.Key == "progress_due" {
					got = append(got, string(dayOf(time.UnixMilli(n.At)))[5:]+" "+n.Key+" "+strings.Join(listed(o, a, n.ID), " "))
				}
			}
			var wanted []string
			for _, w := range want {
				slices.Sort(w.about)
				wanted = append(wanted, w.day+" "+w.key+" "+strings.Join(w.about, " "))
			}
			slices.Sort(got)
			slices.Sort(wanted)
			if !slices.Equal(got, wanted) {
				t.Errorf("%d is told\n%s\nwant\n%s", who, strings.Join(got, "\n"), strings.Join(wanted, "\n"))
			}
		}
	})
}
