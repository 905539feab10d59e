package appraise

import (
	"context"
	"strconv"

	"huiyin/internal/appraisal"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/store"
)

// schemes tries a scheme on last year's facts before it is put before the head.
var schemes = map[flow.Action]desk.Hook{
	"propose_scheme": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		s, c := d.(*appraisal.Scheme), cmd.(*appraisal.ProposeScheme)
		if !works(w.Actor()) {
			return nil
		}
		t, err := Try(ctx, w.Tx(), s)
		if err != nil {
			return err
		}
		c.Year, c.CutOff, c.Units, c.Changed = t.Inputs.Year, t.Inputs.CutOff, len(t.Inputs.Units), len(t.Changes)
		return nil
	}},
}

// Trial is a scheme tried on the facts of a year: what it would change against the scheme before.
type Trial struct {
	Inputs score.Inputs
	score.Comparison
}

// Try scores last year's facts under the scheme as it stands and under the one before it: the last version adopted, else the shipped one that it
// was copied from. Where last year was scored, its frozen run is compared instead.
func Try(ctx context.Context, tx *store.Tx, s *appraisal.Scheme) (t Trial, err error) {
	of, run, err := lastYear(ctx, tx, s.Congress)
	if err != nil {
		return t, err
	}
	if run != nil {
		b, err := Bundle(ctx, tx, run, run.Final)
		if err != nil {
			return t, err
		}
		t.Inputs = b.Inputs
	} else {
		was, ok := s.InForce()
		if !ok {
			was, _ = score.ShippedScheme(s.Base)
		}
		t.Inputs, err = Inputs(ctx, tx, Asked{Title: s.Title, Congress: s.Congress, Session: of, CutOff: tx.Today().AddDays(-1), Scheme: was})
		if err != nil {
			return t, err
		}
	}
	t.Comparison, err = score.Preview(t.Inputs, s.Text)
	return t, err
}

// lastYear finds the session before the present one, or the present one when it is the first, and its final run of scoring if there is one.
func lastYear(ctx context.Context, tx *store.Tx, congress int64) (of org.Session, run *appraisal.Scoring, err error) {
	_, now, err := desk.Env(ctx, tx, congress, nil, tx.Today())
	if err != nil {
		return of, nil, err
	}
	sessions, err := tx.Sessions(ctx, congress)
	of = now
	for _, s := range sessions {
		if s.Opens < now.Opens && (of.ID == now.ID || s.Opens > of.Opens) {
			of = s
		}
	}
	if err != nil {
		return of, nil, err
	}
	run, err = finalRun(ctx, tx, congress, of.ID)
	return of, run, err
}

// finalRun finds the latest final run about a session; nil when there is none.
func finalRun(ctx context.Context, tx *store.Tx, congress, session int64) (*appraisal.Scoring, error) {
	list, err := tx.DossiersOf(ctx, congress, appraisal.ScoringKind.Name(), 0)
	var last *appraisal.Scoring
	for _, d := range list {
		if s, ok := d.(*appraisal.Scoring); ok && s.Of == session && s.State == appraisal.ScoringFinal {
			last = s
		}
	}
	return last, err
}

// Choice is something that a form offers; Version is that of a scheme.
type Choice struct {
	Value, Text string
	Version     int
}

// Schemes lists what a run of a congress may score by: the shipped schemes and its own adopted ones.
func Schemes(ctx context.Context, tx *store.Tx, congress int64) ([]Choice, error) {
	var out []Choice
	own, err := tx.DossiersOf(ctx, congress, appraisal.SchemeKind.Name(), 0)
	for _, d := range own {
		s, ok := d.(*appraisal.Scheme)
		if !ok {
			continue
		}
		if text, ok := s.InForce(); ok {
			out = append(out, Choice{Value: strconv.FormatInt(s.ID, 10), Text: text.Name, Version: text.Version})
		}
	}
	for _, s := range score.Shipped() {
		out = append(out, Choice{Value: s.ID, Text: s.Name, Version: s.Version})
	}
	return out, err
}

// SchemeCalled returns the scheme that a run names: a shipped one by its id, or the version in force of an own one.
func SchemeCalled(ctx context.Context, tx *store.Tx, congress int64, name string) (score.Scheme, bool, error) {
	if s, ok := score.ShippedScheme(name); ok {
		return s, true, nil
	}
	id, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		return score.Scheme{}, false, nil
	}
	list, err := tx.DossiersOf(ctx, congress, appraisal.SchemeKind.Name(), 0)
	for _, d := range list {
		if s, ok := d.(*appraisal.Scheme); ok && s.ID == id {
			text, there := s.InForce()
			return text, there, err
		}
	}
	return score.Scheme{}, false, err
}
