package store

import "context"

// Award is one commendation of a year: of a unit or of a person.
type Award struct {
	ID, Congress, Session int64
	Kind                  string // unit, person
	Org, Person           int64
}

// InsertAwards adds commendations.
func (t *Tx) InsertAwards(ctx context.Context, list []Award) error {
	return Insert(ctx, t, "award", "id, congress_id, session_id, kind, org_id, person_id", len(list), func(i int) []any {
		a := list[i]
		return []any{a.ID, a.Congress, a.Session, a.Kind, Null(a.Org), Null(a.Person)}
	})
}

// Awards lists the commendations of a session's year.
func (t *Tx) Awards(ctx context.Context, session int64) ([]Award, error) {
	return All(ctx, t, func(a *Award) []any {
		return []any{&a.ID, &a.Congress, &a.Session, &a.Kind, Zero(&a.Org), Zero(&a.Person)}
	}, `SELECT id, congress_id, session_id, kind, org_id, person_id FROM award WHERE session_id = $1 ORDER BY kind, org_id, id`, session)
}

// DeleteAward takes a commendation back.
func (t *Tx) DeleteAward(ctx context.Context, a Award) error {
	_, err := t.Exec(ctx, `DELETE FROM award WHERE session_id = $1 AND kind = $2 AND COALESCE(org_id, 0) = $3 AND COALESCE(person_id, 0) = $4`, a.Session, a.Kind, a.Org, a.Person)
	return err
}
