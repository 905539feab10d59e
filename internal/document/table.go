package document

import (
	"strconv"
	"strings"
)

// hair are the lines of every table.
const hair = `w:val="single" w:sz="4" w:space="0" w:color="000000"/>`

func (m *markup) table(t Table, width int) {
	if t.Caption != "" {
		m.line("Caption", "", t.Caption)
	}
	widths := t.widths(width)
	m.put(`<w:tbl><w:tblPr><w:tblW w:w="`, strconv.Itoa(width), `" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		m.put("<w:", side, " ", hair)
	}
	m.put(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
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
	for _, row := range t.Rows {
		m.row(t, widths, row)
	}
	m.put("</w:tbl>")
	m.line("Break", "", "") // two tables in a row would become one
}

func (m *markup) row(t Table, widths []int, row []Span) {
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

// widths shares the width out among the columns; the last takes what rounding leaves.
func (t Table) widths(width int) []int {
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
