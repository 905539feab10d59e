package stats

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Effect puts one unit's two satisfactions side by side, in unit-times (件次): with the reply, and with what came of it. The
// two have bases of their own, which are always shown; what fell is counted on the shares that have both.
type Effect struct {
	Unit       int64 `json:"unit"`
	Reply      Share `json:"reply"`      // satisfied with the reply, of all rated
	Effect     Share `json:"effect"`     // satisfied with the effect, of all measured
	Fell       Part  `json:"fell"`       // satisfied with the reply, not with the effect
	Unmeasured Part  `json:"unmeasured"` // fulfilment claimed, nobody asked yet (未测)
}

// Points is by how many hundredths of a per cent the effect stands above (or below) the reply; false when one of the two has
// no denominator.
func (e Effect) Points() (int64, bool) {
	if e.Reply.Den.N == 0 || e.Effect.Den.N == 0 {
		return 0, false
	}
	share := func(s Share) int64 { return (20000*int64(s.Num.N) + int64(s.Den.N)) / (2 * int64(s.Den.N)) }
	return share(e.Effect) - share(e.Reply), true
}

// effects fills the comparison for every unit that has claimed something as done.
func (y *Year) effects(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	book := indicator.At(y.CutOff)
	var each []suggestion.ShareFilter
	for _, code := range []string{"satisfaction_shares", "effect_shares", "effect_fell_shares", "effect_unmeasured_shares"} {
		r, _ := indicator.Find(book.Shares, code)
		each = append(each, r.Num, r.Den)
	}
	groups, err := store.CountGroups(ctx, tx, scope, in(suggestion.ShareFilter{}, y.Session.ID), each, indicator.ByUnit)
	for _, g := range groups {
		if g.N[3].Int()+g.N[6].Int() == 0 {
			continue
		}
		part := func(i int) Part {
			f := narrowed(in(each[i], y.Session.ID), indicator.ByUnit, g.Key)
			return Part{N: g.N[i].Int(), List: "?" + encode(f)}
		}
		y.Effects = append(y.Effects, Effect{
			Unit:  g.ID(),
			Reply: Share{Year: y.Session.Year, Num: part(0), Den: part(1)}, Effect: Share{Year: y.Session.Year, Num: part(2), Den: part(3)},
			Fell: part(4), Unmeasured: part(6),
		})
	}
	return err
}
