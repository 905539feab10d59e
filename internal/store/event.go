package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/docket"
	"huiyin/internal/handover"
	"huiyin/internal/roster"
	"huiyin/internal/suggestion"
)

// caseKind is the kind under which the log keeps the chains of cases.
const caseKind = "suggestion"

// eventContext is what of an event is needed only for its hash and its replay.
type eventContext struct {
	Pack     suggestion.PackRef `json:"pack"`
	Calendar string             `json:"calendar"`
	Opens    calendar.Day       `json:"opens,omitempty"`
	Closes   calendar.Day       `json:"closes,omitempty"`
	Why      string             `json:"why,omitempty"`
}

const eventColumns = `kind, aggregate_id, seq, congress_id, machine, part, action, from_state, to_state, relation, post_id, person_id,
	org_id, recorded_at, effective_on, context, payload, payload_hash, prev, hash`

// InsertEvents appends to the logs of cases.
func (t *Tx) InsertEvents(ctx context.Context, events []suggestion.Event) error {
	return t.insertEvents(ctx, caseKind, events)
}

// Moment is the instant at which the next event of a log is recorded, and its day; seq is that of its newest event. A machine's clock that has jumped
// back does not make the record run backwards: the log's time stands still until the clock has caught up. Cases bring theirs along (Loaded).
func (t *Tx) Moment(ctx context.Context, kind string, id int64, seq int) (at int64, day calendar.Day, err error) {
	if seq > 0 {
		at, err = Value[int64](ctx, t, `SELECT recorded_at FROM event WHERE kind = $1 AND aggregate_id = $2 AND seq = $3`, kind, id, seq)
	}
	at = max(at, t.Now)
	return at, dayOf(at), err
}

func (t *Tx) insertEvents(ctx context.Context, kind string, events []suggestion.Event) error {
	log := make([]kindEvent, len(events))
	for i := range events {
		log[i] = kindEvent{kind, &events[i]}
	}
	return t.insertLog(ctx, log)
}

// kindEvent is an event with the kind of its chain.
type kindEvent struct {
	kind string
	*suggestion.Event
}

func (t *Tx) insertLog(ctx context.Context, events []kindEvent) error {
	if err := t.useFiles(ctx, events); err != nil {
		return err
	}
	contexts := make([]string, len(events))
	for i, e := range events {
		b, err := json.Marshal(eventContext{e.Pack, e.Calendar, e.Opens, e.Closes, e.Why})
		if err != nil {
			return fmt.Errorf("event: %w", err)
		}
		contexts[i] = string(b)
	}
	return Insert(ctx, t, "event", eventColumns, len(events), func(i int) []any {
		e := events[i]
		return []any{
			e.kind, e.Case, e.Seq, e.Congress, e.Machine, e.Part, e.Action, e.From, e.To, e.By, e.Post, e.Person, e.Org, e.At,
			e.On, contexts[i], string(e.Payload), e.PayloadHash, e.Prev, e.Hash,
		}
	})
}

type eventRow struct {
	suggestion.Event
	context string
	payload *string
}

func eventPlaces(r *eventRow) []any {
	e := &r.Event
	return []any{
		&e.Case, &e.Seq, &e.Congress, &e.Machine, &e.Part, &e.Action, &e.From, &e.To, &e.By, &e.Post, &e.Person, &e.Org, &e.At,
		&e.On, &r.context, &r.payload, &e.PayloadHash, &e.Prev, &e.Hash,
	}
}

// logReader puts events together from their rows. Those of one log mostly share the context of the one before.
type logReader struct {
	last string
	is   eventContext
}

func (l *logReader) read(r eventRow) (suggestion.Event, error) {
	if r.context != l.last {
		l.last, l.is = "", eventContext{}
		if err := json.Unmarshal([]byte(r.context), &l.is); err != nil {
			return r.Event, err
		}
		l.last = r.context
	}
	e, c := r.Event, l.is
	e.Pack, e.Calendar, e.Opens, e.Closes, e.Why = c.Pack, c.Calendar, c.Opens, c.Closes, c.Why
	if r.payload != nil {
		e.Payload = json.RawMessage(*r.payload)
	}
	return e, nil
}

