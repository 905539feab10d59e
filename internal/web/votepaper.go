package web

import (
	"net/http"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

func (s *Server) watched(r *http.Request) (polling.Turnout, error) {
	id, err := pathID(r)
	if err != nil {
		return polling.Turnout{}, err
	}
	return polling.Watch(r.Context(), s.Desk, visit(r).actor(), id)
}

// papersPage tells how far the vote has come, and hands out papers.
func (s *Server) papersPage(w http.ResponseWriter, r *http.Request) error {
	t, err := s.watched(r)
	if err != nil {
		return err
	}
	return s.showPapers(w, r, http.StatusOK, t, "")
}

func (s *Server) showPapers(w http.ResponseWriter, r *http.Request, code int, t polling.Turnout, refused string) error {
	v := visit(r)
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	p := templates.PapersPage{Page: s.page(w, r, v.T("vote.turnout"), templates.Link{Href: folder.Href(t.Vote.ID), Text: t.Vote.Title}), Action: votePage(t.Vote.ID, "papers"), Refused: refused}
	p.Said = v.T("vote.turnout_said", "present", len(t.Vote.Present), "voted", len(t.Voted), "papers", len(t.Papers), "owing", len(t.Owing))
	counting := t.Vote.PaperBy != 0
	add := func(posts []int64, how, act string) {
		for _, m := range posts {
			line := templates.PaperLine{Post: strconv.FormatInt(m, 10), Who: d.PostLabel(m), How: v.T(how)}
			if t.Vote.State == poll.VoteOpen && !counting && act != "" {
				line.Act, line.Button = act, v.T("vote."+act)
			}
			p.Lines = append(p.Lines, line)
		}
	}
	add(t.Owing, "vote.owing", "give")
	add(t.Papers, "vote.by_paper", "take_back")
	add(t.Voted, "vote.by_screen", "")
	switch {
	case t.Vote.PaperBy == 0:
		p.Count = v.T("vote.paper_state_none")
	case t.Vote.PaperCheck == 0:
		p.Count = v.T("vote.paper_state_first")
	default:
		p.Count = v.T("vote.paper_state_done")
	}
	for _, act := range []struct {
		do         flow.Action
		pass, text string
	}{{"enter_paper", "first", "vote.count_first"}, {"check_paper", "second", "vote.count_second"}} {
		if o, ok := d.Offer(act.do, 0); ok && o.Reason == "" && len(t.Papers) > 0 {
			p.Links = append(p.Links, templates.Link{Href: votePage(t.Vote.ID, "count/"+act.pass), Text: v.T(act.text)})
		}
	}
	return s.render(w, r, code, templates.Papers(p))
}

// handOut gives a member a paper or takes it back unused.
func (s *Server) handOut(w http.ResponseWriter, r *http.Request) error {
	t, err := s.watched(r)
	if err != nil {
		return err
	}
	member, _ := strconv.ParseInt(r.PostForm.Get("member"), 10, 64)
	err = polling.HandOut(r.Context(), s.Desk, visit(r).actor(), t.Vote.ID, member, r.PostForm.Get("act") == "take_back")
	if f, ok := fault.As(err); ok && (f.Kind == fault.Conflict || f.Kind == fault.Invalid) {
		if t, err = s.watched(r); err != nil {
			return err
		}
		return s.showPapers(w, r, answer.Status[f.Kind], t, visit(r).T(f.Key, f.Args...))
	}
	if err != nil {
		return err
	}
	s.say(w, nil, "vote.given")
	return see(w, r, votePage(t.Vote.ID, "papers"))
}

// passes are the two counts of the papers.
var passes = map[string]flow.Action{"first": "enter_paper", "second": "check_paper"}

func (s *Server) countPage(w http.ResponseWriter, r *http.Request) error {
	return s.showCount(w, r, http.StatusOK, nil)
}

func (s *Server) showCount(w http.ResponseWriter, r *http.Request, code int, f *fault.Error) error {
	do, known := passes[r.PathValue("pass")]
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	v, ok := d.Doc.(*poll.Vote)
	if !ok || !known {
		return errMissing
	}
	p := d.P
	page := templates.ActPage{Button: p.T("vote.save_count"), Hint: p.T("vote.count_hint"), Action: votePage(v.ID, "count/"+r.PathValue("pass"))}
	page.Head = templates.CaseHead{Href: votePage(v.ID, "papers"), Title: p.T("vote.turnout")}
	page.Page = s.page(w, r, p.T("action."+string(do)), templates.Link{Href: folder.Href(v.ID), Text: v.Title})
	page.Form = templates.Form{Printer: p, Values: r.PostForm, Fault: f}
	if f != nil && f.Kind == fault.Conflict {
		page.Change = &templates.Changed{Said: p.T(f.Key, f.Args...)}
		page.Form.Fault = nil
	}
	if o, offered := d.Offer(do, 0); !offered || o.Reason != "" {
		page.Button = ""
		page.Missing = []string{p.T("vote.not_open")}
		if offered {
			page.Missing = []string{p.T(o.Reason)}
		}
		return s.render(w, r, code, templates.Act(page))
	}
	page.Fields = append(page.Fields, templates.Widget{Field: templates.Field{Name: polling.Papers, Label: p.T("vote.papers_n"), Kind: templates.InputNumber}})
	for _, l := range v.Lines {
		row := templates.WidgetRow{Inline: true}
		for _, level := range poll.Levels {
			row.Fields = append(row.Fields, templates.PickField{Field: templates.Field{Name: polling.MarkField(l.No, level), Kind: templates.InputNumber, Label: levelText(p, level)}})
		}
		page.Fields = append(page.Fields, templates.Widget{Title: p.T("vote.out_line", "no", l.No, "title", lineTitle(p, l)), Name: polling.LineField(l.No), Rows: []templates.WidgetRow{row}})
	}
	return s.render(w, r, code, templates.Act(page))
}

// countPapers takes a count. Its figures go beside the command, and no key of the form is kept of them.
func (s *Server) countPapers(w http.ResponseWriter, r *http.Request) error {
	t, err := s.watched(r)
	if err != nil {
		return err
	}
	do, known := passes[r.PathValue("pass")]
	if !known {
		return errMissing
	}
	figures, err := readFigures(r, t.Vote)
	if err == nil {
		_, err = s.Desk.Dossier(r.Context(), visit(r).actor(), "vote", t.Vote.ID, desk.DossierRequest{Do: do, Cmd: &poll.Paper{Figures: figures}})
	}
	if f, ok := fault.As(err); ok && (f.Kind == fault.Conflict || f.Kind == fault.Invalid) {
		return s.showCount(w, r, answer.Status[f.Kind], f)
	}
	if err != nil {
		return err
	}
	s.say(w, nil, "action."+string(do)+".done")
	return see(w, r, votePage(t.Vote.ID, "papers"))
}

func readFigures(r *http.Request, v *poll.Vote) (*poll.Figures, error) {
	var bad fault.Fields
	number := func(name string) int {
		text := strings.TrimSpace(r.PostForm.Get(name))
		n, err := strconv.Atoi(text)
		if text != "" && (err != nil || n < 0) {
			bad.Add(name, "field.number")
		}
		return n
	}
	f := &poll.Figures{Papers: number(polling.Papers), Lines: map[int]poll.Counts{}}
	for _, l := range v.Lines {
		var c poll.Counts
		for _, level := range poll.Levels {
			c.Add(suggestion.Rating(level), number(polling.MarkField(l.No, level)))
		}
		f.Lines[l.No] = c
	}
	return f, bad.Err()
}
