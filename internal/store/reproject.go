package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// rowsSay is raised when the rows of old cases would say something else in the columns that they have.
const rowsSay = 6

// projectionSum names the rows that this program makes from a case. It changes with every column, so that an upgrade finds out
// by itself that the rows of old cases have to be made anew.
func projectionSum() string {
	h := sha256.New()
	h.Write([]byte(strconv.Itoa(rowsSay) + "\n"))
	h.Write([]byte(strings.Join(strings.Fields(headColumns), " ")))
	for _, m := range projected {
		h.Write([]byte("\n" + m.table + " " + strings.Join(strings.Fields(m.columns), " ")))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// reproject makes the rows of every case anew when the program makes others than the one that wrote them. Cases and their logs
// are not touched. It can be broken off and is begun again by the next start.
func (s *Store) reproject(ctx context.Context, o Options) error {
	if o.upTo > 0 {
		return nil // an old schema on the way of a restore: the start after it does this
	}
	was, sum := "", projectionSum()
	err := s.View(ctx, func(t *Tx) (err error) {
		was, err = Value[string](ctx, t, `SELECT sum FROM projection WHERE name = 'case'`)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		return err
	})
	if err != nil || was == sum {
		return err
	}
	if o.NoMigrate {
		return fault.New(fault.Conflict, "store.schema_pending")
	}
	for after, more := int64(0), true; more; {
		err := s.Do(ctx, func(t *Tx) (err error) {
			after, more, err = t.reprojectFrom(ctx, after, 200)
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.Do(ctx, func(t *Tx) error {
		_, err := t.Exec(ctx, `INSERT INTO projection (name, sum) VALUES ('case', $1) ON CONFLICT (name) DO UPDATE SET sum = excluded.sum`, sum)
		return err
	})
}

var reprojectHeadSQL = func() string {
	cols := strings.Split(headColumns, ",")
	for i, col := range cols {
		cols[i] = strings.TrimSpace(col) + " = $" + strconv.Itoa(i+1)
	}
	n := len(cols)
	return "UPDATE suggestion SET " + strings.Join(cols, ", ") + " WHERE id = $" + strconv.Itoa(n+1) + " AND seq = $" + strconv.Itoa(n+2)
}()

// reprojectFrom makes the rows of up to limit cases after an id. A case that somebody moves meanwhile is that writer's.
func (t *Tx) reprojectFrom(ctx context.Context, after int64, limit int) (upto int64, more bool, err error) {
	docs, err := Column[string](ctx, t, `SELECT doc FROM suggestion_doc WHERE suggestion_id > $1 ORDER BY suggestion_id LIMIT $2`, after, limit)
	if err != nil {
		return after, false, err
	}
	var rows []projection
	var ids []int64
	for _, doc := range docs {
		c := &suggestion.Case{}
		if err := json.Unmarshal([]byte(doc), c); err != nil {
			return after, false, fmt.Errorf("case after %d: %w", after, err)
		}
		after = c.ID
		p := t.s.project(c)
		n, err := t.Exec(ctx, reprojectHeadSQL, append(append([]any{}, p.head...), c.ID, c.Seq)...)
		if err != nil {
			return after, false, err
		}
		if n == 1 {
			rows, ids = append(rows, p), append(ids, c.ID)
			t.changed(c.Congress, c.Session)
		}
	}
	for _, m := range projected {
		var w Where
		In(&w, "suggestion_id", ids)
		if _, err := t.Exec(ctx, "DELETE FROM "+m.table+w.String(), w.Args()...); err != nil {
			return after, false, err
		}
		var add [][]any
		for _, p := range rows {
			for _, r := range m.rows(p) {
				add = append(add, r)
			}
		}
		if err := Insert(ctx, t, m.table, m.columns, len(add), func(i int) []any { return add[i] }); err != nil {
			return after, false, err
		}
	}
	return after, len(docs) == limit, nil
}
