package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/flow"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// looked reports whether the reader may see the four looks at a unit: units see their own, the government's office those of the government.
func looked(a org.Actor, o org.Org) bool {
	switch a.Post.Role {
	case org.UnitClerk, org.UnitHead:
		return o.ID == a.Post.Org
	case org.GovOffice, org.GovLeader:
		return o.Government
	case org.SpecialClerk:
		return o.Special == a.Post.Org
	}
	return true
}

// looksPage is the scorecard of the four looks: a line for each unit, worked out now, every figure leading to its list.
func (s *Server) looksPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("assess.link.looks"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")}), Hint: v.T("look.card_hint")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		session, years, err := s.yearOf(r.Context(), tx, v, r.URL.Query().Get("year"), "/looks")
		if err != nil {
			return err
		}
		p.Years = years
		list, err := lookedAt(r.Context(), tx, v, session.ID, access.OwnUnit(v.actor()))
		if err != nil {
			return err
		}
		dir, err := tx.Directory(r.Context(), session.Congress)
		if err != nil {
			return err
		}
		t := cardTable(v, p.Title, v.T("lists.unit"), look.LookFigures)
		for _, k := range look.Cards(list) {
			if o, ok := dir.Org(k.Unit); ok && looked(v.actor(), o) {
				t.Rows = append(t.Rows, cardRow(v, o.Name, k.Figures, "/looks/"+strconv.FormatInt(k.Unit, 10), session.Year))
			}
		}
		p.Said = v.T("look.card_said", "day", v.Day(v.Today), "n", len(t.Rows))
		p.Sections = append(p.Sections, templates.DossierSection{Title: v.T("look.four"), Hint: definitions(v, look.LookFigures), Table: t})
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// definitions says what every figure counts.
func definitions(v *Visit, figures []string) string {
	out := ""
	for i, code := range figures {
		if i > 0 {
			out += "\n"
		}
		out += v.T("look.figure."+code) + v.T("look.colon") + v.T("look.figure."+code+".def")
	}
	return out
}

func cardTable(v *Visit, caption, first string, figures []string) templates.Table {
	t := templates.Table{Caption: caption, Ledger: true, Columns: []templates.Column{{Text: first, Kind: templates.ColTitle}}}
	for _, code := range figures {
		t.Columns = append(t.Columns, templates.Column{Text: v.T("look.figure." + code)})
	}
	return t
}

// cardRow writes figures as a share with its numbers, each leading to its list.
func cardRow(v *Visit, name string, card []look.Figure, href string, year int) templates.Row {
	row := templates.Row{Cells: []templates.Cell{{Text: name}}}
	for _, f := range card {
		c := templates.Cell{Text: "—"}
		if f.Denominator() > 0 {
			c = templates.Cell{
				Text: v.Percent(int64(f.Numerator()), int64(f.Denominator())) + " (" + strconv.Itoa(f.Numerator()) + "/" + strconv.Itoa(f.Denominator()) + ")",
				Href: href + "/" + f.Code + "?year=" + strconv.Itoa(year),
			}
		}
		row.Cells = append(row.Cells, c)
	}
	return row
}

// lookedAt reads the four looks out of the suggestions of a session or, with a unit, out of those that it has or had. What was read stays for the day.
func lookedAt(ctx context.Context, tx *store.Tx, v *Visit, session, unit int64) ([][]look.Looked, error) {
	return store.OfAllCases(ctx, tx, session, unit, "looks "+string(v.Today), func(c *suggestion.Case) []look.Looked { return look.LookedAt(c, v.Today) })
}

// lookPage is the list behind one figure of one unit.
func (s *Server) lookPage(w http.ResponseWriter, r *http.Request) error {
	return s.figurePage(w, r, figureOf{
		body: "unit", up: "/looks", upText: "assess.link.looks", codes: look.LookFigures, shown: looked,
		card: func(tx *store.Tx, session, unit int64) ([]look.Figure, error) {
			list, err := lookedAt(r.Context(), tx, visit(r), session, unit)
			return look.UnitCard(unit, list), err
		},
	})
}

// figureOf is a card of figures about bodies, of which one figure is asked for.
type figureOf struct {
	body       string // name of the body's number in the address
	up, upText string
	codes      []string
	shown      func(org.Actor, org.Org) bool
	card       func(tx *store.Tx, session, body int64) ([]look.Figure, error)
}

// figurePage is the list behind one figure of one body: what counts, and what belongs to the base and does not.
func (s *Server) figurePage(w http.ResponseWriter, r *http.Request, k figureOf) error {
	v := visit(r)
	body, err := strconv.ParseInt(r.PathValue(k.body), 10, 64)
	figure := r.PathValue("figure")
	if err != nil || !slices.Contains(k.codes, figure) {
		return errMissing
	}
	p := templates.FindingsPage{Up: &templates.Link{Href: k.up, Text: v.T(k.upText)}, Hint: v.T("look.figure." + figure + ".def")}
	title := ""
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		session, _, err := s.yearOf(r.Context(), tx, v, r.URL.Query().Get("year"), "")
		if err != nil {
			return err
		}
		dir, err := tx.Directory(r.Context(), session.Congress)
		if err != nil {
			return err
		}
		o, ok := dir.Org(body)
		if !ok || !k.shown(v.actor(), o) {
			return errMissing
		}
		card, err := k.card(tx, session.ID, body)
		if err != nil {
			return err
		}
		title = o.Name + " · " + v.T("look.figure."+figure)
		f := card[slices.Index(k.codes, figure)]
		seen, err := seenOf(r.Context(), tx, v.actor(), f)
		p.Sections = figureLists(v, f, seen)
		return err
	})
	if err != nil {
		return err
	}
	p.Page = s.page(w, r, title) // reads for itself: never inside another reading
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// seenOf are the suggestions behind a figure that the reader may see, by id.
func seenOf(ctx context.Context, tx *store.Tx, a org.Actor, f look.Figure) (map[int64]store.CaseRow, error) {
	var ids []int64
	for _, ref := range append(slices.Clone(f.In), f.Out...) {
		ids = append(ids, ref.Case)
	}
	slices.Sort(ids)
	rows, err := tx.CasesOf(ctx, access.Of(a), slices.Compact(ids))
	out := map[int64]store.CaseRow{}
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}

