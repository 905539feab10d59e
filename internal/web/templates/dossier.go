package templates

// DossierPage is one dossier: facts, its lists, the suggestions it is about, what happened, what can be done now.
type DossierPage struct {
	Page
	Kind     string // in words
	Slug     string // its name in addresses
	KindHref string
	Heading  string
	Hint     string
	State    string
	Light    Light
	Facts    []Fact
	Sections []DossierSection
	Cases    *Table
	Around   *Table // other dossiers that it has to do with
	Timeline []TimeEvent
	Foot     Foot
	Papers   []Link
}

// DossierSection is a list inside a dossier.
type DossierSection struct {
	ID    string // anchor
	Title string
	Hint  string
	Table Table
}

// DossiersPage lists the dossiers of one kind.
type DossiersPage struct {
	Page
	Hint   string
	Said   Filter
	Fields []Field
	Form   Form
	Table  Table
	Pager  Pager
	Empty  *Empty
	Begins []Action
}

// HubPage is the year's work: what waits for the reader, then every kind of dossier by chapter.
type HubPage struct {
	Page
	Waits  Table  // what is due first
	More   Table  // the rest, below the chapters
	Said   string // how many those are
	Themes []HubTheme
}

// HubTheme is a chapter with its kinds.
type HubTheme struct {
	Title string
	Kinds []HubKind
	Links []Link // pages of the chapter that are no dossiers
}

// HubKind is one kind with its counts.
type HubKind struct {
	Href, Title, Hint string
	Count             string
	Waits             string // empty: nothing waits for the reader
	Late              bool
}
