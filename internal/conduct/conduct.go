// Package conduct carries the campaign of the year and the guidance of deputies on to the objects around them: what proves an item is counted
// here, what is sent reaches reading lists here, and how long it was read is measured here.
package conduct

import (
	"context"
	"maps"

	"huiyin/internal/campaign"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Hooks lists what actions on dossiers need of the world around their tables.
func Hooks() map[flow.Action]desk.Hook {
	out := map[flow.Action]desk.Hook{}
	for _, m := range []map[flow.Action]desk.Hook{items, sending, attending, topics} {
		maps.Copy(out, m)
	}
	return out
}

// items take what proves them from the objects.
var items = map[flow.Action]desk.Hook{
	"finish_item": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		c, f := d.(*campaign.Campaign), cmd.(*campaign.FinishItem)
		list, err := Progress(ctx, w.Tx(), c)
		if err != nil {
			return err
		}
		f.Found, f.Unknown = map[int][]campaign.Found{}, map[int]bool{}
		for _, s := range list {
			for _, n := range s.Counts {
				f.Found[s.Item.No] = append(f.Found[s.Item.No], campaign.Found{What: n.Proof.What, N: n.N})
			}
			if s.Stage == Off {
				f.Unknown[s.Item.No] = true
			}
		}
		return nil
	}},
}

// sending counts the deputies before and reaches them after.
var sending = map[flow.Action]desk.Hook{
	"send_push":        {Before: counted, After: delivered},
	"publish_training": {Before: counted, After: delivered},
	"send_material":    {Before: counted, After: delivered},
}

func counted(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	posts, err := meant(ctx, w, d.(campaign.Readable).Readers())
	if err != nil {
		return err
	}
	if len(posts) == 0 {
		return fault.New(fault.Invalid, "campaign.nobody")
	}
	cmd.(interface{ Reached(int) }).Reached(len(posts))
	return nil
}

func delivered(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	a := d.(campaign.Readable).Readers()
	posts, err := meant(ctx, w, a)
	if err != nil {
		return err
	}
	h := d.Top()
	if err := w.Tx().Deliver(ctx, h.ID, posts, w.Env.Today); err != nil {
		return err
	}
	for _, key := range a.Keys(h.Congress) {
		if err := w.Tx().AddDossierNotice(ctx, store.DossierRef{ID: h.ID, Congress: h.Congress}, key, "task_read", "", nil, ""); err != nil {
			return err
		}
	}
	return nil
}

func meant(ctx context.Context, w *desk.Work, a campaign.Audience) ([]int64, error) {
	dir, err := w.Tx().Directory(ctx, w.Actor().Post.Congress)
	if err != nil {
		return nil, err
	}
	return a.Of(dir.Posts), nil
}

// attending looks up who was meant, so that nobody else can be entered.
var attending = map[flow.Action]desk.Hook{
	"hold_lesson": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
		cmd.(*campaign.HoldLesson).Invited, err = meant(ctx, w, d.(*campaign.Training).Audience)
		return err
	}},
	"note_received": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
		cmd.(*campaign.NoteReceived).Meant, err = meant(ctx, w, d.(*campaign.Briefing).Audience)
		return err
	}},
	"hold_briefing": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
		cmd.(*campaign.HoldBriefing).Meant, err = meant(ctx, w, d.(*campaign.Briefing).Audience)
		return err
	}},
	"deliver_periodical": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
		cmd.(*campaign.DeliverPeriodical).Meant, err = meant(ctx, w, d.(*campaign.Periodical).Audience)
		return err
	}},
	"order_periodical":  {Before: ordering},
	"change_periodical": {Before: ordering},
}

func ordering(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
	c := cmd.(*campaign.OrderPeriodical)
	posts, err := meant(ctx, w, c.Audience)
	c.Meant = len(posts)
	return err
}

// topics begin a draft of the deputy who takes one. The draft is the deputy's own: the topic does not name it.
var topics = map[flow.Action]desk.Hook{
	"take_topic": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		t := d.(*campaign.Topic)
		cmd := &suggestion.StartDraft{}
		cmd.Title, cmd.WishedUnits = t.Title, t.Units
		_, err := w.Begin(ctx, "start_draft", cmd)
		return err
	}},
}
