package desk

import (
	"cmp"
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Sheet is a case as one actor may see it, with what the actor can do.
type Sheet struct {
	Case   *suggestion.Case // the actor's view: hidden facts are not in it
	Offers []suggestion.Offer
	Events []suggestion.Event // the part of the log that the actor may see, numbered for itself
	Dir    *store.Directory
	Pack   *rule.Pack
	Env    suggestion.Env
	Today  calendar.Day
	Asked  map[int][]string // requests that a reply answers, by its part, where they are not the case's own: see letters
}

// Open returns the sheet of a case. What is unknown and what the actor may not see are the same fault: NotFound.
func (d *Desk) Open(ctx context.Context, a org.Actor, id int64) (Sheet, error) {
	return d.OpenBeside(ctx, a, id, nil)
}

// OpenBeside is Open for those who also read what hangs on the case: beside, if there is one, reads on in the same transaction.
func (d *Desk) OpenBeside(ctx context.Context, a org.Actor, id int64, beside func(*store.Tx) error) (Sheet, error) {
	var out Sheet
	err := d.Store.View(ctx, func(tx *store.Tx) error {
		c, err := tx.ReadCase(ctx, id)
		if err != nil {
			return err
		}
		if !access.Of(a).Sees(c) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		env, _, err := Env(ctx, tx, c.Congress, c, tx.Today())
		if err != nil {
			return err
		}
		dir, err := tx.Directory(ctx, c.Congress)
		if err != nil {
			return err
		}
		log, err := tx.LogOf(ctx, c)
		if err != nil {
			return err
		}
		pack, ok := env.PackOf(c)
		if !ok {
			return fault.New(fault.Conflict, "fault.no_pack", "pack", cmp.Or(c.Pack, env.InForce).ID)
		}
		out = Sheet{Case: access.View(c, a), Offers: suggestion.Offers(c, a, env), Dir: dir, Pack: pack, Env: env, Today: tx.Today()}
		if out.Asked, err = letters(ctx, tx, out.Case); err != nil {
			return err
		}
		if err := unlink(ctx, tx, a, out.Case); err != nil {
			return err
		}
		for _, e := range log {
			if access.SeesEvent(c, a, e) {
				e.Seq = len(out.Events) + 1 // a gap would tell that there is an entry the actor may not see
				out.Events = append(out.Events, e)
			}
		}
		out.Case.Seq = len(out.Events)
		if beside == nil {
			return nil
		}
		return beside(tx)
	})
	return out, err
}

// unlink takes out of a view the suggestions it was merged with or split from that the actor may not see: their numbers would tell of them, and
// a link would lead nowhere.
func unlink(ctx context.Context, tx *store.Tx, a org.Actor, view *suggestion.Case) error {
	all := slices.Concat([]int64{view.MergedInto, view.SplitFrom}, view.Absorbed, view.SplitInto)
	all = slices.DeleteFunc(all, func(id int64) bool { return id == 0 })
	if len(all) == 0 {
		return nil
	}
	rows, err := tx.CasesOf(ctx, access.Of(a), all)
	unseen := func(id int64) bool {
		return !slices.ContainsFunc(rows, func(r store.CaseRow) bool { return r.ID == id })
	}
	if unseen(view.MergedInto) {
		view.MergedInto = 0
	}
	if unseen(view.SplitFrom) {
		view.SplitFrom = 0
	}
	view.Absorbed = slices.DeleteFunc(slices.Clone(view.Absorbed), unseen)
	view.SplitInto = slices.DeleteFunc(slices.Clone(view.SplitInto), unseen)
	return err
}

// Why explains a clock's due day: start, rule, days skipped, rolling, extension. Nothing else computes a date.
func (s Sheet) Why(k *suggestion.Clock, at func(version string) (*calendar.Calendar, bool)) calendar.Derivation {
	cal, ok := at(k.Calendar)
	if !ok {
		cal = s.Env.Calendar
	}
	stream := rule.Stream(s.Case.Stream)
	der, _ := s.Pack.DueFor(k.Name, stream, k.Start, cal)
	if a := s.Case.Assignment(k.Part); a != nil && len(der.Steps) > 0 && der.Steps[0].Key == rule.StepReceipt {
		if day, step := s.Pack.Receipt(stream, a.AssignedOn, a.SignedOn, cal); day == k.Start {
			der.Steps[0].Key = step // nobody is said to have signed who has not
		}
	}
	if k.Was != "" {
		der = der.Extended(k.Due, cal)
	}
	return der
}
