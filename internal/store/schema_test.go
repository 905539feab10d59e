package store_test

import (
	"context"
	"database/sql"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestEverySQLiteConnectionHasItsPragmas(t *testing.T) {
	s := storetest.SQLite(t)
	write, read := s.Pools()
	for name, db := range map[string]*sql.DB{"writer": write, "reader": read} {
		want := map[string]string{
			"busy_timeout": "5000", "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
			"cache_size": "-4096", "mmap_size": "0", "query_only": "0",
		}
		if name == "reader" {
			want["query_only"] = "1"
		}
		for pragma, value := range want {
			var got string
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != value {
				t.Errorf("%s: %s = %q, want %q (%v)", name, pragma, got, value, err)
			}
		}
	}
	if n := write.Stats().MaxOpenConnections; n != 1 {
		t.Errorf("%d writers", n)
	}
	if n := read.Stats().MaxOpenConnections; n < 4 {
		t.Errorf("%d readers", n)
	}
}

// The driver is C translated against one exact version of its runtime library.
func TestTheRuntimeOfTheDriverIsItsOwn(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "modernc.org/sqlite").Output()
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	wanted := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindSubmatch(mod)
	used, err := exec.Command("go", "list", "-m", "-f", "{{if .Replace}}{{.Replace.Version}}{{else}}{{.Version}}{{end}}", "modernc.org/libc").Output()
	if err != nil || wanted == nil {
		t.Fatal(err, wanted)
	}
	if got := strings.TrimSpace(string(used)); got != string(wanted[1]) {
		t.Errorf("libc %s is built in, the driver was made with %s", got, wanted[1])
	}
}

