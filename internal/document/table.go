package document

import (
	"strconv"
	"strings"
)

// hair are the lines of every table.
const hair = `w:val="single" w:sz="4" w:space="0" w:color="000000"/>`

// table writes a table; more says that text follows, from which it keeps its distance.
func (m *markup) table(t Table, width int, more bool) {
	if t.Caption != "" {
		m.line("Caption", "", t.Caption)
	}
	widths := t.widths(width)
	m.put(`<w:tbl><w:tblPr><w:tblW w:w="`, strconv.Itoa(width), `" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		m.put("<w:", side, " ", hair)
	}
	m.put(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		m.put(`<w:gridCol w:w="`, strconv.Itoa(w), `"/>`)
	}
	m.put("</w:tblGrid>")
	if len(t.Columns) > 0 {
		m.put("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
		for i, c := range t.Columns {
			m.cell("CellHead", "", widths[i], c.Text)
		}
		m.put("</w:tr>")
	}
	for i, row := range t.Rows {
		m.row(t, widths, row, i == len(t.Rows)-2)
	}
	m.put("</w:tbl>")
	props := ""
	if more {
		props = `<w:spacing w:after="200"/>`
	}
	m.line("Break", props, "") // two tables in a row would become one
}

// row writes one row; keep says that the next stays with it: the last of a list, often its sum, never stands alone below the heads.
func (m *markup) row(t Table, widths []int, row []Span, keep bool) {
	m.put("<w:tr><w:trPr>")
	if len(t.Columns) > 0 {
		m.put("<w:cantSplit/>")
	}
	m.put("</w:trPr>")
	for i, c := range row {
		style, props := "Cell", ""
		switch {
		case len(t.Columns) == 0 && i == 0:
			style = "FieldHead"
		case len(t.Columns) == 0:
			style = "Field"
		case t.Columns[i].Num:
			props = `<w:jc w:val="right"/>`
		}
		if keep && len(t.Columns) > 0 {
			props = "<w:keepNext/>" + props
		}
		m.cell(style, props, widths[i], c.Text)
	}
	m.put("</w:tr>")
}

// cell writes one cell; every line of its text is a paragraph.
func (m *markup) cell(style, props string, width int, s string) {
	m.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`)
	for _, line := range strings.Split(s, "\n") {
		m.line(style, props, line)
	}
	m.put("</w:tc>")
}

// widths shares the width out among the columns, but gives each what must stay whole in it.
func (t Table) widths(width int) []int { return level(t.shared(width), t.least()) }

// shared shares a width out among the columns; the last takes what rounding leaves.
func (t Table) shared(width int) []int {
	shares := []int{1, 4}
	if len(t.Columns) > 0 {
		shares = nil
		for _, c := range t.Columns {
			shares = append(shares, max(c.Share, 1))
		}
	}
	all := 0
	for _, s := range shares {
		all += s
	}
	out, left := make([]int, len(shares)), width
	for i, s := range shares {
		out[i] = width * s / all
		left -= out[i]
	}
	out[len(out)-1] += left
	return out
}

// Parts are the widths of the columns as hundredths of the table's, in steps of five that make a hundred: a printed page shares its width out as
// the Word file does. A column of 0 takes what its words need.
func (t Table) Parts() []int {
	out, upto, before := t.shared(10_000), 0, 0
	for i, n := range out {
		upto += n
		at := (upto + 250) / 500 * 5
		out[i], before = at-before, at
	}
	return out
}

// Of the characters of a table: half a Chinese one is 120 wide, where figures meet them is a gap of a quarter, and a cell keeps 85 free on each
// side and a little more.
const (
	halfTwips = 120
	gapTwips  = 60
	cellRoom  = 200
)

// long is the length of a line of a table's text.
func long(line string) int {
	n, before := width(line)*halfTwips, rune(0)
	for _, c := range line {
		if before != 0 && before != ' ' && c != ' ' && (before > 0x2000) != (c > 0x2000) {
			n += gapTwips
		}
		before = c
	}
	return n
}

// Whole reports whether a line of a cell must not be broken: a number, a day with its year, a short name.
func Whole(line string) bool { return width(line) <= 14 }

// WholeHead reports whether the head of a column must not be broken: one of up to four characters.
func WholeHead(text string) bool { return width(text) <= 8 }

// least is the width below which a column breaks what must stay whole: a head of up to four characters, a number, a day with its year.
func (t Table) least() []int {
	out := make([]int, len(t.Columns))
	keep := func(i int, s string, whole func(string) bool) {
		for line := range strings.SplitSeq(s, "\n") {
			if whole(line) {
				out[i] = max(out[i], long(line)+cellRoom)
			}
		}
	}
	for i, c := range t.Columns {
		keep(i, c.Text, WholeHead)
	}
	for _, row := range t.Rows {
		for i, c := range row {
			if i < len(out) {
				keep(i, c.Text, Whole)
			}
		}
	}
	return out
}

// level widens columns to what they need at least, from what the others have beyond it; where that is not enough, all stay as they are.
func level(widths, least []int) []int {
	lack, spare := 0, 0
	for i, n := range least {
		lack, spare = lack+max(n-widths[i], 0), spare+max(widths[i]-n, 0)
	}
	if lack == 0 || lack > spare {
		return widths
	}
	widest, given := 0, 0
	for i, n := range least {
		if widths[i] < n {
			widths[i] = n
			continue
		}
		take := (widths[i] - n) * lack / spare
		widths[i], given = widths[i]-take, given+take
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	widths[widest] -= lack - given // what rounding leaves
	return widths
}
