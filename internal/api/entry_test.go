package api

import (
	"net/http"
	"strings"
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/web"
)

// pages names, for each operation, the page or act that gives people the same. What has none says why.
var pages = map[string]string{
	"POST /sessions": "sign_in", "DELETE /sessions/current": "sign_out", "GET /dates": "calculator", "GET /notices": "notices",
	"GET /suggestions": "suggestions", "GET /suggestions/{id}": "suggestion", "GET /suggestions/{id}/events": "suggestion", "GET /suggestions/{id}/files": "suggestion",
	"GET /suggestions/{id}/files/{hash}": "file", "GET /suggestions/{id}/similar": "similar", "GET /suggestions/{id}/advice": "suggestion", "POST /suggestions/{id}/actions/": "act",
	"POST /suggestions/actions/start_draft": "start_draft", "POST /suggestions/actions/enter_secret": "enter_secret",
	"GET /indicators": "year", "GET /indicators/breakdown": "breakdown", "GET /shares": "shares", "GET /forms": "forms", "GET /deputies": "deputies", "GET /commitments": "commitments",
	"GET /handover-lists": "handover", "GET /handover-lists/{id}": "handover_list", "POST /handover-lists/{id}/actions/": "act_on_handover", "POST /handover-lists/actions/": "begin_handover",
	"GET /dossiers/": "dossiers", "GET /dossiers//{id}": "dossier", "GET /dossiers//{id}/events": "dossier", "GET /dossiers//{id}/files/{hash}": "dossier_file",
	"POST /dossiers//{id}/actions/": "dossier_act", "POST /dossiers//actions/": "begin_dossier",
	"GET /directory": "", // the words that stand on the forms of many pages; it names deputies to whom some form does
}

// likeness is the operation without what differs among those of one kind: the kind of dossier, the action.
func likeness(op operation) string {
	path := strings.TrimPrefix(op.path, Prefix)
	if rest, ok := strings.CutPrefix(path, "/dossiers/"); ok {
		_, rest, _ = strings.Cut(rest+"/", "/")
		path = "/dossiers/" + strings.TrimSuffix("/"+rest, "/")
	}
	if head, _, ok := strings.Cut(path, "/actions/"); ok && head != "/suggestions" { // what begins a case has a page each
		path = head + "/actions/"
	}
	return op.method + " " + path
}

// Who may enter a page may enter the operation that gives the same, and nobody else.
func TestBothDoorsAreAsWide(t *testing.T) {
	routes := map[string]web.Route{}
	for _, r := range (&web.Server{}).Routes() {
		if r.Method == http.MethodGet || routes[r.Name].Name == "" {
			routes[r.Name] = r
		}
	}
	var actors []org.Actor
	for _, role := range org.Roles {
		actors = append(actors, org.Actor{Post: org.Post{Role: role, Mandate: org.Active}})
	}
	actors = append(actors, org.Actor{Post: org.Post{Role: org.Deputy, Mandate: org.Former}})
	met := map[string]bool{}
	for _, op := range (&Server{}).operations() {
		like := likeness(op)
		name, ok := pages[like]
		if met[like] = true; !ok {
			t.Errorf("%s: which page gives the same?", like)
			continue
		}
		if name == "" {
			continue
		}
		page, ok := routes[name]
		if !ok {
			t.Errorf("%s: there is no page %s", like, name)
		}
		if op.enter.Open != page.Enter.Open {
			t.Errorf("%s %s: without sign-in %v, the page %v", op.method, op.path, op.enter.Open, page.Enter.Open)
		}
		for _, a := range actors {
			if got, want := op.enter.Admits(a), page.Enter.Admits(a); got != want {
				t.Errorf("%s %s admits %s (former: %v): %v, the page %s: %v", op.method, op.path, a.Post.Role, a.IsFormer(), got, name, want)
			}
		}
	}
	for like := range pages {
		if !met[like] {
			t.Errorf("no operation is like %s", like)
		}
	}
}
