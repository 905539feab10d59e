package document

import (
	"strings"
	"unicode/utf8"

	"huiyin/internal/i18n"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// markup is XML under construction: put writes markup, text what people wrote.
type markup struct {
	strings.Builder
	chinese bool // marks that both scripts have, as quotes and boxes, are Chinese ones
}

// inChinese reports whether a paper is written in Chinese.
func inChinese(say *i18n.Printer) bool { return say.Lang() == i18n.Chinese }

// shared reports whether a text has marks that both scripts have; without a hint they are taken from the Latin font, narrow and thin.
func shared(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return c >= 0xa0 && c < 0x2e80 })
}

func (m *markup) put(parts ...string) {
	for _, s := range parts {
		m.WriteString(s)
	}
}

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// clean leaves out what XML cannot hold: control characters and broken bytes.
func clean(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' || c == utf8.RuneError || c == 0xfffe || c == 0xffff {
			return -1
		}
		return c
	}, s)
}

func text(s string) string { return escaped.Replace(clean(s)) }

// run writes words with the properties given; a line end is a break inside the paragraph.
func (m *markup) run(props, s string) {
	m.put("<w:r>")
	if m.chinese && shared(s) {
		props = `<w:rFonts w:hint="eastAsia"/>` + props
	}
	if props != "" {
		m.put("<w:rPr>", props, "</w:rPr>")
	}
	for i, line := range strings.Split(clean(s), "\n") {
		if i > 0 {
			m.put("<w:br/>")
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				m.put("<w:tab/>")
			}
			if piece != "" {
				m.put(`<w:t xml:space="preserve">`, escaped.Replace(piece), "</w:t>")
			}
		}
	}
	m.put("</w:r>")
}

// para writes a paragraph in a style, with properties of its own.
func (m *markup) para(style, props string, spans ...Span) {
	m.put(`<w:p><w:pPr><w:pStyle w:val="`, style, `"/>`, props, "</w:pPr>")
	for _, s := range spans {
		m.run("", s.Text)
	}
	m.put("</w:p>")
}

// line writes a paragraph of plain words.
func (m *markup) line(style, props, s string) { m.para(style, props, Span{Text: s}) }
