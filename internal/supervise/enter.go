package supervise

import (
	"context"

	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// Watches lists what acts on suggestions begin among the dossiers.
func Watches() []desk.Watch {
	return []desk.Watch{{On: []flow.Action{"accept"}, Do: enterKey}}
}

// enterKey enters an accepted suggestion of a whole delegation into supervision, at the level that the pack in force names, without nomination.
func enterKey(ctx context.Context, w *desk.Work, c *suggestion.Case) error {
	pack, found := w.Env.Packs.Latest(w.Env.InForce.ID)
	if !found {
		return nil
	}
	level, ok := EntersKey(pack, c)
	if !ok {
		return nil
	}
	_, err := w.Order(ctx, "key", 0, 0, "enter_key", &supervision.EnterKey{Title: c.Text.Title, Cases: []int64{c.ID}, Level: level})
	return err
}

// EntersKey tells at which level a suggestion enters supervision by the pack alone; false when it does not.
func EntersKey(p *rule.Pack, c *suggestion.Case) (level string, ok bool) {
	if c.Kind != suggestion.Delegation {
		return "", false
	}
	v, ok := p.PolicyOf(rule.DelegationKey)
	return v.Value, ok
}

// keyOf finds the key item in motion that a suggestion belongs to; 0 when there is none.
func keyOf(ctx context.Context, tx *store.Tx, congress, id int64) (int64, error) {
	docs, err := tx.DossiersOf(ctx, congress, "key", 0)
	if err != nil {
		return 0, err
	}
	for _, d := range docs {
		k, ok := d.(*supervision.Key)
		if !ok || k.State == supervision.KeyLeftOut {
			continue
		}
		for _, c := range k.Cases {
			if c == id {
				return k.ID, nil
			}
		}
	}
	return 0, nil
}
