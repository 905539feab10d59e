package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/fault"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// previewChange shows what a weighty change would bring, with a form that does it.
func (s *Server) previewChange(w http.ResponseWriter, r *http.Request, c change) error {
	if err := suggestion.CheckShape(c.cmd); err != nil {
		return err
	}
	blocks, err := s.foreseen(r, c)
	if err != nil {
		return err
	}
	v := c.v
	p := templates.AdminPage{Page: s.page(w, r, v.T("admin.preview_of", "what", v.T("action."+string(c.do))), c.crumbs()...)}
	f := templates.AdminForm{
		Form: templates.Form{Printer: v.Printer, Once: s.NewID()}, Action: r.URL.Path, Back: r.URL.Path, Button: v.T("admin.sure_" + string(c.do)),
		Hidden: []templates.Pair{{Name: "sure", Value: "yes"}},
	}
	for name, values := range r.PostForm {
		if name != "once" && name != "sure" && name != "data" {
			f.Hidden = append(f.Hidden, templates.Pair{Name: name, Value: values[0]})
		}
	}
	if data := r.Form.Get("data"); data != "" {
		f.Hidden = append(f.Hidden, templates.Pair{Name: "data", Value: data})
	}
	slices.SortFunc(f.Hidden, func(a, b templates.Pair) int { return len(a.Name) - len(b.Name) })
	p.Blocks = append(blocks, templates.AdminBlock{Form: &f})
	return s.render(w, r, http.StatusOK, templates.Admin(p))
}

// foreseen says what a change would bring.
func (s *Server) foreseen(r *http.Request, c change) ([]templates.AdminBlock, error) {
	who := c.v.Session.Who
	switch cmd := c.cmd.(type) {
	case *roster.EndOrg:
		list, posts, err := s.Registry.Reform(r.Context(), who, c.id)
		if err == nil && cmd.Successor == 0 && (len(list) > 0 || cmd.People == "move") {
			err = fault.OnField("successor", "roster.needs_successor", "n", len(list))
		}
		return []templates.AdminBlock{
			{Facts: []templates.Fact{
				{Term: c.v.Input("end_org", "name"), Value: c.Org.Name},
				{Term: c.v.Input("end_org", "successor"), Value: c.Dir.OrgName(cmd.Successor)},
				{Term: c.v.Input("end_org", "people"), Value: c.v.Option("people", cmd.People) + " · " + c.v.T("admin.n_people", "n", len(posts))},
				{Term: c.v.Input("end_org", "basis"), Value: cmd.Basis},
			}},
			affectedBlock(c.v, list),
		}, err
	case *roster.HandPost:
		list, err := s.Registry.Work(r.Context(), who, *c.Post)
		return []templates.AdminBlock{{Facts: []templates.Fact{
			{Term: c.v.T("machine.post"), Value: c.Dir.OrgName(c.Post.Org) + " · " + c.v.T("role."+string(c.Post.Role))},
			{Term: c.v.T("admin.holder"), Value: c.Dir.PersonName(c.Post.Person)},
			{Term: c.v.Input("", "from"), Value: c.v.LongDay(cmd.From)},
		}}, affectedBlock(c.v, list)}, err
	case *roster.ImportYear:
		year, err := s.Registry.PreviewYear(r.Context(), cmd)
		return []templates.AdminBlock{{Facts: yearFacts(c.v, year)}, movesBlock(c, year.Moves)}, err
	case *roster.CloseSession, *roster.WriteSession:
		moves, err := s.Registry.PreviewClose(r.Context(), who, c.id, c.do, c.cmd)
		return []templates.AdminBlock{movesBlock(c, moves)}, err
	case *roster.ImportPack:
		p, err := s.Registry.PreviewPack(cmd)
		if err != nil {
			return nil, err
		}
		return packBlocks(c.v, p), nil
	}
	return nil, errMissing
}

// affectedBlock lists cases by number alone: the administrator sees no titles and no texts.
func affectedBlock(v *Visit, list []registry.Affected) templates.AdminBlock {
	if len(list) == 0 {
		return templates.AdminBlock{Title: v.T("admin.open_work"), Text: v.T("admin.no_open_work")}
	}
	t := templates.Table{
		Caption: v.T("admin.open_work"),
		Columns: []templates.Column{
			{Text: v.Input("", "number"), Kind: templates.ColKey}, {Text: v.T("admin.case_state")}, {Text: v.T("admin.share")}, {Text: v.T("admin.share_state")}, {Text: v.T("admin.due"), Kind: templates.ColDate},
		},
	}
	for _, a := range list {
		role, state := "—", "—"
		if a.Role != "" {
			role, state = v.T("share."+string(a.Role)), v.T("state.assignment."+string(a.Share))
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: orDash(a.Number)}, {Text: v.T("state.case." + string(a.State))}, {Text: role}, {Text: state}, {Text: orDash(v.LongDay(a.Due))},
		}})
	}
	return templates.AdminBlock{Title: v.T("admin.open_work"), Text: v.T("admin.open_work_text", "n", len(list)), Table: &t}
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func yearFacts(v *Visit, y registry.Year) []templates.Fact {
	return []templates.Fact{
		{Term: v.Input("import_year", "year"), Value: strconv.Itoa(y.Data.Year)},
		{Term: v.Input("import_year", "notice"), Value: y.Data.Notice},
		{Term: v.Input("import_year", "expect"), Value: strconv.Itoa(y.Working)},
		{Term: v.T("admin.listed_days"), Value: strconv.Itoa(len(y.Data.Days))},
	}
}

// dueText is the day of a clock, with its mark while it is provisional.
func dueText(v *Visit, k suggestion.Clock) string {
	if k.Provisional {
		return v.LongDay(k.Due) + v.T("component.provisional")
	}
	return v.LongDay(k.Due)
}

// movesBlock lists the dates that would move; cases of other congresses are counted, not shown.
func movesBlock(c change, moves registry.Moves) templates.AdminBlock {
	v := c.v
	t := templates.Table{
		Caption: v.T("admin.moves"),
		Columns: []templates.Column{
			{Text: v.Input("", "number"), Kind: templates.ColKey}, {Text: v.T("admin.clock")}, {Text: v.T("admin.date_now"), Kind: templates.ColDate}, {Text: v.T("admin.date_then"), Kind: templates.ColDate},
		},
	}
	for _, m := range moves {
		if m.Congress != c.Entry.Congress {
			continue
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: orDash(m.Number)}, {Text: v.T("clock." + string(m.Clock.Now.Name))}, {Text: orDash(dueText(v, m.Clock.Was))}, {Text: dueText(v, m.Clock.Now)},
		}})
	}
	b := templates.AdminBlock{Title: v.T("admin.moves"), Text: v.T("admin.moves_text", "n", moves.Cases())}
	if len(t.Rows) > 0 {
		b.Table = &t
	}
	return b
}
