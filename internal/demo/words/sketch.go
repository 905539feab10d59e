package words

// Outline is what a case is about, without its text.
type Outline struct {
	Title  string
	Lead   string // unit key
	County string // congress key of the county where it happens
	Hard   bool   // asks for something that cannot be met
}

// Sketch tells what the i-th case is about without writing it; all of it is as in Case.
func Sketch(seed uint64, i int) Outline {
	s := sceneOf(seed, i, "2026-01-01")
	return Outline{Title: s.title, Lead: s.lead, County: s.place.countyKey, Hard: s.hard}
}
