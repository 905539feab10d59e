package verify

import (
	"context"
	"encoding/json"
	"fmt"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/witness"
)

// register checks what the administrators keep. A row has a log from its first change on; one that nobody has changed since it was entered has
// none and is taken as it stands (ADR 30).
func (r *run) register(ctx context.Context, tx *store.Tx) error {
	for _, kind := range roster.Kinds {
		entries, err := tx.Entries(ctx, kind, 0)
		if err != nil {
			return err
		}
		for _, e := range entries {
			r.Register++
			log, err := tx.EventsOf(ctx, kind, e.ID)
			if err != nil {
				return err
			}
			row, err := rowOf(ctx, tx, e)
			if err != nil && !fault.Is(err, fault.NotFound) {
				return err
			}
			doc := ""
			if err == nil {
				doc = fmt.Sprintf(`{"seq":%d}`, e.Seq)
			}
			r.record(record{Register, witness.Ref{Kind: kind, ID: e.ID}, doc, log, func() (bool, error) {
				told, err := roster.Check(kind, e.ID, log)
				return err == nil && len(log) > 0 && log[len(log)-1].Hash == e.Chain && agrees(kind, told, row), err
			}})
		}
	}
	return nil
}

// rowOf reads the row that an entry of the register is about.
func rowOf(ctx context.Context, tx *store.Tx, e roster.Entry) (row any, err error) {
	switch e.Kind {
	case roster.Orgs:
		row, err = tx.Org(ctx, e.ID)
	case roster.People:
		row, err = tx.Person(ctx, e.ID)
	case roster.Posts:
		row, err = tx.Post(ctx, e.ID)
	case roster.Sessions:
		row, err = tx.Session(ctx, e.ID)
	case roster.Categories:
		row, err = tx.Category(ctx, e.ID)
	default:
		row, err = tx.Congress(ctx, e.ID)
	}
	return row, err
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
