package store

import (
	"context"

	"huiyin/internal/fault"
	"huiyin/internal/org"
)

const congressColumns = `SELECT id, code, name, level, parent_id, pack FROM congress`

func congressPlaces(c *org.Congress) []any {
	return []any{&c.ID, &c.Code, &c.Name, &c.Level, Zero(&c.Parent), &c.Pack}
}

// Congresses lists all congresses, the highest level first by id.
func (t *Tx) Congresses(ctx context.Context) ([]org.Congress, error) {
	return All(ctx, t, congressPlaces, congressColumns+` ORDER BY id`)
}

// Congress returns one congress; a fault of kind NotFound when there is none.
func (t *Tx) Congress(ctx context.Context, id int64) (org.Congress, error) {
	return One(ctx, t, congressPlaces, congressColumns+` WHERE id = $1`, id)
}

// CongressByCode finds a congress by its short code.
func (t *Tx) CongressByCode(ctx context.Context, code string) (org.Congress, error) {
	return One(ctx, t, congressPlaces, congressColumns+` WHERE code = $1`, code)
}

// SaveCongress adds a congress or replaces what is stored under its id.
func (t *Tx) SaveCongress(ctx context.Context, c org.Congress) error {
	t.touched = true
	_, err := t.Exec(ctx, `INSERT INTO congress (id, code, name, level, parent_id, pack) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, level = excluded.level,
		parent_id = excluded.parent_id, pack = excluded.pack, directory_version = congress.directory_version + 1`,
		c.ID, c.Code, c.Name, c.Level, Null(c.Parent), c.Pack)
	return codeTaken(err, c.Code)
}

// codeTaken turns the database's complaint about a second row with the same code into words.
func codeTaken(err error, code string) error {
	if IsUnique(err) {
		return fault.New(fault.Conflict, "store.code_taken", "code", code)
	}
	return err
}

// touch makes every node read a congress's directory again.
func (t *Tx) touch(ctx context.Context, congress int64) error {
	t.touched = true
	_, err := t.Exec(ctx, `UPDATE congress SET directory_version = directory_version + 1 WHERE id = $1`, congress)
	return err
}

const sessionColumns = `SELECT id, congress_id, term, number, year, opens_on, closes_on, handover_on FROM session`

func sessionPlaces(s *org.Session) []any {
	return []any{&s.ID, &s.Congress, &s.Term, &s.Number, &s.Year, &s.Opens, &s.Closes, &s.Handover}
}

// Sessions lists the meetings of a congress, the newest first; none of a congress that there is not. Callers must not change the list.
func (t *Tx) Sessions(ctx context.Context, congress int64) ([]org.Session, error) {
	d, err := t.Directory(ctx, congress)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return d.Sessions, nil
}

// Session returns one meeting; a fault of kind NotFound when there is none.
func (t *Tx) Session(ctx context.Context, id int64) (org.Session, error) {
	return One(ctx, t, sessionPlaces, sessionColumns+` WHERE id = $1`, id)
}

// SaveSession adds a meeting or replaces what is stored under its id. A second row for the same term and number is a fault
// of kind Conflict.
func (t *Tx) SaveSession(ctx context.Context, s org.Session) error {
	_, err := t.Exec(ctx, `INSERT INTO session (id, congress_id, term, number, year, opens_on, closes_on, handover_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE SET term = excluded.term, number = excluded.number, year = excluded.year,
		opens_on = excluded.opens_on, closes_on = excluded.closes_on, handover_on = excluded.handover_on`,
		s.ID, s.Congress, s.Term, s.Number, s.Year, s.Opens, s.Closes, s.Handover)
	if IsUnique(err) {
		return fault.New(fault.Conflict, "store.session_taken", "term", s.Term, "number", s.Number)
	}
	if err != nil {
		return err
	}
	return t.touch(ctx, s.Congress)
}
