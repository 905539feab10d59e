package stats

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/store"
)

// OnDay is how handling stood at the end of a day: what a bulletin prints (通报).
type OnDay struct {
	Day   calendar.Day
	Units []store.Standing
	All   store.Standing
	Whole int // units that had answered everything
}

// Permille is a share in thousandths, rounded half up; 0 of nothing is 0.
func Permille(n, of int) int {
	if of == 0 {
		return 0
	}
	return (2000*n + of) / (2 * of)
}

// StandingOn counts a session's answering shares as they stood on a day. A day before the session's data begin, or one to come, is refused.
func StandingOn(ctx context.Context, tx *store.Tx, scope access.Scope, session int64, day calendar.Day) (OnDay, error) {
	out := OnDay{Day: day}
	s, err := tx.Session(ctx, session)
	switch {
	case err != nil:
		return out, err
	case day < s.Opens:
		return out, fault.OnField("cut_off", "figure.before_data", "day", s.Opens)
	case day > tx.Today():
		return out, fault.OnField("cut_off", "field.day_future")
	}
	if out.Units, err = tx.StandingOn(ctx, scope, session, day); err != nil {
		return out, err
	}
	for _, u := range out.Units {
		out.All.Handed += u.Handed
		out.All.Answered += u.Answered
		out.All.Overdue += u.Overdue
		out.All.Rated += u.Rated
		out.All.Content += u.Content
		if u.Answered == u.Handed {
			out.Whole++
		}
	}
	if out.All.Handed == 0 {
		return out, fault.OnField("cut_off", "figure.nothing_handed")
	}
	return out, nil
}
