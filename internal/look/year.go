package look

import "slices"

// Line is one list's row of the year report: what was found, and what became of it.
type Line struct {
	List     List `json:"list"`
	Found    int  `json:"found"`     // entries of the year, however they ended
	Released int  `json:"released"`  // by a second person with a reason
	Lapsed   int  `json:"lapsed"`    // facts changed
	Settled  int  `json:"settled"`   // done again and verified
	Open     int  `json:"open"`      // neither
	SentBack int  `json:"sent_back"` // of all, those that were to be done again (回炉)
}

// Difference is how much the row is off: 0 when it adds up.
func (l Line) Difference() int { return l.Found - l.Released - l.Lapsed - l.Settled - l.Open }

// Year counts the entries of a year, list by list.
func Year(entries []*Entry, year int) []Line {
	out := make([]Line, len(Lists))
	for i, l := range Lists {
		out[i].List = l
	}
	for _, e := range entries {
		i := slices.Index(Lists, e.List)
		if i < 0 || e.Year != year {
			continue
		}
		l := &out[i]
		l.Found++
		switch e.State {
		case Released:
			l.Released++
		case Lapsed:
			l.Lapsed++
		case Settled:
			l.Settled++
		default:
			l.Open++
		}
		if e.Rounds > 0 || e.List == Public {
			l.SentBack++
		}
	}
	return out
}
