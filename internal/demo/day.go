package demo

import (
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Covered returns the last day, not after today, that the calendar covers well: every limit of the city's rule pack that
// begins on it ends in a year whose holidays are known. The longest is the six months of 代表法 51, so the demonstration of a
// year ends with June until the next year's notice is imported. On a later day dates would be provisional (暂定).
func Covered(today calendar.Day, cal *calendar.Calendar, book *rule.Book) calendar.Day {
	p, ok := book.Latest("hunan-city")
	if !ok {
		return today
	}
	day := today
	if years := cal.Years(); len(years) > 0 {
		day = min(day, calendar.Day(strconv.Itoa(years[len(years)-1].Year)+"-12-31"))
	}
	for !covers(day, cal, p) {
		day = day.AddDays(-1)
	}
	return day
}

// covers reports whether all limits of a pack that begin on a day end in known years.
func covers(day calendar.Day, cal *calendar.Calendar, p *rule.Pack) bool {
	for _, r := range p.Clocks {
		if calendar.Due(day, r.Term, cal).Provisional {
			return false
		}
	}
	return true
}
