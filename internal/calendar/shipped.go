package calendar

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/days.csv
var shippedDays string

//go:embed data/notices.csv
var shippedNotices string

// shippedFixed lists the statutory holidays whose date does not depend on the moon (全国年节及纪念日放假办法), with the first year of each.
//
//go:embed data/fixed.csv
var shippedFixed string

// Shipped returns the calendar that comes with the program: the notices for 2018 to 2026.
var Shipped = sync.OnceValue(func() *Calendar {
	rows, err := ParseRows(shippedDays)
	if err != nil {
		panic("calendar: " + err.Error()) // embedded data: the tests of this package load it first
	}
	byURL := map[string]int{}
	years := map[int]YearData{}
	for _, cell := range table(shippedNotices) {
		y, err := strconv.Atoi(cell[0])
		if err != nil {
			panic("calendar: " + err.Error())
		}
		byURL[cell[2]] = y
		years[y] = YearData{Year: y, Notice: cell[1], URL: cell[2]}
	}
	for _, r := range rows {
		y := byURL[r.URL]
		data := years[y]
		data.Days = append(data.Days, r.Mark)
		years[y] = data
	}
	return build(years)
})

type fixedRule struct {
	name  string
	since int
}

var fixedRules = sync.OnceValue(func() map[string]fixedRule {
	out := map[string]fixedRule{}
	for _, cell := range table(shippedFixed) {
		since, err := strconv.Atoi(cell[2])
		if err != nil {
			panic("calendar: " + err.Error())
		}
		out[cell[0]] = fixedRule{name: cell[1], since: since}
	}
	return out
})

// fixedHoliday says whether the law alone, without any notice, frees the day.
func fixedHoliday(d Day) (Mark, bool) {
	if len(d) != len("2006-01-02") {
		return Mark{}, false
	}
	r, ok := fixedRules()[string(d[5:])]
	if !ok || d.Year() < r.since {
		return Mark{}, false
	}
	return Mark{Day: d, Name: r.name, Kind: Off}, true
}

// table cuts embedded comma-separated text without quotes into rows, the heading left out.
func table(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		out = append(out, strings.Split(strings.TrimSpace(line), ","))
	}
	return out[1:]
}
