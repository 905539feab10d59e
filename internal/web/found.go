package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// foundPage shows the found lists of a year: how many were found and what became of them, then every entry with the facts that put it there.
func (s *Server) foundPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("assess.link.found"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")}), Hint: v.T("look.page_hint")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		docs, err := tx.DossiersOf(r.Context(), v.actor().Post.Congress, "found", 0)
		if err != nil {
			return err
		}
		dir, err := tx.Directory(r.Context(), v.actor().Post.Congress)
		if err != nil {
			return err
		}
		entries, years := foundYears(docs)
		year, _ := strconv.Atoi(r.URL.Query().Get("year"))
		if year == 0 {
			year = v.Today.Year()
			if len(years) > 0 {
				year = years[0]
			}
		}
		for _, y := range years {
			p.Years = append(p.Years, templates.SavedView{Name: v.T("assess.year", "year", y), Href: "/found?year=" + strconv.Itoa(y), Current: y == year})
		}
		lines := look.Year(entries, year)
		p.Sections = append(p.Sections, templates.DossierSection{Title: v.T("look.year_table"), Table: foundTable(v, lines)})
		for _, l := range lines {
			p.Sections = append(p.Sections, foundSection(v, dir, l.List, entries, year))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

func foundYears(docs []dossier.Doc) (entries []*look.Entry, years []int) {
	for _, d := range docs {
		if e, ok := d.(*look.Entry); ok {
			entries = append(entries, e)
			if !slices.Contains(years, e.Year) {
				years = append(years, e.Year)
			}
		}
	}
	slices.Sort(years)
	slices.Reverse(years)
	return entries, years
}

func foundTable(v *Visit, lines []look.Line) templates.Table {
	t := templates.Table{Caption: v.T("look.year_table"), Columns: []templates.Column{{Text: v.T("fact.found.list"), Kind: templates.ColTitle}}}
	for _, name := range []string{"found", "released", "lapsed", "settled", "still_open", "sent_back"} {
		t.Columns = append(t.Columns, templates.Column{Text: v.T("look.year." + name), Kind: templates.ColNum})
	}
	for _, l := range lines {
		row := templates.Row{Cells: []templates.Cell{{Text: v.T("look.list." + string(l.List)), Href: "#" + string(l.List)}}}
		for _, n := range []int{l.Found, l.Released, l.Lapsed, l.Settled, l.Open, l.SentBack} {
			row.Cells = append(row.Cells, templates.Cell{Text: strconv.Itoa(n)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func foundSection(v *Visit, dir *store.Directory, list look.List, entries []*look.Entry, year int) templates.DossierSection {
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
		if e.List != list || e.Year != year {
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
		p.Sections = append([]templates.DossierSection{s.factsOf(ctx, d, doc)}, p.Sections...)
	case *look.LookBack:
		p.Cases = nil // every one of them stands in the list already
	}
	return s.dressSurvey(ctx, d, p)
}

// factsOf tells every fact of an entry and where it stands on record.
func (s *Server) factsOf(ctx context.Context, d folder.Reader, e *look.Entry) templates.DossierSection {
	out := templates.DossierSection{Title: d.P.T("look.facts_there"), Hint: d.P.T("look.by_rules", "version", e.Rules)}
	out.Table = templates.Table{Caption: out.Title, Columns: []templates.Column{
		{Text: d.P.T("look.doc.fact"), Kind: templates.ColTitle}, {Text: d.P.T("look.doc.origin")}, {Text: d.P.T("look.doc.definition")}, {Text: d.P.T("look.stands")},
	}}
	var log []suggestion.Event
	seen := len(d.Cases) > 0
	if seen {
		_ = s.Desk.Store.View(ctx, func(tx *store.Tx) (err error) {
			log, err = tx.Events(ctx, e.Case)
			return err
		})
	}
	book := look.Shipped()
	for _, f := range e.Facts {
		o, _ := look.OriginOf(f.Code)
		out.Table.Rows = append(out.Table.Rows, templates.Row{Cells: []templates.Cell{
			{Text: f.Tell(d.P)},
			{Text: d.P.T("look.origin." + string(o))},
			{Text: d.P.T("look.fact."+string(f.Code)+".def", "thin", book.ThinRunes, "request", book.RequestRunes, "asked", book.SurveyAsked, "alike", book.Alike)},
			{Part: templates.LinkList(refLinks(d, e, f, log))},
		}})
	}
	for _, fail := range e.Fails {
		out.Hint += "\n" + d.P.T("look.no_longer", "test", fail.Tell(d.P))
	}
	return out
}

// refLinks lead to where a fact stands: the acts of the case's log, other cases, what was entered.
func refLinks(d folder.Reader, e *look.Entry, f look.Fact, log []suggestion.Event) []templates.Link {
	var out []templates.Link
	for _, ref := range f.Refs {
		switch {
		case ref.Entry != 0:
			out = append(out, templates.Link{Href: folder.Href(ref.Entry), Text: d.P.T("machine.circumstance")})
		case ref.Case != 0:
			out = append(out, templates.Link{Href: casefile.Href(ref.Case), Text: d.P.T("look.other_case")})
		case ref.Seq > 0 && ref.Seq <= len(log):
			ev := log[ref.Seq-1]
			out = append(out, templates.Link{Href: casefile.Href(e.Case) + "#history", Text: d.P.T("look.act_of", "day", d.P.Day(ev.On), "act", d.P.T("action."+string(ev.Action)))})
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
