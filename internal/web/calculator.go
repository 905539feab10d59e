package web

import (
	"net/http"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
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
			p.Packs = append(p.Packs, templates.Option{Value: id, Text: packName(v.Printer, pack)})
		}
	}
	for _, c := range rule.Clocks {
		p.Clocks = append(p.Clocks, templates.Option{Value: string(c), Text: v.T("rule.clock." + string(c))})
	}
	if len(q) == 0 {
		p.Form.Values = map[string][]string{"pack": {"hunan-city"}, "clock": {string(rule.Reply)}, "from": {string(v.Today)}}
		return s.render(w, r, http.StatusOK, templates.Calculator(p))
	}
	d, source, err := due(p.Form, book, days)
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

// due reads the form: a term, or else pack and clock.
func due(f templates.Form, book *rule.Book, days *calendar.Calendar) (calendar.Derivation, rule.ClockRule, error) {
	var none calendar.Derivation
	from, err := calendar.ParseDay(f.Value("from"))
	if err != nil {
		return none, rule.ClockRule{}, beside("from", err)
	}
	if text := f.Value("term"); text != "" {
		term, err := calendar.ParseTerm(text)
		if err != nil {
			return none, rule.ClockRule{}, beside("term", err)
		}
		return calendar.Due(from, term, days), rule.ClockRule{}, nil
	}
	pack, ok := book.Latest(f.Value("pack"))
	if !ok {
		return none, rule.ClockRule{}, fault.OnField("pack", "fault.required")
	}
	clock, stream := rule.Clock(f.Value("clock")), rule.Between
	if f.Value("stream") == string(rule.InSession) {
		stream = rule.InSession
	}
	limit, ok := pack.ClockFor(clock, stream)
	if !ok {
		name := i18n.Key("rule.clock." + string(clock))
		if !f.Has(string(name)) {
			return none, limit, fault.OnField("clock", "fault.required")
		}
		return none, limit, fault.OnField("clock", "calculator.no_clock", "pack", packName(f.Printer, pack), "clock", name)
	}
	d, _ := pack.DueFor(clock, stream, from, days)
	return d, limit, nil
}

// beside puts a fault that names no input beside one.
func beside(name string, err error) error {
	f, ok := fault.As(err)
	if !ok || len(f.Fields) > 0 {
		return err
	}
	return fault.OnField(name, f.Key, f.Args...)
}

func packName(p *i18n.Printer, pack *rule.Pack) string {
	if p.Lang() == i18n.English && pack.NameEN != "" {
		return pack.NameEN
	}
	return pack.Name
}
