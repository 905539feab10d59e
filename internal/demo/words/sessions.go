package words

import (
	"time"

	"huiyin/internal/calendar"
)

// Session is one meeting of a congress, keyed by the congress; the caller assigns ids.
type Session struct {
	Congress     string // key of the congress
	Term, Number int    // 届, 次
	Year         int    // the year by which people name it
	Opens        calendar.Day
	Closes       calendar.Day
	Handover     calendar.Day // 交办会; after today it is a plan
}

// FirstYear is the first year of which the demonstration tells.
const FirstYear = 2023

// cityMeetings holds opening and hand-over days that sit well among the holidays of their year.
var cityMeetings = map[int][2]string{
	2023: {"2023-01-09", "2023-02-16"},
	2024: {"2024-01-09", "2024-02-27"},
	2025: {"2025-01-07", "2025-02-19"},
	2026: {"2026-01-13", "2026-02-05"},
}

// Sessions lists the meetings of every congress from 2023 up to those that have opened by today. The city meets four
// days in January, counties three weeks earlier, townships four weeks earlier.
func Sessions(today calendar.Day) []Session {
	var out []Session
	last := parse(today).Year() + 1
	for year := FirstYear; year <= last; year++ {
		opens, handover := meeting(year)
		term, number := 5, year-2021
		if number > 5 { // 五年一届
			term, number = 6+(year-2027)/5, (year-2027)%5+1
		}
		for _, c := range congressRows() {
			s := Session{Congress: c.Key, Term: term, Number: number, Year: year}
			from, length, hand := opens, 3, handover
			switch c.Level {
			case "county":
				from, length, hand = opens.AddDate(0, 0, -21), 2, opens.AddDate(0, 0, -4)
			case "township":
				from, length, hand = opens.AddDate(0, 0, -28), 0, opens.AddDate(0, 0, -26)
			}
			s.Opens, s.Closes, s.Handover = day(from), day(from.AddDate(0, 0, length)), day(hand)
			if s.Opens <= today {
				out = append(out, s)
			}
		}
	}
	return out
}

// meeting gives the city's opening and hand-over days; years without a fixed entry take the second Tuesday of January
// and the first Wednesday of March.
func meeting(year int) (opens, handover time.Time) {
	if m, ok := cityMeetings[year]; ok {
		return parse(calendar.Day(m[0])), parse(calendar.Day(m[1]))
	}
	return nth(year, time.January, time.Tuesday, 2), nth(year, time.March, time.Wednesday, 1)
}

func nth(year int, m time.Month, w time.Weekday, n int) time.Time {
	t := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, (int(w-t.Weekday())+7)%7+7*(n-1))
}

func parse(d calendar.Day) time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Date(2026, 2, 5, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func day(t time.Time) calendar.Day { return calendar.Day(t.Format(time.DateOnly)) }
