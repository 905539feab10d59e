package stats

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// countAll counts what each filter keeps of a session, each filter once however often it is asked for. Of cases, those that ask
// for what was handed over are counted together, so that the states are looked at once for each case and not once for each filter.
func countAll[F indicator.Population](ctx context.Context, tx *store.Tx, scope access.Scope, session int64, filters []F) (map[string]indicator.Count[F], error) {
	var none F
	bases, groups := []F{in(none, session)}, [][]F{nil}
	if _, ok := any(none).(suggestion.Filter); ok {
		bases, groups = append(bases, in(any(indicator.Handed()).(F), session)), append(groups, nil)
	}
	keys := make([][]string, len(bases))
	seen := map[string]bool{}
	for _, f := range filters {
		k := encode(f)
		if seen[k] {
			continue
		}
		seen[k] = true
		at, less := 0, f
		if c, ok := any(f).(suggestion.Filter); ok && slices.Equal(c.States, indicator.Handed().States) {
			c.States = nil
			at, less = 1, any(c).(F)
		}
		groups[at], keys[at] = append(groups[at], less), append(keys[at], k)
	}
	out := map[string]indicator.Count[F]{}
	for g := range groups {
		if len(groups[g]) == 0 {
			continue
		}
		n, err := store.CountEach(ctx, tx, scope, bases[g], groups[g])
		if err != nil {
			return nil, err
		}
		for i, k := range keys[g] {
			out[k] = n[i]
		}
	}
	return out, nil
}
