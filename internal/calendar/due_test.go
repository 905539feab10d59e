package calendar

import (
	"math/rand/v2"
	"testing"
	"time"
)

// vectors are the worked examples of the domain notes: start day excluded, the last day rolled to a working day.
var vectors = []struct{ start, term, raw, due string }{
	{"2026-01-20", "3m", "2026-04-20", "2026-04-20"},
	{"2026-01-20", "6m", "2026-07-20", "2026-07-20"},
	{"2025-11-30", "3m", "2026-02-28", "2026-02-28"}, // Saturday, make-up working day
	{"2025-11-15", "3m", "2026-02-15", "2026-02-24"},
	{"2025-11-16", "3m", "2026-02-16", "2026-02-24"},
	{"2026-02-03", "3m", "2026-05-03", "2026-05-06"},
	{"2025-08-31", "6m", "2026-02-28", "2026-02-28"},
	{"2026-01-31", "1m", "2026-02-28", "2026-02-28"},
	{"2026-04-01", "6m", "2026-10-01", "2026-10-08"},
	{"2026-03-30", "6m", "2026-09-30", "2026-09-30"},
	{"2025-10-14", "4m", "2026-02-14", "2026-02-14"}, // Saturday, make-up working day
	{"2026-04-30", "1m", "2026-05-30", "2026-06-01"},
	{"2026-02-10", "7d", "2026-02-17", "2026-02-24"},
	{"2026-03-02", "10d", "2026-03-12", "2026-03-12"},
	{"2026-04-24", "7d", "2026-05-01", "2026-05-06"},
	{"2026-09-17", "10d", "2026-09-27", "2026-09-28"},
	{"2026-02-10", "5wd", "2026-02-24", "2026-02-24"},
	{"2026-02-10", "10wd", "2026-03-02", "2026-03-02"},
	{"2026-01-26", "20wd", "2026-02-28", "2026-02-28"},
	{"2026-04-29", "5wd", "2026-05-09", "2026-05-09"},
	{"2026-09-18", "7wd", "2026-09-29", "2026-09-29"},
	{"2026-09-22", "10wd", "2026-10-13", "2026-10-13"},
	{"2026-02-13", "1wd", "2026-02-14", "2026-02-14"},
	{"2025-09-26", "5wd", "2025-10-10", "2025-10-10"},
	{"2026-03-02", "7wd", "2026-03-11", "2026-03-11"},
	{"2026-03-02", "10wd", "2026-03-16", "2026-03-16"},
	{"2026-03-02", "15wd", "2026-03-23", "2026-03-23"},
	{"2026-03-02", "20wd", "2026-03-30", "2026-03-30"},
}

func mustTerm(t testing.TB, s string) Term {
	t.Helper()
	term, err := ParseTerm(s)
	if err != nil {
		t.Fatal(err)
	}
	return term
}

func TestDueVectors(t *testing.T) {
	for _, v := range vectors {
		d := Due(Day(v.start), mustTerm(t, v.term), Shipped())
		if string(d.Raw) != v.raw || string(d.Due) != v.due || d.Provisional {
			t.Errorf("%s + %s = raw %s, due %s, provisional %v; want %s, %s", v.start, v.term, d.Raw, d.Due, d.Provisional, v.raw, v.due)
		}
	}
}

// oracle counts day by day on time.Time, with its own reading of the data, so that it shares no arithmetic with Due.
func oracle(start time.Time, term Term, free func(time.Time) bool) (raw, due time.Time) {
	next := func(t time.Time) time.Time { return t.Add(24 * time.Hour) }
	t := start
	switch term.Unit {
	case WorkingDays:
		for n := 0; n < term.N; {
			t = next(t)
			if !free(t) {
				n++
			}
		}
		return t, t
	case Days:
		for range term.N {
			t = next(t)
		}
	case Months:
		// Walk until the month has changed N times, then on to the same day number or the last day before the month changes again.
		changed, month := 0, start.Month()
		for changed < term.N {
			t = next(t)
			if t.Month() != month {
				changed, month = changed+1, t.Month()
			}
		}
		for t.Day() < start.Day() && next(t).Month() == month {
			t = next(t)
		}
	}
	raw = t
	for free(t) {
		t = next(t)
	}
	return raw, t
}

func TestDueAgainstOracle(t *testing.T) {
	c := Shipped()
	off, work := map[string]bool{}, map[string]bool{}
	for _, y := range c.Years() {
		for _, m := range y.Days {
			off[string(m.Day)], work[string(m.Day)] = m.Kind == Off, m.Kind == Work
		}
	}
	fixed := map[string]bool{"01-01": true, "05-01": true, "05-02": true, "10-01": true, "10-02": true, "10-03": true}
	free := func(t time.Time) bool {
		s := t.Format(time.DateOnly)
		switch {
		case work[s]:
			return false
		case off[s] || t.Weekday() == time.Saturday || t.Weekday() == time.Sunday:
			return true
		}
		return t.Year() > 2026 && fixed[s[5:]]
	}
	r := rand.New(rand.NewPCG(14, 3))
	units := []Unit{Months, Days, WorkingDays}
	first := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 10_000 {
		start := first.AddDate(0, 0, r.IntN(9*365+300))
		term := Term{Unit: units[r.IntN(3)]}
		term.N = 1 + r.IntN(map[Unit]int{Months: 13, Days: 120, WorkingDays: 60}[term.Unit])
		raw, due := oracle(start, term, free)
		d := Due(DayOf(start), term, c)
		if d.Raw != DayOf(raw) || d.Due != DayOf(due) {
			t.Fatalf("%s + %s = raw %s, due %s; the oracle says %s, %s", DayOf(start), term, d.Raw, d.Due, DayOf(raw), DayOf(due))
		}
		if !d.Equal(Due(DayOf(start), term, c)) {
			t.Fatalf("%s + %s: two runs differ", DayOf(start), term)
		}
		looked := raw.Year() > 2026 || due.Year() > 2026
		if d.Provisional != looked {
			t.Fatalf("%s + %s due %s: provisional %v", DayOf(start), term, d.Due, d.Provisional)
		}
	}
}

func keys(d Derivation) []string {
	var out []string
	for _, s := range d.Steps {
		out = append(out, s.Key)
	}
	return out
}
