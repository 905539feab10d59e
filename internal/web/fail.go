package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/web/templates"
)

var (
	errOrigin  = fault.New(fault.Forbidden, "fault.origin")
	errMissing = fault.New(fault.NotFound, "fault.not_found")
	errSignIn  = fault.New(fault.Unauthenticated, "fault.unauthenticated")
)

// fail answers every error: expected ones with their sentence, all others with a number to ask about and an entry in the log.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	v := visit(r)
	if why := answer.Unread(err); why != nil {
		err = why
	}
	if answer.Gone(r, err) {
		w.WriteHeader(answer.Left)
		return
	}
	f, code := answer.Of(err)
	r = r.WithContext(context.WithoutCancel(r.Context())) // the server takes a visitor whose body broke off for one who has left
	expected := code != http.StatusInternalServerError
	page := templates.ErrorPage{Request: v.Request, Kind: string(f.Kind)}
	if !expected || f.Kind == fault.Unavailable { // what an administrator must mend, a full disk say, stands in the log with its cause
		s.Log.ErrorContext(r.Context(), "request failed", "error", err, "method", r.Method, "page", v.route.Name, "request", v.Request)
	}
	if code == http.StatusUnauthorized && answer.Reads(r) {
		http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	page.Page = s.page(w, r, v.T(headline(code)))
	page.Text = v.T(f.Key, f.Args...)
	if f.Kind == fault.Invalid && answer.Reads(r) && r.URL.RawQuery != "" { // nothing was filled in: the address is what is wrong
		page.Title, page.Text, page.Bare = v.T("app.error_address"), v.T("app.error_address_text"), r.URL.Path
	}
	for _, c := range f.Fields {
		page.Complaints = append(page.Complaints, v.T("fault.about_field", "field", inputName(v, r.Method, c.Name), "complaint", v.T(c.Key, c.Args...)))
	}
	switch {
	case code == http.StatusServiceUnavailable, code == http.StatusInternalServerError:
		page.Typed, page.Again = typed(r, v), v.T("app.typed_hint")
	case code == http.StatusTooManyRequests && v.Session != nil:
		page.Typed, page.Again = typed(r, v), v.T("app.typed_hint_wait")
	}
	w.Header().Del("Content-Disposition") // of a file that came to nothing
	answer.RetryAfter(w, err)
	if err := s.render(w, r, code, templates.Failed(page)); err != nil {
		s.Log.ErrorContext(r.Context(), "error page failed", "error", err, "request", v.Request)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}
}

// inputName names an input that stands on no form of the page. What an address asks for and what a form sends are different things of the
// same name: the body of a list is who answers (param.body), that of an act a text (input.body).
func inputName(v *Visit, method, name string) string {
	name, _, _ = strings.Cut(name, ".") // of several: the sentence says which
	keys := []string{"param." + name, "input." + name}
	if method == http.MethodPost {
		slices.Reverse(keys)
	}
	for _, key := range keys {
		if v.Has(key) {
			return v.T(key)
		}
	}
	return name
}

func headline(code int) string {
	switch code {
	case http.StatusUnprocessableEntity:
		return "app.error_422"
	case http.StatusUnauthorized:
		return "app.error_401"
	case http.StatusForbidden:
		return "app.error_403"
	case http.StatusNotFound:
		return "app.error_404"
	case http.StatusMethodNotAllowed:
		return "app.error_405"
	case http.StatusRequestTimeout:
		return "app.error_408"
	case http.StatusConflict:
		return "app.error_409"
	case http.StatusRequestEntityTooLarge:
		return "app.error_413"
	case http.StatusTooManyRequests:
		return "app.error_429"
	case http.StatusServiceUnavailable:
		return "app.error_503"
	}
	return "app.error_500"
}

// invalid returns the fault to show beside the fields when a form can be mended and sent again. Handlers show the form again
// with it; everything else they return.
func invalid(err error) (*fault.Error, bool) {
	f, ok := fault.As(err)
	return f, ok && f.Kind == fault.Invalid
}

// mendable is invalid for forms with files: one that is too large is chosen anew.
func mendable(err error) (*fault.Error, bool) {
	f, ok := fault.As(err)
	return f, ok && (f.Kind == fault.Invalid || f.Kind == fault.TooLarge)
}

// missing answers what no route takes: a page that is asked for with a method that it does not have says which it has.
func (s *Server) missing(mux *http.ServeMux, rest string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if allow := answer.Methods(mux, r, rest); allow != "" {
			w.Header().Set("Allow", allow)
			return answer.Refusal{Status: http.StatusMethodNotAllowed, Key: "fault.method", Args: []any{"allow", strings.Split(allow, ", ")}}
		}
		return errMissing
	}
}
