package web

import (
	"net/http"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/store"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

func (s *Server) roundSheet(r *http.Request) (polling.Sheet, error) {
	id, err := pathID(r)
	if err != nil {
		return polling.Sheet{}, err
	}
	return polling.OpenSheet(r.Context(), s.Desk, visit(r).actor(), id)
}

// ratePage is the sheet on which a lead deputy rates the units.
func (s *Server) ratePage(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.roundSheet(r)
	if err != nil {
		return err
	}
	values := map[string][]string{}
	for _, k := range sheet.Rows {
		values[polling.UnitField(k.Unit, "attitude")] = []string{k.Attitude}
		values[polling.UnitField(k.Unit, "result")] = []string{k.Result}
		values[polling.UnitField(k.Unit, "note")] = []string{k.Note}
	}
	return s.showSheet(w, r, http.StatusOK, sheet, templates.Form{Printer: visit(r).Printer, Values: values})
}

func (s *Server) showSheet(w http.ResponseWriter, r *http.Request, code int, sheet polling.Sheet, form templates.Form) error {
	v := visit(r)
	dir, err := s.Desk.Store.Directory(r.Context(), sheet.Round.Congress)
	if err != nil {
		return err
	}
	p := templates.SheetPage{Page: s.page(w, r, sheet.Round.Title, templates.Link{Href: folder.Href(sheet.Round.ID), Text: v.T("machine.round")}), Form: form, Action: ratePath(sheet.Round.ID)}
	p.Until = v.T("round.until", "day", v.LongDay(sheet.Round.Until))
	done := 0
	for _, k := range sheet.Rows {
		if k.On != "" {
			done++
		}
	}
	p.Done = v.T("round.done_of", "n", done, "all", len(sheet.Rows))
	if sheet.Round.State != poll.RoundOpen {
		p.Over = v.T("round.over")
		return s.render(w, r, code, templates.Sheet(p))
	}
	levels := make([]templates.Option, len(poll.Levels))
	for i, l := range poll.Levels {
		levels[i] = templates.Option{Value: string(l), Text: levelText(v.Printer, l)}
	}
	for _, k := range sheet.Rows {
		p.Units = append(p.Units, templates.SheetUnit{
			Name: dir.OrgName(k.Unit), Hint: v.T("round.unit_cases", "n", k.Cases),
			Fields: []templates.Field{
				{Name: polling.UnitField(k.Unit, "attitude"), Label: v.T("round.attitude"), Kind: templates.InputRadio, Options: levels},
				{Name: polling.UnitField(k.Unit, "result"), Label: v.T("round.result"), Kind: templates.InputRadio, Options: levels},
				{Name: polling.UnitField(k.Unit, "note"), Label: v.T("round.note"), Hint: v.T("round.note_hint"), Kind: templates.InputArea, Rows: 2, Optional: true, Max: 1000},
			},
		})
	}
	return s.render(w, r, code, templates.Sheet(p))
}

// rate keeps the answers of the sheet.
func (s *Server) rate(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.roundSheet(r)
	if err != nil {
		return err
	}
	answers := make([]store.RoundRow, len(sheet.Rows))
	for i, k := range sheet.Rows {
		said := func(name string) string { return strings.TrimSpace(r.PostForm.Get(polling.UnitField(k.Unit, name))) }
		answers[i] = store.RoundRow{Unit: k.Unit, Attitude: said("attitude"), Result: said("result"), Note: said("note")}
	}
	err = polling.Rate(r.Context(), s.Desk, visit(r).actor(), sheet.Round.ID, answers)
	f, ok := fault.As(err)
	switch {
	case ok && f.Kind == fault.Invalid:
		return s.showSheet(w, r, answer.Status[f.Kind], sheet, templates.Form{Printer: visit(r).Printer, Values: r.PostForm, Fault: f})
	case ok && f.Kind == fault.Conflict:
		if fresh, again := s.roundSheet(r); again == nil {
			sheet = fresh
		}
		return s.showSheet(w, r, answer.Status[f.Kind], sheet, templates.Form{Printer: visit(r).Printer, Values: r.PostForm})
	case err != nil:
		return err
	}
	s.say(w, nil, "round.saved")
	return see(w, r, ratePath(sheet.Round.ID))
}
