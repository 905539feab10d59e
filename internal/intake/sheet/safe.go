package sheet

import (
	"strings"
	"unicode/utf8"
)

// Safe keeps a text that goes into a spreadsheet from being taken for a formula: one that begins with = + - @, in either
// width and also after spaces, or with a tab or line end, gets an apostrophe in front. Numbers belong into cells as
// numbers, not through Safe.
func Safe(s string) string {
	if s == "" {
		return s
	}
	if strings.ContainsRune("\t\r\n", rune(s[0])) {
		return "'" + s
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000"))
	if strings.ContainsRune("=+-@", half(first)) {
		return "'" + s
	}
	return s
}
