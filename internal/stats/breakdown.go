package stats

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Line is one group of a broken-down figure. A group without a name is what the record does not tell, or what must not be told:
// its numbers open no list of their own.
type Line struct {
	ID   int64  `json:"id,omitempty"`
	Key  string `json:"key"`
	Name string `json:"name"` // in the directory; streams and outcomes are named by their key
	Now  Share  `json:"now"`
	Last *Share `json:"last_year,omitempty"`
}

// Breakdown is one figure by the groups of a dimension.
type Breakdown struct {
	Congress  org.Congress        `json:"-"`
	Session   org.Session         `json:"-"`
	By        indicator.Dimension `json:"by"`
	Code      string              `json:"figure"`
	Unit      string              `json:"unit"`
	Plain     bool                `json:"plain_count,omitempty"` // the figure is a count, and a share of nothing
	Overlaps  bool                `json:"overlaps,omitempty"`    // a member may stand in several lines, which then come to more than the whole
	Lines     []Line              `json:"lines"`
	All       Share               `json:"all"`
	AllOfLast *Share              `json:"all_last_year,omitempty"`
}

// BreakDown computes one figure of a session's year by a dimension.
func BreakDown(ctx context.Context, tx *store.Tx, scope access.Scope, session int64, code string, by indicator.Dimension) (Breakdown, error) {
	s, err := tx.Session(ctx, session)
	if err != nil {
		return Breakdown{}, err
	}
	if s.Congress != scope.Congress {
		return Breakdown{}, fault.New(fault.NotFound, "fault.not_found")
	}
	if !slices.Contains(indicator.Dimensions, by) {
		return Breakdown{}, fault.OnField("by", "field.choice")
	}
	b := Breakdown{Session: s, By: by, Code: code}
	if b.Congress, err = tx.Congress(ctx, s.Congress); err != nil {
		return b, err
	}
	book := indicator.At(tx.Today())
	if r, ok := indicator.Find(book.Cases, code); ok {
		return b, breakDown(ctx, tx, scope, &b, r)
	}
	if r, ok := indicator.Find(book.Shares, code); ok {
		return b, breakDown(ctx, tx, scope, &b, r)
	}
	if r, ok := indicator.Find(book.Forms, code); ok {
		return b, breakDown(ctx, tx, scope, &b, r)
	}
	if r, ok := indicator.Find(book.Deputies, code); ok {
		return b, breakDown(ctx, tx, scope, &b, r)
	}
	if r, ok := indicator.Find(book.Promises, code); ok {
		return b, breakDown(ctx, tx, scope, &b, r)
	}
	for _, f := range indicator.Year {
		if f.Code != code {
			continue
		}
		base, ok := f.Base()
		if !ok {
			b.Plain, base = true, f.Filter
		}
		return b, breakDown(ctx, tx, scope, &b, indicator.Rate[suggestion.Filter]{Code: code, Num: f.Filter, Den: base})
	}
	return b, fault.OnField("of", "field.choice")
}

func breakDown[F indicator.Population](ctx context.Context, tx *store.Tx, scope access.Scope, b *Breakdown, r indicator.Rate[F]) error {
	b.Unit, b.Overlaps = indicator.Unit[F](), indicator.Overlaps[F](b.By)
	all, err := tx.Sessions(ctx, scope.Congress)
	if err != nil {
		return err
	}
	back := sessionsBack(all, b.Session)
	if r.Last {
		back = back[1:]
	}
	dir, err := tx.Directory(ctx, scope.Congress)
	if err != nil {
		return err
	}
	lines := map[string]*Line{}
	for i, s := range back[:min(2, len(back))] {
		groups, err := ratios(ctx, tx, scope, r, s, b.By, dir)
		if err != nil {
			return err
		}
		var whole indicator.Ratio[F]
		for key, g := range groups {
			l := lines[key]
			if l == nil {
				l = &Line{Key: key, Name: nameOf(dir, b.By, key)}
				l.ID, _ = strconv.ParseInt(key, 10, 64)
				lines[key] = l
			}
			share := ratioShare(s, g, narrowed(in(r.Num, s), b.By, key), narrowed(in(r.Den, s), b.By, key))
			if key == "" || share.Num.N == 0 {
				share.Num.List = ""
			}
			if key == "" || share.Den.N == 0 {
				share.Den.List = ""
			}
			if i == 0 {
				l.Now = share
			} else {
				l.Last = &share
			}
			whole = indicator.Ratio[F]{Num: whole.Num.Plus(g.Num), Den: whole.Den.Plus(g.Den)}
		}
		if b.Overlaps {
			n, err := store.CountEach(ctx, tx, scope, in(r.Den, s), []F{r.Num, r.Den})
			if err != nil {
				return err
			}
			whole = indicator.Ratio[F]{Num: n[0], Den: n[1]}
		}
		share := ratioShare(s, whole, in(r.Num, s), in(r.Den, s))
		if i == 0 {
			b.All = share
		} else {
			b.AllOfLast = &share
		}
	}
	for _, l := range lines {
		if l.Now.Den.N > 0 || l.Now.Num.N > 0 {
			b.Lines = append(b.Lines, *l)
		}
	}
	slices.SortFunc(b.Lines, func(x, y Line) int {
		return cmp.Or(cmp.Compare(y.Now.Den.N, x.Now.Den.N), cmp.Compare(y.Now.Num.N, x.Now.Num.N), cmp.Compare(x.ID, y.ID), cmp.Compare(x.Key, y.Key))
	})
	return nil
}

