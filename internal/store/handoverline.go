package store

import (
	"cmp"
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/handover"
	"huiyin/internal/suggestion"
)

// HandoverLine is one suggestion of a hand-over list. What it tells of an approved list is what was handed over, as it was then, whatever has become
// of the suggestion since; of a list in preparation it is what is proposed.
type HandoverLine struct {
	CaseRow                    // as it stands now
	Was     *Then              // as it was handed over; nil while it is not, and where its log does not tell
	Shares  []suggestion.Share // units and roles of then, or those proposed
	Now     []suggestion.Share // who has it now, where that is not who it was handed over to
	Called  calendar.Day       // the day whose names the units bear; empty for those of now
	Changed bool               // its units were proposed anew after the list was sent for approval
	Late    calendar.Day       // on which the units of a meeting's list were proposed, where that is after the meeting
	Unsound bool               // its log does not hold up to the hand-over: the line tells the record of today
}

// Then is what a line tells of its suggestion: as it was handed over, or as it is while it is not. Due is the day by which the first answer was due then,
// empty before the hand-over.
type Then struct {
	Number, Title string
	Stream        suggestion.Stream
	Due           calendar.Day
}

// Then tells a line's suggestion as the list has it.
func (n HandoverLine) Then() Then {
	if n.Was == nil {
		return Then{Number: n.Number, Title: n.Title, Stream: n.Stream}
	}
	return *n.Was
}

// HandoverLines tells of every suggestion of a list that a scope sees, in the order of the numbers that it tells.
func (t *Tx) HandoverLines(ctx context.Context, s access.Scope, l *handover.List) ([]HandoverLine, error) {
	rows, err := t.CasesOf(ctx, s, l.Cases)
	if err != nil {
		return nil, err
	}
	now, err := t.HandoverUnits(ctx, s, l.Cases)
	if err != nil {
		return nil, err
	}
	out := make([]HandoverLine, len(rows))
	for i, r := range rows {
		out[i] = HandoverLine{CaseRow: r, Shares: now[r.ID]}
	}
	if !l.HandedOver() {
		return out, t.beforehand(ctx, l, out)
	}
	if err := t.handedOver(ctx, l, out); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b HandoverLine) int { // a number that was corrected since does not move its line
		return cmp.Compare(sortable(a.Then().Number), sortable(b.Then().Number))
	})
	return out, nil
}

// beforehand marks the lines of a list in preparation: whose units were proposed after the meeting, and whose after the list was sent for approval.
func (t *Tx) beforehand(ctx context.Context, l *handover.List, lines []HandoverLine) error {
	late, err := t.ProposedAfter(ctx, l)
	if err != nil {
		return err
	}
	type proposal struct {
		id int64
		on calendar.Day
	}
	var w Where
	w.And("kind = ? AND congress_id = ? AND action = 'propose_units'", caseKind, l.Congress)
	In(&w, "aggregate_id", l.Cases)
	list, err := All(ctx, t, func(p *proposal) []any { return []any{&p.id, &p.on} }, "SELECT aggregate_id, effective_on FROM event"+w.String()+" ORDER BY aggregate_id, seq", w.Args()...)
	if err != nil {
		return err
	}
	last := map[int64]calendar.Day{}
	for _, p := range list {
		last[p.id] = p.on
	}
	for i := range lines {
		k := &lines[i]
		k.Changed = late[k.ID]
		if on := last[k.ID]; l.Meeting && on > l.On {
			k.Late = on
		}
	}
	return nil
}

// ProposedAfter are the suggestions of a list that waits for approval whose units were proposed anew since it was sent: what is approved is what was sent.
func (t *Tx) ProposedAfter(ctx context.Context, l *handover.List) (map[int64]bool, error) {
	if l.State != handover.Proposed {
		return nil, nil
	}
	var w Where
	w.And("kind = ? AND congress_id = ? AND action = 'propose_units'", caseKind, l.Congress)
	w.And("recorded_at > (SELECT MAX(recorded_at) FROM event WHERE kind = ? AND aggregate_id = ? AND action = 'propose_list')", handover.Kind, l.ID)
	In(&w, "aggregate_id", l.Cases)
	ids, err := Column[int64](ctx, t, "SELECT aggregate_id FROM event"+w.String(), w.Args()...)
	out := map[int64]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}

// HandoverUnits returns by case, of those that a scope sees, the units that have it with their roles, or that are proposed for it while
// nobody has. What is proposed is the committee's to know.
func (t *Tx) HandoverUnits(ctx context.Context, s access.Scope, ids []int64) (map[int64][]suggestion.Share, error) {
	out := map[int64][]suggestion.Share{}
	const given = `SELECT u.suggestion_id, u.unit_id, u.role FROM assignment u JOIN suggestion s ON s.id = u.suggestion_id`
	const proposed = `SELECT u.suggestion_id, u.unit_id, u.role FROM proposed_share u JOIN suggestion s ON s.id = u.suggestion_id`
	for _, q := range []struct{ from, live, order string }{
		{given, "u.state NOT IN ('reassigned', 'distributed', 'ended')", "u.part"},
		{proposed, "s.state = 'pending'", "u.position"},
	} {
		var w Where
		scoped(&w, s)
		w.And(q.live)
		In(&w, "u.suggestion_id", ids)
		rows, err := All(ctx, t, func(r *unitOf) []any { return []any{&r.id, &r.Unit, &r.Role} },
			q.from+w.String()+" ORDER BY u.suggestion_id, "+q.order, w.Args()...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.id] = append(out[r.id], r.Share)
		}
	}
	return out, nil
}

type unitOf struct {
	id int64
	suggestion.Share
}
