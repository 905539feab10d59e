package api

import (
	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/indicator"
	"huiyin/internal/stats"
	"huiyin/internal/store"
)

// Notice is one line of the caller's notice list.
type Notice struct {
	ID         int64        `json:"id"`
	Suggestion int64        `json:"suggestion"`        // 0 when it is about a dossier or a hand-over list, or about a suggestion that no longer opens
	Dossier    int64        `json:"dossier,omitempty"` // what it is about beside the suggestions
	List       int64        `json:"handover_list,omitempty"`
	Promises   int          `json:"promises,omitempty" doc:"How many promises it is about: those that the ledger lists with told and the id of the notice"`
	Key        string       `json:"key"`
	Text       string       `json:"text"`
	Due        calendar.Day `json:"due,omitempty"`
	At         int64        `json:"at"`
}

func (c *call) listNotices() (any, error) {
	out := []Notice{}
	a := c.who.Actor
	err := c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		list, err := tx.Notices(c.Context(), access.Of(a), dossier.ScopeOf(a), store.ManyNotices)
		for _, n := range list {
			out = append(out, Notice{ID: n.ID, Suggestion: n.Case, Dossier: n.Dossier, List: n.List, Promises: n.Promises, Key: n.Key, Text: answer.Notice(c.say, n), Due: n.Due, At: n.At})
		}
		return err
	})
	return out, err
}

// indicators answers the figures of a year, each with numerator, denominator and the query of the list behind it.
func (c *call) indicators() (any, error) {
	var y stats.Year
	err := c.inYear(func(tx *store.Tx, scope access.Scope, session int64) (err error) {
		y, err = stats.OfYear(c.Context(), tx, scope, session)
		return err
	})
	return y, err
}

// breakdown answers one figure of a year by the groups of a dimension.
func (c *call) breakdown() (any, error) {
	q := c.URL.Query()
	var b stats.Breakdown
	err := c.inYear(func(tx *store.Tx, scope access.Scope, session int64) (err error) {
		b, err = stats.BreakDown(c.Context(), tx, scope, session, q.Get("of"), indicator.Dimension(q.Get("by")))
		return err
	})
	return b, err
}

// inYear does something with the session of the year that is asked for, the present one when none is.
func (c *call) inYear(do func(tx *store.Tx, scope access.Scope, session int64) error) error {
	year := c.number("year")
	return c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		scope := access.Of(c.who.Actor)
		_, session, err := desk.Env(c.Context(), tx, scope.Congress, nil, tx.Today())
		if err != nil {
			return err
		}
		sessions, err := tx.Sessions(c.Context(), scope.Congress)
		if err != nil {
			return err
		}
		for _, s := range sessions {
			if s.Year == year {
				session = s
			}
		}
		if year != 0 && session.Year != year {
			return fault.OnField("year", "figure.no_year", "year", year)
		}
		return do(tx, scope, session.ID)
	})
}

// date counts a day by a pack's clock or by any term. It needs no sign-in, as the calculator page needs none.
func (c *call) date() (any, error) {
	d, _, err := answer.CountDay(c.URL.Query(), c.s.Store.Packs(), c.s.Store.Calendar(), c.say)
	if err != nil {
		return nil, err
	}
	return Date{Due: d.Due, Raw: d.Raw, Provisional: d.Provisional, Steps: c.say.Reasons(d)}, nil
}
