package store

import (
	"context"

	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/handover"
)

// copyBeside copies what stands beside the cases into a store of the past: hand-over lists and dossiers, replayed from their logs.
func copyBeside(ctx context.Context, from, to *Tx, congress int64, cut CutOff) error {
	logs, err := from.logsUntil(ctx, congress, handover.Kind, cut, &Where{})
	if err != nil {
		return err
	}
	for _, log := range logs {
		l, err := handover.Replay(log[0].Case, log)
		if err != nil {
			return err
		}
		if err := to.InsertHandover(ctx, l, nil); err != nil {
			return err
		}
	}
	for _, k := range docket.Kinds {
		docs, err := from.DossiersAt(ctx, congress, k, cut)
		if err != nil {
			return err
		}
		list := make([]NewDossier, len(docs))
		for i, d := range docs {
			list[i] = NewDossier{k, d, nil}
		}
		if err := to.InsertDossiers(ctx, list); err != nil {
			return err
		}
	}
	return nil
}

// DossiersAt replays every dossier of a kind of a congress as far as a cut-off keeps its log, oldest first.
func (t *Tx) DossiersAt(ctx context.Context, congress int64, kind dossier.Kind, cut CutOff) ([]dossier.Doc, error) {
	logs, err := t.logsUntil(ctx, congress, kind.Name(), cut, &Where{})
	if err != nil || len(logs) == 0 {
		return nil, err
	}
	type place struct{ id, session int64 }
	rows, err := All(ctx, t, func(p *place) []any { return []any{&p.id, &p.session} },
		`SELECT id, session_id FROM dossier WHERE congress_id = $1 AND kind = $2`, congress, kind.Name())
	if err != nil {
		return nil, err
	}
	session := map[int64]int64{} // given when a dossier was begun; part of no event
	for _, p := range rows {
		session[p.id] = p.session
	}
	var out []dossier.Doc
	for _, log := range logs {
		d, err := kind.Replay(log[0].Case, log)
		if err != nil {
			return nil, err
		}
		d.Top().Session = session[d.Top().ID]
		out = append(out, d)
	}
	return out, nil
}
