package assess

import (
	"context"
	"slices"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// world is what the found lists look at beside the case itself.
type world struct {
	cases   []*suggestion.Case
	texts   *look.Texts
	titles  *look.Titles
	around  []*look.Circumstance
	book    look.Book
	entries map[int64][]*look.Entry
}

// gather loads the suggestions of the present and the last session with what lies around them.
func gather(ctx context.Context, tx *store.Tx, congress int64) (world, error) {
	v := world{book: look.Shipped(), entries: map[int64][]*look.Entry{}}
	sessions, err := tx.Sessions(ctx, congress)
	if err != nil {
		return v, err
	}
	for _, s := range judged(sessions, tx) {
		list, err := tx.WholeCases(ctx, s.ID)
		if err != nil {
			return v, err
		}
		v.cases = append(v.cases, list...)
	}
	v.texts = look.Index(v.cases)
	names, err := tx.Titles(ctx, congress)
	if err != nil {
		return v, err
	}
	v.titles = look.NewTitles(names, v.book.Alike)
	around, err := tx.DossiersOf(ctx, congress, "circumstance", 0)
	if err != nil {
		return v, err
	}
	for _, d := range around {
		if c, ok := d.(*look.Circumstance); ok {
			v.around = append(v.around, c)
		}
	}
	found, err := tx.DossiersOf(ctx, congress, "found", 0)
	for _, d := range found {
		if e, ok := d.(*look.Entry); ok {
			v.entries[e.Case] = append(v.entries[e.Case], e)
		}
	}
	return v, err
}

// judged are the session in motion and the one before it: the year of the latter ends while the former is at work.
func judged(list []org.Session, tx *store.Tx) []org.Session {
	open := slices.DeleteFunc(slices.Clone(list), func(s org.Session) bool { return s.Opens > tx.Today() })
	slices.SortFunc(open, func(a, b org.Session) int { return int(b.Opens.Time().Sub(a.Opens.Time()).Hours()) })
	return open[:min(2, len(open))]
}

// moves are the steps that follow for a case from its facts of today; a clock that was set back does not take off what time has put on.
func (v world) moves(ctx context.Context, tx *store.Tx, c *suggestion.Case, entries []*look.Entry) ([]look.Move, error) {
	log, err := tx.Events(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	on := tx.Today()
	for _, e := range entries {
		on = max(on, e.BegunOn)
	}
	x := look.Context{On: on, Texts: v.texts, Book: v.book, Similar: v.titles.Similar(c.ID, c.Text.Title)}
	x.Around(c.ID, v.around)
	return look.Next(entries, look.Gather(c, log, x), v.book, c), nil
}

// Judge compares every suggestion with the rules of the found lists and puts it on, brings it up to date or takes it off. It returns how many
// entries moved. It may run at any time; a second run finds nothing to do.
func Judge(ctx context.Context, d *desk.Desk) (int, error) {
	var congresses []org.Congress
	err := d.Store.View(ctx, func(tx *store.Tx) (err error) {
		congresses, err = tx.Congresses(ctx)
		return err
	})
	moved := 0
	for _, g := range congresses {
		if err != nil {
			return moved, err
		}
		var v world
		var todo []*suggestion.Case
		err = d.Store.View(ctx, func(tx *store.Tx) error {
			if v, err = gather(ctx, tx, g.ID); err != nil {
				return err
			}
			for _, c := range v.cases {
				if moves, err := v.moves(ctx, tx, c, v.entries[c.ID]); err != nil {
					return err
				} else if len(moves) > 0 {
					todo = append(todo, c)
				}
			}
			return nil
		})
		for _, c := range todo {
			if err == nil {
				err = d.System(ctx, g.ID, func(w *desk.Work) error {
					n, err := v.judge(ctx, w, c.ID)
					moved += n
					return err
				})
			}
		}
	}
	return moved, err
}

// judge carries out the moves of one case as it stands inside the transaction.
func (v world) judge(ctx context.Context, w *desk.Work, id int64) (int, error) {
	c, err := w.Tx().ReadCase(ctx, id)
	if err != nil {
		return 0, err
	}
	list, err := w.Tx().DossiersAbout(ctx, "found", id)
	if err != nil {
		return 0, err
	}
	var entries []*look.Entry
	for _, d := range list {
		if e, ok := d.(*look.Entry); ok {
			entries = append(entries, e)
		}
	}
	moves, err := v.moves(ctx, w.Tx(), c, entries)
	if err != nil {
		return 0, err
	}
	present := w.Session
	defer func() { w.Session = present }()
	if w.Session, err = w.Tx().Session(ctx, c.Session); err != nil { // an entry belongs to the year of its case
		return 0, err
	}
	for _, m := range moves {
		entry := int64(0)
		if m.Entry != nil {
			entry = m.Entry.ID
		}
		if f, ok := m.Cmd.(*look.Find); ok && f.Verdict.List == look.Public {
			f.Limit = limit(w, c)
		}
		if _, err := w.Order(ctx, "found", entry, 0, m.Do, m.Cmd); err != nil {
			return 0, err
		}
	}
	return len(moves), nil
}

// limit is the pack's time for handling again, from today; nil where the pack has none.
func limit(w *desk.Work, c *suggestion.Case) (d *look.Derivation) {
	if p, ok := w.Env.PackOf(c); ok {
		return look.Limit(p, c.Stream, w.Env.Today, w.Env.Calendar)
	}
	return nil
}

var founds = hooks{
	"count_circumstance":    {After: again},
	"withdraw_circumstance": {After: again},
	"find_case": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		if e := d.(*look.Entry); e.List == look.Public {
			return sendBack(ctx, w, e, "")
		}
		return nil
	}},
	"redo_case":   {Before: limited, After: redone},
	"redo_again":  {Before: limited, After: redone},
	"date_redo":   {Before: limited},
	"report_redo": {Before: answered},
	"settle_case": {Before: answered},
}

