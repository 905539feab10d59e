package store

import (
	"context"
	"regexp"
	"slices"
	"time"

	"huiyin/internal/blob"
)

// unusedFor is how long a file waits for an act that names it: the act comes in the same request.
const unusedFor = 24 * time.Hour

// NoteFile notes a file that is about to be stored; it is what blob.Dir.Noted calls. One that is in its place without a note is older than the
// notes, and is kept for ever.
func (s *Store) NoteFile(ctx context.Context, hash string, there bool) error {
	return s.Do(ctx, func(tx *Tx) error { return tx.keepFile(ctx, hash, tx.Now+unusedFor.Milliseconds(), there) })
}

// HoldFile keeps a file that waits for a person's decision for as long as the request is remembered that brought it.
func (t *Tx) HoldFile(ctx context.Context, hash string) error {
	return t.keepFile(ctx, hash, t.Now+keepFor.Milliseconds(), false)
}

func (t *Tx) keepFile(ctx context.Context, hash string, until int64, used bool) error {
	_, err := t.Exec(ctx, `INSERT INTO stored_file (hash, kept_until, used) VALUES ($1, $2, $3)
		ON CONFLICT (hash) DO UPDATE SET kept_until = excluded.kept_until WHERE stored_file.kept_until < excluded.kept_until`, hash, until, used)
	return err
}

// fileHash finds the hashes of files in a command. Anything else that looks like one does no harm: nothing is stored under it.
var fileHash = regexp.MustCompile(`"[0-9a-f]{64}"`)

// useFiles keeps for ever what the commands of events name: whoever replays them must find it, also after it was taken away from its case.
func (t *Tx) useFiles(ctx context.Context, events []kindEvent) error {
	var named []string
	for _, e := range events {
		for _, quoted := range fileHash.FindAll(e.Payload, -1) {
			named = append(named, string(quoted[1:len(quoted)-1]))
		}
	}
	slices.Sort(named) // in one order for everybody, so that nobody waits in a circle
	for _, hash := range slices.Compact(named) {
		_, err := t.Exec(ctx, `INSERT INTO stored_file (hash, kept_until, used) VALUES ($1, $2, TRUE)
			ON CONFLICT (hash) DO UPDATE SET used = TRUE WHERE NOT stored_file.used`, hash, t.Now)
		if err != nil {
			return err
		}
	}
	return nil
}

// Collected is what CollectFiles removed.
type Collected struct {
	Files int
	Bytes int64
}

// CollectFiles removes the files that no act has named: of acts that were refused, and of uploads that broke off. The note of a file goes first
// and holds its row until the file is gone, so that whoever stores the same file meanwhile waits and then stores it anew. A backup saves the
// rows before the files: what its rows name is never removed.
func (s *Store) CollectFiles(ctx context.Context, files *blob.Dir) (Collected, error) {
	var due []string
	err := s.View(ctx, func(tx *Tx) (err error) {
		due, err = Column[string](ctx, tx, `SELECT hash FROM stored_file WHERE NOT used AND kept_until < $1 ORDER BY hash`, tx.Now)
		return err
	})
	var out Collected
	for _, hash := range due {
		if err != nil {
			break
		}
		var one Collected
		err = s.Do(ctx, func(tx *Tx) error {
			n, err := tx.Exec(ctx, `DELETE FROM stored_file WHERE hash = $1 AND NOT used AND kept_until < $2`, hash, tx.Now)
			if err != nil || n == 0 {
				return err
			}
			size, err := files.Remove(hash)
			if size > 0 { // else an earlier run of this transaction has removed it
				one = Collected{Files: 1, Bytes: size}
			}
			return err
		})
		out.Files, out.Bytes = out.Files+one.Files, out.Bytes+one.Bytes
	}
	return out, err
}
