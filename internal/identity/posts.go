package identity

import (
	"context"

	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Holding is a post that a person holds today, with the congress in which it counts.
type Holding struct {
	Actor    org.Actor
	Congress org.Congress
}

// Posts lists the posts between which the person may switch, the present one among them, in the order in which they were given.
func (s *Service) Posts(ctx context.Context, who Who) (list []Holding, err error) {
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		list, err = Posts(ctx, tx, who)
		return err
	})
	return list, err
}

// Posts is Service.Posts inside a transaction.
func Posts(ctx context.Context, tx *store.Tx, who Who) ([]Holding, error) {
	posts, err := tx.EveryPostOf(ctx, who.Actor.Person.ID)
	if err != nil {
		return nil, err
	}
	var list []Holding
	for _, p := range posts {
		if !held(tx, p) {
			continue
		}
		d, err := tx.Directory(ctx, p.Congress)
		if err != nil {
			return nil, err
		}
		if a, ok := d.Actor(p.ID); ok {
			list = append(list, Holding{Actor: a, Congress: d.Congress})
		}
	}
	return list, nil
}
