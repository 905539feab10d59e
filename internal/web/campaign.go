package web

import (
	"context"
	"net/http"
	"slices"

	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/campaign"
	"huiyin/internal/conduct"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// campaignRoutes are the pages of the year's campaign and of reading beside the pages that every dossier has.
func (s *Server) campaignRoutes() []Route {
	deputies := only(org.Deputy)
	return []Route{
		{Method: "GET", Pattern: "/dossiers/{id}/progress", Name: "campaign_progress", Enter: workers, handle: s.progressPage},
		{Method: "GET", Pattern: "/dossiers/{id}/team", Name: "campaign_team", Enter: workers, handle: s.teamPage},
		{Method: "GET", Pattern: "/dossiers/{id}/readers", Name: "readers", Enter: workers, handle: s.readersPage},
		{Method: "GET", Pattern: "/dossiers/{id}/read", Name: "read", Enter: deputies, handle: s.readPage},
		{Method: "POST", Pattern: "/dossiers/{id}/read", Name: "read", Enter: deputies, handle: s.tellRead},
		{Method: "GET", Pattern: "/reading", Name: "reading", Enter: deputies, handle: s.readingPage},
	}
}

// sheets are the further pages of a dossier that the reader may open.
func (s *Server) sheets(ctx context.Context, d folder.Reader) ([]templates.Link, error) {
	href := folder.Href(d.Doc.Top().ID)
	switch doc := d.Doc.(type) {
	case *campaign.Campaign:
		return []templates.Link{{Href: href + "/progress", Text: d.P.T("campaign.progress")}, {Href: href + "/team", Text: d.P.T("campaign.team")}}, nil
	case *look.LedgerReport:
		if doc.State == look.LedgerMade {
			return []templates.Link{{Href: accountPath(doc.ID), Text: d.P.T("look.ledger_paper")}}, nil
		}
	case campaign.Readable:
		if d.Actor.Post.Role == org.Deputy {
			if sent, err := s.wasSent(ctx, d); err != nil || !sent {
				return nil, err
			}
			return []templates.Link{{Href: href + "/read", Text: d.P.T("reading.read")}}, nil
		}
		if keepsRecord(d) && doc.Top().State != campaign.Drafted {
			return []templates.Link{{Href: href + "/readers", Text: d.P.T("reading.readers")}}, nil
		}
	}
	return nil, nil
}

// keepsRecord reports whether the reader is of those who see the whole kind: a record of reading is theirs alone.
func keepsRecord(d folder.Reader) bool { return slices.Contains(d.Kind.Readers(), d.Actor.Post.Role) }

// openedCampaign opens the campaign of the address.
func (s *Server) openedCampaign(r *http.Request) (folder.Reader, *campaign.Campaign, error) {
	d, err := s.openedDossier(r)
	if err != nil {
		return d, nil, err
	}
	c, ok := d.Doc.(*campaign.Campaign)
	if !ok {
		return d, nil, errMissing
	}
	return d, c, nil
}

// progressPage shows how far every item is, by the objects that prove it: each number opens its list.
func (s *Server) progressPage(w http.ResponseWriter, r *http.Request) error {
	d, c, err := s.openedCampaign(r)
	if err != nil {
		return err
	}
	var list []conduct.Standing
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		list, err = conduct.Progress(r.Context(), tx, c)
		return err
	})
	if err != nil {
		return err
	}
	p := s.sheet(w, r, d, "campaign.progress")
	whole, off := 0, 0
	t := templates.Table{Caption: d.Title(), Columns: []templates.Column{
		{Text: d.P.T("campaign.item"), Kind: templates.ColTitle},
		{Text: d.P.T("campaign.who")},
		{Text: d.P.T("campaign.when")},
		{Text: d.P.T("campaign.proof")},
		{Text: d.P.T("campaign.stage")},
	}}
	for _, st := range list {
		switch st.Stage {
		case conduct.Whole:
			whole++
		case conduct.Off:
			off++
		}
		t.Rows = append(t.Rows, itemRow(d, st))
	}
	p.Said = d.P.T("campaign.said", "n", len(list), "whole", whole)
	if off > 0 {
		p.Said += d.P.T("campaign.said_off", "off", off)
	}
	p.Hint = d.P.T("campaign.progress_hint")
	p.Sections = []templates.DossierSection{{Title: d.P.T("campaign.items"), Table: t}}
	p.Links = []templates.Link{{Href: folder.Href(c.ID) + "/team", Text: d.P.T("campaign.team")}}
	return s.render(w, r, http.StatusOK, templates.FolderSheetPage(p))
}

