package api_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// schema is what the test reads of a schema in the document.
type schema struct {
	Ref         string             `json:"$ref"`
	Description string             `json:"description"`
	Type        any                `json:"type"`
	Properties  map[string]*schema `json:"properties"`
	Additional  any                `json:"additionalProperties"`
	Required    []string           `json:"required"`
	ReadOnly    bool               `json:"readOnly"`
	Items       *schema            `json:"items"`
	Format      string             `json:"format"`
	Enum        []string           `json:"enum"`
	Maximum     *float64           `json:"maximum"`
	AnyOf       []*schema          `json:"anyOf"`
}

type param struct {
	Ref         string  `json:"$ref"`
	Name        string  `json:"name"`
	Description string  `json:"description"`
	In          string  `json:"in"`
	Schema      *schema `json:"schema"`
}

type document struct {
	Info struct {
		Description string `json:"description"`
	} `json:"info"`
	Paths map[string]map[string]struct {
		Summary     string                `json:"summary"`
		Description string                `json:"description"`
		Security    []map[string][]string `json:"security"`
		Parameters  []param               `json:"parameters"`
		Responses   map[string]struct {
			Content map[string]struct {
				Schema *schema `json:"schema"`
			} `json:"content"`
		} `json:"responses"`
		RequestBody *struct {
			Required bool `json:"required"`
			Content  map[string]struct {
				Schema *schema `json:"schema"`
			} `json:"content"`
		} `json:"requestBody"`
	} `json:"paths"`
	Components struct {
		Schemas    map[string]*schema `json:"schemas"`
		Parameters map[string]param   `json:"parameters"`
	} `json:"components"`
}

// document reads what the door says of itself.
func (c client) document() (d document) {
	c.T.Helper()
	if err := json.Unmarshal(c.call(0, "GET", "/openapi.json", "").Body.Bytes(), &d); err != nil {
		c.T.Fatal(err)
	}
	for _, ops := range d.Paths {
		for _, op := range ops {
			for i, p := range op.Parameters {
				if name, ok := strings.CutPrefix(p.Ref, "#/components/parameters/"); ok {
					op.Parameters[i] = d.Components.Parameters[name]
				}
			}
		}
	}
	return d
}

func (d document) resolve(s *schema) *schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.Components.Schemas[name]
	}
	return s
}

// differ lists where a value is not of its schema: another type, a field that the schema does not name, a required one missing.
func (d document) differ(s *schema, v any, at string) (out []string) {
	s = d.resolve(s)
	kinds := fmt.Sprint(s.Type)
	bad := func(kind string) []string {
		return append(out, fmt.Sprintf("%s is %s, documented %v", at, kind, s.Type))
	}
	switch v := v.(type) {
	case nil:
		if !strings.Contains(kinds, "null") {
			return bad("null")
		}
	case map[string]any:
		if !strings.Contains(kinds, "object") {
			return bad("object")
		}
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				out = append(out, at+"."+name+" is missing")
			}
		}
		for name, x := range v {
			p, ok := s.Properties[name]
			if !ok && s.Additional != nil && s.Additional != false {
				continue
			}
			if !ok {
				out = append(out, at+"."+name+" is not documented")
				continue
			}
			out = append(out, d.differ(p, x, at+"."+name)...)
		}
	case []any:
		if !strings.Contains(kinds, "array") {
			return bad("array")
		}
		for i, x := range v {
			out = append(out, d.differ(s.Items, x, fmt.Sprintf("%s.%d", at, i))...)
		}
	case string:
		if !strings.Contains(kinds, "string") {
			return bad("string")
		}
	case bool:
		if !strings.Contains(kinds, "boolean") {
			return bad("boolean")
		}
	case float64:
		if !strings.Contains(kinds, "integer") && !strings.Contains(kinds, "number") {
			return bad("number")
		}
	}
	return out
}

