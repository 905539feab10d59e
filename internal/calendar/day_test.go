package calendar

import (
	"fmt"
	"testing"
	"time"

	"huiyin/internal/fault"
)

func TestParseDay(t *testing.T) {
	for _, c := range []struct{ in, key string }{
		{"2026-03-02", ""},
		{"2024-02-29", ""},
		{"1900-01-01", ""},
		{"2199-12-31", ""},
		{"2026-02-30", "date.no_such_day"},
		{"2025-02-29", "date.no_such_day"},
		{"2026-13-01", "date.no_such_day"},
		{"2026-00-10", "date.no_such_day"},
		{"2026-01-00", "date.no_such_day"},
		{"26-03-02", "date.short_year"},
		{"1899-12-31", "date.out_of_range"},
		{"2200-01-01", "date.out_of_range"},
		{"0000-01-01", "date.out_of_range"},
		{"", "date.bad_form"},
		{"2026-3-2", "date.bad_form"},
		{"2026/03/02", "date.bad_form"},
		{"2026年3月2日", "date.bad_form"},
		{"20260302", "date.bad_form"},
		{" 2026-03-02", "date.bad_form"},
		{"2026-03-02T00:00:00Z", "date.bad_form"},
		{"２０２６-03-02", "date.bad_form"},
		{"-026-03-02", "date.bad_form"},
		{"+026-03-02", "date.bad_form"},
		{"12026-03-02", "date.bad_form"},
		{"46083", "date.bad_form"}, // a spreadsheet's number
	} {
		d, err := ParseDay(c.in)
		f, _ := fault.As(err)
		switch {
		case c.key == "" && (err != nil || string(d) != c.in || !d.Valid()):
			t.Errorf("%q: %q, %v", c.in, d, err)
		case c.key != "" && (f == nil || f.Key != c.key || d != ""):
			t.Errorf("%q: %q, %v; want %s", c.in, d, err, c.key)
		}
	}
}

// Days are read by their digits; package time, which reads layouts, is the authority.
func TestADayIsReadAsPackageTimeReadsIt(t *testing.T) {
	texts := []string{"", "2026", "2026-1-01", "2026-01-1", "2026/01/01", "2026-01-01 ", "-026-01-01", "2026-0x-01", "20260-1-01", "２０26-01-01"}
	for year := 1896; year <= 2204; year += 2 {
		for month := range 14 {
			for day := range 33 {
				texts = append(texts, fmt.Sprintf("%04d-%02d-%02d", year, month, day))
			}
		}
	}
	for _, s := range texts {
		want, err := time.Parse(time.DateOnly, s)
		if got := Day(s); got.Valid() != (err == nil) || !got.Time().Equal(want) && err == nil || err != nil && !got.Time().IsZero() {
			t.Errorf("%q is %s, want %s", s, got.Time(), want)
		}
		if err == nil && DayOf(want) != Day(s) {
			t.Errorf("%q is written %s", s, DayOf(want))
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		in   Day
		n    int
		want Day
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-02-28", 1, "2026-03-28"}, // the corresponding day, not the month's last
		{"2026-10-31", 4, "2027-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-05-31", 0, "2026-05-31"},
		{"", 3, ""},
		{"nonsense", 3, ""},
	} {
		if got := c.in.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.in, c.n, got, c.want)
		}
	}
}

func TestDayArithmetic(t *testing.T) {
	if got := Day("2026-02-28").AddDays(1); got != "2026-03-01" {
		t.Errorf("next day is %s", got)
	}
	if got := Day("").AddDays(1); got != "" {
		t.Errorf("no day + 1 = %q", got)
	}
	if d := Day("2026-11-22"); d.Year() != 2026 || d.Weekday() != time.Sunday || !d.Weekend() {
		t.Errorf("%s: year %d, %s", d, d.Year(), d.Weekday())
	}
	if Day("2026-02-30").Valid() || Day("").Valid() || Day("").Year() != 0 {
		t.Error("an impossible day is not valid and has no year")
	}
	if n := DaysUntil("2026-03-01", "2026-03-04"); n != 3 {
		t.Errorf("3 days, got %d", n)
	}
	if n := DaysUntil("2026-03-04", "2026-03-01"); n != -3 {
		t.Errorf("3 days over, got %d", n)
	}
}

