package store

import (
	"context"

	"huiyin/internal/calendar"
)

// RoundRow is what one lead deputy is asked about one unit in an evaluation round, and the answer.
type RoundRow struct {
	Post     int64
	Unit     int64
	Cases    int // of the deputy, that the unit handled
	Attitude string
	Result   string
	Note     string
	On       calendar.Day // answered; empty until then
}

const roundColumns = `post_id, unit_id, cases, attitude, result, note, answered_on`

func roundPlaces(r *RoundRow) []any {
	return []any{&r.Post, &r.Unit, &r.Cases, &r.Attitude, &r.Result, &r.Note, &r.On}
}

// InsertRoundRows writes what a round asks.
func (t *Tx) InsertRoundRows(ctx context.Context, round int64, rows []RoundRow) error {
	return Insert(ctx, t, "round_answer", "round_id, "+roundColumns, len(rows), func(i int) []any {
		r := rows[i]
		return []any{round, r.Post, r.Unit, r.Cases, r.Attitude, r.Result, r.Note, r.On}
	})
}

// RoundRows lists the rows of a round, of one deputy or, for 0, of all.
func (t *Tx) RoundRows(ctx context.Context, round, post int64) ([]RoundRow, error) {
	var w Where
	w.And("round_id = ?", round)
	w.AndIf(post != 0, "post_id = ?", post)
	return All(ctx, t, roundPlaces, `SELECT `+roundColumns+` FROM round_answer`+w.String()+` ORDER BY unit_id, post_id`, w.Args()...)
}

// AnswerRound writes a deputy's answer about a unit; false when the deputy was not asked about it.
func (t *Tx) AnswerRound(ctx context.Context, round int64, r RoundRow) (bool, error) {
	n, err := t.Exec(ctx, `UPDATE round_answer SET attitude = $1, result = $2, note = $3, answered_on = $4 WHERE round_id = $5 AND post_id = $6 AND unit_id = $7`,
		r.Attitude, r.Result, r.Note, r.On, round, r.Post, r.Unit)
	return n > 0, err
}

// RoundPair is a lead deputy, a unit, and how many of the deputy's suggestions the unit handles in a session.
type RoundPair struct {
	Post, Unit int64
	Cases      int
}

// RoundPairs finds whom a round of a session asks: the lead deputies of suggestions whose units have given a written reply. Authors whose
// identity is protected are not asked, since the unit would learn who they are.
func (t *Tx) RoundPairs(ctx context.Context, congress, session int64) ([]RoundPair, error) {
	return All(ctx, t, func(p *RoundPair) []any { return []any{&p.Post, &p.Unit, &p.Cases} }, `
		SELECT s.lead_post, a.unit_id, COUNT(DISTINCT s.id) FROM assignment a JOIN suggestion s ON s.id = a.suggestion_id
		WHERE s.congress_id = $1 AND s.session_id = $2 AND s.lead_post IS NOT NULL AND a.replied_on <> '' AND s.protected = $3
		GROUP BY s.lead_post, a.unit_id ORDER BY s.lead_post, a.unit_id`, congress, session, false)
}

// Unanswered reports on which of the rounds that ask a deputy something is still to be answered.
func (t *Tx) Unanswered(ctx context.Context, post int64) ([]int64, error) {
	return Column[int64](ctx, t, `SELECT DISTINCT round_id FROM round_answer WHERE post_id = $1 AND answered_on = '' ORDER BY round_id`, post)
}

// VotedIn lists the votes in which a person has voted.
func (t *Tx) VotedIn(ctx context.Context, person int64) ([]int64, error) {
	return Column[int64](ctx, t, `SELECT vote_id FROM vote_mark WHERE person_id = $1 AND way <> $2 ORDER BY vote_id`, person, OnPaper)
}
