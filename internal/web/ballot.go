package web

import (
	"net/http"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// Steps of the ballot's form. What is marked travels in the form's body alone: no address, cookie or key of the form holds it.
const (
	stepCheck = "check"
	stepCast  = "cast"
	stepEdit  = "edit"
)

func (s *Server) booth(r *http.Request) (polling.Booth, error) {
	id, err := pathID(r)
	if err != nil {
		return polling.Booth{}, err
	}
	return polling.Enter(r.Context(), s.Desk, visit(r).actor(), id)
}

func (s *Server) ballotPage(w http.ResponseWriter, r *http.Request) error {
	b, err := s.booth(r)
	if err != nil {
		return err
	}
	return s.showBallot(w, r, http.StatusOK, b, stepEdit, nil)
}

// ballot shows what was marked for a last look, or drops the ballot: 303 to the page that says so.
func (s *Server) ballot(w http.ResponseWriter, r *http.Request) error {
	b, err := s.booth(r)
	if err != nil {
		return err
	}
	marks := map[int]suggestion.Rating{}
	for _, l := range b.Vote.Lines {
		if m := r.PostForm.Get(polling.LineField(l.No)); m != "" {
			marks[l.No] = suggestion.Rating(m)
		}
	}
	step := r.PostForm.Get("step")
	if step == stepCast {
		err = polling.Cast(r.Context(), s.Desk, visit(r).actor(), b.Vote.ID, marks)
		if err == nil {
			return see(w, r, votePage(b.Vote.ID, "ballot"))
		}
	} else if err = b.Open(visit(r).actor().Post.ID); err == nil {
		err = b.Check(marks)
	}
	f, ok := fault.As(err)
	switch {
	case err == nil && step == stepCheck:
		return s.showBallot(w, r, http.StatusOK, b, stepCheck, nil)
	case err == nil:
		return s.showBallot(w, r, http.StatusOK, b, stepEdit, nil)
	case ok && (f.Kind == fault.Invalid || f.Kind == fault.Conflict):
		if fresh, again := s.booth(r); again == nil {
			b = fresh
		}
		return s.showBallot(w, r, answer.Status[f.Kind], b, stepEdit, f)
	}
	return err
}

// showBallot writes the ballot, its last look, or that the vote is over or the ballot in.
func (s *Server) showBallot(w http.ResponseWriter, r *http.Request, code int, b polling.Booth, step string, f *fault.Error) error {
	v := visit(r)
	p := templates.BallotPage{Page: s.page(w, r, b.Vote.Title, templates.Link{Href: folder.Href(b.Vote.ID), Text: v.T("machine.vote")}), Action: votePage(b.Vote.ID, "ballot")}
	p.Form = templates.Form{Printer: v.Printer, Values: r.PostForm, Fault: f}
	if f != nil && f.Kind == fault.Conflict {
		p.Refused = v.T(f.Key, f.Args...)
		p.Form.Fault = nil
	}
	dir, err := s.Desk.Store.Directory(r.Context(), b.Vote.Congress)
	if err != nil {
		return err
	}
	for _, l := range b.Out {
		p.Out = append(p.Out, v.T("vote.out_line", "no", l.No, "title", lineTitle(v.Printer, l)))
	}
	switch {
	case b.Voted:
		p.Done = true
	case b.Vote.State != poll.VoteOpen:
		p.Closed = v.T("vote.closed_text")
	case b.Open(v.actor().Post.ID) != nil:
		refusal, _ := fault.As(b.Open(v.actor().Post.ID))
		p.Closed = v.T(refusal.Key)
	default:
		for _, l := range b.Lines {
			field := templates.Field{Name: polling.LineField(l.No), Kind: templates.InputRadio, Label: v.T("vote.line_"+l.Sort, "no", l.No) + " " + lineTitle(v.Printer, l)}
			if units := unitNames(v.Printer, dir, l); units != "" {
				field.Hint = v.T("vote.units", "units", units)
			}
			for _, level := range append(append([]suggestion.Rating{}, poll.Levels...), poll.Abstained) {
				field.Options = append(field.Options, templates.Option{Value: string(level), Text: levelText(v.Printer, level)})
			}
			p.Fields = append(p.Fields, field)
			if step == stepCheck {
				p.Answers = append(p.Answers, markFact(v, field, r.PostForm.Get(field.Name)))
				p.Hidden = append(p.Hidden, templates.Pair{Name: field.Name, Value: r.PostForm.Get(field.Name)})
			}
		}
	}
	p.Checking = step == stepCheck
	return s.render(w, r, code, templates.Ballot(p))
}

func markFact(v *Visit, field templates.Field, mark string) templates.Fact {
	if mark == "" {
		return templates.Fact{Term: field.Label, Value: v.T("vote.blank")}
	}
	return templates.Fact{Term: field.Label, Value: levelText(v.Printer, suggestion.Rating(mark))}
}
