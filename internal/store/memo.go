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

// counted keeps what was counted over a session's cases for as long as none of them changes. What tells a change is read in
// the counting transaction itself (see stamp), so that several nodes need not tell each other anything.
type counted struct {
	mu   sync.Mutex
	kept map[[sha256.Size]byte]keptCount
}

type keptCount struct {
	at  stamp
	any any
}

// cachedCounts bounds the memory of an installation with many congresses and readers.
const cachedCounts = 2048

// stamp is the state of a session's cases and of the congress's directory, which filters by kind of body or category ask: every saved
// change of a case moves its seq on, a case never leaves its session, and the visible ones only become more.
type stamp struct{ cases, seqs, directory int64 }

// sessionStamp reads the stamp from an index, once in a transaction.
func (t *Tx) sessionStamp(ctx context.Context, congress, session int64) (stamp, error) {
	if at, ok := t.stamps[session]; ok {
		return at, nil
	}
	at, err := One(ctx, t, func(s *stamp) []any { return []any{&s.cases, &s.seqs, &s.directory} }, `
		SELECT COUNT(*), CAST(COALESCE(SUM(seq), 0) AS BIGINT), (SELECT directory_version FROM congress WHERE id = $1) FROM suggestion s WHERE congress_id = $1 AND session_id = $2 AND `+visible, congress, session)
	if err == nil {
		if t.stamps == nil {
			t.stamps = map[int64]stamp{}
		}
		t.stamps[session] = at
	}
	return at, err
}

// counting runs a query over one session's cases, or returns what it gave when the cases were as they are now. Callers must not change
// what they get. A writing transaction always counts: what it has changed may never be committed.
func counting[T any](ctx context.Context, t *Tx, congress, session int64, places func(*T) []any, query string, args ...any) ([]T, error) {
	if !t.reading || session == 0 {
		return All(ctx, t, places, query, args...)
	}
	at, err := t.sessionStamp(ctx, congress, session)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	fmt.Fprint(h, congress, session, query)
	for _, a := range args {
		fmt.Fprintf(h, "\x00%T %v", a, a)
	}
	key := [sha256.Size]byte(h.Sum(nil))
	return kept(t, key, at, func() ([]T, error) {
		return All(ctx, t, places, query, args...)
	})
}

// kept returns what is kept under a key as long as the stamp is the same, or works it out and keeps it.
func kept[V any](t *Tx, key [sha256.Size]byte, at stamp, work func() (V, error)) (V, error) {
	if old, ok := t.s.counted.get(key, at); ok {
		return old.(V), nil
	}
	v, err := work()
	if err == nil {
		t.s.counted.put(key, keptCount{at, v})
	}
	return v, err
}

// Kept returns what was worked out over a session's cases and dossiers when they were as they are now, or works it out. what tells it from
// other things that are kept; callers must not change what they get.
func Kept[V any](ctx context.Context, t *Tx, congress, session int64, what string, work func() (V, error)) (V, error) {
	if !t.reading {
		return work()
	}
	var none V
	at, err := t.sessionStamp(ctx, congress, session)
	if err != nil {
		return none, err
	}
	beside, err := One(ctx, t, func(s *stamp) []any { return []any{&s.cases, &s.seqs} }, `
		SELECT COUNT(*), CAST(COALESCE(SUM(seq), 0) AS BIGINT) FROM dossier WHERE congress_id = $1 AND session_id = $2`, congress, session)
	if err != nil {
		return none, err
	}
	at = stamp{at.cases + beside.cases, at.seqs + beside.seqs, at.directory} // none of them ever becomes less
	key := sha256.Sum256(fmt.Append(nil, congress, " ", session, " ", what))
	return kept(t, key, at, work)
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

func (c *counted) get(key [sha256.Size]byte, at stamp) (any, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.kept[key]
	return k.any, ok && k.at == at
}

func (c *counted) put(key [sha256.Size]byte, k keptCount) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept = map[[sha256.Size]byte]keptCount{}
	}
	for old := range c.kept {
		if len(c.kept) < cachedCounts {
			break
		}
		delete(c.kept, old)
	}
	c.kept[key] = k
}
