package job_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huiyin/internal/job"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const day = 24 * time.Hour

func runner(s *store.Store, node string, tasks ...job.Task) *job.Runner {
	return &job.Runner{Store: s, Node: node, Log: slog.New(slog.DiscardHandler), Tasks: tasks}
}

func TestASlotIsWorkedOnceWhateverTheNumberOfNodes(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		var runs atomic.Int64
		task := job.Task{Name: "daily", Every: day, Run: func(context.Context) error { runs.Add(1); return nil }}
		work := func() {
			var all sync.WaitGroup
			for _, node := range []string{"a", "b", "c", "d"} {
				all.Go(func() { runner(s, node, task).Step(t.Context()) })
			}
			all.Wait()
		}
		for d := range 3 {
			work()
			c.Advance(time.Hour)
			work()
			if n := runs.Load(); n != int64(d+1) {
				t.Errorf("after day %d: %d runs", d+1, n)
			}
			c.Advance(23 * time.Hour)
		}
		c.Advance(-day) // a clock that jumps back gives no slot a second time
		work()
		if n := runs.Load(); n != 3 {
			t.Errorf("after the clock went back: %d runs", n)
		}
	})
}

func TestAFailureIsTriedAgainAndKeepsNothingElseFromBeingDone(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, _ *storetest.Clock) {
		fails, others := 2, 0
		r := runner(
			s, "a",
			job.Task{Name: "bad", Every: day, Run: func(context.Context) error {
				if fails--; fails >= 0 {
					return errors.New("not yet")
				}
				return nil
			}},
			job.Task{Name: "good", Every: day, Run: func(context.Context) error { others++; return nil }},
			job.Task{Name: "own", Local: true, Run: func(context.Context) error { return nil }},
		)
		for i, want := range []int{2, 1, 2, 1} { // own and good, own, own and bad at last, own
			if n := r.Step(t.Context()); n != want {
				t.Errorf("step %d did %d tasks, want %d", i+1, n, want)
			}
		}
		if others != 1 {
			t.Errorf("the other task ran %d times", others)
		}
	})
}

func TestADeadNodesSlotIsTakenOver(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		claim := func(node string) (ok bool) {
			t.Helper()
			err := s.Do(t.Context(), func(tx *store.Tx) (err error) {
				ok, err = tx.ClaimSlot(t.Context(), "x", 1, node, time.Minute)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return ok
		}
		if !claim("a") || claim("b") {
			t.Error("the first claim holds")
		}
		c.Advance(2 * time.Minute)
		if !claim("b") || claim("c") {
			t.Error("after the lease another node works")
		}
	})
}

func TestStopEndsTheTaskUnderWay(t *testing.T) {
	s := storetest.SQLite(t)
	begun := make(chan struct{})
	r := runner(s, "a", job.Task{Name: "long", Every: day, Run: func(ctx context.Context) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}})
	r.Start(t.Context())
	<-begun
	r.Stop()
	r.Stop()
	again := false
	runner(s, "b", job.Task{Name: "long", Every: day, Run: func(context.Context) error { again = true; return nil }}).Step(t.Context())
	if !again {
		t.Error("a task that was stopped is not left to the next node")
	}
}

func TestSweepRemovesWhatHasServedItsTime(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		save := func(key string) {
			t.Helper()
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				return tx.SaveOnce(t.Context(), store.Once{Post: 1, Key: key, Action: "urge", AnswerID: 1})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		save("old")
		c.Advance(8 * day)
		save("new")
		var n int64
		err := s.Do(t.Context(), func(tx *store.Tx) (err error) { n, err = tx.Sweep(t.Context()); return err })
		if err != nil || n != 1 {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}
