package desk

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Tick lets time act: what waits only for a day to pass is settled, case by case, each in its own transaction. It may run
// on several nodes and at any hour; a second run finds nothing to do. It returns how many cases moved.
func (d *Desk) Tick(ctx context.Context) (int, error) {
	var ids []int64
	err := d.Store.View(ctx, func(tx *store.Tx) (err error) {
		ids, err = tx.CasesWaitingForTime(ctx, tx.Today())
		return err
	})
	if err != nil {
		return 0, err
	}
	moved := 0
	for _, id := range ids {
		n, err := d.settle(ctx, id)
		if err != nil {
			return moved, err
		}
		moved += n
	}
	return moved, d.remind(ctx)
}

func (d *Desk) settle(ctx context.Context, id int64) (moved int, err error) {
	var events []suggestion.Event
	err = d.Store.Do(ctx, func(tx *store.Tx) error {
		moved, events = 0, nil
		c, err := tx.Case(ctx, id)
		if err != nil {
			return err
		}
		at, today := c.Moment(tx)
		env, _, err := Env(ctx, tx, c.Congress, c.Case, today)
		if err != nil {
			return err
		}
		env.At = at
		if events, err = suggestion.Settle(c.Case, env); err != nil || len(events) == 0 {
			return err
		}
		moved = 1
		s := step{tx: tx, desk: d}
		return s.save(ctx, c, events)
	})
	if err == nil && d.Committed != nil && len(events) > 0 {
		d.Committed(events)
	}
	return moved, err
}

// stages are the shares of a clock's time at which its owner is reminded, in percent. 101 is overdue.
var stages = []int{50, 75, 90, 101}

// remind stores a notice for every running clock that has reached a stage, once per clock, due day and stage.
func (d *Desk) remind(ctx context.Context) error {
	return d.Store.Do(ctx, func(tx *store.Tx) error {
		today := tx.Today()
		clocks, err := tx.RunningClocks(ctx)
		if err != nil {
			return err
		}
		for _, k := range clocks {
			stage := reached(k, today)
			if stage == 0 {
				continue
			}
			key := "clock_" + strconv.Itoa(stage)
			mark := key + ":" + strconv.FormatInt(k.Case, 10) + ":" + k.Name + ":" + strconv.Itoa(k.Part) + ":" + string(k.Due)
			args := map[string]string{"clock": k.Name}
			n := suggestion.Notice{Holder: ownerOf(k), Key: key, Due: k.Due, Part: k.Part}
			if err := tx.AddNoticeOnce(ctx, k.Congress, k.Case, n, args, mark); err != nil {
				return err
			}
		}
		return nil
	})
}

func reached(k store.RunningClock, today calendar.Day) int {
	if today > k.Due {
		return 101
	}
	percent, stage := calendar.ReachedPercent(k.Start, k.Due, today), 0
	for _, s := range stages {
		if s <= 100 && percent >= s {
			stage = s
		}
	}
	return stage
}

// ownerOf names who must act before a clock runs out.
func ownerOf(k store.RunningClock) string {
	switch {
	case k.Name == "feedback":
		return access.Post(k.Lead)
	case k.Unit != 0:
		return access.Body("unit", k.Unit)
	}
	return access.Body("office", k.Congress)
}
