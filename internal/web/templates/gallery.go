package templates

// GalleryPage shows every part with fixture data.
type GalleryPage struct {
	Page
	Sample Sample
	Form   Form
}

// Sample is the fixture: invented texts of real length, read from a data file.
type Sample struct {
	Head     string
	Light    Light
	Stages   []Stage
	Lanes    []Lane
	Dates    []Date
	Prose    Prose
	Table    Table
	Filter   Filter
	Facts    []Fact
	Timeline []TimeEvent
	Pager    Pager
	Empty    Empty
	Banner   Banner
	Foot     Foot
	Figures  []Figure
	Fields   []Field
	Values   map[string][]string
	Words    map[string]string
}

// named returns the field under another name, so that one page may show it twice.
func (f Field) named(prefix string) Field {
	f.Name = prefix + f.Name
	return f
}
