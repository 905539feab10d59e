package store_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func files(t *testing.T) *blob.Dir {
	t.Helper()
	d, err := blob.OpenDir(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// saved fills a store with rows of every kind and two files, and returns its backup.
func saved(t *testing.T, s *store.Store) []byte {
	t.Helper()
	fill(t, s)
	do(t, s,
		// Names a parent and a successor with greater ids, so that rows refer forward.
		func(tx *store.Tx) error {
			return tx.SaveOrg(ctx, org.Org{ID: 15, Congress: 1, Kind: org.Department, Code: "late", Name: "<新>局 & \"x\"\n\u2028"})
		},
		func(tx *store.Tx) error {
			o := govOrg
			o.Parent, o.Successor = 15, 15
			return tx.SaveOrg(ctx, o)
		},
		func(tx *store.Tx) error {
			return tx.InsertAccounts(ctx, store.SecurityEntry{Action: "account_created"}, []store.Account{{ID: 1 << 60, Login: "li", Person: 20, Password: "x", MustChange: true}})
		},
		func(tx *store.Tx) error {
			return tx.AppendSecurity(ctx, store.SecurityEntry{Account: 1 << 60, Action: "sign_in"})
		},
	)
	d := files(t)
	for _, text := range []string{"%PDF-1.7\none", "%PDF-1.7\ntwo"} {
		if _, err := d.Put(ctx, "a.pdf", strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	m, err := s.Backup(ctx, &b, d)
	if err != nil || len(m.Files) != 2 || m.Engine != s.Engine() {
		t.Fatal(m, err)
	}
	return b.Bytes()
}

// blank gives the address of a database without tables.
func blank(t *testing.T, engine store.Engine) string {
	t.Helper()
	if engine == store.SQLite {
		return "sqlite:" + filepath.Join(t.TempDir(), "new", "huiyin.db")
	}
	url := storetest.PostgresURL(t)
	empty(t, store.Options{URL: url, Now: storetest.NewClock().Now})
	return url
}

func TestABackupIsRestoredOnEitherEngine(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, from *store.Store) {
		data := saved(t, from)
		for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
			t.Run("to "+string(engine), func(t *testing.T) {
				c, to := storetest.NewClock(), files(t)
				o := store.Options{URL: blank(t, engine), Now: c.Now}
				m, err := store.Restore(ctx, o, bytes.NewReader(data), int64(len(data)), to)
				if err != nil {
					t.Fatal(err)
				}
				s := storetest.Open(t, o.URL, c)
				same(t, "org", view(t, s, func(tx *store.Tx) (org.Org, error) { return tx.Org(ctx, 11) }), transport)
				var b bytes.Buffer
				again, err := s.Backup(ctx, &b, to)
				if err != nil {
					t.Fatal(err)
				}
				same(t, "tables", again.Tables, m.Tables)
				same(t, "files", again.Files, m.Files)
				if _, breaks, err := verifyLog(s); err != nil || len(breaks) != 0 {
					t.Error(breaks, err)
				}
				orphan := liUnit
				orphan.ID, orphan.Org = 96, 12345
				if err := s.Do(ctx, func(tx *store.Tx) error { return tx.SavePost(ctx, orphan) }); !store.IsForeign(err) {
					t.Error("references are no longer checked:", err)
				}
				ids, err := s.NewIDs(ctx, 1)
				if err != nil || ids[0] < 1 {
					t.Error(ids, err)
				}
				_, err = store.Restore(ctx, o, bytes.NewReader(data), int64(len(data)), to)
				if e, ok := fault.As(err); !ok || e.Key != "store.restore_not_empty" {
					t.Error("restored over rows:", err)
				}
			})
		}
	})
}

func verifyLog(s *store.Store) (n int, breaks []store.Break, err error) {
	err = s.View(ctx, func(tx *store.Tx) error { n, breaks, err = tx.VerifySecurity(ctx); return err })
	return n, breaks, err
}

// rewrite copies a backup and lets change alter each entry; a nil content leaves it out.
func rewrite(t *testing.T, data []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		in, _ := f.Open()
		content, _ := io.ReadAll(in)
		if content = change(f.Name, content); content != nil {
			out, _ := w.Create(f.Name)
			_, _ = out.Write(content)
		}
	}
	_ = w.Close()
	return b.Bytes()
}

