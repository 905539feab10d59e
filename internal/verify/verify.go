// Package verify proves that the record is whole: every log is a chain, every chain replays through the tables to the stored case and its
// rows, and all of it agrees with the witness outside the database.
package verify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"huiyin/internal/docket"
	"huiyin/internal/fault"
	"huiyin/internal/handover"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/witness"
)

// perBatch is how many cases are in memory at once.
const perBatch = 200

// run is one verification.
type run struct {
	store *store.Store
	dir   string
	nodes []string
	world suggestion.World
	heads witness.Heads
	// rewritten keeps the hashes of chains whose witnessed event has another hash, to find the first event that was changed.
	rewritten map[int64][]string
	lines     []store.Anchor // of anchors.log
	Report
}

// Run checks everything in the store against itself and against the witness folder; dir may be empty when there is none at hand, but then
// removed ends and rewritten chains cannot be found. People may go on working meanwhile. Memory does not grow with the cases but for some
// 100 bytes each. The error tells that it could not be done, never that something is bad.
func Run(ctx context.Context, s *store.Store, dir string) (Report, error) {
	r := &run{
		store: s, dir: dir, heads: witness.Heads{}, rewritten: map[int64][]string{},
		Report: Report{named: map[string]bool{}},
		world:  suggestion.World{Packs: s.Packs(), Calendar: s.CalendarAt},
	}
	// The witness is read before the database: what it knows had been committed then.
	if err := r.readWitness(); err != nil {
		return r.Report, err
	}
	for after, last := int64(-1), false; !last; {
		b, err := r.batch(ctx, after, perBatch)
		if err != nil {
			return r.Report, err
		}
		for _, c := range b.Cases {
			r.check(c)
		}
		after, last = b.Upto, b.Last
	}
	if err := r.firstRewritten(); err != nil {
		return r.Report, err
	}
	if err := r.store.View(ctx, func(tx *store.Tx) error {
		if back, err := tx.ClockBack(ctx); err != nil {
			return err
		} else if back.By() > 0 {
			r.Clock = &Back{Last: back.Last, Now: back.Now}
		}
		return errors.Join(r.handovers(ctx, tx), r.dossiers(ctx, tx), r.register(ctx, tx), r.strays(ctx, tx), r.security(ctx, tx), r.accounts(ctx, tx), r.anchors(ctx, tx))
	}); err != nil {
		return r.Report, err
	}
	for ref, m := range r.heads { // what no part of the database has claimed
		switch ref.Kind {
		case store.CaseKind:
			r.add(Bad{Kind: Case, ID: ref.ID, Seq: 1, Why: "removed", Detail: fmt.Sprint(m.Seq)})
		case handover.Kind:
			r.add(Bad{Kind: Handover, Of: ref.Kind, ID: ref.ID, Seq: 1, Why: "removed", Detail: fmt.Sprint(m.Seq)})
		default:
			gone := Bad{Of: ref.Kind, ID: ref.ID, Seq: 1, Why: "removed", Detail: fmt.Sprint(m.Seq)}
			if _, ok := docket.Kind(ref.Kind); ok {
				gone.Kind = Dossier
				r.add(gone)
			} else if slices.Contains(roster.Kinds, ref.Kind) {
				gone.Kind = Register
				r.add(gone)
			}
		}
	}
	r.sort()
	return r.Report, nil
}

// batch reads the next cases. When a row among them cannot even be read, they are taken one by one, and that one is named.
func (r *run) batch(ctx context.Context, after int64, limit int) (b store.Batch, err error) {
	err = r.store.View(ctx, func(tx *store.Tx) (err error) {
		b, err = tx.Audit(ctx, after, limit)
		return err
	})
	switch {
	case err == nil || ctx.Err() != nil || fault.Is(err, fault.Unavailable) || len(b.Cases) == 0:
		return b, err
	case limit > 1:
		return r.batch(ctx, after, 1)
	}
	c := b.Cases[0]
	r.add(Bad{Kind: Case, ID: c.ID, Why: "unreadable", Detail: err.Error()})
	delete(r.heads, witness.Ref{Kind: store.CaseKind, ID: c.ID})
	return store.Batch{Upto: c.ID}, nil
}

