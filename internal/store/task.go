package store

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/suggestion"
)

// taskRows are the rows of table task of a case, in order.
func taskRows(c *suggestion.Case) [][]any {
	var out [][]any
	for i, k := range access.Tasks(c) {
		due := k.Due
		if due == "" {
			due = never
		}
		out = append(out, []any{c.ID, i, c.Congress, k.Name, k.Part, k.Holder, k.Start, due, k.Except})
	}
	return out
}

const oldTasks = `SELECT DISTINCT suggestion_id FROM task WHERE except_person < 0`

// remakeTasks makes the task rows anew that an earlier program wrote without a column which the present one reads.
func (s *Store) remakeTasks(ctx context.Context) error {
	var ids []int64
	find := func(t *Tx) (err error) {
		ids, err = Column[int64](ctx, t, oldTasks)
		return err
	}
	if err := s.View(ctx, find); err != nil || len(ids) == 0 {
		return err
	}
	return s.Do(ctx, func(t *Tx) error {
		if err := find(t); err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.remakeTasks(ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *Tx) remakeTasks(ctx context.Context, id int64) error {
	doc, err := Value[string](ctx, t, `SELECT doc FROM suggestion_doc WHERE suggestion_id = $1`, id)
	if err != nil {
		return err
	}
	c, err := readDoc(id, doc)
	if err != nil {
		return err
	}
	if _, err := t.Exec(ctx, `DELETE FROM task WHERE suggestion_id = $1`, id); err != nil {
		return err
	}
	t.changed(c.Congress, c.Session)
	rows := taskRows(c)
	return Insert(ctx, t, "task", taskColumns, len(rows), func(i int) []any { return rows[i] })
}
