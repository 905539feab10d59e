package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/polling"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// tasksShown is how many waiting things the hub lists.
const tasksShown = 50

// tasksFirst is how many of them stand above the chapters, which nobody is to scroll for.
const tasksFirst = 10

// hubPage shows what waits for the reader, then every kind of dossier by chapter. A kind of which the reader sees nothing and may begin
// nothing is not named.
func (s *Server) hubPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.HubPage{Page: s.page(w, r, v.T("app.nav_year_work"))}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		a := v.actor()
		scope := dossier.ScopeOf(a)
		env, session, err := desk.Env(r.Context(), tx, a.Post.Congress, nil, tx.Today())
		if err != nil {
			return err
		}
		counts, err := tx.CountDossiers(r.Context(), scope, session.ID, tx.Today())
		if err != nil {
			return err
		}
		for _, theme := range docket.Themes {
			t := templates.HubTheme{Title: v.T("dossier.theme." + theme)}
			for _, k := range docket.Kinds {
				if k.Theme() != theme {
					continue
				}
				i := slices.IndexFunc(counts, func(c store.DossierCount) bool { return c.Kind == k.Name() })
				if i < 0 && !slices.Contains(k.Readers(), a.Post.Role) && len(k.Begins(a, env)) == 0 {
					continue
				}
				var c store.DossierCount
				if i >= 0 {
					c = counts[i]
				}
				h := templates.HubKind{Href: folder.ListHref(k.Name()), Title: v.T("machine." + k.Name()), Hint: v.T("machine." + k.Name() + ".hint"), Count: v.Count(int64(c.All), "dossier"), Late: c.Late > 0}
				switch {
				case c.Earlier > 0:
					h.Waits = v.T("dossier.waits_earlier", "n", c.Mine, "earlier", c.Earlier)
				case c.Mine > 0:
					h.Waits = v.T("dossier.waits", "n", c.Mine)
				}
				t.Kinds = append(t.Kinds, h)
			}
			t.Links = append(chapterLinks(v, theme), themeLinks(v, theme, s.assessRoutes())...)
			if len(t.Kinds)+len(t.Links) > 0 {
				p.Themes = append(p.Themes, t)
			}
		}
		tasks, err := tx.DossierTasks(r.Context(), scope, tasksShown)
		if err != nil {
			return err
		}
		tasks, err = polling.Waits(r.Context(), tx, a, tasks)
		if err != nil {
			return err
		}
		which, err := apart(r.Context(), tx, v, tasks)
		first := min(len(tasks), tasksFirst)
		p.Waits = waiting(v, tasks[:first], which)
		if more := tasks[first:]; len(more) > 0 {
			p.More, p.Said = waiting(v, more, which[first:]), v.T("dossier.more_waiting", "n", len(more))
			p.More.Caption = p.Said
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Hub(p))
}

// apart says of each task which of its dossier's things waits, where the title alone does not tell: the part, or among dossiers of one title
// what makes them different.
func apart(ctx context.Context, tx *store.Tx, v *Visit, tasks []store.DossierTask) ([]string, error) {
	same := map[string]int{}
	for _, k := range tasks {
		same[k.Name+" "+k.Title]++
	}
	out := make([]string, len(tasks))
	read := map[int64]dossier.Doc{}
	for i, k := range tasks {
		if k.Part == 0 && same[k.Name+" "+k.Title] < 2 {
			continue
		}
		if read[k.ID] == nil {
			_, doc, err := tx.Dossier(ctx, k.ID)
			if err != nil {
				return nil, err
			}
			read[k.ID] = doc
		}
		out[i] = folder.Which(v.Printer, read[k.ID], k.Part)
	}
	return out, nil
}

func waiting(v *Visit, tasks []store.DossierTask, which []string) templates.Table {
	t := templates.Table{Caption: v.T("dossier.waiting"), Show: true, Columns: []templates.Column{
		{Text: v.T("dossier.task")}, {Text: v.T("dossier.title"), Kind: templates.ColTitle}, {Text: v.T("dossier.kind")}, {Text: v.T("dossier.due"), Kind: templates.ColDate},
	}}
	for i, k := range tasks {
		due := templates.Cell{}
		if k.Due < "9999" {
			due.Part = templates.DueCell(v.Printer, v.Day(k.Due), folder.Light(k.Due, k.Start, v.Today))
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{{Text: v.T("task." + k.Name)}, titled(k, which[i]), {Text: v.T("machine." + k.Kind)}, due}})
	}
	return t
}