// flipped is an archive with one bit of what is packed in an entry changed, as on a disk that fails.
func flipped(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := bytes.Clone(data)
	for _, f := range z.File {
		if at, err := f.DataOffset(); err != nil {
			t.Fatal(err)
		} else if f.Name == name {
			out[at+int64(f.CompressedSize64)/2] ^= 1
			return out
		}
	}
	t.Fatalf("no %s", name)
	return nil
}

func TestADamagedBackupIsRefused(t *testing.T) {
	s := storetest.SQLite(t)
	data := saved(t, s)
	swap := func(entry, old, new string) []byte {
		return rewrite(t, data, func(name string, content []byte) []byte {
			if !strings.HasPrefix(name, entry) {
				return content
			}
			if old == "" {
				return nil
			}
			if !bytes.Contains(content, []byte(old)) {
				t.Fatalf("%s has no %q", name, old)
			}
			return bytes.Replace(content, []byte(old), []byte(new), 1)
		})
	}
	for what, c := range map[string]struct {
		data []byte
		key  string
	}{
		"cut":            {data[:len(data)/2], "store.backup_unreadable"},
		"no manifest":    {swap("manifest.json", "", ""), "store.backup_damaged"},
		"another format": {swap("manifest.json", `"format": 1`, `"format": 2`), "store.backup_unreadable"},
		"a changed name": {swap("tables/person", "李一", "李二"), "store.backup_damaged"},
		"a row less":     {swap("tables/category.jsonl", "[40,1,null,\"01\",\"交通\",1,\"\"]\n", ""), "store.backup_damaged"},
		"a table less":   {swap("tables/person", "", ""), "store.backup_damaged"},
		"another count":  {swap("manifest.json", `"rows": 3`, `"rows": 4`), "store.backup_damaged"},
		"a changed file": {swap("files/", "%PDF", "%PDA"), ""},
		"another bit":    {flipped(t, data, "tables/person.jsonl"), "store.backup_damaged"},
		"a file less":    {swap("files/", "", ""), "store.backup_damaged"},
		"a newer schema": {swap("manifest.json", `"schema": `, `"schema": 9`), "store.schema_newer"},
		"a changed migration": {swap("manifest.json", `"version": 2,
   "sha256": "`, `"version": 2,
   "sha256": "0`), "store.migration_changed"},
	} {
		o := store.Options{URL: blank(t, store.SQLite), Now: storetest.NewClock().Now}
		_, err := store.Restore(ctx, o, bytes.NewReader(c.data), int64(len(c.data)), files(t))
		if e, ok := fault.As(err); !ok || c.key != "" && e.Key != c.key {
			t.Errorf("%s: restore says %v", what, err)
			continue
		}
		fresh := storetest.Open(t, o.URL, storetest.NewClock())
		if n := view(t, fresh, func(tx *store.Tx) (int64, error) { return store.Value[int64](ctx, tx, `SELECT count(*) FROM person`) }); n != 0 {
			t.Errorf("%s: rows of a refused backup are there", what)
		}
	}
}

func TestAnOlderBackupIsBroughtUpToDate(t *testing.T) {
	s := storetest.SQLite(t)
	data := saved(t, s)
	more := store.Embedded()
	more["9000_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nALTER TABLE person ADD COLUMN pinyin TEXT NOT NULL DEFAULT 'x';\n")}
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			o := store.WithMigrations(store.Options{URL: blank(t, engine), Now: storetest.NewClock().Now}, more)
			if _, err := store.Restore(ctx, o, bytes.NewReader(data), int64(len(data)), nil); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			got := view(t, s, func(tx *store.Tx) (string, error) {
				return store.Value[string](ctx, tx, `SELECT name || pinyin FROM person WHERE id = 20`)
			})
			same(t, "person", got, "李一x")
			if v, err := s.SchemaVersion(ctx); v != 9000 || err != nil {
				t.Error(v, err)
			}
		})
	}
}

func TestABackupStopsWhenNobodyReadsIt(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		full := errors.New("no space")
		if _, err := s.Backup(ctx, failing{full}, nil); !errors.Is(err, full) {
			t.Error(err)
		}
		if d := cmp.Diff(nil, s.Ping(ctx)); d != "" {
			t.Error(d)
		}
	})
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
