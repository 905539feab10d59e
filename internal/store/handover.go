package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Handover loads a hand-over list.
func (t *Tx) Handover(ctx context.Context, id int64) (*handover.List, error) {
	doc, err := Value[string](ctx, t, `SELECT doc FROM handover WHERE id = $1`, id)
	if err != nil {
		return nil, err
	}
	l, err := readHandover(doc)
	if err != nil {
		return nil, fmt.Errorf("hand-over list %d: %w", id, err)
	}
	return l, nil
}

func readHandover(doc string) (l *handover.List, err error) {
	l = &handover.List{}
	return l, json.Unmarshal([]byte(doc), l)
}

// Handovers lists a congress's hand-over lists of a session, newest first, without those that cannot be read (ADR 129).
func (t *Tx) Handovers(ctx context.Context, congress, session int64) ([]*handover.List, error) {
	docs, err := Column[string](ctx, t, `SELECT doc FROM handover WHERE congress_id = $1 AND session_id = $2 ORDER BY id DESC`, congress, session)
	if err != nil {
		return nil, err
	}
	return readHandovers(docs), nil
}

// HandoverRow is one line of the hand-over lists.
type HandoverRow struct {
	ID         int64
	State      flow.State
	Title      string
	On         calendar.Day
	Cases      int // how many
	Meeting    bool
	Unreadable bool // what is told is what the table's columns say
	doc        string
}

// HandoverPage lists a congress's hand-over lists of a session, or for 0 of all, the latest day first, from a place on, and says how many there are.
func (t *Tx) HandoverPage(ctx context.Context, congress, session int64, from, limit int) (rows []HandoverRow, total int, err error) {
	var w Where
	w.And("congress_id = ?", congress)
	w.AndIf(session != 0, "session_id = ?", session)
	if total, err = Value[int](ctx, t, `SELECT COUNT(*) FROM handover`+w.String(), w.Args()...); err != nil {
		return nil, 0, err
	}
	rows, err = All(ctx, t, func(r *HandoverRow) []any { return []any{&r.ID, &r.State, &r.Title, &r.On, &r.Cases, &r.doc} },
		`SELECT id, state, title, held_on, cases, doc FROM handover`+w.String()+` ORDER BY held_on DESC, id DESC LIMIT `+strconv.Itoa(limit)+` OFFSET `+strconv.Itoa(from), w.Args()...)
	for i, r := range rows {
		if l, err := readHandover(r.doc); err != nil {
			rows[i].Unreadable = true
		} else {
			rows[i].Meeting = l.Meeting
		}
	}
	return rows, total, err
}

// HandoversWaiting lists the hand-over lists of any session on which something waits for an actor, the oldest first: work of an earlier session is not
// done by the opening of the next.
func (t *Tx) HandoversWaiting(ctx context.Context, a org.Actor) ([]*handover.List, error) {
	if !handover.Reads(a.Post.Role) {
		return nil, nil
	}
	d, err := t.Directory(ctx, a.Post.Congress)
	if err != nil {
		return nil, err
	}
	lists, err := t.HandoversPrepared(ctx, a.Post.Congress)
	return slices.DeleteFunc(lists, func(l *handover.List) bool { return l.Task(a, d, t.Today()) == "" }), err
}

// HandoversPrepared lists the hand-over lists of a congress that hand over what stands on them one day, of any session, the oldest first.
func (t *Tx) HandoversPrepared(ctx context.Context, congress int64) ([]*handover.List, error) {
	docs, err := Column[string](ctx, t, `SELECT doc FROM handover WHERE congress_id = $1 AND state IN ($2, $3) ORDER BY id`, congress, handover.Open, handover.Proposed)
	if err != nil {
		return nil, err
	}
	return readHandovers(docs), nil
}

// readHandovers reads documents, but for those that cannot be read: for verify to name them, and for nobody else to stumble over.
func readHandovers(docs []string) (out []*handover.List) {
	for _, d := range docs {
		if l, err := readHandover(d); err == nil {
			out = append(out, l)
		}
	}
	return out
}

// SaveHandover writes a list and the event that changed it. The row must still be the one the event follows.
func (t *Tx) SaveHandover(ctx context.Context, l *handover.List, e suggestion.Event) error {
	doc, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("hand-over list: %w", err)
	}
	if e.Seq == 1 {
		return t.InsertHandover(ctx, l, []suggestion.Event{e})
	}
	n, err := t.Exec(ctx, `UPDATE handover SET state = $1, title = $2, held_on = $3, cases = $4, seq = $5, doc = $6 WHERE id = $7 AND seq = $8`,
		l.State, l.Title, l.On, len(l.Cases), l.Seq, string(doc), l.ID, l.Seq-1)
	if err != nil {
		return err
	}
	if n == 0 {
		now, err := t.Handover(ctx, l.ID)
		if err != nil {
			return err
		}
		return fault.New(fault.Conflict, "fault.moved_on", "state", fault.Word("state.handover."+string(now.State)))
	}
	return t.insertEvents(ctx, handover.Kind, []suggestion.Event{e})
}

// InsertHandover writes a list that is not in the database yet, with its whole log.
func (t *Tx) InsertHandover(ctx context.Context, l *handover.List, events []suggestion.Event) error {
	doc, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("hand-over list: %w", err)
	}
	err = Insert(ctx, t, "handover", "id, congress_id, session_id, state, title, held_on, cases, seq, doc", 1, func(int) []any {
		return []any{l.ID, l.Congress, l.Session, l.State, l.Title, l.On, len(l.Cases), l.Seq, string(doc)}
	})
	if err != nil {
		return err
	}
	return t.insertEvents(ctx, handover.Kind, events)
}

// StoredHandover is a list as the database really holds it, with its log, nothing trusted.
type StoredHandover struct {
	ID           int64
	Congress     int64
	Session      int64
	State, Title string
	On           string
	Cases, Seq   int64
	Doc          string
	Events       []suggestion.Event
}

// AuditHandovers reads every hand-over list and every log of one, whether or not the other is there.
func (t *Tx) AuditHandovers(ctx context.Context, fn func(StoredHandover) error) error {
	ids, err := Column[int64](ctx, t, `SELECT id FROM handover UNION SELECT aggregate_id FROM event WHERE kind = $1 ORDER BY 1`, handover.Kind)
	if err != nil {
		return err
	}
	for _, id := range ids {
		list, err := All(ctx, t, func(l *StoredHandover) []any {
			return []any{&l.Congress, &l.Session, &l.State, &l.Title, &l.On, &l.Cases, &l.Seq, &l.Doc}
		},
			`SELECT congress_id, session_id, state, title, held_on, cases, seq, doc FROM handover WHERE id = $1`, id)
		if err != nil {
			return err
		}
		l := StoredHandover{}
		if len(list) == 1 {
			l = list[0]
		}
		l.ID = id
		if l.Events, err = t.EventsOf(ctx, handover.Kind, id); err != nil {
			return err
		}
		if err := fn(l); err != nil {
			return err
		}
	}
	return nil
}
