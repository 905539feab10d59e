package registry

import (
	"context"
	"fmt"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
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

// Moves are the dates that a change would move, case by case.
type Moves []Move

// Cases counts the cases.
func (m Moves) Cases() (n int) {
	for i := range m {
		if i == 0 || m[i-1].Case != m[i].Case {
			n++
		}
	}
	return n
}

// Year is the preview of a year's import.
type Year struct {
	Data    calendar.YearData
	Working int // working days of the year
	Moves   Moves
}

// PreviewYear says what importing a year would do; nothing is written. Complaints are those of the import.
func (r *Registry) PreviewYear(ctx context.Context, c *roster.ImportYear) (Year, error) {
	data, next, err := readYear(r.Store.Calendar(), c)
	if err != nil {
		return Year{}, err
	}
	out := Year{Data: data, Working: next.WorkingDays(data.Year)}
	err = r.Store.View(ctx, func(tx *store.Tx) (err error) {
		out.Moves, err = moving(ctx, tx, byYear(next, firstDay(data)))
		return err
	})
	return out, err
}

func firstDay(y calendar.YearData) calendar.Day {
	return calendar.Day(fmt.Sprintf("%04d-12-01", y.Year-1))
}

// count is a new count of dates: in which cases, and what moves there.
type count struct {
	do    flow.Action
	cmd   any
	cases func(ctx context.Context, tx *store.Tx) ([]int64, error)
	moved func(c *suggestion.Case, env suggestion.Env) []suggestion.Moving
}

// byYear counts under a calendar, where dates may reach the first day that it changes.
func byYear(cal *calendar.Calendar, from calendar.Day) count {
	return count{
		do: "recount", cmd: &suggestion.Recount{Calendar: cal.Version()},
		cases: func(ctx context.Context, tx *store.Tx) ([]int64, error) { return tx.CasesCounting(ctx, from) },
		moved: func(c *suggestion.Case, env suggestion.Env) []suggestion.Moving {
			env.Calendar = cal
			return suggestion.Moved(c, env)
		},
	}
}

// byClose counts from the closing day of a session.
func byClose(session org.Session) count {
	return count{
		do: "count_from_close", cmd: &suggestion.Nothing{},
		cases: func(ctx context.Context, tx *store.Tx) ([]int64, error) { return tx.CasesFromClose(ctx, session.ID) },
		moved: func(c *suggestion.Case, env suggestion.Env) []suggestion.Moving {
			env.Closes = session.Closes
			return suggestion.MovedByClose(c, env)
		},
	}
}

// moving lists every date that a new count moves.
func moving(ctx context.Context, tx *store.Tx, by count) (out Moves, err error) {
	ids, err := by.cases(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		c, err := tx.ReadCase(ctx, id)
		if err != nil {
			return nil, err
		}
		env, _, err := desk.Env(ctx, tx, c.Congress, c, tx.Today())
		if err != nil {
			return nil, err
		}
		for _, k := range by.moved(c, env) {
			out = append(out, Move{Case: c.ID, Congress: c.Congress, Number: c.Number, Clock: k})
		}
	}
	return out, nil
}

// Recount counts anew every open date that the calendar in force moves, case by case, each with an entry in its log. It may be run again
// after a crash: what has been counted is not touched. It returns how many cases moved.
func (r *Registry) Recount(ctx context.Context) (int, error) {
	return r.recount(ctx, byYear(r.Store.Calendar(), ""))
}

// Follow takes up what another node has imported, and counts anew what this one decided meanwhile by the calendar before: the import could not
// see it. Run it now and then on every node of several.
func (r *Registry) Follow(ctx context.Context) error {
	before := r.Store.Calendar().Version()
	if err := r.Store.ReloadRules(ctx); err != nil {
		return err
	}
	if r.behind = r.behind || r.Store.Calendar().Version() != before; !r.behind {
		return nil
	}
	_, err := r.Recount(ctx)
	r.behind = err != nil
	return err
}

// recountFromClose does the same for the dates that count from the close of a session, once its closing day is known or another.
func (r *Registry) recountFromClose(ctx context.Context, session int64) (int, error) {
	var s org.Session
	err := r.Store.View(ctx, func(tx *store.Tx) (err error) {
		s, err = tx.Session(ctx, session)
		return err
	})
	if err != nil {
		return 0, err
	}
	return r.recount(ctx, byClose(s))
}

func (r *Registry) recount(ctx context.Context, by count) (int, error) {
	var list Moves
	err := r.Store.View(ctx, func(tx *store.Tx) (err error) {
		list, err = moving(ctx, tx, by)
		return err
	})
	if err != nil {
		return 0, err
	}
	for i, m := range list {
		if i > 0 && list[i-1].Case == m.Case {
			continue
		}
		var events []suggestion.Event
		err := r.Store.Do(ctx, func(tx *store.Tx) (err error) {
			events, err = r.Desk.Order(ctx, tx, m.Case, 0, by.do, by.cmd)
			return err
		})
		if err != nil {
			return 0, err
		}
		r.Desk.Tell(events)
	}
	return list.Cases(), nil
}

// PreviewClose says which dates a change of a session would move, because they count from its closing day; nothing is written. Complaints are
// those of the change.
func (r *Registry) PreviewClose(ctx context.Context, who identity.Who, session int64, do flow.Action, cmd any) (out Moves, err error) {
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		s := step{tx: tx, who: who}
		x, e, err := s.load(ctx, roster.Sessions, session)
		if err != nil {
			return err
		}
		x.Cmd = cmd
		env, err := envOf(ctx, tx, e)
		if err != nil {
			return err
		}
		if _, err := roster.Apply(&e, x, do, env); err != nil {
			return err
		}
		out, err = moving(ctx, tx, byClose(*x.Session))
		return err
	})
	return out, err
}

// PreviewPack parses a new version of a pack; nothing is written.
func (r *Registry) PreviewPack(c *roster.ImportPack) (*rule.Pack, error) {
	return readPack(r.Store.Packs(), c)
}
