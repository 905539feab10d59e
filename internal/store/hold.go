package store

import (
	"context"
	"sync"
	"sync/atomic"
)

// held is one reading of several Views: what answers a request asks who is there, what the frame shows, then what the page shows, and all of it
// is one state of the database, begun and ended once.
type held struct {
	s   *Store
	ctx context.Context

	mu    sync.Mutex // held while a View is at work
	tx    *Tx
	spent atomic.Bool // whoever has the mutex ends the reading before giving it up
	over  atomic.Bool // let go for good
}

type heldKey struct{}

// Hold returns a context of which all Views see one state of the database, that of the first. A Do ends it, so that what comes after sees what
// was changed; so does Release, which must be called.
func (s *Store) Hold(ctx context.Context) context.Context {
	h := &held{s: s}
	h.ctx = context.WithValue(ctx, heldKey{}, h)
	return h.ctx
}

// Release ends the reading that a context of Hold keeps, and gives its connection back. Views after it are on their own.
func Release(ctx context.Context) {
	if h, ok := ctx.Value(heldKey{}).(*held); ok {
		h.over.Store(true)
		h.end()
	}
}

// renew ends the reading before this context's own change: the next View begins another.
func (s *Store) renew(ctx context.Context) {
	if h, ok := ctx.Value(heldKey{}).(*held); ok && h.s == s {
		h.end()
	}
}

// end ends the reading; while a View is at work on it, that one does when it is done.
func (h *held) end() {
	h.spent.Store(true)
	if h.mu.TryLock() {
		h.leave()
	}
}

// leave gives the mutex up. Somebody may have asked for the end between the last look and the unlocking, and have gone: then nobody else ends it.
func (h *held) leave() {
	for {
		if h.spent.Swap(false) {
			h.close()
		}
		h.mu.Unlock()
		if !h.spent.Load() || !h.mu.TryLock() {
			return
		}
	}
}

func (h *held) close() {
	if h.tx != nil {
		_ = h.tx.tx.Commit() // of a reading: there is nothing to lose
		h.tx = nil
	}
}

// viewHeld runs fn on the reading that the context keeps; ok is false when it keeps none, or when it is at work for another View.
func (s *Store) viewHeld(ctx context.Context, fn func(*Tx) error) (ok bool, err error) {
	h, _ := ctx.Value(heldKey{}).(*held)
	if h == nil || h.s != s || !h.mu.TryLock() {
		return false, nil
	}
	defer h.leave()
	if h.over.Load() {
		return false, nil
	}
	defer s.nested.begin()()
	if h.tx == nil {
		tx, err := s.read.BeginTx(h.ctx, s.readOptions())
		if err != nil {
			return true, ended(ctx, err)
		}
		h.tx = &Tx{tx: tx, s: s, Now: s.now().UnixMilli(), reading: true}
	}
	whole := false
	defer func() {
		if !whole { // a statement that failed may have spoilt it
			h.close()
		}
	}()
	if err = fn(h.tx); err != nil {
		return true, ended(ctx, err)
	}
	whole = true
	return true, nil
}