func titled(k store.DossierTask, which string) templates.Cell {
	title := templates.Cell{Text: k.Title, Href: folder.Href(k.ID)}
	if which != "" {
		title.Part = templates.Under(which)
	}
	return title
}

// dossiersPage lists the dossiers of one kind that the reader sees.
func (s *Server) dossiersPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	k, ok := docket.Kind(r.PathValue("kind"))
	if !ok {
		return errMissing
	}
	q := r.URL.Query()
	p := templates.DossiersPage{Page: s.page(w, r, v.T("machine."+k.Name()), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")}), Hint: v.T("machine." + k.Name() + ".hint")}
	p.Form = templates.Form{Printer: v.Printer, Values: q}
	list, err := s.Desk.ListDossiers(r.Context(), v.actor(), k, q)
	if err != nil {
		return err
	}
	for _, o := range list.Begins {
		p.Begins = append(p.Begins, templates.Action{Text: v.T("action." + string(o.Do)), Href: folder.ActHref(k.Name(), 0, o.Do, 0)})
	}
	s.fillDossiers(&p, v, k, list.Rows, list.Total)
	if list.Next != 0 {
		q.Set("after", strconv.FormatInt(list.Next, 10))
		p.Pager.Next = "?" + q.Encode()
	}
	if list.Filter.After != 0 {
		p.Pager.First = without(q, r.URL.Path, "after")
	}
	return s.render(w, r, http.StatusOK, templates.Dossiers(p))
}

func (s *Server) fillDossiers(p *templates.DossiersPage, v *Visit, k dossier.Kind, rows []store.DossierRow, total int) {
	p.Said = templates.Filter{Said: v.T("dossier.said", "kind", v.T("machine."+k.Name()), "n", total), Clear: folder.ListHref(k.Name())}
	if st := p.Form.Value("state"); st != "" {
		p.Said.Words = append(p.Said.Words, templates.FilterWord{Text: v.T("state." + k.Name() + "." + st), Without: without(p.Form.Values, folder.ListHref(k.Name()), "state")})
	}
	if text := p.Form.Value("q"); text != "" {
		p.Said.Words = append(p.Said.Words, templates.FilterWord{Text: text, Without: without(p.Form.Values, folder.ListHref(k.Name()), "q")})
	}
	states := []templates.Option{{Text: v.T("dossier.any_state")}}
	for _, st := range k.Machines()[0].States {
		states = append(states, templates.Option{Value: string(st), Text: v.T("state." + k.Name() + "." + string(st))})
	}
	p.Fields = []templates.Field{
		{Name: "q", Label: v.T("dossier.title"), Optional: true},
		{Name: "state", Label: v.T("param.state"), Kind: templates.InputSelect, Options: states, Optional: true},
		{Name: "session", Label: v.T("param.session"), Kind: templates.InputRadio, Options: []templates.Option{{Text: v.T("dossier.this_session")}, {Value: "all", Text: v.T("dossier.all_sessions")}}, Optional: true},
	}
	p.Table = templates.Table{Caption: p.Title, Columns: []templates.Column{
		{Text: v.T("dossier.title"), Kind: templates.ColTitle}, {Text: v.T("dossier.state")}, {Text: v.T("dossier.on"), Kind: templates.ColDate}, {Text: v.T("dossier.due"), Kind: templates.ColDate},
	}}
	for _, d := range rows {
		p.Table.Rows = append(p.Table.Rows, folder.Row(v.Printer, d, v.Today, false))
	}
	if len(rows) == 0 {
		p.Empty = &templates.Empty{Title: v.T("dossier.empty"), Text: v.T("machine." + k.Name() + ".hint")}
		if len(p.Begins) > 0 {
			p.Empty.Next = &templates.Link{Href: p.Begins[0].Href, Text: p.Begins[0].Text}
		}
	}
}
