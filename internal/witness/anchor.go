package witness

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"huiyin/internal/store"
)

// Anchor signs the root over all heads as they are now and writes it into the log, the database and anchors.log, which can be published.
// Log and database are read beside those who write; only for the root itself, a second for a million cases, no line is written.
func (l *Log) Anchor(ctx context.Context) (store.Anchor, error) {
	s, err := l.compare(ctx, true)
	if err != nil {
		return store.Anchor{}, err
	}
	counts, err := json.Marshal(s.counts)
	if err != nil {
		return store.Anchor{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := lock(l.file); err != nil {
		return store.Anchor{}, err
	}
	defer unlock(l.file)
	if err := l.add(s.missing); err != nil {
		return store.Anchor{}, err
	}
	if _, err := l.learn(s.known, s.read); err != nil { // what was written since it was read
		return store.Anchor{}, err
	}
	a := store.Anchor{Node: l.node, At: s.at, Root: s.known.Root(), Heads: int64(len(s.known)), Counts: string(counts), Key: l.key.ID}
	var last store.Anchor
	err = l.store.View(ctx, func(tx *store.Tx) (err error) {
		last, err = tx.LastAnchor(ctx, l.node)
		return err
	})
	if err != nil {
		return a, err
	}
	if err := l.republish(last); err != nil {
		return a, err
	}
	a.Number, a.Prev = last.Number+1, last.Hash
	a.Signature = hex.EncodeToString(ed25519.Sign(l.key.private, content(a)))
	a.Hash = digest(content(a), []byte(a.Signature))
	if err := l.add(fmt.Appendf(nil, "anchor %d %s\n", a.Number, a.Root)); err != nil {
		return a, err
	}
	if err := l.file.Sync(); err != nil {
		return a, err
	}
	// The database first: a crash in between leaves it knowing more than the file, never less.
	if err := l.store.Do(ctx, func(tx *store.Tx) error { return tx.InsertAnchor(ctx, a) }); err != nil {
		return a, err
	}
	return a, l.publishAnchor(a)
}

// republish writes the node's last anchor into the file when a crash came between database and file.
func (l *Log) republish(last store.Anchor) error {
	list, err := Anchors(l.dir)
	if err != nil || last.Number == 0 {
		return err
	}
	for _, a := range list {
		if a.Hash == last.Hash {
			return nil
		}
	}
	return l.publishAnchor(last)
}

func (l *Log) publishAnchor(a store.Anchor) error {
	line, err := json.Marshal(a)
	if err != nil {
		return err
	}
	f, err := appendTo(filepath.Join(l.dir, anchorsFile))
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// content is what is signed: everything but signature and hash.
func content(a store.Anchor) []byte {
	a.Signature, a.Hash = "", ""
	b, _ := json.Marshal(a) // texts and numbers cannot fail to marshal
	return b
}

// Genuine reports whether an anchor carries the signature of a known key, and whether that key is known at all.
func (k Keys) Genuine(a store.Anchor) (genuine, known bool) {
	public, ok := k[a.Key]
	if !ok {
		return false, false
	}
	signature, err := hex.DecodeString(a.Signature)
	return err == nil && ed25519.Verify(public, content(a), signature) && a.Hash == digest(content(a), []byte(a.Signature)), true
}

// Anchors reads anchors.log. Lines that were left unfinished are passed over.
func Anchors(dir string) ([]store.Anchor, error) {
	text, err := os.ReadFile(filepath.Join(dir, anchorsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var list []store.Anchor
	s := bufio.NewScanner(bytes.NewReader(text))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var a store.Anchor
		if json.Unmarshal(s.Bytes(), &a) == nil {
			list = append(list, a)
		}
	}
	return list, s.Err()
}

// Root is the Merkle root over the heads in the order of kind and id: leaves and inner nodes are hashed with different first bytes, an
// odd node moves up unchanged.
func (h Heads) Root() string {
	refs := make([]Ref, 0, len(h))
	for r := range h {
		refs = append(refs, r)
	}
	slices.SortFunc(refs, func(a, b Ref) int { return cmp.Or(strings.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
	level := make([][32]byte, len(refs))
	for i, r := range refs {
		var b bytes.Buffer
		b.WriteByte(0)
		writeHead(&b, store.Head{Kind: r.Kind, ID: r.ID, Seq: h[r].Seq, Hash: h[r].Text()})
		level[i] = sha256.Sum256(b.Bytes())
	}
	if len(level) == 0 {
		return digest(nil)
	}
	for len(level) > 1 {
		next := level[:0]
		for i := 0; i < len(level); i += 2 {
			if i+1 == len(level) {
				next = append(next, level[i])
				continue
			}
			pair := append(append([]byte{1}, level[i][:]...), level[i+1][:]...)
			next = append(next, sha256.Sum256(pair))
		}
		level = next
	}
	return hex.EncodeToString(level[0][:])
}

func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
