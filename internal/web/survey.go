package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/assess"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// dressSurvey names the strata in words and leads to sheets and results.
func (s *Server) dressSurvey(_ context.Context, d folder.Reader, p *templates.DossierPage) error {
	r, ok := d.Doc.(*survey.Round)
	if !ok {
		return nil
	}
	p.Facts = append(p.Facts, templates.Fact{Term: d.P.T("input.seed"), Value: r.Plan.Seed}, templates.Fact{Term: d.P.T("survey.how_drawn"), Value: d.P.T("survey.method", "seed", r.Plan.Seed)})
	if r.Sample == nil {
		return nil
	}
	p.Papers = append(p.Papers, templates.Link{Href: folder.Href(r.ID) + "/sheet", Text: d.P.T("survey.to_sheet")})
	if d.Actor.Post.Role == org.Surveyor {
		p.Cases = nil
		return nil
	}
	if r.State == survey.Ended {
		p.Papers = append(p.Papers, templates.Link{Href: folder.Href(r.ID) + "/results", Text: d.P.T("survey.to_results")})
	}
	return nil
}

// openedSurvey opens the survey of the address.
func (s *Server) openedSurvey(r *http.Request) (folder.Reader, *survey.Round, error) {
	d, err := s.openedDossier(r)
	if err != nil {
		return d, nil, err
	}
	round, ok := d.Doc.(*survey.Round)
	if !ok || round.Sample == nil {
		return d, nil, errMissing
	}
	return d, round, nil
}

// phoneSheet is what a caller works from: the sample in the order of the drawing, then the reserves, with the deputy to be called.
func (s *Server) phoneSheet(w http.ResponseWriter, r *http.Request) error {
	d, round, err := s.openedSurvey(r)
	if err != nil {
		return err
	}
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("survey.to_sheet")), Up: &templates.Link{Href: folder.Href(round.ID), Text: round.Title}, Hint: v.T("survey.sheet_hint")}
	t := templates.Table{Caption: p.Title, Ledger: true, Columns: []templates.Column{
		{Text: v.T("survey.line"), Kind: templates.ColNum},
		{Text: v.T("fact.survey.label"), Kind: templates.ColKey},
		{Text: v.T("dossier.number"), Kind: templates.ColKey},
		{Text: v.T("dossier.case_title"), Kind: templates.ColTitle},
		{Text: v.T("survey.deputy")},
		{Text: v.T("survey.phone"), Kind: templates.ColKey},
		{Text: v.T("survey.answered"), Kind: templates.ColDate},
		{Text: v.T("dossier.acts")},
	}}
	stratum := map[string]string{} // as people name it
	for _, k := range round.Layers {
		stratum[k.Name] = v.NameOr("stratum", k.Label)
	}
	answered := map[int64]string{}
	for _, l := range round.Links {
		if l.AnsweredOn != "" {
			answered[l.Case] = v.Day(l.AnsweredOn)
		}
	}
	for _, c := range round.Calls {
		answered[c.Case] = v.Day(c.On)
	}
	_, may := d.Offer("enter_call", 0)
	var named []*suggestion.Case
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		for _, call := range survey.Sheets(*round.Sample, 1)[0] {
			c, err := tx.ReadCase(r.Context(), call.Case) // those of the sheet alone: the third party sees no other
			if err != nil {
				return err
			}
			named = append(named, c)
			who, phone := deputyOf(d, c)
			act := templates.Cell{}
			if may && answered[c.ID] == "" {
				href := folder.ActHref("survey", round.ID, "enter_call", 0) + "?line=" + strconv.Itoa(call.No)
				act.Part = templates.LinkList([]templates.Link{{Href: href, Text: v.T("action.enter_call")}})
			}
			no := strconv.Itoa(call.No)
			if call.Reserve > 0 {
				no += " " + v.T("survey.reserve", "nth", call.Reserve)
			}
			t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: no}, {Text: stratum[call.Stratum]}, {Text: c.Number}, {Text: c.Text.Title}, {Text: who}, {Text: phone}, {Text: answered[c.ID]}, act}})
		}
		return nil
	})
	if err == nil {
		err = s.opensProtected(r, named...)
	}
	if err != nil {
		return err
	}
	p.Sections = []templates.DossierSection{{Title: round.Title, Table: t}}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// deputyOf names who is to be asked about a suggestion; a deputy whose identity was protected after the drawing is not named to the third party.
