// Package job does what nobody asks for: time acts on cases, the record is anchored, what has served its time is removed. On several nodes
// each slot of time is worked by one of them.
package job

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"huiyin/internal/store"
)

// Task is something that is done once in every slot of time. It may be done twice, when a node dies in the middle or the clock was set back, so it
// must bear that.
type Task struct {
	Name  string
	Every time.Duration // length of a slot; slots of a day begin at midnight in Shanghai
	Local bool          // done by every node for itself, each time that the runner looks
	Run   func(ctx context.Context) error
}

// Look is how often a runner looks for work.
const Look = time.Minute

// lease is how long a node may take for a task before another takes it over.
const lease = 15 * time.Minute

// Runner works tasks in the background. Fields are set before Start.
type Runner struct {
	Store *store.Store
	Node  string
	Log   *slog.Logger
	Tasks []Task

	stop context.CancelFunc
	done sync.WaitGroup
	once sync.Once
}

// Start begins to look for work, at once and then every minute, until ctx ends or Stop is called.
func (r *Runner) Start(ctx context.Context) {
	ctx, r.stop = context.WithCancel(ctx)
	r.done.Go(func() {
		tick := time.NewTicker(Look)
		defer tick.Stop()
		for {
			r.Step(ctx)
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	})
}

// Stop tells the task under way to end and waits for it. It may be called more than once, and without Start.
func (r *Runner) Stop() {
	r.once.Do(func() {
		if r.stop != nil {
			r.stop()
		}
	})
	r.done.Wait()
}

// Step works every task that is due now and returns how many were done. A failure is logged and tried again at the next look; it never
// keeps other tasks from being done.
func (r *Runner) Step(ctx context.Context) (done int) {
	for _, t := range r.Tasks {
		if ctx.Err() != nil {
			return done
		}
		ok, err := r.work(ctx, t)
		if err != nil && ctx.Err() == nil {
			r.Log.Error("job failed", "job", t.Name, "error", err)
		}
		if ok {
			done++
		}
	}
	return done
}

func (r *Runner) work(ctx context.Context, t Task) (bool, error) {
	if t.Local {
		err := t.Run(ctx)
		return err == nil, err
	}
	var slot int64
	var mine bool
	err := r.Store.Do(ctx, func(tx *store.Tx) (err error) {
		slot = slotOf(tx.Now, t.Every)
		mine, err = tx.ClaimSlot(ctx, t.Name, slot, r.Node, lease)
		return err
	})
	if err != nil || !mine {
		return false, err
	}
	if err := t.Run(ctx); err != nil {
		// Given back even when the program is stopping, so that the next one does not wait for the lease.
		free := r.Store.Do(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.FreeSlot(context.WithoutCancel(ctx), t.Name, slot) })
		if free != nil {
			r.Log.Error("job not given back", "job", t.Name, "error", free)
		}
		return false, err
	}
	return true, r.Store.Do(ctx, func(tx *store.Tx) error { return tx.SlotDone(ctx, t.Name, slot) })
}

// slotOf numbers slots from the beginning of time in Shanghai.
func slotOf(ms int64, every time.Duration) int64 {
	return (ms + (8 * time.Hour).Milliseconds()) / every.Milliseconds()
}
