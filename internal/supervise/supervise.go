// Package supervise carries the acts of supervision on to the suggestions and figures around them: what the tables of package supervision
// decide alone is not here.
package supervise

import (
	"context"
	"maps"
	"strconv"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
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

// urging lets a letter name only suggestions that its unit handles, and notes an issued one on each of them.
var urging = map[flow.Action]desk.Hook{
	"draft_urging":  {Before: handled},
	"change_urging": {Before: handled},
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

// handled refuses suggestions of a letter that its unit does not handle: it could not be issued.
func handled(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
	letter, ok := cmd.(*supervision.WriteUrging)
	if !ok {
		return nil
	}
	var bad fault.Fields
	for i, id := range letter.Cases {
		c, err := w.Tx().ReadCase(ctx, id)
		if err != nil {
			return err
		}
		if c.ShareOf(letter.Unit) == nil {
			bad.Add("cases."+strconv.Itoa(i), "field.not_handling")
		}
	}
	return bad.Err()
}
