package poll

import "huiyin/internal/suggestion"

// Rating is what one deputy said of one unit, without whose it is.
type Rating struct {
	Unit             int64
	Cases            int
	Given            bool
	Attitude, Result suggestion.Rating
}

// Sum adds up ratings by unit, in the order in which the units come.
func Sum(list []Rating) (answered int, out []RoundUnit) {
	at := map[int64]int{}
	for _, r := range list {
		i, ok := at[r.Unit]
		if !ok {
			i = len(out)
			at[r.Unit] = i
			out = append(out, RoundUnit{Unit: r.Unit})
		}
		u := &out[i]
		u.Cases += r.Cases
		u.Asked++
		if !r.Given {
			continue
		}
		u.Answered++
		answered++
		level(r.Attitude, &u.AttitudeGood, &u.AttitudeSo, &u.AttitudeNot)
		level(r.Result, &u.ResultGood, &u.ResultSo, &u.ResultNot)
	}
	return answered, out
}

func level(l suggestion.Rating, good, so, not *int) {
	switch l {
	case suggestion.Satisfied:
		*good++
	case suggestion.Basically:
		*so++
	case suggestion.NotSatisfied:
		*not++
	}
}
