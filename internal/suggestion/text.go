package suggestion

import (
	"encoding/json"
	"strconv"
	"strings"
)

// digest identifies a wording, so that a confirmation can be tied to it.
func (t Text) digest() string {
	b, err := json.Marshal(t)
	if err != nil {
		return ""
	}
	return digest(b)
}

// has reports whether the text has a passage, wherever its lines break.
func (t Text) has(passage string) bool {
	plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, s := range append([]string{t.Title, t.Situation, t.Analysis}, t.Requests...) {
		if strings.Contains(plain(s), plain(passage)) {
			return true
		}
	}
	return false
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// FileName keeps the last part of a name, without anything that would end a line or a path, or that no text may hold.
func FileName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(c rune) rune {
		if c < ' ' || Unreadable(c) {
			return -1
		}
		return c
	}, name)
	if t := []rune(name); len(t) > 120 {
		name = string(t[len(t)-120:])
	}
	return name
}
