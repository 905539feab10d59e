package registry

import (
	"context"

	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Enter saves rows that come to be at once, each with the first event of its log. by is who brings them in; the zero Actor is the program itself.
func Enter(ctx context.Context, tx *store.Tx, by org.Actor, rows roster.Rows) error {
	return EnterAt(ctx, tx, by, suggestion.Env{At: tx.Now, Today: tx.Today(), Calendar: tx.Calendar()}, rows)
}

// envOf is the world at the next event of a row's log.
func envOf(ctx context.Context, tx *store.Tx, e roster.Entry) (suggestion.Env, error) {
	at, today, err := tx.Moment(ctx, e.Kind, e.ID, e.Seq)
	return suggestion.Env{At: at, Today: today, Calendar: tx.Calendar()}, err
}

// EnterAt is Enter for rows whose log begins at another moment than now.
func EnterAt(ctx context.Context, tx *store.Tx, by org.Actor, env suggestion.Env, rows roster.Rows) error {
	entries, events, err := rows.Enter(by, tx.Today(), env)
	if err != nil {
		return err
	}
	for _, g := range rows.Congresses {
		if err := tx.SaveCongress(ctx, g); err != nil {
			return err
		}
	}
	for _, s := range rows.Sessions {
		if err := tx.SaveSession(ctx, s); err != nil {
			return err
		}
	}
	if err := tx.InsertOrgs(ctx, rows.Orgs); err != nil {
		return err
	}
	if err := tx.InsertPeople(ctx, rows.People); err != nil {
		return err
	}
	if err := tx.InsertPosts(ctx, rows.Posts); err != nil {
		return err
	}
	if err := tx.InsertCategories(ctx, rows.Categories); err != nil {
		return err
	}
	if err := tx.InsertHonours(ctx, rows.Honours); err != nil {
		return err
	}
	return tx.InsertEntries(ctx, entries, events)
}
