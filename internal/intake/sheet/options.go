package sheet

import (
	"strings"
	"sync"
)

// Options say against what a workbook is judged.
type Options struct {
	Congress  string     // code of the congress into which the rows go; empty takes the one code that the file names
	Directory *Directory // nil: names are taken as written, ids stay 0

	// Class maps what is typed as a reply class to the code of the scheme in force. Nil takes any code of one letter or
	// digit as it is, in upper case.
	Class      func(typed string) (code string, ok bool)
	ClassCodes []string // the codes of the scheme, for messages

	// Promises reports whether a class asks for commitments (being done, or planned). Nil: no class does.
	Promises func(code string) bool
}

// class applies Class, after taking away the word class (类) that people add.
func (o Options) class(s string) (string, bool) {
	trimmed := strings.TrimSpace(strings.TrimSuffix(s, "\u7c7b"))
	if o.Class != nil {
		if code, ok := o.Class(s); ok {
			return code, true
		}
		return o.Class(strings.ToUpper(trimmed))
	}
	code := strings.ToUpper(trimmed)
	return code, len([]rune(code)) == 1
}

// choiceCodes maps, per closed list, every folded spelling to its code.
var choiceCodes = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for name, codes := range choices {
		out[name] = map[string]string{}
		for _, code := range codes {
			for _, s := range spellings(valueKey(name, code)) {
				out[name][Fold(s)] = code
			}
		}
	}
	return out
})
