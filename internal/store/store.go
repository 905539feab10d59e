// Package store keeps Huiyin's rows: one SQL text for SQLite and PostgreSQL, migrations, ids, and transactions that
// either happen whole or not at all. It decides nothing about suggestions; it loads and saves.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"huiyin/internal/fault"
)

// Engine names the database behind a store.
type Engine string

// The two engines.
const (
	SQLite     Engine = "sqlite"
	PostgreSQL Engine = "postgres"
)

// Options says where the database is and how to use it.
type Options struct {
	URL       string           // "sqlite:DIR/huiyin.db" or "postgres://…"
	Now       func() time.Time // clock for Tx.Now and for what migrations record; required
	Readers   int              // reading connections of SQLite (default 4), or all connections of PostgreSQL (default 10)
	NoMigrate bool             // refuse to start when migrations are pending, instead of applying them

	// Waits is told each time that an opening finds the SQLite file locked by another program and begins anew; nil when nobody needs to know.
	Waits func()

	// Nested is told, with the stack, of a transaction begun while another of the same goroutine is open; for tests, nil otherwise.
	Nested func(where string)

	migrations fs.FS // replaced by tests
	upTo       int64 // the schema of a backup that is restored; 0 for the newest
}

// Store is an open database. It is safe for concurrent use.
type Store struct {
	engine  Engine
	path    string  // of SQLite's file
	write   *sql.DB // SQLite: exactly one connection; PostgreSQL: the same pool as read
	read    *sql.DB
	writers queue  // PostgreSQL: before those who change something
	groups  groups // SQLite: its one writing transaction
	now     func() time.Time
	ids     idBlock
	dirs    directories
	counted counted
	cases   readCases
	rules   rulesNow
	turns   sync.RWMutex // of writing transactions on PostgreSQL: see turn
	nested  *nested
	closing sync.Once
}

// patience is how long an opening waits for other programs that open the same SQLite file.
const patience = time.Minute

// Open opens the database, applies pending migrations and returns the store. It refuses, with a fault of kind Conflict,
// a schema newer than the program and a migration that was changed after it was applied.
//
// SQLite makes programs that start at once on one file wait for each other, but not everywhere: who finds a new file being made into one with a
// write-ahead log, or waits for a migration longer than busy_timeout, is told that the file is locked. Such an opening begins anew.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Now == nil {
		return nil, errors.New("store: Options.Now is required")
	}
	end := time.Now().Add(patience)
	for n := 0; ; n++ {
		s, err := open(ctx, o)
		if !locked(err) {
			return s, err
		}
		if time.Now().After(end) {
			return nil, fmt.Errorf("%w: %w", fault.New(fault.Unavailable, "store.held"), err)
		}
		if o.Waits != nil {
			o.Waits()
		}
		if err := pause(ctx, min(n, 6)); err != nil {
			return nil, err
		}
	}
}

func open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{now: o.Now, nested: watchNested(o.Nested)}
	var err error
	switch {
	case strings.HasPrefix(o.URL, "sqlite:"):
		err = s.openSQLite(ctx, strings.TrimPrefix(o.URL, "sqlite:"), o)
	case strings.HasPrefix(o.URL, "postgres://"), strings.HasPrefix(o.URL, "postgresql://"):
		err = s.openPostgres(ctx, o)
	default:
		return nil, fault.New(fault.Invalid, "store.bad_url")
	}
	if err == nil {
		err = s.migrate(ctx, o)
	}
	if err == nil && o.upTo == 0 && o.migrations == nil {
		err = s.remakeTasks(ctx)
	}
	if err == nil {
		err = s.ReloadRules(ctx)
	}
	if err == nil {
		err = s.syncRules(ctx)
	}
	if err == nil {
		err = s.reproject(ctx, o)
	}
	if err != nil {
		_ = s.Close()
		return nil, s.explain(err)
	}
	return s, nil
}

// Engine tells which database is behind the store. Only the few statements with two forms may ask.
func (s *Store) Engine() Engine { return s.engine }

// Close waits for running statements and closes every connection.
func (s *Store) Close() error {
	var err error
	s.closing.Do(func() {
		if s.read != nil && s.read != s.write {
			err = s.read.Close()
		}
		if s.write != nil {
			err = errors.Join(err, s.write.Close())
		}
	})
	return err
}

// Ping reports whether the database answers; a fault of kind Unavailable when it does not.
func (s *Store) Ping(ctx context.Context) error {
	return s.explain(s.read.PingContext(ctx))
}
