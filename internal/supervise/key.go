package supervise

import (
	"context"
	"slices"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// keys carry the decisions on key items to their suggestions, and take the units from them.
var keys = map[flow.Action]desk.Hook{
	"propose_key": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		k, c := d.(*supervision.Key), cmd.(*supervision.ProposeKey)
		c.Units = nil
		for _, id := range k.Cases {
			s, err := w.Tx().ReadCase(ctx, id)
			if err != nil {
				return err
			}
			for _, a := range s.Live() {
				if !slices.Contains(c.Units, a.Unit) {
					c.Units = append(c.Units, a.Unit)
				}
			}
		}
		return nil
	}},
	"decide_key": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		k := d.(*supervision.Key)
		for _, id := range k.Cases {
			mark := &suggestion.MarkKey{Level: k.Level, Leader: k.Leader, Body: k.Special}
			if _, err := w.Case(ctx, nobody, id, 0, "mark_key", mark); err != nil {
				return err
			}
		}
		return nil
	}},
	"instruct_key": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		k, c := d.(*supervision.Key), cmd.(*supervision.InstructKey)
		for _, id := range k.Cases {
			if _, err := w.Case(ctx, w.Actor(), id, 0, "instruct", &suggestion.Words{Text: c.Text}); err != nil {
				return err
			}
		}
		return nil
	}},
}
