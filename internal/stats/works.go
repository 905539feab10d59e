package stats

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/campaign"
	"huiyin/internal/conduct"
	"huiyin/internal/fault"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Work is how often something was done in a year beside the suggestions: visits, inquiries, votes, trainings. What counts is said in the
// catalogue of campaign proofs.
type Work struct {
	Code    string `json:"code"`
	Chapter string `json:"chapter"`
	N       int    `json:"n"`
	List    string `json:"list"` // address of the list behind it
}

// Found is one of the lists of what is not let go (四不放过): how many of its entries about the year's suggestions have met each fate.
type Found struct {
	look.Line
	Lists map[string]string `json:"lists"` // address of the list behind each number, by its fate
}

// beside counts what stands beside the suggestions of the year. It is for those who see all of it.
func (y *Year) beside(ctx context.Context, tx *store.Tx) (err error) {
	y.Works, y.Found, err = Beside(ctx, tx, y.Congress.ID, y.Session.ID)
	return err
}

// Beside counts what was done in the year of a session beside its suggestions, and what became of the entries of the found lists.
func Beside(ctx context.Context, tx *store.Tx, congress, session int64) (works []Work, found []Found, err error) {
	type counted struct {
		works []conduct.Count
		found []look.Line
	}
	c, err := store.Kept(ctx, tx, congress, session, "beside", func() (c counted, err error) {
		if c.works, err = conduct.Works(ctx, tx, congress, session); err != nil {
			return c, err
		}
		entries, err := foundIn(ctx, tx, congress, session)
		c.found = look.Year(entries)
		return c, err
	})
	if err != nil {
		return nil, nil, err
	}
	for _, w := range c.works {
		works = append(works, Work{Code: w.Proof.What, Chapter: w.Proof.Chapter, N: w.N, List: behind(session, w.Proof.What)})
	}
	found, err = foundLines(c.found, session)
	return works, found, err
}

// FoundLists returns the entries of the found lists about the suggestions of a session's year, and what has become of them list by list.
func FoundLists(ctx context.Context, tx *store.Tx, session org.Session) ([]*look.Entry, []Found, error) {
	entries, err := foundIn(ctx, tx, session.Congress, session.ID)
	if err != nil {
		return nil, nil, err
	}
	lines, err := foundLines(look.Year(entries), session.ID)
	return entries, lines, err
}

func foundLines(lines []look.Line, session int64) ([]Found, error) {
	var out []Found
	for _, l := range lines {
		if d := l.Difference(); d != 0 {
			return nil, fault.New(fault.Conflict, "figure.does_not_add_up", "whole", "found_"+string(l.List), "difference", d)
		}
		f := Found{l, map[string]string{}}
		for _, fate := range look.Fates {
			f.Lists[fate] = behind(session, foundCode(l.List, fate))
		}
		out = append(out, f)
	}
	return out, nil
}

func foundIn(ctx context.Context, tx *store.Tx, congress, session int64) ([]*look.Entry, error) {
	docs, err := tx.DossiersOf(ctx, congress, look.FoundKind.Name(), session)
	var out []*look.Entry
	for _, d := range docs {
		if e, ok := d.(*look.Entry); ok {
			out = append(out, e)
		}
	}
	return out, err
}

func foundCode(l look.List, fate string) string { return "found." + string(l) + "." + fate }

func behind(session int64, code string) string {
	return "/reports/works?" + url.Values{"session": {strconv.FormatInt(session, 10)}, "of": {code}}.Encode()
}

// Behind lists the objects that a work or a number of the found lists counts. An unknown code is an Invalid fault.
func Behind(ctx context.Context, tx *store.Tx, congress, session int64, code string) ([]conduct.Thing, error) {
	if p, ok := campaign.ProofOf(code); ok && p.Chapter != "" {
		return conduct.Things(ctx, tx, congress, session, p)
	}
	parts := strings.Split(code, ".")
	if len(parts) != 3 || parts[0] != "found" || !slices.Contains(look.Lists, look.List(parts[1])) || !slices.Contains(look.Fates, parts[2]) {
		return nil, fault.OnField("of", "field.choice")
	}
	entries, err := foundIn(ctx, tx, congress, session)
	var out []conduct.Thing
	for _, e := range entries {
		if e.List == look.List(parts[1]) && e.Met(parts[2]) {
			out = append(out, conduct.Thing{Kind: look.FoundKind.Name(), Doc: e})
		}
	}
	return out, err
}
