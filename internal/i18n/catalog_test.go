package i18n

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "rewrite the catalogue files in order")

func TestEveryLanguageLoads(t *testing.T) {
	for _, lang := range Languages {
		if _, err := load(files, lang); err != nil {
			t.Error(err)
		}
	}
}

func TestTwoAreasMayNotClaimOneKey(t *testing.T) {
	fsys := fstest.MapFS{
		"catalog/en/a.json": {Data: []byte(`{"x": "1"}`)},
		"catalog/en/b.json": {Data: []byte(`{"x": "2"}`)},
	}
	if _, err := load(fsys, "en"); err == nil || !strings.Contains(err.Error(), `"x"`) {
		t.Errorf("got %v, want a complaint about x", err)
	}
}

func TestLanguagesSayTheSame(t *testing.T) {
	zh, en := For(Chinese).texts, For(English).texts
	for key, m := range zh {
		other, ok := en[key]
		if !ok {
			t.Errorf("%s: not in en", key)
			continue
		}
		if want, got := places(m), places(other); !slices.Equal(want, got) {
			t.Errorf("%s: places %v in zh-CN, %v in en", key, want, got)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s: not in zh-CN", key)
		}
	}
}

func TestNoSentenceIsEmpty(t *testing.T) {
	for _, lang := range Languages {
		for key, m := range For(lang).texts {
			for _, form := range [][]segment{m.one, m.other} {
				if len(form) == 1 && strings.TrimSpace(form[0].text) == "" {
					t.Errorf("%s %s: empty", lang, key)
				}
			}
		}
	}
}

// Typewriter signs have no place in print: an apostrophe is ’, quotation marks are “ and ”.
func TestSentencesAreTypeset(t *testing.T) {
	for _, lang := range Languages {
		for key, m := range For(lang).texts {
			for _, s := range append(slices.Clone(m.one), m.other...) {
				if !s.place && strings.ContainsAny(s.text, `'"`) {
					t.Errorf("%s %s: %q", lang, key, s.text)
				}
			}
		}
	}
}

func places(m message) []string {
	set := map[string]bool{}
	for _, s := range append(slices.Clone(m.one), m.other...) {
		if s.place {
			set[s.text] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// Sorted files merge without conflicts. go test ./internal/i18n -update puts them in order.
func TestFilesAreSorted(t *testing.T) {
	names, err := filepath.Glob("catalog/*/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no catalogues: %v", err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sorted := inOrder(t, name, raw)
		if bytes.Equal(raw, sorted) {
			continue
		}
		if *update {
			if err := os.WriteFile(name, sorted, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s is not sorted or not in the form of the others: run go test ./internal/i18n -update", name)
	}
}

// inOrder rewrites a file one key a line, sorted, and complains about a key that occurs twice.
func inOrder(t *testing.T, name string, raw []byte) []byte {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	values := map[string]string{}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		key, _ := tok.(string)
		if _, twice := values[key]; twice {
			t.Errorf("%s: key %q twice", name, key)
		}
		var v any
		if err := dec.Decode(&v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		values[key] = line(v)
	}
	var b bytes.Buffer
	b.WriteString("{\n")
	keys := slices.Sorted(maps.Keys(values))
	for i, key := range keys {
		b.WriteString("  " + line(key) + ": " + values[key])
		if i < len(keys)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func line(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err.Error()
	}
	s := strings.TrimSpace(b.String())
	if _, plural := v.(map[string]any); plural {
		s = strings.NewReplacer(`":"`, `": "`, `","`, `", "`).Replace(s)
	}
	return s
}
