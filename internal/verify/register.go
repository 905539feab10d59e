package verify

import (
	"context"
	"encoding/json"
	"fmt"

	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/witness"
)

// register checks what the administrators keep. A row has a log from its entering on; one that came in before entering wrote an event, and that
// nobody has changed since, has none and is taken as it stands (ADR 30).
func (r *run) register(ctx context.Context, tx *store.Tx) error {
	for _, kind := range roster.Kinds {
		err := tx.AuditRegister(ctx, kind, func(e store.StoredEntry) error {
			r.Register++
			doc := ""
			if e.Row != nil {
				doc = fmt.Sprintf(`{"seq":%d}`, e.Seq)
			}
			r.record(record{Register, witness.Ref{Kind: kind, ID: e.ID}, doc, e.Events, func() (bool, error) {
				told, err := roster.Check(kind, e.ID, e.Events)
				return err == nil && len(e.Events) > 0 && e.Events[len(e.Events)-1].Hash == e.Chain && agrees(kind, told, e.Row), err
			}})
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// agrees reports whether a row is what its log tells. The logs of packs and calendars stand under their congress, whose other columns they do
// not speak of.
func agrees(kind string, told json.RawMessage, row any) bool {
	switch kind {
	case roster.Calendars:
		return true
	case roster.Packs:
		var was org.Congress
		is, ok := row.(org.Congress)
		return ok && json.Unmarshal(told, &was) == nil && was.Pack == is.Pack
	}
	now, err := json.Marshal(row)
	return err == nil && string(now) == string(told)
}
