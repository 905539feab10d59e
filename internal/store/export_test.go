package store

import (
	"context"
	"database/sql"
	"io/fs"
	"testing/fstest"

	lib "modernc.org/sqlite/lib"
)

// WithMigrations replaces the embedded files, for the tests of refusal.
func WithMigrations(o Options, dir fs.FS) Options {
	o.migrations = dir
	return o
}

// Pools returns the connection pools.
func (s *Store) Pools() (write, read *sql.DB) { return s.write, s.read }

// Raw runs a statement outside the store's rules.
func (s *Store) Raw(ctx context.Context, query string, args ...any) error {
	_, err := s.write.ExecContext(ctx, query, args...)
	return err
}

// Embedded returns the program's migrations by the names of their files, as a copy that may be changed.
func Embedded() fstest.MapFS {
	dir, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err)
	}
	out := fstest.MapFS{}
	names, err := fs.Glob(dir, "*.sql")
	for _, n := range names {
		var text []byte
		if text, err = fs.ReadFile(dir, n); err != nil {
			break
		}
		out[n] = &fstest.MapFile{Data: text}
	}
	if err != nil {
		panic(err)
	}
	return out
}

// Reproject does what a start does after an upgrade.
func (s *Store) Reproject(ctx context.Context) error { return s.reproject(ctx, Options{}) }

// SchemaVersion returns the number of the newest migration applied.
func (s *Store) SchemaVersion(ctx context.Context) (int64, error) { return s.schemaVersion(ctx) }

// IsForeign reports whether err says that a row refers to one that is not there, or is itself still referred to.
func IsForeign(err error) bool {
	return liteCode(err) == lib.SQLITE_CONSTRAINT_FOREIGNKEY || pgCode(err) == "23503"
}
