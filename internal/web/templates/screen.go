package templates

// ScreenPage (驾驶舱) is one sheet for somebody with two minutes.
type ScreenPage struct {
	Page
	Said   string
	Years  []Link
	Heads  []Figure
	Charts []Chart
	Worst  []Link // the latest cases that a deputy is not satisfied with
	Empty  *Empty
}

// Chart is a drawing made on the server: rows with a label, marks on a common scale and a value, each row a link to its list. The
// table behind it stands below and says the same.
type Chart struct {
	ID     string
	Title  string
	Said   string   // what it shows, in a sentence, for everybody
	Legend []string // marks with their meaning; shapes, not colours, tell them apart
	Ticks  []Tick
	Mean   string // where the line of the whole stands; empty: none
	Rows   []ChartRow
	Height string
	Foot   string // of the plot: where its lines end
	Links  []Link // what belongs to the chart and has no place in it
	Table  Table
	None   string // said instead of a chart without rows
}

// Tick is a line of the scale.
type Tick struct{ X, Text string }

// ChartRow is one line. All places are numbers of the drawing's own scale, 360 wide.
type ChartRow struct {
	Y, Base, Middle string // upper edge, line of the words, middle of the marks
	Label, Value    string
	Aria            string
	Href            string
	Marks           []Mark
}

// Mark is a shape: bar, range (a line between two ends), dot or square.
type Mark struct {
	Kind  string
	X, To string // To: the width of a bar, the end of a range
	Y, H  string
	Class string
}
