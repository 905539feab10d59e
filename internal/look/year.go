package look

import "slices"

// Fates are what an entry of a year's list can have met, in the order of the table. Each entry is found; it was then released, has lapsed,
// was settled or is still open; of all, some were sent back to be done again.
var Fates = []string{"found", "released", "lapsed", "settled", "still_open", "sent_back"}

// Met reports whether the entry has met a fate.
func (e *Entry) Met(fate string) bool {
	switch fate {
	case "found":
		return true // however it ended
	case "released":
		return e.State == Released // by a second person with a reason
	case "lapsed":
		return e.State == Lapsed // facts changed
	case "settled":
		return e.State == Settled // done again and verified
	case "still_open":
		return !slices.Contains(ends, e.State)
	case "sent_back":
		return e.Rounds > 0 || e.List == Public // 回炉
	}
	return false
}

// Line is one list's row of the year report: what was found, and what became of it.
type Line struct {
	List     List `json:"list"`
	Found    int  `json:"found"`
	Released int  `json:"released"`
	Lapsed   int  `json:"lapsed"`
	Settled  int  `json:"settled"`
	Open     int  `json:"open"`
	SentBack int  `json:"sent_back"`
}

// N returns how many entries have met a fate.
func (l Line) N(fate string) int {
	if n := l.place(fate); n != nil {
		return *n
	}
	return 0
}

func (l *Line) place(fate string) *int {
	for i, n := range []*int{&l.Found, &l.Released, &l.Lapsed, &l.Settled, &l.Open, &l.SentBack} {
		if Fates[i] == fate {
			return n
		}
	}
	return nil
}

// Difference is how much the row is off: 0 when it adds up.
func (l Line) Difference() int { return l.Found - l.Released - l.Lapsed - l.Settled - l.Open }

// Year counts the entries of a year, list by list.
func Year(entries []*Entry) []Line {
	out := make([]Line, len(Lists))
	for i, l := range Lists {
		out[i].List = l
	}
	for _, e := range entries {
		i := slices.Index(Lists, e.List)
		if i < 0 {
			continue
		}
		for _, fate := range Fates {
			if e.Met(fate) {
				*out[i].place(fate)++
			}
		}
	}
	return out
}
