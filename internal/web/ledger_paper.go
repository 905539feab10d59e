package web

import (
	"io"
	"net/http"

	"huiyin/internal/document"
	"huiyin/internal/look"
	"huiyin/internal/report"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// accountPath is the address of a report on promises as a paper.
func accountPath(id int64) string { return folder.Href(id) + "/account" }

// promiseAccount is the paper of a report on promises that was made; one that is still due has none.
func (s *Server) promiseAccount(r *http.Request) (*look.LedgerReport, document.Paper, error) {
	d, err := s.openedDossier(r)
	if err != nil {
		return nil, document.Paper{}, err
	}
	k, ok := d.Doc.(*look.LedgerReport)
	if !ok || k.State != look.LedgerMade {
		return nil, document.Paper{}, errMissing
	}
	var p document.Paper
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, visit(r))
		p = l.AccountPaper(k)
		return err
	})
	return k, p, err
}

func (s *Server) promiseAccountPage(w http.ResponseWriter, r *http.Request) error {
	k, paper, err := s.promiseAccount(r)
	if err != nil {
		return err
	}
	p := templates.OfficialPage{Page: s.page(w, r, k.Title, templates.Link{Href: folder.Href(k.ID), Text: visit(r).T("machine.ledger_report")}), Paper: paper}
	p.Word, p.Excel = accountPath(k.ID)+"/word", accountPath(k.ID)+"/excel"
	return s.render(w, r, http.StatusOK, templates.Official(p))
}

func (s *Server) promiseAccountWord(w http.ResponseWriter, r *http.Request) error {
	k, paper, err := s.promiseAccount(r)
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "commitments", len(k.Open)); err != nil {
		return err
	}
	return s.sendWord(w, r, paper, k.Title)
}

func (s *Server) promiseAccountExcel(w http.ResponseWriter, r *http.Request) error {
	k, paper, err := s.promiseAccount(r)
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "commitments", len(k.Open)); err != nil {
		return err
	}
	return s.sendBook(w, r, k.Title, func(to io.Writer) error { return report.WriteTables(to, paper) })
}
