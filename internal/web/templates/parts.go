package templates

import (
	"github.com/a-h/templ"

	"huiyin/internal/calendar"
	"huiyin/internal/i18n"
)

// LightKind is the standing of a date (灯): in time, near, overdue, on plan.
type LightKind string

// The four lights; the empty kind shows nothing.
const (
	LightOK   LightKind = "ok"   // 正常
	LightNear LightKind = "near" // 临期
	LightOver LightKind = "over" // 超期
	LightPlan LightKind = "plan" // 按计划
)

// Light is a light with the days to go (near) or gone (over).
type Light struct {
	Kind LightKind
	Days int
}

var shapes = map[LightKind]string{LightOK: "●", LightNear: "▲", LightOver: "■", LightPlan: "◆"}

// Text writes the word of a light: 正常, 临期 3天, 超期 5天, 按计划.
func (l Light) Text(p *i18n.Printer) string {
	if l.Kind == "" {
		return ""
	}
	if l.Kind == LightNear && l.Days == 0 {
		return p.T("component.light_today")
	}
	return p.T("component.light_"+string(l.Kind), "n", l.Days)
}

// Stage is one step of a stage bar. Exactly one is Now; those before it are Past.
type Stage struct {
	Text string
	Past bool
	Now  bool
}

// Lane (承办单位的进程) is one handling unit's own small bar and light.
type Lane struct {
	Unit   string
	Role   string // 主办, 会办, 分办, 独办
	Stages []Stage
	Light  Light
	Detail string // one line: contacts, opinion, draft
}

// Date is a date that can explain itself.
type Date struct {
	Label       string // what falls due; may be empty inside a table
	Day         calendar.Day
	Provisional bool // counted beyond the known calendars (暂定)
	Light       Light
	Steps       []string // the derivation in words; empty: nothing to open
}

// Filter is the sentence above a list and the words that narrow it.
type Filter struct {
	Said  string // "待签收 12 件，其中超期 2 件"
	Words []FilterWord
	Clear string // address of the list without any filter; empty hides the link
}

// FilterWord is one filter that applies now, with the address of the list without it.
type FilterWord struct{ Text, Without string }

// Table is a list of rows with the same facts; on a phone each row becomes a card with the facts in the same order.
type Table struct {
	Caption string // read out; shown above the table when ShowCaption
	Show    bool   // show the caption
	Columns []Column
	Rows    []Row
	Dense   bool
	Brief   bool   // on a phone each row stays one line, and only the last fact keeps its label
	Ledger  bool   // printed in landscape, as any table of more columns than stand upright
	Select  string // name of the boxes before each row; empty: none
}

// upright is how many columns can be read on a sheet that stands upright.
const upright = 9

// Column is a head. Kind is one of the Col constants and decides alignment and wrapping.
type Column struct {
	Text string
	Kind string
	Sort string // address that sorts by this column; empty: not sortable
	Dir  string // "ascending" or "descending" when the list is sorted by it
}

// Kinds of columns.
const (
	ColText  = ""      // wraps
	ColProse = "prose" // wraps, and is wide enough to be read
	ColTitle = "title" // the row's link; clamps to two lines, heads the card on a phone
	ColActs  = "acts"  // what the reader can do: not printed
	ColKey   = "key"   // a number or code: never wraps
	ColDate  = "date"  // never wraps
	ColNum   = "num"   // right, never wraps
)

// Row is one line. ID is the value of its box.
type Row struct {
	ID    string
	Label string // read out with the box
	On    bool   // the box is ticked
	Cells []Cell
}

// Cell is one fact: text, a link, a light, or any part.
type Cell struct {
	Text  string
	Day   calendar.Day // what Text says in a column of days, for the workbook of the list
	Href  string
	Light Light
	Part  templ.Component // instead of Text; under the row's link in a column of titles
}

// Fact is one row of a summary list.
type Fact struct {
	Term   string
	Value  string
	Part   templ.Component // instead of Value
	Change *Link           // "修改" with its address; Text names what is changed for those who do not see the row
}

// FactGroup is one section of a page on which answers are checked.
type FactGroup struct {
	Title string
	Facts []Fact
}

// CheckAnswers shows everything before anything official is done.
type CheckAnswers struct {
	Groups []FactGroup
	Says   string // what happens when it is confirmed
	Action string // address that receives the form
	Button string // verb of the trade
	Back   string // address of the form
	Form   Form
	Hidden []Pair // fields sent along
}

// Pair is a hidden field.
type Pair struct{ Name, Value string }

// TimeEvent is one line of a timeline: date left, who and in which post, what changed, documents.
type TimeEvent struct {
	Day     string
	Who     string
	What    string
	Details []string // shown on demand
	Links   []Link
	Screen  bool // stays on the screen: no printed page has it
}

// Pager walks through a list by keys; the total is exact.
type Pager struct {
	Said  string // "共 376 件，本页第 51–100 件"
	First string
	Prev  string
	Next  string
}

// Empty is what stands in the place of an empty list: why, and what to do next.
type Empty struct {
	Title string
	Text  string
	Next  *Link
}

// Banner says what happened, what happens next, by when, and what to do.
type Banner struct {
	Stop  bool // something was refused
	Title string
	Lines []string
	Links []Link
}

// Action is something that can be done now. With Href it is a link to a page; otherwise a button of the foot's form.
type Action struct {
	Text  string
	Href  string
	Name  string
	Value string
}

// Refusal is something one might expect to be able to do, and why not.
type Refusal struct{ Text, Reason string }

// Together puts into one line what cannot be done for the same reason, in the order in which the reasons come.
func Together(p *i18n.Printer, list []Refusal) []Refusal {
	var reasons []string
	of := map[string][]string{}
	for _, n := range list {
		if of[n.Reason] == nil {
			reasons = append(reasons, n.Reason)
		}
		of[n.Reason] = append(of[n.Reason], n.Text)
	}
	var out []Refusal
	for _, why := range reasons {
		out = append(out, Refusal{Text: p.List(of[why]), Reason: why})
	}
	return out
}

// Foot is the action foot: always in the same place, the first action is the one that most people take next.
type Foot struct {
	Post    string // address of the form for actions without Href
	Form    Form
	Actions []Action
	Not     []Refusal
}

// Figure is a number of a dashboard: big figure, small denominator, last year; a click opens the list.
type Figure struct {
	Label   string
	Big     string
	Of      string // "/ 376 · 41.2%"
	Last    string // "去年 39.0%"
	Href    string
	Current bool // the list behind it is the one shown
}

// Prose is the text of a suggestion or reply as a document.
type Prose struct {
	Title string
	Parts []ProsePart
}

// ProsePart is a headed part: paragraphs, then numbered requests.
type ProsePart struct {
	Head       string
	Paragraphs []string
	Numbered   []string
}

func weight(i int) string {
	if i == 0 {
		return "btn-primary"
	}
	return "btn-plain"
}

func arrow(dir string) string {
	return map[string]string{"ascending": " ↑", "descending": " ↓"}[dir]
}
