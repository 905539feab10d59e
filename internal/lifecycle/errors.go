package lifecycle

import (
	"huiyin/internal/i18n"
)

// Errors writes docs/errors.md: every key that a refusal can carry, with its sentence in each language.
func Errors() string {
	zh, en := i18n.For(i18n.Chinese), i18n.For(i18n.English)
	w := &page{p: zh}
	w.line("# ", zh.T("life.errors.title"))
	w.line()
	w.line(zh.T("life.errors.intro"))
	for _, area := range []string{"guard", "fault", "field"} {
		w.head(2, zh.T("life.errors."+area))
		w.columns("life.errors.key", "life.errors.zh", "life.errors.en")
		for _, key := range zh.Keys(area + ".") {
			w.row("`"+key+"`", zh.T(key), en.T(key))
		}
	}
	return w.String()
}
