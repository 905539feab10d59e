package store

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
)

// backupFormat is the number of the archive's layout: manifest.json, tables/NAME.jsonl (a line of column names, then a line per
// row) and files/HASH. It is the same for both engines, so that either restores what the other saved.
const backupFormat = 1

// Manifest says what a backup holds and proves it.
type Manifest struct {
	Format     int             `json:"format"`
	Made       int64           `json:"made"` // Unix milliseconds
	Engine     Engine          `json:"engine"`
	Schema     int64           `json:"schema"` // number of the newest migration
	Migrations []MigrationFile `json:"migrations"`
	Tables     []TableSum      `json:"tables"`
	Files      []FileSum       `json:"files"`
	Others     []OtherSum      `json:"others,omitempty"` // files of the folders saved beside the database
}

// MigrationFile names a migration that was applied and its SHA-256.
type MigrationFile struct {
	Version int64  `json:"version"`
	SHA256  string `json:"sha256"`
}

// TableSum counts a table's rows; the hash is that of its lines.
type TableSum struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

// OtherSum is a file of a folder saved beside the database, named FOLDER/FILE.
type OtherSum struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Folder is a folder of the installation that a backup carries whole, such as the witness.
type Folder struct {
	Name string
	FS   fs.FS
}

// FileSum names a file by the hash of its content.
type FileSum struct {
	Hash string `json:"hash"`
	Size int64  `json:"size"`
}

// Backup writes everything into one zip archive while the program goes on working: the rows as of one instant, then the files. A file
// is stored before the row that mentions it, so no mentioned file is missing. Folders are saved first, as long as they are then: the
// witness, which is written after the database, never knows more than the rows beside it.
func (s *Store) Backup(ctx context.Context, w io.Writer, files *blob.Dir, folders ...Folder) (Manifest, error) {
	z := zip.NewWriter(w)
	m := Manifest{Format: backupFormat, Engine: s.engine}
	for _, f := range folders {
		if err := m.saveFolder(z, f); err != nil {
			return m, err
		}
	}
	err := s.View(ctx, func(tx *Tx) error {
		if err := tx.noVoteOpen(ctx); err != nil {
			return err
		}
		m.Made = tx.Now
		var err error
		m.Migrations, err = All(ctx, tx, func(f *MigrationFile) []any { return []any{&f.Version, &f.SHA256} },
			`SELECT version, sha256 FROM schema_checksum ORDER BY version`)
		if err != nil {
			return err
		}
		for _, f := range m.Migrations {
			m.Schema = max(m.Schema, f.Version)
		}
		tables, err := tx.tables(ctx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			out, err := z.Create("tables/" + t.name + ".jsonl")
			if err != nil {
				return err
			}
			sum, err := tx.dump(ctx, t, out)
			if err != nil {
				return err
			}
			m.Tables = append(m.Tables, sum)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	if files != nil {
		if m.Files, err = saveFiles(ctx, z, files); err != nil {
			return m, err
		}
	}
	out, err := z.Create("manifest.json")
	if err != nil {
		return m, err
	}
	e := json.NewEncoder(out)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		return m, err
	}
	return m, z.Close()
}

func saveFiles(ctx context.Context, z *zip.Writer, files *blob.Dir) (list []FileSum, err error) {
	err = files.Each(func(hash string, size int64) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		in, err := files.Open(hash)
		if fault.Is(err, fault.NotFound) {
			return nil // nothing named it, and it was removed meanwhile
		}
		if err != nil {
			return err
		}
		defer in.Close()
		out, err := z.CreateHeader(&zip.FileHeader{Name: "files/" + hash, Method: zip.Store})
		if err != nil {
			return err
		}
		h := sha256.New()
		if _, err := io.Copy(io.MultiWriter(out, h), in); err != nil {
			return err
		}
		if hex.EncodeToString(h.Sum(nil)) != hash {
			return fault.New(fault.Invalid, "blob.damaged", "hash", hash)
		}
		list = append(list, FileSum{hash, size})
		return nil
	})
	return list, err
}

// dump writes a table's lines.
func (t *Tx) dump(ctx context.Context, tab table, w io.Writer) (TableSum, error) {
	sum := TableSum{Name: tab.name}
	h := sha256.New()
	b := bufio.NewWriter(io.MultiWriter(w, h))
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(tab.names()); err != nil {
		return sum, err
	}
	rows, err := t.tx.QueryContext(ctx, tab.selection(t.s.engine))
	if err != nil {
		return sum, err
	}
	defer rows.Close()
	values, places := make([]any, len(tab.columns)), make([]any, len(tab.columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return sum, err
		}
		for i, c := range tab.columns {
			if values[i], err = portable(c.kind, values[i]); err != nil {
				return sum, fmt.Errorf("%s.%s: %w", tab.name, c.name, err)
			}
		}
		if err := e.Encode(values); err != nil {
			return sum, err
		}
		sum.Rows++
	}
	if err := rows.Err(); err != nil {
		return sum, err
	}
	err = b.Flush()
	sum.SHA256 = hex.EncodeToString(h.Sum(nil))
	return sum, err
}

// portable gives a value the one form it has in a backup, whichever driver read it.
func portable(kind string, v any) (any, error) {
	if b, ok := v.([]byte); ok {
		v = string(b)
	}
	switch n := v.(type) {
	case nil:
		return nil, nil
	case int64:
		switch kind {
		case "bigint":
			return n, nil
		case "boolean":
			return n != 0, nil
		case "double":
			return float64(n), nil
		}
	case bool:
		if kind == "boolean" {
			return n, nil
		}
	case string:
		if kind == "text" {
			return n, nil
		}
	case float64:
		if kind == "double" {
			return n, nil
		}
	}
	return nil, fmt.Errorf("a %T in a column of kind %s", v, kind)
}
