package api_test

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/docket"
	"huiyin/internal/flow"
	"huiyin/internal/poll"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// Whoever has nothing but the document learns from it what to send and what happens next.
func TestTheDocumentExplains(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	d := c.document()
	said := func(at, text string) {
		t.Helper()
		if text == "" || strings.HasPrefix(text, "[") {
			t.Errorf("%s: %q", at, text)
		}
	}
	said("the whole", d.Info.Description)
	for path, methods := range d.Paths {
		for method, op := range methods {
			at := method + " " + path
			for _, p := range op.Parameters {
				said(at+" "+p.Name, p.Description)
			}
			if op.RequestBody == nil {
				continue
			}
			if strings.Contains(path, "/actions/") {
				said(at, op.Description)
			}
			body := op.RequestBody.Content["application/json"].Schema
			if body == nil {
				continue
			}
			for name, p := range d.resolve(body).Properties {
				said(at+" "+name, p.Description)
				if p.Items != nil {
					for inside, row := range d.resolve(p.Items).Properties {
						if !row.ReadOnly {
							said(at+" "+name+"."+inside, row.Description)
						}
					}
				}
				if words := slices.Clone(p.Enum); len(words) > 0 {
					slices.Sort(words)
					if len(slices.Compact(words)) != len(p.Enum) {
						t.Errorf("%s %s takes %v", at, name, p.Enum)
					}
				}
			}
		}
	}
	for _, row := range []struct{ path, says string }{
		{"/suggestions/{id}/actions/sign_for", "`to_sign` → `working`"},
		{"/suggestions/{id}/actions/send_for_review", "`guard.every_request_answered`"},
		{"/handover-lists/actions/begin_list", "(new) → `open`"},
		{"/dossiers/visit/{id}/actions/hold_visit", "`visit`"},
	} {
		if text := d.Paths["/api/v1"+row.path]["post"].Description; !strings.Contains(text, row.says) {
			t.Errorf("%s does not say %s: %s", row.path, row.says, text)
		}
	}
}

// Whatever an action asks for stands in the document, and nothing is listed that no body could carry out.
func TestTheDocumentAsksForWhatActionsNeed(t *testing.T) {
	d := open(t, storetest.SQLite(t)).document()
	asks := func(path string, cmd any) {
		t.Helper()
		if d.Paths[path] == nil { // with an id, or without where it begins something
			path = strings.Replace(path, "/{id}", "", 1)
		}
		op, ok := d.Paths[path]["post"]
		if !ok {
			t.Errorf("%s is not documented", path)
			return
		}
		asked := map[string]bool{}
		for _, body := range op.RequestBody.Content {
			form := d.resolve(body.Schema)
			for name := range form.Properties {
				asked[name] = true
			}
			if command := form.Properties["command"]; command != nil {
				for name := range d.resolve(command).Properties {
					asked[name] = true
				}
			}
		}
		for _, in := range suggestion.Inputs(cmd) {
			if !asked[in.Name] {
				t.Errorf("%s does not ask for %s", path, in.Name)
			}
		}
	}
	for _, k := range docket.Kinds {
		for _, m := range k.Machines() {
			for _, l := range m.Lines {
				if cmd, ok := k.NewCommand(l.Do); ok && slices.ContainsFunc(l.By, func(r flow.Relation) bool { return r != flow.System }) && cmd != nil {
					if _, paper := cmd.(*poll.Paper); !paper {
						asks("/api/v1/dossiers/"+k.Name()+"/{id}/actions/"+string(l.Do), cmd)
					} else if path := "/api/v1/dossiers/vote/{id}/actions/" + string(l.Do); d.Paths[path] != nil {
						t.Errorf("%s is documented", path)
					}
				}
			}
		}
	}
}
