package sheet

import (
	"strings"
	"sync"

	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Options say against what a workbook is judged.
type Options struct {
	Congress  string     // code of the congress into which the rows go; empty takes the one code that the file names
	Directory *Directory // nil: names are taken as written, ids stay 0

	// Class maps what is typed as a reply class to the code of the scheme in force. Nil takes any code of one letter or
	// digit as it is, in upper case.
	Class      func(typed string) (code string, ok bool)
	ClassWords []string // what may be typed as a class, for messages

	Today calendar.Day // no act can have a later day; empty: not asked

	// Session reports whether the congress has a session of this term and number, and when its suggestions are handed in. Nil: every session is
	// taken as written.
	Session func(term, number int) (Span, bool)

	// Promises reports whether a class asks for commitments (being done, or planned). Nil: no class does.
	Promises func(code string) bool

	// Worst names the class under which a case with several answering units counts. Nil leaves such a case without one.
	Worst func(codes ...string) string

	labels map[string]string // by code, for messages
}

// Span is the time in which the suggestions of a session are handed in, both days included; empty ends are not known.
type Span struct{ From, To calendar.Day }

// holds reports whether a day can be one of the span.
func (s Span) holds(day calendar.Day) bool {
	return day == "" || (s.From == "" || day >= s.From) && (s.To == "" || day <= s.To)
}

// Under returns the options with the classes of a rule pack's scheme: a class may be typed as its code or its label.
func (o Options) Under(p *rule.Pack) Options {
	codes := map[string]string{}
	o.ClassWords, o.labels = nil, map[string]string{}
	for _, c := range p.Scheme.Classes {
		codes[Fold(c.Label)] = c.Code
		o.labels[c.Code] = c.Label
		o.ClassWords = append(o.ClassWords, c.Label)
	}
	for _, c := range p.Scheme.Classes {
		codes[Fold(c.Code)] = c.Code // a code wins over another class's label
	}
	o.Class = func(typed string) (string, bool) {
		code, ok := codes[Fold(typed)]
		return code, ok
	}
	o.Promises = func(code string) bool {
		c, ok := p.Class(code)
		return ok && c.NeedsCommitment
	}
	o.Worst = func(codes ...string) string {
		c, _ := p.LeastFavourable(codes...)
		return c.Code
	}
	return o
}

// label is how a class is written in messages.
func (o Options) label(code string) string {
	if l := o.labels[code]; l != "" {
		return l
	}
	return code
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
