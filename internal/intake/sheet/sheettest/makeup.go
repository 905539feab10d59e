// Package sheettest makes workbooks of invented historical years, for the tests of import, reports and pages.
package sheettest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/intake/sheet"
)

//go:embed words.json
var wordsFile []byte

type wordList struct {
	Surnames                                                               string
	Given, Units, Delegations, Committees, Categories, Places, Matters     []string
	Situation, Analysis, Requests, Reply, Promise, Result, Title, Document string
	Leader, Award, Total                                                   string
}

var words = func() (w wordList) {
	if err := json.Unmarshal(wordsFile, &w); err != nil {
		panic("sheettest: " + err.Error())
	}
	return w
}()

// Deputy is an invented deputy.
type Deputy struct{ Cert, Name, Delegation string }

// Makeup says what a generated year adds up to. Classes must add to N, AtMeeting and Between too.
type Makeup struct {
	Congress                string // code; empty leaves the column empty
	Term, Session           int
	Year                    int
	N                       int
	Classes                 []Count // in order of the scheme
	Promises                string  // the class whose replies carry one commitment each
	AtMeeting, Between      int     // handed over at the meeting; put forward and handed over between sessions
	KeyLeader, KeyCommittee int
	Excellent, Commended    int
	Handover                calendar.Day // day of the hand-over meeting
	TextFactor              int          // how often the body's sentences are repeated; 1 is about 120 characters
	Units                   []string     // names of handling units; empty: invented ones
	Deputies                []Deputy     // empty: 200 invented ones
	Delegations, Committees []string     // empty: invented ones
	Categories              []string     // empty: invented ones
	Totals                  bool         // with the sheet of totals
}

// Count is how many suggestions were answered in a class.
type Count struct {
	Class string
	N     int
}

// Hengyang is a year of 376 with the make-up published for Hengyang 2023: 359 handed over at the meeting and 17 between
// sessions, A 155, B 208, C 13, 16 and 52 key suggestions, 20 excellent, 15 commended units, all satisfied.
func Hengyang() Makeup {
	return Makeup{
		Term: 16, Session: 2, Year: 2023, N: 376, Classes: []Count{{"A", 155}, {"B", 208}, {"C", 13}}, Promises: "B",
		AtMeeting: 359, Between: 17, KeyLeader: 16, KeyCommittee: 52, Excellent: 20, Commended: 15, Handover: "2023-02-20", TextFactor: 1, Totals: true,
	}
}

// Other is a year of 391 = 160 + 214 + 17 with figures of its own.
func Other() Makeup {
	return Makeup{
		Term: 16, Session: 3, Year: 2024, N: 391, Classes: []Count{{"A", 160}, {"B", 214}, {"C", 17}}, Promises: "B",
		AtMeeting: 370, Between: 21, KeyLeader: 14, KeyCommittee: 48, Excellent: 18, Commended: 12, Handover: "2024-02-26", TextFactor: 1, Totals: true,
	}
}

// Large is a year of n suggestions with texts of ordinary length, for measuring.
func Large(n int) Makeup {
	a, c := n*2/5, n/25
	return Makeup{
		Term: 16, Session: 2, Year: 2023, N: n, Classes: []Count{{"A", a}, {"B", n - a - c}, {"C", c}}, Promises: "B",
		AtMeeting: n - n/20, Between: n / 20, KeyLeader: n / 25, KeyCommittee: n / 8, Excellent: n / 20, Commended: 15, Handover: "2023-02-20", TextFactor: 6, Totals: true,
	}
}

// withDefaults fills in the invented names.
func (m Makeup) withDefaults() Makeup {
	if len(m.Units) == 0 {
		m.Units = words.Units
	}
	if len(m.Delegations) == 0 {
		m.Delegations = words.Delegations
	}
	if len(m.Committees) == 0 {
		m.Committees = words.Committees
	}
	if len(m.Categories) == 0 {
		m.Categories = words.Categories
	}
	if len(m.Deputies) == 0 {
		m.Deputies = InventDeputies(200, m.Delegations)
	}
	m.TextFactor = max(m.TextFactor, 1)
	return m
}

// InventDeputies makes n deputies with different names and certificate numbers S0001 onwards, at most 2,000.
func InventDeputies(n int, delegations []string) []Deputy {
	surnames := []rune(words.Surnames)
	out := make([]Deputy, 0, n)
	for i := range n {
		name := string(surnames[i%len(surnames)]) + words.Given[(i/len(surnames)+i*7)%len(words.Given)]
		out = append(out, Deputy{fmt.Sprintf("S%04d", i+1), name, delegations[i%len(delegations)]})
	}
	return distinct(out)
}

// distinct appends a second given name where two would have the same name.
func distinct(ds []Deputy) []Deputy {
	seen := map[string]int{}
	for i, d := range ds {
		if n := seen[d.Name]; n > 0 {
			last := []rune(words.Given[n%len(words.Given)])
			ds[i].Name += string(last[len(last)-1])
		}
		seen[d.Name]++
	}
	return ds
}

// Directory is what an installation would know after importing the deputies and units of m: ids count from 1.
func (m Makeup) Directory() *sheet.Directory {
	m = m.withDefaults()
	d := sheet.NewDirectory()
	for i, name := range m.Units {
		d.Units.Add(int64(i+1), name, strings.TrimPrefix(name, string([]rune(name)[:1])))
	}
	for i, p := range m.Deputies {
		d.Deputies.Add(int64(i+1), p.Name)
		d.Certs[sheet.Fold(p.Cert)] = int64(i + 1)
	}
	for i, name := range m.Delegations {
		d.Delegations.Add(int64(i+1), name)
	}
	for i, name := range m.Committees {
		d.Committees.Add(int64(i+1), name)
	}
	for i, name := range m.Categories {
		d.Categories.Add(int64(i+1), name)
	}
	return d
}