// again judges the suggestions that something entered is about, in the same transaction.
func again(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	v, err := gather(ctx, w.Tx(), d.Top().Congress)
	if err != nil {
		return err
	}
	for _, id := range d.(*look.Circumstance).Cases {
		if _, err := v.judge(ctx, w, id); err != nil {
			return err
		}
	}
	return nil
}

func limited(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	c, err := w.Tx().ReadCase(ctx, d.(*look.Entry).Case)
	if err != nil {
		return err
	}
	if k, ok := cmd.(interface{ SetLimit(*look.Derivation) }); ok {
		k.SetLimit(limit(w, c))
	}
	return nil
}

func redone(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	return sendBack(ctx, w, d.(*look.Entry), cmd.(*look.Redo).Order)
}

// sendBack orders the unit's share to be handled again where its case is still open to that. A share that is being handled again already, or
// whose case is archived, is followed on the entry alone.
func sendBack(ctx context.Context, w *desk.Work, e *look.Entry, why string) error {
	c, err := w.Tx().ReadCase(ctx, e.Case)
	if err != nil {
		return err
	}
	a := c.Assignment(e.Part)
	open := c.In(suggestion.Replied, suggestion.Evaluated, suggestion.FollowUp, suggestion.Closed, suggestion.Redoing)
	if a == nil || !open || !slices.Contains(suggestion.Returnable, a.State) {
		return nil
	}
	_, err = w.Case(ctx, org.Actor{}, e.Case, e.Part, "send_back_share", &suggestion.SendBack{Order: why})
	return err
}

func answered(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	e := d.(*look.Entry)
	c, err := w.Tx().ReadCase(ctx, e.Case)
	if err != nil {
		return err
	}
	a := c.Assignment(e.Part)
	if k, ok := cmd.(interface{ SetReworking(bool) }); ok {
		k.SetReworking(a != nil && a.State == suggestion.Reworking && c.Clock(rule.Redo, a.No) != nil)
	}
	return nil
}
