package store

import (
	"context"
	"database/sql"
	"sync"
)

// idsPerBlock is how many ids a node reserves at once. Ids that a stopped node did not use are never used.
const idsPerBlock = 100

// idBlock hands out ids from memory. Ids are unique over all tables and nodes, and grow, but are not without gaps.
type idBlock struct {
	mu        sync.Mutex // guards next and end; never held during a statement
	next, end int64
	reserving sync.Mutex // one reservation at a time
}

func (b *idBlock) take(n int) (int64, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.end-b.next < int64(n) {
		return 0, false
	}
	first := b.next
	b.next += int64(n)
	return first, true
}

// reserve makes at least n ids ready. It runs in its own short transaction: inside a business transaction a roll-back would
// give the same ids out twice.
func (b *idBlock) reserve(ctx context.Context, s *Store, n int) error {
	b.reserving.Lock()
	defer b.reserving.Unlock()
	first, err := s.advance(ctx, n)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.end == first { // nobody else took ids in between: the old rest stays usable
		b.end = first + int64(n)
	} else {
		b.next, b.end = first, first+int64(n)
	}
	return nil
}

// advance moves the counter row by n and returns the first id of the block. The single statement needs no more than
// read-committed isolation, so nodes wait for each other instead of failing.
func (s *Store) advance(ctx context.Context, n int) (int64, error) {
	var o *sql.TxOptions
	if s.engine == PostgreSQL {
		o = &sql.TxOptions{Isolation: sql.LevelReadCommitted}
	}
	var after int64
	err := s.change(ctx, o, true, func(tx *sql.Tx, _ int) error {
		return tx.QueryRowContext(ctx, `UPDATE sequence SET next_id = next_id + $1 WHERE name = 'id' RETURNING next_id`, int64(n)).Scan(&after)
	})
	return after - int64(n), err
}

// NewIDs returns n ids in growing order, for rows that are inserted together. Call it outside transactions.
func (s *Store) NewIDs(ctx context.Context, n int) ([]int64, error) {
	if n <= 0 {
		return nil, nil
	}
	first, err := s.firstOf(ctx, n)
	if err != nil {
		return nil, s.explain(err)
	}
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = first + int64(i)
	}
	return ids, nil
}

func (s *Store) firstOf(ctx context.Context, n int) (int64, error) {
	if n >= idsPerBlock {
		return s.advance(ctx, n)
	}
	for {
		if first, ok := s.ids.take(n); ok {
			return first, nil
		}
		if err := s.ids.reserve(ctx, s, idsPerBlock); err != nil {
			return 0, err
		}
	}
}

// NewID returns an id inside a writing transaction. When the node's block is empty it fails with an error that the caller
// must return: Do then reserves a block and runs the whole transaction again.
func (t *Tx) NewID() (int64, error) {
	t.taken++
	id, ok := t.s.ids.take(1)
	if !ok {
		t.hungry = true
		return 0, errHungry
	}
	return id, nil
}
