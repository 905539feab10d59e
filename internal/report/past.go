package report

import (
	"context"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// replays lets one past day at a time into memory.
var replays = make(chan struct{}, 1)

// At runs fn on the record of a session as it stood at the end of a day: on the store itself when that is today, on a replay of
// the logs otherwise. A day that has not come, and one before anything was recorded, are complaints beside the field cut_off.
func At(ctx context.Context, s *store.Store, congress, session int64, day calendar.Day, also func(*store.Directory, *fault.Fields), fn func(*store.Tx) error) error {
	live := false
	err := s.View(ctx, func(tx *store.Tx) error {
		dir, err := tx.Directory(ctx, congress)
		if err != nil {
			return err
		}
		var bad fault.Fields
		if err := Asked(ctx, tx, congress, session, day, &bad); err != nil {
			return err
		}
		if also != nil {
			also(dir, &bad)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		if live = day == tx.Today(); live {
			return fn(tx)
		}
		return nil
	})
	if err != nil || live {
		return err
	}
	select {
	case replays <- struct{}{}:
		defer func() { <-replays }()
	case <-ctx.Done():
		return ctx.Err()
	}
	past, err := s.Past(ctx, congress, session, store.At(day))
	if err != nil {
		return err
	}
	defer past.Close() //nolint:errcheck // it is in memory only
	return past.View(ctx, fn)
}

// Asked complains, beside the field cut_off, of a day of which there is no record of a session: one before anything was recorded, or one to come.
// Today always has one: the store itself, though it may hold no suggestion yet.
func Asked(ctx context.Context, tx *store.Tx, congress, session int64, day calendar.Day, bad *fault.Fields) error {
	sessions, err := tx.Sessions(ctx, congress)
	if err != nil {
		return err
	}
	if !hasSession(sessions, session) {
		bad.Add("session", "field.choice")
		return nil
	}
	if day == tx.Today() {
		return nil
	}
	begun, err := tx.Begun(ctx, session)
	switch {
	case fault.Is(err, fault.NotFound):
		bad.Add("cut_off", "report.no_record")
		return nil
	case err != nil:
		return err
	case !day.Valid():
		bad.Add("cut_off", "field.day")
	case day > tx.Today():
		bad.Add("cut_off", "report.cut_off_late")
	case day < begun:
		bad.Add("cut_off", "report.cut_off_early", "day", begun)
	}
	return nil
}

func hasSession(list []org.Session, id int64) bool {
	for _, s := range list {
		if s.ID == id {
			return true
		}
	}
	return false
}
