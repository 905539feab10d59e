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

// record is one document beside the cases with its log, whatever it is.
type record struct {
	kind string // of Bad
	ref  witness.Ref
	doc  string // empty when there is no row
	log  []suggestion.Event
	same func() (bool, error) // replays the log and compares with document and rows
}

// handovers checks the hand-over lists as check does the cases.
func (r *run) handovers(ctx context.Context, tx *store.Tx) error {
	return tx.AuditHandovers(ctx, func(l store.StoredHandover) error {
		r.Handovers++
		r.record(record{Handover, witness.Ref{Kind: handover.Kind, ID: l.ID}, l.Doc, l.Events, func() (bool, error) {
			told, err := handover.Replay(l.ID, l.Events)
			return err == nil && same(told, l), err
		}})
		return nil
	})
}

// record checks one document against its log and the witness.
func (r *run) record(x record) {
	r.Events += int64(len(x.log))
	r.nameFiles(x.log)
	bad := func(seq int64, why, detail string) {
		r.add(Bad{Kind: x.kind, Of: x.ref.Kind, ID: x.ref.ID, Seq: seq, Why: why, Detail: detail})
	}
	cut := false
	if m, ok := r.heads[x.ref]; ok {
		delete(r.heads, x.ref)
		switch n := int64(len(x.log)); {
		case n < m.Seq:
			cut = true
			bad(n+1, "removed_end", fmt.Sprint(m.Seq))
		case x.log[m.Seq-1].Hash != m.Text():
			bad(m.Seq, "rewritten", "")
		}
	}
	same, err := x.same()
	var wrong *suggestion.BadEvent
	switch {
	case errors.As(err, &wrong):
		bad(int64(wrong.Seq), string(wrong.Why), wrong.Detail)
	case err != nil:
		bad(0, "rule", err.Error())
	case x.doc == "":
		bad(1, "no_case", "")
	case len(x.log) == 0:
		bad(0, "no_log", "")
	case seqOf(x.doc) > len(x.log):
		if !cut {
			bad(int64(len(x.log))+1, "removed_end", fmt.Sprint(seqOf(x.doc)))
		}
	case !same:
		bad(int64(len(x.log)), "state", "")
	}
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
		told.Congress == l.Congress && told.Session == l.Session && string(told.On) == l.On && int64(len(told.Cases)) == l.Cases && int64(told.Seq) == l.Seq
}
