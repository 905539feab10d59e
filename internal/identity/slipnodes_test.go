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

// A new token of the same session opens nothing that was sealed for the old one.
func TestSlipsDoNotOutliveTheTokenThatAsked(t *testing.T) {
	worlds(t, func(w *world) {
		_, wang := w.ready("wang")
		id, err := w.Resetting(ctx, wang, []int64{w.slips["li"].Account}, desk, "")
		if err == nil {
			err = w.Await(ctx, wang, id)
		}
		if err != nil {
			w.t.Fatal(err)
		}
		_, next, err := w.ChangePassword(ctx, wang, "a new password of wang", "another password of wang", desk)
		if err != nil {
			w.t.Fatal(err)
		}
		_, err = w.Show(ctx, next, id)
		w.refused("with another token", err, fault.NotFound, "identity.no_batch")
	})
}

// When the process that makes a batch ends before it is made, the page says so and the same form may ask again.
func TestABatchWhoseProcessHasEnded(t *testing.T) {
	worlds(t, func(w *world) {
		_, wang := w.ready("wang")
		w.do(func(tx *store.Tx) error {
			return tx.BeginSlipBatch(ctx, store.SlipBatch{ID: "dead", Session: wang.Session, Key: "form", Total: 400}, 0)
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
