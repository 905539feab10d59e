package supervise

import (
	"cmp"
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/supervision"
)

// nobody is the system as an actor.
var nobody org.Actor

// plans take the units with the most suggestions from the figures, and make visits of a plan's lines.
var plans = map[flow.Action]desk.Hook{
	"plan_doors": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		p, c := d.(*supervision.Plan), cmd.(*supervision.PlanDoors)
		shares, err := w.Tx().Shares(ctx, access.Of(w.Actor()), p.Session, w.Env.Today)
		if err != nil {
			return err
		}
		dir, err := w.Tx().Directory(ctx, p.Congress)
		if err != nil {
			return err
		}
		c.Lines = nil
		for _, s := range shares {
			if len(c.Lines) >= c.Units || slices.ContainsFunc(p.Lines, func(l supervision.PlanLine) bool { return l.Unit == s.Unit }) {
				continue
			}
			o, _ := dir.Org(s.Unit)
			c.Lines = append(c.Lines, supervision.PlanLine{
				Unit: s.Unit, Form: "door", Special: o.Special, GovToo: o.Government, Workload: s.All, On: c.From.AddDays(len(c.Lines) * c.Every),
			})
		}
		if len(c.Lines) == 0 {
			return fault.OnField("units_count", "supervision.no_units")
		}
		return nil
	}},
	"make_visits": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		p, c := d.(*supervision.Plan), cmd.(*supervision.MakeVisits)
		dir, err := w.Tx().Directory(ctx, p.Congress)
		if err != nil {
			return err
		}
		c.Visits = nil
		for _, l := range p.Lines {
			if l.Visit != 0 {
				c.Visits = append(c.Visits, 0)
				continue
			}
			v, err := w.Do(ctx, "visit", 0, desk.DossierRequest{Do: "plan_visit", Cmd: &supervision.PlanVisit{
				Title: visitTitle(dir.OrgShort(l.Unit), p.Title), Form: cmp.Or(l.Form, "door"), On: l.On, Unit: l.Unit, Leader: l.Leader, Special: l.Special,
				GovToo: l.GovToo, Workload: l.Workload,
			}})
			if err != nil {
				return err
			}
			c.Visits = append(c.Visits, v.Top().ID)
		}
		return nil
	}},
}

// visitTitle names a visit by its unit and plan.
func visitTitle(unit, plan string) string { return unit + " · " + plan }
