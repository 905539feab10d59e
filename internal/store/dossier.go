package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// DossierRow is one dossier as lists show it.
type DossierRow struct {
	ID      int64
	Kind    string
	Session int64
	State   flow.State
	Title   string
	On      calendar.Day
	Due     calendar.Day
}

// DossierFilter narrows a list of dossiers. Zero fields do not narrow.
type DossierFilter struct {
	Kind    string
	Kinds   []string // any of these
	Session int64
	States  []flow.State
	Text    string // part of the title
	Case    int64  // about this suggestion
	Party   string // names this key
	Holder  string // something waits for this key
	Public  bool   // published ones alone
	After   int64  // id of the last row seen
	Limit   int    // 50 when 0
}

// Dossier loads a dossier whole, whatever its kind.
func (t *Tx) Dossier(ctx context.Context, id int64) (dossier.Kind, dossier.Doc, error) {
	r, err := One(ctx, t, func(r *storedDoc) []any { return []any{&r.kind, &r.doc} }, `SELECT kind, doc FROM dossier WHERE id = $1`, id)
	if err != nil {
		return nil, nil, err
	}
	return r.read()
}

type storedDoc struct{ kind, doc string }

func (r storedDoc) read() (dossier.Kind, dossier.Doc, error) {
	k, ok := docket.Kind(r.kind)
	if !ok {
		return nil, nil, fmt.Errorf("store: no kind of dossier is called %q", r.kind)
	}
	d, err := k.Read([]byte(r.doc))
	return k, d, err
}

// DossiersOf loads every dossier of a kind of a congress, of one session or, for 0, of all, oldest first.
func (t *Tx) DossiersOf(ctx context.Context, congress int64, kind string, session int64) ([]dossier.Doc, error) {
	var w Where
	w.And("congress_id = ? AND kind = ?", congress, kind)
	w.AndIf(session != 0, "session_id = ?", session)
	rows, err := All(ctx, t, func(r *storedDoc) []any { return []any{&r.kind, &r.doc} }, `SELECT kind, doc FROM dossier`+w.String()+` ORDER BY id`, w.Args()...)
	if err != nil {
		return nil, err
	}
	return readDocs(rows)
}

