package web

import (
	"context"
	"net/http"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/campaign"
	"huiyin/internal/conduct"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

const (
	unreadShown  = 5
	readingShown = 100
)

// openedToRead opens what was sent to the deputy who asks.
func (s *Server) openedToRead(r *http.Request) (d folder.Reader, doc campaign.Readable, rec store.Reading, err error) {
	if d, err = s.openedDossier(r); err != nil {
		return d, nil, rec, err
	}
	doc, ok := d.Doc.(campaign.Readable)
	if !ok {
		return d, nil, rec, errMissing
	}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		rec, err = conduct.Sent(r.Context(), tx, d.Actor, doc.Top().ID)
		return err
	})
	return d, doc, rec, err
}

// wasSent reports whether what can be read was sent to the deputy who looks: whoever only takes part has nothing to read.
func (s *Server) wasSent(ctx context.Context, d folder.Reader) (bool, error) {
	err := s.Desk.Store.View(ctx, func(tx *store.Tx) error {
		_, err := conduct.Sent(ctx, tx, d.Actor, d.Doc.Top().ID)
		return err
	})
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// readPage is what was sent to a deputy, to be read, with the button that begins and the one that ends.
func (s *Server) readPage(w http.ResponseWriter, r *http.Request) error {
	d, doc, rec, err := s.openedToRead(r)
	if err != nil {
		return err
	}
	p := s.sheet(w, r, d, "reading.read")
	p.Page = s.page(w, r, d.Title())
	p.Back = templates.Link{Href: "/reading", Text: d.P.T("reading.list")}
	p.Text, p.Files = doc.Text(), d.FileLinks(dossier.Files(doc))
	p.Said = readingSaid(d, rec)
	p.Hint = d.P.T("reading.hint")
	p.Action, p.Form = folder.Href(rec.Dossier)+"/read", templates.Form{Printer: p.Printer, Once: s.NewID()}
	if rec.BegunAt == 0 {
		p.Buttons = []templates.Pair{{Name: "begin", Value: d.P.T("reading.begin")}}
	} else {
		p.Buttons = []templates.Pair{{Name: "end", Value: d.P.T("reading.end")}}
	}
	return s.render(w, r, http.StatusOK, templates.FolderSheetPage(p))
}

func readingSaid(d folder.Reader, r store.Reading) string {
	switch {
	case r.BegunAt != 0:
		return d.P.T("reading.now")
	case r.ReadOn != "":
		return d.P.T("reading.done", "day", d.P.Day(r.ReadOn), "n", r.Minutes)
	}
	return d.P.T("reading.unread_since", "day", d.P.Day(r.Delivered))
}

// tellRead takes what a deputy says: begins, or has read it.
func (s *Server) tellRead(w http.ResponseWriter, r *http.Request) error {
	d, _, rec, err := s.openedToRead(r)
	if err != nil {
		return err
	}
	switch r.PostFormValue("say") {
	case "begin":
		err = conduct.Begin(r.Context(), s.Desk, d.Actor, rec.Dossier)
	case "end":
		_, err = conduct.End(r.Context(), s.Desk, d.Actor, rec.Dossier)
	default:
		return errMissing
	}
	if err != nil {
		return err
	}
	return see(w, r, folder.Href(rec.Dossier)+"/read")
}

// readingPage is a deputy's whole reading list.
func (s *Server) readingPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.FolderSheet{Page: s.page(w, r, v.T("reading.list")), Back: templates.Link{Href: "/", Text: v.T("app.nav_workbench")}}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		list, err := tx.ReadingList(r.Context(), v.actor().Post.ID, readingShown)
		if err != nil {
			return err
		}
		n, err := tx.CountUnread(r.Context(), v.actor().Post.ID)
		p.Said = v.T("reading.said", "n", n)
		if len(list) > 0 {
			p.Sections = []templates.DossierSection{{Title: v.T("reading.list"), Table: readingTable(v, list)}}
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.FolderSheetPage(p))
}

// unread is the head of a deputy's reading list on the workbench; nil for others and when all is read.
func (s *Server) unread(ctx context.Context, tx *store.Tx, v *Visit) (*templates.MineList, error) {
	post := v.actor().Post
	if post.Role != org.Deputy || v.actor().IsFormer() {
		return nil, nil
	}
	n, err := tx.CountUnread(ctx, post.ID)
	if err != nil || n == 0 {
		return nil, err
	}
	list, err := tx.ReadingList(ctx, post.ID, min(n, unreadShown))
	return &templates.MineList{
		Heading: v.T("reading.waiting", "n", n), Table: readingTable(v, list), All: templates.Link{Href: "/reading", Text: v.T("reading.all")},
	}, err
}

func readingTable(v *Visit, list []store.ToRead) templates.Table {
	t := templates.Table{Caption: v.T("reading.list"), Columns: []templates.Column{
		{Text: v.T("dossier.title"), Kind: templates.ColTitle},
		{Text: v.T("dossier.kind")},
		{Text: v.T("reading.delivered"), Kind: templates.ColDate},
		{Text: v.T("reading.read_on"), Kind: templates.ColDate},
		{Text: v.T("reading.minutes"), Kind: templates.ColNum},
	}}
	for _, r := range list {
		t.Rows = append(t.Rows, templates.Row{Cells: append([]templates.Cell{
			{Text: r.Title, Href: folder.Href(r.Dossier) + "/read"}, {Text: v.T("machine." + r.Kind)}, {Text: v.Day(r.Delivered)},
		}, record(v.T, v.Day, r.Reading)...)})
	}
	return t
}

// readersPage is the record of what was sent: who has it, who has read it and for how long. It is the committee's, not the deputies'.
func (s *Server) readersPage(w http.ResponseWriter, r *http.Request) error {
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	if _, ok := d.Doc.(campaign.Readable); !ok || !keepsRecord(d) {
		return errMissing
	}
	var list []store.Reading
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		list, err = tx.Readings(r.Context(), d.Doc.Top().ID)
		return err
	})
	if err != nil {
		return err
	}
	p := s.sheet(w, r, d, "reading.readers")
	read, minutes := 0, 0
	t := templates.Table{Caption: d.Title(), Columns: []templates.Column{
		{Text: d.P.T("reading.deputy")},
		{Text: d.P.T("reading.delivered"), Kind: templates.ColDate},
		{Text: d.P.T("reading.read_on"), Kind: templates.ColDate},
		{Text: d.P.T("reading.minutes"), Kind: templates.ColNum},
	}}
	for _, rec := range list {
		if rec.ReadOn != "" {
			read++
			minutes += rec.Minutes
		}
		t.Rows = append(t.Rows, templates.Row{Cells: append([]templates.Cell{{Text: d.PostLabel(rec.Post)}, {Text: d.P.Day(rec.Delivered)}}, record(d.P.T, d.P.Day, rec)...)})
	}
	p.Said = d.P.T("reading.nobody")
	if len(list) > 0 {
		p.Said = d.P.T("reading.readers_said", "n", len(list), "read", read, "share", d.P.Percent(int64(read), int64(len(list))), "minutes", minutes)
		p.Sections = []templates.DossierSection{{Title: d.P.T("reading.readers"), Table: t}}
	}
	return s.render(w, r, http.StatusOK, templates.FolderSheetPage(p))
}

// record writes when something was read and for how many minutes.
func record(say func(string, ...any) string, day func(calendar.Day) string, r store.Reading) []templates.Cell {
	if r.ReadOn == "" {
		return []templates.Cell{{Text: say("reading.unread")}, {}}
	}
	return []templates.Cell{{Text: day(r.ReadOn)}, {Text: strconv.Itoa(r.Minutes)}}
}
