package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"huiyin/internal/appraise"
	"huiyin/internal/assess"
	"huiyin/internal/blob"
	"huiyin/internal/conduct"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/intake"
	"huiyin/internal/job"
	"huiyin/internal/polling"
	"huiyin/internal/registry"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/supervise"
	"huiyin/internal/witness"
)

// site is an installation that is opened for changing: its store, the desk through which cases change, and the witness that writes down
// what the desk commits.
type site struct {
	*store.Store
	desk    *desk.Desk
	witness *witness.Log
	files   *blob.Dir // attachments
	record  string    // folder of the witness
}

// site opens the installation for changing. Close it, so that the last lines of the witness are on the disk.
func (d database) site(env *Env) (*site, error) {
	s, err := d.open(env)
	if err != nil {
		return nil, err
	}
	log, err := witness.Open(env.Ctx, d.Data, s)
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	files, err := blob.OpenDir(d.files())
	if err != nil {
		return nil, errors.Join(err, log.Close(), s.Close())
	}
	files.Noted = s.NoteFile
	if log.Rekeyed() {
		fmt.Fprintln(env.Err, env.Say.T("verify.rekeyed_now", "file", filepath.Join(d.Data, "anchor.key"), "node", log.Node()))
	}
	hooks := desk.Merge(supervise.Hooks(), assess.Hooks(), appraise.Hooks(), conduct.Hooks(), polling.Hooks())
	return &site{Store: s, witness: log, files: files, record: witness.Dir(d.Data), desk: &desk.Desk{Store: s, Committed: log.Committed, Hooks: hooks, Watches: append(assess.Watches(), supervise.Watches()...)}}, nil
}

func (s *site) Close() error {
	err := s.witness.Close()
	if cerr := s.Store.Close(); err == nil {
		err = cerr
	}
	return err
}

// anchor signs the state of all chains.
func (s *site) anchor(ctx context.Context) error {
	_, err := s.witness.Anchor(context.WithoutCancel(ctx))
	return err
}

// sealed anchors what a command has done, after an import, after making a demonstration and at a clean stop, so that as little as possible rests on
// the witness alone. A failure says that what was done stands.
func (s *site) sealed(ctx context.Context) error {
	if err := s.anchor(ctx); err != nil {
		return fmt.Errorf("%w: %w", fault.New(fault.Unavailable, "cli.not_anchored"), err)
	}
	return nil
}

// reading is how long in a minute texts are read that wait for it, so that other jobs have their turns.
const reading = 20 * time.Second

// jobs is the work of a running installation, and first what is given. Start it, and stop it before closing the site.
func (s *site) jobs(log *slog.Logger, more ...job.Task) *job.Runner {
	tasks := append(more, []job.Task{
		{Name: "witness", Local: true, Run: s.witness.Sync},
		{Name: "time", Every: time.Minute, Run: func(ctx context.Context) error { _, err := s.desk.Tick(ctx); return err }},
		{Name: "found", Every: 6 * time.Hour, Run: func(ctx context.Context) error { _, err := assess.Judge(ctx, s.desk); return err }},
		{Name: "ledger", Every: 24 * time.Hour, Run: func(ctx context.Context) error { _, err := assess.KeepLedger(ctx, s.desk); return err }},
		{Name: "reminders", Every: time.Hour, Run: s.desk.Remind},
		{Name: "scrub", Every: time.Minute, Run: s.Scrub},
		{Name: "anchor", Every: 24 * time.Hour, Run: s.anchor},
		{Name: "slips", Every: time.Minute, Run: func(ctx context.Context) error {
			return s.Do(ctx, func(tx *store.Tx) error { _, err := tx.SweepSlipBatches(ctx); return err })
		}},
		{Name: "imports", Every: time.Hour, Run: (&intake.Importer{Store: s.Store}).SweepDead},
		{Name: "files", Every: 24 * time.Hour, Run: func(ctx context.Context) error { return s.collect(ctx, log) }},
		{Name: "sweep", Every: time.Hour, Run: func(ctx context.Context) error {
			return s.Do(ctx, func(tx *store.Tx) error { _, err := tx.Sweep(ctx); return err })
		}},
		{Name: "similar", Every: time.Minute, Run: func(ctx context.Context) error { _, err := similar.Read(ctx, s.Store, reading); return err }},
	}...)
	if s.Engine() == store.PostgreSQL { // another node may have imported a calendar or a pack
		tasks = append(tasks, job.Task{Name: "rules", Local: true, Run: (&registry.Registry{Store: s.Store, Desk: s.desk}).Follow})
	}
	return &job.Runner{Store: s.Store, Node: s.witness.Node(), Log: log, Tasks: tasks}
}

// collect removes uploads that came to nothing and says in the log how much that was.
func (s *site) collect(ctx context.Context, log *slog.Logger) error {
	gone, err := s.CollectFiles(ctx, s.files)
	if gone.Files > 0 {
		log.InfoContext(ctx, "unused files removed", "files", gone.Files, "bytes", gone.Bytes)
	}
	return errors.Join(err, s.files.Clean(time.Now().Add(-24*time.Hour))) // the file system's clock, which nobody shifts
}

// files is the folder of attachments inside the data folder.
func (d database) files() string { return filepath.Join(d.Data, "files") }
