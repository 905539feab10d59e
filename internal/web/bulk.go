package web

import (
	"context"
	"net/http"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// exportMost bounds an export: more is the business of the full export.
const exportMost = 20000

// exportList answers exactly the list that the page shows, all pages of it, as a workbook. The security log keeps who took it.
func (s *Server) exportList(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	var l register.Lister
	var lines []register.Line
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		var err error
		if l, err = s.lister(r.Context(), tx, v); err != nil {
			return err
		}
		f, err := asked(r, l.Session.ID)
		if err != nil {
			return err
		}
		rows, err := allRows(r.Context(), tx, l, f)
		for _, row := range rows {
			lines = append(lines, l.Line(row))
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "suggestions", len(lines)); err != nil {
		return err
	}
	attachList(w, v, "app.nav_suggestions")
	return sheet.WriteList(w, v.T("app.nav_suggestions"), l.Heads(), func(yield func([]any, error) bool) {
		for _, n := range lines {
			if !yield(l.Cells(n), nil) {
				return
			}
		}
	})
}

// attach heads a workbook that is sent under a name.
func attach(w http.ResponseWriter, name string) {
	h := w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	h.Set("Content-Disposition", answer.Disposition(suggestion.FileName(name)+".xlsx"))
	h.Set("Cache-Control", "no-store")
}

// attachList heads the workbook of a list, called as its page and dated as clerks file it.
func attachList(w http.ResponseWriter, v *Visit, title string) {
	attach(w, v.T("document.file_name", "what", i18n.Key(title), "of", string(v.Today)))
}

// recordExport writes into the security log what left the house.
func (s *Server) recordExport(r *http.Request, what string, n int) error {
	return s.Desk.Store.Do(r.Context(), func(tx *store.Tx) error {
		return identity.Record(r.Context(), tx, visit(r).Session.Who, origin(r), identity.Exported, what, "rows="+strconv.Itoa(n)+" "+r.URL.RawQuery)
	})
}

// allRows walks through every page of a list.
func allRows(ctx context.Context, tx *store.Tx, l register.Lister, f suggestion.Filter) ([]store.CaseRow, error) {
	var out []store.CaseRow
	f.Limit = 500
	for {
		rows, next, total, err := tx.Cases(ctx, access.Of(l.Actor), f)
		if err != nil {
			return nil, err
		}
		if total > exportMost {
			return nil, fault.New(fault.TooLarge, "lists.export_too_large", "n", total, "most", exportMost)
		}
		out = append(out, rows...)
		if next == "" {
			return out, nil
		}
		f.After = next
	}
}

// urgeMany urges the chosen cases one by one and says for each what came of it.
func (s *Server) urgeMany(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	chosen := r.PostForm["case"]
	if len(chosen) == 0 {
		return s.listAgain(w, r, r.PostFormValue("back"), fault.OnField("case", "lists.choose_some"))
	}
	p := templates.ResultsPage{Page: s.page(w, r, v.T("lists.urged")), Back: local(r.PostFormValue("back"))}
	for _, raw := range chosen {
		line, err := s.urge(r, raw)
		if f, ok := invalid(err); ok && len(f.Fields) > 0 { // the text, and it is one for all
			return s.listAgain(w, r, p.Back, err)
		}
		p.Lines = append(p.Lines, line)
	}
	for _, l := range p.Lines {
		if l.Refused == "" {
			p.Done++
		}
	}
	p.Said = v.T("lists.urged_said", "n", len(p.Lines), "done", p.Done)
	return s.render(w, r, http.StatusOK, templates.Results(p))
}

// urge urges one case with the text given for all.
func (s *Server) urge(r *http.Request, raw string) (templates.ResultLine, error) {
	v := visit(r)
	id, err := strconv.ParseInt(raw, 10, 64)
	line := templates.ResultLine{Title: raw}
	var done desk.Receipt
	if err == nil {
		cmd, _, _ := suggestion.NewCommand("urge")
		fillUrge(cmd, r.PostFormValue("text"))
		done, err = s.Desk.Do(r.Context(), v.actor(), id, desk.Request{Do: "urge", Cmd: cmd, Key: r.PostFormValue("once") + "-" + raw})
		if err == nil {
			line.Title, line.Href = v.T("lists.numbered", "number", done.Case.Number, "title", done.Case.Text.Title), casefile.Href(id)
			return line, nil
		}
	}
	line.Href = casefile.Href(id)
	if sheet, opened := s.Desk.Open(r.Context(), v.actor(), id); opened == nil {
		line.Title = v.T("lists.numbered", "number", sheet.Case.Number, "title", sheet.Case.Text.Title)
	}
	line.Refused = v.T("fault.internal")
	if f, ok := fault.As(err); ok {
		line.Refused = answer.Under(v.Printer, done.Pack).T(f.Key, f.Args...)
	}
	return line, err
}

func fillUrge(cmd any, text string) {
	if k, ok := cmd.(*suggestion.Urge); ok {
		k.Text = text
	}
}