// ratios counts both sides of a rate by group; second-level categories count under their first level.
func ratios[F indicator.Population](ctx context.Context, tx *store.Tx, scope access.Scope, r indicator.Rate[F], s org.Session, by indicator.Dimension, dir *store.Directory) (map[string]indicator.Ratio[F], error) {
	_, num, _ := parted(r.Num)
	whole, den, _ := parted(r.Den)
	groups, err := store.CountGroups(ctx, tx, scope, in(whole, s), []F{num, den}, by)
	out := map[string]indicator.Ratio[F]{}
	for _, g := range groups {
		key := g.Key
		if c, ok := dir.Category(g.ID()); ok && by == indicator.ByCategory && c.Parent != 0 {
			key = strconv.FormatInt(c.Parent, 10)
		}
		was := out[key]
		out[key] = indicator.Ratio[F]{Num: was.Num.Plus(g.N[0]), Den: was.Den.Plus(g.N[1])}
	}
	return out, err
}

func nameOf(dir *store.Directory, by indicator.Dimension, key string) string {
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return ""
	}
	switch by {
	case indicator.ByCategory:
		c, _ := dir.Category(id)
		return c.Name
	case indicator.ByDeputy:
		return dir.PostName(id)
	}
	return dir.OrgShort(id)
}

// narrowed keeps one group of what a filter keeps.
func narrowed[F indicator.Population](f F, by indicator.Dimension, key string) F {
	id, _ := strconv.ParseInt(key, 10, 64)
	var out any
	switch f := any(f).(type) {
	case suggestion.Filter:
		narrow(&f, &f.LeadUnit, &f.Outcomes, by, key, id)
		out = f
	case suggestion.ShareFilter:
		narrow(&f.Case, &f.Unit, &f.Outcomes, by, key, id)
		out = f
	case suggestion.FormFilter:
		narrow(&f.Case, &f.Unit, &f.Case.Outcomes, by, key, id)
		out = f
	case suggestion.DeputyFilter:
		narrow(&f.Case, &f.Unit, &f.Case.Outcomes, by, key, id)
		out = f
	case suggestion.PromiseFilter:
		narrow(&f.Case, &f.Unit, &f.Case.Outcomes, by, key, id)
		out = f
	}
	return out.(F)
}

// narrow keeps one group: unit and outcomes stand elsewhere in the filters of each population, the rest is asked of the case.
func narrow(of *suggestion.Filter, unit *int64, outcomes *[]rule.Outcome, by indicator.Dimension, key string, id int64) {
	switch by {
	case indicator.ByUnit:
		*unit = id
	case indicator.ByOutcome:
		*outcomes = []rule.Outcome{rule.Outcome(key)}
	case indicator.ByCategory:
		of.Category = id
	case indicator.ByDelegation:
		of.Delegation = id
	case indicator.ByDeputy:
		of.Lead = id
	case indicator.ByCounty:
		of.County = id
	case indicator.ByStream:
		of.Stream = suggestion.Stream(key)
	}
}
