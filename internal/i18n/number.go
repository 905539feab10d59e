package i18n

import "strings"

// The number of a suggestion is a label that the committee gives (domain.md 4.1). Cases between sessions are counted apart, and their label begins with a
// mark (闭). Bare, as in a column, the label stands as it was given; in a sentence it is read out as officials do: 第103号 in session, 闭会期间第103号
// between sessions. A sentence names the number in the place {number}, within the words of number.plain.

// ordinals takes the words of number.plain away around each place {number}, which then brings them itself.
func ordinals(texts map[string]message) {
	before, after, _ := strings.Cut(plainText(texts["number.plain"]), "{label}")
	if before == "" {
		return
	}
	for _, m := range texts {
		for _, form := range [][]segment{m.one, m.other} {
			for i := 1; i < len(form); i++ {
				if !form[i].place || form[i].text != "number" || !strings.HasSuffix(form[i-1].text, before) {
					continue
				}
				if after != "" && (i+1 == len(form) || !strings.HasPrefix(form[i+1].text, after)) {
					continue
				}
				form[i].ordinal = true
				form[i-1].text = strings.TrimSuffix(form[i-1].text, before)
				if after != "" {
					form[i+1].text = strings.TrimPrefix(form[i+1].text, after)
				}
			}
		}
	}
}

func plainText(m message) string {
	var b strings.Builder
	for _, s := range m.other {
		if s.place {
			b.WriteString("{" + s.text + "}")
		} else {
			b.WriteString(s.text)
		}
	}
	return b.String()
}

// numbered reads a number out in a place {number}.
func (p *Printer) numbered(s segment, label string) string {
	if !s.ordinal {
		return label
	}
	if rest, ok := strings.CutPrefix(label, p.T("number.mark")); ok && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return p.T("number.between", "label", rest)
	}
	return p.T("number.plain", "label", label)
}