// columns lists "table.column kind nullable" of every table, in words that both engines share.
func columns(t *testing.T, s *store.Store) (list []string) {
	t.Helper()
	query := `SELECT m.name || '.' || c.name || ' ' || lower(c.type) || CASE WHEN c."notnull" = 1 THEN ' not null' ELSE '' END
		FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name <> 'goose_db_version' AND m.name NOT LIKE 'sqlite%' ORDER BY 1`
	if s.Engine() == store.PostgreSQL {
		query = `SELECT table_name || '.' || column_name || ' ' || data_type || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END
		FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'goose_db_version' ORDER BY 1`
	}
	err := s.View(ctx, func(tx *store.Tx) (err error) {
		list, err = store.Column[string](ctx, tx, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestBothEnginesHaveTheSameTables(t *testing.T) {
	seen := map[store.Engine][]string{}
	storetest.Engines(t, func(t *testing.T, s *store.Store) { seen[s.Engine()] = columns(t, s) })
	if len(seen) < 2 {
		t.Skip("only one engine is here")
	}
	if len(seen[store.SQLite]) < 50 {
		t.Fatal("too few columns were found", seen[store.SQLite])
	}
	if d := cmp.Diff(seen[store.SQLite], seen[store.PostgreSQL]); d != "" {
		t.Error("SQLite (-) and PostgreSQL (+) differ:\n", d)
	}
}

func urls(t *testing.T, f func(t *testing.T, o store.Options)) {
	t.Helper()
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLiteURL, "postgres": storetest.PostgresURL} {
		t.Run(name, func(t *testing.T) { f(t, store.Options{URL: url(t), Now: storetest.NewClock().Now}) })
	}
}

func TestANewerSchemaIsRefused(t *testing.T) {
	urls(t, func(t *testing.T, o store.Options) {
		s, err := store.Open(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Raw(ctx, `INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES (9999, TRUE, '2026-01-01 00:00:00')`); err != nil {
			t.Fatal(err)
		}
		_ = s.Close()
		refused(t, o, "store.schema_newer")
	})
}

func TestAChangedMigrationIsRefused(t *testing.T) {
	urls(t, func(t *testing.T, o store.Options) {
		changed := store.Embedded()
		names := slices.Sorted(maps.Keys(changed))
		changed[names[1]].Data = append(changed[names[1]].Data, "\n-- a later thought\n"...)
		refused(t, store.WithMigrations(o, changed), "store.migration_changed")
	})
}

// An upgrade that cannot be carried out is named, leaves nothing half done, and goes on once what hindered it is gone.
func TestAMigrationThatFailsIsNamedAndTakenBack(t *testing.T) {
	urls(t, func(t *testing.T, o store.Options) {
		more := store.Embedded()
		more["9000_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE more (id BIGINT);\nINSERT INTO nothing VALUES (1);\n")}
		o = store.WithMigrations(o, more)
		refused(t, o, "store.migration_failed")
		more["9000_more.sql"].Data = []byte("-- +goose Up\nCREATE TABLE more (id BIGINT);\n")
		s, err := store.Open(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		_ = s.Close()
	})
}

func TestPendingMigrationsAreRefusedWhenAsked(t *testing.T) {
	urls(t, func(t *testing.T, o store.Options) {
		more := store.Embedded()
		more["9000_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE more (id BIGINT);\n")}
		o = store.WithMigrations(o, more)
		o.NoMigrate = true
		refused(t, o, "store.schema_pending")
		o.NoMigrate = false
		s, err := store.Open(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := s.SchemaVersion(ctx); v != 9000 || err != nil {
			t.Error(v, err)
		}
		_ = s.Close()
	})
}

func refused(t *testing.T, o store.Options, key string) {
	t.Helper()
	s, err := store.Open(ctx, o)
	if err == nil {
		_ = s.Close()
	}
	if e, ok := fault.As(err); !ok || e.Key != key || e.Kind != fault.Conflict {
		t.Errorf("got %v, want %s", err, key)
	}
}

func TestFourProgramsMigrateAtOnce(t *testing.T) {
	urls(t, func(t *testing.T, o store.Options) {
		if strings.HasPrefix(o.URL, "sqlite:") {
			o.URL = "sqlite:" + filepath.Join(t.TempDir(), "new", "huiyin.db")
		} else {
			empty(t, o)
		}
		done := make(chan error)
		for range 4 {
			go func() {
				s, err := store.Open(context.Background(), o)
				if err == nil {
					_, err = s.NewIDs(ctx, 1)
					_ = s.Close()
				}
				done <- err
			}()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	})
}

// A program that has just begun to make a new file keeps the next one from giving it a write-ahead log, and SQLite does not wait there.
func TestAnOpeningThatFindsTheFileLockedBeginsAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huiyin.db")
	first, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	first.SetMaxOpenConns(1)
	if _, err := first.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		t.Fatal(err)
	}
	waited := 0
	s, err := store.Open(ctx, store.Options{URL: "sqlite:" + path, Now: storetest.NewClock().Now, Waits: func() {
		if waited++; waited == 1 {
			if _, err := first.ExecContext(ctx, `COMMIT`); err != nil {
				t.Error(err)
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.NewIDs(ctx, 1); err != nil || waited == 0 {
		t.Errorf("waited %d times, %v", waited, err)
	}
}

func empty(t *testing.T, o store.Options) {
	t.Helper()
	s, err := store.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Raw(ctx, `DROP SCHEMA public CASCADE`); err != nil {
		t.Fatal(err)
	}
	if err := s.Raw(ctx, `CREATE SCHEMA public`); err != nil {
		t.Fatal(err)
	}
}

// Who wants to change something while another program holds the file is told so after a few seconds, with when to try again; nothing hangs.
func TestAChangeWhileAnotherProgramHoldsTheFile(t *testing.T) {
	url := storetest.SQLiteURL(t)
	s := storetest.Open(t, url, storetest.NewClock())
	other, err := sql.Open("sqlite", "file:"+strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		t.Fatal(err)
	}
	change := func() error {
		return s.Do(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE session SET year = year`)
			return err
		})
	}
	f, ok := fault.As(change())
	if !ok || f.Kind != fault.Unavailable || f.Key != "store.busy" || len(f.Args) != 2 || f.Args[0] != "seconds" {
		t.Errorf("told %+v", f)
	}
	if err := s.View(ctx, func(tx *store.Tx) error { _, err := tx.Congresses(ctx); return err }); err != nil {
		t.Errorf("readers: %v", err)
	}
	if _, err := other.ExecContext(ctx, `COMMIT`); err != nil {
		t.Fatal(err)
	}
	if err := change(); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
