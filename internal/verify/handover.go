package verify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/witness"
)

// handovers checks the hand-over lists as check does the cases.
func (r *run) handovers(ctx context.Context, tx *store.Tx) error {
	return tx.AuditHandovers(ctx, func(l store.StoredHandover) error {
		r.Events += int64(len(l.Events))
		r.Handovers++
		cut := false
		ref := witness.Ref{Kind: handover.Kind, ID: l.ID}
		if m, ok := r.heads[ref]; ok {
			delete(r.heads, ref)
			switch n := int64(len(l.Events)); {
			case n < m.Seq:
				cut = true
				r.add(Bad{Kind: Handover, ID: l.ID, Seq: n + 1, Why: "removed_end", Detail: fmt.Sprint(m.Seq)})
			case l.Events[m.Seq-1].Hash != m.Text():
				r.add(Bad{Kind: Handover, ID: l.ID, Seq: m.Seq, Why: "rewritten"})
			}
		}
		told, err := handover.Replay(l.ID, l.Events)
		var bad *suggestion.BadEvent
		switch {
		case errors.As(err, &bad):
			r.add(Bad{Kind: Handover, ID: l.ID, Seq: int64(bad.Seq), Why: known(bad.Why), Detail: bad.Why})
		case err != nil:
			r.add(Bad{Kind: Handover, ID: l.ID, Why: "rule", Detail: err.Error()})
		case l.Doc == "":
			r.add(Bad{Kind: Handover, ID: l.ID, Seq: 1, Why: "no_case"})
		case len(l.Events) == 0:
			r.add(Bad{Kind: Handover, ID: l.ID, Why: "no_log"})
		case seqOf(l.Doc) > len(l.Events):
			if !cut {
				r.add(Bad{Kind: Handover, ID: l.ID, Seq: int64(len(l.Events)) + 1, Why: "removed_end", Detail: fmt.Sprint(seqOf(l.Doc))})
			}
		case !same(told, l):
			r.add(Bad{Kind: Handover, ID: l.ID, Seq: int64(len(l.Events)), Why: "state", Detail: "handover"})
		}
		return nil
	})
}

// same compares the list that the log tells of with its document and its row.
func same(told *handover.List, l store.StoredHandover) bool {
	var stored handover.List
	if json.Unmarshal([]byte(l.Doc), &stored) != nil {
		return false
	}
	a, err1 := json.Marshal(told)
	b, err2 := json.Marshal(&stored)
	return err1 == nil && err2 == nil && string(a) == string(b) && string(told.State) == l.State && told.Title == l.Title &&
		string(told.On) == l.On && int64(len(told.Cases)) == l.Cases && int64(told.Seq) == l.Seq
}
