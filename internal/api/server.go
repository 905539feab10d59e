// Package api is the door for programs: REST under /api/v1, described by OpenAPI 3.1, with problem details (RFC 9457) that
// carry the same message keys as the pages. It decides nothing: every action goes through desk.
package api

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/blob"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Prefix is where the API lives.
const Prefix = "/api/v1"

// keyHeader names a request, so that sending it twice acts once.
const keyHeader = "Idempotency-Key"

// longestKey is how long the name of a request may be, in bytes.
const longestKey = 200

// Server holds what the operations need. Set the fields, then call Handler once.
type Server struct {
	Desk     *desk.Desk
	Store    *store.Store
	Identity *identity.Service
	Files    *blob.Dir
	Log      *slog.Logger
	Now      func() time.Time
	Limit    *answer.Limiter // of what needs no sign-in; nil: none
	Uploads  *answer.Uploads // of who is signed in; nil: none
}

// call is one request under way.
type call struct {
	*http.Request
	w   http.ResponseWriter
	s   *Server
	who identity.Who
	say *i18n.Printer
}

// operation is one line of the API's table: what OpenAPI tells of it, and what it does.
type operation struct {
	method, path, id string // id names its sentence api.<id> in the catalogue
	enter            answer.Entry
	once             bool // takes the header that makes a request act once
	query            []suggestion.Param
	body, out        reflect.Type // nil where there is none
	status           int          // of success; 200 when 0
	run              func(c *call) (any, error)
}

// Handler returns the door, mounted at Prefix.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	doc := sync.OnceValue(s.describe) // a start does not wait for it
	for _, op := range s.operations() {
		mux.HandleFunc(op.method+" "+op.path, s.serve(op))
	}
	mux.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
		_, _ = w.Write(doc())
	})
	const rest = Prefix + "/"
	mux.HandleFunc(rest, func(w http.ResponseWriter, r *http.Request) {
		c := &call{Request: r, w: w, s: s, say: speak(r)}
		if allow := answer.Methods(mux, r, rest); allow != "" {
			w.Header().Set("Allow", allow)
			s.fail(c, answer.Refusal{Status: http.StatusMethodNotAllowed, Key: "fault.method", Args: []any{"allow", strings.Split(allow, ", ")}})
			return
		}
		s.fail(c, fault.New(fault.NotFound, "fault.not_found"))
	})
	return mux
}

// serve turns an operation into a handler: who calls, what is asked, run, answer.
func (s *Server) serve(op operation) http.HandlerFunc {
	accepts := op.accepts()
	form := op.largest()
	return func(w http.ResponseWriter, r *http.Request) {
		if op.method == http.MethodGet {
			r = r.WithContext(s.Store.Hold(r.Context()))
			defer store.Release(r.Context())
		}
		c := &call{Request: r, w: w, s: s, say: speak(r)}
		answer.Bound(w, r, largest, form)
		err := c.admit(op, accepts)
		var out any
		if err == nil {
			out, err = c.run(op)
		}
		store.Release(r.Context())
		switch {
		case err != nil:
			s.fail(c, err)
		case out != nil:
			c.answer(op.success(), "application/json", out)
		case op.status != 0:
			w.WriteHeader(op.status) // without words; downloads have answered themselves
		}
	}
}

// admit checks what does not depend on the operation's matter: who calls and how often, parameters, headers, kind of body.
func (c *call) admit(op operation, accepts []string) error {
	if op.enter.Open {
		if err := c.s.Limit.Take(answer.Address(c.Request)); err != nil {
			return err
		}
	} else if err := c.signIn(); err != nil {
		return err
	} else if err := op.enter.Check(c.who.Actor); err != nil {
		return err
	}
	q, err := answer.Query(c.URL)
	if err != nil {
		return err
	}
	var bad fault.Fields
	for name := range q {
		if !slices.ContainsFunc(op.query, func(p suggestion.Param) bool { return p.Name == name }) {
			bad.Add(name, "field.unknown_parameter")
		}
	}
	for _, p := range op.query {
		p.Check(q[p.Name], &bad)
	}
	if n := len(c.Header.Get(keyHeader)); n > longestKey {
		bad.Add(keyHeader, "field.too_long", "max", longestKey, "length", n)
	}
	if err := bad.Err(); err != nil {
		return err
	}
	if match := c.Header.Get("If-Match"); op.method != http.MethodGet && match != "" && match != "*" { // nothing here has a tag, so none can match
		return answer.Refusal{Status: http.StatusPreconditionFailed, Key: "fault.precondition"}
	}
	return c.kindOfBody(accepts)
}

// run carries the operation out. What waits of a large form on disk is gone when its caller may send the next.
func (c *call) run(op operation) (any, error) {
	end, err := c.s.Uploads.Begin(c.Request, c.who.Actor.Person.ID)
	if err != nil {
		return nil, err
	}
	defer end()
	return op.run(c)
}

func (c *call) answer(status int, kind string, body any) {
	b, err := json.Marshal(body)
	if err != nil {
		c.s.Log.ErrorContext(c.Context(), "marshal answer", "error", err)
		c.w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h := c.w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	c.w.WriteHeader(status)
	_, _ = c.w.Write(append(b, '\n'))
}

func (c *call) origin() identity.Origin {
	return identity.Origin{IP: answer.Address(c.Request), Agent: c.UserAgent()}
}
