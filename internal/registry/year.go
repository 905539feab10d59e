package registry

import (
	"context"
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/roster"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Move is one date that a calendar would move.
type Move struct {
	Case     int64
	Congress int64
	Number   string
	Clock    suggestion.Moving
}

// Year is the preview of a year's import.
type Year struct {
	Data    calendar.YearData
	Working int // working days of the year
	Moves   []Move
	Cases   int
}

// PreviewYear says what importing a year would do; nothing is written. Complaints are those of the import.
func (r *Registry) PreviewYear(ctx context.Context, c *roster.ImportYear) (Year, error) {
	data, next, err := readYear(r.Store.Calendar(), c)
	if err != nil {
		return Year{}, err
	}
	out := Year{Data: data, Working: next.WorkingDays(data.Year)}
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		out.Moves, out.Cases = nil, 0
		return moving(ctx, tx, next, firstDay(data), func(c *suggestion.Case, moved []suggestion.Moving) error {
			out.Cases++
			for _, k := range moved {
				out.Moves = append(out.Moves, Move{Case: c.ID, Congress: c.Congress, Number: c.Number, Clock: k})
			}
			return nil
		})
	})
	return out, err
}

func firstDay(y calendar.YearData) calendar.Day {
	return calendar.Day(fmt.Sprintf("%04d-12-01", y.Year-1))
}

// moving visits every case that has a date which the calendar would move.
func moving(ctx context.Context, tx *store.Tx, cal *calendar.Calendar, from calendar.Day, visit func(*suggestion.Case, []suggestion.Moving) error) error {
	ids, err := tx.CasesCounting(ctx, from)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c, err := tx.ReadCase(ctx, id)
		if err != nil {
			return err
		}
		env, _, err := desk.Env(ctx, tx, c.Congress, c, tx.Today())
		if err != nil {
			return err
		}
		env.Calendar = cal
		if moved := suggestion.Moved(c, env); len(moved) > 0 {
			if err := visit(c, moved); err != nil {
				return err
			}
		}
	}
	return nil
}

// Recount counts anew every open date that the calendar in force moves, case by case, each with an entry in its log. It may be run again
// after a crash: what has been counted is not touched. It returns how many cases moved.
func (r *Registry) Recount(ctx context.Context) (int, error) {
	var ids []int64
	err := r.Store.View(ctx, func(tx *store.Tx) error {
		ids = nil
		return moving(ctx, tx, tx.Calendar(), "", func(c *suggestion.Case, _ []suggestion.Moving) error {
			ids = append(ids, c.ID)
			return nil
		})
	})
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		var events []suggestion.Event
		err := r.Store.Do(ctx, func(tx *store.Tx) (err error) {
			events, err = r.Desk.Order(ctx, tx, id, 0, "recount", &suggestion.Recount{Calendar: tx.Calendar().Version()})
			return err
		})
		if err != nil {
			return 0, err
		}
		r.Desk.Tell(events)
	}
	return len(ids), nil
}

// PreviewPack parses a new version of a pack; nothing is written.
func (r *Registry) PreviewPack(c *roster.ImportPack) (*rule.Pack, error) {
	return readPack(r.Store.Packs(), c)
}
