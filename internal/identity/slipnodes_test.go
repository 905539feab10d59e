package identity_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Whatever node a request comes to, and also after a restart, the slips are there for the session that asked; nothing that is written down
// opens them.
func TestSlipsAreOpenedOnAnyNodeByWhoAskedAlone(t *testing.T) {
	worlds(t, func(w *world) {
		token, wang := w.ready("wang")
		id, err := w.Resetting(ctx, wang, []int64{w.slips["li"].Account}, desk, "form")
		if err == nil {
			err = w.Await(ctx, wang, id)
		}
		if err != nil {
			w.t.Fatal(err)
		}
		other := identity.New(w.Store, w.clock.Now)
		there, err := other.Resolve(ctx, token)
		if err != nil {
			w.t.Fatal(err)
		}
		if again, err := other.Resetting(ctx, there, []int64{w.slips["li"].Account}, desk, "form"); err != nil || again != id {
			w.t.Errorf("the same form on another node asks for another batch: %v", err)
		}
		if at, err := other.Batch(ctx, there, id); err != nil || !at.Ready || at.Total != 1 {
			w.t.Errorf("another node says %+v, %v", at, err)
		}
		slips, err := other.Show(ctx, there, id)
		if err != nil || len(slips) != 1 {
			w.t.Fatal(slips, err)
		}
		if _, who, err := w.SignIn(ctx, "li", slips[0].Password, desk); err != nil || !who.MustChange {
			w.t.Error(who, err)
		}

		var b bytes.Buffer
		if _, err := w.Store.Backup(ctx, &b, nil); err != nil {
			w.t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			w.t.Fatal(err)
		}
		for _, f := range z.File {
			in, err := f.Open()
			if err != nil {
				w.t.Fatal(err)
			}
			text, err := io.ReadAll(in)
			if err != nil {
				w.t.Fatal(err)
			}
			if strings.Contains(string(text), slips[0].Password) || strings.Contains(string(text), token) {
				w.t.Errorf("%s holds the password in the clear, or what opens it", f.Name)
			}
			if f.Name == "tables/slip_batch.jsonl" && bytes.Count(text, []byte("\n")) != 2 {
				w.t.Errorf("the batch is not in the database: %s", text)
			}
		}
		if err := other.Forget(ctx, there, id); err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Show(ctx, wang, id)
		w.refused("what was printed elsewhere", err, fault.NotFound, "identity.no_batch")
	})
}

// Whoever switches post or changes the password holds another token of the same session; what was asked for before, and what is still being made, is
// for that one alone. In another post it is out of reach, and another session of the same person never has it.
func TestSlipsFollowTheTokenOfTheirSession(t *testing.T) {
	worlds(t, func(w *world) {
		w.do(func(tx *store.Tx) error {
			return tx.InsertPosts(ctx, []org.Post{{ID: 34, Congress: 1, Org: 10, Person: 21, Role: org.UnitClerk}})
		})
		_, wang := w.ready("wang")
		ask := func(form string) string {
			w.t.Helper()
			id, err := w.Resetting(ctx, wang, []int64{w.slips["li"].Account}, desk, form)
			if err != nil {
				w.t.Fatal(err)
			}
			return id
		}
		early := ask("early")
		if err := w.Await(ctx, wang, early); err != nil {
			w.t.Fatal(err)
		}
		late := ask("late") // may still be made when the token goes
		_, clerk, err := w.SwitchPost(ctx, wang, 34, desk)
		if err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Show(ctx, clerk, early)
		w.refused("in a post that manages no accounts", err, fault.Forbidden, "identity.not_security")
		_, back, err := w.SwitchPost(ctx, clerk, 33, desk)
		if err != nil {
			w.t.Fatal(err)
		}
		_, next, err := w.ChangePassword(ctx, back, "a new password of wang", "another password of wang", desk)
		if err != nil {
			w.t.Fatal(err)
		}
		if err := w.Await(ctx, next, late); err != nil {
			w.t.Fatal(err)
		}
		if list, err := w.Batches(ctx, next); err != nil || len(list) != 2 {
			w.t.Errorf("what waits: %+v, %v", list, err)
		}
		for _, id := range []string{early, late} {
			if slips, err := w.Show(ctx, next, id); err != nil || len(slips) != 1 || slips[0].Login != "li" {
				w.t.Errorf("after the switch and the change: %v, %v", slips, err)
			}
			_, err = w.Show(ctx, wang, id)
			w.refused("with the token that asked", err, fault.NotFound, "identity.no_batch")
		}
		_, elsewhere, err := w.SignIn(ctx, "wang", "another password of wang", desk)
		if err != nil {
			w.t.Fatal(err)
		}
		if elsewhere.Actor.Post.ID != 33 {
			if _, elsewhere, err = w.SwitchPost(ctx, elsewhere, 33, desk); err != nil {
				w.t.Fatal(err)
			}
		}
		_, err = w.Show(ctx, elsewhere, late)
		w.refused("in another session", err, fault.NotFound, "identity.no_batch")
		if list, err := w.Batches(ctx, elsewhere); err != nil || len(list) != 0 {
			w.t.Errorf("another session sees %+v, %v", list, err)
		}
		_, err = w.Resetting(ctx, wang, []int64{w.slips["li"].Account}, desk, "stale")
		w.refused("asking with the token that was replaced", err, fault.Conflict, "store.session_gone")
	})
}

// When the process that makes a batch ends before it is made, the page says so and the same form may ask again.
func TestABatchWhoseProcessHasEnded(t *testing.T) {
	worlds(t, func(w *world) {
		_, wang := w.ready("wang")
		w.do(func(tx *store.Tx) error {
			return tx.BeginSlipBatch(ctx, store.SlipBatch{ID: "dead", Session: wang.Session, Form: "form", Total: 400}, 0)
		})
		if at, err := w.Batch(ctx, wang, "dead"); err != nil || at.Ready {
			w.t.Errorf("at first: %+v, %v", at, err)
		}
		_, err := w.Show(ctx, wang, "dead")
		w.refused("before it is made", err, fault.Conflict, "identity.slips_early")
		w.clock.Advance(2 * time.Minute)
		_, err = w.Batch(ctx, wang, "dead")
		w.refused("after two minutes of silence", err, fault.Conflict, "identity.slips_broken")
		id, err := w.Resetting(ctx, wang, []int64{w.slips["li"].Account}, desk, "form")
		if err == nil {
			err = w.Await(ctx, wang, id)
		}
		if err != nil || id == "dead" {
			w.t.Errorf("the same form leads to %s, %v", id, err)
		}
	})
}

// What ended a batch is told on every node in the words in which it was said, and the same form may ask again.
func TestWhyABatchCameToNothing(t *testing.T) {
	worlds(t, func(w *world) {
		token, wang := w.ready("wang")
		taken := []identity.NewAccount{{Login: "li", Person: 22}}
		id, err := w.Creating(ctx, wang, taken, desk, "form")
		if err != nil {
			w.t.Fatal(err)
		}
		here := w.Await(ctx, wang, id)
		other := identity.New(w.Store, w.clock.Now)
		there, err := other.Resolve(ctx, token)
		if err != nil {
			w.t.Fatal(err)
		}
		_, err = other.Batch(ctx, there, id)
		if here == nil || err == nil || here.Error() != err.Error() {
			w.t.Errorf("here %v, there %v", here, err)
		}
		if again, ok, err := w.Asked(ctx, wang, "form"); ok || err != nil {
			w.t.Errorf("the form is answered with %s, %v", again, err)
		}
	})
}
