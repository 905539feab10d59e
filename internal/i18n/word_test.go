package i18n

import (
	"strings"
	"testing"
)

func TestWordsOfForms(t *testing.T) {
	p := For(Chinese).On("2026-02-03")
	for _, c := range []struct{ got, want string }{
		{p.Input("accept", "number"), "建议编号"},
		{p.Input("issue", "number"), "答复文号"},
		{p.Input("assign", "shares.0.unit"), "单位"},
		{p.Input("split", "pieces.12.title"), "新件标题"},
		{p.Input("start_draft", "title"), "标题"},
		{p.Option("rank", "head"), "主要领导"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

// One word for one thing: what a unit binds itself to (承诺) is a promise wherever somebody reads English. What an import takes for a heading is not read.
func TestEnglishCallsAPromiseAPromise(t *testing.T) {
	for key, m := range For(English).texts {
		for _, form := range [][]segment{m.one, m.other} {
			for _, k := range form {
				if strings.Contains(strings.ToLower(k.text), "commitment") && !strings.HasPrefix(key, "import.also.") {
					t.Errorf("%s: %s", key, k.text)
				}
			}
		}
	}
}
