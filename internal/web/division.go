package web

import (
	"context"
	"net/http"
	"strconv"

	"huiyin/internal/desk"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervise"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// inMotion returns the present session of a congress and its directory.
func inMotion(ctx context.Context, tx *store.Tx, congress int64) (org.Session, *store.Directory, error) {
	_, session, err := desk.Env(ctx, tx, congress, nil, tx.Today())
	if err != nil {
		return session, nil, err
	}
	dir, err := tx.Directory(ctx, congress)
	return session, dir, err
}

// divisionPage shows who supervises what, every number with its list behind it.
func (s *Server) divisionPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.DivisionPage{Page: s.page(w, r, v.T("division.title"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")})}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		a := v.actor()
		session, dir, err := inMotion(r.Context(), tx, a.Post.Congress)
		if err != nil {
			return err
		}
		d, err := supervise.Divide(r.Context(), tx, a, session.ID)
		p.Tables = divisionTables(v, dir, d)
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Division(p))
}

func divisionTables(v *Visit, dir *store.Directory, d supervise.Division) []templates.DossierSection {
	leaders := templates.Table{Caption: v.T("division.leaders"), Columns: append([]templates.Column{{Text: v.T("division.leader")}, {Text: v.T("division.items"), Kind: templates.ColTitle}}, partColumns(v)...)}
	for _, l := range d.Leaders {
		leaders.Rows = append(leaders.Rows, keyRows(dir.PostName(l.Post), l.Keys)...)
	}
	leaders.Rows = append(leaders.Rows, keyRows(v.T("division.no_leader"), d.NoLeader)...)
	leaders.Rows = append(leaders.Rows, templates.Row{Cells: append([]templates.Cell{{Text: v.T("division.key")}, {}}, partCells(d.Key)...)})
	specials := templates.Table{Caption: v.T("division.specials"), Columns: append([]templates.Column{{Text: v.T("division.committee"), Kind: templates.ColKey}, {Text: v.T("division.units")}}, partColumns(v)...)}
	for _, c := range d.Specials {
		var units []string
		for _, u := range c.Units {
			units = append(units, dir.OrgShort(u))
		}
		specials.Rows = append(specials.Rows, templates.Row{Cells: append([]templates.Cell{{Text: dir.OrgShort(c.Org)}, {Text: v.List(units)}}, partCells(c.Cases)...)})
	}
	office := templates.Table{Caption: v.T("division.office"), Columns: append([]templates.Column{{Text: v.T("division.kind")}, {Text: v.T("division.units")}}, partColumns(v)...)}
	add := func(kind string, list []supervise.Part) {
		for _, c := range list {
			name := ""
			if c.Unit != 0 {
				name = dir.OrgName(c.Unit)
			}
			office.Rows = append(office.Rows, templates.Row{Cells: append([]templates.Cell{{Text: v.T(kind)}, {Text: name}}, partCells(c)...)})
		}
	}
	add("division.first", []supervise.Part{d.First})
	add("division.party", d.Party)
	add("division.unmatched", d.Unmatched)
	return []templates.DossierSection{
		{Title: v.T("division.leaders"), Table: leaders, Hint: emptyWord(v, len(leaders.Rows)-1)},
		{Title: v.T("division.specials"), Table: specials},
		{Title: v.T("division.office"), Table: office},
	}
}

func emptyWord(v *Visit, n int) string {
	if n == 0 {
		return v.T("division.none")
	}
	return ""
}

// keyRows are the items of one leader, a line each; the page of an item lists the suggestions that are counted.
func keyRows(who string, keys []supervise.KeyPart) []templates.Row {
	var out []templates.Row
	for _, k := range keys {
		href := folder.Href(k.ID)
		out = append(out, templates.Row{Cells: []templates.Cell{{Text: who}, {Text: k.Title, Href: href}, {Text: strconv.Itoa(k.N), Href: href}, {Text: strconv.Itoa(k.LateN), Href: href}}})
	}
	return out
}

func partColumns(v *Visit) []templates.Column {
	return []templates.Column{{Text: v.T("division.cases"), Kind: templates.ColNum}, {Text: v.T("division.late"), Kind: templates.ColNum}}
}

func partCells(c supervise.Part) []templates.Cell {
	return []templates.Cell{number(c.N, c.Filter), number(c.LateN, c.Late)}
}

// number is a count that opens its list.
func number(n int, f suggestion.Filter) templates.Cell {
	return templates.Cell{Text: strconv.Itoa(n), Href: "/suggestions?" + f.Values().Encode()}
}
