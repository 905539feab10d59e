package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

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
	switch _, err := os.Stat(d.file()); {
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Unavailable, "cli.data_not_ours", "file", d.Data)
	case err != nil:
		return fault.New(fault.NotFound, "cli.no_installation", "folder", d.Data)
	}
	return nil
}

// backup saves everything into one file while people work: huiyin backup --data DIR --to FILE. The signing key is not in it.
type backup struct {
	database
	To string `help:"cli.help.backup.to" type:"path" required:"" placeholder:"FILE"`
}

// Run saves; a file of that name is always a whole backup.
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
	var m store.Manifest
	err = wholeFile(c.To, 0o600, func(w io.Writer) (err error) {
		m, err = s.Backup(env.Ctx, w, files, store.Folder{Name: witnessFolder, FS: os.DirFS(witness.Dir(c.Data))})
		return err
	})
	if err != nil {
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
	m, err := c.restore(env, f, info.Size())
	if err != nil {
		return err
	}
	return c.print(env, "cli.restore.done", c.From, m)
}

// restore brings the record back before the database: a database without its record would be taken for a new installation. What it made goes
// again when it fails, so that the same command can be given once more.
func (d database) restore(env *Env, f io.ReaderAt, size int64) (m store.Manifest, err error) {
	made := append(absent(d.Data, d.files()), witness.Dir(d.Data)) // which was empty
	if d.DB == "" {
		made = append(made, absent(d.file(), d.file()+"-wal", d.file()+"-shm")...)
	}
	defer func() {
		if err != nil {
			for _, path := range made {
				err = errors.Join(err, os.RemoveAll(path))
			}
		}
	}()
	if err := os.MkdirAll(d.Data, 0o750); err != nil {
		return m, fault.New(fault.Unavailable, "cli.no_data_folder", "folder", d.Data)
	}
	files, err := blob.OpenDir(d.files())
	if err != nil {
		return m, err
	}
	if _, err := store.RestoreFolder(f, size, witnessFolder, witness.Dir(d.Data)); err != nil {
		return m, err
	}
	return store.Restore(env.Ctx, store.Options{URL: d.url(), Now: env.Now}, f, size, files)
}

// absent are those of some paths at which nothing is.
func absent(paths ...string) (list []string) {
	for _, p := range paths {
		if _, err := os.Lstat(p); errors.Is(err, fs.ErrNotExist) {
			list = append(list, p)
		}
	}
	return list
}
