package web

import (
	"slices"
	"testing"

	"huiyin/internal/org"
)

// A former deputy enters what concerns the own suggestions and the own account, and no other page that asks for a session.
func TestAFormerDeputyEntersOwnPagesOnly(t *testing.T) {
	own := []string{
		"sign_out", "password", "sessions", "post", "notices", "see_notices", "workbench", "suggestions", "export", "directory", "save_view", "change_view",
		"suggestion", "act_at_once", "act", "version", "file", "similar", "paper", "paper_word", "commitments", "commitments_export",
	}
	sitting := org.Actor{Post: org.Post{Role: org.Deputy, Mandate: org.Active}}
	former := org.Actor{Post: org.Post{Role: org.Deputy, Mandate: org.Former}}
	found := map[string]bool{}
	for _, route := range (&Server{}).Routes() {
		if route.Enter.Open {
			continue
		}
		want := slices.Contains(own, route.Name)
		if got := route.Enter.Admits(former); got != want {
			t.Errorf("%s %s admits a former deputy: %v", route.Method, route.Pattern, got)
		}
		if want && !route.Enter.Admits(sitting) {
			t.Errorf("%s %s keeps a deputy out", route.Method, route.Pattern)
		}
		found[route.Name] = found[route.Name] || want
	}
	for _, name := range own {
		if !found[name] {
			t.Errorf("no page is called %s", name)
		}
	}
}
