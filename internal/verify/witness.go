package verify

import (
	"context"
	"encoding/json"
	"fmt"

	"huiyin/internal/store"
	"huiyin/internal/witness"
)

// readWitness gathers the heads of all nodes' logs, and proves each log by the newest anchor of its node.
func (r *run) readWitness() error {
	if r.dir == "" {
		return nil
	}
	var err error
	if r.lines, err = witness.Anchors(r.dir); err != nil {
		return err
	}
	if r.nodes, err = witness.Nodes(r.dir); err != nil {
		return err
	}
	r.Nodes = len(r.nodes)
	newest := map[string]store.Anchor{}
	for _, a := range r.lines {
		newest[a.Node] = a
	}
	for _, node := range r.nodes {
		own, proven := witness.Heads{}, false
		last := newest[node]
		err := witness.Read(r.dir, node, func(l witness.Line) error {
			if l.Anchor == 0 {
				own.Add(l.Head)
			} else if l.Anchor == last.Number && l.Root == last.Root {
				proven = own.Root() == l.Root
			}
			return nil
		})
		if err != nil {
			return err
		}
		if last.Number > 0 && !proven {
			r.add(Bad{Kind: Witness, Seq: last.Number, Why: "root", Detail: node})
		}
		for ref, m := range own {
			if m.Seq > r.heads[ref].Seq {
				r.heads[ref] = m
			}
		}
	}
	r.Witnessed = int64(len(r.heads))
	return nil
}

// firstRewritten reads the logs once more for the chains that were written anew, and names the first event of each that differs.
func (r *run) firstRewritten() error {
	if len(r.rewritten) == 0 {
		return nil
	}
	first := map[int64]int64{}
	for _, node := range r.nodes {
		err := witness.Read(r.dir, node, func(l witness.Line) error {
			hashes, ok := r.rewritten[l.Head.ID]
			if !ok || l.Head.Kind != store.CaseKind || l.Head.Seq >= int64(len(hashes)) || hashes[l.Head.Seq] == l.Head.Hash {
				return nil
			}
			if was, ok := first[l.Head.ID]; !ok || l.Head.Seq < was {
				first[l.Head.ID] = l.Head.Seq
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for id, seq := range first {
		r.add(Bad{Kind: Event, ID: id, Seq: seq, Why: "rewritten"})
	}
	return nil
}

// security checks the chains of the security log, and their ends against the witness.
func (r *run) security(ctx context.Context, tx *store.Tx) error {
	lines, breaks, err := tx.VerifySecurity(ctx)
	if err != nil {
		return err
	}
	r.Security = lines
	for _, b := range breaks {
		r.add(Bad{Kind: Security, ID: b.Account, Seq: b.Seq, Why: "chain"})
	}
	for ref, m := range r.heads {
		if ref.Kind != store.SecurityKind {
			continue
		}
		hash, err := tx.HashAt(ctx, ref.Kind, ref.ID, m.Seq)
		switch {
		case err != nil:
			return err
		case hash == "":
			r.add(Bad{Kind: Security, ID: ref.ID, Seq: m.Seq, Why: "removed_end", Detail: fmt.Sprint(m.Seq)})
		case hash != m.Text():
			r.add(Bad{Kind: Security, ID: ref.ID, Seq: m.Seq, Why: "rewritten"})
		}
	}
	return nil
}

// anchors checks the signed roots in database and folder against each other, and the counts that they name against those of now.
func (r *run) anchors(ctx context.Context, tx *store.Tx) error {
	list, err := tx.Anchors(ctx)
	if err != nil {
		return err
	}
	r.Anchors = len(list)
	if r.dir == "" {
		return r.counts(ctx, tx, list)
	}
	if len(r.nodes) == 0 && len(list) > 0 {
		r.add(Bad{Kind: Witness, Why: "gone"})
	}
	keys, err := witness.ReadKeys(r.dir)
	if err != nil {
		return err
	}
	here := map[string]bool{}
	for _, n := range r.nodes {
		here[n] = true
	}
	inFile, stored := map[string]bool{}, map[string]bool{}
	for _, a := range r.lines {
		inFile[a.Hash] = true
	}
	prev := store.Anchor{}
	for i, a := range list {
		if a.Node != prev.Node {
			prev = store.Anchor{}
		}
		genuine, known := keys.Genuine(a)
		newest := i+1 == len(list) || list[i+1].Node != a.Node
		switch {
		case known && !genuine:
			r.add(Bad{Kind: Anchor, Seq: a.Number, Why: "signature", Detail: a.Node})
		case a.Number != prev.Number+1 || a.Prev != prev.Hash:
			r.add(Bad{Kind: Anchor, Seq: a.Number, Why: "chain", Detail: a.Node})
		case here[a.Node] && !known:
			r.add(Bad{Kind: Anchor, Seq: a.Number, Why: "key", Detail: a.Node})
		case here[a.Node] && !inFile[a.Hash] && !newest: // the newest may have been cut off by a crash
			r.add(Bad{Kind: Anchor, Seq: a.Number, Why: "not_in_file", Detail: a.Node})
		}
		if !known {
			r.Unknown++
		}
		if prev.Number > 0 && prev.Key != a.Key {
			r.Rekeyed = append(r.Rekeyed, Key{a.Node, a.Number})
		}
		stored[a.Hash] = true
		prev = a
	}
	for _, a := range r.lines {
		if genuine, _ := keys.Genuine(a); !stored[a.Hash] || !genuine {
			r.add(Bad{Kind: Anchor, Seq: a.Number, Why: "not_in_database", Detail: a.Node})
			list = append(list, a)
		}
	}
	return r.counts(ctx, tx, list)
}

// counts never shrink: nothing is deleted from the record.
func (r *run) counts(ctx context.Context, tx *store.Tx, list []store.Anchor) error {
	now, err := tx.CountCongresses(ctx)
	if err != nil {
		return err
	}
	most := map[int64]store.Count{}
	for _, a := range list {
		var counts map[int64]store.Count
		if json.Unmarshal([]byte(a.Counts), &counts) != nil {
			continue // the signature tells
		}
		for id, c := range counts {
			most[id] = store.Count{Cases: max(most[id].Cases, c.Cases), Events: max(most[id].Events, c.Events)}
		}
	}
	for id, then := range most {
		if is := now[id]; is.Cases < then.Cases {
			r.add(Bad{Kind: Congress, ID: id, Why: "fewer_cases", Detail: fmt.Sprintf("%d → %d", then.Cases, is.Cases)})
		} else if is.Events < then.Events {
			r.add(Bad{Kind: Congress, ID: id, Why: "fewer_events", Detail: fmt.Sprintf("%d → %d", then.Events, is.Events)})
		}
	}
	return nil
}
