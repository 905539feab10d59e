// Package web is the door for browsers: it decodes forms, calls one capability, and answers with a page. It decides nothing and
// knows no SQL.
package web

import (
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"huiyin/internal/answer"
	"huiyin/internal/blob"
	"huiyin/internal/desk"
	"huiyin/internal/identity"
	"huiyin/internal/registry"
	"huiyin/internal/web/assets"
)

// Server holds what the pages need. Set the fields, then call Handler once.
type Server struct {
	Identity *identity.Service
	Desk     *desk.Desk         // where cases are read and changed
	Registry *registry.Registry // who is who, for the system administrator
	Audit    *registry.Audit    // the logs, for the auditor
	Files    *blob.Dir          // where attachments are; nil: none are taken
	Log      *slog.Logger
	Now      func() time.Time
	Limit    *answer.Limiter // of what needs no sign-in; nil: none
	Uploads  *answer.Uploads // of who is signed in; nil: none
	NewID    func() string   // request ids and the keys of forms
	Address  string          // where people reach the installation, without a slash at its end, as the operator says; empty: not said
	Secure   bool            // served over https: cookies are bound to this host and never sent in the clear
	Dev      bool            // offers the gallery and the list of routes
	Demo     []DemoAccount   // accounts of the demonstration, listed on the sign-in page; empty otherwise

	routed sync.Once
	routes []Route
}

// DemoAccount is an account of the demonstration city, shown with its password to whoever opens the sign-in page.
type DemoAccount struct {
	Role     string // code of org.Role
	Title    string // of the post, where the role does not say in which congress it is
	Account  string
	Password string
}

// Handler returns the door, with every protection that does not depend on the page.
func (s *Server) Handler() (http.Handler, error) {
	mux := http.NewServeMux()
	for _, route := range s.Routes() {
		mux.Handle(route.Method+" "+route.Pattern, s.enter(route))
	}
	mux.HandleFunc("GET "+assets.Prefix, assets.Serve)
	const rest = "/"
	mux.Handle(rest, s.enter(Route{Name: "missing", Enter: anyone, handle: s.missing(mux, rest)}))

	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, errOrigin) }))
	// Pages mix secrets with text that a stranger may have put in: random padding hides the compressed length.
	zip, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(1), gzhttp.RandomJitter(64, 0, false))
	if err != nil {
		return nil, err
	}
	return s.visited(s.recovered(s.headers(zip(origin.Handler(mux))))), nil
}
