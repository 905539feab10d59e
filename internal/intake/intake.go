// Package intake brings real input in: whole past years of suggestions, deputies, units and accounts, from workbooks that
// package sheet reads and judges. Nothing is written while something is wrong, unless the person chose the good rows only.
package intake

import (
	"context"

	"huiyin/internal/fault"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// chunk is how many cases one short transaction writes: few enough that an action which waits for the writer waits a
// fraction of its own budget (see the decision record on staged imports).
const chunk = 25

// abandoned is after how many milliseconds without a chunk an unfinished import counts as dead and is swept.
const abandoned = 2 * 60 * 1000

// Importer carries out imports.
type Importer struct {
	Store *store.Store
	// Committed is told of the events once they are visible; nil when nobody listens. Their payloads are left out.
	Committed func(events []suggestion.Event)
	// Staged is called after each chunk, with nothing held; nil when nobody watches.
	Staged func(done, all int)
}

// Request says who imports what.
type Request struct {
	Actor    org.Actor // a committee post of the congress into which the rows go
	File     string    // name, for people
	DryRun   bool      // read and judge, write nothing
	GoodOnly bool      // take the good rows although others are wrong
}

// Result is what an import found and did. Counts are rows of suggestions, or of people.
type Result struct {
	Read      int             `json:"read"`
	Good      int             `json:"good"`
	Wrong     int             `json:"wrong"`
	New       int             `json:"new"`
	Present   int             `json:"already_there"`
	Differing int             `json:"differing"` // stored already, and not as the sheet says; left as stored
	Commended int             `json:"commended_units"`
	Written   bool            `json:"written"`
	Batch     string          `json:"-"` // of first passwords that are being made
	Problems  []sheet.Problem `json:"problems,omitempty"`
	Sessions  []org.Session   `json:"-"` // that the rows belong to
}

// Errors counts the problems that forbid taking all rows.
func (r Result) Errors() int { return sheet.Errors(r.Problems) }

// world is what a congress looks like at the beginning of an import.
type world struct {
	dir      *store.Directory
	sessions map[[2]int]org.Session // by term and number
	opt      sheet.Options
	env      suggestion.Env
}

func (im *Importer) look(ctx context.Context, congress int64) (w world, err error) {
	err = im.Store.View(ctx, func(tx *store.Tx) error {
		if w.dir, err = tx.Directory(ctx, congress); err != nil {
			return err
		}
		list, err := tx.Sessions(ctx, congress)
		if err != nil {
			return err
		}
		w.sessions = map[[2]int]org.Session{}
		for _, s := range list {
			w.sessions[[2]int{s.Term, s.Number}] = s
		}
		pack, ok := tx.Packs().Latest(w.dir.Congress.Pack)
		if !ok {
			return fault.New(fault.Conflict, "fault.no_pack", "pack", w.dir.Congress.Pack)
		}
		w.env = suggestion.Env{
			At: tx.Now, Today: tx.Today(), Calendar: tx.Calendar(), Packs: tx.Packs(),
			InForce: suggestion.PackRef{ID: pack.ID, Version: pack.Version},
		}
		w.opt = sheet.Options{Congress: w.dir.Congress.Code, Directory: names(w.dir), Today: tx.Today(), Session: func(term, number int) (sheet.Span, bool) {
			s, ok := w.sessions[[2]int{term, number}]
			return spanOf(s, list), ok
		}}.Under(pack)
		return nil
	})
	return w, err
}

// spanOf is the time in which the suggestions of a session are handed in: from the end of the session before it until the next one opens. Where
// there is none beside it, a year counts.
func spanOf(s org.Session, all []org.Session) sheet.Span {
	if s.Opens == "" {
		return sheet.Span{}
	}
	last := max(s.Opens, s.Closes)
	out := sheet.Span{From: s.Opens.AddMonths(-12), To: last.AddMonths(12)}
	for _, o := range all {
		switch {
		case o.Opens == "":
		case o.Opens < s.Opens:
			out.From = max(out.From, max(o.Opens, o.Closes).AddDays(1))
		case o.Opens > s.Opens:
			out.To = min(out.To, o.Opens.AddDays(-1))
		}
	}
	return out
}

// mayRecord refuses everybody but the committee's own people: the table says the same of every single row.
func mayRecord(a org.Actor) error {
	if a.IsSystem() && a.Post.Congress != 0 {
		return nil // the installation's own command line
	}
	if a.Post.Role != org.CommitteeClerk && a.Post.Role != org.CommitteeHead {
		return fault.New(fault.Forbidden, "import.not_committee")
	}
	return nil
}
