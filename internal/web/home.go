package web

import (
	"encoding/json"
	"net/http"
)

func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := w.Write([]byte("ok\n"))
	return err
}

// RouteLine is what the browser journeys read about a route.
type RouteLine struct {
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Name   string   `json:"name"`
	Open   bool     `json:"open"`
	Roles  []string `json:"roles,omitempty"`
	Page   bool     `json:"page"` // answers a page: a journey must open it
}

// RouteLines lists the table for tests outside the program.
func (s *Server) RouteLines() []RouteLine {
	var out []RouteLine
	for _, route := range s.Routes() {
		l := RouteLine{Method: route.Method, Path: route.Pattern, Name: route.Name, Open: route.Enter.Open, Page: route.Method == "GET" && !route.File && !route.Away}
		for _, role := range route.Enter.Roles {
			l.Roles = append(l.Roles, string(role))
		}
		out = append(out, l)
	}
	return out
}

func (s *Server) routeList(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(s.RouteLines())
}
