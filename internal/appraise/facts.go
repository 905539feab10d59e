package appraise

import (
	"context"
	"slices"

	"huiyin/internal/appraisal"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Asked is what a run of scoring is about.
type Asked struct {
	Title    string
	Congress int64
	Session  org.Session
	CutOff   calendar.Day
	Scheme   score.Scheme
	Groups   []string // of bodies; empty: all
}

// Inputs reads out of the logs what every unit had done by the end of the cut-off.
func Inputs(ctx context.Context, tx *store.Tx, q Asked) (score.Inputs, error) {
	dir, err := tx.Directory(ctx, q.Congress)
	if err != nil {
		return score.Inputs{}, err
	}
	var cases []*suggestion.Case
	world := suggestion.World{Packs: tx.Packs(), Calendar: tx.CalendarAt}
	err = tx.SessionLogs(ctx, q.Congress, q.Session.ID, func(id int64, log []suggestion.Event) error {
		c, err := score.CaseAt(id, log, q.CutOff, world)
		if c != nil {
			cases = append(cases, c)
		}
		return err
	})
	if err != nil {
		return score.Inputs{}, err
	}
	found, err := foundEntries(ctx, tx, q)
	if err != nil {
		return score.Inputs{}, err
	}
	in := score.Inputs{Title: q.Title, Congress: q.Congress, Year: q.Session.Year, CutOff: q.CutOff, Scheme: q.Scheme}
	in.Units = score.FactsOf(cases, func(unit int64) (string, string) {
		o, _ := dir.Org(unit)
		return dir.OrgNameOn(unit, q.CutOff), appraisal.GroupOf(o)
	}, found)
	in.Units = slices.DeleteFunc(in.Units, func(f score.Facts) bool { return len(q.Groups) > 0 && !slices.Contains(q.Groups, f.Group) })
	return in, nil
}

// Frozen freezes the facts of a run under its scheme, with no entries yet.
func Frozen(ctx context.Context, tx *store.Tx, q Asked) (score.Bundle, error) {
	in, err := Inputs(ctx, tx, q)
	if err != nil {
		return score.Bundle{}, err
	}
	for i := range in.Units {
		in.Units[i].Group = q.Scheme.Place(in.Units[i].Group)
	}
	return score.Freeze(in)
}

// listed are the found lists under the names that schemes know them by.
var listed = map[look.List]string{
	look.Solvable: score.FoundSolvable, look.Neglected: score.FoundHot, look.Unadopted: score.FoundAdvice, look.EmptyReply: score.FoundEmpty, look.Public: score.FoundPublic,
}

// ended says how an entry of the found lists has ended.
var ended = map[flow.State]string{look.Released: "released", look.Lapsed: "lapsed", look.Settled: "settled"}

// foundEntries tells the entries of the found lists (四不放过) about each share as they stood on the day of the cut-off.
func foundEntries(ctx context.Context, tx *store.Tx, q Asked) (func(caseID int64, assignment int) []score.Found, error) {
	type share struct {
		id   int64
		part int
	}
	docs, err := tx.DossiersAt(ctx, q.Congress, look.FoundKind, store.At(q.CutOff))
	by := map[share][]score.Found{}
	for _, d := range docs {
		e, ok := d.(*look.Entry)
		if !ok {
			continue
		}
		f := score.Found{List: listed[e.List], Entry: e.ID, Ended: ended[e.State], SentBack: e.Met("sent_back")}
		if f.SentBack {
			f.RedoDue, f.Reported = e.Until, e.Reported()
		}
		by[share{e.Case, e.Part}] = append(by[share{e.Case, e.Part}], f)
	}
	return func(id int64, part int) []score.Found { return by[share{id, part}] }, err
}

// session finds a session of a congress by its id.
func session(ctx context.Context, tx *store.Tx, congress, id int64) (org.Session, bool, error) {
	list, err := tx.Sessions(ctx, congress)
	i := slices.IndexFunc(list, func(s org.Session) bool { return s.ID == id })
	if err != nil || i < 0 {
		return org.Session{}, false, err
	}
	return list[i], true, nil
}

// keep writes a bundle beside its run.
func keep(ctx context.Context, tx *store.Tx, dossier int64, b score.Bundle) error {
	raw, err := b.Bytes()
	if err != nil {
		return err
	}
	return tx.InsertScoreBundles(ctx, store.ScoreBundle{Dossier: dossier, Digest: b.Digest, Body: string(raw)})
}

// Bundle opens a frozen run: one that is not what the log says is never used.
func Bundle(ctx context.Context, tx *store.Tx, run *appraisal.Scoring, digest string) (score.Bundle, error) {
	raw, err := tx.ScoreBundle(ctx, run.ID, digest)
	if err != nil {
		return score.Bundle{}, err
	}
	b, err := score.Open([]byte(raw))
	if err == nil && b.Digest != digest {
		err = fault.New(fault.Conflict, "score.verify.other", "got", b.Digest, "want", digest)
	}
	return b, err
}

// Results lists what each unit came to, as the run's document keeps it.
func Results(b score.Bundle) []appraisal.Result {
	out := make([]appraisal.Result, 0, len(b.Sheet.Units))
	for _, u := range b.Sheet.Units {
		out = append(out, appraisal.Result{
			Unit: u.Unit, Group: u.Group, Items: u.Items, Total: u.Total, Bonus: u.Bonus, Grade: u.Grade, Rank: u.Rank, Among: u.Among, Tied: u.Tied, Unranked: u.Unranked,
		})
	}
	return out
}
