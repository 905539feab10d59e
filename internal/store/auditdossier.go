package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"huiyin/internal/dossier"
	"huiyin/internal/suggestion"
)

// StoredDossier is a dossier as the database really holds it, with its rows and its log, nothing trusted.
type StoredDossier struct {
	ID     int64
	Doc    string
	Head   string // the row's columns as text
	Rows   []string
	Events []suggestion.Event
}

// AuditDossiers reads every dossier of a kind and every log of one, whether or not the other is there.
func (t *Tx) AuditDossiers(ctx context.Context, k dossier.Kind, fn func(StoredDossier) error) error {
	ids, err := Column[int64](ctx, t, `SELECT id FROM dossier WHERE kind = $1 UNION SELECT aggregate_id FROM event WHERE kind = $1 ORDER BY 1`, k.Name())
	if err != nil {
		return err
	}
	for _, id := range ids {
		d, err := t.storedDossier(ctx, id)
		if err != nil {
			return err
		}
		if d.Events, err = t.EventsOf(ctx, k.Name(), id); err != nil {
			return err
		}
		if err := fn(d); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) storedDossier(ctx context.Context, id int64) (StoredDossier, error) {
	d := StoredDossier{ID: id}
	type row struct {
		congress, session, seq      int64
		kind, state, title, on, due string
		public                      bool
		doc                         string
	}
	list, err := All(ctx, t, func(r *row) []any {
		return []any{&r.congress, &r.session, &r.kind, &r.state, &r.title, &r.on, &r.due, &r.public, &r.seq, &r.doc}
	}, `SELECT congress_id, session_id, kind, state, title, on_day, due_on, public, seq, doc FROM dossier WHERE id = $1`, id)
	if err != nil {
		return d, err
	}
	if len(list) == 1 {
		r := list[0]
		d.Doc = r.doc
		d.Head = fmt.Sprint(r.congress, r.session, r.kind, r.state, r.title, r.on, r.due, r.public, r.seq)
	}
	for _, q := range []string{
		`SELECT 'case ' || CAST(suggestion_id AS TEXT) FROM dossier_case WHERE dossier_id = $1 ORDER BY suggestion_id`,
		`SELECT 'link ' || CAST(to_id AS TEXT) FROM dossier_link WHERE dossier_id = $1`,
		`SELECT 'party ' || holder FROM dossier_party WHERE dossier_id = $1`,
		`SELECT 'task ' || CAST(position AS TEXT) || ' ' || CAST(congress_id AS TEXT) || ' ' || name || ' ' || CAST(part AS TEXT) || ' ' || holder || ' ' || start_on || ' ' || due_on
			FROM dossier_task WHERE dossier_id = $1`,
	} {
		rows, err := Column[string](ctx, t, q, id)
		if err != nil {
			return d, err
		}
		d.Rows = append(d.Rows, rows...)
	}
	return d, nil
}

// CompareDossier reports whether the dossier that a log tells of is the one stored: document, row and rows made from it.
func CompareDossier(k dossier.Kind, told dossier.Doc, d StoredDossier) bool {
	stored, err := k.Read([]byte(d.Doc))
	if err != nil {
		return false
	}
	h, f := told.Top(), told.Face()
	h.Session = stored.Top().Session // given when it was begun; part of no event
	if !reflect.DeepEqual(told, stored) && !sameJSON(told, stored) {
		return false
	}
	head := fmt.Sprint(h.Congress, h.Session, k.Name(), h.State, f.Title, f.On, f.Due, f.Public, h.Seq)
	want := map[string]int{}
	for _, id := range unique(f.Cases) {
		want[fmt.Sprintf("case %d", id)]++
	}
	for _, id := range unique(f.Links) {
		want[fmt.Sprintf("link %d", id)]++
	}
	for _, p := range unique(f.Parties) {
		want["party "+p]++
	}
	for i, task := range f.Tasks {
		r := dossierTaskRow(h, task)
		want[fmt.Sprintf("task %d %v %v %v %v %v %v", i, r[0], r[1], r[2], r[3], r[4], r[5])]++
	}
	for _, r := range d.Rows {
		want[r]--
	}
	for _, n := range want {
		if n != 0 {
			return false
		}
	}
	return head == d.Head
}

func sameJSON(a, b any) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && string(x) == string(y)
}
