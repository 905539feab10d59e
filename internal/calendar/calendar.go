// Package calendar counts days as the law counts them. It is pure: no database, no clock, no time zone. It holds the working days of
// each year (法定节假日与调休) and is the only place in the product where a date is computed.
package calendar

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Kind says how a listed day departs from the ordinary week.
type Kind string

// Kinds of listed days.
const (
	Off  Kind = "off"  // 放假
	Work Kind = "work" // 调休上班
)

// Mark is one day that a notice lists.
type Mark struct {
	Day  Day    `json:"day"`
	Name string `json:"name"` // the holiday as the notice names it, e.g. 劳动节; a make-up working day carries the holiday it pays for
	Kind Kind   `json:"kind"`
}

// YearData is what the yearly notice of the State Council's office says (国务院办公厅关于某年部分节假日安排的通知) and its amendments say. Some of the days may
// fall in December of the year before.
type YearData struct {
	Year   int    `json:"year"`
	Notice string `json:"notice"` // 文号, e.g. 国办发明电〔2025〕7号
	URL    string `json:"url"`
	Days   []Mark `json:"days"`
	// Expect is the number of working days that whoever brings the data vouches for; 0 lets the statutory number decide
	// (weekdays less 13, before 2025 less 11), which holds for every notice but that of 2020.
	Expect int `json:"expect,omitempty"`
}

// Calendar knows which days are worked. It never changes: With returns another one.
type Calendar struct {
	years   map[int]YearData
	marks   map[Day]Mark
	blocks  map[Day]block // of the days off that are listed
	version string
}

// block is an unbroken run of days off under one name.
type block struct {
	first, last Day
	name        string
}

// build lays the notices over each other; a later notice wins where it speaks of December of the year before.
func build(years map[int]YearData) *Calendar {
	c := &Calendar{years: years, marks: map[Day]Mark{}, blocks: map[Day]block{}}
	order := slices.Sorted(maps.Keys(years))
	for _, y := range order {
		for _, m := range years[y].Days {
			c.marks[m.Day] = m
		}
	}
	for d, m := range c.marks {
		if m.Kind == Off {
			c.blocks[d] = c.around(d, m.Name)
		}
	}
	sum := sha256.New()
	for _, y := range order {
		fmt.Fprintln(sum, y, years[y].Notice)
	}
	for _, d := range slices.Sorted(maps.Keys(c.marks)) {
		fmt.Fprintln(sum, d, c.marks[d].Kind, c.marks[d].Name)
	}
	if len(order) > 0 {
		c.version = strconv.Itoa(order[0]) + "-" + strconv.Itoa(order[len(order)-1]) + "-" + hex.EncodeToString(sum.Sum(nil))[:8]
	}
	return c
}

// Version identifies the contents, e.g. 2018-2026-1a2b3c4d: first and last year and a digest. Equal versions give equal dates.
func (c *Calendar) Version() string { return c.version }

// Known reports whether the notice of the year is there.
func (c *Calendar) Known(year int) bool { _, ok := c.years[year]; return ok }

// Years returns the notices in order of year. The slice is the caller's; the days inside are shared and must not be changed.
func (c *Calendar) Years() []YearData {
	return slices.SortedFunc(maps.Values(c.years), func(a, b YearData) int { return cmp.Compare(a.Year, b.Year) })
}

// Listed returns what a notice, or for an unknown year the law itself, says of a day that departs from the ordinary week.
func (c *Calendar) Listed(d Day) (Mark, bool) {
	if m, ok := c.marks[d]; ok {
		return m, true
	}
	if !c.Known(d.Year()) {
		return fixedHoliday(d)
	}
	return Mark{}, false
}

// Working reports whether the day is a working day (工作日). In an unknown year only weekends and the statutory holidays with a fixed
// date are free; such an answer is provisional (暂定).
func (c *Calendar) Working(d Day) bool {
	if m, ok := c.Listed(d); ok && m.Kind == Off {
		return false
	} else if ok {
		return true
	}
	return d.Valid() && !d.Weekend()
}

// Next returns the first working day on or after d.
func (c *Calendar) Next(d Day) Day {
	for d.Valid() && !c.Working(d) {
		d = d.AddDays(1)
	}
	return d
}

// WorkingDays returns the number of working days of a year.
func (c *Calendar) WorkingDays(year int) int {
	n := 0
	for d := DayOf(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)); d.Year() == year; d = d.AddDays(1) {
		if c.Working(d) {
			n++
		}
	}
	return n
}

// Block returns the first and last day of the unbroken run of days off under the same name that holds d, and false when d is
// not listed as off.
func (c *Calendar) Block(d Day) (first, last Day, name string, ok bool) {
	b, ok := c.blocks[d]
	if !ok {
		m, listed := c.Listed(d)
		if !listed || m.Kind != Off {
			return "", "", "", false
		}
		b = c.around(d, m.Name) // free by the law alone, in a year without notice
	}
	return b.first, b.last, b.name, true
}

// around finds the run of days off that holds a day.
func (c *Calendar) around(d Day, name string) block {
	same := func(d Day) bool {
		n, ok := c.Listed(d)
		return ok && n.Kind == Off && n.Name == name
	}
	b := block{d, d, name}
	for same(b.first.AddDays(-1)) {
		b.first = b.first.AddDays(-1)
	}
	for same(b.last.AddDays(1)) {
		b.last = b.last.AddDays(1)
	}
	return b
}

// WorkingDaysBetween counts the working days after a up to and including b; negative when b lies before a.
func WorkingDaysBetween(a, b Day, c *Calendar) int {
	if b < a {
		return -WorkingDaysBetween(b, a, c)
	}
	n := 0
	for d := a; d.Valid() && d < b; {
		d = d.AddDays(1)
		if c.Working(d) {
			n++
		}
	}
	return n
}
