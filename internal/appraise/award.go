package appraise

import (
	"context"
	"fmt"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/appraisal"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/suggestion"
)

// awards carry commendations to the suggestions and to the rows that reports count.
var awards = map[flow.Action]desk.Hook{
	"open_award": {Before: func(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
		c := cmd.(*appraisal.OpenAward)
		of, ok, err := session(ctx, w.Tx(), w.Actor().Post.Congress, c.Of)
		if err == nil && !ok && c.Of != 0 {
			err = fault.OnField("of", "field.choice")
		}
		c.Year = of.Year
		return err
	}},
	"nominate_case": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		a, c := d.(*appraisal.Award), cmd.(*appraisal.NominateCase)
		if c.Case == 0 {
			return nil
		}
		s, err := w.Tx().ReadCase(ctx, c.Case)
		if err == nil && (s.Session != a.Of || !s.In(indicator.Handed().States...)) {
			err = fault.OnField("case", "appraisal.other_year", "year", a.Year)
		}
		return err
	}},
	"nominate_unit": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		a, c := d.(*appraisal.Award), cmd.(*appraisal.NominateUnit)
		run, err := finalRun(ctx, w.Tx(), w.Actor().Post.Congress, a.Of)
		if err != nil || run == nil {
			return err
		}
		if r, ok := run.Result(c.Unit); ok && r.Rank > 0 {
			c.Standing = fmt.Sprintf("%s · %d/%d", r.Total, r.Rank, r.Among)
			if r.Total == 0 && r.Grade != "" {
				c.Standing = fmt.Sprintf("%s · %d/%d", run.GradeName(r.Grade), r.Rank, r.Among)
			}
		}
		return nil
	}},
	"nominate_person": {Before: func(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
		c := cmd.(*appraisal.NominatePerson)
		dir, err := w.Tx().Directory(ctx, w.Actor().Post.Congress)
		if err != nil {
			return err
		}
		p, _ := dir.Post(c.Post)
		c.Unit = p.Org
		return nil
	}},
	"propose_award": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		a, c := d.(*appraisal.Award), cmd.(*appraisal.ProposeAward)
		if a.Sort != appraisal.ExcellentSuggestions {
			shares, err := w.Tx().Shares(ctx, access.Of(w.Actor()), a.Of, w.Env.Today)
			c.Population = len(shares)
			return err
		}
		f := indicator.Handed()
		f.Session = a.Of
		n, err := w.Tx().CountCases(ctx, access.Of(w.Actor()), f)
		c.Population = n
		return err
	}},
	"decide_award": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		a := d.(*appraisal.Award)
		for _, n := range a.In(appraisal.Chosen) {
			if err := honour(ctx, w, a, n, true); err != nil {
				return err
			}
		}
		return nil
	}},
	"revoke_nominee": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		a := d.(*appraisal.Award)
		for _, n := range a.In(appraisal.Revoked) {
			if err := honour(ctx, w, a, n, false); err != nil {
				return err
			}
		}
		return nil
	}},
}

// honour marks what was chosen, or takes the mark back. What is marked already, as by an import of the year, is counted once.
func honour(ctx context.Context, w *desk.Work, a *appraisal.Award, n *appraisal.Nominee, on bool) error {
	if a.Sort == appraisal.ExcellentSuggestions {
		s, err := w.Tx().ReadCase(ctx, n.Case)
		if err == nil && s.Excellent != on {
			_, err = w.Case(ctx, nobody, n.Case, 0, "mark_excellent", &suggestion.MarkExcellent{On: on})
		}
		return err
	}
	row, err := rowOf(ctx, w, a, n)
	if err != nil {
		return err
	}
	if !on {
		return registry.RevokeHonour(ctx, w.Tx(), w.Actor(), row)
	}
	there, err := w.Tx().Honours(ctx, a.Of)
	if err != nil || slices.ContainsFunc(there, row.Same) {
		return err
	}
	if row.ID, err = w.Tx().NewID(); err != nil {
		return err
	}
	return registry.Enter(ctx, w.Tx(), w.Actor(), roster.Rows{Honours: []org.Honour{row}})
}

// rowOf is the row that reports count for a nominee.
func rowOf(ctx context.Context, w *desk.Work, a *appraisal.Award, n *appraisal.Nominee) (org.Honour, error) {
	row := org.Honour{Congress: a.Congress, Session: a.Of, Kind: a.Sort, Org: n.Unit}
	if a.Sort != appraisal.AdvancedPeople {
		return row, nil
	}
	dir, err := w.Tx().Directory(ctx, a.Congress)
	p, _ := dir.Post(n.Post)
	row.Person = p.Person
	return row, err
}
