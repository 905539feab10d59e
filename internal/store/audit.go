package store

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"

	"huiyin/internal/suggestion"
)

// Stored is a case as the database really holds it, nothing trusted: the document's text, every row made from it, and its log.
type Stored struct {
	ID     int64
	HasRow bool // false for a log whose case is gone
	Hidden bool // by an import that is not finished
	Doc    string
	Events []suggestion.Event
	rows   map[string][][]any
}

// Batch is a run of cases in the order of their ids.
type Batch struct {
	Cases []*Stored
	Upto  int64 // go on after this id
	Last  bool
}

// Audit reads up to limit cases with ids above after, and every log in the same range of ids whether or not it has a case.
func (t *Tx) Audit(ctx context.Context, after int64, limit int) (Batch, error) {
	ids, err := Column[int64](ctx, t, `
		SELECT id FROM (SELECT id FROM suggestion WHERE id > $1 UNION SELECT DISTINCT aggregate_id FROM event WHERE kind = $2 AND aggregate_id > $1) AS known
		ORDER BY id LIMIT $3`, after, caseKind, limit)
	if err != nil {
		return Batch{}, err
	}
	b := Batch{Last: len(ids) < limit, Upto: math.MaxInt64}
	if !b.Last {
		b.Upto = ids[len(ids)-1]
	}
	at := map[int64]*Stored{}
	for _, id := range ids {
		c := &Stored{ID: id, rows: map[string][][]any{}}
		at[id] = c
		b.Cases = append(b.Cases, c)
	}
	if err := t.auditRows(ctx, at, "suggestion", "id", "id, "+headColumns, after, b.Upto); err != nil {
		return b, err
	}
	for _, m := range projected {
		if err := t.auditRows(ctx, at, m.table, "suggestion_id", m.columns, after, b.Upto); err != nil {
			return b, err
		}
	}
	hidden, err := Column[int64](ctx, t, `SELECT s.id FROM suggestion s WHERE s.id > $1 AND s.id <= $2 AND NOT `+visible, after, b.Upto)
	if err != nil {
		return b, err
	}
	for _, id := range hidden {
		if c := at[id]; c != nil {
			c.Hidden = true
		}
	}
	for _, c := range b.Cases {
		c.HasRow = len(c.rows["suggestion"]) > 0
	}
	if err := t.auditDocs(ctx, at, after, b.Upto); err != nil {
		return b, err
	}
	return b, t.auditEvents(ctx, at, after, b.Upto)
}

func (t *Tx) auditRows(ctx context.Context, at map[int64]*Stored, table, id, columns string, after, upto int64) error {
	rows, err := t.tx.QueryContext(ctx, "SELECT "+id+", "+columns+" FROM "+table+" WHERE "+id+" > $1 AND "+id+" <= $2", after, upto)
	if err != nil {
		return err
	}
	defer rows.Close()
	width := strings.Count(columns, ",") + 1
	for rows.Next() {
		var owner int64
		values := make([]any, width)
		places := []any{&owner}
		for i := range values {
			places = append(places, &values[i])
		}
		if err := rows.Scan(places...); err != nil {
			return err
		}
		if c := at[owner]; c != nil {
			c.rows[table] = append(c.rows[table], values)
		}
	}
	return rows.Err()
}

func (t *Tx) auditDocs(ctx context.Context, at map[int64]*Stored, after, upto int64) error {
	type row struct {
		id  int64
		doc string
	}
	docs, err := All(ctx, t, func(r *row) []any { return []any{&r.id, &r.doc} },
		`SELECT suggestion_id, doc FROM suggestion_doc WHERE suggestion_id > $1 AND suggestion_id <= $2`, after, upto)
	for _, d := range docs {
		if c := at[d.id]; c != nil {
			c.Doc = d.doc
		}
	}
	return err
}

func (t *Tx) auditEvents(ctx context.Context, at map[int64]*Stored, after, upto int64) error {
	events, err := t.eventsBetween(ctx, caseKind, after, upto)
	for _, e := range events {
		if s := at[e.Case]; s != nil {
			s.Events = append(s.Events, e)
		}
	}
	return err
}

// eventsBetween reads the logs of a kind with ids in a range, as they are.
func (t *Tx) eventsBetween(ctx context.Context, kind string, after, upto int64) ([]suggestion.Event, error) {
	rows, err := All(ctx, t, eventPlaces, `
		SELECT aggregate_id, seq, congress_id, machine, part, action, from_state, to_state, relation, post_id, person_id, org_id,
			recorded_at, effective_on, context, payload, payload_hash, prev, hash
		FROM event WHERE kind = $1 AND aggregate_id > $2 AND aggregate_id <= $3 ORDER BY aggregate_id, seq`, kind, after, upto)
	out := make([]suggestion.Event, len(rows))
	for i, r := range rows {
		var c eventContext
		_ = json.Unmarshal([]byte(r.context), &c) // what cannot be read leaves a context that the hash does not fit
		e := r.Event
		e.Pack, e.Calendar, e.Opens, e.Closes, e.Why = c.Pack, c.Calendar, c.Opens, c.Closes, c.Why
		if r.payload != nil {
			e.Payload = json.RawMessage(*r.payload)
		}
		out[i] = e
	}
	return out, err
}

// CompareRows compares the rows of a stored case with those that the case c would have, and names the first difference as
// table.column, or as the table when a row is missing or too many; empty when all agree.
func (s *Store) CompareRows(got *Stored, c *suggestion.Case) string {
	want := s.project(c)
	head := append([]any{c.ID}, want.head...)
	if n := len(got.rows["suggestion"]); n != 1 {
		return "suggestion"
	}
	if i := differs(head, got.rows["suggestion"][0]); i >= 0 {
		return "suggestion." + nameOf("id, "+headColumns, i)
	}
	for _, m := range projected {
		if where := compareTable(m.table, m.columns, m.rows(want), got.rows[m.table]); where != "" {
			return where
		}
	}
	return ""
}

// compareTable relies on the second column being the key within the case.
func compareTable(table, columns string, want map[any][]any, got [][]any) string {
	byKey := map[string][]any{}
	for _, row := range got {
		byKey[fmt.Sprint(plain(row[1]))] = row
	}
	if len(byKey) != len(want) {
		return table
	}
	for k, row := range want {
		found, ok := byKey[fmt.Sprint(plain(k))]
		if !ok {
			return table
		}
		if i := differs(row, found); i >= 0 {
			return table + "." + nameOf(columns, i)
		}
	}
	return ""
}

func nameOf(columns string, i int) string { return strings.TrimSpace(strings.Split(columns, ",")[i]) }

func differs(want, got []any) int {
	for i := range want {
		w, g := plain(want[i]), plain(got[i])
		if b, ok := w.(bool); ok {
			if n, ok := g.(int64); ok && (n == 1) == b && n>>1 == 0 {
				continue
			}
		}
		if w != g {
			return i
		}
	}
	return -1
}

// plain reduces a value to the few kinds that both the program and the drivers give.
func plain(v any) any {
	if b, ok := v.([]byte); ok {
		return string(b)
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Invalid:
		return nil
	case reflect.String:
		return r.String()
	case reflect.Int, reflect.Int64, reflect.Int32:
		return r.Int()
	case reflect.Bool:
		return r.Bool()
	}
	return v
}
