package web

import (
	"net/http"
	"net/url"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/appraisal"
	"huiyin/internal/appraise"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/points"
	"huiyin/internal/web/templates"
)

// scoringRoutes are the pages of scoring and commendation beside the general ones of dossiers.
func (s *Server) scoringRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/scoring/{id}/units/{unit}", Name: "score_sheet", Enter: workers, handle: s.sheetPage},
		{Method: "GET", Pattern: "/scoring/{id}/units/{unit}/lists/{code}", Name: "score_list", Enter: workers, handle: s.sheetList},
		{Method: "GET", Pattern: "/scoring/{id}/bundle", Name: "score_bundle", Enter: workers, File: true, handle: s.bundle},
		{Method: "GET", Pattern: "/schemes/{id}", Name: "score_scheme", Enter: workers, handle: s.schemePage},
		{Method: "POST", Pattern: "/schemes/{id}", Name: "score_scheme", Enter: workers, handle: s.saveScheme},
		{Method: "GET", Pattern: "/schemes/{id}/trial", Name: "score_trial", Enter: workers, handle: s.trialPage},
		{Method: "GET", Pattern: "/awards/{id}/certificates/{part}", Name: "certificate", Enter: workers, handle: s.certificate},
	}
}

// offered is what the fields of a form have to choose from beyond the directory.
func (s *Server) offered(r *http.Request, m folder.Maker) (out map[string][]templates.Option, err error) {
	out = map[string][]templates.Option{}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		all, err := appraise.Choices(r.Context(), tx, m.Actor, m.Doc, m.Do)
		for name, list := range all {
			for _, c := range list {
				if c.Version > 0 {
					c.Text = visit(r).T("appraisal.scheme_choice", "name", c.Text, "version", c.Version)
				}
				out[name] = append(out[name], templates.Option{Value: c.Value, Text: c.Text})
			}
		}
		return err
	})
	return out, err
}

// openedAs opens the dossier of the address as one of a kind; another kind is not found.
func openedAs[D dossier.Doc](s *Server, r *http.Request) (d D, at folder.Reader, err error) {
	if at, err = s.openedDossier(r); err != nil {
		return d, at, err
	}
	d, ok := at.Doc.(D)
	if !ok {
		return d, at, errMissing
	}
	return d, at, nil
}

// openedSheet opens the sheet of the address for the person who asks.
func (s *Server) openedSheet(r *http.Request) (out points.Sheet, at folder.Reader, err error) {
	run, at, err := openedAs[*appraisal.Scoring](s, r)
	if err != nil {
		return out, at, err
	}
	unit, _ := strconv.ParseInt(r.PathValue("unit"), 10, 64)
	if !points.Opens(at.Actor, run, unit) {
		return out, at, errMissing
	}
	out = points.Sheet{P: at.P, Run: run, Unit: unit}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		out.B, err = appraise.Bundle(r.Context(), tx, run, run.Bundle())
		return err
	})
	if err == nil {
		out.Ruled, err = out.B.Inputs.Ruled()
	}
	return out, at, err
}

func (s *Server) sheetPage(w http.ResponseWriter, r *http.Request) error {
	sheet, at, err := s.openedSheet(r)
	if err != nil {
		return err
	}
	p := sheet.Page(at.Actor)
	p.Page = s.page(w, r, at.P.T("appraisal.sheet_of", "unit", p.Unit), yearWork(at), templates.Link{Href: folder.Href(sheet.Run.ID), Text: sheet.Run.Title})
	p.Before, p.After = sheet.Neighbours(at.Actor)
	return s.render(w, r, http.StatusOK, templates.ScoreSheet(p))
}

func yearWork(at folder.Reader) templates.Link {
	return templates.Link{Href: "/year-work", Text: at.P.T("app.nav_year_work")}
}

// sheetList is the list behind a line of a sheet.
func (s *Server) sheetList(w http.ResponseWriter, r *http.Request) error {
	sheet, at, err := s.openedSheet(r)
	if err != nil {
		return err
	}
	code := r.PathValue("code")
	if !sheet.B.Inputs.Scheme.Knows(code) {
		return errMissing
	}
	titles := map[int64]string{}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		rows, err := tx.CasesOf(r.Context(), access.Of(at.Actor), sheet.Cases())
		for _, c := range rows {
			titles[c.ID] = c.Title
		}
		return err
	})
	if err != nil {
		return err
	}
	p := sheet.List(code, titles)
	p.Page = s.page(w, r, at.P.T("appraisal.list_of", "unit", p.Unit, "what", p.Heading), yearWork(at), templates.Link{Href: p.Back, Text: at.P.T("appraisal.sheet_of", "unit", p.Unit)})
	return s.render(w, r, http.StatusOK, templates.ScoreList(p))
}

// bundle sends the frozen run as a file, to be computed again by anybody.
func (s *Server) bundle(w http.ResponseWriter, r *http.Request) error {
	run, at, err := openedAs[*appraisal.Scoring](s, r)
	if err != nil {
		return err
	}
	digest := run.Bundle()
	if digest == "" || !points.Reads(at.Actor) {
		return errMissing
	}
	var raw string
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		raw, err = tx.ScoreBundle(r.Context(), run.ID, digest)
		return err
	})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", answer.Disposition("score-"+strconv.Itoa(run.Year)+"-"+digest[:8]+".json"))
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write([]byte(raw)) // whoever has left needs no answer
	return nil
}

