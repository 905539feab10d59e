package identity

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// How long first passwords are kept: until they are shown, and after that.
const (
	SlipsWait = time.Hour
	SlipsShow = 10 * time.Minute
)

const (
	beatEvery = time.Second // how often the process that makes a batch says how far it is
	silent    = time.Minute // after which it is taken to be gone
	lookEvery = 50 * time.Millisecond
)

// making is what somebody who makes slips is given: tick is told of each password, keep of the slips, in the transaction that makes them true.
type making struct {
	tick func()
	keep func(*store.Tx, []Slip) error
}

// unkept is for who gives the slips to the caller at once.
var unkept = making{tick: func() {}, keep: func(*store.Tx, []Slip) error { return nil }}

// Progress says how far a batch of first passwords is.
type Progress struct {
	ID          string
	Total, Done int
	Ready       bool
}

// Making begins to make accounts for people who hold a post and have none, all or none, and returns the number of the batch at once. The
// sign-in names are made from the congress's code and the deputy's certificate or the person's number. Without people it serves all who
// hold the role.
func (s *Service) Making(ctx context.Context, by Who, role org.Role, people []int64, from Origin, key string) (string, error) {
	if id, ok, err := s.Asked(ctx, by, key); err != nil || ok {
		return id, err
	}
	ask, err := s.lacking(ctx, by, role, people)
	if err != nil {
		return "", err
	}
	return s.begin(ctx, by, key, len(ask), func(ctx context.Context, w making) error {
		_, err := s.createWith(ctx, by, ask, from, w)
		return err
	})
}

// Creating begins to make accounts with the sign-in names given, all or none, and returns the number of the batch at once.
func (s *Service) Creating(ctx context.Context, by Who, list []NewAccount, from Origin, key string) (string, error) {
	if err := mayManage(by); err != nil {
		return "", err
	}
	if id, ok, err := s.Asked(ctx, by, key); err != nil || ok {
		return id, err
	}
	if err := checkNew(list); err != nil {
		return "", err
	}
	return s.begin(ctx, by, key, len(list), func(ctx context.Context, w making) error {
		_, err := s.createWith(ctx, by, list, from, w)
		return err
	})
}

// Resetting begins to give accounts new first passwords, ends their sessions and lifts their locks.
func (s *Service) Resetting(ctx context.Context, by Who, accounts []int64, from Origin, key string) (string, error) {
	if err := mayManage(by); err != nil {
		return "", err
	}
	if id, ok, err := s.Asked(ctx, by, key); err != nil || ok {
		return id, err
	}
	return s.begin(ctx, by, key, len(accounts), func(ctx context.Context, w making) error {
		return s.reset(ctx, by, accounts, from, w)
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

// Asked finds the batch that the same form has asked for, unless it came to nothing.
func (s *Service) Asked(ctx context.Context, by Who, key string) (id string, ok bool, err error) {
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		b, err := tx.SlipBatchOf(ctx, by.Session, key)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		id, ok = b.ID, err == nil && b.Fault == "" && !gone(tx, b)
		return err
	})
	return id, ok, err
}

// begin makes the passwords of a batch behind the asker's back: the request that asked need not live so long. The slips are saved, sealed, in the
// transaction that makes the accounts: both are there or neither. They are given to nobody but the session that asked.
func (s *Service) begin(ctx context.Context, by Who, key string, n int, work func(context.Context, making) error) (string, error) {
	if by.token == "" { // nobody could open them
		return "", fault.New(fault.Forbidden, "identity.web_only")
	}
	id, _, err := s.newToken()
	if err != nil {
		return "", err
	}
	secret, _, err := s.newToken()
	if err != nil {
		return "", err
	}
	sealed, err := s.seal(by.token, id, []byte(secret))
	if err != nil {
		return "", err
	}
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		// Whoever gives the session another token meanwhile either finds the batch or is found here.
		if _, err := tx.SignedIn(ctx, by.hash); fault.Is(err, fault.NotFound) {
			return fault.New(fault.Conflict, "store.session_gone")
		} else if err != nil {
			return err
		}
		return tx.BeginSlipBatch(ctx, store.SlipBatch{ID: id, Session: by.Session, Form: key, Key: sealed, Total: n}, tx.Now-silent.Milliseconds())
	})
	if store.IsUnique(err) { // a second window, or a double click that both came through
		if other, ok, aerr := s.Asked(ctx, by, key); aerr != nil || ok {
			return other, aerr
		}
	}
	if err != nil {
		return "", err
	}
	go s.make(context.WithoutCancel(ctx), id, secret, work)
	return id, nil
}

