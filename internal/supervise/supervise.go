// Package supervise carries the acts of supervision on to the suggestions and figures around them: what the tables of package supervision
// decide alone is not here.
package supervise

import (
	"context"
	"maps"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// Hooks lists what actions on dossiers need of the world around their tables.
func Hooks() map[flow.Action]desk.Hook {
	out := map[flow.Action]desk.Hook{}
	for _, m := range []map[flow.Action]desk.Hook{urging, keys, plans, topics, inquiries, bulletins, spots} {
		maps.Copy(out, m)
	}
	return out
}

// urging notes an issued letter on every suggestion that it is about.
var urging = map[flow.Action]desk.Hook{
	"issue_urging": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		u, ok := d.(*supervision.Urging)
		if !ok {
			return nil
		}
		for _, id := range u.Cases {
			if _, err := w.Case(ctx, w.Actor(), id, 0, "urge", &suggestion.Urge{Unit: u.Unit, Text: u.Text}); err != nil {
				return err
			}
		}
		return nil
	}},
}
