package document

import "huiyin/internal/i18n"

// A4 in twentieths of a point, with the margins of the standard: 37 mm above, 28 mm on the binding side, so that 22 lines of 28
// characters stand on a page.
const (
	textWidth = 8844  // 156 mm, upright
	wideWidth = 13322 // across: 37 mm is then on the left
	lineTwips = 579   // one of 22 lines
	charTwips = 316   // one of 28 characters
	titleLine = 19    // characters of size 2 in a title's line, with room for the gaps beside figures
	wideTitle = 29
)

// section writes the page of a section: its size, margins, grid, headers and footers. first is the paper's first section.
func (m *markup) section(p Paper, wide, first bool) {
	m.put("<w:sectPr>")
	if p.Letter && first {
		m.put(`<w:headerReference w:type="first" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>`)
	}
	m.put(`<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/><w:type w:val="nextPage"/>`)
	if wide {
		m.put(`<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1588" w:right="1531" w:bottom="1474" w:left="1985" w:header="851" w:footer="851" w:gutter="0"/>`)
	} else {
		m.put(`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="1701" w:footer="1247" w:gutter="0"/>`)
	}
	if p.Letter && first {
		m.put("<w:titlePg/>")
	}
	m.put(`<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>`)
}

// turn ends a section in a paragraph that takes no room.
func (m *markup) turn(p Paper, wide, first bool) {
	m.put(`<w:p><w:pPr><w:pStyle w:val="Break"/>`)
	m.section(p, wide, first)
	m.put("</w:pPr></w:p>")
}

// letterHead is the head of a letter's first page: class mark in the corner, issuing body 30 mm below the edge, and the red
// double line, 170 mm wide and thick above thin.
func letterHead(p Paper, say *i18n.Printer) []byte {
	m := markup{chinese: inChinese(say)}
	m.put(declaration, "<w:hdr ", namespaces, ">")
	if p.Class != "" {
		m.line("ClassMark", `<w:framePr w:w="3000" w:hRule="auto" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="7432" w:y="964"/>`, p.Class)
	}
	m.put(`<w:p><w:pPr><w:pStyle w:val="Mark"/><w:ind w:left="-454" w:right="-340"/></w:pPr>`)
	m.run(fitted(p.Mark, 9638), p.Mark)
	m.put("</w:p>")
	m.line("RedLine", `<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="11" w:color="FF0000"/></w:pBdr>`, "")
	m.put("</w:hdr>")
	return []byte(m.String())
}
