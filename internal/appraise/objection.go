package appraise

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"huiyin/internal/appraisal"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/score"
)

func itoa(n int) string { return strconv.Itoa(n) }

// objections find out what the frozen facts say of the matter that a unit objects to.
var objections = map[flow.Action]desk.Hook{
	"object_score": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		s, c := d.(*appraisal.Scoring), cmd.(*appraisal.ObjectScore)
		unit := w.Actor().Post.Org
		if _, ok := s.Result(unit); !ok || s.State != appraisal.ScoringShown || w.Env.Today > s.AppealUntil {
			return nil
		}
		b, err := Bundle(ctx, w.Tx(), s, s.Computed)
		if err != nil {
			return err
		}
		in := b.Inputs
		c.Case, c.Assignment, c.Entry = about(c.Matter)
		a := score.Appeal{No: s.LastPart + 1, Unit: unit, FiledOn: w.Env.Today, Words: c.Words, Case: c.Case, Assignment: c.Assignment, Entry: c.Entry, Ruling: score.RulingWaits}
		if c.Entry == 0 {
			a.Field = c.Field
			a.Was, _ = in.Stands(a)
			a.Is = meant(c)
			c.Was, c.Is = a.Was, a.Is
		}
		if c.Entry == 0 && (c.Case == 0 || c.Field == "" || c.Words == "" || c.Was == c.Is) {
			return nil // the command complains itself
		}
		in.PublishedOn, in.Appeals = s.ShownOn, append(s.Appeals(), a)
		return beside(in.Check(), "appeals", len(in.Appeals)-1, map[string]string{"no": "matter", "case": "matter", "entry": "matter", "was": "field", "is": "is_day", "filed_on": "words"})
	}},
}

// about reads what an objection is about: an item as case/assignment, or an entry by hand as entry/number.
func about(matter string) (caseID int64, assignment, entry int) {
	if _, err := fmt.Sscanf(matter, "entry/%d", &entry); err == nil {
		return 0, 0, entry
	}
	first, second, _ := strings.Cut(matter, "/")
	caseID, _ = strconv.ParseInt(first, 10, 64)
	assignment, _ = strconv.Atoi(second)
	return caseID, assignment, 0
}

// meant is what the field should say: a day, or a word in the spelling of the facts.
func meant(c *appraisal.ObjectScore) string {
	switch c.Field {
	case "signed_on", "answered_on", "due", "opinion_on":
		return string(c.IsDay)
	case "outcome":
		return strings.ToUpper(c.IsWord)
	}
	return c.IsWord
}
