package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"huiyin/internal/fault"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migration is one embedded file.
type migration struct {
	version int64
	name    string
	sum     string
}

func listMigrations(dir fs.FS) ([]migration, error) {
	names, err := fs.Glob(dir, "*.sql")
	if err != nil {
		return nil, err
	}
	list := make([]migration, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		version, err := goose.NumericComponent(name)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		list = append(list, migration{version, path.Base(name), hex.EncodeToString(sum[:])})
	}
	return list, nil
}

// migrate brings the schema up to the program's version, forward only.
func (s *Store) migrate(ctx context.Context, o Options) error {
	dir := o.migrations
	if dir == nil {
		dir, _ = fs.Sub(embedded, "migrations")
	}
	files, err := listMigrations(dir)
	if err != nil {
		return err
	}
	pending, err := s.checkSchema(ctx, files)
	if err != nil {
		return err
	}
	if pending {
		if o.NoMigrate {
			return fault.New(fault.Conflict, "store.schema_pending")
		}
		if err := s.applyMigrations(ctx, dir, o.upTo); err != nil {
			return err
		}
		// Another program, perhaps a newer one, may have been at work at the same time.
		if _, err := s.checkSchema(ctx, files); err != nil {
			return err
		}
	}
	return s.recordChecksums(ctx, files, o.upTo)
}

// checkSchema compares what the database has with what the program brings. It writes nothing.
func (s *Store) checkSchema(ctx context.Context, files []migration) (pending bool, err error) {
	current, err := s.schemaVersion(ctx)
	if err != nil {
		return false, err
	}
	newest := files[len(files)-1].version
	if current > newest {
		return false, fault.New(fault.Conflict, "store.schema_newer", "database", current, "program", newest)
	}
	known, err := s.hasTable(ctx, "schema_checksum")
	if err != nil || !known {
		return current < newest, err
	}
	for _, f := range files {
		var sum string
		err := s.write.QueryRowContext(ctx, `SELECT sha256 FROM schema_checksum WHERE version = $1`, f.version).Scan(&sum)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return false, err
		}
		if sum != f.sum {
			return false, fault.New(fault.Conflict, "store.migration_changed", "file", f.name)
		}
	}
	return current < newest, nil
}

func (s *Store) schemaVersion(ctx context.Context) (int64, error) {
	ok, err := s.hasTable(ctx, goose.DefaultTablename)
	if err != nil || !ok {
		return 0, err
	}
	var v sql.NullInt64
	err = s.write.QueryRowContext(ctx, `SELECT max(version_id) FROM `+goose.DefaultTablename).Scan(&v)
	return v.Int64, err
}

func (s *Store) applyMigrations(ctx context.Context, dir fs.FS, upTo int64) error {
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	dialect := goose.DialectSQLite3
	if s.engine == PostgreSQL {
		dialect = goose.DialectPostgres
		// Waits up to five minutes for another node that migrates, asking every second.
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, s.write, dir, opts...)
	if err != nil {
		return err
	}
	// SQLite has no session lock. Each migration is one immediate transaction, so a second program that starts
	// at the same moment can only fail to do again what the first has done: look again, and go on from there.
	before := int64(-1)
	for {
		if upTo > 0 {
			_, err = p.UpTo(ctx, upTo)
		} else {
			_, err = p.Up(ctx)
		}
		if err == nil || s.engine == PostgreSQL || ctx.Err() != nil {
			break
		}
		now, verr := s.schemaVersion(ctx)
		if verr != nil || now <= before {
			break
		}
		before = now
	}
	var part *goose.PartialError
	if _, known := fault.As(s.explain(err)); known || !errors.As(err, &part) {
		return err
	}
	return fmt.Errorf("%w: %w", fault.New(fault.Conflict, "store.migration_failed", "version", part.Failed.Source.Version, "detail", part.Err.Error()), err)
}

func (s *Store) recordChecksums(ctx context.Context, files []migration, upTo int64) error {
	var have int
	if err := s.write.QueryRowContext(ctx, `SELECT count(*) FROM schema_checksum`).Scan(&have); err != nil {
		return err
	}
	if have == len(files) {
		return nil
	}
	for _, f := range files {
		if upTo > 0 && f.version > upTo {
			continue
		}
		_, err := s.write.ExecContext(ctx,
			`INSERT INTO schema_checksum (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4) ON CONFLICT (version) DO NOTHING`,
			f.version, f.name, f.sum, s.now().UnixMilli())
		if err != nil {
			return err
		}
	}
	return nil
}

// hasTable is one of the few questions with a text per engine.
func (s *Store) hasTable(ctx context.Context, name string) (bool, error) {
	query := `SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1`
	if s.engine == PostgreSQL {
		query = `SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1`
	}
	var n int
	err := s.write.QueryRowContext(ctx, query, name).Scan(&n)
	return n > 0, err
}
