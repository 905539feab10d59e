package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
	"huiyin/internal/web/templates"
)

// calculator computes a due day and says why, for anybody: the same counting as in every case. It is a GET form, so that an answer
// can be sent as an address.
func (s *Server) calculator(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	q := r.URL.Query()
	p := templates.CalculatorPage{Page: s.page(w, r, v.T("calculator.title")), Form: templates.Form{Printer: v.Printer, Values: q}}
	book, days := s.Identity.Store.Packs(), s.Identity.Store.Calendar()
	for _, id := range book.IDs() {
		if pack, ok := book.Latest(id); ok {
			p.Packs = append(p.Packs, templates.Option{Value: id, Text: answer.PackName(v.Printer, pack)})
		}
	}
	for _, c := range rule.Clocks {
		p.Clocks = append(p.Clocks, templates.Option{Value: string(c), Text: v.T("rule.clock." + string(c))})
	}
	if len(q) == 0 {
		p.Form.Values = map[string][]string{"pack": {"hunan-city"}, "clock": {string(rule.Reply)}, "from": {string(v.Today)}}
		return s.render(w, r, http.StatusOK, templates.Calculator(p))
	}
	d, source, err := answer.CountDay(q, book, days, v.Printer)
	if f, ok := fault.As(err); ok {
		p.Form.Fault = f
		return s.render(w, r, http.StatusUnprocessableEntity, templates.Calculator(p))
	} else if err != nil {
		return err
	}
	p.Answer = &templates.Date{Day: d.Due, Provisional: d.Provisional, Steps: v.Reasons(d)}
	p.Weekday = v.T("date.weekday." + strconv.Itoa(int(d.Due.Weekday())))
	p.Note = source.Note
	return s.render(w, r, http.StatusOK, templates.Calculator(p))
}
