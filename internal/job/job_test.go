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
	})
}

// What was done on a day that has not come yet, because the clock ran ahead, is done again when the day comes; what was done earlier the same
// day is not, nor what another node's clock, a little ahead, has just done. The clock is said to be behind until it has caught up.
func TestASlotIsWorkedAgainAfterTheClockWasSetBack(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		daily, minutes := 0, 0
		r := runner(
			s, "a",
			job.Task{Name: "daily", Every: day, Run: func(context.Context) error { daily++; return nil }},
			job.Task{Name: "time", Every: time.Minute, Run: func(context.Context) error { minutes++; return nil }},
		)
		for _, row := range []struct {
			name           string
			move           time.Duration
			daily, minutes int
			behind         time.Duration
		}{
			{"the first day", 0, 1, 1, 0},
			{"a minute later", time.Minute, 1, 2, 0},
			{"set back by what clocks of nodes may differ", -time.Minute, 1, 2, 0},
			{"ahead by ten days", 10 * day, 2, 3, 0},
			{"and on", day, 3, 4, 0},
			{"set right: today's is done, its minute is not", -11*day + 2*time.Minute, 3, 5, 11*day - 2*time.Minute},
			{"days in between", day, 4, 6, 10*day - 2*time.Minute},
			{"the day that had been worked ahead", 9 * day, 5, 7, day - 2*time.Minute},
			{"a little earlier than it had been", -2 * time.Minute, 5, 8, day},
			{"an hour later", time.Hour, 5, 9, 23 * time.Hour},
			{"the last of them", 23 * time.Hour, 6, 10, 0},
			{"set back by an hour: the day is worked once more", -time.Hour, 7, 11, time.Hour},
			{"and only once", 3 * time.Minute, 7, 12, 57 * time.Minute},
			{"to the minute that had been worked", 57 * time.Minute, 7, 13, 0},
			{"a new day", day, 8, 14, 0},
		} {
			c.Advance(row.move)
			r.Step(t.Context())
			r.Step(t.Context())
			if daily != row.daily || minutes != row.minutes {
				t.Errorf("%s: %d days and %d minutes worked, want %d and %d", row.name, daily, minutes, row.daily, row.minutes)
			}
			if back, err := s.ClockBack(t.Context()); err != nil || back.By() != row.behind {
				t.Errorf("%s: behind by %v, want %v (%v)", row.name, back.By(), row.behind, err)
			}
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
