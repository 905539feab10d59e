package answer

import (
	"strings"

	"huiyin/internal/i18n"
	"huiyin/internal/store"
)

// NoticeText writes one notice, the same on every door; a text that knows its day says it.
func NoticeText(p *i18n.Printer, n store.Notice) string {
	key := "notice." + n.Key
	args := []any{"number", n.Number, "title", n.Title, "due", n.Due}
	for name, value := range n.Args {
		switch name {
		case "clock", "task":
			args = append(args, name, i18n.Key(name+"."+value))
		default:
			args = append(args, name, value)
		}
	}
	if n.Dossier != 0 {
		args = append(args, "kind", i18n.Key("machine."+n.Kind))
		if name, ok := strings.CutPrefix(n.Key, "task_"); ok {
			key = "notice.dossier"
			args = append(args, "task", i18n.Key("task."+name))
		}
	}
	if n.Due != "" && p.Has(key+"_due") {
		key += "_due"
	}
	return p.T(key, args...)
}
