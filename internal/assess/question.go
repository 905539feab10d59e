package assess

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/question"
	"huiyin/internal/suggestion"
)

var questions = hooks{
	"ask_deputy":      {Before: know, After: compare},
	"ask_last_year":   {Before: know, After: compare},
	"delegate_county": {Before: know},
	"enter_survey":    {After: compare},
	"void_record":     {After: compare},
}

// know fills in what is true of the case when it is asked about.
func know(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	s, ok := d.(*question.Sheet)
	k, asks := cmd.(interface {
		Learn(about *suggestion.Case, today calendar.Day)
	})
	if !ok || !asks {
		return nil
	}
	c, err := w.Tx().ReadCase(ctx, s.Case)
	if err != nil {
		return err
	}
	k.Learn(c, w.Env.Today)
	return nil
}

// recallCounty takes a delegation back when the author's identity becomes protected: the county may not know any more whom to ask.
func recallCounty(ctx context.Context, w *desk.Work, c *suggestion.Case) error {
	sheet, err := sheetOf(ctx, w, c.ID)
	if err != nil || sheet == nil || sheet.County == 0 || !c.About.Protected {
		return err
	}
	_, err = w.Order(ctx, "question", sheet.ID, 0, "recall_county", &suggestion.Nothing{})
	return err
}

// compare carries what was answered on to the case and looks for contradictions, after its sheet has changed.
func compare(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	s, ok := d.(*question.Sheet)
	if !ok {
		return nil
	}
	c, err := w.Tx().ReadCase(ctx, s.Case)
	if err != nil {
		return err
	}
	if heard := s.Heard(); slices.Contains(suggestion.Hearing, c.State) && !slices.Equal(heard, c.Heard) {
		if c, err = w.Case(ctx, org.Actor{}, c.ID, 0, "hear_answers", &suggestion.Hear{Answers: heard}); err != nil {
			return err
		}
	}
	return contradict(ctx, w, c)
}

// speaking are the acts on a suggestion that can contradict an answer, or take a contradiction away.
var speaking = []flow.Action{"register_form", "check_form", "doubt_form", "finish_evaluation", "close_window", "confirm_evaluation", "kept", "overturn"}

// contradict opens, renews or takes back the review of a case by what its answers say now.
func contradict(ctx context.Context, w *desk.Work, c *suggestion.Case) error {
	sheet, err := sheetOf(ctx, w, c.ID)
	if err != nil || sheet == nil && len(c.Forms) == 0 {
		return err
	}
	log, err := w.Tx().Events(ctx, c.ID)
	if err != nil {
		return err
	}
	reviews, err := w.Tx().DossiersAbout(ctx, "review", c.ID)
	if err != nil {
		return err
	}
	var last *question.Review
	if len(reviews) > 0 {
		last, _ = reviews[len(reviews)-1].(*question.Review)
	}
	records := question.All(c, sheet)
	do, cmd := question.Reviewing(c, records, last, question.Contradict(c, log, records))
	id := int64(0)
	switch do {
	case "":
		return nil
	case "open_review":
	default:
		id = last.ID
	}
	_, err = w.Order(ctx, "review", id, 0, do, cmd)
	return err
}

// sheetOf returns the sheet of a case; nil when nobody has asked yet.
func sheetOf(ctx context.Context, w *desk.Work, id int64) (*question.Sheet, error) {
	list, err := w.Tx().DossiersAbout(ctx, "question", id)
	for _, d := range list {
		if s, ok := d.(*question.Sheet); ok && s.State != question.Closed {
			return s, err
		}
	}
	return nil, err
}

// opened returns the sheet of a case, begun when there is none.
func opened(ctx context.Context, w *desk.Work, c *suggestion.Case) (*question.Sheet, error) {
	s, err := sheetOf(ctx, w, c.ID)
	if s != nil || err != nil {
		return s, err
	}
	d, err := w.Order(ctx, "question", 0, 0, "open_sheet", question.SheetOf(c))
	s, _ = d.(*question.Sheet)
	return s, err
}

// Sheet returns the id of the sheet of a case for somebody who is about to ask, and begins it when nobody has asked before. Only those who
// ask may: the committee, and special committees whose case it is.
func Sheet(ctx context.Context, d *desk.Desk, a org.Actor, id int64) (sheet int64, err error) {
	err = d.System(ctx, a.Post.Congress, func(w *desk.Work) error {
		c, err := w.Tx().ReadCase(ctx, id)
		if err != nil {
			return err
		}
		if !access.Of(a).Sees(c) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		if r := a.Post.Role; r != org.CommitteeClerk && r != org.CommitteeHead && r != org.SpecialClerk {
			return fault.New(fault.Forbidden, "fault.not_yours")
		}
		if question.Know(c, 0, false, w.Env.Today).Delivered == "" {
			return fault.New(fault.Conflict, "question.not_replied")
		}
		s, err := opened(ctx, w, c)
		if s != nil {
			sheet = s.ID
		}
		return err
	})
	return sheet, err
}

var reviews = hooks{
	"reopen_case": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		r, c := d.(*question.Review), cmd.(*question.Rework)
		_, err := w.Case(ctx, w.Actor(), r.Case, 0, "reopen", &suggestion.Reason{Reason: c.Order})
		return err
	}},
	"resolve_review": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		c, err := w.Tx().ReadCase(ctx, d.(*question.Review).Case)
		if err != nil {
			return err
		}
		for _, a := range c.Answering() {
			if a.State == suggestion.Reworking {
				cmd.(*question.Resolve).Reworking = true
			}
		}
		return nil
	}},
}
