package store

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// Share counts one unit's part in a year, in unit-times (件次): a case with three units counts three times.
type Share struct {
	Unit       int64 `json:"unit"`
	All        int   `json:"all"`       // every live share
	Answering  int   `json:"answering"` // sole, lead and separate
	Co         int   `json:"co"`
	Signed     int   `json:"signed"`
	Replied    int   `json:"replied"`   // of those that answer
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
	living(&w, suggestion.ShareFilter{})
	return counting(ctx, t, s.Congress, session, func(r *Share) []any {
		return []any{&r.Unit, &r.All, &r.Answering, &r.Co, &r.Signed, &r.Replied, &r.Contacted, &r.Rated, &r.Content, &r.Discontent, &r.Overdue}
	}, `
		SELECT a.unit_id, COUNT(*), COUNT(*) FILTER (WHERE a.role <> 'co'), COUNT(*) FILTER (WHERE a.role = 'co'),
			COUNT(*) FILTER (WHERE a.signed_on <> ''), COUNT(*) FILTER (WHERE a.role <> 'co' AND (`+answeredShare+`)),
			COUNT(*) FILTER (WHERE a.role <> 'co' AND a.contacts > 0), COUNT(*) FILTER (WHERE a.result <> ''),
			COUNT(*) FILTER (WHERE a.result IN ('satisfied', 'basically')), COUNT(*) FILTER (WHERE a.result = 'not_satisfied'),
			COUNT(*) FILTER (WHERE `+lateShare(yes, late)+`)
		FROM assignment a JOIN suggestion s ON s.id = a.suggestion_id`+w.String()+`
		GROUP BY a.unit_id ORDER BY COUNT(*) DESC, a.unit_id`, w.Args()...)
}

// Standing counts one unit's answering shares as they stood at the end of a day, in unit-times (件次).
type Standing struct {
	Unit     int64
	Handed   int // sole, lead and separate shares handed over by then
	Answered int // first replied by then
	Overdue  int // unanswered, with the reply's limit over
	Rated    int // rated by then
	Content  int // of these, satisfied or basically so
}

// StandingOn counts every unit's answering shares of a session inside a scope as they stood on a day, the busiest unit first. A share that has
// been passed to another unit since counts for the unit that has it now.
func (t *Tx) StandingOn(ctx context.Context, s access.Scope, session int64, day calendar.Day) ([]Standing, error) {
	var w Where
	on := w.Arg(day)
	scoped(&w, s)
	w.And("s.session_id = ?", session)
	w.And("a.role <> 'co' AND a.state NOT IN ('reassigned', 'distributed', 'ended') AND s.state <> 'merged'")
	w.And("a.assigned_on <> '' AND a.assigned_on <= ?", day)
	const first = "CASE WHEN a.first_on <> '' THEN a.first_on ELSE a.replied_on END"
	answered := "(a.replied_on <> '' AND " + first + " <= " + on + ")"
	rated := "(a.rated_on <> '' AND a.rated_on <= " + on + ")"
	return All(ctx, t, func(r *Standing) []any {
		return []any{&r.Unit, &r.Handed, &r.Answered, &r.Overdue, &r.Rated, &r.Content}
	}, `
		SELECT a.unit_id, COUNT(*), COUNT(*) FILTER (WHERE `+answered+`),
			COUNT(*) FILTER (WHERE NOT `+answered+` AND EXISTS (SELECT 1 FROM clock k WHERE k.suggestion_id = a.suggestion_id AND k.part = a.part
				AND k.name = 'reply' AND k.due_on < `+on+`)),
			COUNT(*) FILTER (WHERE `+rated+`), COUNT(*) FILTER (WHERE `+rated+` AND a.result IN ('satisfied', 'basically'))
		FROM assignment a JOIN suggestion s ON s.id = a.suggestion_id`+w.String()+`
		GROUP BY a.unit_id ORDER BY COUNT(*) DESC, a.unit_id`, w.Args()...)
}
