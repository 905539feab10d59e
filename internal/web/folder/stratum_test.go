package folder

import (
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/i18n"
	"huiyin/internal/survey"
)

// The page of a survey says the strata that bear no name in words, and the others by their names.
func TestStrataAreSaidInWords(t *testing.T) {
	r := &survey.Round{}
	for _, label := range append([]string{"市卫健委"}, survey.Nameless...) {
		r.Layers = append(r.Layers, survey.Layer{Label: label, Size: 3, Take: 1})
	}
	for lang, want := range map[string][]string{
		i18n.Chinese: {"市卫健委", "不分层", "未定类别", "未定类目"},
		i18n.English: {"市卫健委", "Not divided", "No class", "No category"},
	} {
		_, sections := viewer{r: Reader{P: i18n.For(lang), DossierSheet: desk.DossierSheet{Doc: r}}, kind: "survey"}.document()
		if len(sections) != 1 || len(sections[0].Table.Rows) != len(want) {
			t.Fatalf("%s: %+v", lang, sections)
		}
		for i, row := range sections[0].Table.Rows {
			if got := row.Cells[0].Text; got != want[i] {
				t.Errorf("%s: %q, want %q", lang, got, want[i])
			}
		}
	}
}
