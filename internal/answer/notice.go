package answer

import (
	"strings"

	"huiyin/internal/i18n"
	"huiyin/internal/store"
)

// Notice is the sentence of a notice, the same at every door; a text that knows its day says it.
func Notice(p *i18n.Printer, n store.Notice) string {
	key := "notice." + n.Key
	if n.Due != "" && p.Has(key+"_due") {
		key += "_due"
	}
	args := []any{"number", n.Number, "title", n.Title, "due", n.Due}
	if n.Promises > 0 {
		args = append(args, "n", n.Promises)
	}
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
			if n.Due != "" {
				key += "_due"
			}
			args = append(args, "task", i18n.Key("task."+name))
		}
	}
	return p.T(key, args...)
}
