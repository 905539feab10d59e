package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// Loaded is a case as it stands in the database, ready to be changed and saved inside the same transaction.
type Loaded struct {
	*suggestion.Case
	changed int64 // instant of its last act; 0 for a new case
	session int64 // in which it was read; 0 for a new case
	before  projection
	version int // of the row that was read: saving checks it
}

// docOf reads the document of a case that is not hidden by an import under way.
const docOf = `SELECT d.doc FROM suggestion_doc d JOIN suggestion s ON s.id = d.suggestion_id WHERE d.suggestion_id = $1 AND ` + visible

const docToChange = `SELECT d.doc, s.changed_at FROM suggestion_doc d JOIN suggestion s ON s.id = d.suggestion_id WHERE d.suggestion_id = $1 AND ` + visible

type docAt struct {
	doc string
	at  int64
}

// Moment is the instant at which an act on the case is recorded, and its day. A machine's clock that has jumped back does not make the
// record run backwards: the case's time stands still until the clock has caught up.
func (l *Loaded) Moment(t *Tx) (int64, calendar.Day) {
	at := max(t.Now, l.changed)
	return at, dayOf(at)
}

// Case loads a case whole. An unknown id is a fault of kind NotFound; whether the actor may see it is for the caller to ask.
func (t *Tx) Case(ctx context.Context, id int64) (*Loaded, error) {
	row, err := One(ctx, t, func(d *docAt) []any { return []any{&d.doc, &d.at} }, docToChange, id)
	if err != nil {
		return nil, err
	}
	c, err := readDoc(id, row.doc)
	if err != nil {
		return nil, err
	}
	return &Loaded{Case: c, changed: row.at, session: c.Session, before: t.s.project(c), version: c.Seq}, nil
}

// ReadCase loads a case for reading only: it cannot be saved.
func (t *Tx) ReadCase(ctx context.Context, id int64) (*suggestion.Case, error) {
	doc, err := Value[string](ctx, t, docOf, id)
	if err != nil {
		return nil, err
	}
	return readDoc(id, doc)
}

func readDoc(id int64, doc string) (*suggestion.Case, error) {
	c := &suggestion.Case{}
	if err := json.Unmarshal([]byte(doc), c); err != nil {
		return nil, fmt.Errorf("case %d: %w", id, err)
	}
	return c, nil
}

// NewCase prepares a case that is not in the database yet.
func NewCase(id int64) *Loaded { return &Loaded{Case: &suggestion.Case{ID: id}} }

// SaveCase writes a changed case and its events. The row must still be the one that was loaded.
func (t *Tx) SaveCase(ctx context.Context, l *Loaded, events []suggestion.Event) error {
	doc, err := json.Marshal(l.Case)
	if err != nil {
		return fmt.Errorf("case %d: %w", l.ID, err)
	}
	after := t.s.project(l.Case)
	if l.version == 0 {
		if err := t.insertHead(ctx, l.Case, after.head, string(doc)); err != nil {
			return err
		}
	} else if err := t.updateHead(ctx, l, after.head, string(doc), l.moved(t, events)); err != nil {
		return err
	}
	if err := t.replaceRows(ctx, l.ID, l.before, after); err != nil {
		return err
	}
	if err := t.rereadIfChanged(ctx, l.ID, l.before, after); err != nil {
		return err
	}
	t.changed(l.Congress, l.Session)
	if l.session != 0 { // a draft is submitted in the session of that day
		t.changed(l.Congress, l.session)
	}
	l.before, l.version, l.session = after, l.Seq, l.Session
	return t.InsertEvents(ctx, events)
}

func (t *Tx) insertHead(ctx context.Context, c *suggestion.Case, head []any, doc string) error {
	err := Insert(ctx, t, "suggestion", "id, changed_at, "+headColumns, 1, func(int) []any {
		return append([]any{c.ID, t.Now}, head...)
	})
	if err != nil {
		return numberTaken(err)
	}
	return Insert(ctx, t, "suggestion_doc", "suggestion_id, doc", 1, func(int) []any { return []any{c.ID, doc} })
}

var updateHeadSQL = func() string {
	var b strings.Builder
	b.WriteString("UPDATE suggestion SET changed_at = CASE WHEN CAST($1 AS BIGINT) = 0 THEN changed_at ELSE CAST($1 AS BIGINT) END")
	for i, col := range strings.Split(headColumns, ",") {
		b.WriteString(", " + strings.TrimSpace(col) + " = $" + strconv.Itoa(i+2))
	}
	n := strings.Count(headColumns, ",") + 1
	b.WriteString(" WHERE id = $" + strconv.Itoa(n+2) + " AND seq = $" + strconv.Itoa(n+3))
	return b.String()
}()

// moved is the instant by which lists are ordered; 0 when nothing happened that everybody who sees the case may know of.
func (l *Loaded) moved(t *Tx, events []suggestion.Event) int64 {
	at, _ := l.Moment(t)
	l.changed = at
	for _, e := range events {
		if !access.Confided(e.Action) {
			return at
		}
	}
	return 0
}

func (t *Tx) updateHead(ctx context.Context, l *Loaded, head []any, doc string, changed int64) error {
	args := append([]any{changed}, head...)
	n, err := t.Exec(ctx, updateHeadSQL, append(args, l.ID, l.version)...)
	if err != nil {
		return numberTaken(err)
	}
	if n == 0 {
		return fault.New(fault.Conflict, "fault.conflict")
	}
	_, err = t.Exec(ctx, `UPDATE suggestion_doc SET doc = $1 WHERE suggestion_id = $2`, doc, l.ID)
	return err
}

