package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// production calls visit for every Go file of the program that is neither a test nor test towns nor the demonstration's word lists.
func production(t *testing.T, visit func(path string, file *ast.File, fset *token.FileSet)) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			name := d.Name()
			if name == "node_modules" || name == "testdata" || (strings.HasPrefix(name, ".") && path != root && name != "..") ||
				strings.HasSuffix(filepath.ToSlash(path), "internal/demo") || strings.HasSuffix(filepath.ToSlash(path), "internal/testkit") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		visit(path, file, fset)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// Sentences live in catalogues, where a second language can follow them: no Han in string literals of the program.
func TestNoChineseInGo(t *testing.T) {
	seen := 0
	production(t, func(_ string, file *ast.File, fset *token.FileSet) {
		seen++
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || (lit.Kind != token.STRING && lit.Kind != token.CHAR) {
				return true
			}
			for _, r := range lit.Value {
				if unicode.Is(unicode.Han, r) {
					t.Errorf("%s: move %s to internal/i18n/catalog", fset.Position(lit.Pos()), lit.Value)
					break
				}
			}
			return true
		})
	})
	if seen < 3 {
		t.Fatalf("only %d files looked at: the walk is broken", seen)
	}
}

var keyForm = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+$`)

// keyAt says which argument of a call is a message key: T(key), fault.New(kind, key), fault.OnField(name, key), Add(name, key).
func keyAt(call *ast.CallExpr) (string, bool) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	at := -1
	pkg, _ := sel.X.(*ast.Ident)
	switch {
	case sel.Sel.Name == "T":
		at = 0
	case pkg != nil && pkg.Name == "fault" && (sel.Sel.Name == "New" || sel.Sel.Name == "OnField"), sel.Sel.Name == "Add":
		at = 1
	}
	if at < 0 || at >= len(call.Args) {
		return "", false
	}
	key, ok := literal(call.Args[at])
	return key, ok && keyForm.MatchString(key)
}

func TestEveryKeyIsInTheCatalogue(t *testing.T) {
	p := For(Chinese)
	production(t, func(_ string, file *ast.File, fset *token.FileSet) {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if key, ok := keyAt(call); ok && !p.Has(key) {
					t.Errorf("%s: key %q is not in the catalogue", fset.Position(call.Pos()), key)
				}
			}
			return true
		})
	})
}
