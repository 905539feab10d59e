package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// noticesPage lists what the person has been told in this post. Reading writes nothing: a button marks all as seen.
func (s *Server) noticesPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.NoticesPage{Page: s.page(w, r, v.T("app.notices"))}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		a := v.actor()
		var err error
		if p.Unseen, err = tx.UnseenNotices(r.Context(), access.Of(a), dossier.ScopeOf(a), a.Post.ID, store.ManyNotices); err != nil {
			return err
		}
		list, err := tx.Notices(r.Context(), access.Of(a), dossier.ScopeOf(a), store.ManyNotices)
		for i, n := range list {
			p.Lines = append(p.Lines, noticeLine(v.Printer, n, i < p.Unseen))
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.NoticeList(p))
}

// listed are notices that lead to a list in place of their suggestion. The account at the change of term is told once for each suggestion, and what it
// says of all of them together is the ledger's: a former deputy sees no other part of it.
var listed = map[string]string{"promises_accounted": "/commitments?view=last_term"}

// noticeLine writes one notice with where it leads, if anywhere.
func noticeLine(p *i18n.Printer, n store.Notice, fresh bool) templates.NoticeLine {
	href := listed[n.Key]
	switch {
	case n.Dossier != 0:
		href = folder.Href(n.Dossier)
	case n.Promises != 0:
		href = "/commitments?" + suggestion.PromiseFilter{Told: n.ID}.Values().Encode()
	case n.List != 0:
		href = "/handover/" + strconv.FormatInt(n.List, 10)
	case href == "" && n.Case != 0:
		href = casefile.Href(n.Case)
	}
	return templates.NoticeLine{At: p.Instant(n.At), Text: answer.Notice(p, n), Href: href, Fresh: fresh}
}

// seeNotices marks everything up to now as seen.
func (s *Server) seeNotices(w http.ResponseWriter, r *http.Request) error {
	err := s.Desk.Store.Do(r.Context(), func(tx *store.Tx) error { return tx.SeeNotices(r.Context(), visit(r).actor().Post.ID) })
	if err != nil {
		return err
	}
	return see(w, r, "/notices")
}
