package web

import (
	"cmp"
	"net/http"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// noticesPage lists what the person has been told in this post. Reading writes nothing: a button marks all as seen.
func (s *Server) noticesPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.NoticesPage{Page: s.page(w, r, v.T("app.notices"))}
	p.Unseen = p.Who.Notices
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		a := v.actor()
		list, err := tx.Notices(r.Context(), access.Of(a), dossier.ScopeOf(a).Keys, store.ManyNotices)
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

// noticeLine writes one notice; a text that knows its day says it.
func noticeLine(p *i18n.Printer, n store.Notice, fresh bool) templates.NoticeLine {
	key := "notice." + n.Key
	if n.Due != "" && p.Has(key+"_due") {
		key += "_due"
	}
	args := []any{"number", n.Number, "title", n.Title, "due", n.Due}
	for name, value := range n.Args {
		switch name {
		case "clock", "task":
			args = append(args, name, i18n.Key(name+"."+value))
		default:
			args = append(args, name, value)
		}
	}
	href := cmp.Or(listed[n.Key], casefile.Href(n.Case))
	if n.Dossier != 0 {
		href = folder.Href(n.Dossier)
		args = append(args, "kind", i18n.Key("machine."+n.Kind))
		if name, ok := strings.CutPrefix(n.Key, "task_"); ok {
			key = "notice.dossier"
			if n.Due != "" {
				key += "_due"
			}
			args = append(args, "task", i18n.Key("task."+name))
		}
	}
	return templates.NoticeLine{At: p.Instant(n.At), Text: p.T(key, args...), Href: href, Fresh: fresh}
}

// seeNotices marks everything up to now as seen.
func (s *Server) seeNotices(w http.ResponseWriter, r *http.Request) error {
	err := s.Desk.Store.Do(r.Context(), func(tx *store.Tx) error { return tx.SeeNotices(r.Context(), visit(r).actor().Post.ID) })
	if err != nil {
		return err
	}
	return see(w, r, "/notices")
}
