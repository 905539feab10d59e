package store

import (
	"context"

	"huiyin/internal/org"
)

const categoryNames = `id, congress_id, parent_id, code, name, position, ended_on`

func categoryPlaces(c *org.Category) []any {
	return []any{&c.ID, &c.Congress, Zero(&c.Parent), &c.Code, &c.Name, &c.Position, &c.Ended}
}

func categoryValues(c org.Category) []any {
	return []any{c.ID, c.Congress, Null(c.Parent), c.Code, c.Name, c.Position, c.Ended}
}

// Categories lists a congress's dictionary of matters, first-level entries before second-level ones, each in its order.
func (t *Tx) Categories(ctx context.Context, congress int64) ([]org.Category, error) {
	return All(ctx, t, categoryPlaces, `SELECT `+categoryNames+` FROM category WHERE congress_id = $1
		ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, position, code`, congress)
}

// SaveCategory adds an entry or replaces what is stored under its id. A code used twice in the congress is a fault of kind Conflict.
func (t *Tx) SaveCategory(ctx context.Context, c org.Category) error {
	_, err := t.Exec(ctx, `INSERT INTO category (`+categoryNames+`) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, code = excluded.code, name = excluded.name,
		position = excluded.position, ended_on = excluded.ended_on`, categoryValues(c)...)
	if err != nil {
		return codeTaken(err, c.Code)
	}
	return t.touch(ctx, c.Congress)
}

// InsertCategories adds many entries of one congress at once, first-level ones first.
func (t *Tx) InsertCategories(ctx context.Context, list []org.Category) error {
	if len(list) == 0 {
		return nil
	}
	if err := Insert(ctx, t, "category", categoryNames, len(list), func(i int) []any { return categoryValues(list[i]) }); err != nil {
		return err
	}
	return t.touch(ctx, list[0].Congress)
}
