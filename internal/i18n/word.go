package i18n

import (
	"slices"
	"strings"
)

// Input writes the label of a command's field. The same name may mean different things in different actions: the action's own
// label (input.<action>.<name>) goes before the general one (input.<name>). Places in lists do not matter, so the path of a
// complaint such as "shares.0.unit" finds the label of unit in shares.
func (p *Printer) Input(action, name string) string {
	path := words(name)
	last := path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		last = path[i+1:]
	}
	for _, key := range []string{"input." + action + "." + path, "input." + path, "input." + last} {
		if p.Has(key) {
			return p.T(key)
		}
	}
	return p.T("input." + path)
}

// words takes the counted places out of a field's path: shares.0.unit becomes shares.unit.
func words(path string) string {
	parts := strings.Split(path, ".")
	out := parts[:0]
	for _, s := range parts {
		if strings.Trim(s, "0123456789") != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ".")
}

// Option writes one choice of a field: the label of the code in option.<name>.<code>.
func (p *Printer) Option(name, code string) string { return p.T("option." + words(name) + "." + code) }

// NameOr writes a text that is a name, or else one of the choices of a field.
func (p *Printer) NameOr(name, text string) string {
	if key := "option." + name + "." + text; p.Has(key) {
		return p.T(key)
	}
	return text
}

// Keys lists the message keys that begin with a prefix, in order.
func (p *Printer) Keys(prefix string) []string {
	var out []string
	for key := range p.texts {
		if strings.HasPrefix(key, prefix) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}
