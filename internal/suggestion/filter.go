package suggestion

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
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
	Body       string // of its units (org.BodyKinds): one that answers the deputy belongs to it
	Category   int64  // first or second level
	Delegation int64
	Lead       int64 // post of the lead deputy
	County     int64 // committee of the county of the deputy
	LeadUnit   int64 // answers for the case
	Stream     Stream
	Class      string
	Outcomes   []rule.Outcome
	Attitudes  []Rating
	Results    []Rating
	KeyLevel   string // leader, committee, any
	Clock      rule.Clock
	DueFrom    calendar.Day
	DueTo      calendar.Day // inclusive
	AtMeeting  *bool
	Excellent  *bool
	Escalated  *bool
	History    *bool
	Replied    *bool
	Promises   *bool  // has open commitments
	Known      []Fact // none of these facts is 未载

	Contact       string         // a contact that the deputy confirmed: any, met (face to face), visited (at the deputy's place)
	Instructed    *bool          // the head of a unit gave an instruction
	Timings       []Timing       // of the first answer
	AnswerDue     calendar.Day   // the first answer was due on or before this day
	FirstOutcomes []rule.Outcome // of the first answer
	FirstResults  []Rating       // of the first evaluation
	Redone        *bool          // was handled again
	Consents      []string       // of the author to publication
	Published     []string       // decided with the answer
	Effects       []Effect
	Kept          *bool // promises were made and all are kept

	Tasks []string // waits for the reader in one of these ways: names of access.Task
	Own   int64    // unit whose own shares' limits are the light and the due day; set by the door, not in addresses
	Sort  string   // due (default), number, submitted, changed; a leading - turns it round
	After string   // cursor of the last row seen
	Limit int      // 50 when 0
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
	text("body", f.Body)
	id("category", f.Category)
	id("delegation", f.Delegation)
	id("lead", f.Lead)
	id("county", f.County)
	id("lead_unit", f.LeadUnit)
	text("stream", string(f.Stream))
	text("class", f.Class)
	list(v, "outcome", f.Outcomes)
	list(v, "attitude", f.Attitudes)
	list(v, "result", f.Results)
	text("key", f.KeyLevel)
	text("clock", string(f.Clock))
	text("due_from", string(f.DueFrom))
	text("due_to", string(f.DueTo))
	setFlags(v, f.flags())
	list(v, "known", f.Known)
	list(v, "task", f.Tasks)
	text("contact", f.Contact)
	list(v, "timing", f.Timings)
	text("answer_due", string(f.AnswerDue))
	list(v, "first_outcome", f.FirstOutcomes)
	list(v, "first_result", f.FirstResults)
	list(v, "consent", f.Consents)
	list(v, "published", f.Published)
	list(v, "effect", f.Effects)
	text("sort", f.Sort)
	return v
}

func (f *Filter) flags() map[string]**bool {
	return map[string]**bool{
		"at_meeting": &f.AtMeeting, "excellent": &f.Excellent, "escalated": &f.Escalated, "history": &f.History,
		"replied": &f.Replied, "promises": &f.Promises, "instructed": &f.Instructed, "redone": &f.Redone, "kept": &f.Kept,
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
	q := query{v: v}
	num, day := q.num, q.day
	f := Filter{
		Session: num("session"), States: words[flow.State](v, "state"), Number: v.Get("number"), Text: strings.TrimSpace(v.Get("q")),
		Unit: num("unit"), UnitStates: words[flow.State](v, "unit_state"), UnitRole: Role(v.Get("unit_role")), Special: num("special"),
		Body: v.Get("body"), Category: num("category"), Delegation: num("delegation"), Lead: num("lead"), Stream: Stream(v.Get("stream")),
		Class: v.Get("class"), Outcomes: words[rule.Outcome](v, "outcome"), Attitudes: words[Rating](v, "attitude"),
		Results: words[Rating](v, "result"), KeyLevel: v.Get("key"), Clock: rule.Clock(v.Get("clock")),
		DueFrom: day("due_from"), DueTo: day("due_to"), Tasks: words[string](v, "task"), Sort: v.Get("sort"), After: v.Get("after"), Limit: int(num("limit")),
		Known: words[Fact](v, "known"), County: num("county"), LeadUnit: num("lead_unit"), Contact: q.among("contact", "any", "met", "visited"),
		Timings: words[Timing](v, "timing"), AnswerDue: day("answer_due"), FirstOutcomes: words[rule.Outcome](v, "first_outcome"),
		FirstResults: words[Rating](v, "first_result"), Consents: words[string](v, "consent"), Published: words[string](v, "published"),
		Effects: words[Effect](v, "effect"),
	}
	q.flags(f.flags())
	if len([]rune(f.Text)) > maxLine {
		q.bad.Add("q", "field.too_long", "max", maxLine, "length", len([]rune(f.Text)))
	}
	if !slices.Contains([]string{"", "due", "number", "submitted", "changed"}, strings.TrimPrefix(f.Sort, "-")) {
		q.bad.Add("sort", "field.choice")
	}
	if f.Body != "" && org.BodyKinds(f.Body) == nil {
		q.bad.Add("body", "field.choice")
	}
	if f.Limit > most {
		q.bad.Add("limit", "field.number")
	}
	return f, q.bad.Err()
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
