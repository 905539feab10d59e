package identity

import (
	"context"
	"slices"
	"sync"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// How long first passwords stay in memory: until they are shown, and after that.
const (
	SlipsWait = time.Hour
	SlipsShow = 10 * time.Minute
)

// batches are the first passwords that are being made or wait to be printed. They are held in the memory of this process alone, never
// written anywhere, and given to nobody but the session that asked for them.
type batches struct {
	mu  sync.Mutex
	all map[string]*batch
}

type batch struct {
	account, session int64
	key              string // of the form: the same form sent twice asks for one batch
	total, done      int
	slips            []Slip
	err              error
	ready            chan struct{} // closed when slips or err stand
	until            time.Time     // after which the slips are forgotten; zero while they are being made
}

// Progress says how far a batch of first passwords is.
type Progress struct {
	Total, Done int
	Ready       bool
	Until       time.Time // when Ready: the slips are forgotten then
}

// Making begins to make accounts for people who hold a post and have none, all or none, and returns the number of the batch at once. The
// sign-in names are made from the congress's code and the deputy's certificate or the person's number. Without people it serves all who
// hold the role.
func (s *Service) Making(ctx context.Context, by Who, role org.Role, people []int64, from Origin, key string) (string, error) {
	if id, ok := s.Asked(by, key); ok {
		return id, nil
	}
	ask, err := s.lacking(ctx, by, role, people)
	if err != nil {
		return "", err
	}
	return s.begin(by, key, len(ask), func(ctx context.Context, tick func()) ([]Slip, error) {
		return s.createAfter(ctx, by, ask, from, tick, func(*store.Tx) error { return nil })
	})
}

// Creating begins to make accounts with the sign-in names given, all or none, and returns the number of the batch at once.
func (s *Service) Creating(by Who, list []NewAccount, from Origin, key string) (string, error) {
	if err := mayManage(by); err != nil {
		return "", err
	}
	if id, ok := s.Asked(by, key); ok {
		return id, nil
	}
	if err := checkNew(list); err != nil {
		return "", err
	}
	return s.begin(by, key, len(list), func(ctx context.Context, tick func()) ([]Slip, error) {
		return s.createAfter(ctx, by, list, from, tick, func(*store.Tx) error { return nil })
	})
}

// Resetting begins to give accounts new first passwords, ends their sessions and lifts their locks.
func (s *Service) Resetting(by Who, accounts []int64, from Origin, key string) (string, error) {
	if err := mayManage(by); err != nil {
		return "", err
	}
	if id, ok := s.Asked(by, key); ok {
		return id, nil
	}
	return s.begin(by, key, len(accounts), func(ctx context.Context, tick func()) ([]Slip, error) {
		return s.reset(ctx, by, accounts, from, tick)
	})
}

// Unused lists the accounts of a role whose first password nobody has changed yet, as many as one batch may have.
func (s *Service) Unused(ctx context.Context, by Who, role org.Role) (ids []int64, err error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		list, _, err := tx.AccountLines(ctx, store.AccountFilter{Congress: by.Actor.Post.Congress, Role: role, Standing: "first", Limit: mostSlips})
		ids = nil
		for _, a := range list {
			if !a.Disabled {
				ids = append(ids, a.ID)
			}
		}
		return err
	})
	return ids, err
}

// Asked finds the batch that the same form has asked for.
func (s *Service) Asked(by Who, key string) (string, bool) {
	s.slips.mu.Lock()
	defer s.slips.mu.Unlock()
	s.sweep()
	for id, b := range s.slips.all {
		if key != "" && b.key == key && b.session == by.Session {
			return id, true
		}
	}
	return "", false
}

// begin makes the passwords of a batch behind the asker's back: the request that asked need not live so long.
func (s *Service) begin(by Who, key string, n int, work func(ctx context.Context, tick func()) ([]Slip, error)) (string, error) {
	id, _, err := s.newToken()
	if err != nil {
		return "", err
	}
	b := &batch{account: by.Account, session: by.Session, key: key, total: n, ready: make(chan struct{})}
	s.slips.mu.Lock()
	for other, o := range s.slips.all { // a second window, or a double click that both came through
		if key != "" && o.key == key && o.session == by.Session {
			s.slips.mu.Unlock()
			return other, nil
		}
	}
	s.slips.all[id] = b
	s.slips.mu.Unlock()
	go func() {
		slips, err := work(context.Background(), func() {
			s.slips.mu.Lock()
			b.done++
			s.slips.mu.Unlock()
		})
		s.slips.mu.Lock()
		b.slips, b.err, b.until = slips, err, s.Now().Add(SlipsWait)
		s.slips.mu.Unlock()
		close(b.ready)
		time.AfterFunc(SlipsWait+time.Second, s.forgetOld)
	}()
	return id, nil
}

// find returns the asker's own batch; another's is not found, nor one that has been forgotten. The lock must be held.
func (s *Service) find(by Who, id string) (*batch, error) {
	s.sweep()
	b := s.slips.all[id]
	if b == nil || b.account != by.Account || b.session != by.Session {
		return nil, fault.New(fault.NotFound, "identity.no_batch")
	}
	return b, nil
}

// Batch says how far a batch is. It returns the fault that ended it.
func (s *Service) Batch(by Who, id string) (Progress, error) {
	if err := mayManage(by); err != nil {
		return Progress{}, err
	}
	s.slips.mu.Lock()
	defer s.slips.mu.Unlock()
	b, err := s.find(by, id)
	if err != nil {
		return Progress{}, err
	}
	return Progress{Total: b.total, Done: b.done, Ready: !b.until.IsZero(), Until: b.until}, b.err
}

// Await waits until a batch is made, or the context ends.
func (s *Service) Await(ctx context.Context, by Who, id string) error {
	s.slips.mu.Lock()
	b, err := s.find(by, id)
	s.slips.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case <-b.ready:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Show gives the slips of a batch to who asked for them. They are forgotten SlipsShow after the first showing: until then the same page
// may be sent for again, so that a double click or a reload loses nothing.
func (s *Service) Show(by Who, id string) ([]Slip, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	s.slips.mu.Lock()
	defer s.slips.mu.Unlock()
	b, err := s.find(by, id)
	switch {
	case err != nil:
		return nil, err
	case b.err != nil:
		return nil, b.err
	case b.until.IsZero():
		return nil, fault.New(fault.Conflict, "identity.slips_early")
	}
	if soon := s.Now().Add(SlipsShow); soon.Before(b.until) {
		b.until = soon
		time.AfterFunc(SlipsShow+time.Second, s.forgetOld)
	}
	return slices.Clone(b.slips), nil
}

// Forget drops the slips of a batch: they are printed.
func (s *Service) Forget(by Who, id string) error {
	if err := mayManage(by); err != nil {
		return err
	}
	s.slips.mu.Lock()
	defer s.slips.mu.Unlock()
	b, err := s.find(by, id)
	if err == nil && !b.until.IsZero() {
		delete(s.slips.all, id)
	}
	return err
}

func (s *Service) forgetOld() {
	s.slips.mu.Lock()
	defer s.slips.mu.Unlock()
	s.sweep()
}

// sweep forgets what has been kept long enough. The lock must be held.
func (s *Service) sweep() {
	for id, b := range s.slips.all {
		if !b.until.IsZero() && s.Now().After(b.until) {
			delete(s.slips.all, id)
		}
	}
}
