package appraise

import (
	"context"
	"slices"
	"strconv"

	"huiyin/internal/appraisal"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/store"
)

// Choices lists what the fields of an act's form offer out of the congress's sessions, schemes and frozen facts, by the names of the fields.
func Choices(ctx context.Context, tx *store.Tx, a org.Actor, d dossier.Doc, do flow.Action) (map[string][]Choice, error) {
	switch do {
	case "prepare_scoring", "change_scoring", "open_award":
		sessions, err := tx.Sessions(ctx, a.Post.Congress)
		if err != nil {
			return nil, err
		}
		out := map[string][]Choice{}
		for _, s := range slices.Backward(sessions) {
			out["of"] = append(out["of"], Choice{Value: strconv.FormatInt(s.ID, 10), Text: strconv.Itoa(s.Year)})
		}
		out["scheme"], err = Schemes(ctx, tx, a.Post.Congress)
		return out, err
	case "enter_score_item":
		s, ok := d.(*appraisal.Scoring)
		if !ok || s.Frozen == "" {
			return nil, nil
		}
		b, err := Bundle(ctx, tx, s, s.Frozen)
		return entries(&b), err
	case "object_score":
		s, ok := d.(*appraisal.Scoring)
		if !ok || s.Computed == "" {
			return nil, nil
		}
		b, err := Bundle(ctx, tx, s, s.Computed)
		return matters(&b, a.Post.Org), err
	}
	return nil, nil
}

func entries(b *score.Bundle) map[string][]Choice {
	out := map[string][]Choice{}
	for _, u := range b.Inputs.Units {
		out["unit"] = append(out["unit"], Choice{Value: strconv.FormatInt(u.Unit, 10), Text: u.Name})
	}
	for _, r := range b.Inputs.Scheme.Rules {
		if r.Evidence != score.Manual {
			continue
		}
		out["rule"] = append(out["rule"], Choice{Value: r.Code, Text: r.Name})
		for _, d := range r.Documents {
			out["document"] = append(out["document"], Choice{Value: d.Code, Text: d.Name})
		}
	}
	return out
}

func matters(b *score.Bundle, unit int64) map[string][]Choice {
	out := map[string][]Choice{}
	if u := b.Inputs.Unit(unit); u != nil {
		for _, it := range u.Items {
			out["matter"] = append(out["matter"], Choice{Value: strconv.FormatInt(it.Case, 10) + "/" + strconv.Itoa(it.Assignment), Text: it.Number})
		}
	}
	for _, e := range b.Inputs.Entries {
		if e.Unit == unit {
			out["matter"] = append(out["matter"], Choice{Value: "entry/" + strconv.Itoa(e.No), Text: e.Words})
		}
	}
	return out
}