func TestReachedPercent(t *testing.T) {
	for _, c := range []struct {
		start, due, today Day
		want              int
	}{
		{"2026-03-02", "2026-03-12", "2026-03-01", 0},
		{"2026-03-02", "2026-03-12", "2026-03-02", 0},
		{"2026-03-02", "2026-03-12", "2026-03-07", 50},
		{"2026-03-02", "2026-03-12", "2026-03-09", 70},
		{"2026-03-02", "2026-03-12", "2026-03-11", 90},
		{"2026-03-02", "2026-03-12", "2026-03-12", 100},
		{"2026-03-02", "2026-03-12", "2026-04-12", 100},
		{"2026-01-20", "2026-04-20", "2026-03-28", 74},
		{"2026-01-20", "2026-04-20", "2026-03-29", 75},
		{"2026-03-02", "2026-03-02", "2026-03-02", 100},
	} {
		if got := ReachedPercent(c.start, c.due, c.today); got != c.want {
			t.Errorf("%s..%s on %s: %d %%, want %d", c.start, c.due, c.today, got, c.want)
		}
	}
}

func TestParseTerm(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Term
		key  string
	}{
		{"3m", Term{3, Months}, ""},
		{"10d", Term{10, Days}, ""},
		{"7wd", Term{7, WorkingDays}, ""},
		{"999d", Term{999, Days}, ""},
		{"", Term{}, "date.term_form"},
		{"m", Term{}, "date.term_form"},
		{"3", Term{}, "date.term_form"},
		{"3M", Term{}, "date.term_form"},
		{"3 m", Term{}, "date.term_form"},
		{"3dw", Term{}, "date.term_form"},
		{"3w", Term{}, "date.term_form"},
		{"3mm", Term{}, "date.term_form"},
		{"1.5m", Term{}, "date.term_form"},
		{"+3m", Term{}, "date.term_form"},
		{"--3m", Term{}, "date.term_form"},
		{"三m", Term{}, "date.term_form"},
		{"0d", Term{}, "date.term_sign"},
		{"-3m", Term{}, "date.term_sign"},
		{"1000d", Term{}, "date.term_long"},
		{"99999999999999999999d", Term{}, "date.term_long"},
	} {
		got, err := ParseTerm(c.in)
		f, _ := fault.As(err)
		if got != c.want || (c.key == "") != (err == nil) || (f != nil && f.Key != c.key) {
			t.Errorf("%q: %+v, %v; want %+v %s", c.in, got, err, c.want, c.key)
		}
	}
}

func TestTermText(t *testing.T) {
	var term Term
	if err := term.UnmarshalText([]byte("20wd")); err != nil || term.String() != "20wd" {
		t.Errorf("%+v, %v", term, err)
	}
	if err := term.UnmarshalText([]byte("soon")); err == nil || term.String() != "20wd" {
		t.Errorf("a bad term changed it to %+v, %v", term, err)
	}
	if err := term.UnmarshalText(nil); err != nil || !term.IsZero() || term.String() != "" {
		t.Errorf("%+v, %v", term, err)
	}
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2026-03-02", "2026-02-30", "26-03-02", "", "2026-3-2", "９-9-9", "----", "2026-03-0２"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDay(s)
		if err == nil && (string(d) != s || !d.Valid() || d.AddDays(1) <= d || d.AddMonths(1) <= d) {
			t.Errorf("%q was read as %q", s, d)
		}
		if err != nil && (d != "" || !fault.Is(err, fault.Invalid)) {
			t.Errorf("%q: %q, %v", s, d, err)
		}
	})
}

func FuzzParseTerm(f *testing.F) {
	for _, s := range []string{"3m", "10d", "7wd", "-1d", "0m", "", "wd", "dm", "９d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		term, err := ParseTerm(s)
		if err != nil {
			if !term.IsZero() || !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %+v, %v", s, term, err)
			}
			return
		}
		again, err := ParseTerm(term.String())
		if err != nil || again != term || term.N < 1 || term.N > maxTerm {
			t.Errorf("%q: %+v, then %+v, %v", s, term, again, err)
		}
		if d := Due("2026-01-20", term, Shipped()); d.Due < d.Raw || d.Raw <= d.Start {
			t.Errorf("%q: %+v", s, d)
		}
	})
}
