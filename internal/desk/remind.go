package desk

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// stages are the shares of a limit's time at which its owner is reminded, in percent. 101 is overdue.
var stages = []int{50, 75, 90, 101}

// perReminding bounds how many notices one transaction stores: people write between them.
const perReminding = 200

// Remind stores a notice for every running limit, of suggestions and of dossiers, that has reached a stage, once per limit, due day and stage, and
// for every promise that has not been spoken of for a month.
// What is due is found without holding the writer; whichever node comes second stores nothing.
func (d *Desk) Remind(ctx context.Context) error {
	var due []func(*store.Tx) error
	err := d.Store.View(ctx, func(tx *store.Tx) error {
		marks, err := tx.NoticeMarks(ctx)
		if err != nil {
			return err
		}
		due = nil
		add := func(mark string, say func(*store.Tx) error) {
			if !marks[mark] {
				due = append(due, say)
			}
		}
		if err := clocksDue(ctx, tx, add); err != nil {
			return err
		}
		if err := instructionsDue(ctx, tx, add); err != nil {
			return err
		}
		promises, err := promisesToTell(ctx, tx, marks)
		if err != nil {
			return err
		}
		due = append(due, promises...)
		return dossiersDue(ctx, tx, add)
	})
	for err == nil && len(due) > 0 {
		n := min(perReminding, len(due))
		err = d.Store.Do(ctx, func(tx *store.Tx) error {
			for _, say := range due[:n] {
				if err := say(tx); err != nil {
					return err
				}
			}
			return nil
		})
		due = due[n:]
	}
	return err
}

func clocksDue(ctx context.Context, tx *store.Tx, add func(string, func(*store.Tx) error)) error {
	clocks, err := tx.RunningClocks(ctx)
	for _, k := range clocks {
		stage := reached(k.Start, k.Strict, k.Due, tx.Today())
		if stage == 0 {
			continue
		}
		key := "clock_" + strconv.Itoa(stage)
		mark := key + ":" + strconv.FormatInt(k.Case, 10) + ":" + k.Name + ":" + strconv.Itoa(k.Part) + ":" + string(k.Due)
		owner := ownerOf(k)
		if owner != access.Post(k.Lead) && k.Name == "feedback" {
			mark += ":" + owner // the lead deputy's marks bear no name
		}
		n := suggestion.Notice{Holder: owner, Key: key, Due: k.Due, Part: k.Part}
		add(mark, func(tx *store.Tx) error {
			return tx.AddNoticeOnce(ctx, k.Congress, k.Case, n, map[string]string{"clock": k.Name}, mark)
		})
	}
	return err
}

// instructionsDue reminds whoever is to report on a leader's instruction; the leader hears when the day has passed without a report.
func instructionsDue(ctx context.Context, tx *store.Tx, add func(string, func(*store.Tx) error)) error {
	owed, err := tx.OwedInstructions(ctx)
	for _, k := range owed {
		stage := reached(k.Asked, k.Until, k.Until, tx.Today())
		if stage == 0 {
			continue
		}
		say := func(key, holder string) {
			mark := limitMark(key, k.Case, "instruction", k.Part, k.Until, holder)
			n := suggestion.Notice{Holder: holder, Key: key, Due: k.Until, Part: k.Part}
			add(mark, func(tx *store.Tx) error {
				return tx.AddNoticeOnce(ctx, k.Congress, k.Case, n, map[string]string{"clock": "instruction"}, mark)
			})
		}
		say("clock_"+strconv.Itoa(stage), k.Holder)
		if stage > 100 {
			say("instruction_late", access.Post(k.By))
		}
	}
	return err
}

// limitMark is the mark of a limit of a suggestion that is no clock: it is told of once for each key, due day and holder.
func limitMark(key string, id int64, name string, part int, due calendar.Day, holder string) string {
	return key + ":" + strconv.FormatInt(id, 10) + ":" + name + ":" + strconv.Itoa(part) + ":" + string(due) + ":" + holder
}

func dossiersDue(ctx context.Context, tx *store.Tx, add func(string, func(*store.Tx) error)) error {
	tasks, err := tx.DossierLimits(ctx)
	for _, k := range tasks {
		stage := reached(k.Start, k.Due, k.Due, tx.Today())
		if stage == 0 {
			continue
		}
		key := "dossier_" + strconv.Itoa(stage)
		mark := key + ":" + strconv.FormatInt(k.ID, 10) + ":" + k.Name + ":" + strconv.Itoa(k.Part) + ":" + k.Holder + ":" + string(k.Due)
		add(mark, func(tx *store.Tx) error {
			return tx.AddDossierNotice(ctx, store.DossierRef{ID: k.ID, Congress: k.Congress}, k.Holder, key, k.Due, map[string]string{"task": k.Name}, mark)
		})
	}
	return err
}

// reached is the stage of a limit on a day, 0 before the first. The shares of its time are those of the strict day, before it was moved over
// days off (ADR 10), so that nobody hears of it only when that day has passed; it is overdue after the day it was moved to.
func reached(start, strict, due, today calendar.Day) int {
	if today > due {
		return 101
	}
	if start == "" {
		return 0
	}
	percent, stage := calendar.ReachedPercent(start, strict, today), 0
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
	case k.Holder != "":
		return k.Holder
	case k.Name == "feedback":
		return access.Post(k.Lead)
	case k.Unit != 0 && k.Name != "redo_decide": // the committee decides
		return access.Body("unit", k.Unit)
	}
	return access.Body("office", k.Congress)
}
