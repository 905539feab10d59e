package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"huiyin/internal/demo"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/witness"
)

// database holds the flags that say where the data is. Every command that needs data embeds it.
type database struct {
	Data string `help:"cli.help.data" default:"data" type:"path" env:"HUIYIN_DATA"`
	DB   string `help:"cli.help.db" name:"db" placeholder:"postgres://…" env:"HUIYIN_DB"`
}

// open opens the database: PostgreSQL when --db names one, else SQLite inside the data folder, which is made when absent.
// Files, keys and the witness are in the data folder in both cases. A folder made for a database that then could not be opened goes again.
func (d database) open(env *Env) (st *store.Store, err error) {
	_, absent := os.Stat(d.Data)
	if err := os.MkdirAll(d.Data, 0o750); err != nil {
		return nil, fault.New(fault.Unavailable, "cli.no_data_folder", "folder", d.Data)
	}
	defer func() {
		if err != nil && absent != nil {
			_ = os.Remove(d.Data) // which removes an empty folder only
		}
	}()
	if err := d.writable(); err != nil {
		return nil, err
	}
	if err := d.ofAnother(); err != nil {
		return nil, err
	}
	if env.clock == nil { // an installation that shows the invented city keeps its own day
		env.clock = &shifted{now: env.Now}
		env.Now = env.clock.Now
	}
	said := sync.OnceFunc(func() { fmt.Fprintln(env.Err, env.Say.T("cli.waits_for_file", "folder", d.Data)) })
	st, err = store.Open(env.Ctx, store.Options{URL: d.url(), Now: env.Now, Waits: said})
	if err != nil {
		return nil, err
	}
	shown, _, err := demo.Find(env.Ctx, st)
	if err != nil {
		_ = st.Close()
		return nil, err
	}
	env.clock.days = shown.Shift
	return st, nil
}

// writable refuses a data folder in which this user may not write: the engine would call its database unreachable, and nobody would look
// at the permissions. It asks the system and opens nothing, since closing the file would take the locks of another connection away.
func (d database) writable() error {
	paths := []string{d.Data}
	if d.DB == "" {
		paths = append(paths, d.file()) // its journal stands beside it
	}
	for _, path := range paths {
		err := readWrite(path)
		if errors.Is(err, syscall.EROFS) {
			return fault.New(fault.Unavailable, "cli.data_read_only", "file", path)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fault.New(fault.Unavailable, "cli.data_not_ours", "file", path)
		}
	}
	return nil
}

// ofAnother refuses to begin a new database beside the record of another one: --db was left out, or the file is lost. The anchors of the new one would
// stand in the other's record and belie it.
func (d database) ofAnother() error {
	if d.DB != "" {
		return nil
	}
	file, err := os.Stat(d.file())
	lost := errors.Is(err, fs.ErrNotExist) || err == nil && file.Size() == 0
	if record, err := os.ReadDir(witness.Dir(d.Data)); lost && err == nil && len(record) > 0 {
		return fault.New(fault.Conflict, "cli.record_of_another", "folder", d.Data)
	}
	return nil
}

func (d database) url() string {
	if d.DB != "" {
		return d.DB
	}
	return "sqlite:" + d.file()
}

// file is where SQLite keeps the database.
func (d database) file() string { return filepath.Join(d.Data, "huiyin.db") }

// congress finds a congress by its code; without a code it is the highest one.
func congress(env *Env, s *store.Store, code string) (g org.Congress, err error) {
	err = s.View(env.Ctx, func(tx *store.Tx) error {
		all, err := tx.Congresses(env.Ctx)
		if err != nil {
			return err
		}
		rank := map[org.Level]int{org.Province: 0, org.City: 1, org.County: 2, org.Township: 3}
		for _, c := range all {
			if code == "" && (g.ID == 0 || rank[c.Level] < rank[g.Level]) || code != "" && c.Code == code {
				g = c
			}
		}
		if len(all) == 0 {
			return fault.New(fault.NotFound, "cli.no_congress_yet")
		}
		if g.ID == 0 {
			return fault.OnField("congress", "cli.no_congress", "code", code)
		}
		return nil
	})
	return g, err
}