func (r *run) check(c *store.Stored) {
	if c.Hidden {
		r.Hidden++
	} else {
		r.Cases++
		r.Events += int64(len(c.Events))
	}
	r.nameFiles(c.Events)
	cut := r.againstWitness(c)
	switch {
	case len(c.Events) == 0:
		r.add(Bad{Kind: Case, ID: c.ID, Why: "no_log"})
		return
	case !c.HasRow:
		r.add(Bad{Kind: Case, ID: c.ID, Seq: 1, Why: "no_case"})
		return
	}
	told, bad := replay(c.ID, c.Events, r.world)
	if bad != nil {
		r.add(*bad)
		return
	}
	if field := differs(told, c.Doc); field != "" && seqOf(c.Doc) > len(c.Events) {
		if !cut { // the document itself remembers more events than there are
			r.add(Bad{Kind: Event, ID: c.ID, Seq: int64(len(c.Events)) + 1, Why: "removed_end", Detail: fmt.Sprint(seqOf(c.Doc))})
		}
		return // the rows are those of the longer log
	} else if field != "" {
		r.add(Bad{Kind: Case, ID: c.ID, Seq: int64(len(c.Events)), Why: "state", Detail: field})
	}
	if where := r.store.CompareRows(c, told); where != "" {
		r.add(Bad{Kind: Row, ID: c.ID, Seq: int64(len(c.Events)), Why: "row", Detail: where})
	}
}

// againstWitness reports whether events at the end are gone.
func (r *run) againstWitness(c *store.Stored) (cut bool) {
	ref := witness.Ref{Kind: store.CaseKind, ID: c.ID}
	mark, ok := r.heads[ref]
	if !ok {
		return false
	}
	delete(r.heads, ref)
	i := slices.IndexFunc(c.Events, func(e suggestion.Event) bool { return int64(e.Seq) == mark.Seq })
	switch {
	case i >= 0 && c.Events[i].Hash == mark.Text():
		return false
	case i < 0:
		n := int64(0)
		for _, e := range c.Events {
			n = max(n, int64(e.Seq))
		}
		if cut = n < mark.Seq; cut { // else it is missing inside, and the chain tells
			r.add(Bad{Kind: Event, ID: c.ID, Seq: n + 1, Why: "removed_end", Detail: fmt.Sprint(mark.Seq)})
		}
	}
	if len(r.rewritten) >= most {
		r.add(Bad{Kind: Event, ID: c.ID, Seq: mark.Seq, Why: "rewritten"})
		return cut
	}
	hashes := make([]string, len(c.Events)+1)
	for _, e := range c.Events {
		if e.Seq > 0 && e.Seq < len(hashes) {
			hashes[e.Seq] = e.Hash
		}
	}
	r.rewritten[c.ID] = hashes
	return cut
}

// replay tells the case of a log, or the first event that cannot be true.
func replay(id int64, log []suggestion.Event, w suggestion.World) (*suggestion.Case, *Bad) {
	c, err := suggestion.Retell(id, log, w)
	if err == nil {
		return c, nil
	}
	var bad *suggestion.BadEvent
	for n := 1; !errors.As(err, &bad) && n <= len(log); n++ {
		if _, e := suggestion.Retell(id, log[:n], w); e != nil {
			return nil, &Bad{Kind: Event, ID: id, Seq: int64(log[n-1].Seq), Why: "rule", Detail: e.Error()}
		}
	}
	return nil, &Bad{Kind: Event, ID: id, Seq: int64(bad.Seq), Why: string(bad.Why), Detail: bad.Detail}
}

// differs names the first field in which the stored document is not the case that the log tells of.
func differs(told *suggestion.Case, doc string) string {
	want, err := json.Marshal(told)
	if err != nil {
		return "doc"
	}
	if string(want) == doc {
		return ""
	}
	a, b := canonical(want), canonical([]byte(doc))
	if a == nil || b == nil {
		return "doc"
	}
	var x, y map[string]json.RawMessage
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return "doc"
	}
	var names []string
	for k := range x {
		names = append(names, k)
	}
	for k := range y {
		names = append(names, k)
	}
	slices.Sort(names)
	for _, k := range names {
		if !bytes.Equal(x[k], y[k]) {
			return k
		}
	}
	return ""
}

func seqOf(doc string) int {
	var c struct {
		Seq int `json:"seq"`
	}
	_ = json.Unmarshal([]byte(doc), &c)
	return c.Seq
}

func canonical(doc []byte) []byte {
	var c suggestion.Case
	if json.Unmarshal(doc, &c) != nil {
		return nil
	}
	out, err := json.Marshal(&c)
	if err != nil {
		return nil
	}
	return out
}