func readDocs(rows []storedDoc) (out []dossier.Doc, err error) {
	out = make([]dossier.Doc, len(rows))
	for i, r := range rows {
		if _, out[i], err = r.read(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// inScope renders dossier.Scope.Sees as conditions on dossier d.
func inScope(w *Where, s dossier.Scope) {
	w.And("d.congress_id = ?", s.Congress)
	var readable []string
	for _, k := range docket.Kinds {
		if slices.Contains(k.Readers(), s.Role) {
			readable = append(readable, k.Name())
		}
	}
	var whole, named Where
	In(&whole, "d.kind", readable)
	if len(s.Keys) == 0 {
		named.And("FALSE")
	} else {
		keys := make([]any, len(s.Keys))
		marks := ""
		for i, k := range s.Keys {
			keys[i] = k
			marks += ", ?"
		}
		named.And("EXISTS (SELECT 1 FROM dossier_party p WHERE p.dossier_id = d.id AND p.holder IN ("+marks[2:]+"))", keys...)
	}
	w.Or(&whole, &named)
}

func narrowed(w *Where, f DossierFilter) {
	w.AndIf(f.Kind != "", "d.kind = ?", f.Kind)
	if f.Kinds != nil {
		In(w, "d.kind", f.Kinds)
	}
	w.AndIf(f.Session != 0, "d.session_id = ?", f.Session)
	oneOf(w, "d.state", f.States)
	w.AndIf(f.Text != "", `d.title LIKE ? ESCAPE '\'`, LikeContains(f.Text))
	w.AndIf(f.Case != 0, "EXISTS (SELECT 1 FROM dossier_case c WHERE c.dossier_id = d.id AND c.suggestion_id = ?)", f.Case)
	w.AndIf(f.Party != "", "EXISTS (SELECT 1 FROM dossier_party q WHERE q.dossier_id = d.id AND q.holder = ?)", f.Party)
	w.AndIf(f.Holder != "", "EXISTS (SELECT 1 FROM dossier_task t WHERE t.dossier_id = d.id AND t.holder = ?)", f.Holder)
	w.AndIf(f.Public, "d.public = ?", true)
}

// Dossiers lists what a scope sees and a filter keeps, newest first, with the cursor of the next page (0: none) and the exact number of all.
func (t *Tx) Dossiers(ctx context.Context, s dossier.Scope, f DossierFilter) (rows []DossierRow, next int64, total int, err error) {
	var w Where
	inScope(&w, s)
	narrowed(&w, f)
	return t.countedDossiers(ctx, w, f)
}

// relatedMost bounds the list of dossiers around one, or about one suggestion.
const relatedMost = 40

// DossiersNaming lists what a scope sees of the dossiers that are about a suggestion, newest first.
func (t *Tx) DossiersNaming(ctx context.Context, s dossier.Scope, id int64) ([]DossierRow, error) {
	var w Where
	w.And("c.suggestion_id = ? AND d.id = c.dossier_id", id)
	inScope(&w, s)
	// SQLite takes a cross join in the order in which it is written: the few of the case first, not all of the congress
	rows, _, err := t.dossiers(ctx, "dossier_case c CROSS JOIN dossier d", w, DossierFilter{Limit: relatedMost})
	return rows, err
}

// Related lists what a scope sees of the dossiers that a dossier belongs to, that belong to it, that are about one of its suggestions, or that
// it names.
func (t *Tx) Related(ctx context.Context, s dossier.Scope, id int64, cases, named []int64) ([]DossierRow, error) {
	var w, from, to, about, by Where
	inScope(&w, s)
	w.And("d.id <> ?", id)
	from.And("EXISTS (SELECT 1 FROM dossier_link l WHERE l.dossier_id = ? AND l.to_id = d.id)", id)
	to.And("EXISTS (SELECT 1 FROM dossier_link l WHERE l.to_id = ? AND l.dossier_id = d.id)", id)
	ways := []*Where{&from, &to}
	if len(cases) > 0 {
		about.And("EXISTS (SELECT 1 FROM dossier_case c JOIN dossier_case o ON o.suggestion_id = c.suggestion_id WHERE c.dossier_id = d.id AND o.dossier_id = ?)", id)
		ways = append(ways, &about)
	}
	if len(named) > 0 {
		In(&by, "d.id", named)
		ways = append(ways, &by)
	}
	w.Or(ways...)
	rows, _, err := t.dossiers(ctx, "dossier d", w, DossierFilter{Limit: relatedMost + len(named)})
	return rows, err
}

func (t *Tx) countedDossiers(ctx context.Context, w Where, f DossierFilter) (rows []DossierRow, next int64, total int, err error) {
	if total, err = Value[int](ctx, t, "SELECT COUNT(*) FROM dossier d"+w.String(), w.Args()...); err != nil {
		return nil, 0, 0, err
	}
	rows, next, err = t.dossiers(ctx, "dossier d", w, f)
	return rows, next, total, err
}

func (t *Tx) dossiers(ctx context.Context, from string, w Where, f DossierFilter) (rows []DossierRow, next int64, err error) {
	w.AndIf(f.After != 0, "d.id < ?", f.After)
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	rows, err = All(ctx, t, func(r *DossierRow) []any {
		return []any{&r.ID, &r.Kind, &r.Session, &r.State, &r.Title, &r.On, &r.Due}
	}, "SELECT d.id, d.kind, d.session_id, d.state, d.title, d.on_day, d.due_on FROM "+from+w.String()+
		" ORDER BY d.id DESC LIMIT "+strconv.Itoa(limit+1), w.Args()...)
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].ID
	}
	return rows, next, err
}

// DossierCount is how many dossiers of a kind a scope sees in a session, and on how many of them, of any session, something waits for the reader;
// Earlier are those of them that belong to another session.
type DossierCount struct {
	Kind                     string
	All, Mine, Earlier, Late int
}

// CountDossiers counts what a scope sees in a session, kind by kind, and what waits for the reader. What waits is asked of all sessions, as
// DossierTasks lists it: work of an earlier one is not done by the opening of the next.
func (t *Tx) CountDossiers(ctx context.Context, s dossier.Scope, session int64, today calendar.Day) ([]DossierCount, error) {
	var w Where
	inScope(&w, s)
	w.AndIf(session != 0, "d.session_id = ?", session)
	counts, err := All(ctx, t, func(c *DossierCount) []any { return []any{&c.Kind, &c.All} },
		"SELECT d.kind, COUNT(*) FROM dossier d"+w.String()+" GROUP BY d.kind ORDER BY d.kind", w.Args()...)
	if err != nil || len(s.Keys) == 0 {
		return counts, err
	}
	w = Where{}
	other, late := w.Arg(session), w.Arg(today)
	inScope(&w, s)
	In(&w, "t.holder", s.Keys)
	waits, err := All(ctx, t, func(c *DossierCount) []any { return []any{&c.Kind, &c.Mine, &c.Earlier, &c.Late} },
		"SELECT d.kind, COUNT(DISTINCT d.id), COUNT(DISTINCT CASE WHEN d.session_id <> "+other+" THEN d.id END), COUNT(DISTINCT CASE WHEN t.due_on < "+late+" THEN d.id END) FROM dossier_task t JOIN dossier d ON d.id = t.dossier_id"+
			w.String()+" GROUP BY d.kind ORDER BY d.kind", w.Args()...)
	for _, c := range waits {
		i := slices.IndexFunc(counts, func(of DossierCount) bool { return of.Kind == c.Kind })
		if i < 0 {
			counts = append(counts, c)
			continue
		}
		counts[i].Mine, counts[i].Earlier, counts[i].Late = c.Mine, c.Earlier, c.Late
	}
	return counts, err
}

// DossierTask is something that waits, with the dossier that it waits on.
type DossierTask struct {
	DossierRow
	Name     string
	Part     int
	Holder   string
	Start    calendar.Day
	Due      calendar.Day
	Congress int64
}

func dossierTaskPlaces(r *DossierTask) []any {
	return []any{&r.ID, &r.Kind, &r.DossierRow.Session, &r.State, &r.Title, &r.On, &r.DossierRow.Due, &r.Name, &r.Part, &r.Holder, &r.Start, &r.Due, &r.Congress}
}

const dossierTaskColumns = `SELECT d.id, d.kind, d.session_id, d.state, d.title, d.on_day, d.due_on, t.name, t.part, t.holder, t.start_on, t.due_on, t.congress_id
	FROM dossier_task t JOIN dossier d ON d.id = t.dossier_id`

// DossierTasks lists what waits for the keys of a scope, the earliest due first.
func (t *Tx) DossierTasks(ctx context.Context, s dossier.Scope, limit int) ([]DossierTask, error) {
	var w Where
	inScope(&w, s)
	In(&w, "t.holder", s.Keys)
	return All(ctx, t, dossierTaskPlaces, dossierTaskColumns+w.String()+" ORDER BY t.due_on, d.id, t.position LIMIT "+strconv.Itoa(limit), w.Args()...)
}

// DossierLimits lists every task of any congress for which a limit runs: the clock's hands read them.
func (t *Tx) DossierLimits(ctx context.Context) ([]DossierTask, error) {
	return All(ctx, t, dossierTaskPlaces, dossierTaskColumns+` WHERE t.due_on <> $1 ORDER BY d.id, t.position`, never)
}

// DossiersDue lists the dossiers on which a day has come that something waits for: time may act on them.
func (t *Tx) DossiersDue(ctx context.Context, today calendar.Day) ([]int64, error) {
	return Column[int64](ctx, t, `SELECT id FROM dossier WHERE due_on <> '' AND due_on < $1 ORDER BY id`, today)
}

// SaveDossier writes a dossier, its rows and the events that changed it. The row must still be the one that the first event follows.
func (t *Tx) SaveDossier(ctx context.Context, k dossier.Kind, d dossier.Doc, events []suggestion.Event) error {
	doc, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("dossier %s: %w", k.Name(), err)
	}
	h, f := d.Top(), d.Face()
	if events[0].Seq == 1 {
		return t.InsertDossiers(ctx, []NewDossier{{k, d, events}})
	}
	n, err := t.Exec(ctx, `UPDATE dossier SET session_id = $1, state = $2, title = $3, on_day = $4, due_on = $5, public = $6, seq = $7, doc = $8
		WHERE id = $9 AND seq = $10`, h.Session, h.State, f.Title, f.On, f.Due, f.Public, h.Seq, string(doc), h.ID, events[0].Seq-1)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "fault.moved_on", "state", fault.Word("state."+k.Name()+"."+string(h.State)))
	}
	if err != nil {
		return err
	}
	if err := t.replaceFace(ctx, h, f); err != nil {
		return err
	}
	t.changed(h.Congress, h.Session) // which it never leaves
	return t.insertEvents(ctx, k.Name(), events)
}

