package templates

// AdminPage is a page of the administrators: words, what may be done, and blocks of facts, tables, trees and forms.
type AdminPage struct {
	Page
	Intro  string
	Acts   []Link
	Filter *AdminFilter
	Blocks []AdminBlock
	Pager  *Pager
}

// AdminBlock is one part of an administrators' page; what is empty is left out.
type AdminBlock struct {
	Title string
	Text  string
	Facts []Fact
	Table *Table
	Tree  []AdminNode
	Acts  []Link
	Empty *Empty
	Form  *AdminForm
	Lines []TimeEvent
}

// AdminForm is a form made from a command's fields.
type AdminForm struct {
	Form
	Action string
	Button string
	Second bool // not what the page is for
	Back   string
	Fields []Field
	Hidden []Pair
	Files  bool
}

// AdminFilter narrows a list; it is an ordinary GET form.
type AdminFilter struct {
	Action string
	Form   Form
	Fields []Field
	Said   Filter
	Open   bool
}

// AdminNode is one entry of a tree.
type AdminNode struct {
	Href  string
	Text  string
	Note  string
	Ended bool
	Below []AdminNode
}

// AccountSlips holds first passwords to be printed, cut and handed over; they are shown for a few minutes.
type AccountSlips struct {
	Page
	Place   string
	Address string // of the installation; empty: not printed
	Slips   []AccountSlip
	Action  string // forgets them
	Minutes int    // after which they are forgotten anyway
}

// AccountSlip is one person's strip of paper.
type AccountSlip struct{ Name, Org, Login, Password string }
