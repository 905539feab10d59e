package answer

import (
	"net/http"
	"strings"
)

// served are the methods that any door serves.
var served = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// Methods lists, as the header Allow does, the methods for which a mux has a route at the request's path; empty when the path is unknown.
// Requests that no route takes end at the pattern rest.
func Methods(mux *http.ServeMux, r *http.Request, rest string) string {
	var out []string
	for _, m := range served {
		probe := r.Clone(r.Context())
		probe.Method = m
		if _, pattern := mux.Handler(probe); pattern == rest || pattern == "" {
			continue
		}
		out = append(out, m)
		if m == http.MethodGet {
			out = append(out, http.MethodHead)
		}
	}
	return strings.Join(out, ", ")
}
