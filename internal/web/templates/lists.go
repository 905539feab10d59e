package templates

import "huiyin/internal/document"

// WorkbenchPage is the first page of a post: counts, then the list behind one of them.
type WorkbenchPage struct {
	Page
	Figures []Figure
	Parts   []Figure // of the first count
	Beside  []Figure // what the role watches beside it
	Lists   Table    // hand-over lists that wait for the reader
	Heading string   // of the list
	Table   Table
	All     *Link // the whole list when only its head is shown
	Empty   *Empty
	Buttons []Link
	Links   []Link    // to pages of the role's own
	Mine    *MineList // the reader's own suggestions below what waits
	Reading *MineList // what was sent to the reader to be read
}

// MineList is a second list on a workbench, with the page that has all of it.
type MineList struct {
	Heading string
	Table   Table // may be empty: everything stands above
	All     Link
}

// CaseListPage lists cases by the filters of its address.
type CaseListPage struct {
	Page
	Filter    Filter
	Fields    []Field
	Form      Form // the filters
	Act       Form // what is done with the list: urging, handing over, keeping it under a name
	Hidden    []Pair
	Query     string
	Table     Table
	Pager     Pager
	Empty     *Empty
	Export    string
	Print     string // the directory of what the list holds
	Urges     bool
	HandsOver bool
	Views     []SavedView
}

// SavedView is a list kept under a name.
type SavedView struct {
	ID, Name, Href string
	Current        bool
}

// ResultsPage says, case by case, what came of an act on many.
type ResultsPage struct {
	Page
	Said  string
	Done  int
	Lines []ResultLine
	Back  string
}

// ResultLine is one case of them; Refused says why nothing happened.
type ResultLine struct{ Title, Href, Refused string }

// NoticeLine is one notice.
type NoticeLine struct {
	At, Text, Href string
	Fresh          bool
}

// YearPage shows a year's figures.
type YearPage struct {
	Page
	CutOff     string
	Heads      []Figure
	Figures    Table
	Classes    Bars
	Categories Bars
	Units      Table
	Years      []Link
	Rates      RatesPart
	Beside     []Table // what was done beside the suggestions; empty for those who are not told
}

// Bars is a chart of horizontal bars with its table.
type Bars struct {
	Title, Name, Count string
	Rows               []Bar
}

// Bar is one group: Width is of 100.
type Bar struct{ Name, N, Share, Width, Href string }

// LedgerPage is the ledger of promises (承诺台账).
type LedgerPage struct {
	Page
	Said   string
	Rolled []Link       // what has become of the promises that were carried over
	Words  []FilterWord // narrowed beyond the fields
	Hidden []Pair
	Views  []SavedView
	View   string
	Fields []Field
	Form   Form
	Table  Table
	Pager  Pager
	Empty  *Empty
	Export string
}

// HandoversPage lists hand-over lists (交办清单).
type HandoversPage struct {
	Page
	Form    Form  // by which a list is begun
	Waiting Table // for the reader
	Said    Filter
	Ask     Form // the filters
	Fields  []Field
	Table   Table
	Empty   *Empty
	Pager   *Pager // nil when all stand on one page
}

// HandoverPage is one hand-over list with what can be done now.
type HandoverPage struct {
	Page
	Form            Form
	Action, Version string
	Facts           []Fact
	Table           Table
	Units           Table // what each unit has on it
	Change          *ChangeList
	Merged          bool // the ticks hold what somebody else has changed meanwhile
	Elsewhere       int  // cases that stand on other lists in preparation and are not offered
	Acts            []ListAct
	Not             []Refusal
}

// ChangeList is the form by which a list is changed.
type ChangeList struct {
	Fields  []Field
	Cases   Table    // those that may stand on it, with boxes
	Propose *ListAct // sends the list as it stands in the form; nil while it cannot be sent
	Why     *Refusal // why it cannot
	Was     []string // that are on it: what the reader changes is told from this
}

// ListAct is an act on a list with what it asks for.
type ListAct struct {
	Do, Text, Hint string
	Fields         []Field
	First          bool // what most people do next
}

// DirectoryPage is many cases laid out for A4 across: a directory (目录).
type DirectoryPage struct {
	Page
	Heading string
	Said    string
	Orders  []SavedView // other ways to put it together; not printed
	Tables  []Table
}

// OfficialPage is a paper in official layout, for printing on A4; Word leads to the same paper as a file.
type OfficialPage struct {
	Page
	Paper document.Paper
	Word  string
	Excel string
}

// fields are all inputs of the page.
func (p HandoverPage) fields() []Field {
	var out []Field
	if p.Change != nil {
		out = append(out, p.Change.Fields...)
	}
	for _, a := range p.Acts {
		out = append(out, a.Fields...)
	}
	return out
}
