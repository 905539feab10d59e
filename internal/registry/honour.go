package registry

import (
	"context"

	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
)

// RevokeHonour takes back from today on what stands of an honour, each row with the event of its log. by is whose act elsewhere does it.
func RevokeHonour(ctx context.Context, tx *store.Tx, by org.Actor, which org.Honour) error {
	list, err := tx.HonoursEver(ctx, which.Session)
	if err != nil {
		return err
	}
	for _, h := range list {
		if !h.Same(which) || h.RevokedOn != "" {
			continue
		}
		e, err := tx.Entry(ctx, roster.Honours, h.ID)
		if err != nil {
			return err
		}
		env, err := envOf(ctx, tx, e)
		if err != nil {
			return err
		}
		ev, err := roster.Revoke(&e, &h, by, env)
		if err != nil {
			return err
		}
		if err := tx.SaveRevoked(ctx, h); err != nil {
			return err
		}
		if err := tx.SaveEntry(ctx, e, ev); err != nil {
			return err
		}
	}
	return nil
}
