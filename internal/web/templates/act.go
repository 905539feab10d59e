package templates

import (
	"cmp"
	"strings"
)

// ActPage is the page of one action on a case: what it does, what it needs, and the button that does it.
type ActPage struct {
	Page
	Head       CaseHead
	Form       Form
	Action     string
	Hint       string
	Limits     []Date // by which the act is to be done
	Fields     []Widget
	Tabs       []NavItem // the same act on something else
	Hidden     []Pair
	Button     string
	Files      bool        // the form carries files
	Missing    []string    // what is still missing before the next step, in sentences
	Unfinished bool        // what is missing is the writer's own to complete
	Text       *Prose      // the text of the case beside the form
	Hints      *Hints      // what the coach remarks, beside the form
	Last       *Hints      // the same once more, before the button
	Reply      *LaneReply  // the reply that the act is about
	Context    []Fact      // what the act is about
	Frozen     []Link      // runs of scoring that it does not move
	Returned   *CheckRound // why the text or the draft came back
	Change     *Changed    // the case moved while the person was typing
	Kept       []Fact      // what was typed, where the act is no longer possible
	Next       []Link      // further works on the same thing
	Then       []Pair      // works to go on with once the form is saved: act and text of the button
	Not        []Refusal   // works that are not possible now
	Scans      []ShownFile // papers to compare with what was entered
	Attached   []FileLine
	Proof      []ShownFile // of how the promise that the act is about is kept
	Past       *PastDay    // acts on paper may be entered late
	Back       string      // message key of the way out; empty: to the suggestion, or home
	Open       bool        // for anybody with a link: there is nothing to go back to
	Autosave   string      // address that saves the form as it stands; empty: none
	Grown      string      // list that has just got another line
	Similar    *Similar    // possibly about the same, beside the form
}

// written is the form of the page, with the cursor in the first empty line of a list that has just grown: on a phone the person would
// look for it otherwise.
func (p ActPage) written() Form {
	f := p.Form
	for _, w := range p.Fields {
		for _, row := range w.Rows {
			if w.Name == p.Grown && f.Focus == "" && len(row.Fields) > 0 && f.Value(row.Fields[0].Name) == "" {
				f.Focus = row.Fields[0].Name
			}
		}
	}
	return f
}

// PastDay offers an earlier day for an act done on paper.
type PastDay struct{ Open bool }

// pastFields are the day of an act that was done earlier, and why it is entered now.
func (p ActPage) pastFields() []Field {
	if p.Past == nil {
		return nil
	}
	return []Field{
		{Name: "effective_on", Label: p.T("case.effective_on"), Kind: InputDay, Optional: true},
		{Name: "effective_why", Label: p.T("case.effective_why"), Optional: true},
	}
}

// Changed says what happened to the case since the page was opened.
type Changed struct {
	Said   string
	Events []TimeEvent
}

// Widget is a field, or a list of rows of fields.
type Widget struct {
	Field Field // without rows
	Picks []Option
	Title string
	Hint  string
	Name  string
	Rows  []WidgetRow
	Tight bool   // rows of one field each, close together; their numbers are read out, not shown
	Wide  bool   // of tight rows: one below the other, for long texts
	More  string // text of the button that adds a row; empty: the list cannot grow
	// Propose is the text of the button that fills rows from what was written elsewhere in the form; empty: there is none.
	Propose string
	Head    string // heads a section of the form that begins with this field
}

// WidgetRow is one row of a list: a unit with its role, a promise with its day.
type WidgetRow struct {
	Legend string
	Said   string // what the row answers to
	Fields []PickField
	Inline bool
}

// PickField is a field that may offer choices while typing.
type PickField struct {
	Field
	Picks string // id of the list of choices; empty: none
}

// besideKey names what stands beside the form: below it on a phone.
func besideKey(p ActPage) string {
	switch {
	case p.Reply != nil:
		return "case.read_reply"
	case p.Text == nil && p.Hints == nil:
		return "similar.title"
	case p.Text == nil:
		return "coach.title"
	}
	return "case.read_text"
}

// split reports whether something stands beside the form.
func (p ActPage) split() bool {
	return p.Text != nil || p.Reply != nil || p.Hints != nil || p.Similar != nil
}

// backKey names the way out of a form: to the suggestion, or home while there is none yet.
func backKey(p ActPage) string {
	if p.Back != "" {
		return p.Back
	}
	if p.Head.Title == "" {
		return "case.back_home"
	}
	return "case.back"
}

// named lists the fields of a form under the names by which a complaint speaks of them; a row says which one it is.
func named(list []Widget) []Field {
	var out []Field
	for _, w := range list {
		if w.Rows == nil {
			out = append(out, w.Field)
			continue
		}
		out = append(out, Field{Name: w.Name, Label: w.Title})
		for _, row := range w.Rows {
			for _, d := range row.Fields {
				f := d.Field
				if head := cmp.Or(row.Legend, w.Title); !strings.HasPrefix(f.Label, head) { // the line of a plain list is named after it already
					f.Label = strings.TrimSpace(head + " " + f.Label)
				}
				out = append(out, f)
			}
		}
	}
	return out
}
