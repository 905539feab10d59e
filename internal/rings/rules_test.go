package rings

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/rule"
)

// TestEverySettingOfAPackIsRead holds for whatever a rule pack may say: the program decides by it, or the setting is called descriptive. What a
// method of package rule reads counts when somebody calls the method.
func TestEverySettingOfAPackIsRead(t *testing.T) {
	inside, outside := parsed(t, filepath.Join("..", "rule")), parsed(t, "..")
	policies, clocks := constants(inside, "Policy"), constants(inside, "Clock")
	if len(policies) != len(rule.Required)+len(rule.Optional) || len(clocks) != len(rule.Clocks) {
		t.Fatalf("%d settings and %d clocks are declared", len(policies), len(clocks))
	}
	called, of, started := uses(outside)
	read := func(name string) bool {
		return of[name] || slices.ContainsFunc(readers(inside, name), func(f string) bool { return called[f] })
	}
	for name, value := range policies {
		switch said := slices.Contains(rule.Descriptive, rule.Policy(value)); {
		case said && read(name):
			t.Errorf("%s is called descriptive and decides", value)
		case !said && !read(name):
			t.Errorf("%s is read by nothing: let it decide, call it descriptive or take it out", value)
		}
	}
	for name, value := range clocks {
		if !started[name] {
			t.Errorf("nothing starts the clock %s", value)
		}
	}
	for _, field := range []string{"Codes", "NeedsCommitment", "NeedsReason", "StartDefault"} {
		if !called[field] && !slices.ContainsFunc(readers(inside, field), func(f string) bool { return called[f] }) {
			t.Errorf("the field %s is read by nothing", field)
		}
	}
}

// parsed reads the program's files below a directory, without tests and generated ones; below internal, without package rule.
func parsed(t *testing.T, root string) []*ast.File {
	t.Helper()
	var out []*ast.File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && root == ".." && path == filepath.Join("..", "rule"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		out = append(out, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// constants maps the names of the constants of a type to their values.
func constants(files []*ast.File, of string) map[string]string {
	out := map[string]string{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				if id, ok := v.Type.(*ast.Ident); ok && id.Name == of {
					out[v.Names[0].Name] = strings.Trim(v.Values[0].(*ast.BasicLit).Value, `"`)
				}
			}
		}
	}
	return out
}

// uses collects what is selected of anything, what is selected of package rule, and which clocks are started.
func uses(files []*ast.File) (called, of, started map[string]bool) {
	called, of, started = map[string]bool{}, map[string]bool{}, map[string]bool{}
	ofRule := func(e ast.Expr) (string, bool) {
		s, ok := e.(*ast.SelectorExpr)
		if !ok {
			return "", false
		}
		x, ok := s.X.(*ast.Ident)
		return s.Sel.Name, ok && x.Name == "rule"
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				called[n.Sel.Name] = true
				if name, ok := ofRule(n); ok {
					of[name] = true
				}
			case *ast.CallExpr:
				if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "start" && len(n.Args) > 0 {
					if name, ok := ofRule(n.Args[0]); ok {
						started[name] = true
					}
				}
			}
			return true
		})
	}
	return called, of, started
}

// readers are the functions of package rule in which a name stands, apart from those that check what a pack may say or write it down.
func readers(files []*ast.File, name string) []string {
	var out []string
	for _, f := range files {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Name.Name == "fits" || fn.Name.Name == "Validate" {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && id.Name == name {
					out = append(out, fn.Name.Name)
				}
				return true
			})
		}
	}
	return out
}