// NewDossier is a dossier that is not in the database yet, with its whole log.
type NewDossier struct {
	Kind   dossier.Kind
	Doc    dossier.Doc
	Events []suggestion.Event
}

// InsertDossiers writes dossiers that are not in the database yet, in few statements.
func (t *Tx) InsertDossiers(ctx context.Context, list []NewDossier) error {
	docs, faces := make([]string, len(list)), make([]faced, len(list))
	var events []kindEvent
	for i, d := range list {
		doc, err := json.Marshal(d.Doc)
		if err != nil {
			return fmt.Errorf("dossier %s: %w", d.Kind.Name(), err)
		}
		docs[i], faces[i] = string(doc), faced{d.Doc.Top(), d.Doc.Face()}
		for n := range d.Events {
			events = append(events, kindEvent{d.Kind.Name(), &d.Events[n]})
		}
	}
	err := Insert(ctx, t, "dossier", "id, congress_id, session_id, kind, state, title, on_day, due_on, public, seq, doc", len(list), func(i int) []any {
		h, f := faces[i].head, faces[i].face
		return []any{h.ID, h.Congress, h.Session, list[i].Kind.Name(), h.State, f.Title, f.On, f.Due, f.Public, h.Seq, docs[i]}
	})
	if err != nil {
		return err
	}
	if err := t.insertFaces(ctx, faces); err != nil {
		return err
	}
	for _, f := range faces {
		t.changed(f.head.Congress, f.head.Session)
	}
	return t.insertLog(ctx, events)
}

