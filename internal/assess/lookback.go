package assess

import (
	"context"
	"slices"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/look"
	"huiyin/internal/suggestion"
)

var lookbacks = hooks{
	"open_lookback": {Before: shares, After: theOthers},
	"mark_ready":    {Before: stillInOrder},
	"check_points":  {Before: nothingAgainst, After: eachInOrder},
	"check_point": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		k, ok := cmd.(*look.CheckPoint)
		if !ok {
			return nil
		}
		for _, p := range d.(*look.LookBack).Points {
			if p.No != w.Part {
				continue
			}
			c, err := w.Tx().ReadCase(ctx, p.Case)
			if err != nil {
				return err
			}
			if a := c.Assignment(p.Share); a != nil {
				k.Log = look.SaysOf(c, a, w.Env.Today)
			}
		}
		return nil
	}},
}

// stillInOrder refuses the mark "ready" when the record has come to contradict a share that was found in order: a promise whose day went by
// since, a reply that the deputy has judged.
func stillInOrder(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	against, err := contradicted(ctx, w, d, func(p *look.Point) bool { return p.State == look.Clear })
	if err == nil && len(against) > 0 {
		err = fault.New(fault.Invalid, "look.record_against", "numbers", against)
	}
	return err
}

// nothingAgainst refuses to find several shares in order when the record contradicts one of them, and names those.
func nothingAgainst(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	ticked := cmd.(*look.CheckPoints).InOrder
	against, err := contradicted(ctx, w, d, func(p *look.Point) bool { return slices.Contains(ticked, p.No) })
	if err == nil && len(against) > 0 {
		err = fault.OnField("in_order", "look.record_says_otherwise", "numbers", against)
	}
	return err
}

// contradicted are the numbers of those shares of which the record says that something is left to mend.
func contradicted(ctx context.Context, w *desk.Work, d dossier.Doc, of func(*look.Point) bool) ([]string, error) {
	var against []string
	for _, p := range d.(*look.LookBack).Points {
		if !of(p) {
			continue
		}
		c, err := w.Tx().ReadCase(ctx, p.Case)
		if err != nil {
			return nil, err
		}
		if a := c.Assignment(p.Share); a != nil && look.SaysOf(c, a, w.Env.Today).Against() {
			against = append(against, p.Number)
		}
	}
	return against, nil
}

// eachInOrder enters the finding on each share, as if it had been entered alone.
func eachInOrder(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	const fine = "in_order"
	for _, no := range cmd.(*look.CheckPoints).InOrder {
		k := &look.CheckPoint{Process: fine, Reply: fine, Result: fine}
		if _, err := w.Do(ctx, "lookback", d.Top().ID, desk.DossierRequest{Part: no, Do: "check_point", Cmd: k}); err != nil {
			return err
		}
	}
	return nil
}

// shares fills in what a unit has to look back at. Without a unit the first of those that have not begun yet is taken; the others follow.
func shares(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
	c, ok := cmd.(*look.OpenLookBack)
	if !ok {
		return nil
	}
	c.First, c.Others = 0, nil
	if c.Unit == 0 {
		waiting, err := units(ctx, w)
		if err != nil {
			return err
		}
		if len(waiting) == 0 {
			return fault.OnField("unit", "look.all_look_back")
		}
		c.First, c.Others = waiting[0], waiting[1:] // what was asked for stays: the transaction may be tried again
	}
	begun, err := w.Tx().DossiersOf(ctx, w.Actor().Post.Congress, "lookback", w.Session.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(begun, func(d dossier.Doc) bool { return d.(*look.LookBack).Unit == c.Of() }) {
		return fault.OnField("unit", "look.looks_back_already")
	}
	cases, err := w.Tx().WholeCases(ctx, w.Session.ID)
	if err != nil {
		return err
	}
	dir, err := w.Tx().Directory(ctx, w.Actor().Post.Congress)
	if err != nil {
		return err
	}
	c.Title, c.Shares = dir.OrgName(c.Of()), nil
	for _, s := range cases {
		for _, a := range s.Answering() {
			if a.Unit == c.Of() && looksBackAt(a) {
				c.Shares = append(c.Shares, look.Point{Number: s.Number, Subject: s.Text.Title, Case: s.ID, Share: a.No})
			}
		}
	}
	return nil
}

func looksBackAt(a *suggestion.Assignment) bool {
	return a.AssignedOn != "" && a.State != suggestion.Considered
}

// units lists those that have shares in the session and have not begun, the most shares first.
func units(ctx context.Context, w *desk.Work) ([]int64, error) {
	cases, err := w.Tx().WholeCases(ctx, w.Session.ID)
	if err != nil {
		return nil, err
	}
	begun, err := w.Tx().DossiersOf(ctx, w.Actor().Post.Congress, "lookback", w.Session.ID)
	if err != nil {
		return nil, err
	}
	count := map[int64]int{}
	for _, c := range cases {
		for _, a := range c.Answering() {
			if looksBackAt(a) {
				count[a.Unit]++
			}
		}
	}
	for _, d := range begun {
		delete(count, d.(*look.LookBack).Unit)
	}
	return busiest(count), nil
}

func busiest(count map[int64]int) []int64 {
	var out []int64
	for id := range count {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b int64) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return int(a - b)
	})
	return out
}

func theOthers(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
	c := cmd.(*look.OpenLookBack)
	for _, unit := range c.Others {
		k := &look.OpenLookBack{Unit: unit, Until: c.Until}
		if _, err := w.Do(ctx, "lookback", 0, desk.DossierRequest{Do: "open_lookback", Cmd: k}); err != nil {
			return err
		}
	}
	return nil
}
