package store_test

import (
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestTheSecurityLogShowsWhatWasTouched(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		done := make(chan error)
		const writers, lines = 4, 5
		for range writers { // all in one chain
			go func() {
				for range lines {
					err := s.Do(ctx, func(tx *store.Tx) error {
						return tx.AppendSecurity(ctx, store.SecurityEntry{Account: 7, Action: "export", Detail: "表"})
					})
					if err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
		}
		for range writers {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		do(t, s, func(tx *store.Tx) error {
			return tx.AppendSecurity(ctx, store.SecurityEntry{Action: "sign_in_failed", IP: "::1"})
		})
		verify := func() (n int, b []store.Break) {
			view(t, s, func(tx *store.Tx) (_ int, err error) { n, b, err = tx.VerifySecurity(ctx); return n, err })
			return n, b
		}
		if n, b := verify(); n != writers*lines+1 || len(b) != 0 {
			t.Fatal(n, b)
		}
		for _, c := range []struct {
			change string
			seq    int64
		}{
			{`UPDATE security_log SET detail = 'x' WHERE account_id = 7 AND seq = 12`, 12},
			{`DELETE FROM security_log WHERE account_id = 7 AND seq = 5`, 6},
		} {
			if err := s.Raw(ctx, c.change); err != nil {
				t.Fatal(err)
			}
			if _, b := verify(); len(b) != 1 || b[0] != (store.Break{Account: 7, Seq: c.seq}) {
				t.Error(c.change, b)
			}
		}
	})
}
