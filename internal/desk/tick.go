package desk

import (
	"context"

	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Tick lets time act: what waits only for a day to pass is settled, one case or dossier after the other, each in its own transaction. It may
// run on several nodes and at any hour; a second run finds nothing to do. It returns how many moved.
func (d *Desk) Tick(ctx context.Context) (int, error) {
	var cases, dossiers []int64
	err := d.Store.View(ctx, func(tx *store.Tx) (err error) {
		if cases, err = tx.CasesWaitingForTime(ctx, tx.Today()); err != nil {
			return err
		}
		dossiers, err = tx.DossiersDue(ctx, tx.Today())
		return err
	})
	if err != nil {
		return 0, err
	}
	moved := 0
	for _, id := range cases {
		n, err := d.settle(ctx, id)
		if err != nil {
			return moved, err
		}
		moved += n
	}
	for _, id := range dossiers {
		n, err := d.settleDossier(ctx, id)
		if err != nil {
			return moved, err
		}
		moved += n
	}
	return moved, nil
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
	if err == nil {
		d.Tell(events)
	}
	return moved, err
}

// settleDossier runs what time alone moves on a dossier. Rows of time have no hooks: what they cause elsewhere waits for a person.
func (d *Desk) settleDossier(ctx context.Context, id int64) (moved int, err error) {
	err = d.Store.Do(ctx, func(tx *store.Tx) error {
		moved = 0
		k, doc, err := tx.Dossier(ctx, id)
		if err != nil {
			return err
		}
		w := &Work{step: step{tx: tx, desk: d, actor: org.Actor{Post: org.Post{Congress: doc.Top().Congress}}}}
		if err := w.look(ctx); err != nil {
			return err
		}
		if err := w.notBefore(ctx, k, doc); err != nil {
			return err
		}
		was := doc.Face().Tasks
		events, err := k.Settle(doc, w.Env)
		if err != nil || len(events) == 0 {
			return err
		}
		moved = 1
		if err := tx.SaveDossier(ctx, k, doc, events); err != nil {
			return err
		}
		return w.tell(ctx, doc, was)
	})
	return moved, err
}
