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
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// What a report on promises tells apart: those made in its year or term, and those carried over into it.
const (
	ThisYear = "this_year"
	LastYear = "last_year"
	ThisTerm = "this_term"
	LastTerm = "last_term"
)

var ledgers = hooks{
	"make_ledger_report": {
		Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) (err error) {
			r, c := d.(*look.LedgerReport), cmd.(*look.MakeLedgerReport)
			c.Lines, c.Open, err = LedgerOf(ctx, w.Tx(), access.Of(w.Actor()), accounts(r))
			return err
		},
		After: tellDeputies,
	},
}

// Account is one part of the ledger under the name by which reports call it.
type Account struct {
	Of     string
	Filter store.CommitmentFilter
}

// YearAccounts are the promises of a year, and those carried over into it.
func YearAccounts(year int) []Account {
	return []Account{{ThisYear, store.CommitmentFilter{Year: year}}, {LastYear, store.CommitmentFilter{Carried: year}}}
}

// TermAccounts are the promises of a term of the congress, and those carried over into it.
func TermAccounts(term int) []Account {
	return []Account{{ThisTerm, store.CommitmentFilter{Of: term}}, {LastTerm, store.CommitmentFilter{Term: term}}}
}

func accounts(r *look.LedgerReport) []Account {
	if r.Occasion == look.AtTermsEnd {
		return TermAccounts(r.Term)
	}
	return YearAccounts(r.Year)
}

// LedgerOf counts the promises of accounts that a scope sees, unit by unit, those with the most first, and lists what is still owed.
// Promises that ended with a withdrawn suggestion are nobody's any more and are not counted.
func LedgerOf(ctx context.Context, tx *store.Tx, s access.Scope, of []Account) (out []look.LedgerLine, open []look.OpenPromise, err error) {
	for _, account := range of {
		by := map[int64]*look.LedgerLine{}
		for f := account.Filter; ; {
			rows, next, _, err := tx.Commitments(ctx, s, f)
			if err != nil {
				return nil, nil, err
			}
			for _, k := range rows {
				if k.State == suggestion.Voided {
					continue
				}
				if by[k.Unit] == nil {
					by[k.Unit] = &look.LedgerLine{Of: account.Of, Unit: k.Unit}
				}
				countPromise(by[k.Unit], k, tx.Today())
				if slices.Contains(suggestion.OwedStates, k.State) {
					open = append(open, look.OpenPromise{
						Case: k.Case, Part: k.Part, Number: k.Number, Words: k.Words, Unit: k.Unit, Made: k.Made, Due: k.Due, Percent: k.Percent,
						Claimed: k.State == suggestion.Claimed,
					})
				}
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
	return out, open, nil
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

// tellDeputies tells the deputies who are owed, those who serve no longer among them, that there is word of what was promised to them: once
// for each suggestion and occasion.
func tellDeputies(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	r := d.(*look.LedgerReport)
	cases, err := w.Tx().PromisingCases(ctx, r.Congress)
	if err != nil {
		return err
	}
	terms, err := termsOf(ctx, w.Tx(), r.Congress)
	if err != nil {
		return err
	}
	key, occasion := "promises_reported", strconv.Itoa(r.Year)
	if r.Occasion == look.AtTermsEnd {
		key, occasion = "promises_accounted", "term"+strconv.Itoa(r.Term)
	}
	for _, c := range cases {
		if !access.Of(w.Actor()).Sees(c) || r.Occasion == look.AtTermsEnd && terms[c.Session] > r.Term {
			continue
		}
		for _, post := range owedTo(c) {
			n := suggestion.Notice{Holder: access.Post(post), Key: key}
			mark := "ledger:" + occasion + ":" + strconv.FormatInt(c.ID, 10) + ":" + n.Holder
			if err := w.Tx().AddNoticeOnce(ctx, r.Congress, c.ID, n, nil, mark); err != nil {
				return err
			}
		}
	}
	return nil
}

// owedTo lists whom the promises of a suggestion were made to: whoever proposed it, and who co-signed it.
func owedTo(c *suggestion.Case) []int64 {
	var out []int64
	if c.Lead != 0 {
		out = append(out, c.Lead)
	}
	for _, s := range c.Signatures {
		if s.State == suggestion.Confirmed && s.Post != c.Lead {
			out = append(out, s.Post)
		}
	}
	return out
}
