// Package look finds the cases that must not be let go (四不放过), and says how far a unit stands up to the four looks (四看). Everything
// in it is worked out from a case, its log and what was entered about its surroundings; nothing is anybody's opinion. It is pure.
package look

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// List is one of the lists on which a case is found.
type List string

// The lists: the four that are not let go, and what the public's dissatisfaction sends back to be done again.
const (
	Solvable   List = "solvable"  // 当年能解决而未解决
	Neglected  List = "neglected" // 高度关注的热点难点未引起足够重视
	Unadopted  List = "unadopted" // 前瞻性、可操作性建议未被采纳
	EmptyReply List = "empty"     // 官样文章
	Public     List = "public"    // 群众不满意, 重新回炉
)

// Lists names every list in the order of the founding document.
var Lists = []List{Solvable, Neglected, Unadopted, EmptyReply, Public}

// Ref says where a fact stands on record: an event and a part of the case's own log, another case, or something entered.
type Ref struct {
	Seq   int    `json:"seq,omitempty"`
	Part  int    `json:"part,omitempty"`
	Case  int64  `json:"case,omitempty"`  // another case; 0 for the case itself
	Entry int64  `json:"entry,omitempty"` // a piece of press, a letter, a plan, a survey
	Kind  string `json:"kind,omitempty"`  // what the entry is: press, public, plan, survey
}

// Fact is one number about a share, and where it comes from. Where the number is 0 the references are the acts since which nothing
// has happened.
type Fact struct {
	Code Code  `json:"code"`
	N    int   `json:"n"`
	Refs []Ref `json:"refs,omitempty"`

	read func() int // gives N when somebody asks for it; nil when it is known
}

// Facts is what is known of one unit's share of a case on a day. Two people who gather it from the same log get the same.
type Facts struct {
	Case int64        `json:"case"`
	Part int          `json:"part"` // the assignment
	Unit int64        `json:"unit"`
	Year int          `json:"year"` // of the hand-over
	On   calendar.Day `json:"on"`   // the cut-off
	Seq  int          `json:"seq"`  // the last event looked at
	List []Fact       `json:"facts"`
}

// Get returns a fact by its code; a fact that was not gathered is 0 and stands nowhere. Texts are read only now.
func (f Facts) Get(code Code) Fact {
	for i := range f.List {
		if v := &f.List[i]; v.Code == code {
			v.known()
			return *v
		}
	}
	return Fact{Code: code}
}

// Known reads what has not been read yet, for facts that are kept.
func (f Facts) Known() Facts {
	for i := range f.List {
		f.List[i].known()
	}
	return f
}

func (v *Fact) known() {
	if v.read != nil {
		v.N, v.read = v.read(), nil
	}
}

// With returns the facts with one number changed, to see what a list would say then.
func (f Facts) With(code Code, n int) Facts {
	f.List = slices.Clone(f.List)
	for i := range f.List {
		if f.List[i].Code == code {
			f.List[i].N, f.List[i].read = n, nil
			return f
		}
	}
	f.List = append(f.List, Fact{Code: code, N: n})
	return f
}

// Context is what lies outside the case: entered by people or counted over other cases, never over the case itself.
type Context struct {
	On      calendar.Day // the cut-off
	Similar []Similar    // other cases on the same matter
	Press   []Press      // coverage of the matter
	Letters []Letter     // letters and visits of the public
	Survey  []Survey     // answers of those whom it concerns
	Plans   []Plan       // special plans that contain the matter
	Texts   *Texts       // every delivered reply, to see one text sent to several cases; nil: not looked at
	Read    Reader       // nil: Structural
	Book    Book         // the zero Book: the shipped one
}

// Similar is another case on the same matter.
type Similar struct {
	Case   int64 `json:"case"`
	Year   int   `json:"year"`
	Solved bool  `json:"solved"`
}

// Press is a report on the matter.
type Press struct {
	ID int64        `json:"id"`
	On calendar.Day `json:"on"`
}

// Letter is a letter or a visit of the public on the matter (来信来访).
type Letter struct {
	ID      int64        `json:"id"`
	On      calendar.Day `json:"on"`
	People  int          `json:"people"`  // who signed or came; 0 counts as one
	Unhappy bool         `json:"unhappy"` // speaks against how it was handled
}

// Survey is how those whom the matter concerns were asked (群众满意度调查).
type Survey struct {
	ID      int64        `json:"id"`
	On      calendar.Day `json:"on"`
	Asked   int          `json:"asked"`
	Unhappy int          `json:"unhappy"`
}

// Plan is a special plan, programme or fund that contains the matter (专项计划).
type Plan struct {
	ID   int64 `json:"id"`
	Year int   `json:"year"`
}

// Seen is a case together with its log, as every figure of this package wants it.
type Seen struct {
	Case *suggestion.Case
	Log  []suggestion.Event
}
