package store

import (
	"cmp"
	"context"

	"huiyin/internal/calendar"
)

// Award is one commendation of a year: of a unit or of a person.
type Award struct {
	ID, Congress, Session int64
	Kind                  string // unit, person
	Org, Person           int64
	RecordedOn            calendar.Day // when it was written down; empty for today
}

// InsertAwards adds commendations.
func (t *Tx) InsertAwards(ctx context.Context, list []Award) error {
	return Insert(ctx, t, "award", "id, congress_id, session_id, kind, org_id, person_id, recorded_on", len(list), func(i int) []any {
		a := list[i]
		return []any{a.ID, a.Congress, a.Session, a.Kind, Null(a.Org), Null(a.Person), cmp.Or(a.RecordedOn, t.Today())}
	})
}

// Awards lists the commendations of a session's year that stand today.
func (t *Tx) Awards(ctx context.Context, session int64) ([]Award, error) {
	return All(ctx, t, func(a *Award) []any {
		return []any{&a.ID, &a.Congress, &a.Session, &a.Kind, Zero(&a.Org), Zero(&a.Person), &a.RecordedOn}
	}, `SELECT id, congress_id, session_id, kind, org_id, person_id, recorded_on FROM award
		WHERE session_id = $1 AND recorded_on <= $2 AND (revoked_on = '' OR revoked_on > $2) ORDER BY kind, org_id, id`, session, t.Today())
}

// RevokeAward takes a commendation back from today on.
func (t *Tx) RevokeAward(ctx context.Context, a Award) error {
	_, err := t.Exec(ctx, `UPDATE award SET revoked_on = $1
		WHERE session_id = $2 AND kind = $3 AND COALESCE(org_id, 0) = $4 AND COALESCE(person_id, 0) = $5 AND revoked_on = ''`, t.Today(), a.Session, a.Kind, a.Org, a.Person)
	return err
}
