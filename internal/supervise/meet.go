package supervise

import (
	"context"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// inquiries carry promises from the answers into the ledgers of the suggestions that they are about.
var inquiries = map[flow.Action]desk.Hook{
	"answer_question": {
		Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
			c := cmd.(*supervision.AnswerQuestion)
			c.InCase, err = inLedger(ctx, w, d)
			return err
		},
		After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
			c := cmd.(*supervision.AnswerQuestion)
			return take(ctx, w, d, c.Pledges, c.InCase)
		},
	},
	"take_pledges": {
		Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
			c := cmd.(*supervision.TakePledges)
			c.InCase, err = inLedger(ctx, w, d)
			return err
		},
		After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
			c := cmd.(*supervision.TakePledges)
			return take(ctx, w, d, c.Pledges, c.InCase)
		},
	},
}

// inLedger tells whether promises on the question belong into a suggestion's ledger: the unit asked handles that suggestion now.
func inLedger(ctx context.Context, w *desk.Work, d dossier.Doc) (bool, error) {
	q := d.(*supervision.Inquiry).QuestionOf(w.Part)
	if q.Case == 0 {
		return false, nil
	}
	return handles(ctx, w.Tx(), q.Case, q.Unit)
}

func handles(ctx context.Context, tx *store.Tx, id, unit int64) (bool, error) {
	c, err := tx.ReadCase(ctx, id)
	if err != nil || c.History || c.In(suggestion.Archived) {
		return false, err
	}
	return c.ShareOf(unit) != nil, nil
}

func take(ctx context.Context, w *desk.Work, d dossier.Doc, list []supervision.MakePledge, inCase bool) error {
	if !inCase {
		return nil
	}
	q := d.(*supervision.Inquiry).QuestionOf(w.Part)
	for _, p := range list {
		cmd := &suggestion.TakePromise{Unit: q.Unit, Words: p.Words, Result: p.Result, Owner: p.Owner, Due: p.Due, On: w.Env.Today}
		if _, err := w.Case(ctx, nobody, q.Case, 0, "take_promise", cmd); err != nil {
			return err
		}
	}
	return nil
}

// bulletins take their figures from the record.
var bulletins = map[flow.Action]desk.Hook{
	"draft_bulletin":  {Before: figures},
	"change_bulletin": {Before: figures},
	"issue_bulletin": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		b := d.(*supervision.Bulletin)
		ref := store.DossierRef{ID: b.ID, Congress: b.Congress}
		for _, l := range b.Lines { // whoever has to put something right is told so by the task
			if l.Overdue > 0 && b.Order != "" {
				continue
			}
			if err := w.Tx().AddDossierNotice(ctx, ref, access.Body("unit", l.Unit), "task_read_bulletin", "", nil, ""); err != nil {
				return err
			}
		}
		return nil
	}},
}

func figures(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	c := cmd.(*supervision.WriteBulletin)
	c.Lines = nil
	if !c.CutOff.Valid() {
		return nil // the table complains of it
	}
	session := d.Top().Session
	if session == 0 {
		session = w.Session.ID
	}
	on, err := stats.StandingOn(ctx, w.Tx(), access.Of(w.Actor()), session, c.CutOff)
	if err != nil {
		return err
	}
	c.Total = supervision.BulletinTotal{
		Units: len(on.Units), Complete: on.Whole, Handed: on.All.Handed, Answered: on.All.Answered, Rate: stats.Permille(on.All.Answered, on.All.Handed),
		Overdue: on.All.Overdue, Rated: on.All.Rated, Content: on.All.Content,
	}
	for _, u := range on.Units {
		c.Lines = append(c.Lines, supervision.BulletinLine{
			Unit: u.Unit, Handed: u.Handed, Answered: u.Answered, Rate: stats.Permille(u.Answered, u.Handed), Overdue: u.Overdue, Rated: u.Rated, Content: u.Content,
		})
	}
	return nil
}

// planned refuses to go on the spot for a key item before its supervision plan is there: work starts with the plan.
func planned(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
	c := cmd.(*supervision.PlanVisit)
	if c.Key == 0 {
		return nil
	}
	_, doc, err := w.Tx().Dossier(ctx, c.Key)
	if err != nil {
		return err
	}
	if k, ok := doc.(*supervision.Key); ok && slices.Contains([]flow.State{supervision.KeyNominated, supervision.KeyProposed, supervision.KeyDecided}, k.State) {
		return fault.OnField("key", "supervision.plan_first")
	}
	return nil
}

// spots join visits to the key items that they supervise.
var spots = map[flow.Action]desk.Hook{
	"hold_visit": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		v := d.(*supervision.Visit)
		if v.Key == 0 {
			return nil
		}
		k, doc, err := w.Tx().Dossier(ctx, v.Key)
		if err != nil {
			return err
		}
		if !supervision.StepsOpen(doc) {
			return nil // decided otherwise or concluded since: the visit stands by itself
		}
		_, err = w.Order(ctx, k.Name(), v.Key, 0, "note_step", &supervision.NoteStep{Visit: v.ID, Form: v.Form, On: v.On, Text: v.Title})
		return err
	}},
	"plan_visit":   {Before: planned},
	"change_visit": {Before: planned},
	"nominate_key": {Before: func(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
		var bad fault.Fields
		for i, id := range cmd.(*supervision.NominateKey).Cases {
			other, err := keyOf(ctx, w.Tx(), w.Actor().Post.Congress, id)
			if err != nil {
				return err
			}
			if other != 0 {
				bad.Add("cases."+strconv.Itoa(i), "supervision.key_already")
			}
		}
		return bad.Err()
	}},
}
