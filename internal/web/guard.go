package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// formBody is the largest form without files: a text of 100,000 characters with its encoding, and room to spare.
const formBody = 2 << 20

// policy lets a page load nothing but its own assets. Styles and scripts stand in files; nothing inline is run.
var policy = strings.Join([]string{
	"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
	"form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
}, "; ")

func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000") // a browser that came over https does not come in the clear again
		}
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into the page for internal errors and an entry in the log.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			s.fail(w, r, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

// enter checks at the door of a route: body size, session, post, an overdue first password; then serves and logs it.
func (s *Server) enter(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := s.Now()
		v := visit(r)
		v.route = route
		answer.Bound(w, r, formBody, route.Body)
		sent := answer.Noting(w)
		if answer.Reads(r) && !route.File { // one state of the database for who asks, the frame and the page
			r = r.WithContext(s.Desk.Store.Hold(r.Context()))
			defer store.Release(r.Context())
		}
		if err := s.admit(sent, r, v); err != nil {
			s.fail(sent, r, err)
		}
		s.Log.InfoContext(r.Context(), "request", "method", r.Method, "page", route.Name, "status", sent.Code,
			"ms", s.Now().Sub(begin).Milliseconds(), "request", v.Request)
	})
}

func (s *Server) admit(w http.ResponseWriter, r *http.Request, v *Visit) error {
	if err := s.recognise(r, v); err != nil {
		return err
	}
	if v.Session == nil {
		if !v.route.Enter.Open {
			return errSignIn
		}
		if err := s.Limit.Take(answer.Address(r)); err != nil {
			return err
		}
	}
	if !v.route.Enter.Open {
		if err := v.route.Enter.Check(v.Session.Actor); err != nil {
			return err
		}
		if v.Session.MustChange && v.route.Name != "password" && v.route.Name != "sign_out" {
			return see(w, r, "/account/password")
		}
	}
	if err := suggestion.CheckQuery(r.URL.Query(), v.route.Asks); err != nil {
		return err
	}
	if err := v.route.knows(r.URL); err != nil {
		return err
	}
	if r.Method == http.MethodPost && !answer.InParts(r) {
		if err := r.ParseForm(); err != nil {
			return answer.BadForm(err)
		}
	}
	end, err := s.Uploads.Begin(r, v.actor().Person.ID)
	if err != nil {
		return err
	}
	defer end()
	defer answer.Forget(r)
	return v.route.handle(w, r)
}

// knows refuses a name that the list of the address cannot be asked for: a slip of the pen in a filter would quietly show everything. What programs
// that pass addresses on put into them narrows nothing.
func (r Route) knows(at *url.URL) error {
	if r.List == nil {
		return nil
	}
	asked, err := answer.Query(at)
	if err != nil {
		return err
	}
	var bad fault.Fields
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		is := func(p suggestion.Param) bool { return p.Name == name }
		if !strings.HasPrefix(name, "utm_") && !slices.ContainsFunc(r.List, is) && !slices.ContainsFunc(r.Asks, is) {
			bad.Add(name, "field.unknown_parameter")
		}
	}
	return bad.Err()
}
