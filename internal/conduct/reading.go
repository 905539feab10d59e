package conduct

import (
	"context"

	"huiyin/internal/campaign"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Begin notes that a deputy begins to read what was sent.
func Begin(ctx context.Context, d *desk.Desk, a org.Actor, id int64) error {
	return d.Store.Do(ctx, func(tx *store.Tx) error {
		if _, err := Sent(ctx, tx, a, id); err != nil {
			return err
		}
		return tx.BeginReading(ctx, id, a.Post.ID)
	})
}

// End notes that a deputy has read it; how many minutes is the server's to say.
func End(ctx context.Context, d *desk.Desk, a org.Actor, id int64) (r store.Reading, err error) {
	err = d.Store.Do(ctx, func(tx *store.Tx) error {
		if _, err := Sent(ctx, tx, a, id); err != nil {
			return err
		}
		r, err = tx.EndReading(ctx, id, a.Post.ID)
		return err
	})
	return r, err
}

// Sent returns an actor's record with something that was sent to be read. What was not sent to them, and what was taken back, is not found.
func Sent(ctx context.Context, tx *store.Tx, a org.Actor, id int64) (store.Reading, error) {
	missing := fault.New(fault.NotFound, "fault.not_found")
	k, doc, err := tx.Dossier(ctx, id)
	if err != nil {
		return store.Reading{}, err
	}
	if _, ok := doc.(campaign.Readable); !ok || !k.Sees(doc, a) {
		return store.Reading{}, missing
	}
	return tx.Reading(ctx, id, a.Post.ID)
}
