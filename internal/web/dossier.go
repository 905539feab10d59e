package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/form"
	"huiyin/internal/web/points"
	"huiyin/internal/web/templates"
)

// dossierRoutes are the pages and acts of everything beside the suggestions.
func (s *Server) dossierRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/year-work", Name: "year_work", Enter: workers, Nav: true, handle: s.hubPage},
		{Method: "GET", Pattern: "/year/{kind}", Name: "dossiers", Enter: workers, List: desk.DossierParams(docket.Kinds[0]), handle: s.dossiersPage},
		{Method: "GET", Pattern: "/year/{kind}/begin/{action}", Name: "begin_dossier", Enter: workers, handle: s.dossierActPage},
		{Method: "POST", Pattern: "/year/{kind}/begin/{action}", Name: "begin_dossier", Enter: workers, Body: answer.ManyFiles, handle: s.dossierAct},
		{Method: "GET", Pattern: "/dossiers/{id}", Name: "dossier", Enter: workers, handle: s.dossierPage},
		{Method: "GET", Pattern: "/dossiers/{id}/do/{action}", Name: "dossier_act", Enter: workers, Asks: aNumber("part"), handle: s.dossierActPage},
		{Method: "POST", Pattern: "/dossiers/{id}/do/{action}", Name: "dossier_act", Enter: workers, Body: answer.ManyFiles, handle: s.dossierAct},
		{Method: "GET", Pattern: "/dossiers/{id}/files/{hash}", Name: "dossier_file", Enter: workers, File: true, handle: s.dossierFile},
		{Method: "GET", Pattern: "/leader-desk", Name: "leader_desk", Enter: only(org.CongressLeader, org.GovLeader), Nav: true, handle: s.leaderDesk},
		{Method: "GET", Pattern: "/year-work/key-list", Name: "key_paper", Enter: overseers, handle: s.keyPaper},
		{Method: "GET", Pattern: "/year-work/key-list/word", Name: "key_word", Enter: overseers, File: true, handle: s.keyWord},
		{Method: "GET", Pattern: "/year-work/division", Name: "division", Enter: overseers, handle: s.divisionPage},
	}
}

// openedDossier opens the dossier of the address for the person who asks.
func (s *Server) openedDossier(r *http.Request) (folder.Reader, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return folder.Reader{}, errMissing
	}
	v := visit(r)
	sheet, err := s.Desk.OpenDossier(r.Context(), v.actor(), id)
	if err != nil {
		return folder.Reader{}, err
	}
	return folder.Reader{DossierSheet: sheet, Actor: v.actor(), P: v.Printer, Today: v.Today, Own: ownPages(sheet.Doc)}, nil
}

func (s *Server) dossierPage(w http.ResponseWriter, r *http.Request) error {
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	p := d.Page()
	if err := s.dress(r.Context(), d, &p); err != nil {
		return err
	}
	p.Page = s.page(w, r, p.Heading)
	more, err := s.sheets(r.Context(), d)
	if err != nil {
		return err
	}
	p.Papers = append(p.Papers, more...)
	pollLinks(d, &p)
	p.Foot.Form = templates.Form{Printer: p.Printer, Once: s.NewID()}
	points.Enrich(d, &p)
	return s.render(w, r, http.StatusOK, templates.Dossier(p))
}

// readDossierAct finds what the address names: an act on a dossier, or one that begins a dossier of a kind.
func (s *Server) readDossierAct(r *http.Request) (folder.Maker, error) {
	m := folder.Maker{Do: flow.Action(r.PathValue("action"))}
	var err error
	if kind := r.PathValue("kind"); kind != "" {
		m.Reader, err = s.beginning(r, kind)
	} else {
		m.Reader, err = s.openedDossier(r)
	}
	if err != nil {
		return m, err
	}
	cmd, ok := m.Kind.NewCommand(m.Do)
	if !ok {
		return m, errMissing
	}
	m.Cmd = cmd
	kinds, cases := folder.Asks(cmd)
	if cases && m.Choose == nil {
		if m.Choose, err = s.numberedCases(r, m.Doc); err != nil {
			return m, err
		}
	}
	for _, in := range suggestion.Inputs(cmd) {
		if in.Kind == "offer" && m.Offered == nil {
			if m.Offered, err = s.offered(r, m); err != nil {
				return m, err
			}
		}
	}
	m.Papers, err = s.papersOf(r, kinds)
	return m, err
}

// papersOf are the dossiers of these kinds that the reader sees, the newest first.
func (s *Server) papersOf(r *http.Request, kinds []string) (rows []store.DossierRow, err error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		for _, k := range kinds {
			page, _, _, err := tx.Dossiers(r.Context(), dossier.ScopeOf(visit(r).actor()), store.DossierFilter{Kind: k, Limit: 200})
			if err != nil {
				return err
			}
			rows = append(rows, page...)
		}
		return nil
	})
	return rows, err
}

// beginning is a dossier that does not exist yet.
func (s *Server) beginning(r *http.Request, name string) (folder.Reader, error) {
	k, ok := docket.Kind(name)
	if !ok {
		return folder.Reader{}, errMissing
	}
	v := visit(r)
	sheet, err := s.Desk.BeginDossier(r.Context(), v.actor(), k)
	return folder.Reader{DossierSheet: sheet, Actor: v.actor(), P: v.Printer, Today: v.Today}, err
}

