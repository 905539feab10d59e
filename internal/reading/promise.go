package reading

import (
	_ "embed" // promise.json
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"huiyin/internal/calendar"
)

// Promised is a sentence of a reply that reads like a promise (承诺), with the day by which it is to be kept as far as the sentence names one.
// It is a proposal: a person confirms it.
type Promised struct {
	Words string
	Due   calendar.Day // empty when the sentence names none
}

//go:embed promise.json
var promisePatterns []byte

var promiseMarks = sync.OnceValue(func() map[string]*regexp.Regexp {
	var raw map[string]string
	if err := json.Unmarshal(promisePatterns, &raw); err != nil {
		panic("reading: " + err.Error())
	}
	out := map[string]*regexp.Regexp{}
	for name, p := range raw {
		out[name] = regexp.MustCompile(p)
	}
	return out
})

// Promises finds the sentences of a text that promise something after a day. It reads marks of the future and names of days alone, until texts
// can be read for what they mean: a day to come promises; without one, a mark of the future does that stands after what has been done.
func Promises(text string, today calendar.Day) []Promised {
	m := promiseMarks()
	var out []Promised
	for _, s := range m["sentence"].FindAllString(text, -1) {
		s = strings.TrimSpace(s)
		if s == "" || m["courtesy"].MatchString(s) {
			continue
		}
		due := dueOf(s, today)
		if due > today {
			out = append(out, Promised{Words: s, Due: due})
		} else if m["will"].MatchString(s[done(s):]) {
			out = append(out, Promised{Words: s})
		}
	}
	return out
}

// done is where the words of a sentence end that tell of the past: its marks, and days that are over.
func done(s string) int {
	end := 0
	for _, name := range []string{"past", "day", "quarter", "year_end"} {
		for _, at := range promiseMarks()[name].FindAllStringIndex(s, -1) {
			end = max(end, at[1])
		}
	}
	return end
}

// The last days of a month's first and second ten days (上旬、中旬).
const firstTen, secondTen = 10, 20

// dueOf is the latest day that a sentence names; a month without a day ends on its last.
func dueOf(s string, today calendar.Day) calendar.Day {
	m := promiseMarks()
	last := calendar.Day("")
	see := func(year, month, day int) {
		if d := dayOf(year, month, day); d > last {
			last = d
		}
	}
	for _, f := range m["day"].FindAllStringSubmatch(s, -1) {
		month, _ := strconv.Atoi(f[4])
		day, _ := strconv.Atoi(f[5])
		switch {
		case f[6] != "":
			day = firstTen
		case f[7] != "":
			day = secondTen
		}
		see(yearIn(f[1], f[3], today), month, day)
	}
	for _, f := range m["quarter"].FindAllStringSubmatch(s, -1) {
		see(yearIn(f[1], f[3], today), 3*quarter(f[4]), 0)
	}
	if f := m["year_end"].FindStringSubmatch(s); f != nil {
		see(yearIn(f[1], f[3], today), 12, 31)
	}
	return last
}

func yearIn(named, next string, today calendar.Day) int {
	if y, err := strconv.Atoi(named); err == nil {
		return y
	}
	if next != "" {
		return today.Year() + 1
	}
	return today.Year()
}

// quarter reads a digit or its name: the names stand in order under "quarters".
func quarter(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return strings.Count(promiseMarks()["quarters"].String()[:strings.Index(promiseMarks()["quarters"].String(), s)], "|") + 1
}

func dayOf(year, month, day int) calendar.Day {
	if month < 1 || month > 12 {
		return ""
	}
	if day == 0 {
		first := calendar.Day(fmt.Sprintf("%04d-%02d-01", year, month))
		return first.AddMonths(1).AddDays(-1)
	}
	d := calendar.Day(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	if !d.Valid() {
		return ""
	}
	return d
}
