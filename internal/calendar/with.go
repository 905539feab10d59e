package calendar

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"huiyin/internal/fault"
)

// With returns a calendar that also knows the year of the notice, or knows it anew. Published tables contain slips (one gives
// 2026-02-15 as worked), so the data must pass: every day inside the year or the December before it, no day twice, make-up days on
// weekends, each holiday an unbroken block, the statutory days with a fixed date all off, and the number of working days as
// the law makes it or as Expect says. The fault lists every complaint, with the field "days.N", counted from 0 in the order of the days.
func (c *Calendar) With(data YearData) (*Calendar, error) {
	data.Days = slices.SortedFunc(slices.Values(data.Days), func(a, b Mark) int {
		return int(a.Day.Time().Sub(b.Day.Time()).Hours())
	})
	var bad fault.Fields
	checkDays(data, &bad)
	if err := bad.Err(); err != nil {
		return nil, err
	}
	years := maps.Clone(c.years)
	if years == nil {
		years = map[int]YearData{}
	}
	years[data.Year] = data
	next := build(years)
	checkBlocks(next, data, &bad)
	checkNumber(next, data, &bad)
	if err := bad.Err(); err != nil {
		return nil, err
	}
	return next, nil
}

func checkDays(data YearData, bad *fault.Fields) {
	if data.Year < 2000 || data.Year > lastYear {
		bad.Add("year", "calendar.year", "year", strconv.Itoa(data.Year))
		return
	}
	if data.Notice == "" {
		bad.Add("notice", "calendar.no_notice")
	}
	if len(data.Days) == 0 {
		bad.Add("days", "calendar.no_rows")
	}
	first := Day(fmt.Sprintf("%04d-12-01", data.Year-1))
	last := Day(fmt.Sprintf("%04d-12-31", data.Year))
	for i, m := range data.Days {
		field := "days." + strconv.Itoa(i)
		switch {
		case !m.Day.Valid():
			bad.Add(field, "date.bad_form", "text", clip(string(m.Day)))
		case m.Day < first || m.Day > last:
			bad.Add(field, "calendar.other_year", "day", m.Day, "year", strconv.Itoa(data.Year))
		case m.Name == "":
			bad.Add(field, "calendar.no_name")
		case m.Kind != Off && m.Kind != Work:
			bad.Add(field, "calendar.kind", "text", clip(string(m.Kind)))
		case i > 0 && m.Day == data.Days[i-1].Day:
			bad.Add(field, "calendar.twice", "day", m.Day)
		case m.Kind == Work && !m.Day.Weekend():
			bad.Add(field, "calendar.work_on_weekday", "day", m.Day)
		}
	}
}

// checkBlocks finds holes: days off of one name may have nothing but free days between them.
func checkBlocks(c *Calendar, data YearData, bad *fault.Fields) {
	lastOff := map[string]Day{}
	for i, m := range data.Days {
		if m.Kind != Off {
			continue
		}
		if before, ok := lastOff[m.Name]; ok && WorkingDaysBetween(before, m.Day, c) > 0 {
			bad.Add("days."+strconv.Itoa(i), "calendar.broken_block", "name", m.Name, "from", before, "to", m.Day)
		}
		lastOff[m.Name] = m.Day
	}
}

func checkNumber(c *Calendar, data YearData, bad *fault.Fields) {
	for monthDay, rule := range fixedRules() {
		d := Day(strconv.Itoa(data.Year) + "-" + monthDay)
		if data.Year >= rule.since && c.Working(d) {
			bad.Add("days", "calendar.statutory_missing", "name", rule.name, "day", d)
		}
	}
	want, got := data.Expect, c.WorkingDays(data.Year)
	if want == 0 {
		want = lawful(data.Year)
	}
	if got != want {
		bad.Add("days", "calendar.working_days", "year", strconv.Itoa(data.Year), "n", got, "want", want)
	}
}

// lawful returns the working days that a year has when every statutory holiday is given in full: its weekdays less 13 days, before
// 2025 less 11 (全国年节及纪念日放假办法, measure of 2024-11-10).
func lawful(year int) int {
	n := 0
	for t := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() == year; t = t.AddDate(0, 0, 1) {
		if w := t.Weekday(); w != time.Saturday && w != time.Sunday {
			n++
		}
	}
	if year >= 2025 {
		return n - 13
	}
	return n - 11
}