// faced is what the rows around a dossier are made from.
type faced struct {
	head *dossier.Head
	face dossier.Face
}

// replaceFace writes the rows around a dossier anew.
func (t *Tx) replaceFace(ctx context.Context, h *dossier.Head, f dossier.Face) error {
	for _, table := range []string{"dossier_case", "dossier_party", "dossier_task", "dossier_link"} {
		if _, err := t.Exec(ctx, "DELETE FROM "+table+" WHERE dossier_id = $1", h.ID); err != nil {
			return err
		}
	}
	return t.insertFaces(ctx, []faced{{h, f}})
}

func (t *Tx) insertFaces(ctx context.Context, list []faced) error {
	var cases, parties, links, tasks [][]any
	for _, d := range list {
		for _, id := range unique(d.face.Cases) {
			cases = append(cases, []any{d.head.ID, id})
		}
		for _, key := range unique(d.face.Parties) {
			parties = append(parties, []any{d.head.ID, key})
		}
		for _, id := range unique(d.face.Links) {
			links = append(links, []any{d.head.ID, id})
		}
		for i, k := range d.face.Tasks {
			tasks = append(tasks, append([]any{d.head.ID, i}, dossierTaskRow(d.head, k)...))
		}
	}
	for _, m := range []struct {
		table, columns string
		rows           [][]any
	}{
		{"dossier_case", "dossier_id, suggestion_id", cases},
		{"dossier_party", "dossier_id, holder", parties},
		{"dossier_link", "dossier_id, to_id", links},
		{"dossier_task", "dossier_id, position, congress_id, name, part, holder, start_on, due_on", tasks},
	} {
		if err := Insert(ctx, t, m.table, m.columns, len(m.rows), func(i int) []any { return m.rows[i] }); err != nil {
			return err
		}
	}
	return nil
}

func dossierTaskRow(h *dossier.Head, k dossier.Task) []any {
	due := k.Due
	if due == "" {
		due = never
	}
	return []any{h.Congress, k.Name, k.Part, k.Holder, k.Start, due}
}

func unique[T int64 | string](list []T) []T {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

// DossierRef names a dossier for a notice.
type DossierRef struct{ ID, Congress int64 }

// AddDossierNotice tells the holder of a key something about a dossier; with a mark, once only, whichever node says it.
func (t *Tx) AddDossierNotice(ctx context.Context, h DossierRef, holder, key string, due calendar.Day, args map[string]string, mark string) error {
	id, err := t.NewID()
	if err != nil {
		return err
	}
	b, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	var uniq any
	if mark != "" {
		uniq = mark
	}
	t.changed(h.Congress, 0)
	_, err = t.Exec(ctx, `
		INSERT INTO notice (id, congress_id, holder, suggestion_id, dossier_id, key, args, due_on, at, uniq) VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (uniq) DO NOTHING`, id, h.Congress, holder, h.ID, key, string(b), due, t.Now, uniq)
	return err
}
