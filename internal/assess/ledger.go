package assess

import (
	"context"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// The years of a ledger that a report tells apart.
const (
	ThisYear = "this_year"
	LastYear = "last_year" // every year before
)

// fourthQuarter begins on this day of the year, and with it the time for the report on the year's promises; it ends with the year.
const fourthQuarter, yearEnd = "-10-01", "-12-31"

var ledgers = hooks{
	"make_ledger_report": {
		Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
			cmd.(*look.MakeLedgerReport).Lines, err = LedgerLines(ctx, w.Tx(), access.Of(w.Actor()), d.Top().Session)
			return err
		},
		After: tellDeputies,
	},
}

// LedgerLines counts the promises of a session and of those before it that a scope sees, unit by unit, those with the most first.
func LedgerLines(ctx context.Context, tx *store.Tx, s access.Scope, session int64) ([]look.LedgerLine, error) {
	var out []look.LedgerLine
	for _, year := range []struct {
		of string
		f  store.CommitmentFilter
	}{{ThisYear, store.CommitmentFilter{Session: session}}, {LastYear, store.CommitmentFilter{Not: session}}} {
		by := map[int64]*look.LedgerLine{}
		for f := year.f; ; {
			rows, next, _, err := tx.Commitments(ctx, s, f)
			if err != nil {
				return nil, err
			}
			for _, k := range rows {
				if by[k.Unit] == nil {
					by[k.Unit] = &look.LedgerLine{Of: year.of, Unit: k.Unit}
				}
				countPromise(by[k.Unit], k, tx.Today())
			}
			if f.After = next; next == "" {
				break
			}
		}
		lines := make([]look.LedgerLine, 0, len(by))
		for _, l := range by {
			lines = append(lines, *l)
		}
		slices.SortFunc(lines, func(a, b look.LedgerLine) int {
			if a.All != b.All {
				return b.All - a.All
			}
			return int(a.Unit - b.Unit)
		})
		out = append(out, lines...)
	}
	return out, nil
}

func countPromise(l *look.LedgerLine, k store.CommitmentRow, today calendar.Day) {
	l.All++
	if k.FirstDue <= today {
		l.Due++
	}
	if k.Due != k.FirstDue {
		l.Moved++
	}
	switch {
	case k.State == suggestion.Kept:
		l.Kept++
	case k.State == suggestion.Claimed:
		l.Claimed++
	case k.State == suggestion.Broken:
		l.Broken++
	case k.Due < today:
		l.Late++
	default:
		l.Ahead++
	}
}

// tellDeputies tells the lead deputies whose promises a report speaks of that it has been made, once a year for each suggestion.
func tellDeputies(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	r := d.(*look.LedgerReport)
	cases, err := w.Tx().PromisingCases(ctx, r.Congress)
	if err != nil {
		return err
	}
	for _, c := range cases {
		if c.Lead == 0 || !access.Of(w.Actor()).Sees(c) {
			continue
		}
		mark := "ledger:" + strconv.Itoa(r.Year) + ":" + strconv.FormatInt(c.ID, 10)
		if err := w.Tx().AddNoticeOnce(ctx, r.Congress, c.ID, suggestion.Notice{Holder: access.Post(c.Lead), Key: "promises_reported"}, nil, mark); err != nil {
			return err
		}
	}
	return nil
}

// OpenLedgerReports asks the deputies' committee, and the government's office where there is one, for the report on promises once the fourth
// quarter has begun: once a year in every congress that has promises. It returns how many were opened.
func OpenLedgerReports(ctx context.Context, d *desk.Desk) (int, error) {
	congresses, err := congressesOf(ctx, d)
	opened := 0
	for _, g := range congresses {
		if err == nil {
			err = d.System(ctx, g.ID, func(w *desk.Work) error {
				n, err := openLedgerReports(ctx, w, g.ID)
				opened += n
				return err
			})
		}
	}
	return opened, err
}

func openLedgerReports(ctx context.Context, w *desk.Work, congress int64) (int, error) {
	today, year := w.Env.Today, strconv.Itoa(w.Env.Today.Year())
	if today < calendar.Day(year+fourthQuarter) || w.Session.ID == 0 {
		return 0, nil
	}
	all := access.Of(org.Actor{Post: org.Post{Congress: congress, Role: org.CommitteeClerk}})
	_, _, promises, err := w.Tx().Commitments(ctx, all, store.CommitmentFilter{Limit: 1})
	if err != nil || promises == 0 {
		return 0, err
	}
	there, err := w.Tx().DossiersOf(ctx, congress, "ledger_report", 0)
	if err != nil {
		return 0, err
	}
	dir, err := w.Tx().Directory(ctx, congress)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, o := range dir.Orgs {
		gov := o.Kind == org.GovernmentOffice
		if o.Ended != "" || !gov && o.Kind != org.Committee {
			continue
		}
		if slices.ContainsFunc(there, func(d dossier.Doc) bool {
			r := d.(*look.LedgerReport)
			return r.Year == today.Year() && r.Gov == gov
		}) {
			continue
		}
		cmd := &look.OpenLedgerReport{Title: o.Name + " " + year, Year: today.Year(), Gov: gov, Until: calendar.Day(year + yearEnd)}
		r, err := w.Order(ctx, "ledger_report", 0, 0, "open_ledger_report", cmd)
		if err != nil {
			return n, err
		}
		there, n = append(there, r), n+1
	}
	return n, nil
}

// congressesOf lists every congress of the installation.
func congressesOf(ctx context.Context, d *desk.Desk) (list []org.Congress, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		list, err = tx.Congresses(ctx)
		return err
	})
	return list, err
}
