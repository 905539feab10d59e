package store

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// instructed keeps the suggestions with an instruction that stands so: those that a leader gave or took over, for others those on which the own body reports; the
// committee finds every one.
func instructed(w *Where, sc access.Scope, standing suggestion.InstructionStanding) {
	if standing == "" {
		return
	}
	cond, args := "i.congress_id = ?", []any{sc.Congress}
	if states := standing.States(); states != nil {
		cond, args = cond+" AND i.state IN ("+marks(len(states))+")", append(args, anys(states)...)
	}
	switch {
	case sc.Reach == access.Filed:
	case slices.Contains(sc.Keys, access.Post(sc.Post)):
		cond, args = cond+" AND i.by_post = ?", append(args, sc.Post)
	default:
		cond, args = cond+" AND i.holder IN ("+marks(len(sc.Keys))+")", append(args, anys(sc.Keys)...)
	}
	w.And("s.id IN (SELECT i.suggestion_id FROM instruction i WHERE "+cond+")", args...)
}

// InstructionRef names one instruction on a suggestion.
type InstructionRef struct {
	Case int64
	Part int
}

// InstructionsBy lists up to limit instructions that a leader gave or took over: those that wait for the leader first, then those that somebody owes a report on, the
// one wanted first before the others, then the rest, the latest first.
func (t *Tx) InstructionsBy(ctx context.Context, congress, post int64, limit int) ([]InstructionRef, error) {
	return All(ctx, t, func(r *InstructionRef) []any { return []any{&r.Case, &r.Part} }, `
		SELECT i.suggestion_id, i.part FROM instruction i JOIN suggestion s ON s.id = i.suggestion_id
		WHERE i.congress_id = $1 AND i.by_post = $2 AND `+visible+`
		ORDER BY CASE i.state WHEN 'carried' THEN 0 WHEN 'instructed' THEN 1 WHEN 'sent_back' THEN 1 ELSE 2 END,
			CASE WHEN i.state IN ('instructed', 'sent_back') AND i.until_on <> '' THEN i.until_on ELSE '`+string(never)+`' END,
			i.given_on DESC, i.suggestion_id DESC, i.part LIMIT $3`, congress, post, limit)
}

// InstructionsRead lists the instructions of a congress whose reports a leader's post is to read, now or when the suggestion is taken out of a merge.
func (t *Tx) InstructionsRead(ctx context.Context, congress, post int64) ([]InstructionRef, error) {
	return All(ctx, t, func(r *InstructionRef) []any { return []any{&r.Case, &r.Part} },
		`SELECT suggestion_id, part FROM instruction WHERE congress_id = $1 AND by_post = $2 AND state <> 'taken' ORDER BY suggestion_id, part`, congress, post)
}

// OwedInstruction is an instruction on which somebody is to report by a day.
type OwedInstruction struct {
	Case, Congress, By int64
	Part               int
	Holder             string
	Asked, Until       calendar.Day
}

// OwedInstructions lists the instructions of the installation on which a report is wanted by a day and still owed. One that was sent back when its day
// was over, without another, is wanted at once: there is no time to remind of, and whoever sent it back knows that it is late.
func (t *Tx) OwedInstructions(ctx context.Context) ([]OwedInstruction, error) {
	return All(ctx, t, func(k *OwedInstruction) []any {
		return []any{&k.Case, &k.Congress, &k.By, &k.Part, &k.Holder, &k.Asked, &k.Until}
	}, `
		SELECT i.suggestion_id, i.congress_id, i.by_post, i.part, i.holder, i.asked_on, i.until_on
		FROM instruction i JOIN suggestion s ON s.id = i.suggestion_id
		WHERE i.state IN ('instructed', 'sent_back') AND i.until_on <> '' AND i.until_on >= i.asked_on AND `+visible+` ORDER BY i.suggestion_id, i.part`)
}
