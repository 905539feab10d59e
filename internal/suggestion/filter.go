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
	KeyLevel   string // leader, committee, any; own: those that the reader leads or supervises
	Clock      rule.Clock

	Instruction InstructionStanding // has an instruction that stands so: of the reader, for who is no leader one on which the own body reports

	DueFrom   calendar.Day
	DueTo     calendar.Day // inclusive
	AtMeeting *bool
	Excellent *bool
	Escalated *bool
	History   *bool
	Protected *bool // the author's identity is kept from units and the public
	Replied   *bool
	Promises  *bool  // has open commitments
	Known     []Fact // none of these facts is 未载

	Contact       string         // a contact that the deputy confirmed: any, met (face to face), visited (at the deputy's place); never: handed over, and none yet
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
	text("instruction", string(f.Instruction))
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

func (f *Filter) flags() []yesNo {
	return []yesNo{
		{"at_meeting", &f.AtMeeting},
		{"escalated", &f.Escalated},
		{"excellent", &f.Excellent},
		{"history", &f.History},
		{"instructed", &f.Instructed},
		{"kept", &f.Kept},
		{"promises", &f.Promises},
		{"protected", &f.Protected},
		{"redone", &f.Redone},
		{"replied", &f.Replied},
	}
}

func list[T ~string](v url.Values, name string, items []T) {
	if len(items) == 0 {
		return
	}
	v.Set(name, strings.Join(texts(items), ","))
}

// ParseFilter reads a query. What it does not understand is an Invalid fault that names the parameter; parameters of
// other purposes (lang, view, …) are for the doors and pass. The words of tasks and classes are known to the store alone.
func ParseFilter(v url.Values) (Filter, error) {
	q := query{v: v}
	f := q.filter()
	return f, q.bad.Err()
}

// FilterParams lists what ParseFilter reads.
func FilterParams() []Param { return paramsOf(func(q *query) { q.filter() }) }

// Reached are the contacts that the deputy confirmed: any, face to face (met), at the deputy's place (visited).
var Reached = []string{"any", "met", "visited"}

// Contacts are what a list of cases or shares can be asked about contacts.
var Contacts = append(slices.Clone(Reached), NeverContacted)

// NeverContacted asks for what was handed over and of which the deputy has confirmed no contact (无确认的沟通). Past years do not tell it (未载).
const NeverContacted = "never"

// What a filter can ask for beside the words that have lists of their own.
var (
	streams    = []Stream{InSession, Between}
	shareRoles = []Role{Sole, LeadRole, Co, Separate}
	ratings    = []Rating{Satisfied, Basically, NotSatisfied}
	effects    = append(slices.Clone(ratings), Unmeasured)
	timings    = []Timing{InTime, Extended, Late}
	publishing = []string{"full", "title", "summary", "none"}
	KeyLevels  = []string{"leader", "committee", "any", "own"} // what a filter may say of key suggestions
	orders     = []string{"due", "-due", "number", "-number", "submitted", "-submitted", "changed", "-changed"}
)

func (q *query) filter() Filter {
	f := Filter{
		Session: q.session(), States: several(q, "state", statesOf("case")), Number: q.line("number"), Text: q.line("q"),
		Unit: q.num("unit"), UnitStates: several(q, "unit_state", statesOf("assignment")), UnitRole: Role(q.among("unit_role", texts(shareRoles)...)),
		Special: q.num("special"), Body: q.among("body", org.Bodies...), Category: q.num("category"), Delegation: q.num("delegation"),
		Lead: q.num("lead"), County: q.num("county"), LeadUnit: q.num("lead_unit"), Stream: Stream(q.among("stream", texts(streams)...)),
		Class: q.line("class"), Outcomes: several(q, "outcome", rule.Outcomes), Attitudes: several(q, "attitude", ratings),
		Results: several(q, "result", ratings), KeyLevel: q.among("key", KeyLevels...),
		Instruction: InstructionStanding(q.among("instruction", texts(InstructionStandings)...)),
		Clock:       rule.Clock(q.among("clock", texts(rule.Clocks)...)), DueFrom: q.day("due_from"), DueTo: q.day("due_to"),
		Known: several(q, "known", everyFact), Contact: q.among("contact", Contacts...), Timings: several(q, "timing", timings),
		AnswerDue: q.day("answer_due"), FirstOutcomes: several(q, "first_outcome", rule.Outcomes), FirstResults: several(q, "first_result", ratings),
		Consents: several(q, "consent", publishing), Published: several(q, "published", publishing), Effects: several(q, "effect", effects),
		Tasks: wordsOf(q.v["task"]), Sort: q.among("sort", orders...),
	}
	q.flags(f.flags())
	q.ask(Param{Name: "task", Kind: AskLine, Most: maxText})
	f.After, f.Limit = q.line("after"), q.limit()
	return f
}
