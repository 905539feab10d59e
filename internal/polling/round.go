package polling

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Ready answers which of some units have looked back on their work of a session (回头看) and may be evaluated. asked is false while the program
// keeps no look-backs: then nobody is held up.
type Ready func(ctx context.Context, tx *store.Tx, congress, session int64, units []int64) (ready map[int64]bool, asked bool, err error)

// LookedBack is the check of the look-back before a round: a unit is ready when a dossier of kind lookback that names it stands in state ready.
// It is the seam by which another rule may be put in its place.
var LookedBack Ready = func(ctx context.Context, tx *store.Tx, congress, session int64, units []int64) (map[int64]bool, bool, error) {
	if _, ok := kindNamed("lookback"); !ok {
		return nil, false, nil
	}
	docs, err := tx.DossiersOf(ctx, congress, "lookback", session)
	if err != nil || len(docs) == 0 {
		return nil, false, err
	}
	out := map[int64]bool{}
	for _, d := range docs {
		if d.Top().State != "ready" {
			continue
		}
		for _, u := range units {
			if slices.Contains(d.Face().Parties, access.Body("unit", u)) {
				out[u] = true
			}
		}
	}
	return out, true, nil
}

// rounds ask the lead deputies and add up what they say.
var rounds = map[flow.Action]desk.Hook{
	"open_round": {
		Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
			r, c := d.(*poll.Round), cmd.(*poll.OpenRound)
			rows, err := pairs(ctx, w.Tx(), r)
			if err != nil {
				return err
			}
			c.Deputies, c.Asked, c.NotReady = nil, len(rows), nil
			var units []int64
			for _, p := range rows {
				if !slices.Contains(c.Deputies, p.Post) {
					c.Deputies = append(c.Deputies, p.Post)
				}
				if !slices.Contains(units, p.Unit) {
					units = append(units, p.Unit)
				}
			}
			ready, asked, err := LookedBack(ctx, w.Tx(), r.Congress, r.Session, units)
			for _, u := range units {
				if asked && !ready[u] {
					c.NotReady = append(c.NotReady, u)
				}
			}
			slices.Sort(c.NotReady)
			return err
		},
		After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
			rows, err := pairs(ctx, w.Tx(), d.(*poll.Round))
			if err != nil {
				return err
			}
			return w.Tx().InsertRoundRows(ctx, d.Top().ID, rows)
		},
	},
	"close_round": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		rows, err := w.Tx().RoundRows(ctx, d.Top().ID, 0)
		if err != nil {
			return err
		}
		c := cmd.(*poll.CloseRound)
		c.Answered, c.Results = poll.Sum(Ratings(rows))
		return nil
	}},
}

// pairs are the deputies and units of a round: deputies whose mandate is in force.
func pairs(ctx context.Context, tx *store.Tx, r *poll.Round) ([]store.RoundRow, error) {
	found, err := tx.RoundPairs(ctx, r.Congress, r.Session)
	if err != nil {
		return nil, err
	}
	dir, err := tx.Directory(ctx, r.Congress)
	if err != nil {
		return nil, err
	}
	var out []store.RoundRow
	for _, p := range found {
		post, ok := dir.Post(p.Post)
		if ok && post.Role == org.Deputy && post.To == "" && (post.Mandate == org.Active || post.Mandate == org.Absent) {
			out = append(out, store.RoundRow{Post: p.Post, Unit: p.Unit, Cases: p.Cases})
		}
	}
	return out, nil
}

// Ratings are the answers of a round without whose they are.
func Ratings(rows []store.RoundRow) []poll.Rating {
	out := make([]poll.Rating, len(rows))
	for i, r := range rows {
		out[i] = poll.Rating{Unit: r.Unit, Cases: r.Cases, Given: r.On != "", Attitude: suggestion.Rating(r.Attitude), Result: suggestion.Rating(r.Result)}
	}
	return out
}

// Sheet is what a lead deputy is asked in a round.
type Sheet struct {
	Round *poll.Round
	Rows  []store.RoundRow
}

// OpenSheet returns the deputy's sheet. Whoever is not asked finds none.
func OpenSheet(ctx context.Context, d *desk.Desk, a org.Actor, id int64) (s Sheet, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		s.Round, err = seen[*poll.Round](ctx, tx, "round", id, a)
		if err != nil {
			return err
		}
		s.Rows, err = tx.RoundRows(ctx, id, a.Post.ID)
		if err == nil && len(s.Rows) == 0 {
			err = fault.New(fault.NotFound, "fault.not_found")
		}
		return err
	})
	return s, err
}

// Rate keeps a deputy's answers; they may be changed until the round is closed. What is left empty stays unanswered.
func Rate(ctx context.Context, d *desk.Desk, a org.Actor, id int64, answers []store.RoundRow) error {
	return d.Store.Do(ctx, func(tx *store.Tx) error {
		r, err := seen[*poll.Round](ctx, tx, "round", id, a)
		if err != nil {
			return err
		}
		if r.State != poll.RoundOpen {
			return fault.New(fault.Conflict, "round.not_open")
		}
		var f fault.Fields
		given := 0
		for _, k := range answers {
			given += complain(k, &f)
		}
		if given == 0 {
			f.Add("unit", "round.nothing")
		}
		if err := f.Err(); err != nil {
			return err
		}
		for _, k := range answers {
			if k.Attitude == "" {
				continue
			}
			k.Post, k.On = a.Post.ID, tx.Today()
			ok, err := tx.AnswerRound(ctx, id, k)
			if err != nil {
				return err
			}
			if !ok {
				return fault.New(fault.NotFound, "fault.not_found")
			}
		}
		return nil
	})
}

// complain checks one answer and reports 1 when something was said.
func complain(k store.RoundRow, f *fault.Fields) int {
	if k.Attitude == "" && k.Result == "" && k.Note == "" {
		return 0
	}
	for _, v := range []struct{ name, said string }{{"attitude", k.Attitude}, {"result", k.Result}} {
		switch {
		case v.said == "":
			f.Add(UnitField(k.Unit, v.name), "field.required")
		case !slices.Contains(poll.Levels, suggestion.Rating(v.said)):
			f.Add(UnitField(k.Unit, v.name), "field.choice")
		}
	}
	if k.Note == "" && (k.Attitude == string(suggestion.NotSatisfied) || k.Result == string(suggestion.NotSatisfied)) {
		f.Add(UnitField(k.Unit, "note"), "field.reasons_when_unsatisfied")
	}
	if len([]rune(k.Note)) > 1000 {
		f.Add(UnitField(k.Unit, "note"), "field.too_long", "max", 1000)
	}
	return 1
}
