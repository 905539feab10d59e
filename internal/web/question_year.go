package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/question"
	"huiyin/internal/store"
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

// questionList are the suggestions behind one number of the table.
func (s *Server) questionList(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	wave, fate := question.Wave(r.PathValue("wave")), r.PathValue("fate")
	if !slices.Contains(question.Waves, wave) || !slices.Contains(question.Fates, fate) {
		return errMissing
	}
	p := templates.FindingsPage{Up: &templates.Link{Href: "/questions", Text: v.T("assess.link.question_year")}, Hint: v.T("question.wave." + string(wave) + ".def")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		year, lines, _, err := s.questionLines(r, tx)
		if err != nil {
			return err
		}
		p.Up.Href += "?year=" + strconv.Itoa(year)
		cases := lines[slices.Index(question.Waves, wave)].By[fate]
		said := v.T("question.list_said", "year", year, "question", v.T("option.wave."+string(wave)), "fate", v.T("question.fate."+fate), "n", len(cases))
		var rows []templates.Row
		for _, c := range cases {
			rows = append(rows, caseLine(v, c.Case, c.Number, c.Title, c.State))
		}
		p.Sections = []templates.DossierSection{linesSection(v, said, rows)}
		return nil
	})
	if err != nil {
		return err
	}
	p.Page = s.page(w, r, v.T("option.wave."+string(wave))+" · "+v.T("question.fate."+fate)) // reads for itself: never inside another reading
	return s.render(w, r, http.StatusOK, templates.Findings(p))
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
