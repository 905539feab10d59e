package templates

// ImportPage asks for a workbook.
type ImportPage struct {
	Page
	Form  Form
	Kinds []Option // what this post may bring in
}

// ImportCheckPage shows what a workbook holds and what is wrong with it, before anything is written.
type ImportCheckPage struct {
	Page
	Form     Form
	File     string
	Facts    []Fact
	Says     string // what the counts mean, in one sentence
	Table    *Table // of problems; nil when there are none
	Href     string // that receives the confirmation
	Cut      string // how many problems are not shown
	All      bool   // every row is good
	Good     bool   // some rows are good
	New      int
	Links    []Link // to what is there already
	Accounts bool   // first passwords are made after the confirmation
}
