package templates

// RatesPart is the catalogue of indicators of a year: one table for each topic, and the two satisfactions side by side.
type RatesPart struct {
	Title    string
	Notes    []string // rounding, and what is due to it
	Tables   []Table
	Effects  Table
	About    string // what effect and 未测 mean
	NoEffect string // said instead of an empty table
	By       []Link
}

// BreakdownPage is one figure by the groups of a dimension: a chart, and the table as the truth.
type BreakdownPage struct {
	Page
	Back   Link
	Said   string
	By     []SavedView // the other dimensions
	Form   Form
	Action string
	Fields []Field
	Notes  []string
	Bars   Bars
	Table  Table
	Empty  *Empty
}

// SharesPage lists units' shares, counted in unit-times, deputies' evaluations, counted in forms, or lead deputies, counted in persons.
type SharesPage struct {
	Page
	Action string // address of the page itself
	Filter Filter
	Note   string // what the list leaves out; empty when nothing
	Form   Form
	Fields []Field
	Hidden []Pair
	Table  Table
	Pager  Pager
	Export string // address of the workbook; empty when there is none
	Empty  *Empty
}
