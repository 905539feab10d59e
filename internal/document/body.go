package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/i18n"
)

// body writes the text of a paper from its head to its last annex.
func body(p Paper, say *i18n.Printer) []byte {
	m := markup{chinese: inChinese(say)}
	m.put(declaration, "<w:document ", namespaces, "><w:body>")
	m.head(p)
	blocks(&m, p)
	m.named(p, say)
	m.signed(p)
	if p.Remark != "" {
		m.line("Remark", "", p.Remark)
	}
	wide, first := p.Wide, true
	for i, a := range p.Annexes {
		m.turn(p, wide, first)
		wide, first = a.Wide, false
		m.annex(a, AnnexMark(say, i, len(p.Annexes)))
	}
	m.copies(p, wide)
	m.section(p, wide, first)
	m.put("</w:body></w:document>")
	return []byte(m.String())
}

// head writes what stands above the text: issuing body, number, red line, title, addressee.
func (m *markup) head(p Paper) {
	gap := `<w:spacing w:before="` + strconv.Itoa(2*lineTwips) + `"/>`
	switch {
	case p.Letter:
		m.line("Number", `<w:spacing w:before="280"/><w:jc w:val="right"/>`, p.Number)
	default:
		if p.Class != "" {
			m.line("ClassMark", "", p.Class)
		}
		if p.Mark != "" {
			m.put(`<w:p><w:pPr><w:pStyle w:val="Mark"/><w:spacing w:before="1984"/></w:pPr>`)
			m.run(fitted(p.Mark, textWidth), p.Mark)
			m.put("</w:p>")
			m.line("Number", `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/></w:pBdr>`+gap, p.Number)
			break
		}
		gap = ""
	}
	for i, line := range p.TitleLines() {
		if i > 0 {
			gap = ""
		}
		m.line("Title", gap, line)
	}
	if p.Note != "" {
		m.line("Note", "", p.Note)
	}
	if p.To != "" {
		m.line("Addressee", `<w:spacing w:before="`+strconv.Itoa(lineTwips)+`"/>`, p.To)
	} else if len(p.Blocks) > 0 && p.Blocks[0].Table == nil {
		m.line("Body", "", "")
	} else {
		m.line("Cell", "<w:keepNext/>", "")
	}
}

// blocks writes headings, paragraphs and tables; the last paragraph stays with the signature.
func blocks(m *markup, p Paper) {
	width := textWidth
	if p.Wide {
		width = wideWidth
	}
	for i, b := range p.Blocks {
		switch {
		case b.Table != nil:
			m.table(*b.Table, width, i < len(p.Blocks)-1)
		case b.Level > 0:
			m.para("Level"+strconv.Itoa(min(b.Level, 4)), "", b.Spans...)
		case i == len(p.Blocks)-1 && len(p.Sign) > 0:
			m.para("Body", "<w:keepNext/>", b.Spans...)
		default:
			m.para("Body", "", b.Spans...)
		}
	}
}

// named lists the annexes below the text, one blank line under it; further lines of a name begin below its first.
func (m *markup) named(p Paper, say *i18n.Printer) {
	for i, a := range p.Annexes {
		props, hanging := `<w:keepNext/>`, 300 // the word before the name, in hundredths of a character
		if i == 0 {
			props += `<w:spacing w:before="` + strconv.Itoa(lineTwips) + `"/>`
		}
		left := 200 + hanging
		if len(p.Annexes) > 1 {
			left += 100 // its number
			hanging = left - 200
			if i > 0 {
				hanging = 100
			}
		}
		props += fmt.Sprintf(`<w:ind w:leftChars="%d" w:left="%d" w:hangingChars="%d" w:hanging="%d"/>`, left, left*charTwips/100, hanging, hanging*charTwips/100)
		m.line("Body", props, a.Named(say, i, len(p.Annexes)))
	}
}

func (m *markup) annex(a Annex, name string) {
	width, size := textWidth, titleLine
	if a.Wide {
		width, size = wideWidth, wideTitle
	}
	const gap = `<w:spacing w:after="120"/>` // the table does not touch what stands above it
	m.line("AnnexMark", "", name)
	lines := Break(a.Heading, size)
	for i, line := range lines {
		props := ""
		if i == len(lines)-1 && a.Note == "" {
			props = gap
		}
		m.line("Title", props, line)
	}
	if a.Note != "" {
		m.line("Note", gap, a.Note)
	}
	m.table(a.Table, width, false)
}

// signed writes the issuing body above the date, four characters from the right, the shorter centred on the longer; on a list
// the signers stand beside one another.
func (m *markup) signed(p Paper) {
	list := slices.DeleteFunc(slices.Clone(p.Sign), func(s string) bool { return s == "" }) // of what was imported, the day may be unknown
	n := len(list)
	if n == 0 {
		return
	}
	if p.Wide {
		m.line("Sign", `<w:keepNext w:val="0"/><w:spacing w:before="120"/>`, strings.Join(list, "\u3000\u3000"))
		return
	}
	date := width(list[n-1])
	for i, s := range list {
		right := 400
		if d := (date - width(s)) * 50 / 2; i < n-1 {
			right = max(0, right+d) // widths are in halves of a character
		}
		props := ""
		if i == n-1 {
			props = `<w:keepNext w:val="0"/>`
		}
		if i == 0 {
			props += `<w:spacing w:before="` + strconv.Itoa(2*lineTwips) + `"/>`
		}
		props += `<w:ind w:rightChars="` + strconv.Itoa(right) + `" w:right="` + strconv.Itoa(right*charTwips/100) + `"/>`
		m.line("Sign", props, s)
	}
}

// copies writes the block at the end (版记) in a frame at the foot of the last page, as wide as the text. A letter's has no lines
// (GB/T 9704-2012, 10.1).
func (m *markup) copies(p Paper, wide bool) {
	width, style := textWidth, "RuledCopies"
	if wide {
		width = wideWidth
	}
	if p.Letter {
		style = "Copies"
	}
	frame := `<w:framePr w:w="` + strconv.Itoa(width) + `" w:vSpace="284" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"/>`
	for _, s := range p.Copies {
		m.line(style, frame, "\t"+s) // to one character from the edge; further lines begin below the first name
	}
	if len(p.Copies) > 0 {
		m.line("Break", "", "") // on whose page the frame stands
	}
}
