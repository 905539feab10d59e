package store

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"slices"
	"strings"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
)

// Restore brings a backup back into an empty database and an empty folder, of either engine, and compares what is then there with the
// manifest. An older backup is brought up to the program's schema. Nothing is committed unless everything agrees. Faults: Invalid for a
// damaged backup, Conflict for a newer one, for changed migrations, and when the database is not empty.
func Restore(ctx context.Context, o Options, r io.ReaderAt, size int64, files *blob.Dir) (Manifest, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return Manifest{}, err
	}
	if err := a.fits(o); err != nil {
		return a.Manifest, err
	}
	o.upTo = a.Schema
	s, err := Open(ctx, o)
	if err != nil {
		return a.Manifest, err
	}
	defer s.Close()
	current, err := s.schemaVersion(ctx)
	if err != nil {
		return a.Manifest, s.explain(err)
	}
	if current != a.Schema {
		return a.Manifest, fault.New(fault.Conflict, "store.restore_not_empty")
	}
	if files != nil {
		if err := a.restoreFiles(ctx, files); err != nil {
			return a.Manifest, err
		}
	}
	if err := s.Do(ctx, func(tx *Tx) error { return a.load(ctx, tx) }); err != nil {
		return a.Manifest, err
	}
	o.upTo = 0
	if err := s.migrate(ctx, o); err != nil {
		return a.Manifest, s.explain(err)
	}
	return a.Manifest, s.Analyze(ctx)
}

type archive struct {
	Manifest
	zip *zip.Reader
}

func damaged(part string) error {
	return fault.New(fault.Invalid, "store.backup_damaged", "part", part)
}

func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault.New(fault.Invalid, "store.backup_unreadable")
	}
	a := &archive{zip: z}
	in, err := a.open("manifest.json")
	if err != nil {
		return nil, err
	}
	defer in.Close()
	if err := json.NewDecoder(in).Decode(&a.Manifest); err != nil || a.Format != backupFormat {
		return nil, fault.New(fault.Invalid, "store.backup_unreadable")
	}
	return a, nil
}

func (a *archive) open(name string) (io.ReadCloser, error) {
	f, err := a.zip.Open(name)
	if err != nil {
		return nil, damaged(name)
	}
	return entry{f, name}, nil
}

// entry is one part of an archive: what cannot be unpacked, or is not what was packed, is damage of that part.
type entry struct {
	io.ReadCloser
	name string
}

func (e entry) Read(p []byte) (int, error) {
	n, err := e.ReadCloser.Read(p)
	var corrupt flate.CorruptInputError
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &corrupt) {
		err = damaged(e.name)
	}
	return n, err
}

// fits compares the migrations behind the backup with those of the program.
func (a *archive) fits(o Options) error {
	dir := o.migrations
	if dir == nil {
		dir, _ = fs.Sub(embedded, "migrations")
	}
	own, err := listMigrations(dir)
	if err != nil {
		return err
	}
	if newest := own[len(own)-1].version; a.Schema > newest {
		return fault.New(fault.Conflict, "store.schema_newer", "database", a.Schema, "program", newest)
	}
	for _, f := range a.Migrations {
		i := slices.IndexFunc(own, func(m migration) bool { return m.version == f.Version })
		if i < 0 || own[i].sum != f.SHA256 {
			return fault.New(fault.Conflict, "store.migration_changed", "file", fmt.Sprintf("%04d", f.Version))
		}
	}
	return nil
}

func (a *archive) restoreFiles(ctx context.Context, files *blob.Dir) error {
	for _, f := range a.Files {
		in, err := a.open("files/" + f.Hash)
		if err != nil {
			return err
		}
		_, err = files.Restore(ctx, f.Hash, in)
		_ = in.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// load replaces the rows of a freshly migrated schema and reads them again to compare.
func (a *archive) load(ctx context.Context, tx *Tx) error {
	for _, name := range []string{"congress", "person", "account"} {
		n, err := Value[int64](ctx, tx, `SELECT count(*) FROM `+name)
		if err != nil {
			return err
		}
		if n > 0 {
			return fault.New(fault.Conflict, "store.restore_not_empty")
		}
	}
	tables, err := tx.tables(ctx)
	if err != nil {
		return err
	}
	if err := tx.deferReferences(ctx); err != nil {
		return err
	}
	for _, t := range tables {
		if _, err := tx.Exec(ctx, `DELETE FROM `+t.name); err != nil { // rows that migrations bring
			return err
		}
	}
	if len(tables) != len(a.Tables) {
		return damaged("manifest.json")
	}
	for i, t := range tables {
		sum := a.Tables[i]
		if sum.Name != t.name {
			return damaged("manifest.json")
		}
		if err := a.loadTable(ctx, tx, t, sum); err != nil {
			return err
		}
		again, err := tx.dump(ctx, t, io.Discard)
		if err != nil {
			return err
		}
		if again != sum {
			return damaged("tables/" + t.name + ".jsonl")
		}
	}
	return tx.checkReferences(ctx)
}

const rowsPerStatement = 500

func (a *archive) loadTable(ctx context.Context, tx *Tx, t table, sum TableSum) error {
	var pending [][]any
	flush := func() error {
		err := Insert(ctx, tx, t.name, strings.Join(t.names(), ", "), len(pending), func(i int) []any { return pending[i] })
		pending = pending[:0]
		return err
	}
	rows, err := a.lines(ctx, sum, func(head bool, line []byte) error {
		if head {
			var names []string
			if err := json.Unmarshal(line, &names); err != nil || !slices.Equal(names, t.names()) {
				return damaged("tables/" + t.name + ".jsonl")
			}
			return nil
		}
		row, err := parseRow(t, line)
		if err != nil {
			return err
		}
		if pending = append(pending, row); len(pending) == rowsPerStatement {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if rows != sum.Rows {
		return damaged("tables/" + t.name + ".jsonl")
	}
	return flush()
}

func parseRow(t table, line []byte) ([]any, error) {
	d := json.NewDecoder(strings.NewReader(string(line)))
	d.UseNumber()
	var row []any
	if err := d.Decode(&row); err != nil || len(row) != len(t.columns) {
		return nil, damaged("tables/" + t.name + ".jsonl")
	}
	for i, v := range row {
		n, ok := v.(json.Number)
		if !ok {
			continue
		}
		var err error
		if t.columns[i].kind == "double" {
			row[i], err = n.Float64()
		} else {
			row[i], err = n.Int64()
		}
		if err != nil {
			return nil, damaged("tables/" + t.name + ".jsonl")
		}
	}
	return row, nil
}

// lines gives each line of a table, the head first, and compares count and hash at the end.
func (a *archive) lines(ctx context.Context, t TableSum, fn func(head bool, line []byte) error) (rows int64, err error) {
	name := "tables/" + t.Name + ".jsonl"
	in, err := a.open(name)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	h := sha256.New()
	r := bufio.NewReader(&hashing{in, h})
	for n := int64(0); ; n++ {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			if n-1 != t.Rows || hex.EncodeToString(h.Sum(nil)) != t.SHA256 {
				return 0, damaged(name)
			}
			return n - 1, nil
		}
		if err != nil {
			return 0, damaged(name)
		}
		if err := fn(n == 0, line); err != nil {
			return 0, err
		}
	}
}

type hashing struct {
	io.Reader
	h hash.Hash
}

func (r *hashing) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.h.Write(p[:n])
	return n, err
}
