package templates

// FindingsPage is a page of tables that the program worked out: scorecards, found lists, sheets and results of a survey.
type FindingsPage struct {
	Page
	Up       *Link  // the page above
	Hint     string // how it was worked out
	Warn     string // to be heeded now, since the page is shown once
	Said     string
	Links    []Link
	Years    []SavedView
	Facts    []Fact
	Sections []DossierSection
	Pager    *Pager // of the last section; nil when all of it stands here
	Export   string // the same as a workbook
	Empty    *Empty
}

// QuestionsPage shows the four questions about one suggestion side by side (四问).
type QuestionsPage struct {
	Page
	Head    CaseHead
	Form    Form
	Hint    string
	Columns []QuestionColumn
	Reviews []Link
	Sheet   *Link
	Asks    []Pair // acts by which the reader may ask: value and text of the buttons
	Why     string // why one that the reader would expect is not among them
	Action  string
}

// QuestionColumn is one of the four.
type QuestionColumn struct {
	Title   string
	Means   string
	Answers [][]Fact
	None    string
}
