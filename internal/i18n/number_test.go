package i18n

import "testing"

// The number of a suggestion is read out by its stream, wherever a sentence names it; bare it stays the label that was given.
func TestANumberIsReadOut(t *testing.T) {
	for _, c := range []struct {
		key, number string
		more        []any
		zh, en      string
	}{
		{"case.number", "103", nil, "第103号", "No. 103"},
		{"case.number", "闭103", nil, "闭会期间第103号", "No. 103 (between sessions)"},
		{"lists.numbered", "闭008", []any{"title", "题"}, "闭会期间第008号 题", "No. 008 (between sessions) 题"},
		{"lists.paper_reply", "闭008", []any{"session", "某市某届人大某次会议"}, "关于某市某届人大某次会议闭会期间第008号建议的答复", ""},
		{"notice.accepted", "闭103", []any{"title", "题"}, "闭会期间第103号建议已受理：题", "Suggestion No. 103 (between sessions) accepted: 题"},
		{"notice.accepted", "103", []any{"title", "题"}, "第103号建议已受理：题", "Suggestion No. 103 accepted: 题"},
		{"case.number", "闭", nil, "第闭号", "No. 闭"},                         // no number follows the mark
		{"case.number", "2026-闭-09", nil, "第2026-闭-09号", "No. 2026-闭-09"}, // a label of the congress's own
		{"case.last_number", "闭103", nil, "上一件编号：闭103", "Number given last: 闭103"},
	} {
		for lang, want := range map[string]string{Chinese: c.zh, English: c.en} {
			if got := For(lang).T(c.key, append(c.more, "number", c.number)...); want != "" && got != want {
				t.Errorf("%s, %s of %s: %q, want %q", lang, c.key, c.number, got, want)
			}
		}
	}
}
