package store

import (
	"context"

	"huiyin/internal/calendar"
)

// RunningClock is a time limit that still counts.
type RunningClock struct {
	Case, Congress, Unit, Lead int64
	Part                       int
	Name                       string
	Start, Due                 calendar.Day
	Strict                     calendar.Day // the last day before it was moved over days off; Due where time was extended
	Holder                     string       // who is to evaluate, for the time of evaluating; empty otherwise
}

// RunningClocks lists every running clock of the installation that somebody must be reminded of.
func (t *Tx) RunningClocks(ctx context.Context) ([]RunningClock, error) {
	return All(ctx, t, func(k *RunningClock) []any {
		return []any{&k.Case, &k.Congress, Zero(&k.Unit), Zero(&k.Lead), &k.Part, &k.Name, &k.Start, &k.Due, &k.Strict, nullText{&k.Holder}}
	}, `
		SELECT k.suggestion_id, k.congress_id, k.unit_id, s.lead_post, k.part, k.name, k.start_on, k.due_on,
			CASE WHEN k.was_on <> '' OR k.raw_on = '' THEN k.due_on ELSE k.raw_on END, t.holder
		FROM clock k JOIN suggestion s ON s.id = k.suggestion_id
		LEFT JOIN task t ON t.suggestion_id = k.suggestion_id AND t.part = k.part AND t.name = 'evaluate' AND k.name = 'feedback'
		WHERE k.running = $1 AND k.name NOT IN ('object', 'reply_max', 'publish')
		ORDER BY k.suggestion_id, k.position, t.position`, true)
}

// CasesWaitingForTime lists the cases that a day's passing may move: evaluation time over, co-signing time over, or a promise still open
// that stands in the account of a year that is over.
func (t *Tx) CasesWaitingForTime(ctx context.Context, today calendar.Day) ([]int64, error) {
	return Column[int64](ctx, t, `
		SELECT DISTINCT k.suggestion_id FROM clock k WHERE k.running = $1 AND k.name = 'feedback' AND k.due_on < $2
		UNION
		SELECT s.id FROM suggestion s WHERE s.state = 'cosigning'
		UNION
		SELECT k.suggestion_id FROM commitment k JOIN suggestion s ON s.id = k.suggestion_id
		WHERE k.state IN ('promised', 'claimed') AND k.year > 0 AND k.year < $3 AND s.state NOT IN ('withdrawn', 'merged', 'letter')
			AND `+visible, true, today, today.Year())
}
