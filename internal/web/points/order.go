package points

import (
	"cmp"
	"slices"

	"huiyin/internal/appraisal"
	"huiyin/internal/org"
	"huiyin/internal/web/templates"
)

// groups lists the groups of a run's results, in the order of the groups.
func groups(d *appraisal.Scoring) []string {
	var out []string
	for _, r := range d.Results {
		if !slices.Contains(out, r.Group) {
			out = append(out, r.Group)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Compare(slices.Index(appraisal.Groups, a), slices.Index(appraisal.Groups, b))
	})
	return out
}

// placed are the results of a group, the best first, those without rank last.
func placed(all []appraisal.Result, group string) []appraisal.Result {
	out := slices.DeleteFunc(slices.Clone(all), func(r appraisal.Result) bool { return r.Group != group })
	slices.SortStableFunc(out, func(a, b appraisal.Result) int {
		if (a.Rank == 0) != (b.Rank == 0) {
			return cmp.Compare(b.Rank, a.Rank)
		}
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(b.Total, a.Total))
	})
	return out
}

// Reads reports whether an actor reads every sheet of a run.
func Reads(a org.Actor) bool {
	return slices.Contains([]org.Role{org.CommitteeClerk, org.CommitteeHead, org.CongressLeader, org.GovOffice, org.GovLeader}, a.Post.Role)
}

// Opens reports whether an actor may open the sheet of a unit in a run that the actor sees.
func Opens(a org.Actor, d *appraisal.Scoring, unit int64) bool {
	_, scored := d.Result(unit)
	return scored && (Reads(a) || d.Shown() && a.Post.Org == unit && (a.Post.Role == org.UnitClerk || a.Post.Role == org.UnitHead))
}

// Neighbours are the sheets before and after this one in the ranking, for whoever reads them all.
func (s Sheet) Neighbours(a org.Actor) (before, after *templates.Link) {
	if !Reads(a) {
		return nil, nil
	}
	var all []appraisal.Result
	for _, g := range groups(s.Run) {
		all = append(all, placed(s.Run.Results, g)...)
	}
	link := func(i int) *templates.Link {
		if i < 0 || i >= len(all) {
			return nil
		}
		for _, u := range s.B.Sheet.Units {
			if u.Unit == all[i].Unit {
				return &templates.Link{Href: SheetHref(s.Run.ID, u.Unit), Text: u.Name}
			}
		}
		return nil
	}
	at := slices.IndexFunc(all, func(r appraisal.Result) bool { return r.Unit == s.Unit })
	return link(at - 1), link(at + 1)
}