// Events returns the log of a case in order.
func (t *Tx) Events(ctx context.Context, id int64) ([]suggestion.Event, error) {
	return t.EventsOf(ctx, caseKind, id)
}

// LogOf is Events for those who show a case that they have read: the log is kept until the case has another entry.
func (t *Tx) LogOf(ctx context.Context, c *suggestion.Case) ([]suggestion.Event, error) {
	if !t.reading {
		return t.Events(ctx, c.ID)
	}
	key, at := keyOf(c.Congress, c.ID, "log", nil), stamp{changes: int64(c.Seq)}
	if old, ok := t.s.counted.get(key, at); ok {
		return slices.Clone(old.([]suggestion.Event)), nil
	}
	log, err := t.Events(ctx, c.ID)
	if err == nil && len(log) == c.Seq { // of a log that somebody has shortened nothing is kept
		t.s.counted.put(key, keptCount{at, log, len(log)})
	}
	return slices.Clone(log), err
}

// EventsOf returns the log of an aggregate of any kind in order.
func (t *Tx) EventsOf(ctx context.Context, kind string, id int64) ([]suggestion.Event, error) {
	rows, err := All(ctx, t, eventPlaces, `
		SELECT aggregate_id, seq, congress_id, machine, part, action, from_state, to_state, relation, post_id, person_id, org_id,
			recorded_at, effective_on, context, payload, payload_hash, prev, hash
		FROM event WHERE kind = $1 AND aggregate_id = $2 ORDER BY seq`, kind, id)
	if err != nil {
		return nil, err
	}
	out := make([]suggestion.Event, len(rows))
	var reader logReader
	for i, r := range rows {
		if out[i], err = reader.read(r); err != nil {
			return nil, fmt.Errorf("event %d of %s %d: %w", r.Seq, kind, id, err)
		}
	}
	return out, nil
}

// SessionLogs calls fn with the log of every suggestion of a congress's session, in the order of their ids.
func (t *Tx) SessionLogs(ctx context.Context, congress, session int64, fn func(id int64, log []suggestion.Event) error) error {
	rows, err := All(ctx, t, eventPlaces, `
		SELECT e.aggregate_id, e.seq, e.congress_id, e.machine, e.part, e.action, e.from_state, e.to_state, e.relation, e.post_id, e.person_id, e.org_id,
			e.recorded_at, e.effective_on, e.context, e.payload, e.payload_hash, e.prev, e.hash
		FROM event e JOIN suggestion s ON s.id = e.aggregate_id
		WHERE e.kind = $1 AND s.congress_id = $2 AND s.session_id = $3 AND `+visible+` ORDER BY e.aggregate_id, e.seq`, caseKind, congress, session)
	if err != nil {
		return err
	}
	var reader logReader
	for from := 0; from < len(rows); {
		to := from
		var log []suggestion.Event
		for ; to < len(rows) && rows[to].Case == rows[from].Case; to++ {
			e, err := reader.read(rows[to])
			if err != nil {
				return err
			}
			log = append(log, e)
		}
		if err := fn(rows[from].Case, log); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// syncRules makes the database know every step that the tables allow; the log refers to these rows. Steps of older
// versions stay, because old events still refer to them.
func (s *Store) syncRules(ctx context.Context) error {
	var missing []suggestion.Transition
	err := s.View(ctx, func(t *Tx) error {
		have, err := All(ctx, t, func(r *suggestion.Transition) []any { return []any{&r.Machine, &r.From, &r.Do, &r.To} },
			`SELECT machine, from_state, action, to_state FROM lifecycle_rule`)
		missing = nil
		for _, r := range slices.Concat(suggestion.Transitions(), handover.Transitions(), roster.Transitions(), docket.Transitions()) {
			if !slices.Contains(have, r) {
				missing = append(missing, r)
			}
		}
		return err
	})
	if err != nil || len(missing) == 0 {
		return err // opening an installation that is at work elsewhere does not wait for its writers
	}
	return s.Do(ctx, func(t *Tx) error {
		for _, r := range missing {
			_, err := t.Exec(ctx, `
				INSERT INTO lifecycle_rule (machine, from_state, action, to_state) VALUES ($1, $2, $3, $4)
				ON CONFLICT DO NOTHING`, r.Machine, r.From, r.Do, r.To)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
