package stats

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// countAll counts what each filter keeps of a session, each filter once however often it is asked for. Of cases, those that ask
// for what was handed over are counted together, so that the states are looked at once for each case and not once for each filter.
func countAll[F indicator.Population](ctx context.Context, tx *store.Tx, scope access.Scope, s org.Session, filters []F) (map[string]indicator.Count[F], error) {
	type group struct {
		whole F
		rest  []F
		keys  []string
	}
	groups := map[bool]*group{} // whether they stand apart
	seen := map[string]bool{}
	for _, f := range filters {
		k := encode(f)
		if seen[k] {
			continue
		}
		seen[k] = true
		whole, rest, apart := parted(f)
		if c, ok := any(f).(suggestion.Filter); ok && slices.Equal(c.States, indicator.Handed().States) {
			c.States = nil
			whole, rest, apart = any(indicator.Handed()).(F), any(c).(F), true
		}
		g := groups[apart]
		if g == nil {
			g = &group{whole: whole}
			groups[apart] = g
		}
		g.rest, g.keys = append(g.rest, rest), append(g.keys, k)
	}
	out := map[string]indicator.Count[F]{}
	for _, g := range groups {
		n, err := store.CountEach(ctx, tx, scope, in(g.whole, s), g.rest)
		if err != nil {
			return nil, err
		}
		for i, k := range g.keys {
			out[k] = n[i]
		}
	}
	return out, nil
}
