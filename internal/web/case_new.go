package web

import (
	"net/http"
	"strings"

	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// fresh is an act that begins a case: there is nothing to read yet but the directory.
func (s *Server) fresh(r *http.Request, do flow.Action) (act, error) {
	v := visit(r)
	dir, err := s.Desk.Store.Directory(r.Context(), v.actor().Post.Congress)
	a := act{once: r.Form.Get("once")}
	a.Do = do
	a.Reader = casefile.Reader{Sheet: desk.Sheet{Case: &suggestion.Case{}, Dir: dir, Today: v.Today}, Actor: v.actor(), P: v.Printer}
	a.Values = a.Spread(form.Compact(r.Form))
	return a, err
}

// startPage asks for what a case begins with: the title and for whom a suggestion is entered, number and day of a secret one.
func (s *Server) startPage(do flow.Action) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		r.Form = nil
		a, err := s.fresh(r, do)
		if err != nil {
			return err
		}
		return s.showStart(w, r, http.StatusOK, a, nil)
	}
}

func (s *Server) showStart(w http.ResponseWriter, r *http.Request, code int, a act, f *fault.Error) error {
	p := a.StartPage()
	p.Page = s.page(w, r, p.Title)
	p.Form = templates.Form{Printer: p.Printer, Values: a.Values, Fault: f, Once: s.NewID()}
	return s.render(w, r, code, templates.Act(p))
}

// missing says which fields of the first page are empty: a suggestion could do without them, its page asks for them.
func missing(a act) *fault.Error {
	var bad fault.Fields
	for _, w := range a.StartPage().Fields {
		if !w.Field.Optional && strings.TrimSpace(a.Values.Get(w.Field.Name)) == "" {
			bad.Add(w.Field.Name, "field.required")
		}
	}
	f, _ := fault.As(bad.Err())
	return f
}

// start begins a suggestion and goes on to the page on which it is written; of a secret one there is nothing to write.
func (s *Server) start(do flow.Action) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		a, err := s.fresh(r, do)
		if err != nil {
			return err
		}
		cmd, err := s.command(r, &a)
		if f := missing(a); f != nil {
			if wrong, ok := fault.As(err); ok { // what is missing and what is wrong are said at once
				f.Fields = append(f.Fields, wrong.Fields...)
			}
			return s.showStart(w, r, http.StatusUnprocessableEntity, a, f)
		}
		var done desk.Receipt
		if err == nil {
			done, err = s.Desk.Do(r.Context(), a.Actor, 0, a.request(cmd))
		}
		if f, ok := invalid(err); ok {
			return s.showStart(w, r, http.StatusUnprocessableEntity, a, f)
		} else if err != nil {
			return err
		}
		s.say(w, nil, "action."+string(do)+".done")
		return see(w, r, a.Landing(do, done.Case))
	}
}
