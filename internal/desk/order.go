package desk

import (
	"context"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Order carries out an action that the tables give to the system alone (a recount, the succession of a unit, a roll-over) on a part of a case, 0
// for the case itself, inside the transaction of a capability that decided it. The caller passes the events to Tell once the transaction is durable.
func (d *Desk) Order(ctx context.Context, tx *store.Tx, id int64, part int, do flow.Action, cmd any) ([]suggestion.Event, error) {
	c, err := tx.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	_, today := c.Moment(tx)
	env, _, err := Env(ctx, tx, c.Congress, c.Case, today)
	if err != nil {
		return nil, err
	}
	s := step{tx: tx, desk: d}
	err = s.apply(ctx, c, suggestion.Step{Actor: org.Actor{}, Part: part, Do: do, Cmd: cmd, Env: env})
	return s.events, err
}

// System lets the program itself work on dossiers and cases of a congress, in one transaction.
func (d *Desk) System(ctx context.Context, congress int64, f func(w *Work) error) error {
	var events []suggestion.Event
	err := d.Store.Do(ctx, func(tx *store.Tx) error {
		w := &Work{step: step{tx: tx, desk: d, actor: org.Actor{Post: org.Post{Congress: congress}}}}
		if err := w.look(ctx); err != nil {
			return err
		}
		err := f(w)
		events = w.events
		return err
	})
	if err == nil {
		d.Tell(events)
	}
	return err
}

// Tell makes events known that a transaction of another capability has committed.
func (d *Desk) Tell(events []suggestion.Event) {
	if d.Committed != nil && len(events) > 0 {
		d.Committed(events)
	}
}