// figureLists are the two lists behind a figure.
func figureLists(v *Visit, f look.Figure, seen map[int64]store.CaseRow) []templates.DossierSection {
	list := func(key string, refs []look.Ref) templates.DossierSection {
		var rows []templates.Row
		for _, ref := range refs {
			if c, ok := seen[ref.Case]; ok {
				rows = append(rows, caseLine(v, c.ID, c.Number, c.Title, c.State))
			}
		}
		return linesSection(v, v.T(key, "n", len(refs)), rows)
	}
	return []templates.DossierSection{list("look.counts", f.In), list("look.counts_not", f.Out)}
}

func caseLine(v *Visit, id int64, number, title string, state flow.State) templates.Row {
	return templates.Row{Cells: []templates.Cell{{Text: number}, {Text: title, Href: casefile.Href(id)}, {Text: v.T("state.case." + string(state))}}}
}

// linesSection is a table of case lines under a title.
func linesSection(v *Visit, title string, rows []templates.Row) templates.DossierSection {
	return templates.DossierSection{Title: title, Table: templates.Table{Caption: title, Rows: rows, Columns: []templates.Column{
		{Text: v.T("dossier.number"), Kind: templates.ColKey}, {Text: v.T("dossier.case_title"), Kind: templates.ColTitle}, {Text: v.T("dossier.state")},
	}}}
}

// checkedCases loads the suggestions that counties were to check, with the acts that the scorecard reads.
func (s *Server) checkedCases(r *http.Request, tx *store.Tx, session int64) ([]look.Seen, []*suggestion.Case, error) {
	cases, err := tx.CheckedCases(r.Context(), session)
	if err != nil {
		return nil, nil, err
	}
	acts, err := tx.ActsOf(r.Context(), session, look.CountyActs)
	out := make([]look.Seen, len(cases))
	for i, c := range cases {
		out[i] = look.Seen{Case: c, Log: acts[c.ID]}
	}
	return out, cases, err
}

// countiesPage is the scorecard of the counties' preliminary check.
func (s *Server) countiesPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FindingsPage{Page: s.page(w, r, v.T("assess.link.county_checks"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")}), Hint: v.T("look.county_hint")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		session, years, err := s.yearOf(r.Context(), tx, v, r.URL.Query().Get("year"), "/county-checks")
		if err != nil {
			return err
		}
		p.Years = years
		seen, cases, err := s.checkedCases(r, tx, session.ID)
		if err != nil {
			return err
		}
		dir, err := tx.Directory(r.Context(), session.Congress)
		if err != nil {
			return err
		}
		t := cardTable(v, p.Title, v.T("look.county"), look.CountyFigures)
		var counties []int64
		for _, c := range cases {
			if !slices.Contains(counties, c.County) && countyOf(v.actor(), c.County) {
				counties = append(counties, c.County)
			}
		}
		slices.Sort(counties)
		for _, id := range counties {
			t.Rows = append(t.Rows, cardRow(v, dir.OrgName(id), look.CountyCard(id, seen), "/county-checks/"+strconv.FormatInt(id, 10), session.Year))
		}
		p.Sections = append(p.Sections, templates.DossierSection{Title: p.Title, Hint: definitions(v, look.CountyFigures), Table: t})
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Findings(p))
}

// countyOf reports whether the reader may see how a county checked: a county sees itself.
func countyOf(a org.Actor, county int64) bool {
	return a.Post.Role != org.CountyClerk || a.Post.Org == county
}

// countyPage is the list behind one figure of one county.
func (s *Server) countyPage(w http.ResponseWriter, r *http.Request) error {
	return s.figurePage(w, r, figureOf{
		body: "county", up: "/county-checks", upText: "assess.link.county_checks", codes: look.CountyFigures,
		shown: func(a org.Actor, o org.Org) bool { return o.Kind == org.CountyCongress && countyOf(a, o.ID) },
		card: func(tx *store.Tx, session, county int64) ([]look.Figure, error) {
			seen, _, err := s.checkedCases(r, tx, session)
			return look.CountyCard(county, seen), err
		},
	})
}
