package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// printers are the languages whose headers and values are understood, the reference first.
func printers() []*i18n.Printer {
	out := make([]*i18n.Printer, len(i18n.Languages))
	for i, lang := range i18n.Languages {
		out[i] = i18n.For(lang)
	}
	return out
}

// spellings lists every accepted spelling of a name of the template in every language: the message key itself, and the
// other spellings of import.also.<rest>, separated by "|".
func spellings(key string) []string {
	also := "import.also." + strings.TrimPrefix(key, "import.")
	var out []string
	for _, p := range printers() {
		if p.Has(key) {
			out = append(out, p.T(key))
		}
		if p.Has(also) {
			out = append(out, strings.Split(p.T(also), "|")...)
		}
	}
	return out
}

func sheetKey(sheet string) string           { return "import.sheet." + sheet }
func headerKey(sheet, column string) string  { return "import.col." + sheet + "." + column }
func aboutKey(sheet, column string) string   { return "import.about." + sheet + "." + column }
func exampleKey(sheet, column string) string { return "import.example." + sheet + "." + column }
func valueKey(choice, code string) string    { return "import.value." + choice + "." + code }

// half turns full-width letters, digits, signs and spaces into their ordinary forms.
func half(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0x00A0 || r == 0x202F:
		return ' '
	}
	return r
}

// Fold is the form in which names, headers and choices are compared: ordinary width, lower case, without spaces and
// marks that people add to headers.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x3400 && r < 0xFE00 {
			return r // Chinese characters have neither width nor case
		}
		r = half(r)
		if r == '’' || r == '‘' {
			return '\'' // the printed apostrophe and the typed one
		}
		if unicode.IsSpace(r) || suggestion.Invisible(r) || r == '*' || r == ':' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// tidy trims a short text and turns its full-width letters and digits into ordinary ones; other signs stay as typed.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		h := half(r)
		if h == ' ' || h >= '0' && h <= '9' || h >= 'A' && h <= 'Z' || h >= 'a' && h <= 'z' {
			return h
		}
		if suggestion.Invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// plain trims a long text, ends its lines one way and leaves everything else as typed.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if suggestion.Invisible(r) {
			return -1
		}
		return r
	}, s)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.TrimFunc(s, unicode.IsSpace)
}

// forbidden finds a character that no text may hold: it would be invisible on the page and break letters.
func forbidden(s string) (rune, bool) {
	i := strings.IndexFunc(s, suggestion.Unreadable)
	if i < 0 {
		return 0, false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r, true
}
