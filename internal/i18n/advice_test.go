package i18n

import (
	"strings"
	"testing"

	"huiyin/internal/reading"
)

// Every finding has its sentence and its reason in each language, and the reason for return that it corresponds to has a name.
func TestEveryFindingIsTold(t *testing.T) {
	for _, lang := range Languages {
		p := For(lang)
		for _, key := range reading.Keys() {
			for _, k := range []string{"coach.say." + key, "coach.why." + key} {
				if !p.Has(k) {
					t.Errorf("%s: no %s", lang, k)
				}
			}
		}
	}
	says, why := For(Chinese).Advice(reading.Finding{Key: "matters_request", Sentence: []any{"apart", []string{"3"}, "rest", []string{"1", "2"}}})
	if want := "第3条与第1、2条像是不同的事。"; !strings.HasPrefix(says, want) || why == "" {
		t.Errorf("%q, %q", says, why)
	}
	_, why = For(Chinese).Advice(reading.Finding{Key: "own_unit", Source: "汇总各地规定", Default: true})
	if !strings.HasSuffix(why, "（系统默认，汇总各地规定）") {
		t.Errorf("%q", why)
	}
}
