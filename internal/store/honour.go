package store

import (
	"context"

	"huiyin/internal/org"
)

const honourNames = `id, congress_id, session_id, kind, org_id, person_id, recorded_on, revoked_on`

func honourPlaces(h *org.Honour) []any {
	return []any{&h.ID, &h.Congress, &h.Session, &h.Kind, Zero(&h.Org), Zero(&h.Person), &h.RecordedOn, &h.RevokedOn}
}

// InsertHonours adds commendations; registry.Enter does it with the logs of the rows.
func (t *Tx) InsertHonours(ctx context.Context, list []org.Honour) error {
	return Insert(ctx, t, "award", honourNames, len(list), func(i int) []any {
		h := list[i]
		return []any{h.ID, h.Congress, h.Session, h.Kind, Null(h.Org), Null(h.Person), h.RecordedOn, h.RevokedOn}
	})
}

// Honours lists the commendations of a session's year that stand today.
func (t *Tx) Honours(ctx context.Context, session int64) ([]org.Honour, error) {
	return All(ctx, t, honourPlaces, `SELECT `+honourNames+` FROM award
		WHERE session_id = $1 AND recorded_on <= $2 AND (revoked_on = '' OR revoked_on > $2) ORDER BY kind, org_id, id`, session, t.Today())
}

// HonoursEver lists the commendations of a session's year with those that were taken back.
func (t *Tx) HonoursEver(ctx context.Context, session int64) ([]org.Honour, error) {
	return All(ctx, t, honourPlaces, `SELECT `+honourNames+` FROM award WHERE session_id = $1 ORDER BY id`, session)
}

// SaveRevoked writes the day from which a commendation is taken back; registry.RevokeHonour does it with the log of the row.
func (t *Tx) SaveRevoked(ctx context.Context, h org.Honour) error {
	_, err := t.Exec(ctx, `UPDATE award SET revoked_on = $1 WHERE id = $2`, h.RevokedOn, h.ID)
	return err
}
