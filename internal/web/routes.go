package web

import (
	"net/http"

	"huiyin/internal/answer"
	"huiyin/internal/suggestion"
)

// handler serves one route: decode, one call, answer. What it returns is answered by fail.
type handler func(w http.ResponseWriter, r *http.Request) error

// Entry is who may enter a route. What the API has too is entered by a rule of package answer.
type Entry = answer.Entry

var (
	anyone   = answer.Anyone
	signedIn = answer.SignedIn
	workers  = answer.Workers
	writers  = answer.Writers
	only     = answer.Only
)

// aChoice is a parameter of an address that must be one of these words.
func aChoice(name string, of ...string) []suggestion.Param {
	return []suggestion.Param{{Name: name, Kind: suggestion.AskChoice, Options: of}}
}

// aNumber is a parameter of an address that must be a number.
func aNumber(name string) []suggestion.Param {
	return []suggestion.Param{{Name: name, Kind: suggestion.AskNumber}}
}

// nothingElse is the list of an address that can be asked for what the door checks alone.
var nothingElse = []suggestion.Param{}

// called are the filters of a list that checks itself what they say.
func called(names []string) []suggestion.Param {
	out := make([]suggestion.Param, len(names))
	for i, name := range names {
		out[i] = suggestion.Param{Name: name}
	}
	return out
}

// Route is one line of the table: what tests, navigation and the browser journeys know about a page.
type Route struct {
	Method  string
	Pattern string
	Name    string // of the page or act; the browser journeys name pages by it
	Enter   Entry
	Nav     bool               // stands in the navigation of those who may enter, in table order, as app.nav_<Name>
	Body    int64              // largest form with files, in bytes; 0: formBody
	File    bool               // answers a file or data, not a page
	Away    bool               // shows nothing itself, only leads to another page
	Asks    []suggestion.Param // of the address that the door checks; lists check their own filters
	List    []suggestion.Param // all that the list of this address can be asked: a name that is none of them would show more than was meant, and is refused
	handle  handler
}

// Routes is the table of all pages and acts, in reading order. Navigation, entry checks and the journeys' page list come from it.
// It is made once: every page asks it for its navigation. Nobody changes what it returns.
func (s *Server) Routes() []Route {
	s.routed.Do(func() { s.routes = s.table() })
	return s.routes
}

func (s *Server) table() []Route {
	routes := []Route{
		// Entry and account
		{Method: "GET", Pattern: "/sign-in", Name: "sign_in", Enter: anyone, handle: s.signInPage},
		{Method: "POST", Pattern: "/sign-in", Name: "sign_in", Enter: anyone, handle: s.signIn},
		{Method: "POST", Pattern: "/sign-out", Name: "sign_out", Enter: signedIn, handle: s.signOut},
		{Method: "POST", Pattern: "/preferences", Name: "preferences", Enter: anyone, handle: s.prefer},
		{Method: "GET", Pattern: "/account/password", Name: "password", Enter: signedIn, handle: s.passwordPage},
		{Method: "POST", Pattern: "/account/password", Name: "password", Enter: signedIn, handle: s.changePassword},
		{Method: "GET", Pattern: "/account/sessions", Name: "sessions", Enter: signedIn, handle: s.sessionsPage},
		{Method: "POST", Pattern: "/account/sessions", Name: "sessions", Enter: signedIn, handle: s.revokeSession},
		{Method: "GET", Pattern: "/account/post", Name: "post", Enter: signedIn, handle: s.postPage},
		{Method: "POST", Pattern: "/account/post", Name: "post", Enter: signedIn, handle: s.switchPost},

		// What a person is told
		{Method: "GET", Pattern: "/notices", Name: "notices", Enter: signedIn, handle: s.noticesPage},

		// For anybody
		{Method: "GET", Pattern: "/calculator", Name: "calculator", Enter: anyone, handle: s.calculator},

		// Health, for whoever watches the program
		{Method: "GET", Pattern: "/healthz", Name: "healthz", Enter: anyone, File: true, handle: s.healthz},
	}
	routes = append(routes, s.listRoutes()...)
	routes = append(routes, s.handoverRoutes()...)
	routes = append(routes, s.ledgerRoutes()...)
	routes = append(routes, s.figureRoutes()...)
	routes = append(routes, s.screenRoutes()...)
	routes = append(routes, s.reportRoutes()...)
	routes = append(routes, s.caseRoutes()...)
	routes = append(routes, s.dossierRoutes()...)
	routes = append(routes, s.campaignRoutes()...)
	routes = append(routes, s.pollRoutes()...)
	routes = append(routes, s.publicRoutes()...)
	routes = append(routes, s.assessRoutes()...)
	routes = append(routes, s.scoringRoutes()...)
	routes = append(routes, s.importRoutes()...)
	routes = append(routes, s.adminRoutes()...)
	if s.Dev {
		routes = append(routes,
			Route{Method: "GET", Pattern: "/_gallery", Name: "gallery", Enter: anyone, handle: s.gallery},
			Route{Method: "GET", Pattern: "/_routes", Name: "routes", Enter: anyone, File: true, handle: s.routeList},
		)
	}
	return routes
}
