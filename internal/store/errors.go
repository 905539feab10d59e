package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"huiyin/internal/fault"
)

// IsUnique reports whether err says that a row with the same key is already there.
func IsUnique(err error) bool {
	switch code := liteCode(err); code {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY:
		return true
	}
	return pgCode(err) == "23505"
}

// Raced marks an error as the work of a quicker rival, so that Do runs the transaction again. It is for keys that both computed
// from what they read, such as the next number of a chain.
func Raced(err error) error { return raced{err} }

type raced struct{ error }

func (r raced) Unwrap() error { return r.error }

// lostRace reports whether the transaction failed only because another was quicker.
func lostRace(err error) bool {
	var r raced
	if errors.As(err, &r) {
		return true
	}
	code := pgCode(err)
	return code == "40001" || code == "40P01"
}

// ended says that the caller's context is over, whatever the driver made of it: a statement interrupted, a transaction rolled back under its user.
func ended(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || errors.Is(err, ctx.Err()) {
		return err
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	return fmt.Errorf("%w: %w", ctx.Err(), err)
}

// againAfter is in how many seconds who was told that the database is busy may ask again.
const againAfter = 5

// explain turns what an administrator must mend into faults of kind Unavailable, keeping the cause for the log.
func (s *Store) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	key, args := "", []any(nil)
	switch {
	case liteCode(err)&0xff == lib.SQLITE_FULL, liteCode(err) == lib.SQLITE_IOERR_SHMSIZE, pgCode(err) == "53100":
		key = "store.disk_full"
	case lostRace(err), locked(err), pgCode(err) == "55P03":
		key, args = "store.busy", []any{"seconds", againAfter}
	case liteCode(err)&0xff == lib.SQLITE_NOTADB, liteCode(err)&0xff == lib.SQLITE_CORRUPT:
		key = "store.not_a_database"
	case strings.HasPrefix(pgCode(err), "28"):
		key = "store.login_refused"
	case pgCode(err) == "3D000":
		key = "store.no_such_database"
	case unreachable(err), s.engine == PostgreSQL && cut(err):
		key = "store.unreachable"
	default:
		return err
	}
	return fmt.Errorf("%w: %w", fault.New(fault.Unavailable, key, args...), err)
}

func unreachable(err error) bool {
	switch liteCode(err) & 0xff {
	case lib.SQLITE_CANTOPEN, lib.SQLITE_IOERR, lib.SQLITE_READONLY, lib.SQLITE_NOTADB, lib.SQLITE_CORRUPT:
		return true
	}
	code := pgCode(err)
	if strings.HasPrefix(code, "08") || strings.HasPrefix(code, "53") || strings.HasPrefix(code, "57P") {
		return true
	}
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		return false // of a file that the transaction's user writes or reads; the number of the system inside it would pass for a network's
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, driver.ErrBadConn)
}

// cut reports whether PostgreSQL went away in the middle of a conversation: its answer ended, or the connection was found closed.
func cut(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || pgconn.SafeToRetry(err)
}

// locked reports whether SQLite has given up waiting for another connection or program.
func locked(err error) bool { return liteCode(err)&0xff == lib.SQLITE_BUSY }

func liteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func pgCode(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
