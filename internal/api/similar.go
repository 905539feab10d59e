package api

import (
	"math"

	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Similar is a suggestion that is possibly about the same as another.
type Similar struct {
	Row
	Year     int               `json:"year"`
	Outcome  string            `json:"outcome,omitempty" doc:"What the class of the reply means, whatever its letter"`
	Result   suggestion.Rating `json:"result,omitempty" doc:"How the deputy judged the result; absent while nobody but the deputy may know"`
	Promises similar.Promises  `json:"promises,omitempty" enum:"broken,late,open,kept" doc:"How its promises are kept, taken together; absent: there are none"`
	Likeness float64           `json:"likeness" doc:"How much both texts have in common, up to 1; it orders the list and proves nothing"`
	Shared   []string          `json:"shared" doc:"The words that say most about both"`
	Public   bool              `json:"public" doc:"Shown because it was given to the public; the caller cannot open it"`
	SameLead bool              `json:"same_lead" doc:"Proposed by the same deputy, as far as the caller may know"`
}

// listSimilar lists what is possibly about the same as a suggestion, of what the caller may see, the best first.
func (c *call) listSimilar() (any, error) {
	s, err := c.sheet()
	if err != nil {
		return nil, err
	}
	out := []Similar{}
	err = c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		list, err := similar.To(c.Context(), tx, c.who.Actor, s.Case, suggestion.Filter{})
		for _, m := range list {
			one := Similar{
				Row: c.row(s.Dir, m.Row), Outcome: string(m.Row.Outcome), Result: m.Row.Result, Promises: m.Promises,
				Likeness: math.Round(m.Likeness*1000) / 1000, Shared: append([]string{}, m.Shared...), SameLead: m.SameLead, Public: m.Public,
			}
			if k, ok := s.Dir.Session(m.Row.Session); ok {
				one.Year = k.Year
			}
			out = append(out, one)
		}
		return err
	})
	return out, err
}
