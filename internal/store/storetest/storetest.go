// Package storetest gives tests a fresh, migrated store on every engine. PostgreSQL is started by the test process itself,
// on a Unix socket in a temporary folder, and stopped with it.
package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"huiyin/internal/store"
)

// Clock is a time of day that tests move by hand. It starts on Monday 2026-03-02 at 09:00 in Shanghai.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock at its start.
func NewClock() *Clock { return &Clock{now: time.UnixMilli(1772413200000)} }

// Now returns the clock's instant; pass it as a Now field.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock forward.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Main runs a package's tests, stops PostgreSQL and reports goroutines left behind. Call it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	stopPostgres()
	removeTemplate()
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// Engines runs f as a subtest with a fresh store of each engine. Without PostgreSQL's programs the second fails when CI=true
// and is skipped with a notice otherwise; -short leaves it out.
func Engines(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	EnginesAt(t, func(t *testing.T, s *store.Store, _ *Clock) { f(t, s) })
}

// EnginesAt is Engines for tests that move the store's clock.
func EnginesAt(t *testing.T, f func(t *testing.T, s *store.Store, c *Clock)) {
	t.Helper()
	for name, url := range map[string]func(testing.TB) string{"sqlite": SQLiteURL, "postgres": PostgresURL} {
		t.Run(name, func(t *testing.T) {
			c := NewClock()
			f(t, Open(t, url(t), c), c)
		})
	}
}

// SQLite returns a fresh store on SQLite, for tests in which the engine does not matter.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, SQLiteURL(t), NewClock())
}

// Open opens a store for the length of a test. A transaction inside another fails the test and says where it was begun.
func Open(t testing.TB, url string, c *Clock) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{URL: url, Now: c.Now, Nested: func(where string) {
		t.Errorf("a transaction is begun inside another:\n%s", where)
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

var template struct {
	once sync.Once
	dir  string
	err  error
}

// SQLiteURL returns the address of a fresh migrated database: a copy of a file that is migrated once per process.
func SQLiteURL(t testing.TB) string {
	t.Helper()
	template.once.Do(func() {
		if template.dir, template.err = os.MkdirTemp("", "huiyin-lite-"); template.err == nil {
			template.err = migrateOnce("sqlite:" + filepath.Join(template.dir, "template.db"))
		}
	})
	if template.err != nil {
		t.Fatal(template.err)
	}
	data, err := os.ReadFile(filepath.Join(template.dir, "template.db"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "huiyin.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

func migrateOnce(url string) error {
	s, err := store.Open(context.Background(), store.Options{URL: url, Now: NewClock().Now})
	if err != nil {
		return err
	}
	return s.Close()
}

func removeTemplate() {
	if template.dir != "" {
		_ = os.RemoveAll(template.dir)
	}
}
