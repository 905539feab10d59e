// Package similar finds suggestions that are about the same as another: of this session and earlier ones, and what came of them (相似建议). It
// shows what the reader may see and decides nothing.
package similar

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/reading"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Most is how many are shown.
const Most = 5

// Match is a suggestion that is possibly about the same.
type Match struct {
	Row      store.CaseRow
	Case     *suggestion.Case // as the reader may see it
	Likeness float64          // above 0, up to 1
	Shared   []string         // the words that say most about both
	SameLead bool             // proposed by the same deputy, as far as the reader may know
	Public   bool             // shown because it was given to the public: the reader cannot open it
	Promises Promises
}

// Promises is how the promises of a suggestion are kept, all of them taken together: the worst.
type Promises string

// The words for it, from the worst to the best. Empty: nothing was promised.
const (
	Broken  Promises = "broken" // 未兑现
	Overdue Promises = "late"   // 超期
	Running Promises = "open"   // 落实中
	Kept    Promises = "kept"   // 已兑现
)

func promisesOf(c *suggestion.Case, today calendar.Day) Promises {
	order := []Promises{"", Kept, Running, Overdue, Broken}
	worst := 0
	for _, k := range c.Commitments {
		var is Promises
		switch {
		case k.State == suggestion.Broken:
			is = Broken
		case k.State == suggestion.Kept:
			is = Kept
		case k.State != suggestion.Promised && k.State != suggestion.Claimed:
		case k.State == suggestion.Promised && k.Due < today: // one declared done waits for others
			is = Overdue
		default:
			is = Running
		}
		worst = max(worst, slices.Index(order, is))
	}
	return order[worst]
}

// writes reports whether somebody sees few suggestions of others and may yet write one: who does asks the more for what came of those. A former
// deputy begins none and supports none any more, and keeps sight of the own ones alone (ADR 78).
func writes(a org.Actor) bool {
	return a.Post.Role == org.DelegationAide || a.Post.Role == org.Deputy && !a.IsFormer()
}

// To finds what a reader may see, and a filter keeps, that is about the same as a suggestion which the reader has before them; the best first, at most
// Most of them. Whoever writes is also told of what was given to the public.
func To(ctx context.Context, tx *store.Tx, a org.Actor, c *suggestion.Case, f suggestion.Filter) ([]Match, error) {
	own := store.TermsOf(c.Text)
	words, err := tx.Vocabulary(ctx, own)
	if err != nil {
		return nil, err
	}
	scope := access.Of(a)
	rows, err := tx.Similar(ctx, scope, f, own.Sketch(words), c.ID, reading.Candidates)
	if err != nil {
		return nil, err
	}
	if writes(a) {
		public, err := tx.Similar(ctx, access.ToEverybody(scope.Congress), f, own.Sketch(words), c.ID, reading.Candidates)
		if err != nil {
			return nil, err
		}
		rows = append(rows, slices.DeleteFunc(public, func(r store.SimilarRow) bool { return scope.Sees(r.Case) })...)
	}
	length := own.Length(words)
	var out []Match
	terms := map[int64]reading.Terms{}
	for _, r := range rows {
		v := access.View(r.Case, a)
		terms[r.ID] = store.TermsOf(v.Text)
		m := Match{Row: r.CaseRow, Case: v, Likeness: reading.Likeness(own, terms[r.ID], words, length, r.Length), Public: !scope.Sees(r.Case)}
		if m.Public {
			m.Row = published(m.Row)
		}
		if m.Likeness < reading.LeastLikeness {
			continue
		}
		m.SameLead = v.LeadPerson != 0 && v.LeadPerson == c.LeadPerson
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Compare(b.Likeness, a.Likeness) })
	out = out[:min(len(out), Most)]
	runs := reading.Runs(whole(c.Text))
	for i, m := range out {
		out[i].Promises = promisesOf(m.Case, tx.Today())
		out[i].Shared = reading.Shared(runs, whole(m.Case.Text), terms[m.Row.ID], words)
	}
	return out, nil
}

// published is what a row tells of a suggestion that the reader cannot open: neither what the deputy said of it, nor who it was, nor what still runs.
func published(r store.CaseRow) store.CaseRow {
	return store.CaseRow{
		ID: r.ID, Session: r.Session, State: r.State, Stream: r.Stream, Number: r.Number, Title: r.Title, Unit: r.Unit, Class: r.Class, Outcome: r.Outcome,
	}
}

// whole is a text in one piece.
func whole(t suggestion.Text) string {
	return strings.Join(append([]string{t.Title, t.Situation, t.Analysis}, t.Requests...), "\n")
}
