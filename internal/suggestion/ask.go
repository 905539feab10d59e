package suggestion

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
)

// Kinds of parameters.
const (
	AskNumber  = "number"
	AskDay     = "day"
	AskFlag    = "flag"
	AskChoice  = "choice"
	AskChoices = "choices" // several of them, separated by commas or given several times
	AskLine    = "line"
	AskKey     = "key" // numbers joined by hyphens: where a list goes on
)

// Param is one parameter of an address: what it is checked by at every door, and described by in the API's document.
type Param struct {
	Name     string
	Kind     string
	Options  []string // of choices; beside a number, words that may stand in its place
	Most     int      // the largest number, or the longest line in characters; 0: none is set, maxLine for a line
	Required bool
}

// Check complains about a value that cannot be meant. A parameter that is empty narrows nothing.
func (p Param) Check(given []string, f *fault.Fields) {
	if p.Kind == AskChoices {
		if slices.ContainsFunc(wordsOf(given), func(s string) bool { return !has(p.Options, s) }) {
			f.Add(p.Name, "field.choice")
		}
		return
	}
	s := ""
	if len(given) > 0 {
		s = given[0]
	}
	switch {
	case len(given) > 1:
		f.Add(p.Name, "field.once")
	case s == "" && p.Required:
		f.Add(p.Name, "field.required")
	case s == "" || p.Kind == AskNumber && has(p.Options, s):
	default:
		p.checkOne(s, f)
	}
}

func (p Param) checkOne(s string, f *fault.Fields) {
	switch p.Kind {
	case AskNumber:
		n, err := strconv.ParseInt(s, 10, 64)
		switch {
		case err != nil || n < 0:
			f.Add(p.Name, "field.number")
		case p.Most > 0 && n > int64(p.Most):
			f.Add(p.Name, "field.at_most", "max", p.Most)
		}
	case AskDay:
		if _, err := calendar.ParseDay(s); err != nil {
			f.Add(p.Name, "field.day")
		}
	case AskFlag:
		if _, err := strconv.ParseBool(s); err != nil {
			f.Add(p.Name, "field.choice")
		}
	case AskChoice:
		if !has(p.Options, s) {
			f.Add(p.Name, "field.choice")
		}
	case AskKey:
		for part := range strings.SplitSeq(s, "-") {
			if n, err := strconv.ParseInt(part, 10, 64); err != nil || n < 0 {
				f.Add(p.Name, "field.cursor")
				return
			}
		}
	case AskLine:
		most, n := p.Most, utf8.RuneCountInString(s)
		if most == 0 {
			most = maxLine
		}
		switch {
		case !utf8.ValidString(s) || strings.ContainsFunc(s, Unreadable):
			f.Add(p.Name, "field.characters")
		case n > most:
			f.Add(p.Name, "field.too_long", "max", most, "length", n)
		}
	}
}

// CheckQuery complains about every parameter whose value cannot be meant. Parameters that are not listed are for others and pass.
func CheckQuery(v url.Values, params []Param) error {
	var f fault.Fields
	for _, p := range params {
		p.Check(v[p.Name], &f)
	}
	return f.Err()
}

// wordsOf reads the words of a parameter that may name several.
func wordsOf(given []string) []string {
	var out []string
	for _, s := range strings.Split(strings.Join(given, ","), ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// query reads the parameters of a list, complains about what it does not understand, and keeps what it has asked for: what is read and what
// is described cannot differ.
type query struct {
	v     url.Values
	asked []Param
	bad   fault.Fields
}

// paramsOf lists what a reader of an address asks for.
func paramsOf(read func(q *query)) []Param {
	var q query
	read(&q)
	return q.asked
}

func (q *query) ask(p Param) string {
	q.asked = append(q.asked, p)
	p.Check(q.v[p.Name], &q.bad)
	return q.v.Get(p.Name)
}

func (q *query) num(name string) int64 {
	n, _ := strconv.ParseInt(q.ask(Param{Name: name, Kind: AskNumber}), 10, 64)
	return n
}

// session reads a session, or the word for all of them.
// SessionParam chooses the session of a list; all is every one.
var SessionParam = Param{Name: "session", Kind: AskNumber, Options: []string{"all"}}

// AskedSession reads the session that a list is asked for, 0 for all; one that names none gets the other.
func AskedSession(v url.Values, other int64) int64 {
	s := v.Get(SessionParam.Name)
	if s == "" {
		return other
	}
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

func (q *query) session() int64 {
	q.ask(SessionParam)
	return AskedSession(q.v, 0)
}

func (q *query) limit() int {
	n, _ := strconv.Atoi(q.ask(Param{Name: "limit", Kind: AskNumber, Most: most}))
	return n
}

func (q *query) line(name string) string {
	return OneLine(q.ask(Param{Name: name, Kind: AskLine}))
}

func (q *query) day(name string) calendar.Day {
	return calendar.Day(q.ask(Param{Name: name, Kind: AskDay}))
}

func (q *query) among(name string, choices ...string) string {
	return q.ask(Param{Name: name, Kind: AskChoice, Options: choices})
}

func (q *query) flags(flags []yesNo) {
	for _, f := range flags {
		if yes, err := strconv.ParseBool(q.ask(Param{Name: f.name, Kind: AskFlag})); err == nil {
			*f.at = &yes
		}
	}
}

// several reads words of which each must be among the choices.
func several[T ~string](q *query, name string, choices []T) []T {
	q.ask(Param{Name: name, Kind: AskChoices, Options: texts(choices)})
	var out []T
	for _, s := range wordsOf(q.v[name]) {
		out = append(out, T(s))
	}
	return out
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// statesOf lists the states of a machine.
func statesOf(machine string) []flow.State {
	t, _ := Machine(machine)
	return t.States()
}
