package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/assess"
	"huiyin/internal/desk"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// foundPage shows the found lists about the suggestions of a year: how many were found and what became of them, then every entry with the
// facts that put it there.
func (s *Server) foundPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("assess.link.found"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")}), Hint: v.T("look.page_hint")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		session, years, err := s.yearOf(r.Context(), tx, v, r.URL.Query().Get("year"), "/found")
		if err != nil {
			return err
		}
		p.Years = years
		entries, found, err := stats.FoundLists(r.Context(), tx, session)
		if err != nil {
			return err
		}
		dir, err := tx.Directory(r.Context(), session.Congress)
		if err != nil {
			return err
		}
		sum := register.FoundTable(v.Printer, found)
		sum.Show = false // the section's head says it
		p.Sections = append(p.Sections, templates.DossierSection{Title: v.T("look.year_table"), Table: sum})
		for _, f := range found {
			p.Sections = append(p.Sections, foundSection(v, dir, f.List, entries))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

func foundSection(v *Visit, dir *store.Directory, list look.List, entries []*look.Entry) templates.DossierSection {
	s := templates.DossierSection{ID: string(list), Title: v.T("look.list." + string(list)), Hint: v.T("look.list." + string(list) + ".def")}
	s.Table = templates.Table{Caption: s.Title, Columns: []templates.Column{
		{Text: v.T("dossier.case_title"), Kind: templates.ColTitle},
		{Text: v.T("fact.found.unit")},
		{Text: v.T("look.doc.facts")},
		{Text: v.T("dossier.state")},
		{Text: v.T("fact.found.found_on"), Kind: templates.ColDate},
		{Text: v.T("fact.found.until"), Kind: templates.ColDate},
	}}
	for _, e := range entries {
		if e.List != list {
			continue
		}
		var facts []string
		for _, f := range e.Facts {
			facts = append(facts, f.Tell(v.Printer))
		}
		due := templates.Cell{Text: v.Day(e.Until)}
		if e.Until != "" && e.State == look.Redone {
			due.Light = folder.Light(e.Until, e.FoundOn, v.Today)
		}
		s.Table.Rows = append(s.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: e.Title, Href: folder.Href(e.ID)},
			{Text: dir.OrgShort(e.Unit)},
			{Text: v.List(facts)},
			{Text: v.T("state.found." + string(e.State))},
			{Text: v.Day(e.FoundOn)},
			due,
		}})
	}
	if len(s.Table.Rows) == 0 {
		s.Hint += "\n" + v.T("look.none_found")
	}
	return s
}

// dress adds to the generic page of a dossier what its kind needs beside facts and tables.
func (s *Server) dress(ctx context.Context, d folder.Reader, p *templates.DossierPage) error {
	switch doc := d.Doc.(type) {
	case *look.Entry:
		facts, err := s.factsOf(ctx, d, doc)
		if err != nil {
			return err
		}
		p.Sections = append([]templates.DossierSection{facts}, p.Sections...)
	case *look.LookBack:
		p.Cases = nil // every one of them stands in the list already
	}
	return s.dressSurvey(ctx, d, p)
}

// factsOf tells every fact of an entry and where it stands on record.
func (s *Server) factsOf(ctx context.Context, d folder.Reader, e *look.Entry) (templates.DossierSection, error) {
	out := templates.DossierSection{Title: d.P.T("look.facts_there"), Hint: d.P.T("look.by_rules", "version", e.Rules)}
	out.Table = templates.Table{Caption: out.Title, Columns: []templates.Column{
		{Text: d.P.T("look.doc.fact"), Kind: templates.ColTitle}, {Text: d.P.T("look.doc.origin")}, {Text: d.P.T("look.doc.definition")}, {Text: d.P.T("look.stands")},
	}}
	var grounds [][]assess.Ground
	if err := s.Desk.Store.View(ctx, func(tx *store.Tx) (err error) {
		grounds, err = assess.Grounds(ctx, tx, d.Actor, e)
		return err
	}); err != nil {
		return out, err
	}
	book := look.Shipped()
	for i, f := range e.Facts {
		o, _ := look.OriginOf(f.Code)
		out.Table.Rows = append(out.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: f.Tell(d.P)},
			{Text: d.P.T("look.origin." + string(o))},
			{Text: d.P.T("look.fact."+string(f.Code)+".def", "thin", book.ThinRunes, "request", book.RequestRunes, "asked", book.SurveyAsked, "alike", book.Alike)},
			{Part: templates.LinkList(groundLinks(d, e, grounds[i]))},
		}})
	}
	for _, fail := range e.Fails {
		out.Hint += "\n" + d.P.T("look.no_longer", "test", fail.Tell(d.P))
	}
	return out, nil
}

// groundLinks lead to where a fact stands: the acts of the case's log, other cases, what was entered.
func groundLinks(d folder.Reader, e *look.Entry, grounds []assess.Ground) []templates.Link {
	var out []templates.Link
	for _, g := range grounds {
		switch {
		case g.Entry.ID != 0:
			out = append(out, templates.Link{Href: folder.Href(g.Entry.ID), Text: d.P.T("machine.circumstance")})
		case g.Case.ID != 0:
			out = append(out, templates.Link{Href: casefile.Href(g.Case.ID), Text: casefile.NumberIn(d.P, d.Dir, g.Case)})
		default:
			out = append(out, templates.Link{Href: casefile.Href(e.Case) + "#history", Text: d.P.T("look.act_of", "day", d.P.Day(g.Act.On), "act", d.P.T("action."+string(g.Act.Action)))})
		}
	}
	return out
}

// yearOf finds the session of the year that an address asks for, the one in motion when it asks for none, and links to the others.
func (s *Server) yearOf(ctx context.Context, tx *store.Tx, v *Visit, asked, path string) (org.Session, []templates.SavedView, error) {
	_, current, err := desk.Env(ctx, tx, v.actor().Post.Congress, nil, tx.Today())
	if err != nil {
		return current, nil, err
	}
	list, err := tx.Sessions(ctx, v.actor().Post.Congress)
	if err != nil {
		return current, nil, err
	}
	if year, err := strconv.Atoi(asked); err == nil {
		i := slices.IndexFunc(list, func(x org.Session) bool { return x.Year == year })
		if i < 0 {
			return current, nil, errMissing
		}
		current = list[i]
	}
	var views []templates.SavedView
	for _, x := range slices.Backward(list) {
		if x.Opens <= tx.Today() {
			views = append(views, templates.SavedView{Name: v.T("assess.year", "year", x.Year), Href: path + "?year=" + strconv.Itoa(x.Year), Current: x.ID == current.ID})
		}
	}
	return current, views, nil
}
