package appraise

import (
	"context"

	"huiyin/internal/appraisal"
	"huiyin/internal/calendar"
	"huiyin/internal/store"
)

// FrozenRun is a run of scoring whose frozen facts hold a suggestion as its record then stood.
type FrozenRun struct {
	ID     int64
	Title  string
	CutOff calendar.Day
	Before bool // a correction came after: the run counts what the record said before it
}

// FrozenOn lists the runs that count a suggestion. A correction does not move what is frozen: whoever corrects, and whoever reads the case, is told.
func FrozenOn(ctx context.Context, tx *store.Tx, congress, session, suggestion int64) ([]FrozenRun, error) {
	docs, err := tx.DossiersOf(ctx, congress, appraisal.ScoringKind.Name(), 0)
	if err != nil {
		return nil, err
	}
	log, err := tx.Events(ctx, suggestion)
	if err != nil {
		return nil, err
	}
	corrected := 0
	for _, e := range log {
		if e.Action == "correct" {
			corrected = e.Seq
		}
	}
	var out []FrozenRun
	for _, d := range docs {
		run, ok := d.(*appraisal.Scoring)
		if !ok || run.Of != session || run.Frozen == "" || run.State == appraisal.ScoringDropped {
			continue
		}
		b, err := Bundle(ctx, tx, run, run.Frozen)
		if err != nil {
			return nil, err
		}
		seq := 0
		for _, u := range b.Inputs.Units {
			for _, it := range u.Items {
				if it.Case == suggestion {
					seq = it.Seq
				}
			}
		}
		if seq > 0 {
			out = append(out, FrozenRun{run.ID, run.Title, run.CutOff, seq < corrected})
		}
	}
	return out, nil
}
