package suggestion

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
)

// Filter narrows a list of cases. Zero fields do not narrow. The same filter serves pages, API, exports, saved views, counts
// and figures, so that every number can open exactly the list behind it. Its text form is the query of an address.
type Filter struct {
	Session    int64
	States     []flow.State
	Number     string // exactly
	Text       string // part of title or number
	Unit       int64  // has a live share
	UnitStates []flow.State
	UnitRole   Role
	Special    int64
	Category   int64 // first or second level
	Delegation int64
	Lead       int64 // post of the lead deputy
	Stream     Stream
	Class      string
	Outcomes   []rule.Outcome
	Attitudes  []Rating
	Results    []Rating
	Firsts     []Rating // first rating of a share's reply
	KeyLevel   string   // leader, committee, any
	Clock      rule.Clock
	DueFrom    calendar.Day
	DueTo      calendar.Day // inclusive
	AtMeeting  *bool
	Excellent  *bool
	Escalated  *bool
	History    *bool
	Replied    *bool
	Promises   *bool    // has open commitments
	Known      []Fact   // none of these facts is 未载
	Tasks      []string // waits for the reader in one of these ways: names of access.Task
	Own        int64    // unit whose own shares' limits are the light and the due day; set by the door, not in addresses
	Sort       string   // due (default), number, submitted, changed; a leading - turns it round
	After      string   // cursor of the last row seen
	Limit      int      // 50 when 0
}

// most is the largest number of rows that one request may ask for.
const most = 200

// Values returns the filter as a query: only what narrows is in it. Cursor and limit stay out, so the query names the list.
func (f Filter) Values() url.Values {
	v := url.Values{}
	text := func(name, s string) {
		if s != "" {
			v.Set(name, s)
		}
	}
	id := func(name string, n int64) {
		if n != 0 {
			v.Set(name, strconv.FormatInt(n, 10))
		}
	}
	id("session", f.Session)
	list(v, "state", f.States)
	text("number", f.Number)
	text("q", f.Text)
	id("unit", f.Unit)
	list(v, "unit_state", f.UnitStates)
	text("unit_role", string(f.UnitRole))
	id("special", f.Special)
	id("category", f.Category)
	id("delegation", f.Delegation)
	id("lead", f.Lead)
	text("stream", string(f.Stream))
	text("class", f.Class)
	list(v, "outcome", f.Outcomes)
	list(v, "attitude", f.Attitudes)
	list(v, "result", f.Results)
	list(v, "first_result", f.Firsts)
	text("key", f.KeyLevel)
	text("clock", string(f.Clock))
	text("due_from", string(f.DueFrom))
	text("due_to", string(f.DueTo))
	for name, b := range f.flags() {
		if *b != nil {
			v.Set(name, strconv.FormatBool(**b))
		}
	}
	list(v, "known", f.Known)
	list(v, "task", f.Tasks)
	text("sort", f.Sort)
	return v
}

func (f *Filter) flags() map[string]**bool {
	return map[string]**bool{
		"at_meeting": &f.AtMeeting, "excellent": &f.Excellent, "escalated": &f.Escalated, "history": &f.History,
		"replied": &f.Replied, "promises": &f.Promises,
	}
}

func list[T ~string](v url.Values, name string, items []T) {
	if len(items) == 0 {
		return
	}
	words := make([]string, len(items))
	for i, s := range items {
		words[i] = string(s)
	}
	v.Set(name, strings.Join(words, ","))
}

// ParseFilter reads a query. What it does not understand is an Invalid fault that names the parameter; parameters of
// other purposes (lang, view, …) are for the doors and pass.
func ParseFilter(v url.Values) (Filter, error) {
	var bad fault.Fields
	num := func(name string) int64 {
		s := v.Get(name)
		n, err := strconv.ParseInt(s, 10, 64)
		if s != "" && (err != nil || n < 0) {
			bad.Add(name, "field.number")
		}
		return n
	}
	day := func(name string) calendar.Day {
		s := v.Get(name)
		if s == "" {
			return ""
		}
		d, err := calendar.ParseDay(s)
		if err != nil {
			bad.Add(name, "field.day")
		}
		return d
	}
	f := Filter{
		Session: num("session"), States: words[flow.State](v, "state"), Number: v.Get("number"), Text: strings.TrimSpace(v.Get("q")),
		Unit: num("unit"), UnitStates: words[flow.State](v, "unit_state"), UnitRole: Role(v.Get("unit_role")), Special: num("special"),
		Category: num("category"), Delegation: num("delegation"), Lead: num("lead"), Stream: Stream(v.Get("stream")),
		Class: v.Get("class"), Outcomes: words[rule.Outcome](v, "outcome"), Attitudes: words[Rating](v, "attitude"),
		Results: words[Rating](v, "result"), Firsts: words[Rating](v, "first_result"), KeyLevel: v.Get("key"), Clock: rule.Clock(v.Get("clock")),
		DueFrom: day("due_from"), DueTo: day("due_to"), Tasks: words[string](v, "task"), Sort: v.Get("sort"), After: v.Get("after"), Limit: int(num("limit")),
		Known: words[Fact](v, "known"),
	}
	for name, b := range f.flags() {
		s := v.Get(name)
		if s == "" {
			continue
		}
		yes, err := strconv.ParseBool(s)
		if err != nil {
			bad.Add(name, "field.choice")
			continue
		}
		*b = &yes
	}
	if len([]rune(f.Text)) > maxLine {
		bad.Add("q", "field.too_long", "max", maxLine, "length", len([]rune(f.Text)))
	}
	if !slices.Contains([]string{"", "due", "number", "submitted", "changed"}, strings.TrimPrefix(f.Sort, "-")) {
		bad.Add("sort", "field.choice")
	}
	if f.Limit > most {
		bad.Add("limit", "field.number")
	}
	return f, bad.Err()
}

func words[T ~string](v url.Values, name string) []T {
	var out []T
	for _, s := range strings.Split(strings.Join(v[name], ","), ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, T(s))
		}
	}
	return out
}
