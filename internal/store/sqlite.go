package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"

	"huiyin/internal/fault"
)

// Pragmas are set for each connection through its name, busy_timeout first so that the others wait for a lock. The page
// cache stays small: a reader that sees another's commit drops its whole cache, and dropping a large one stalls
// the process. mmap stays off: with one writer it costs more than it gives.
var pragmas = []string{
	"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-4096)",
}

func sqliteName(path string, extra url.Values) string {
	q := url.Values{"_pragma": pragmas}
	for k, v := range extra {
		q[k] = append(q[k], v...)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// openSQLite opens two pools. Every write goes through a single connection with immediate transactions, since an upgrade
// from reading to writing fails at once whatever the timeout; the readers cannot write at all.
func (s *Store) openSQLite(ctx context.Context, path string, o Options) error {
	s.engine, s.path = SQLite, path
	if err := private(path); err != nil {
		return fmt.Errorf("%w: %w", fault.New(fault.Unavailable, "store.unreachable"), err)
	}
	var err error
	if s.write, err = sqlitePool(sqliteName(path, url.Values{"_txlock": {"immediate"}}), 1); err != nil {
		return err
	}
	if err = s.write.PingContext(ctx); err != nil {
		return err
	}
	readers := o.Readers
	if readers < 1 {
		readers = 4
	}
	s.groups = newGroups()
	s.read, err = sqlitePool(sqliteName(path, url.Values{"_pragma": {"query_only(1)"}}), readers)
	if err != nil {
		return err
	}
	return s.read.PingContext(ctx)
}

// private makes the database's folder and file readable by nobody else; SQLite gives its log the same rights.
func private(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func sqlitePool(name string, size int) (*sql.DB, error) {
	c, err := sqlite.NewConnector(name)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(cachingConnector{c})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}
