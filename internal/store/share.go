package store

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
)

// Share counts one unit's part in a year, in unit-times (件次): a case with three units counts three times.
type Share struct {
	Unit       int64 `json:"unit"`
	All        int   `json:"all"`       // every live share
	Answering  int   `json:"answering"` // sole, lead and separate
	Co         int   `json:"co"`
	Signed     int   `json:"signed"`
	Replied    int   `json:"replied"`
	Contacted  int   `json:"contacted"` // answering shares with a contact that the deputy confirmed
	Rated      int   `json:"rated"`
	Content    int   `json:"content"` // result satisfied or basically so
	Discontent int   `json:"discontent"`
	Overdue    int   `json:"overdue"` // shares with a running clock that is past its day
}

// Shares counts every unit's shares of a session's year inside a scope, the busiest unit first.
func (t *Tx) Shares(ctx context.Context, s access.Scope, session int64, today calendar.Day) ([]Share, error) {
	var w Where
	late := w.Arg(today)
	yes := w.Arg(true)
	scoped(&w, s)
	w.And("s.session_id = ?", session)
	w.And("a.state NOT IN ('reassigned', 'distributed', 'ended') AND s.state <> 'merged'")
	return counting(ctx, t, s.Congress, session, func(r *Share) []any {
		return []any{&r.Unit, &r.All, &r.Answering, &r.Co, &r.Signed, &r.Replied, &r.Contacted, &r.Rated, &r.Content, &r.Discontent, &r.Overdue}
	}, `
		SELECT a.unit_id, COUNT(*), COUNT(*) FILTER (WHERE a.role <> 'co'), COUNT(*) FILTER (WHERE a.role = 'co'),
			COUNT(*) FILTER (WHERE a.signed_on <> ''), COUNT(*) FILTER (WHERE a.replied_on <> ''),
			COUNT(*) FILTER (WHERE a.role <> 'co' AND a.contacts > 0), COUNT(*) FILTER (WHERE a.result <> ''),
			COUNT(*) FILTER (WHERE a.result IN ('satisfied', 'basically')), COUNT(*) FILTER (WHERE a.result = 'not_satisfied'),
			COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM clock k WHERE k.suggestion_id = a.suggestion_id AND k.part = a.part
				AND k.running = `+yes+` AND k.due_on < `+late+` AND k.name NOT IN ('object', 'publish', 'feedback')))
		FROM assignment a JOIN suggestion s ON s.id = a.suggestion_id`+w.String()+`
		GROUP BY a.unit_id ORDER BY COUNT(*) DESC, a.unit_id`, w.Args()...)
}
