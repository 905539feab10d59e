package appraise

import (
	"context"
	"errors"
	"slices"
	"strings"

	"huiyin/internal/appraisal"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/score"
)

// runs freeze and compute.
var runs = map[flow.Action]desk.Hook{
	"prepare_scoring": {Before: prepare},
	"change_scoring":  {Before: prepare},
	"freeze_scoring":  {Before: freeze},
	"enter_score_item": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		if !works(w.Actor()) {
			return nil
		}
		return enter(ctx, w, d.(*appraisal.Scoring), cmd.(*appraisal.EnterItem))
	}},
	"compute_scoring": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		s, c := d.(*appraisal.Scoring), cmd.(*appraisal.ComputeScoring)
		if !works(w.Actor()) || s.State != appraisal.ScoringFrozen {
			return nil
		}
		b, err := again(ctx, w, s, s.Frozen, func(in *score.Inputs) { in.Entries = s.Entries() })
		c.Digest, c.Results = b.Digest, Results(b)
		return err
	}},
	"finish_scoring": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		s, c := d.(*appraisal.Scoring), cmd.(*appraisal.FinishScoring)
		if !works(w.Actor()) || s.State != appraisal.ScoringHeard {
			return nil
		}
		b, err := again(ctx, w, s, s.Computed, func(in *score.Inputs) { in.PublishedOn, in.Appeals = s.ShownOn, s.Appeals() })
		c.Digest, c.Results = b.Digest, Results(b)
		return err
	}},
}

func prepare(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	c := cmd.(*appraisal.PrepareScoring)
	congress := w.Actor().Post.Congress
	var bad fault.Fields
	of, ok, err := session(ctx, w.Tx(), congress, c.Of)
	if err != nil {
		return err
	}
	if c.Year = of.Year; !ok && c.Of != 0 {
		bad.Add("of", "field.choice")
	}
	text, ok, err := SchemeCalled(ctx, w.Tx(), congress, c.Scheme)
	if err != nil {
		return err
	}
	if c.Name = text.Name; !ok && c.Scheme != "" {
		bad.Add("scheme", "field.choice")
	}
	if c.CutOff.Valid() && of.Opens != "" && c.CutOff < of.Opens {
		bad.Add("cut_off", "appraisal.before_session", "day", of.Opens)
	}
	return bad.Err()
}

// freeze reads the facts as they stood at the cut-off, keeps them and gives the log their digest.
func freeze(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	s, c := d.(*appraisal.Scoring), cmd.(*appraisal.FreezeScoring)
	if !works(w.Actor()) || s.State != appraisal.ScoringPrepared || s.CutOff >= w.Env.Today {
		return nil
	}
	of, ok, err := session(ctx, w.Tx(), s.Congress, s.Of)
	if err != nil || !ok {
		return errors.Join(err, missing(ok))
	}
	text, ok, err := SchemeCalled(ctx, w.Tx(), s.Congress, s.Scheme)
	if err != nil || !ok {
		return errors.Join(err, missing(ok))
	}
	b, err := Frozen(ctx, w.Tx(), Asked{Title: s.Title, Congress: s.Congress, Session: of, CutOff: s.CutOff, Scheme: text, Groups: s.Groups})
	if err != nil {
		return err
	}
	if len(b.Inputs.Units) == 0 {
		return fault.New(fault.Conflict, "appraisal.nothing_to_score", "day", s.CutOff)
	}
	c.Digest, c.Scheme, c.Version, c.AppealDays, c.Units = b.Digest, text.Name, text.Version, text.AppealDays, len(b.Inputs.Units)
	for _, u := range b.Inputs.Units {
		c.Cases += len(u.Items)
	}
	for _, r := range text.Rules {
		if r.Evidence == score.Manual {
			c.ByHand++
		}
	}
	c.Levels = slices.Clone(text.Grades)
	for _, l := range text.Levels {
		c.Levels = append(c.Levels, score.Named{Code: l.Code, Name: l.Name})
	}
	return keep(ctx, w.Tx(), s.ID, b)
}

func missing(there bool) error {
	if there {
		return nil
	}
	return fault.New(fault.Conflict, "appraisal.scheme_gone")
}

// again opens a bundle of the run, changes its inputs and freezes them anew.
func again(ctx context.Context, w *desk.Work, s *appraisal.Scoring, digest string, change func(in *score.Inputs)) (score.Bundle, error) {
	b, err := Bundle(ctx, w.Tx(), s, digest)
	if err != nil {
		return b, err
	}
	in := b.Inputs
	change(&in)
	if b, err = score.Freeze(in); err != nil {
		return b, err
	}
	return b, keep(ctx, w.Tx(), s.ID, b)
}

// enter checks an entry by hand against the scheme and the frozen facts, so that computing never stumbles over it.
func enter(ctx context.Context, w *desk.Work, s *appraisal.Scoring, c *appraisal.EnterItem) error {
	if s.State != appraisal.ScoringFrozen {
		return nil
	}
	b, err := Bundle(ctx, w.Tx(), s, s.Frozen)
	if err != nil {
		return err
	}
	in := b.Inputs
	for _, r := range in.Scheme.Rules {
		if r.Code == c.Rule {
			c.Name = r.Name
		}
	}
	if u := in.Unit(c.Unit); u != nil && c.Case != 0 {
		for _, it := range u.Items {
			if it.Case == c.Case {
				c.Assignment = it.Assignment
			}
		}
	}
	c.Count = max(1, c.Count)
	for _, i := range s.Items {
		if i.State != appraisal.ItemStruck {
			in.Entries = append(in.Entries, i.Entry())
		}
	}
	no := s.LastPart + 1
	item := appraisal.Item{Unit: c.Unit, Rule: c.Rule, Case: c.Case, Assignment: c.Assignment, Document: c.Document, Count: c.Count, On: c.On, Words: c.Words, Proof: c.Proof}
	item.No = no
	in.Entries = append(in.Entries, item.Entry())
	return beside(in.Check(), "entries", len(in.Entries)-1, map[string]string{"no": "rule"})
}

// beside turns the engine's complaints about one of its rows into complaints beside the fields of the form; those about anything else are its own.
func beside(err error, list string, row int, names map[string]string) error {
	var bad *fault.Error
	if !errors.As(err, &bad) {
		return err
	}
	prefix := list + "." + itoa(row) + "."
	var f fault.Fields
	for _, b := range bad.Fields {
		name, own := strings.CutPrefix(b.Name, prefix)
		if !own {
			return err
		}
		name, _, _ = strings.Cut(name, ".")
		if to := names[name]; to != "" {
			name = to
		}
		f.Add(name, b.Key, b.Args...)
	}
	return f.Err()
}