func deputyOf(d folder.Reader, c *suggestion.Case) (who, phone string) {
	v := access.View(c, d.Actor)
	if v.Lead == 0 && c.About.Protected {
		return d.P.T("case.deputy_hidden"), ""
	}
	a, ok := d.Dir.Actor(v.Lead)
	if !ok {
		return "", ""
	}
	return a.Person.Name, a.Person.Phone
}

// shownOnce shows the links that an act has just made. Their tokens are kept nowhere, so this page cannot be opened again.
func (s *Server) shownOnce(w http.ResponseWriter, r *http.Request, d dossier.Doc, tokens map[int64]string) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("survey.links")), Up: &templates.Link{Href: folder.Href(d.Top().ID), Text: d.Face().Title}, Warn: v.T("survey.shown_once")}
	t := templates.Table{Caption: p.Title, Ledger: true, Columns: []templates.Column{
		{Text: v.T("dossier.number"), Kind: templates.ColKey}, {Text: v.T("dossier.case_title"), Kind: templates.ColTitle}, {Text: v.T("survey.deputy")}, {Text: v.T("survey.link")},
	}}
	ids := make([]int64, 0, len(tokens))
	for id := range tokens {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	address := s.Address
	if address == "" { // who asks reaches the installation so
		address = "http://" + r.Host
		if s.Secure {
			address = "https://" + r.Host
		}
	}
	var named []*suggestion.Case
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		dir, err := tx.Directory(r.Context(), d.Top().Congress)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := tx.ReadCase(r.Context(), id)
			if err != nil {
				return err
			}
			named = append(named, c)
			path := "/answer/" + tokens[id]
			t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: c.Number}, {Text: c.Text.Title, Href: casefile.Href(id)}, {Text: dir.PostName(c.Lead)}, {Text: address + path, Href: path}}})
		}
		return nil
	})
	if err == nil {
		err = s.opensProtected(r, named...)
	}
	if err != nil {
		return err
	}
	p.Sections = []templates.DossierSection{{Title: d.Face().Title, Table: t}}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// surveyResults shows the weighted results with their margins, and the answers by unit as far as nobody can be recognised by them.
func (s *Server) surveyResults(w http.ResponseWriter, r *http.Request) error {
	d, round, err := s.openedSurvey(r)
	if err != nil {
		return err
	}
	if round.State != survey.Ended {
		return errMissing
	}
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("survey.to_results")), Up: &templates.Link{Href: folder.Href(round.ID), Text: round.Title}, Hint: v.T("survey.weighting")}
	answers := round.Answers()
	for _, about := range []string{"result", "attitude"} {
		list := slices.Clone(answers)
		if about == "attitude" {
			for i := range list {
				list[i].Rating = list[i].Attitude
			}
		}
		value := v.T("survey.no_answers")
		if e, ok := survey.Estimate(*round.Sample, list, survey.Content); ok {
			value = v.T("survey.result", "percent", v.Percent(int64(e.Permille), 1000), "margin", tenths(e.Margin), "n", e.Replied)
			value += "\n" + v.T("survey.covered", "covered", e.Covered, "of", e.Of)
			if len(e.Silent) > 0 {
				value += "\n" + v.T("survey.silent", "n", len(e.Silent))
			}
		}
		p.Facts = append(p.Facts, templates.Fact{Term: v.T("survey.content_" + about), Value: value})
	}
	p.Sections = []templates.DossierSection{{Title: v.T("survey.by_unit"), Hint: v.T("survey.hidden"), Table: hiddenTable(d, answers)}}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

func tenths(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) }

var ratingLevels = []suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}

