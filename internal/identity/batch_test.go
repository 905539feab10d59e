package identity_test

import (
	"testing"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// reset asks for new first passwords, waits for them and has them shown.
func (w *world) reset(by identity.Who, accounts []int64) ([]identity.Slip, error) {
	w.t.Helper()
	id, err := w.Resetting(ctx, by, accounts, desk, "")
	if err != nil {
		return nil, err
	}
	if err := w.Await(ctx, by, id); err != nil {
		return nil, err
	}
	return w.Show(ctx, by, id)
}

func TestFirstPasswordsOfManyAreMadeOnceAndShownToWhoAsked(t *testing.T) {
	worlds(t, func(w *world) {
		w.do(func(tx *store.Tx) error {
			if err := tx.InsertPeople(ctx, []org.Person{{ID: 51, Name: "甲"}, {ID: 52, Name: "乙"}, {ID: 53, Name: "丙"}}); err != nil {
				return err
			}
			return tx.InsertPosts(ctx, []org.Post{
				{ID: 61, Congress: 1, Org: 10, Person: 51, Role: org.Deputy, Cert: "S1"},
				{ID: 62, Congress: 1, Org: 10, Person: 52, Role: org.Deputy, Cert: "S2"},
				{ID: 63, Congress: 1, Org: 10, Person: 53, Role: org.Deputy, Cert: "S3"},
			})
		})
		_, wang := w.ready("wang")
		_, li := w.ready("li")
		_, err := w.Making(ctx, li, org.Deputy, nil, desk, "k")
		w.refused("a clerk", err, fault.Forbidden, "identity.not_security")

		id, err := w.Making(ctx, wang, org.Deputy, nil, desk, "one form")
		if err != nil {
			w.t.Fatal(err)
		}
		if again, err := w.Making(ctx, wang, org.Deputy, nil, desk, "one form"); err != nil || again != id {
			w.t.Errorf("the same form twice asks for another batch: %v", err)
		}
		if err := w.Await(ctx, wang, id); err != nil {
			w.t.Fatal(err)
		}
		if at, err := w.Batch(ctx, wang, id); err != nil || at.Total != 3 || at.Done != 3 || !at.Ready {
			w.t.Errorf("got %+v, %v", at, err)
		}
		if again, err := w.Making(ctx, wang, org.Deputy, nil, desk, "one form"); err != nil || again != id {
			w.t.Errorf("the same form, sent when all is done, asks for another batch: %v", err)
		}
		_, err = w.Making(ctx, wang, org.Deputy, nil, desk, "another form")
		w.refused("when all have accounts", err, fault.Invalid, "identity.nobody_waits")

		token, _, err := w.SignIn(ctx, "wang", "a new password of wang", desk)
		if err != nil {
			w.t.Fatal(err)
		}
		elsewhere, err := w.Resolve(ctx, token)
		if err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Show(ctx, elsewhere, id)
		w.refused("another session of the same officer", err, fault.NotFound, "identity.no_batch")

		slips, err := w.Show(ctx, wang, id)
		if err != nil || len(slips) != 3 {
			w.t.Fatal(slips, err)
		}
		if _, who, err := w.SignIn(ctx, "city-s2", slips[1].Password, desk); err != nil || !who.MustChange {
			w.t.Error(who, err)
		}
		w.clock.Advance(identity.SlipsShow - time.Minute)
		if again, err := w.Show(ctx, wang, id); err != nil || again[0] != slips[0] {
			w.t.Error("a reload within the time shows other slips:", err)
		}
		w.clock.Advance(2 * time.Minute)
		_, err = w.Show(ctx, wang, id)
		w.refused("after the time", err, fault.NotFound, "identity.no_batch")

		unused, err := w.Unused(ctx, wang, org.Deputy)
		if err != nil || len(unused) != 3 {
			w.t.Fatal(unused, err)
		}
		next, err := w.Resetting(ctx, wang, unused, desk, "lost")
		if err != nil {
			w.t.Fatal(err)
		}
		if err := w.Await(ctx, wang, next); err != nil {
			w.t.Fatal(err)
		}
		if err := w.Forget(ctx, wang, next); err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Show(ctx, wang, next)
		w.refused("what was printed", err, fault.NotFound, "identity.no_batch")
	})
}

func TestSlipsThatNobodyOpensAreForgotten(t *testing.T) {
	worlds(t, func(w *world) {
		_, wang := w.ready("wang")
		id, err := w.Resetting(ctx, wang, []int64{w.slips["li"].Account}, desk, "")
		if err == nil {
			err = w.Await(ctx, wang, id)
		}
		if err != nil {
			w.t.Fatal(err)
		}
		w.clock.Advance(identity.SlipsWait + time.Second)
		_, err = w.Batch(ctx, wang, id)
		w.refused("unopened", err, fault.NotFound, "identity.no_batch")
	})
}