// Answers have the shape that the document tells, and each of its fields.
func TestAnswersAreOfTheTypesDocumented(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.answered(c.Handled("0001"))
	a := x.Assignments[0].No
	c.Must(testkit.Deputy, x.ID, a, "evaluate", `{"attitude":"satisfied","result":"not_satisfied","reasons":"没有解决"}`)
	c.Must(testkit.Deputy, x.ID, 0, "report_pressure", `{"text":"有人打招呼"}`)
	c.Must(testkit.Clerk, x.ID, 0, "urge", `{"text":"请抓紧"}`)
	d := c.document()
	one := fmt.Sprintf("/suggestions/%d", x.ID)
	for _, row := range []struct{ method, path, of, body string }{
		{"GET", "/suggestions", "/suggestions", ""},
		{"GET", one, "/suggestions/{id}", ""},
		{"GET", one + "/events", "/suggestions/{id}/events", ""},
		{"GET", one + "/files", "/suggestions/{id}/files", ""},
		{"GET", "/notices", "/notices", ""},
		{"GET", "/indicators?year=2026", "/indicators", ""},
		{"GET", "/dates?pack=hunan-city&clock=reply&from=2025-11-15", "/dates", ""},
		{"GET", "/suggestions?due_to=x", "", ""},
		{"POST", one + "/actions/urge", "/suggestions/{id}/actions/urge", `{"text":"再催"}`},
		{"POST", "/sessions", "/sessions", fmt.Sprintf(`{"account":"user%d","password":"long enough 1"}`, testkit.Head)},
	} {
		for _, post := range []int64{testkit.Head, testkit.Deputy, testkit.Health} {
			got := c.call(post, row.method, row.path, row.body)
			var v any
			if err := json.Unmarshal(got.Body.Bytes(), &v); err != nil {
				t.Fatalf("%s: %v", row.path, err)
			}
			of := d.Components.Schemas["Problem"]
			if got.Code < 400 {
				of = d.Paths["/api/v1"+row.of][strings.ToLower(row.method)].Responses[fmt.Sprint(got.Code)].Content["application/json"].Schema
			}
			if of == nil {
				t.Errorf("%s answers %d, which is not documented", row.path, got.Code)
				continue
			}
			if wrong := d.differ(of, v, ""); len(wrong) > 0 {
				slices.Sort(wrong)
				t.Errorf("%s as %d: %s", row.path, post, strings.Join(wrong, "; "))
			}
		}
	}
}

// What an offer says an action needs is what the document says of its body.
func TestNeedsAreTheBodysFields(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	d := c.document()
	x := c.answered(c.Handled("0001"))
	seen := 0
	for _, post := range []int64{testkit.Head, testkit.Clerk, testkit.Deputy, testkit.Health, testkit.HealthHead} {
		var s struct {
			Actions []struct {
				Do, Label, Reason string
				Can               bool
				Needs             []struct{ Name, Kind string }
			}
		}
		c.read(post, fmt.Sprintf("/suggestions/%d", x.ID), &s)
		for _, a := range s.Actions {
			if a.Label == "" || a.Can == (a.Reason != "") {
				t.Errorf("%s: label %q, can %v, reason %q", a.Do, a.Label, a.Can, a.Reason)
			}
			op := d.Paths["/api/v1/suggestions/{id}/actions/"+a.Do]["post"]
			if op.RequestBody == nil {
				t.Errorf("%s is offered and not documented", a.Do)
				continue
			}
			for kind, body := range op.RequestBody.Content {
				of := d.resolve(body.Schema)
				for _, n := range a.Needs {
					at := of
					switch file := n.Kind == "file" || n.Kind == "files"; {
					case file && kind == "application/json":
						continue // a file comes in a form alone
					case !file && at.Properties["command"] != nil:
						at = d.resolve(at.Properties["command"])
					}
					seen++
					if at.Properties[n.Name] == nil {
						t.Errorf("%s needs %s, which its body (%s) does not have", a.Do, n.Name, kind)
					}
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d inputs looked at", seen)
	}
}
