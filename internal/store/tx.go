package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"
)

// Tx is one transaction. It must not be kept after the function that received it returns.
type Tx struct {
	// Now is the instant of the transaction in Unix milliseconds: the same for every row it writes.
	Now int64

	tx      *sql.Tx
	s       *Store
	taken   int                // ids taken from the block
	hungry  bool               // the block ran empty: run again after reserving more
	reading bool               // cannot write
	writer  int                // its place
	years   map[year]struct{}  // whose cases or dossiers it has changed
	changes map[int64]*changes // of congresses, once read
	touched bool               // has changed a directory: its own reading of it must not be shared
	dirs    map[int64]*Directory
}

// attempts bounds how often a transaction is run again after losing against another on PostgreSQL.
const attempts = 10

// patient is how often it competes with others of this process. After that it goes alone: whoever reads much would otherwise
// lose to those who read little until its attempts are used up.
const patient = 3

// Do runs fn in a writing transaction and commits when it returns nil. Transactions behave as if they ran one after another
// (SQLite has one writer, PostgreSQL runs them serializable); one that lost is run again from its beginning, so fn must
// not keep results of an earlier run. A full disk and an absent database become faults of kind Unavailable.
//
// On SQLite fn holds the only writing connection: it must not call Do or Store.NewID inside, nor wait for what another caller of Do holds, who may
// be waiting for the common commit (ADR 137).
func (s *Store) Do(ctx context.Context, fn func(*Tx) error) error {
	s.renew(ctx)
	var err error
	for n := range attempts {
		var hungry int
		hungry, err = s.turn(ctx, n >= patient, fn)
		switch {
		case hungry > 0:
			if rerr := s.ids.reserve(ctx, s, max(idsPerBlock, 2*hungry)); rerr != nil {
				return s.explain(rerr)
			}
		case err == nil || !lostRace(err):
			return s.explain(err)
		default:
			if perr := pause(ctx, n); perr != nil {
				return perr
			}
		}
	}
	return s.explain(err)
}

// turn runs a writing transaction beside those of others in this process, or alone.
func (s *Store) turn(ctx context.Context, alone bool, fn func(*Tx) error) (hungry int, err error) {
	if s.engine == PostgreSQL {
		if alone {
			s.turns.Lock()
			defer s.turns.Unlock()
		} else {
			s.turns.RLock()
			defer s.turns.RUnlock()
		}
	}
	return s.once(ctx, true, alone, fn)
}

// View runs fn on one consistent state of the database and never writes.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error {
	if ok, err := s.viewHeld(ctx, fn); ok {
		return s.explain(err)
	}
	_, err := s.once(ctx, false, false, fn)
	return s.explain(err)
}

func (s *Store) once(ctx context.Context, writing, alone bool, fn func(*Tx) error) (hungry int, err error) {
	defer s.nested.begin()()
	defer func() { err = ended(ctx, err) }()
	run := func(tx *sql.Tx, place int) error {
		t := &Tx{tx: tx, s: s, Now: s.now().UnixMilli(), reading: !writing, writer: place}
		err := fn(t)
		if t.hungry {
			hungry = t.taken
			return errHungry
		}
		if err != nil {
			return err
		}
		return t.tellChanges(ctx)
	}
	if writing {
		err = s.change(ctx, s.writeOptions(), alone, run)
	} else {
		err = inside(ctx, s.read, s.readOptions(), func(tx *sql.Tx) error { return run(tx, 0) })
	}
	return hungry, err
}

// change runs fn in a transaction that may write, in its turn, and commits when it returns nil; fn is told the place of its writer.
func (s *Store) change(ctx context.Context, o *sql.TxOptions, alone bool, fn func(tx *sql.Tx, place int) error) error {
	if s.engine == SQLite {
		return s.together(ctx, alone, func(tx *sql.Tx) error { return fn(tx, 0) })
	}
	place, err := s.writers.enter(ctx)
	if err != nil {
		return err
	}
	defer s.writers.leave(place)
	return inside(ctx, s.write, o, func(tx *sql.Tx) error { return fn(tx, place) })
}

func inside(ctx context.Context, db *sql.DB, o *sql.TxOptions, fn func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // no effect after a commit; ends the transaction when fn panics
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// queue lets a few through at a time, in the order in which they came, each to a place of its own. Many writers at a time lose more races
// against each other than they gain.
type queue chan int

func newQueue(first, places int) queue {
	q := make(queue, places)
	for i := range places {
		q <- first + i
	}
	return q
}

func (q queue) enter(ctx context.Context) (place int, err error) {
	select {
	case place = <-q:
		return place, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (q queue) leave(place int) {
	q <- place
}

func (s *Store) writeOptions() *sql.TxOptions {
	if s.engine == PostgreSQL {
		return &sql.TxOptions{Isolation: sql.LevelSerializable}
	}
	return nil
}

func (s *Store) readOptions() *sql.TxOptions {
	if s.engine == PostgreSQL {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return &sql.TxOptions{ReadOnly: true}
}

// pause waits a little longer after each lost race, and not the same time as the rival.
func pause(ctx context.Context, n int) error {
	t := time.NewTimer(time.Duration(1+rand.IntN(4<<n)) * time.Millisecond)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Exec runs one statement and returns how many rows it changed.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	r, err := t.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Engine tells which database the transaction runs on; only the few statements with two forms may ask.
func (t *Tx) Engine() Engine { return t.s.engine }

var errHungry = errors.New("store: ids ran out, the transaction is run again")
