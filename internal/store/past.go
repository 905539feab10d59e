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

// CutOff bounds a record by both of its dates: what was done on or before Effective, as far as it was recorded on or before Recorded.
// Every log is followed up to the first event beyond either.
type CutOff struct{ Effective, Recorded calendar.Day }

// At is the cut-off of the end of a day.
func At(day calendar.Day) CutOff { return CutOff{day, day} }

// within returns the events of a log that a cut-off keeps.
func (c CutOff) within(log []suggestion.Event) []suggestion.Event {
	for i, e := range log {
		if dayOf(e.At) > c.Recorded || e.On > c.Effective {
			return log[:i]
		}
	}
	return log
}

// Past opens a store in memory that holds a congress as it stood at a cut-off: the cases of one session with those whose promises were carried into
// its year, or the cases of all sessions for 0, the hand-over lists and every dossier, replayed from their logs by the tables, and the commendations
// written down by then. Every question that the store
// answers about today it answers about that day, by the same statements. Bodies and people are those of now. Close it after use.
func (s *Store) Past(ctx context.Context, congress, session int64, cut CutOff) (*Store, error) {
	end := cut.Effective.AddDays(1).Time().Add(-8*time.Hour - time.Millisecond)
	p := &Store{engine: SQLite, groups: newGroups(), now: func() time.Time { return end }}
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
			return p.Do(ctx, func(to *Tx) error { return copyPast(ctx, from, to, congress, session, cut) })
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
		WHERE e.kind = '`+caseKind+`' AND s.session_id = $1 AND `+visible, session)
	switch {
	case err != nil:
		return "", err
	case !first.Valid:
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	return dayOf(first.Int64), nil
}

func copyPast(ctx context.Context, from, to *Tx, congress, session int64, cut CutOff) error {
	for _, k := range []struct {
		table, which string
		id           int64
	}{
		{"congress", "id = $1", congress},
		{"session", "congress_id = $1", congress},
		{"org", "congress_id = $1", congress},
		{"org_alias", "org_id IN (SELECT id FROM org WHERE congress_id = $1)", congress},
		{"org_former", "org_id IN (SELECT id FROM org WHERE congress_id = $1)", congress},
		{"person", "id IN (SELECT person_id FROM post WHERE congress_id = $1)", congress},
		{"post", "congress_id = $1", congress},
		{"category", "congress_id = $1", congress},
		{"award", "recorded_on <= '" + string(cut.Recorded) + "' AND congress_id = $1", congress},
	} {
		if err := copyRows(ctx, from, to, k.table, k.which, k.id); err != nil {
			return err
		}
	}
	if err := copyBeside(ctx, from, to, congress, cut); err != nil {
		return err
	}
	logs, err := from.caseLogs(ctx, congress, session, cut)
	if err != nil {
		return err
	}
	year := 0
	if session != 0 {
		s, err := from.Session(ctx, session)
		if err != nil {
			return err
		}
		year = s.Year
	}
	w := suggestion.World{Packs: from.s.Packs(), Calendar: from.s.CalendarAt}
	var cases []*suggestion.Case
	for _, log := range logs {
		c, err := suggestion.Replay(log[0].Case, log, w)
		if err != nil {
			return err
		}
		if session == 0 || c.Session == session || c.CarriedInto(year) {
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

// caseLogs returns the logs of a session's cases and of those on which a promise has by now been carried into its year, or of all of a congress for
// session 0, as far as a cut-off keeps them, case by case.
func (t *Tx) caseLogs(ctx context.Context, congress, session int64, cut CutOff) ([][]suggestion.Event, error) {
	var w Where
	inner := "SELECT s.id FROM suggestion s WHERE " + visible
	if session != 0 {
		w.And("e.aggregate_id IN ("+inner+` AND (s.session_id = ? OR s.id IN (SELECT k.suggestion_id FROM session o
			JOIN commitment k ON k.congress_id = o.congress_id AND k.year >= o.year AND k.made_year < o.year WHERE o.id = ?)))`, session, session)
	} else {
		w.And("e.aggregate_id IN ("+inner+" AND s.congress_id = ?)", congress)
	}
	return t.logsUntil(ctx, congress, caseKind, cut, &w)
}

// logsUntil returns the logs of one kind of thing of a congress as far as a cut-off keeps them, one after the other; w may narrow them.
func (t *Tx) logsUntil(ctx context.Context, congress int64, kind string, cut CutOff, w *Where) ([][]suggestion.Event, error) {
	w.And("e.kind = ? AND e.congress_id = ?", kind, congress)
	rows, err := All(ctx, t, eventPlaces, `
		SELECT aggregate_id, seq, congress_id, machine, part, action, from_state, to_state, relation, post_id, person_id, org_id,
			recorded_at, effective_on, context, payload, payload_hash, prev, hash
		FROM event e`+w.String()+` ORDER BY aggregate_id, seq`, w.Args()...)
	if err != nil {
		return nil, err
	}
	var out [][]suggestion.Event
	add := func(log []suggestion.Event) {
		if kept := cut.within(log); len(kept) > 0 {
			out = append(out, kept)
		}
	}
	var log []suggestion.Event
	var reader logReader
	for _, r := range rows {
		e, err := reader.read(r)
		if err != nil {
			return nil, err
		}
		if e.Seq == 1 {
			add(log)
			log = nil
		}
		log = append(log, e)
	}
	add(log)
	return out, nil
}
