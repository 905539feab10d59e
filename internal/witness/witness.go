// Package witness keeps, outside the database, a line for the end of every hash chain: whoever changes the database alone, however
// carefully, no longer agrees with it. Once a day it signs a root over all lines, which can be published.
package witness

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Names inside the witness folder. Every other *.log file is the log of one node.
const (
	anchorsFile = "anchors.log"
	keysFile    = "keys.log"
	nodeFile    = "node"
)

// Dir is the witness folder inside a data folder.
func Dir(data string) string { return filepath.Join(data, "witness") }

// Log is the open witness of one node. It is safe for concurrent use.
type Log struct {
	dir, node string
	key       Key
	store     *store.Store
	file      *os.File
	rekeyed   bool       // the node's anchors were signed with another key before this start
	mu        sync.Mutex // one line or one anchor at a time
	behind    atomic.Bool
}

// Open opens the witness of a data folder, making folder, node name and signing key at the first start. What the database has and the log
// does not is added by the first Sync or Anchor: that reads both from beginning to end, for which nobody should wait.
func Open(ctx context.Context, data string, s *store.Store) (*Log, error) {
	dir := Dir(data)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	node, err := nodeName(filepath.Join(dir, nodeFile))
	if err != nil {
		return nil, err
	}
	key, err := openKey(filepath.Join(data, "anchor.key"))
	if err != nil {
		return nil, err
	}
	if err := publish(filepath.Join(dir, keysFile), key); err != nil {
		return nil, err
	}
	l := &Log{dir: dir, node: node, key: key, store: s}
	if l.file, err = appendTo(filepath.Join(dir, node+".log")); err != nil {
		return nil, err
	}
	l.behind.Store(true)
	if err := l.signOn(ctx); err != nil {
		_ = l.file.Close()
		return nil, err
	}
	return l, nil
}

// signOn anchors at once when the node's last anchor bears another key: the old one was lost, left out of a restore or exchanged. Whoever
// verifies then sees from which anchor on the new one signs, and nothing is signed with it in silence.
func (l *Log) signOn(ctx context.Context) error {
	var last store.Anchor
	err := l.store.View(ctx, func(tx *store.Tx) (err error) {
		last, err = tx.LastAnchor(ctx, l.node)
		return err
	})
	if err != nil || last.Number == 0 || last.Key == l.key.ID {
		return err
	}
	l.rekeyed = true
	_, err = l.Anchor(ctx)
	return err
}

// Rekeyed reports whether this start found another signing key than that of the node's anchors.
func (l *Log) Rekeyed() bool { return l.rekeyed }

// Node is the name under which this data folder witnesses.
func (l *Log) Node() string { return l.node }

// Committed appends one line for every case touched. It is called after the transaction is durable, so that the witness never knows
// more than the database. A failure is logged and mended by the next CatchUp.
func (l *Log) Committed(events []suggestion.Event) {
	var b bytes.Buffer
	for i, e := range events {
		if i+1 < len(events) && events[i+1].Case == e.Case {
			continue // the last event of a case stands for those before it
		}
		writeHead(&b, store.HeadOf(e))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.write(b.Bytes()); err != nil {
		l.behind.Store(true)
		slog.Error("witness: line not written", "error", err)
	}
}

// write appends when nobody else does.
func (l *Log) write(lines []byte) error {
	if err := lock(l.file); err != nil {
		return err
	}
	defer unlock(l.file)
	return l.add(lines)
}

// add appends with one call, so that a killed process leaves whole lines. A full disk takes half a line: the next call ends it first, or it would
// take the first of its own with it.
func (l *Log) add(lines []byte) error {
	if len(lines) == 0 {
		return nil
	}
	if err := finish(l.file); err != nil {
		return err
	}
	_, err := l.file.Write(lines)
	return err
}

// Sync makes the lines survive a failure of power, and writes those that could not be written before.
func (l *Log) Sync(ctx context.Context) error {
	if l.behind.Load() {
		if err := l.CatchUp(ctx); err != nil {
			return err
		}
	}
	return l.file.Sync()
}

// Close syncs and closes the log.
func (l *Log) Close() error {
	return errors.Join(l.file.Sync(), l.file.Close())
}

// CatchUp appends the heads that the database has and the log does not: after an import, a restore, a crash between commit and line.
// A chain that does not contain what the log knows of it is left alone: verify names it. Others write lines meanwhile; one that is older than
// theirs, or says the same, does no harm.
func (l *Log) CatchUp(ctx context.Context) error {
	l.behind.Store(false) // before reading: a line that fails meanwhile makes it true again
	s, err := l.compare(ctx, false)
	if err == nil {
		err = l.writeAlone(s.missing)
	}
	if err != nil {
		l.behind.Store(true)
	}
	return err
}

func (l *Log) writeAlone(lines []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.write(lines)
}

// comparison is what the log and the database say at one moment.
type comparison struct {
	known   Heads // what both know
	read    int64 // how much of the log is in it
	missing []byte
	counts  map[int64]store.Count
	at      int64
}

// compare reads the log and then the database, and names the lines that are missing. It keeps nobody from writing.
func (l *Log) compare(ctx context.Context, count bool) (c comparison, err error) {
	c.known = Heads{}
	if c.read, err = l.learn(c.known, 0); err != nil {
		return c, err
	}
	var b bytes.Buffer
	err = l.store.View(ctx, func(tx *store.Tx) error {
		c.at = tx.Now
		var fresh []store.Head
		err := tx.EachHead(ctx, func(h store.Head) error {
			if h.Seq > c.known[Ref{h.Kind, h.ID}].Seq {
				fresh = append(fresh, h)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, h := range fresh {
			if was := c.known[Ref{h.Kind, h.ID}]; was.Seq > 0 {
				hash, err := tx.HashAt(ctx, h.Kind, h.ID, was.Seq)
				if err != nil {
					return err
				}
				if hash != was.Text() {
					slog.Error("witness: the database no longer holds what was witnessed", "kind", h.Kind, "id", h.ID, "seq", was.Seq)
					continue
				}
			}
			c.known.Add(h)
			writeHead(&b, h)
		}
		if count {
			c.counts, err = tx.CountCongresses(ctx)
		}
		return err
	})
	c.missing = b.Bytes()
	return c, err
}

// learn adds what the log says from a place on, and returns the place after it.
func (l *Log) learn(known Heads, from int64) (int64, error) {
	return readFile(l.file.Name(), from, func(line Line) error {
		known.Add(line.Head)
		return nil
	})
}
