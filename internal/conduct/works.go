package conduct

import (
	"context"

	"huiyin/internal/campaign"
	"huiyin/internal/store"
)

// Works counts what was done beside the suggestions in a session's year, as the report of the year tells it.
func Works(ctx context.Context, tx *store.Tx, congress, session int64) ([]Count, error) {
	k := counter{tx: tx, congress: congress, session: session, docs: map[string][]entry{}}
	var out []Count
	for _, p := range campaign.Works() {
		things, err := k.things(ctx, p)
		if err != nil {
			return nil, err
		}
		out = append(out, Count{Proof: p, N: len(things)})
	}
	return out, nil
}

// Things lists the objects behind the count of one proof of the catalogue.
func Things(ctx context.Context, tx *store.Tx, congress, session int64, p campaign.Proof) ([]Thing, error) {
	k := counter{tx: tx, congress: congress, session: session, docs: map[string][]entry{}}
	return k.things(ctx, p)
}
