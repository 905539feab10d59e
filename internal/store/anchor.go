package store

import (
	"context"

	"huiyin/internal/suggestion"
)

// Head is the end of one hash chain. Kinds are "suggestion" for a case's log, "handover" for a hand-over list's, "security" for an
// account's.
type Head struct {
	Kind string
	ID   int64
	Seq  int64
	Hash string
}

// SecurityKind is the kind of the chains of the security log.
const SecurityKind = "security"

// CaseKind is the kind of the chains of cases.
const CaseKind = caseKind

// Count is how much a congress has in store.
type Count struct {
	Cases  int64 `json:"cases"`
	Events int64 `json:"events"`
}

// Anchor is a signed root over all heads that a node knew at one moment, with the counts of every congress.
type Anchor struct {
	Node      string `json:"node"`
	Number    int64  `json:"number"` // 1 for a node's first
	At        int64  `json:"at"`     // Unix milliseconds
	Root      string `json:"root"`
	Heads     int64  `json:"heads"`
	Counts    string `json:"counts"` // JSON: congress id → Count
	Prev      string `json:"prev"`   // hash of the node's anchor before
	Key       string `json:"key"`    // id of the public key
	Signature string `json:"signature"`
	Hash      string `json:"hash"`
}

const anchorNames = `node, number, at, root, heads, counts, prev, key_id, signature, hash`

func anchorPlaces(a *Anchor) []any {
	return []any{&a.Node, &a.Number, &a.At, &a.Root, &a.Heads, &a.Counts, &a.Prev, &a.Key, &a.Signature, &a.Hash}
}

// Anchors lists every anchor in the order of nodes and numbers.
func (t *Tx) Anchors(ctx context.Context) ([]Anchor, error) {
	return All(ctx, t, anchorPlaces, `SELECT `+anchorNames+` FROM anchor ORDER BY node, number`)
}

// LastAnchor returns a node's newest anchor; the zero Anchor when it has none.
func (t *Tx) LastAnchor(ctx context.Context, node string) (Anchor, error) {
	list, err := All(ctx, t, anchorPlaces, `SELECT `+anchorNames+` FROM anchor WHERE node = $1 ORDER BY number DESC LIMIT 1`, node)
	if err != nil || len(list) == 0 {
		return Anchor{}, err
	}
	return list[0], nil
}

// InsertAnchor adds an anchor.
func (t *Tx) InsertAnchor(ctx context.Context, a Anchor) error {
	return Insert(ctx, t, "anchor", anchorNames, 1, func(int) []any {
		return []any{a.Node, a.Number, a.At, a.Root, a.Heads, a.Counts, a.Prev, a.Key, a.Signature, a.Hash}
	})
}

// EachHead calls fn with the head of every chain.
func (t *Tx) EachHead(ctx context.Context, fn func(Head) error) error {
	rows, err := t.tx.QueryContext(ctx, `
		SELECT '`+caseKind+`', id, seq, chain FROM suggestion s WHERE `+visible+`
		UNION ALL
		SELECT e.kind, e.aggregate_id, e.seq, e.hash FROM event e
		WHERE (e.kind < '`+caseKind+`' OR e.kind > '`+caseKind+`') AND e.seq = (SELECT max(m.seq) FROM event m WHERE m.kind = e.kind AND m.aggregate_id = e.aggregate_id)
		UNION ALL
		SELECT '`+SecurityKind+`', l.account_id, l.seq, l.hash FROM security_log l
		WHERE l.seq = (SELECT max(m.seq) FROM security_log m WHERE m.account_id = l.account_id)`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var h Head
		if err := rows.Scan(&h.Kind, &h.ID, &h.Seq, &h.Hash); err != nil {
			return err
		}
		if err := fn(h); err != nil {
			return err
		}
	}
	return rows.Err()
}

// HashAt returns the hash of one event or line of the security log; empty when it is not there.
func (t *Tx) HashAt(ctx context.Context, kind string, id, seq int64) (string, error) {
	query, args := `SELECT hash FROM event WHERE aggregate_id = $1 AND seq = $2 AND kind = $3`, []any{id, seq, kind}
	if kind == SecurityKind {
		query, args = `SELECT hash FROM security_log WHERE account_id = $1 AND seq = $2`, args[:2]
	}
	list, err := Column[string](ctx, t, query, args...)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

// CountCongresses counts the cases and events of every congress.
func (t *Tx) CountCongresses(ctx context.Context) (map[int64]Count, error) {
	type row struct{ congress, n int64 }
	places := func(r *row) []any { return []any{&r.congress, &r.n} }
	cases, err := All(ctx, t, places, `SELECT congress_id, count(*) FROM suggestion s WHERE `+visible+` GROUP BY congress_id`)
	if err != nil {
		return nil, err
	}
	events, err := All(ctx, t, places, `SELECT congress_id, count(*) FROM event WHERE kind = $1 AND `+shownEvent+` GROUP BY congress_id`, caseKind)
	if err != nil {
		return nil, err
	}
	out := map[int64]Count{}
	for _, r := range cases {
		out[r.congress] = Count{Cases: r.n}
	}
	for _, r := range events {
		c := out[r.congress]
		c.Events = r.n
		out[r.congress] = c
	}
	return out, nil
}

// HeadOf is the head that an event gives its chain.
func HeadOf(e suggestion.Event) Head {
	return Head{Kind: caseKind, ID: e.Case, Seq: int64(e.Seq), Hash: e.Hash}
}
