package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/question"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// questionYear is the table of the four questions over the suggestions of a year, every number leading to its list.
func (s *Server) questionYear(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("assess.link.question_year"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")}), Hint: v.T("question.year_hint")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		year, lines, years, err := s.questionLines(r, tx)
		if err != nil {
			return err
		}
		p.Years = years
		t := templates.Table{Caption: p.Title, Dense: true, Columns: []templates.Column{{Text: v.T("question.asked"), Kind: templates.ColTitle}}}
		for _, fate := range question.Fates {
			t.Columns = append(t.Columns, templates.Column{Text: v.T("question.fate." + fate), Kind: templates.ColNum})
		}
		hint := ""
		for _, l := range lines {
			name := v.T("option.wave." + string(l.Wave))
			row := templates.Row{Cells: []templates.Cell{{Text: name}}}
			for _, fate := range question.Fates {
				row.Cells = append(row.Cells, templates.Cell{
					Text: strconv.Itoa(len(l.By[fate])), Href: "/questions/" + string(l.Wave) + "/" + fate + "?year=" + strconv.Itoa(year),
				})
			}
			t.Rows = append(t.Rows, row)
			hint += name + v.T("look.colon") + v.T("question.wave."+string(l.Wave)+".def") + "\n"
		}
		p.Sections = []templates.DossierSection{{Title: v.T("question.year_table"), Hint: hint + v.T("question.fate.def"), Table: t}}
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// questionRest is what the address of a list may ask for beside the year.
var questionRest = []suggestion.Param{{Name: "after", Kind: suggestion.AskNumber}, {Name: "limit", Kind: suggestion.AskNumber, Most: 200}}

// askedAbout are the suggestions behind the number of the table that an address names, in order of id, with the year and what the list is called.
func (s *Server) askedAbout(r *http.Request) (year int, cases []*question.Asked, title string, err error) {
	wave, fate := question.Wave(r.PathValue("wave")), r.PathValue("fate")
	if !slices.Contains(question.Waves, wave) || !slices.Contains(question.Fates, fate) {
		return 0, nil, "", errMissing
	}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		of, lines, _, err := s.questionLines(r, tx)
		if err == nil {
			year, cases = of, lines[slices.Index(question.Waves, wave)].By[fate]
		}
		return err
	})
	v := visit(r)
	return year, cases, v.T("option.wave."+string(wave)) + " · " + v.T("question.fate."+fate), err
}

// questionList are the suggestions behind one number of the table, page by page.
func (s *Server) questionList(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	year, cases, title, err := s.askedAbout(r)
	if err != nil {
		return err
	}
	wave, fate := r.PathValue("wave"), r.PathValue("fate")
	p := templates.FindingsPage{
		Page: s.page(w, r, title), Up: &templates.Link{Href: "/questions?year=" + strconv.Itoa(year), Text: v.T("assess.link.question_year")},
		Hint: v.T("question.wave." + wave + ".def"),
	}
	said := v.T("question.list_said", "year", year, "question", v.T("option.wave."+wave), "fate", v.T("question.fate."+fate), "n", len(cases))
	page, next := pageAfter(cases, r.URL.Query())
	rows := make([]templates.Row, len(page))
	for i, c := range page {
		rows[i] = caseLine(v, c.Case, c.Number, c.Title, c.State)
	}
	p.Sections = []templates.DossierSection{linesSection(v, said, rows)}
	if len(cases) > 0 {
		p.Export = r.URL.Path + "/excel?year=" + strconv.Itoa(year)
		p.Pager = keyPager(r, v.T("lists.shown", "n", len(cases), "shown", len(page)), next != 0, func(q url.Values) {
			q.Set("after", strconv.FormatInt(next, 10))
		})
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// pageAfter is the page of a list that begins after the suggestion that the address names, and where the next one begins; 0 on the last.
func pageAfter(cases []*question.Asked, q url.Values) (page []*question.Asked, next int64) {
	after, _ := strconv.ParseInt(q.Get("after"), 10, 64)
	limit, _ := strconv.Atoi(q.Get("limit"))
	from := sort.Search(len(cases), func(i int) bool { return cases[i].Case > after })
	page = cases[from:]
	if limit = cmp.Or(limit, perPage); len(page) > limit {
		page = page[:limit]
		next = page[limit-1].Case
	}
	return page, next
}

// exportQuestions answers the whole list as a workbook.
func (s *Server) exportQuestions(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	_, cases, title, err := s.askedAbout(r)
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "questions", len(cases)); err != nil {
		return err
	}
	attachList(w, v, "assess.link.question_year")
	heads := []sheet.Head{{Title: v.T("dossier.number"), Width: 10}, {Title: v.T("dossier.case_title"), Width: 50}, {Title: v.T("dossier.state"), Width: 12}}
	return sheet.WriteList(w, title, heads, func(yield func([]any, error) bool) {
		for _, c := range cases {
			if !yield([]any{c.Number, c.Title, v.T("state.case." + string(c.State))}, nil) {
				return
			}
		}
	})
}

// questionLines works the table out for the year that an address asks for, over the suggestions that the reader sees.
func (s *Server) questionLines(r *http.Request, tx *store.Tx) (year int, lines []question.Line, years []templates.SavedView, err error) {
	v := visit(r)
	session, years, err := s.yearOf(r.Context(), tx, v, r.URL.Query().Get("year"), "/questions")
	if err != nil {
		return 0, nil, nil, err
	}
	asked, err := store.OfCases(r.Context(), tx, access.Of(v.actor()), session.ID, "question", question.AskedOf)
	if err != nil {
		return 0, nil, nil, err
	}
	docs, err := tx.DossiersAboutSession(r.Context(), question.SheetKind.Name(), session.ID) // whoever is asked a year later is asked on a sheet of then
	if err != nil {
		return 0, nil, nil, err
	}
	sheets := map[int64]*question.Sheet{}
	for _, d := range docs {
		if sheet, ok := d.(*question.Sheet); ok {
			sheets[sheet.Case] = sheet
		}
	}
	return session.Year, question.Year(asked, sheets, v.Today), years, nil
}
