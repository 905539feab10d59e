package supervise

import (
	"context"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// topics carry a special supervision topic to lower congresses and their answers back. Each congress keeps its own dossier; what passes between
// them are the agreed fields, by the system.
var topics = map[flow.Action]desk.Hook{
	"adopt_topic": {After: offer},
	"ask_lower":   {After: offer},
	"agree_topic": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		return answer(ctx, w, d, "share_agreed", cmd.(*supervision.AgreeTopic).Answer)
	}},
	"decline_topic": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		return answer(ctx, w, d, "share_declined", cmd.(*suggestion.Reason).Reason)
	}},
	"report_topic": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		t := d.(*supervision.Topic)
		if t.UpID == 0 {
			return nil
		}
		up, err := w.Elsewhere(ctx, t.UpCongress)
		if err != nil {
			return err
		}
		_, err = up.Order(ctx, "topic", t.UpID, t.UpPart, "share_report", &supervision.ShareReport{Text: cmd.(*supervision.ReportTopic).Text})
		return err
	}},
}

// offer sends a copy to every congress that was asked and has none yet.
func offer(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	t := d.(*supervision.Topic)
	own, err := w.Tx().Congress(ctx, t.Congress)
	if err != nil {
		return err
	}
	type sent struct {
		part int
		copy int64
	}
	var out []sent
	for _, s := range t.Shares {
		if s.State != supervision.ShareAsked || s.Copy != 0 {
			continue
		}
		there, err := w.Elsewhere(ctx, s.Congress)
		if err != nil {
			return err
		}
		c, err := there.Order(ctx, "topic", 0, 0, "offer_topic", &supervision.OfferTopic{
			Title: t.Title, FromYear: t.FromYear, ToYear: t.ToYear, Aim: t.Aim, Asked: s.Asked, UpName: own.Name, UpCongress: own.ID, UpID: t.ID, UpPart: s.No,
		})
		if err != nil {
			return err
		}
		out = append(out, sent{s.No, c.Top().ID})
	}
	for _, s := range out {
		if _, err := w.Order(ctx, "topic", t.ID, s.part, "note_asked", &supervision.AnswerShare{Copy: s.copy}); err != nil {
			return err
		}
	}
	return nil
}

func answer(ctx context.Context, w *desk.Work, d dossier.Doc, do flow.Action, said string) error {
	t := d.(*supervision.Topic)
	if t.UpID == 0 {
		return nil
	}
	up, err := w.Elsewhere(ctx, t.UpCongress)
	if err != nil {
		return err
	}
	_, err = up.Order(ctx, "topic", t.UpID, t.UpPart, do, &supervision.AnswerShare{Copy: t.ID, Answer: said})
	return err
}
