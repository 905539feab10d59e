package calendar

import (
	"strconv"
	"strings"
	"time"

	"huiyin/internal/fault"
)

// Day is a date in Asia/Shanghai, written 2006-01-02. It sorts and compares as text; the empty Day is "none".
type Day string

// Years outside these are slips of the keyboard, not dates of a case.
const (
	firstYear = 1900
	lastYear  = 2199
)

// ParseDay reads a day written exactly as 2006-01-02. Anything else is an Invalid fault whose key says what is wrong:
// date.bad_form, date.short_year (a two-digit year is never guessed), date.out_of_range or date.no_such_day.
func ParseDay(s string) (Day, error) {
	part := strings.Split(s, "-")
	if len(part) != 3 || !digits(part[0]) || !digits(part[1]) || !digits(part[2]) {
		return "", fault.New(fault.Invalid, "date.bad_form", "text", clip(s))
	}
	if len(part[0]) == 2 {
		return "", fault.New(fault.Invalid, "date.short_year", "text", clip(s))
	}
	if len(part[0]) != 4 || len(part[1]) != 2 || len(part[2]) != 2 {
		return "", fault.New(fault.Invalid, "date.bad_form", "text", clip(s))
	}
	if y, _ := strconv.Atoi(part[0]); y < firstYear || y > lastYear {
		return "", fault.New(fault.Invalid, "date.out_of_range", "text", s)
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fault.New(fault.Invalid, "date.no_such_day", "text", s)
	}
	return Day(s), nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// clip shortens what somebody typed so that a message stays a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// Valid reports whether the day is a real one in the form 2006-01-02. The empty Day is not valid.
func (d Day) Valid() bool {
	_, ok := d.midnight()
	return ok
}

// DayOf returns the day on which t falls in t's own zone; doors convert to Asia/Shanghai first.
func DayOf(t time.Time) Day {
	var text [len(time.DateOnly)]byte
	return Day(t.AppendFormat(text[:0], time.DateOnly))
}

// Time returns midnight UTC of the day, for arithmetic and weekday names; the zero time when the day is not valid.
func (d Day) Time() time.Time {
	t, _ := d.midnight()
	return t
}

// midnight reads the day by its digits: every date of every case comes through here, and package time reads layouts.
func (d Day) midnight() (time.Time, bool) {
	if len(d) != len(time.DateOnly) || d[4] != '-' || d[7] != '-' || !digits(string(d[:4])) || !digits(string(d[5:7])) || !digits(string(d[8:])) {
		return time.Time{}, false
	}
	number := func(s Day) (n int) {
		for i := range len(s) {
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	month, day := time.Month(number(d[5:7])), number(d[8:])
	t := time.Date(number(d[:4]), month, day, 0, 0, 0, 0, time.UTC)
	if t.Month() != month || t.Day() != day { // there is no such day: package time moved on to the next that is
		return time.Time{}, false
	}
	return t, true
}

// Year returns the calendar year, or 0 when the day is not valid.
func (d Day) Year() int {
	if t := d.Time(); !t.IsZero() {
		return t.Year()
	}
	return 0
}

// Weekday returns the day of the week; Sunday for a day that is not valid.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Weekend reports whether the day is a Saturday or Sunday.
func (d Day) Weekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// AddDays returns the day n days later, or earlier when n is negative; the empty Day stays empty.
func (d Day) AddDays(n int) Day {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return DayOf(t.AddDate(0, 0, n))
}

// AddMonths returns the corresponding day n months later, or that month's last day when there is none (民法典第二百零二条).
func (d Day) AddMonths(n int) Day {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return DayOf(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// DaysUntil returns the calendar days from today to due: 0 on the day itself, negative when it has passed.
func DaysUntil(today, due Day) int {
	return int(due.Time().Sub(today.Time()).Hours() / 24)
}

// ReachedPercent returns how much of the time from start to due has gone by on the given day, rounded down, between 0 and 100:
// 100 on the last day and after it. A clock without length has been reached at once. Whether it is overdue, DaysUntil tells.
func ReachedPercent(start, due, today Day) int {
	total, gone := DaysUntil(start, due), DaysUntil(start, today)
	switch {
	case gone >= total:
		return 100
	case gone <= 0:
		return 0
	}
	return gone * 100 / total
}
