package desk

import (
	"context"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Order carries out an action that the tables give to the system alone (a recount, the succession of a unit) inside the transaction of a
// capability that decided it. The caller passes the events to Tell once the transaction is durable.
func (d *Desk) Order(ctx context.Context, tx *store.Tx, id int64, do flow.Action, cmd any) ([]suggestion.Event, error) {
	c, err := tx.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	at, today := c.Moment(tx)
	env, _, err := Env(ctx, tx, c.Congress, c.Case, today)
	if err != nil {
		return nil, err
	}
	env.At = at
	s := step{tx: tx, desk: d}
	err = s.apply(ctx, c, suggestion.Step{Actor: org.Actor{}, Do: do, Cmd: cmd, Env: env})
	return s.events, err
}

// Tell makes events known that a transaction of another capability has committed.
func (d *Desk) Tell(events []suggestion.Event) {
	if d.Committed != nil && len(events) > 0 {
		d.Committed(events)
	}
}
