package assess

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Ground is where a fact of a found entry stands on record: an act on the suggestion, another suggestion, or something that was entered.
type Ground struct {
	Act   suggestion.Event // of the suggestion's log; without an action when it is none
	Case  store.CaseRow    // another suggestion; without an id when it is none
	Entry store.DossierRow // press, a letter, a plan, a survey; without an id when it is none
}

// Grounds tells of each fact of an entry, in their order, where it stands, as far as the reader may know: what facts refer to inside are numbers
// of logs, suggestions and dossiers that not everybody sees who sees the entry.
func Grounds(ctx context.Context, tx *store.Tx, a org.Actor, e *look.Entry) ([][]Ground, error) {
	var cases, entries []int64
	for _, f := range e.Facts {
		for _, ref := range f.Refs {
			cases, entries = append(cases, ref.Case), append(entries, ref.Entry)
		}
	}
	scope := access.Of(a)
	seen := map[int64]store.CaseRow{}
	rows, err := tx.CasesOf(ctx, scope, cases)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		seen[r.ID] = r
	}
	around := map[int64]store.DossierRow{}
	found, err := tx.Related(ctx, dossier.ScopeOf(a), e.ID, nil, entries)
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		around[r.ID] = r
	}
	acts, err := actsKnown(ctx, tx, a, scope, e.Case)
	if err != nil {
		return nil, err
	}
	out := make([][]Ground, len(e.Facts))
	for i, f := range e.Facts {
		for _, ref := range f.Refs {
			act, told := acts[ref.Seq]
			switch {
			case ref.Entry != 0 && around[ref.Entry].ID != 0:
				out[i] = append(out[i], Ground{Entry: around[ref.Entry]})
			case ref.Case != 0 && seen[ref.Case].ID != 0:
				out[i] = append(out[i], Ground{Case: seen[ref.Case]})
			case ref.Entry == 0 && ref.Case == 0 && told:
				out[i] = append(out[i], Ground{Act: act})
			}
		}
	}
	return out, nil
}

// actsKnown are the acts on a suggestion that a reader may know of, by their numbers in the log.
func actsKnown(ctx context.Context, tx *store.Tx, a org.Actor, scope access.Scope, id int64) (map[int]suggestion.Event, error) {
	c, err := tx.ReadCase(ctx, id)
	if err != nil || !scope.Sees(c) {
		return nil, err
	}
	log, err := tx.Events(ctx, id)
	out := map[int]suggestion.Event{}
	for _, ev := range log {
		if access.SeesEvent(c, a, ev) {
			out[ev.Seq] = ev
		}
	}
	return out, err
}
