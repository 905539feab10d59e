package survey

import (
	"cmp"
	"slices"
)

// Call is one line of a phone sheet (电话访问表): a case to ask about, and whether it only stands in for another of its stratum.
type Call struct {
	No      int    `json:"no"` // from 1, over all sheets
	Case    int64  `json:"case"`
	Stratum string `json:"stratum"`
	Reserve int    `json:"reserve,omitempty"` // 1 for the first that stands in, 2 for the next; 0 for the sample itself
}

// Sheets deals the sample to so many callers in the order of the drawing, the sample first and the reserves after it, so that no caller
// gets one unit's cases alone and everybody who deals again gets the same sheets. Each stratum has as many reserves as cases drawn, as
// far as it has them.
func Sheets(s Sample, callers int) [][]Call {
	if callers < 1 {
		return nil
	}
	var all []Call
	for _, k := range s.Strata {
		for _, id := range k.Chosen() {
			all = append(all, Call{Case: id, Stratum: k.Name})
		}
		for i, id := range k.Reserve() {
			if i < k.Take {
				all = append(all, Call{Case: id, Stratum: k.Name, Reserve: i + 1})
			}
		}
	}
	slices.SortFunc(all, func(a, b Call) int {
		return cmp.Or(cmp.Compare(min(a.Reserve, 1), min(b.Reserve, 1)), cmp.Compare(Rank(s.Plan.Seed, a.Case), Rank(s.Plan.Seed, b.Case)))
	})
	out := make([][]Call, callers)
	for i := range all {
		all[i].No = i + 1
		out[i%callers] = append(out[i%callers], all[i])
	}
	return out
}
