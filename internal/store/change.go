package store

import (
	"cmp"
	"context"
	"hash/fnv"
	"maps"
	"os"
	"slices"
)

// year is one session's cases and other documents in a congress.
type year struct{ congress, session int64 }

// stamp is the state of what a session, or for 0 every session of a congress, holds, and of the congress's directory, by which cases are filtered
// as well: both only grow.
type stamp struct{ changes, directory int64 }

// changes are how often each session of a congress was changed.
type changes struct {
	directory, all int64
	of             map[int64]int64
}

// changed notes that the transaction has changed something of a session, or for 0 of none. Whatever writes a case, a dossier or a notice that comes
// without either calls it.
func (t *Tx) changed(congress, session int64) {
	if t.years == nil {
		t.years = map[year]struct{}{}
	}
	t.years[year{congress, session}] = struct{}{}
}

// tellChanges counts what the transaction has changed, at its end: until the commit another writer who has the same place waits.
func (t *Tx) tellChanges(ctx context.Context) error {
	years := slices.SortedFunc(maps.Keys(t.years), func(a, b year) int {
		return cmp.Or(cmp.Compare(a.congress, b.congress), cmp.Compare(a.session, b.session))
	})
	for _, y := range years {
		_, err := t.Exec(ctx, `INSERT INTO session_change (congress_id, session_id, place, n) VALUES ($1, $2, $3, 1)
			ON CONFLICT (congress_id, session_id, place) DO UPDATE SET n = session_change.n + 1`, y.congress, y.session, t.writer)
		if err != nil {
			return err
		}
	}
	return nil
}

// stampOf reads the stamp of a session, or for 0 of all sessions, once in a transaction.
func (t *Tx) stampOf(ctx context.Context, congress, session int64) (stamp, error) {
	c, err := t.changesOf(ctx, congress)
	if err != nil {
		return stamp{}, err
	}
	if session == 0 {
		return stamp{c.all, c.directory}, nil
	}
	return stamp{c.of[session], c.directory}, nil
}

func (t *Tx) changesOf(ctx context.Context, congress int64) (*changes, error) {
	if c := t.changes[congress]; c != nil {
		return c, nil
	}
	type line struct{ session, n int64 }
	const directory = -1
	lines, err := All(ctx, t, func(l *line) []any { return []any{&l.session, &l.n} }, `SELECT session_id, n FROM session_change WHERE congress_id = $1
		UNION ALL SELECT -1, directory_version FROM congress WHERE id = $1`, congress)
	if err != nil {
		return nil, err
	}
	c := &changes{of: map[int64]int64{}}
	for _, l := range lines {
		if l.session == directory {
			c.directory = l.n
			continue
		}
		c.of[l.session] += l.n
		c.all += l.n
	}
	if t.changes == nil {
		t.changes = map[int64]*changes{}
	}
	t.changes[congress] = c
	return c, nil
}

// nodesApart is how many machines have places of their own; two that share theirs lose races against each other, no more.
const nodesApart = 64

// firstPlace is the first place of this machine's writers on a database that others change as well: the same at every start, so that the places
// of a session stay few.
func firstPlace() int {
	name, err := os.Hostname()
	if err != nil {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32()%nodesApart) * writersAtOnce
}
