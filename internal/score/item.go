package score

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Facts are what the log tells of one unit on the day of the cut-off: the only thing besides manual entries that a score may use.
type Facts struct {
	Unit  int64  `json:"unit"`
	Name  string `json:"name"`
	Group string `json:"group,omitempty"`
	Items []Item `json:"items"`
}

// Item is one unit's share of one case (件次), as far as scoring asks. Seq and Chain say which state of the case's log it was read from.
type Item struct {
	Case       int64             `json:"case"`
	Assignment int               `json:"assignment"`
	Number     string            `json:"number,omitempty"`
	Seq        int               `json:"seq"`
	Chain      string            `json:"chain"`
	Past       bool              `json:"past,omitempty"` // imported from a past year: what is absent is not known
	Role       suggestion.Role   `json:"role"`
	Stream     suggestion.Stream `json:"stream,omitempty"`

	AssignedOn calendar.Day `json:"assigned_on,omitempty"`
	SignedOn   calendar.Day `json:"signed_on,omitempty"`
	AnsweredOn calendar.Day `json:"answered_on,omitempty"` // the first answer
	Answered   bool         `json:"answered,omitempty"`    // of a past year, on a day that no sheet tells
	RegularDue calendar.Day `json:"regular_due,omitempty"` // the limit as it was before any extension
	Due        calendar.Day `json:"due,omitempty"`         // with approved extensions
	LongestDue calendar.Day `json:"longest_due,omitempty"`
	OpinionOn  calendar.Day `json:"opinion_on,omitempty"` // of a co-handler
	OpinionDue calendar.Day `json:"opinion_due,omitempty"`

	Round       int               `json:"round"`
	Outcome     rule.Outcome      `json:"outcome,omitempty"`
	Attitude    suggestion.Rating `json:"attitude,omitempty"`
	Result      suggestion.Rating `json:"result,omitempty"`
	FirstResult suggestion.Rating `json:"first_result,omitempty"`

	InstructedOn calendar.Day `json:"instructed_on,omitempty"`
	Urged        int          `json:"urged,omitempty"`
	Talks        []Talk       `json:"talks,omitempty"` // confirmed by the deputy
	Redos        []Redo       `json:"redos,omitempty"`
	Promises     []Promise    `json:"promises,omitempty"`
	Found        []Found      `json:"found,omitempty"`

	Missing []suggestion.Fact `json:"missing,omitempty"` // 未载
	// Ruled are facts that a decision on an objection has settled; never part of what is frozen.
	Ruled map[string]bool `json:"-"`
}

// Talk is one contact that the deputy has confirmed.
type Talk struct {
	Part  int          `json:"part"`
	Phase string       `json:"phase"`
	Way   string       `json:"way"`
	On    calendar.Day `json:"on"`
}

// Redo is one order to handle again with its limit and its answer.
type Redo struct {
	Round      int          `json:"round"`
	Due        calendar.Day `json:"due,omitempty"`
	AnsweredOn calendar.Day `json:"answered_on,omitempty"`
}

// Promise is one entry of the ledger.
type Promise struct {
	Part  int          `json:"part"`
	Due   calendar.Day `json:"due"`
	First calendar.Day `json:"first_due"`
	State string       `json:"state"`         // promised, claimed, kept, broken
	Told  calendar.Day `json:"told"`          // the last day on which its progress was told, or on which it was made
	Moved bool         `json:"moved"`         // its date has been moved
	Done  calendar.Day `json:"done,omitzero"` // when it was done, as its unit declared
}

// The lists of what is not let go (四不放过).
const (
	FoundSolvable = "solvable" // 能解决而当年未解决
	FoundHot      = "hot"      // 热点难点未引起重视
	FoundAdvice   = "advice"   // 前瞻性建议未被采纳
	FoundEmpty    = "empty"    // 答复空洞
	FoundPublic   = "public"   // 群众不满意, 回炉
)

// Found is an entry on one of the lists: one that stands at the cut-off, or one that has ended, and how. What was sent back to be done again
// has a limit, and the day on which the unit reported.
type Found struct {
	List     string       `json:"list"`
	Entry    int64        `json:"entry"`
	Ended    string       `json:"ended,omitempty"`     // released, lapsed, settled; empty while it stands
	RedoDue  calendar.Day `json:"redo_due,omitempty"`  // of the last time it was sent back
	Reported calendar.Day `json:"redone_on,omitempty"` // the answer to that
	SentBack bool         `json:"sent_back,omitempty"`
}

func (it *Item) lacks(f suggestion.Fact) bool { return slices.Contains(it.Missing, f) }

func (it *Item) answered() bool { return it.AnsweredOn != "" || it.Answered }

// owed returns the answer that the item owes and its limit: the reply, or a co-handler's opinion.
func (it *Item) owed() (done, due calendar.Day) {
	if it.Role == suggestion.Co {
		return it.OpinionOn, it.OpinionDue
	}
	return it.AnsweredOn, it.Due
}

// keeps reports whether the item counts.
func (f Filter) keeps(it *Item, cutOff calendar.Day) bool {
	if len(f.Roles) > 0 && !slices.Contains(f.Roles, it.Role) || len(f.Streams) > 0 && !slices.Contains(f.Streams, it.Stream) {
		return false
	}
	done, due := it.owed()
	return !f.OnlyDue || it.Past || done != "" || passed(due, cutOff)
}

// passed reports whether a limit lies behind the cut-off: its last day has gone by.
func passed(due, cutOff calendar.Day) bool { return due != "" && due < cutOff }
