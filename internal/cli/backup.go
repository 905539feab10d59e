package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/witness"
)

// witnessFolder is the name of the witness inside a backup.
const witnessFolder = "witness"

// mustExist refuses to make an empty installation where one is expected.
func (d database) mustExist() error {
	if d.DB != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(d.Data, "huiyin.db")); err != nil {
		return fault.New(fault.NotFound, "cli.no_installation", "folder", d.Data)
	}
	return nil
}

// backup saves everything into one file while people work: huiyin backup --data DIR --to FILE. The signing key is not in it.
type backup struct {
	database
	To string `help:"cli.help.backup.to" type:"path" required:"" placeholder:"FILE"`
}

// Run writes beside the target and renames at the end: a file of that name is always a whole backup.
func (c *backup) Run(env *Env) error {
	if err := c.mustExist(); err != nil {
		return err
	}
	if _, err := os.Stat(c.To); err == nil {
		return fault.New(fault.Conflict, "store.file_exists", "file", c.To)
	}
	s, err := c.open(env)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // read only
	files, err := blob.OpenDir(c.files())
	if err != nil {
		return err
	}
	part := c.To + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fault.New(fault.Unavailable, "cli.no_file", "file", c.To)
	}
	defer func() { _ = os.Remove(part) }()
	m, err := s.Backup(env.Ctx, f, files, store.Folder{Name: witnessFolder, FS: os.DirFS(witness.Dir(c.Data))})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, c.To); err != nil {
		return err
	}
	return c.print(env, "cli.backup.done", c.To, m)
}

func (database) print(env *Env, key, file string, m store.Manifest) error {
	rows := int64(0)
	for _, t := range m.Tables {
		rows += t.Rows
	}
	_, err := fmt.Fprintln(env.Out, env.Say.T(key, "file", file, "tables", len(m.Tables), "rows", rows, "files", len(m.Files)))
	return err
}

// restore brings a backup into an empty place, of either engine: huiyin restore --from FILE --data DIR.
type restore struct {
	database
	From string `help:"cli.help.restore.from" type:"path" required:"" placeholder:"FILE"`
}

// Run restores and compares. The witness comes back as it was at the backup; a new signing key is made when the old one is not there.
func (c *restore) Run(env *Env) error {
	f, err := os.Open(c.From)
	if err != nil {
		return fault.New(fault.NotFound, "cli.unreadable_file", "file", c.From)
	}
	defer f.Close() //nolint:errcheck // read only
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(witness.Dir(c.Data)); err == nil && len(entries) > 0 {
		return fault.New(fault.Conflict, "store.restore_not_empty")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(c.Data, 0o750); err != nil {
		return fault.New(fault.Unavailable, "cli.no_data_folder", "folder", c.Data)
	}
	files, err := blob.OpenDir(c.files())
	if err != nil {
		return err
	}
	m, err := store.Restore(env.Ctx, store.Options{URL: c.url(), Now: env.Now}, f, info.Size(), files)
	if err != nil {
		return err
	}
	if _, err := store.RestoreFolder(f, info.Size(), witnessFolder, witness.Dir(c.Data)); err != nil {
		return err
	}
	return c.print(env, "cli.restore.done", c.From, m)
}
