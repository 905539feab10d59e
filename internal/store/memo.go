package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"huiyin/internal/access"
	"huiyin/internal/suggestion"
)

// counted keeps what was counted over the cases of a session, or of all, for as long as none of them changes. What tells a change is read in
// the counting transaction itself (see stampOf), so that several nodes need not tell each other anything.
type counted struct {
	mu    sync.Mutex
	kept  map[keptKey]keptCount
	lines int
}

type keptKey [sha256.Size]byte

type keptCount struct {
	at    stamp
	any   any
	lines int
}

// cachedCounts and cachedLines bound the memory of an installation with many congresses and readers: how many answers are kept, and how many
// lines they have together, of half a kilobyte each.
const (
	cachedCounts = 2048
	cachedLines  = 20_000
)

// keyOf is what an answer to a query is kept under.
func keyOf(congress, session int64, query string, args []any) keptKey {
	h := sha256.New()
	fmt.Fprint(h, congress, session, query)
	for _, a := range args {
		fmt.Fprintf(h, "\x00%T %v", a, a)
	}
	return keptKey(h.Sum(nil))
}

// counting runs a query over the cases of a session, or for 0 of all, or returns what it gave when they were as they are now. Callers must not
// change what they get. A writing transaction always counts: what it has changed may never be committed.
func counting[T any](ctx context.Context, t *Tx, congress, session int64, places func(*T) []any, query string, args ...any) ([]T, error) {
	return kept(ctx, t, congress, session, query, args, func() (list []T, lines int, err error) {
		list, err = All(ctx, t, places, query, args...)
		return list, len(list), err
	})
}

// kept returns what is kept of a query as long as nothing has changed, or works it out and keeps it, with the number of its lines.
func kept[V any](ctx context.Context, t *Tx, congress, session int64, query string, args []any, work func() (V, int, error)) (V, error) {
	if !t.reading {
		v, _, err := work()
		return v, err
	}
	var none V
	at, err := t.stampOf(ctx, congress, session)
	if err != nil {
		return none, err
	}
	key := keyOf(congress, session, query, args)
	if old, ok := t.s.counted.get(key, at); ok {
		return old.(V), nil
	}
	v, lines, err := work()
	if err == nil {
		t.s.counted.put(key, keptCount{at, v, lines})
	}
	return v, err
}

// Kept returns what was worked out over a session's cases and dossiers when they were as they are now, or works it out. what tells it from
// other things that are kept; callers must not change what they get.
func Kept[V any](ctx context.Context, t *Tx, congress, session int64, what string, work func() (V, error)) (V, error) {
	return kept(ctx, t, congress, session, what, nil, func() (V, int, error) {
		v, err := work()
		return v, 1, err
	})
}

// readCase is what was read out of a suggestion as it was after an event.
type readCase struct {
	seq int
	any any
}

// cachedCases bounds the memory of what is read out of single suggestions.
const cachedCases = 100_000

// OfCases returns what read takes out of every numbered suggestion of a session that a scope sees, in order of id. What was taken out stays
// until the suggestion changes, so that a page about a whole year does not read ten thousand of them each time. what tells it from other
// things that are kept; it must be small, depend on the suggestion alone, and callers must not change it.
func OfCases[V any](ctx context.Context, t *Tx, scope access.Scope, session int64, what string, read func(*suggestion.Case) V) ([]V, error) {
	var w Where
	scoped(&w, scope)
	w.And("s.session_id = ? AND s.accepted = ?", session, true)
	return ofCases(ctx, t, &w, what, read)
}

// OfAllCases is OfCases for figures that are the same whoever reads them: of every numbered suggestion of a session or, with a unit, of those on which it
// has or had a share.
func OfAllCases[V any](ctx context.Context, t *Tx, session, unit int64, what string, read func(*suggestion.Case) V) ([]V, error) {
	var w Where
	w.And("s.session_id = ? AND s.accepted = ? AND "+visible, session, true)
	w.AndIf(unit != 0, "EXISTS (SELECT 1 FROM assignment a WHERE a.suggestion_id = s.id AND a.unit_id = ?)", unit)
	return ofCases(ctx, t, &w, what, read)
}

func ofCases[V any](ctx context.Context, t *Tx, w *Where, what string, read func(*suggestion.Case) V) ([]V, error) {
	type row struct {
		id  int64
		seq int
	}
	rows, err := All(ctx, t, func(r *row) []any { return []any{&r.id, &r.seq} }, `SELECT s.id, s.seq FROM suggestion s`+w.String()+` ORDER BY s.id`, w.Args()...)
	if err != nil {
		return nil, err
	}
	out, at, changed := make([]V, len(rows)), map[int64]int{}, []int64(nil)
	for i, r := range rows {
		if old, ok := t.s.cases.get(what, r.id, r.seq); ok && t.reading {
			out[i] = old.(V)
			continue
		}
		at[r.id] = i
		changed = append(changed, r.id)
	}
	for part := range slices.Chunk(changed, 500) {
		var w Where
		In(&w, "suggestion_id", part)
		docs, err := Column[string](ctx, t, `SELECT doc FROM suggestion_doc`+w.String(), w.Args()...)
		if err != nil {
			return nil, err
		}
		cases, err := decodeCases(docs)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			v := read(c)
			out[at[c.ID]] = v
			if t.reading {
				t.s.cases.put(what, c.ID, readCase{c.Seq, v})
			}
		}
	}
	return out, nil
}

type caseKey struct {
	what string
	id   int64
}

type readCases struct {
	mu   sync.Mutex
	kept map[caseKey]readCase
}

func (c *readCases) get(what string, id int64, seq int) (any, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.kept[caseKey{what, id}]
	return k.any, ok && k.seq == seq
}

func (c *readCases) put(what string, id int64, k readCase) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept) >= cachedCases {
		c.kept = map[caseKey]readCase{}
	}
	c.kept[caseKey{what, id}] = k
}

func (c *counted) get(key keptKey, at stamp) (any, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.kept[key]
	return k.any, ok && k.at == at
}

func (c *counted) put(key keptKey, k keptCount) {
	if k.lines > cachedLines/100 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept = map[keptKey]keptCount{}
	}
	c.forget(key)
	for old := range c.kept {
		if len(c.kept) < cachedCounts && c.lines+k.lines <= cachedLines {
			break
		}
		c.forget(old)
	}
	c.kept[key] = k
	c.lines += k.lines
}

func (c *counted) forget(key keptKey) {
	c.lines -= c.kept[key].lines
	delete(c.kept, key)
}