func itemRow(d folder.Reader, st conduct.Standing) templates.Row {
	i := st.Item
	var proofs []templates.Proved
	for _, n := range st.Counts {
		f := templates.Proved{Text: d.P.T("campaign.counted", "what", d.P.T("proof."+n.Proof.What), "n", n.N), Href: n.Href}
		if n.Proof.Of == campaign.Meetings && !answer.Office.Admits(d.Actor) {
			f.Href = ""
		}
		switch {
		case n.Off:
			f.Text, f.Said = d.P.T("proof."+n.Proof.What), d.P.T("campaign.stage_off")
		case n.Proof.Want > 0 && n.N >= n.Proof.Want:
			f.Said = d.P.T("campaign.met")
		case n.Proof.Want > 0:
			f.Said = d.P.T("campaign.wanted", "want", n.Proof.Want)
		}
		proofs = append(proofs, f)
	}
	last := templates.Cell{Text: d.P.T("campaign.stage_" + string(st.Stage))}
	switch {
	case i.State == campaign.Finished:
		last.Text = d.P.T("campaign.finished", "day", d.P.Day(i.Done))
	case st.Stage != conduct.Whole && st.Stage != conduct.Off:
		last.Light = folder.Light(i.To, i.From, d.Today)
	}
	return templates.Row{Cells: []templates.Cell{
		{Text: i.Title}, {Part: templates.NameList(levels(d, i), true)}, {Text: period(d, i.From, i.To)}, {Part: templates.ProvedList(proofs)}, last,
	}}
}

// levels are the four who answer for an item.
func levels(d folder.Reader, i *campaign.Item) []templates.Fact {
	var out []templates.Fact
	for _, l := range []struct {
		name string
		post int64
	}{{"chief", i.Chief}, {"vice", i.Vice}, {"section", i.Section}, {"handler", i.Handler}} {
		name := d.P.T("campaign.nobody_yet")
		if l.post != 0 {
			name = d.Dir.PostName(l.post)
		}
		out = append(out, templates.Fact{Term: d.P.T("input.assign_item." + l.name), Value: name})
	}
	return out
}

func period(d folder.Reader, from, to calendar.Day) string {
	return d.P.T("campaign.period", "from", d.P.Day(from), "to", d.P.Day(to))
}

// teamPage shows the special team (工作专班): members with their duties and the items that they answer for, and its meetings.
func (s *Server) teamPage(w http.ResponseWriter, r *http.Request) error {
	d, c, err := s.openedCampaign(r)
	if err != nil {
		return err
	}
	p := s.sheet(w, r, d, "campaign.team")
	p.Said = d.P.T("campaign.team_said", "n", len(c.Team), "meetings", len(c.Meetings))
	t := templates.Table{Caption: d.P.T("campaign.team"), Columns: []templates.Column{
		{Text: d.P.T("campaign.member")}, {Text: d.P.T("campaign.team_role")}, {Text: d.P.T("campaign.duty"), Kind: templates.ColTitle}, {Text: d.P.T("campaign.answers_for")},
	}}
	for _, m := range c.Team {
		var does []templates.Fact
		for _, i := range c.Live() {
			for n, post := range []int64{i.Chief, i.Vice, i.Section, i.Handler} {
				if post == m.Post {
					does = append(does, templates.Fact{Term: levels(d, i)[n].Term, Value: i.Title})
				}
			}
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: d.PostLabel(m.Post)}, {Text: d.P.T("option.team_role." + m.Role)}, {Text: m.Duty}, {Part: templates.NameList(does, false)},
		}})
	}
	p.Sections = []templates.DossierSection{{Title: d.P.T("campaign.members"), Table: t}}
	if len(c.Meetings) > 0 {
		m := templates.Table{Caption: d.P.T("campaign.meetings"), Columns: []templates.Column{
			{Text: d.P.T("dossier.on"), Kind: templates.ColDate}, {Text: d.P.T("campaign.meeting"), Kind: templates.ColTitle}, {Text: d.P.T("campaign.minutes")}, {Text: d.P.T("fact.files")},
		}}
		for _, g := range c.Meetings {
			m.Rows = append(m.Rows, templates.Row{Cells: []templates.Cell{{Text: d.P.Day(g.On)}, {Text: g.Title}, {Text: g.Text}, {Part: templates.LinkList(d.FileLinks(g.Files))}}})
		}
		p.Sections = append(p.Sections, templates.DossierSection{Title: d.P.T("campaign.meetings"), Table: m})
	}
	p.Links = []templates.Link{{Href: folder.Href(c.ID) + "/progress", Text: d.P.T("campaign.progress")}}
	return s.render(w, r, http.StatusOK, templates.FolderSheetPage(p))
}

// sheet begins a page beside a dossier.
func (s *Server) sheet(w http.ResponseWriter, r *http.Request, d folder.Reader, title string) templates.FolderSheet {
	return templates.FolderSheet{Page: s.page(w, r, d.P.T(title)), Back: templates.Link{Href: folder.Href(d.Doc.Top().ID), Text: d.Title()}}
}
