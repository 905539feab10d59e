package templates

// FolderSheet is a page beside a dossier: what is computed from it, or what a reader does with it.
type FolderSheet struct {
	Page
	Back     Link
	Said     string
	Hint     string
	Facts    []Fact
	Text     string // to be read
	Files    []Link
	Sections []DossierSection
	Form     Form
	Action   string // of the buttons
	Buttons  []Pair // value and text of each: what the reader says
	Links    []Link
}

// Proved is one line of what proves an item: the number, the list behind it, how many there must be.
type Proved struct {
	Text string
	Href string
	Said string
}
