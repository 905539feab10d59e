package supervise

import (
	"context"
	"slices"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// concerned lists the units that work on the suggestions of a key item now, and their lead deputies but those whose identity is protected.
func concerned(ctx context.Context, w *desk.Work, k *supervision.Key) (units, leads []int64, err error) {
	for _, id := range k.Cases {
		c, err := w.Tx().ReadCase(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		if !c.Alive() {
			continue // nobody works on it any more
		}
		for _, a := range c.Live() {
			if !slices.Contains(units, a.Unit) {
				units = append(units, a.Unit)
			}
		}
		if c.Lead != 0 && !c.About.Protected && !slices.Contains(leads, c.Lead) {
			leads = append(leads, c.Lead)
		}
	}
	return units, leads, nil
}

// keys carry the decisions on key items to their suggestions, and take the units from them.
var keys = map[flow.Action]desk.Hook{
	"propose_key": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
		cmd.(*supervision.ProposeKey).Units, _, err = concerned(ctx, w, d.(*supervision.Key))
		return err
	}},
	"ask_views": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		c := cmd.(*supervision.AskViews)
		dir, err := w.Tx().Directory(ctx, w.Actor().Post.Congress)
		if err != nil {
			return err
		}
		for _, o := range dir.Orgs {
			if o.Kind == org.GovernmentOffice && o.Ended == "" {
				c.Gov = o.ID
			}
		}
		c.Units, c.Deputies, err = concerned(ctx, w, d.(*supervision.Key))
		return err
	}},
	"decide_key": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
		cmd.(*supervision.DecideKey).Units, _, err = concerned(ctx, w, d.(*supervision.Key))
		return err
	}, After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
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
			// it is followed on the item, so it asks nobody to report here (ADR 118); a suggestion that has come to its end takes none any more
			if it, err := w.Tx().ReadCase(ctx, id); err != nil || !it.Alive() {
				if err != nil {
					return err
				}
				continue
			}
			if _, err := w.Case(ctx, w.Actor(), id, 0, "instruct", &suggestion.Instruct{Text: c.Text}); err != nil {
				return err
			}
		}
		return nil
	}},
}