// make works a batch and says meanwhile how far it is; its slips are sealed under secret.
func (s *Service) make(ctx context.Context, id, secret string, work func(context.Context, making) error) {
	var done atomic.Int64
	ended := make(chan struct{})
	var beat sync.WaitGroup
	beat.Go(func() {
		t := time.NewTicker(beatEvery)
		defer t.Stop()
		for {
			select {
			case <-ended:
				return
			case <-t.C:
				_ = s.Store.Do(ctx, func(tx *store.Tx) error { return tx.BeatSlipBatch(ctx, id, int(done.Load())) }) // tried again with the next
			}
		}
	})
	err := work(ctx, making{tick: func() { done.Add(1) }, keep: func(tx *store.Tx, slips []Slip) error {
		plain, err := json.Marshal(slips)
		if err != nil {
			return err
		}
		sealed, err := s.seal(secret, id, plain)
		if err != nil {
			return err
		}
		return tx.EndSlipBatch(ctx, id, sealed, "", tx.Now+SlipsWait.Milliseconds())
	}})
	close(ended)
	beat.Wait()
	if err == nil {
		return
	}
	// Nothing was made. When even this cannot be written, its silence tells.
	_ = s.Store.Do(ctx, func(tx *store.Tx) error {
		return tx.EndSlipBatch(ctx, id, "", written(err), tx.Now+SlipsWait.Milliseconds())
	})
}

// find returns the asker's own batch and the fault that ended it; another's is not found, nor one that has been forgotten.
func (s *Service) find(ctx context.Context, tx *store.Tx, by Who, id string) (store.SlipBatch, error) {
	if err := mayManage(by); err != nil {
		return store.SlipBatch{}, err
	}
	b, err := tx.SlipBatch(ctx, by.Session, id)
	switch {
	case fault.Is(err, fault.NotFound):
		return b, fault.New(fault.NotFound, "identity.no_batch")
	case err != nil:
		return b, err
	case b.Fault != "":
		return b, read(b.Fault)
	case gone(tx, b):
		return b, fault.New(fault.Conflict, "identity.slips_broken")
	}
	return b, nil
}

// gone reports whether the process that made a batch has ended before it was made.
func gone(tx *store.Tx, b store.SlipBatch) bool {
	return b.Until == 0 && b.Beat < tx.Now-silent.Milliseconds()
}

// Batches lists the asker's batches that are being made or wait to be printed, the newest first.
func (s *Service) Batches(ctx context.Context, by Who) (out []Progress, err error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		list, err := tx.SlipBatches(ctx, by.Session)
		out = nil
		for _, b := range list {
			if b.Fault == "" && !gone(tx, b) {
				out = append(out, progress(b))
			}
		}
		return err
	})
	return out, err
}

func progress(b store.SlipBatch) Progress {
	return Progress{ID: b.ID, Total: b.Total, Done: b.Done, Ready: b.Until != 0}
}

// Batch says how far a batch is. It returns the fault that ended it.
func (s *Service) Batch(ctx context.Context, by Who, id string) (p Progress, err error) {
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		b, err := s.find(ctx, tx, by, id)
		p = progress(b)
		return err
	})
	return p, err
}

// Await waits until a batch is made, by whatever process, or the context ends.
func (s *Service) Await(ctx context.Context, by Who, id string) error {
	t := time.NewTicker(lookEvery)
	defer t.Stop()
	for {
		if p, err := s.Batch(ctx, by, id); err != nil || p.Ready {
			return err
		}
		select {
		case <-t.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Show gives the slips of a batch to who asked for them. They are forgotten SlipsShow after the first showing: until then the same page
// may be sent for again, so that a double click or a reload loses nothing.
func (s *Service) Show(ctx context.Context, by Who, id string) (slips []Slip, err error) {
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		b, err := s.find(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if b.Until == 0 {
			return fault.New(fault.Conflict, "identity.slips_early")
		}
		slips = nil
		secret, err := unseal(by.token, id, b.Key)
		if errors.Is(err, errSealed) { // a token that has been replaced since it was resolved
			return fault.New(fault.NotFound, "identity.no_batch")
		}
		if err != nil {
			return err
		}
		plain, err := unseal(string(secret), id, b.Sealed)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(plain, &slips); err != nil {
			return err
		}
		return tx.ShortenSlipBatch(ctx, id, tx.Now+SlipsShow.Milliseconds())
	})
	if err != nil {
		return nil, err
	}
	return slips, nil
}

// Forget drops the slips of a batch: they are printed.
func (s *Service) Forget(ctx context.Context, by Who, id string) error {
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		if _, err := s.find(ctx, tx, by, id); err != nil {
			return err
		}
		return tx.DeleteSlipBatch(ctx, id)
	})
}

// written keeps a fault for the page; what nobody expected is said to have broken off.
func written(err error) string {
	f, ok := fault.As(err)
	if !ok {
		f = fault.New(fault.Conflict, "identity.slips_broken")
	}
	out, merr := json.Marshal(f)
	if merr != nil {
		return "{}"
	}
	return string(out)
}

// read is the fault that was written. Its numbers are whole.
func read(text string) error {
	var f fault.Error
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&f); err != nil {
		return err
	}
	whole(f.Args)
	for _, field := range f.Fields {
		whole(field.Args)
	}
	return &f
}

func whole(args []any) {
	for i, a := range args {
		if n, ok := a.(json.Number); ok {
			if v, err := n.Int64(); err == nil {
				args[i] = v
			}
		}
	}
}
