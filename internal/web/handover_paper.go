package web

import (
	"io"
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/document"
	"huiyin/internal/report"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// handoverPaper is a hand-over list as it is given out at the meeting.
func (s *Server) handoverPaper(w http.ResponseWriter, r *http.Request) error {
	k, err := s.listPaper(r)
	if err != nil {
		return err
	}
	here := "/handover/" + r.PathValue("id")
	v := visit(r)
	p := templates.OfficialPage{
		Page:  s.page(w, r, k.Heading, templates.Link{Href: "/handover", Text: v.T("app.nav_handover")}, templates.Link{Href: here, Text: v.T("machine.handover")}),
		Paper: k, Word: here + "/word", Excel: here + "/excel",
	}
	return s.render(w, r, http.StatusOK, templates.Official(p))
}

// handoverWord sends the same list as a Word file.
func (s *Server) handoverWord(w http.ResponseWriter, r *http.Request) error {
	k, err := s.listPaper(r)
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "handover", len(k.Blocks[0].Table.Rows)); err != nil {
		return err
	}
	return s.sendWord(w, r, k, k.Heading)
}

// handoverExcel sends the same list as a workbook.
func (s *Server) handoverExcel(w http.ResponseWriter, r *http.Request) error {
	k, err := s.listPaper(r)
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "handover", len(k.Blocks[0].Table.Rows)); err != nil {
		return err
	}
	return s.sendBook(w, r, k.Heading, func(to io.Writer) error { return report.WriteTables(to, k) })
}

// listPaper puts the hand-over list of the address on paper.
func (s *Server) listPaper(r *http.Request) (k document.Paper, err error) {
	v := visit(r)
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return k, errMissing
	}
	list, _, err := s.Desk.OpenHandover(r.Context(), v.actor(), id)
	if err != nil {
		return k, err
	}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		lines, err := tx.HandoverLines(r.Context(), access.Of(v.actor()), list)
		k = l.HandoverPaper(list, lines)
		return err
	})
	return k, err
}
