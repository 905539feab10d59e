package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"modernc.org/sqlite"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// Past opens a store in memory that holds one session's cases as they stood at the end of a day, replayed from their logs: what
// was recorded later has not happened in it. Every question that the store answers about today it answers about that day, by the
// same statements. Bodies, people and awards are those of now. Close it after use.
func (s *Store) Past(ctx context.Context, session int64, day calendar.Day) (*Store, error) {
	end := day.AddDays(1).Time().Add(-8*time.Hour - time.Millisecond)
	p := &Store{engine: SQLite, now: func() time.Time { return end }}
	c, err := sqlite.NewConnector("file:past?mode=memory&_pragma=foreign_keys(0)")
	if err != nil {
		return nil, err
	}
	p.write = sql.OpenDB(c) // the database lives as long as its one connection
	p.write.SetMaxOpenConns(1)
	p.read = p.write
	p.rules.Store(s.rules.Load())
	if err = p.migrate(ctx, Options{}); err == nil {
		err = s.View(ctx, func(from *Tx) error {
			return p.Do(ctx, func(to *Tx) error { return copyPast(ctx, from, to, session, end.UnixMilli()) })
		})
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Begun returns the day on which the first fact about a session's cases was recorded; NotFound when there is none.
func (t *Tx) Begun(ctx context.Context, session int64) (calendar.Day, error) {
	var first sql.NullInt64
	_, err := One(ctx, t, func(*struct{}) []any { return []any{&first} }, `
		SELECT MIN(e.recorded_at) FROM event e JOIN suggestion s ON s.id = e.aggregate_id
		WHERE e.kind = '`+caseKind+`' AND s.session_id = $1 AND s.`+visible, session)
	if err == nil && !first.Valid {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return dayOf(first.Int64), err
}

func copyPast(ctx context.Context, from, to *Tx, session, until int64) error {
	s, err := from.Session(ctx, session)
	if err != nil {
		return err
	}
	for _, k := range []struct {
		table, which string
		id           int64
	}{
		{"congress", "id = $1", s.Congress},
		{"session", "congress_id = $1", s.Congress},
		{"org", "congress_id = $1", s.Congress},
		{"org_alias", "org_id IN (SELECT id FROM org WHERE congress_id = $1)", s.Congress},
		{"org_former", "org_id IN (SELECT id FROM org WHERE congress_id = $1)", s.Congress},
		{"person", "id IN (SELECT person_id FROM post WHERE congress_id = $1)", s.Congress},
		{"post", "congress_id = $1", s.Congress},
		{"category", "congress_id = $1", s.Congress},
		{"award", "session_id = $1", session},
	} {
		if err := copyRows(ctx, from, to, k.table, k.which, k.id); err != nil {
			return err
		}
	}
	logs, err := from.logsUntil(ctx, session, until)
	if err != nil {
		return err
	}
	w := suggestion.World{Packs: from.s.Packs(), Calendar: from.s.CalendarAt}
	var cases []*suggestion.Case
	for _, log := range logs {
		c, err := suggestion.Replay(log[0].Case, log, w)
		if err != nil {
			return err
		}
		if c.Session == session {
			cases = append(cases, c)
		}
	}
	return to.InsertCases(ctx, cases, nil)
}

// copyRows copies the rows of a table from one database into another of the same schema.
func copyRows(ctx context.Context, from, to *Tx, table, which string, id int64) error {
	rows, err := from.tx.QueryContext(ctx, "SELECT * FROM "+table+" WHERE "+which, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	var all [][]any
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			return err
		}
		all = append(all, values)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return Insert(ctx, to, table, strings.Join(columns, ", "), len(all), func(i int) []any { return all[i] })
}

// logsUntil returns the logs of a session's cases as far as they were recorded by an instant, case by case.
func (t *Tx) logsUntil(ctx context.Context, session, until int64) ([][]suggestion.Event, error) {
	rows, err := All(ctx, t, eventPlaces, `
		SELECT aggregate_id, seq, congress_id, machine, part, action, from_state, to_state, relation, post_id, person_id, org_id,
			recorded_at, effective_on, context, payload, payload_hash, prev, hash
		FROM event WHERE kind = $1 AND recorded_at <= $2 AND aggregate_id IN (SELECT s.id FROM suggestion s WHERE s.session_id = $3 AND s.`+visible+`)
		ORDER BY aggregate_id, seq`, caseKind, until, session)
	if err != nil {
		return nil, err
	}
	var out [][]suggestion.Event
	for _, r := range rows {
		e, err := r.read()
		if err != nil {
			return nil, err
		}
		switch n := len(out); {
		case e.Seq == 1:
			out = append(out, []suggestion.Event{e})
		case n > 0 && out[n-1][0].Case == e.Case && len(out[n-1]) == e.Seq-1:
			out[n-1] = append(out[n-1], e)
		}
	}
	return out, nil
}