// numberedCases are the suggestions that a form may offer: those of the current session, or of the session that the dossier is about.
func (s *Server) numberedCases(r *http.Request, d dossier.Doc) (rows []store.CaseRow, err error) {
	v := visit(r)
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		_, session, err := desk.Env(r.Context(), tx, v.actor().Post.Congress, nil, tx.Today())
		if err != nil {
			return err
		}
		f := suggestion.Filter{Session: session.ID, Sort: "number", Limit: 200}
		if y, ok := d.(interface{ YearOf() int64 }); ok && y.YearOf() != 0 {
			f.Session = y.YearOf()
		}
		for {
			page, next, _, err := tx.Cases(r.Context(), access.Of(v.actor()), f)
			if err != nil {
				return err
			}
			for _, c := range page {
				if c.Number != "" {
					rows = append(rows, c)
				}
			}
			if f.After = next; next == "" || len(rows) >= 2000 {
				return nil
			}
		}
	})
	return rows, err
}

func (s *Server) dossierActPage(w http.ResponseWriter, r *http.Request) error {
	m, err := s.readDossierAct(r)
	if err != nil {
		return err
	}
	own := m.Own[m.Do]
	if own == "" {
		own = points.Own(m.Do, m.Doc.Top().ID)
	}
	if own != "" {
		return see(w, r, own)
	}
	m.Part, _ = strconv.Atoi(r.URL.Query().Get("part"))
	m.Values = m.Prefill()
	if err := s.propose(r, m); err != nil {
		return err
	}
	if err := s.lastMembers(r, m); err != nil {
		return err
	}
	for name, v := range r.URL.Query() {
		m.Values[name] = v
	}
	return s.showDossierAct(w, r, http.StatusOK, m, 0, nil)
}

// propose fills in what a command proposes for its own form, where the document says nothing.
func (s *Server) propose(r *http.Request, m folder.Maker) error {
	c, ok := m.Cmd.(dossier.Proposer)
	if !ok {
		return nil
	}
	return s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		c.Propose(tx.Today(), tx.Calendar())
		for name, v := range form.Encode(c) {
			if m.Values.Get(name) == "" {
				m.Values[name] = v
			}
		}
		return nil
	})
}

// showDossierAct writes the page of an act, with a fault when it was refused.
func (s *Server) showDossierAct(w http.ResponseWriter, r *http.Request, code int, m folder.Maker, version int, f *fault.Error) error {
	p := m.ActPage(f, version)
	if f == nil {
		p.Grown = m.More
	}
	p.Page = s.page(w, r, p.Title)
	p.Form = templates.Form{Printer: p.Printer, Values: m.Values, Fault: beside(f), Once: s.NewID()}
	return s.render(w, r, code, templates.Act(p))
}

// dossierAct carries an act out: 303 to the dossier, or the form again with what is wrong or what has changed.
func (s *Server) dossierAct(w http.ResponseWriter, r *http.Request) error {
	if err := s.receive(r); err != nil {
		return err
	}
	m, err := s.readDossierAct(r)
	if err != nil {
		return err
	}
	m.Values = form.Compact(r.Form)
	m.More = m.Values.Get("_more")
	m.Part, _ = strconv.Atoi(m.Values.Get("part"))
	version, _ := strconv.Atoi(m.Values.Get("version"))
	if m.More != "" {
		return s.showDossierAct(w, r, http.StatusOK, m, version, answer.ChooseAgain(r, nil))
	}
	done, err := s.doDossier(r, m, version)
	f, ok := fault.As(err)
	switch {
	case ok && (f.Kind == fault.Invalid || f.Kind == fault.Conflict || f.Kind == fault.TooLarge):
		if fresh, again := s.readDossierAct(r); again == nil {
			m.Reader = fresh.Reader
		}
		return s.showDossierAct(w, r, answer.Status[f.Kind], m, version, answer.ChooseAgain(r, f))
	case err != nil:
		return err
	}
	if k, ok := m.Cmd.(interface{ Issued() *survey.Issue }); ok && len(k.Issued().Tokens) > 0 {
		return s.shownOnce(w, r, done, k.Issued().Tokens)
	}
	s.say(w, []string{"due", m.P.Day(done.Face().Due)}, m.Said(done)...)
	if !m.Kind.Sees(done, m.Actor) {
		return see(w, r, folder.ListHref(m.Kind.Name()))
	}
	return see(w, r, folder.Href(done.Top().ID))
}

func (s *Server) doDossier(r *http.Request, m folder.Maker, version int) (dossier.Doc, error) {
	names := casefile.Names{Dir: m.Dir, Label: m.PostLabel, Cases: func(number string) (int64, bool) {
		for _, c := range m.Choose {
			if c.Number == number {
				return c.ID, true
			}
		}
		return 0, false
	}}
	if err := form.Decode(m.Values, m.Cmd, names.Resolve); err != nil {
		return nil, err
	}
	if err := answer.TakeFiles(r.Context(), s.Files, r.MultipartForm, m.Cmd); err != nil {
		return nil, err
	}
	return s.Desk.Dossier(r.Context(), m.Actor, m.Kind.Name(), m.Doc.Top().ID, desk.DossierRequest{
		Part: m.Part, Do: m.Do, Cmd: m.Cmd, Version: version, Key: m.Values.Get("once"),
	})
}

// dossierLines name the dossiers that are about a suggestion.
func dossierLines(v *Visit, rows []store.DossierRow) (out []templates.DossierLine) {
	for _, d := range rows {
		out = append(out, templates.DossierLine{
			Link:  templates.Link{Href: folder.Href(d.ID), Text: d.Title},
			Kind:  v.T("machine." + d.Kind),
			State: v.T("state." + d.Kind + "." + string(d.State)),
			Light: folder.Light(d.Due, d.On, v.Today),
		})
	}
	return out
}