func (s *Server) schemePage(w http.ResponseWriter, r *http.Request) error {
	d, at, err := openedAs[*appraisal.Scheme](s, r)
	if err != nil {
		return err
	}
	return s.showScheme(w, r, at, points.SchemeForm{P: at.P, Text: d.Text, Values: points.WriteScheme(d.Text)}, http.StatusOK)
}

// saveScheme carries the change out: 303 to the dossier, or the form again with a complaint beside every field that is wrong.
func (s *Server) saveScheme(w http.ResponseWriter, r *http.Request) error {
	d, at, err := openedAs[*appraisal.Scheme](s, r)
	if err != nil {
		return err
	}
	text, typed, err := points.ReadScheme(r.Form)
	form := points.SchemeForm{P: at.P, Text: text, Values: merged(points.WriteScheme(text), typed), More: r.Form.Get("_more")}
	form.Text.Outcome = d.Text.Outcome
	if form.More != "" {
		return s.showScheme(w, r, at, form, http.StatusOK)
	}
	if err == nil {
		version, _ := strconv.Atoi(r.Form.Get("_version"))
		_, err = s.Desk.Dossier(r.Context(), at.Actor, appraisal.SchemeKind.Name(), d.ID, desk.DossierRequest{
			Do: "edit_scheme", Cmd: &appraisal.EditScheme{Text: text}, Version: version, Key: r.Form.Get("once"),
		})
	}
	f, ok := fault.As(err)
	switch {
	case ok && (f.Kind == fault.Invalid || f.Kind == fault.Conflict):
		form.Fault = f
		return s.showScheme(w, r, at, form, answer.Status[f.Kind])
	case err != nil:
		return err
	}
	s.say(w, nil, "action.edit_scheme.done")
	return see(w, r, folder.Href(d.ID))
}

func merged(a, b url.Values) url.Values {
	for k, v := range b {
		a[k] = v
	}
	return a
}

func (s *Server) showScheme(w http.ResponseWriter, r *http.Request, at folder.Reader, f points.SchemeForm, code int) error {
	h := at.Doc.Top()
	_, can := at.Offer("edit_scheme", 0)
	f.Locked = !can
	p := templates.SchemePage{
		Heading: at.Title(), State: at.P.T("state.scheme." + string(h.State)), Hint: at.P.T("appraisal.scheme_hint"), Back: folder.Href(h.ID), Trial: points.TrialHref(h.ID),
		Action: points.SchemeHref(h.ID), Version: strconv.Itoa(h.Version), Groups: f.Groups(), Picks: f.Picks(), Locked: f.Locked,
	}
	if p.Locked {
		p.Hint = at.P.T("appraisal.scheme_locked")
	}
	if d, ok := at.Doc.(*appraisal.Scheme); ok {
		for _, k := range d.Text.Decisions {
			p.Decided = append(p.Decided, templates.Fact{Term: k.Point, Value: k.Choice})
		}
	}
	p.Form = templates.Form{Printer: at.P, Values: f.Values, Fault: points.Nearest(f.Fault, p.Groups), Once: s.NewID()}
	p.Page = s.page(w, r, at.Title(), yearWork(at), templates.Link{Href: p.Back, Text: at.P.T("machine.scheme")})
	return s.render(w, r, code, templates.SchemeEdit(p))
}

// trialPage scores last year's facts under the scheme as it stands.
func (s *Server) trialPage(w http.ResponseWriter, r *http.Request) error {
	d, at, err := openedAs[*appraisal.Scheme](s, r)
	if err != nil {
		return err
	}
	var t appraise.Trial
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		t, err = appraise.Try(r.Context(), tx, d)
		return err
	})
	if err != nil {
		return err
	}
	p := points.Trial(at.P, d.ID, d.Text, t)
	p.Page = s.page(w, r, at.P.T("appraisal.trial_title"), yearWork(at), templates.Link{Href: p.Back, Text: p.Heading})
	return s.render(w, r, http.StatusOK, templates.Trial(p))
}

// certificate is what the honoured receive, printed on paper lying across.
func (s *Server) certificate(w http.ResponseWriter, r *http.Request) error {
	d, at, err := openedAs[*appraisal.Award](s, r)
	if err != nil {
		return err
	}
	part, _ := strconv.Atoi(r.PathValue("part"))
	n := d.Nominee(part)
	if n == nil || n.State != appraisal.Chosen || d.MeetingOn == "" {
		return errMissing
	}
	lead, by, err := s.honour(r, d, n, at)
	if err != nil {
		return err
	}
	p := points.Certificate(at, d, n, lead, by)
	p.Page = s.page(w, r, at.P.T("appraisal.certificate"), yearWork(at), templates.Link{Href: p.Back, Text: at.Title()})
	return s.render(w, r, http.StatusOK, templates.Certificate(p))
}

// honour finds who leads the suggestion that is honoured, and the congress that honours.
func (s *Server) honour(r *http.Request, d *appraisal.Award, n *appraisal.Nominee, at folder.Reader) (lead, by string, err error) {
	ctx := r.Context()
	var c *suggestion.Case
	err = s.Desk.Store.View(ctx, func(tx *store.Tx) error {
		g, err := tx.Congress(ctx, d.Congress)
		by = g.Name
		if err == nil && n.Case != 0 {
			c, err = tx.ReadCase(ctx, n.Case)
		}
		return err
	})
	switch {
	case err != nil || c == nil:
		return "", by, err
	case c.About.Protected && access.HidesAuthors(at.Actor):
		return at.P.T("case.deputy_hidden"), by, nil
	}
	return at.Dir.PostName(c.Lead), by, s.opensProtected(r, c)
}
