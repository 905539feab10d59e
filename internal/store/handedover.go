package store

import (
	"context"
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/handover"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// handed is a suggestion as a list handed it over.
type handed struct {
	then   Then
	shares []suggestion.Share
}

// marked is a suggestion of a list with what tells that it has changed.
type marked struct {
	id      int64
	seq     int
	history bool
}

// handedOver tells lines as their list handed them over. It is read from the suggestion's log, which is the record: what the document holds is what
// corrections, additions and the succession of units have made of it. A suggestion of a past year has no hand-over in its log, and its record tells.
func (t *Tx) handedOver(ctx context.Context, l *handover.List, lines []HandoverLine) error {
	was, err := t.handed(ctx, l, lines)
	if err != nil {
		return err
	}
	for i := range lines {
		n := &lines[i]
		h, ok := was[n.ID]
		if n.Unsound = !ok; !ok {
			continue
		}
		if len(n.Shares) > 0 && !sameUnits(h.shares, n.Shares) {
			n.Now = n.Shares
		}
		n.Was, n.Shares, n.Called = &h.then, h.shares, l.On
	}
	return nil
}

// handed returns the suggestions of lines as a list handed them over, but for those whose log does not hold. What was handed over never changes, so
// that a log is read once on each node: what it told stays until the list moves, of a suggestion of a past year until that does.
func (t *Tx) handed(ctx context.Context, l *handover.List, lines []HandoverLine) (map[int64]handed, error) {
	ids := make([]int64, len(lines))
	for i, n := range lines {
		ids[i] = n.ID
	}
	var w Where
	In(&w, "id", ids)
	rows, err := All(ctx, t, func(m *marked) []any { return []any{&m.id, &m.seq, &m.history} }, "SELECT id, seq, history FROM suggestion"+w.String(), w.Args()...)
	if err != nil {
		return nil, err
	}
	what, out := "handover "+strconv.FormatInt(l.ID, 10), map[int64]handed{}
	var logs, docs []int64
	for _, m := range rows {
		at := l.Seq
		if m.history {
			at = m.seq
		}
		if old, ok := t.s.cases.get(what, m.id, at); ok && t.reading {
			out[m.id] = old.(handed)
		} else if m.history {
			docs = append(docs, m.id)
		} else {
			logs = append(logs, m.id)
		}
	}
	cases, err := t.replayHandedOver(ctx, logs)
	if err != nil {
		return nil, err
	}
	past, err := t.readable(ctx, docs)
	if err != nil {
		return nil, err
	}
	keep := func(c *suggestion.Case, at int) {
		h := handed{thenOf(c), handedTo(c, l.On)}
		if out[c.ID] = h; t.reading {
			t.s.cases.put(what, c.ID, readCase{at, h})
		}
	}
	for _, c := range cases {
		keep(c, l.Seq)
	}
	for _, c := range past {
		keep(c, c.Seq)
	}
	return out, nil
}

// thenOf is what a line tells of a suggestion as it was handed over.
func thenOf(c *suggestion.Case) Then {
	out := Then{Number: c.Number, Title: c.Text.Title, Stream: c.Stream}
	for _, k := range c.Clocks {
		if k.Name == rule.Reply && !k.Void && (out.Due == "" || k.Due < out.Due) {
			out.Due = k.Due
		}
	}
	return out
}

// handedTo are the units of a suggestion that was handed over on a day, in their order.
func handedTo(c *suggestion.Case, on calendar.Day) []suggestion.Share {
	var out []suggestion.Share
	for _, a := range c.Assignments {
		if a.Replaces == 0 {
			out = append(out, suggestion.Share{Unit: a.UnitOn(on), Role: a.Role})
		}
	}
	return slices.Clip(out) // it is kept: whoever appends to it gets a list of the own
}

// sameUnits reports whether two lists hold the same units in the same roles.
func sameUnits(a, b []suggestion.Share) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(s suggestion.Share) bool {
		return !slices.ContainsFunc(b, func(o suggestion.Share) bool { return o.Unit == s.Unit && o.Role == s.Role })
	})
}

// replayHandedOver replays the logs of suggestions up to their hand-over, which each has once. One whose log does not hold is left out: it is
// for verify to say what is wrong with it.
func (t *Tx) replayHandedOver(ctx context.Context, ids []int64) (out []*suggestion.Case, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var where Where
	where.And("kind = ? AND action = 'assign'", caseKind)
	In(&where, "aggregate_id", ids)
	// the hand-overs first: otherwise SQLite goes through a whole log and looks from each of its events for a hand-over behind it
	rows, err := All(ctx, t, eventPlaces, `WITH h AS MATERIALIZED (SELECT kind, aggregate_id, seq FROM event`+where.String()+`)
		SELECT e.aggregate_id, e.seq, e.congress_id, e.machine, e.part, e.action, e.from_state, e.to_state, e.relation, e.post_id, e.person_id, e.org_id,
			e.recorded_at, e.effective_on, e.context, e.payload, e.payload_hash, e.prev, e.hash
		FROM h CROSS JOIN event e WHERE e.kind = h.kind AND e.aggregate_id = h.aggregate_id AND e.seq <= h.seq ORDER BY e.aggregate_id, e.seq`, where.Args()...)
	if err != nil {
		return nil, err
	}
	logs := map[int64][]suggestion.Event{}
	var reader logReader
	for _, r := range rows {
		e, _ := reader.read(r) // what cannot be read leaves an event that its hash does not fit
		logs[e.Case] = append(logs[e.Case], e)
	}
	w := suggestion.World{Packs: t.s.Packs(), Calendar: t.s.CalendarAt}
	for id, log := range logs {
		if c, err := suggestion.Retell(id, log, w); err == nil {
			out = append(out, c)
		}
	}
	return out, nil
}

// readable returns the documents of suggestions as they stand, but for those that cannot be read.
func (t *Tx) readable(ctx context.Context, ids []int64) (out []*suggestion.Case, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	type row struct {
		id  int64
		doc string
	}
	var w Where
	In(&w, "suggestion_id", ids)
	rows, err := All(ctx, t, func(r *row) []any { return []any{&r.id, &r.doc} }, "SELECT suggestion_id, doc FROM suggestion_doc"+w.String(), w.Args()...)
	for _, r := range rows {
		if c, err := readDoc(r.id, r.doc); err == nil {
			out = append(out, c)
		}
	}
	return out, err
}
