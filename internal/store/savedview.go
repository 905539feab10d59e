package store

import (
	"context"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// SavedView is a list that a post keeps under a name.
type SavedView struct {
	ID    int64
	Name  string
	Query string
}

const viewNameMost = 30

// SavedViews lists what a post keeps, by name.
func (t *Tx) SavedViews(ctx context.Context, post int64) ([]SavedView, error) {
	return All(ctx, t, func(v *SavedView) []any { return []any{&v.ID, &v.Name, &v.Query} },
		`SELECT id, name, query FROM saved_view WHERE post_id = $1 ORDER BY name, id`, post)
}

func viewName(name string) (string, error) {
	name = suggestion.OneLine(name)
	n := len([]rune(name))
	switch {
	case n == 0:
		return "", fault.OnField("name", "field.required")
	case n > viewNameMost:
		return "", fault.OnField("name", "field.too_long", "max", viewNameMost, "length", n)
	}
	return name, nil
}

// SaveView keeps a query under a name; the same name again replaces it.
func (t *Tx) SaveView(ctx context.Context, post int64, name, query string) error {
	name, err := viewName(name)
	if err != nil {
		return err
	}
	id, err := t.NewID()
	if err != nil {
		return err
	}
	_, err = t.Exec(ctx, `INSERT INTO saved_view (id, post_id, name, query) VALUES ($1, $2, $3, $4)
		ON CONFLICT (post_id, name) DO UPDATE SET query = excluded.query`, id, post, name, query)
	return err
}

// RenameView gives a kept list another name.
func (t *Tx) RenameView(ctx context.Context, post, id int64, name string) error {
	name, err := viewName(name)
	if err != nil {
		return err
	}
	n, err := t.Exec(ctx, `UPDATE saved_view SET name = $1 WHERE id = $2 AND post_id = $3`, name, id, post)
	if IsUnique(err) {
		return fault.OnField("name", "lists.view_name_taken", "name", name)
	}
	return gone(n, err)
}

// DeleteView removes a kept list.
func (t *Tx) DeleteView(ctx context.Context, post, id int64) error {
	return gone(t.Exec(ctx, `DELETE FROM saved_view WHERE id = $1 AND post_id = $2`, id, post))
}

func gone(n int64, err error) error {
	if err == nil && n == 0 {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}
