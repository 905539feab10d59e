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

// shares counts the session's shares by unit, for the rates as a whole and for the comparison of every unit that has claimed
// something as done.
func (y *Year) shares(ctx context.Context, tx *store.Tx, scope access.Scope) (map[string]indicator.Count[suggestion.ShareFilter], error) {
	each := sides(y.book.Shares, 0)
	groups, err := store.CountGroups(ctx, tx, scope, in(suggestion.ShareFilter{}, y.Session), each, indicator.ByUnit)
	all := map[string]indicator.Count[suggestion.ShareFilter]{}
	place := map[string]int{}
	for i, f := range each {
		place[encode(f)] = i
	}
	for k, i := range place {
		var n indicator.Count[suggestion.ShareFilter]
		for _, g := range groups {
			n = n.Plus(g.N[i])
		}
		all[k] = n
	}
	for _, g := range groups {
		side := func(f suggestion.ShareFilter) Part {
			return Part{N: g.N[place[encode(f)]].Int(), List: "?" + encode(narrowed(in(f, y.Session), indicator.ByUnit, g.Key))}
		}
		share := func(code string) Share {
			r, _ := indicator.Find(y.book.Shares, code)
			return Share{Year: y.Session.Year, Num: side(r.Num), Den: side(r.Den)}
		}
		e := Effect{
			Unit: g.ID(), Reply: share("satisfaction_shares"), Effect: share("effect_shares"),
			Fell: share("effect_fell_shares").Num, Unmeasured: share("effect_unmeasured_shares").Num,
		}
		if e.Effect.Den.N+e.Unmeasured.N > 0 {
			y.Effects = append(y.Effects, e)
		}
	}
	return all, err
}