// hiddenTable counts the answers by unit and level; numbers by which somebody could be recognised are not told.
func hiddenTable(d folder.Reader, answers []survey.Answer) templates.Table {
	t := templates.Table{Caption: d.P.T("survey.by_unit"), Columns: []templates.Column{{Text: d.P.T("lists.unit"), Kind: templates.ColTitle}}}
	for _, l := range ratingLevels {
		t.Columns = append(t.Columns, templates.Column{Text: d.P.T("option.result." + string(l)), Kind: templates.ColNum})
	}
	t.Columns = append(t.Columns, templates.Column{Text: d.P.T("survey.total"), Kind: templates.ColNum})
	var units []int64
	for _, a := range answers {
		if !slices.Contains(units, a.Unit) {
			units = append(units, a.Unit)
		}
	}
	slices.Sort(units)
	counts := make([][]int, len(units))
	for i := range counts {
		counts[i] = make([]int, len(ratingLevels))
	}
	for _, a := range answers {
		counts[slices.Index(units, a.Unit)][slices.Index(ratingLevels, a.Rating)]++
	}
	rows, stay, gathered := survey.Gather(counts)
	for i, cells := range survey.Hide(rows) {
		name := d.P.T("survey.total")
		switch {
		case i < len(stay):
			name = d.Dir.OrgName(units[stay[i]])
		case i < len(rows):
			name = d.P.T("survey.rest", "n", len(gathered))
		}
		row := templates.Row{Cells: []templates.Cell{{Text: name}}}
		for _, c := range cells {
			text := strconv.Itoa(c.N)
			if c.Hidden {
				text = d.P.T("survey.not_told")
			}
			row.Cells = append(row.Cells, templates.Cell{Text: text})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// answerPage is what somebody with a one-time link sees, without sign-in.
func (s *Server) answerPage(w http.ResponseWriter, r *http.Request) error {
	if err := s.byLink(w, r); err != nil {
		return err
	}
	return s.showAnswer(w, r, http.StatusOK, nil)
}

// byLink counts a use of the link of the address, whether there is such a link or not.
func (s *Server) byLink(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Referrer-Policy", "no-referrer") // the address is the key
	return s.Limit.TakeOf(answer.ByLink, "link "+survey.Hash(r.PathValue("token")))
}

func (s *Server) showAnswer(w http.ResponseWriter, r *http.Request, code int, f *fault.Error) error {
	v := visit(r)
	asked, err := assess.Link(r.Context(), s.Desk, r.PathValue("token"))
	if err != nil {
		return err
	}
	p := templates.ActPage{Button: v.T("survey.send"), Hint: v.T("survey.answer_hint", "day", v.Day(asked.Link.Until)), Context: askedAbout(v, asked), Action: r.URL.Path, Open: true}
	p.Page = s.page(w, r, asked.Survey.Title)
	p.Form = templates.Form{Printer: v.Printer, Values: r.Form, Fault: f}
	p.Fields = folder.Maker{Reader: folder.Reader{P: v.Printer}, Do: "answer_survey", Cmd: &survey.Fill{}}.Widgets()
	return s.render(w, r, code, templates.Act(p))
}

func askedAbout(v *Visit, a assess.Asked) []templates.Fact {
	return []templates.Fact{{Term: v.T("dossier.number"), Value: a.Number}, {Term: v.T("dossier.case_title"), Value: a.Title}}
}

// answer takes what comes through a link. The link opens nothing afterwards, so the thanks are said at once.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) error {
	if err := s.byLink(w, r); err != nil {
		return err
	}
	var fill survey.Fill
	if err := form.Decode(r.PostForm, &fill, nil); err != nil {
		return err
	}
	err := assess.Answer(r.Context(), s.Desk, r.PathValue("token"), fill)
	if f, ok := invalid(err); ok {
		return s.showAnswer(w, r, answer.Status[f.Kind], f)
	}
	if err != nil {
		return err
	}
	v := visit(r)
	return s.render(w, r, http.StatusOK, templates.Findings(templates.FindingsPage{Page: s.page(w, r, v.T("survey.answered_title")), Said: v.T("survey.thanks")}))
}
