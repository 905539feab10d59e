package sheet

// Severity says whether a row may be taken.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // the row, or the file, cannot be taken as it is
	SeverityWarning Severity = "warning" // taken, but somebody should look
)

// Problem is one complaint about a cell, a row or a sheet, in words of the catalogue.
type Problem struct {
	Sheet    string   `json:"sheet,omitempty"`    // name of the sheet as the file writes it
	Cell     string   `json:"cell,omitempty"`     // address such as C12, or a range such as A2:A5
	Row      int      `json:"row,omitempty"`      // 0 when the whole sheet is meant
	LastRow  int      `json:"last_row,omitempty"` // last row of a range, otherwise 0
	Column   string   `json:"column,omitempty"`   // header
	Key      string   `json:"key"`
	Args     []any    `json:"args,omitempty"` // name, value pairs
	Severity Severity `json:"severity"`
}

// Errors counts the problems that forbid taking all rows.
func Errors(problems []Problem) int {
	n := 0
	for _, p := range problems {
		if p.Severity == SeverityError {
			n++
		}
	}
	return n
}

// report collects problems without letting a thousand equal ones bury the rest: of one kind in one column it keeps the
// first perGroup and tells how many more there are. Rows with errors are remembered even when the complaint is not kept.
type report struct {
	list   []Problem
	groups map[group]int
	order  []group
	bad    map[string]map[int]bool
	torn   bool
}

type group struct {
	sheet, column, key string
	severity           Severity
}

const perGroup = 100

func newReport() *report {
	return &report{groups: map[group]int{}, bad: map[string]map[int]bool{}}
}

// add notes a problem; table is the key of the sheet in the column table.
func (r *report) add(table string, p Problem) {
	if p.Severity == "" {
		p.Severity = SeverityError
	}
	if p.Severity == SeverityError {
		if p.Row == 0 {
			r.torn = true
		} else {
			r.spoil(table, p.Row, max(p.Row, p.LastRow))
		}
	}
	g := group{p.Sheet, p.Column, p.Key, p.Severity}
	if r.groups[g] == 0 {
		r.order = append(r.order, g)
	}
	r.groups[g]++
	if r.groups[g] <= perGroup {
		r.list = append(r.list, p)
	}
}

// spoil marks rows as not to be taken.
func (r *report) spoil(table string, from, to int) {
	if r.bad[table] == nil {
		r.bad[table] = map[int]bool{}
	}
	// A merged range may claim a million rows; no file that is read holds more rows than this.
	for row := from; row <= to && row <= from+maxRows; row++ {
		r.bad[table][row] = true
	}
}

// problems returns the complaints, and for each kind that was cut short how many more there are.
func (r *report) problems() []Problem {
	out := r.list
	for _, g := range r.order {
		if more := r.groups[g] - perGroup; more > 0 {
			out = append(out, Problem{
				Sheet: g.sheet, Column: g.column, Key: "import.more", Severity: g.severity,
				Args: []any{"count", more, "column", g.column},
			})
		}
	}
	return out
}
