package stats

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Part is one side of a rate with the query of the list behind it.
type Part struct {
	N    int    `json:"n"`
	List string `json:"list"`
}

// Share is a rate of one year.
type Share struct {
	Year int  `json:"year"`
	Num  Part `json:"numerator"`
	Den  Part `json:"denominator"`
}

// Percent prints the share with so many decimals, half up; a dash without a denominator. All and nothing stand without decimals.
func (s Share) Percent(decimals int) string {
	switch {
	case s.Den.N <= 0:
		return "—"
	case s.Num.N == s.Den.N:
		return "100%"
	case s.Num.N == 0:
		return "0%"
	}
	return indicator.Percent(int64(s.Num.N), int64(s.Den.N), decimals) + "%"
}

// Rate is an indicator with its numbers of this year and of the year before. Unit says what is counted and which list opens:
// item (件) the cases, item_unit (件次) the units' shares, form (份) the evaluations, deputy (人) the lead deputies, promise (项) the ledger.
type Rate struct {
	Code  string `json:"code"`
	Topic string `json:"topic,omitempty"`
	Of    string `json:"variant_of,omitempty"`
	Unit  string `json:"unit"`
	Now   Share  `json:"now"`
	Last  *Share `json:"last_year,omitempty"`
}

// Rate returns a rate by its code.
func (y Year) Rate(code string) Rate {
	for _, r := range y.Rates {
		if r.Code == code {
			return r
		}
	}
	return Rate{Code: code}
}

// sessionsBack returns the session and up to two before it; all are in order, the newest first.
func sessionsBack(all []org.Session, s org.Session) []org.Session {
	i := slices.IndexFunc(all, func(o org.Session) bool { return o.ID == s.ID })
	if i < 0 {
		return []org.Session{s}
	}
	return all[i:min(i+3, len(all))]
}

// rates fills the catalogue for a session and the one before.
func (y *Year) rates(ctx context.Context, tx *store.Tx, scope access.Scope) error {
	all, err := tx.Sessions(ctx, y.Congress.ID)
	if err != nil {
		return err
	}
	back := sessionsBack(all, y.Session)
	if err := addRates(ctx, tx, scope, y, y.book.Cases, back, y.cases); err != nil {
		return err
	}
	shares, err := y.shares(ctx, tx, scope)
	if err != nil {
		return err
	}
	if err := addRates(ctx, tx, scope, y, y.book.Shares, back, shares); err != nil {
		return err
	}
	if err := addRates(ctx, tx, scope, y, y.book.Forms, back, nil); err != nil {
		return err
	}
	if err := addRates(ctx, tx, scope, y, y.book.Deputies, back, nil); err != nil {
		return err
	}
	if err := addRates(ctx, tx, scope, y, y.book.Promises, back, nil); err != nil {
		return err
	}
	y.sortRates()
	return nil
}

// sortRates puts the rates under their topics, each variant behind the rate that it varies.
func (y *Year) sortRates() {
	var out []Rate
	for _, topic := range indicator.Topics {
		for _, r := range y.Rates {
			if r.Topic != topic || r.Of != "" {
				continue
			}
			out = append(out, r)
			for _, v := range y.Rates {
				if v.Of == r.Code {
					out = append(out, v)
				}
			}
		}
	}
	y.Rates = out
}

// addRates counts each rate in its session and the one before. What was counted of the newest session already need not be again.
func addRates[F indicator.Population](ctx context.Context, tx *store.Tx, scope access.Scope, y *Year, list []indicator.Rate[F], back []org.Session, newest map[string]indicator.Count[F]) error {
	counted := []map[string]indicator.Count[F]{newest}
	for i, s := range back {
		if i == 0 && newest != nil {
			continue
		}
		m, err := countAll(ctx, tx, scope, s, sides(list, i))
		if err != nil {
			return err
		}
		counted = append(counted[:i], m)
	}
	for _, r := range list {
		out := Rate{Code: r.Code, Topic: r.Topic, Of: r.Of, Unit: indicator.Unit[F]()}
		first := 0
		if r.Last {
			first = 1
		}
		for i := first; i < min(first+2, len(back)); i++ {
			s := shareOf(r, back[i], counted[i])
			if i == first {
				out.Now = s
			} else {
				out.Last = &s
			}
		}
		y.Rates = append(y.Rates, out)
	}
	return nil
}

// sides are both filters of each rate that counts in the session so many before the newest: a rate of last year's items does not
// count the newest, and only it counts the one before the last.
func sides[F indicator.Population](list []indicator.Rate[F], before int) []F {
	var out []F
	for _, r := range list {
		if first := map[bool]int{true: 1}[r.Last]; before == first || before == first+1 {
			out = append(out, r.Num, r.Den)
		}
	}
	return out
}

func shareOf[F indicator.Population](r indicator.Rate[F], s org.Session, counted map[string]indicator.Count[F]) Share {
	return ratioShare(s, indicator.Ratio[F]{Num: counted[encode(r.Num)], Den: counted[encode(r.Den)]}, in(r.Num, s), in(r.Den, s))
}

func ratioShare[F indicator.Population](s org.Session, r indicator.Ratio[F], num, den F) Share {
	return Share{
		Year: s.Year, Num: Part{N: r.Num.Int(), List: "?" + encode(num)}, Den: Part{N: r.Den.Int(), List: "?" + encode(den)},
	}
}

// in puts a filter into a session; one of promises that were carried over, into the session's year.
func in[F indicator.Population](f F, s org.Session) F {
	var out any
	switch f := any(f).(type) {
	case suggestion.Filter:
		f.Session = s.ID
		out = f
	case suggestion.ShareFilter:
		f.Case.Session = s.ID
		out = f
	case suggestion.FormFilter:
		f.Case.Session = s.ID
		out = f
	case suggestion.DeputyFilter:
		f.Case.Session = s.ID
		out = f
	case suggestion.PromiseFilter:
		if f.Carried != 0 {
			f.Carried = s.Year
		} else {
			f.Session = s.ID
		}
		out = f
	}
	return out.(F)
}

// parted tells what in puts somewhere, of which f keeps some, from what f asks besides: of promises that were carried over it is not what was
// made in the session, so that those stand apart.
func parted[F indicator.Population](f F) (whole, rest F, apart bool) {
	if p, ok := any(f).(suggestion.PromiseFilter); ok && p.Carried != 0 {
		whole = any(suggestion.PromiseFilter{Carried: p.Carried}).(F)
		p.Carried = 0
		return whole, any(p).(F), true
	}
	return whole, f, false
}

func encode(f any) string {
	switch f := f.(type) {
	case suggestion.Filter:
		return f.Values().Encode()
	case suggestion.ShareFilter:
		return f.Values().Encode()
	case suggestion.FormFilter:
		return f.Values().Encode()
	case suggestion.DeputyFilter:
		return f.Values().Encode()
	case suggestion.PromiseFilter:
		return f.Values().Encode()
	}
	return ""
}

// Decimals is how many decimals shares are printed with unless another number is asked for.
const Decimals = 1

// Rounding returns what the printed shares of the classes add up to when rounding keeps them from 100; empty otherwise.
func (y Year) Rounding(decimals int) string {
	var parts []int64
	for _, k := range y.Classes {
		parts = append(parts, int64(k.N))
	}
	return indicator.Rounding(parts, int64(y.Rate("solved").Now.Den.N), decimals)
}