// numberTaken turns the database's refusal of a second case with the same number into a complaint beside the field.
func numberTaken(err error) error {
	if IsUnique(err) {
		return fault.OnField("number", "field.number_taken")
	}
	return err
}

// NumberTaken reports whether another case of the same session and stream bears a number.
func (t *Tx) NumberTaken(ctx context.Context, c *suggestion.Case, number string) (bool, error) {
	ids, err := Column[int64](ctx, t, `SELECT id FROM suggestion WHERE congress_id = $1 AND session_id = $2 AND stream = $3 AND number = $4 AND id <> $5`,
		c.Congress, c.Session, string(c.Stream), number, c.ID)
	return len(ids) > 0, err
}

// projected are the tables made from a case, with the columns of their rows and of their keys.
var projected = []struct {
	table, columns, key string
	rows                func(projection) map[any][]any
}{
	{"party", "suggestion_id, holder", "holder", func(p projection) map[any][]any { return p.parties }},
	{
		"assignment", `suggestion_id, part, congress_id, session_id, unit_id, special_id, assigned_by, role, state, round, class, outcome,
		attitude, result, first_result, refusals, assigned_on, signed_on, first_on, replied_on, rated_on, reply_state, contacts, instructed,
		met, visited, sign_due, answer_due, timing, redo_due, redo_timing, effect, effect_open`,
		"part", func(p projection) map[any][]any { return p.assignments },
	},
	{
		"clock", `suggestion_id, position, congress_id, part, name, start_on, raw_on, due_on, was_on, stopped_on, running, provisional, unit_id`,
		"position", func(p projection) map[any][]any { return p.clocks },
	},
	{
		"commitment", `suggestion_id, part, congress_id, session_id, unit_id, state, words, due_on, first_due_on, done_on, rated, percent, rated_on, report_by,
			made_year, year, term, made_by, files, start_on`,
		"part", func(p projection) map[any][]any { return p.commitments },
	},
	{
		"evaluation", `suggestion_id, part, congress_id, session_id, unit_id, round, attitude, result, on_day`,
		"part", func(p projection) map[any][]any { return p.evaluations },
	},
	{
		"proposed_share", `suggestion_id, position, unit_id, role`,
		"position", func(p projection) map[any][]any { return p.proposed },
	},
	{
		"instruction", `suggestion_id, part, congress_id, by_post, holder, state, given_on, until_on, asked_on`,
		"part", func(p projection) map[any][]any { return p.instructed },
	},
	{
		"task", taskColumns,
		"position", func(p projection) map[any][]any { return p.tasks },
	},
}

const taskColumns = `suggestion_id, position, congress_id, name, part, holder, start_on, due_on, except_person`

// replaceRows writes the rows that differ between two projections of the same case, and no others.
func (t *Tx) replaceRows(ctx context.Context, id int64, before, after projection) error {
	for _, m := range projected {
		was, now := m.rows(before), m.rows(after)
		for k, row := range was {
			if reflect.DeepEqual(row, now[k]) {
				continue
			}
			if _, err := t.Exec(ctx, "DELETE FROM "+m.table+" WHERE suggestion_id = $1 AND "+m.key+" = $2", id, k); err != nil {
				return err
			}
		}
		var add [][]any
		for k, row := range now {
			if !reflect.DeepEqual(row, was[k]) {
				add = append(add, row)
			}
		}
		if err := Insert(ctx, t, m.table, m.columns, len(add), func(i int) []any { return add[i] }); err != nil {
			return err
		}
	}
	return nil
}

// InsertCases saves many new cases with their events in few statements, for imports and the demonstration.
func (t *Tx) InsertCases(ctx context.Context, cases []*suggestion.Case, events []suggestion.Event) error {
	return t.insertCases(ctx, 0, cases, events)
}

func (t *Tx) insertCases(ctx context.Context, batch int64, cases []*suggestion.Case, events []suggestion.Event) error {
	heads := make([]projection, len(cases))
	for i, c := range cases {
		heads[i] = t.s.project(c)
	}
	err := Insert(ctx, t, "suggestion", "id, changed_at, batch, "+headColumns, len(cases), func(i int) []any {
		return append([]any{cases[i].ID, t.Now, batch}, heads[i].head...)
	})
	if err != nil {
		return numberTaken(err)
	}
	var waiting []int64
	docs := make([]string, len(cases))
	for i, c := range cases {
		if isSaid(heads[i].said) {
			waiting = append(waiting, c.ID)
		}
		b, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("case %d: %w", c.ID, err)
		}
		docs[i] = string(b)
	}
	err = Insert(ctx, t, "suggestion_doc", "suggestion_id, doc", len(cases), func(i int) []any { return []any{cases[i].ID, docs[i]} })
	if err != nil {
		return err
	}
	for _, m := range projected {
		var rows [][]any
		for i := range cases {
			for _, r := range m.rows(heads[i]) {
				rows = append(rows, r)
			}
		}
		if err := Insert(ctx, t, m.table, m.columns, len(rows), func(i int) []any { return rows[i] }); err != nil {
			return err
		}
	}
	if err := t.reread(ctx, waiting...); err != nil {
		return err
	}
	if batch == 0 { // what an import hides is told of when it is done
		for _, c := range cases {
			t.changed(c.Congress, c.Session)
		}
	}
	return t.InsertEvents(ctx, events)
}
