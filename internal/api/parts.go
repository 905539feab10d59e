package api

import (
	"context"
	"net/url"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// ShareLine is one unit's share: a line of the list behind the figures in unit-times.
type ShareLine struct {
	Suggestion int64             `json:"suggestion"`
	Part       int               `json:"part"`
	Number     string            `json:"number"`
	Title      string            `json:"title"`
	Unit       int64             `json:"unit"`
	Role       suggestion.Role   `json:"role"`
	State      flow.State        `json:"state"`
	Class      string            `json:"class,omitempty"`
	SignedOn   calendar.Day      `json:"signed_on,omitempty"`
	FirstOn    calendar.Day      `json:"first_answer_on,omitempty"`
	AnswerDue  calendar.Day      `json:"answer_due,omitempty"`
	Timing     suggestion.Timing `json:"timing,omitempty"`
	Contacts   int               `json:"contacts"`
	Result     suggestion.Rating `json:"result,omitempty"`
	Effect     suggestion.Effect `json:"effect,omitempty"`
}

// ShareList is a page of shares.
type ShareList struct {
	Total int         `json:"total"`
	Next  string      `json:"next,omitempty"`
	Items []ShareLine `json:"items"`
}

// PromiseLine is one promise of the ledger: a line of the list behind the figures in promises.
type PromiseLine struct {
	Suggestion int64        `json:"suggestion"`
	Part       int          `json:"part"`
	Number     string       `json:"number"`
	Title      string       `json:"title"`
	Session    int64        `json:"session"`
	Unit       int64        `json:"unit"`
	State      flow.State   `json:"state"`
	Words      string       `json:"words"`
	Due        calendar.Day `json:"due,omitempty"`
	FirstDue   calendar.Day `json:"first_due,omitempty"`
	DoneOn     calendar.Day `json:"done_on,omitempty"`
	Percent    int          `json:"percent"`
	ReportBy   calendar.Day `json:"report_by,omitempty"`
	Made       int          `json:"made_year,omitempty"` // in which it entered the ledger
	Year       int          `json:"year,omitempty"`      // in whose account it stands, or stood when it was settled
	Term       int          `json:"term,omitempty"`      // into which it was carried
	MadeBy     int64        `json:"made_by,omitempty"`   // unit that made it

	Files   []suggestion.File  `json:"files,omitempty"` // that show how it is kept; read through the suggestion
	Earlier []suggestion.Claim `json:"failed_claims,omitempty" doc:"Times that it was declared done and was not"`
}

// PromiseList is a page of promises.
type PromiseList struct {
	Total int           `json:"total"`
	Next  string        `json:"next,omitempty"`
	Items []PromiseLine `json:"items"`
}

// pageOf reads what a query asks for, one page of the list that it names, and writes each row as a line. Without rows the lines are empty, not absent.
func pageOf[F, R, L any](
	c *call, parse func(url.Values) (F, error), read func(*store.Tx, context.Context, access.Scope, F) ([]R, string, int, error), line func(R) L,
) (lines []L, next string, total int, err error) {
	f, err := parse(c.URL.Query())
	if err != nil {
		return nil, "", 0, err
	}
	err = c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		var rows []R
		rows, next, total, err = read(tx, c.Context(), access.Of(c.who.Actor), f)
		lines = make([]L, len(rows))
		for i, r := range rows {
			lines[i] = line(r)
		}
		return err
	})
	return lines, next, total, err
}

func (c *call) listShares() (any, error) {
	var out ShareList
	var err error
	out.Items, out.Next, out.Total, err = pageOf(c, suggestion.ParseShareFilter, (*store.Tx).ShareRows, func(r store.ShareRow) ShareLine {
		return ShareLine{
			Suggestion: r.Case, Part: r.Part, Number: r.Number, Title: r.Title, Unit: r.Unit, Role: r.Role, State: r.State, Class: r.Class,
			SignedOn: r.SignedOn, FirstOn: r.FirstOn, AnswerDue: r.AnswerDue, Timing: r.Timing, Contacts: r.Contacts, Result: r.Result, Effect: r.Effect,
		}
	})
	return out, err
}

// FormLine is one evaluation: a line of the list behind the figures by form. It does not say whose it is.
type FormLine struct {
	Suggestion int64             `json:"suggestion"`
	Part       int               `json:"part"`
	Number     string            `json:"number"`
	Title      string            `json:"title"`
	Unit       int64             `json:"unit"`
	Round      int               `json:"round"`
	Attitude   suggestion.Rating `json:"attitude,omitempty"`
	Result     suggestion.Rating `json:"result,omitempty"`
	On         calendar.Day      `json:"on"`
}

// FormList is a page of evaluations.
type FormList struct {
	Total int        `json:"total"`
	Next  string     `json:"next,omitempty"`
	Items []FormLine `json:"items"`
}

func (c *call) listForms() (any, error) {
	var out FormList
	var err error
	out.Items, out.Next, out.Total, err = pageOf(c, suggestion.ParseFormFilter, (*store.Tx).FormRows, func(r store.FormRow) FormLine {
		return FormLine{r.Case, r.Part, r.Number, r.Title, r.Unit, r.Round, r.Attitude, r.Result, r.On}
	})
	return out, err
}

// DeputyLine is one lead deputy: a line of the list behind the figures by person. Suggestions of protected identity are in none of its numbers.
type DeputyLine struct {
	Deputy     int64 `json:"deputy"` // post
	Delegation int64 `json:"delegation,omitempty"`
	Cases      int   `json:"suggestions"`
	Spoken     int   `json:"contacted"`
	Met        int   `json:"met"`
	Visited    int   `json:"visited"`
}

// DeputyList is a page of lead deputies.
type DeputyList struct {
	Total int          `json:"total"`
	Next  string       `json:"next,omitempty"`
	Items []DeputyLine `json:"items"`
}

func (c *call) listDeputies() (any, error) {
	var out DeputyList
	var err error
	out.Items, out.Next, out.Total, err = pageOf(c, suggestion.ParseDeputyFilter, (*store.Tx).DeputyRows, func(r store.DeputyRow) DeputyLine {
		return DeputyLine{r.Post, r.Delegation, r.Cases, r.Spoken, r.Met, r.Visited}
	})
	return out, err
}

func (c *call) listPromises() (any, error) {
	var out PromiseList
	var err error
	out.Items, out.Next, out.Total, err = pageOf(c, suggestion.ParsePromiseFilter, (*store.Tx).Commitments, func(r store.CommitmentRow) PromiseLine {
		return PromiseLine{
			Suggestion: r.Case, Part: r.Part, Number: r.Number, Title: r.Title, Session: r.Session, Unit: r.Unit, State: r.State, Words: r.Words,
			Due: r.Due, FirstDue: r.FirstDue, DoneOn: r.DoneOn, Percent: r.Percent, ReportBy: r.ReportBy,
			Made: r.Made, Year: r.Year, Term: r.Term, MadeBy: r.MadeBy, Files: r.Files, Earlier: r.Earlier,
		}
	})
	return out, err
}
