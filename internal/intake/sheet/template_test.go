package sheet_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
)

var update = flag.Bool("update", false, "rewrite golden files and docs/import.md")

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is stale, run go test ./internal/intake/sheet -update (-file +now):\n%s", name, diff)
	}
}

func TestManualIsFresh(t *testing.T) {
	golden(t, filepath.Join("..", "..", "..", "docs", "import.md"), sheet.Manual(i18n.Chinese))
}

func template(t *testing.T, lang string) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	if err := sheet.WriteTemplate(&file, lang); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestTemplateHeaders(t *testing.T) {
	var b bytes.Buffer
	for _, lang := range i18n.Languages {
		f := template(t, lang)
		for i, name := range f.GetSheetList() {
			rows, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			if i > 0 && len(rows) != 1 {
				t.Errorf("%s %s: %d rows, want the header only", lang, name, len(rows))
			}
			b.WriteString(name + ": " + strings.Join(rows[0], " | ") + "\n")
		}
	}
	golden(t, filepath.Join("testdata", "template.txt"), b.Bytes())
}

// A template that is sent back empty, in either language, has every sheet and header: only the rows are missing.
func TestEmptyTemplateIsUnderstood(t *testing.T) {
	for _, lang := range i18n.Languages {
		var file bytes.Buffer
		if err := sheet.WriteTemplate(&file, lang); err != nil {
			t.Fatal(err)
		}
		r, n := bytes.NewReader(file.Bytes()), int64(file.Len())
		_, year, err := sheet.ReadYear(t.Context(), r, n, sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		all := [][]sheet.Problem{year}
		for _, table := range sheet.PeopleTables {
			_, people, err := sheet.ReadPeople(t.Context(), r, n, sheet.Options{}, table.Key)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, people)
		}
		for _, ps := range all {
			if len(ps) != 1 || ps[0].Key != "import.no_rows" {
				t.Errorf("%s: got %+v, want only that there are no rows", lang, ps)
			}
		}
	}
}

// Every column has header, meaning and example; no header of a sheet means two columns; every kind has its description.
func TestColumnsAreDescribed(t *testing.T) {
	p := i18n.For(i18n.Chinese)
	for _, tables := range [][]sheet.Table{sheet.YearTables, sheet.PeopleTables} {
		for _, table := range tables {
			seen := map[string]string{}
			for _, c := range table.Columns {
				for _, key := range []string{"import.col.", "import.about.", "import.example.", "import.also.col."} {
					if key += table.Key + "." + c.Key; !p.Has(key) {
						t.Errorf("%s is not in the catalogue", key)
					}
				}
				if !p.Has("import.format." + string(c.Kind)) {
					t.Errorf("kind %s has no description", c.Kind)
				}
				for _, lang := range i18n.Languages {
					q := i18n.For(lang)
					names := append(strings.Split(q.T("import.also.col."+table.Key+"."+c.Key), "|"), q.T("import.col."+table.Key+"."+c.Key))
					for _, name := range names {
						if other, taken := seen[sheet.Fold(name)]; taken && other != c.Key {
							t.Errorf("%s: %q means %s and %s", table.Key, name, other, c.Key)
						}
						seen[sheet.Fold(name)] = c.Key
					}
				}
			}
		}
	}
}

// A choice is printed with ’ and typed with '.
func TestTheTypedApostropheIsThePrintedOne(t *testing.T) {
	if typed, printed := sheet.Fold("Deputies' committee"), sheet.Fold("Deputies’ committee"); typed != printed {
		t.Errorf("%q and %q are two choices", typed, printed)
	}
}
