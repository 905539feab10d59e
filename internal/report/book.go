package report

import (
	"io"
	"strconv"

	"huiyin/internal/document"
	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
)

// WriteBook writes the figures and tables of a report as a workbook: first every figure of the catalogue, then one sheet for each
// table of the paper.
func (r Report) WriteBook(to io.Writer, say *i18n.Printer) (err error) {
	w, err := sheet.NewWorkbook()
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	figures := (&writer{say: say, y: r.Year}).rows()
	if err := put(w, say.T("report.t_figures"), figures); err != nil {
		return err
	}
	n := 1
	for _, b := range r.Paper.Blocks {
		if b.Table == nil {
			continue
		}
		n++
		if err := put(w, strconv.Itoa(n)+" "+b.Table.Caption, *b.Table); err != nil {
			return err
		}
	}
	for _, a := range r.Paper.Annexes {
		if a.Heading == say.T("report.t_figures") {
			continue
		}
		n++
		if err := put(w, strconv.Itoa(n)+" "+a.Heading, a.Table); err != nil {
			return err
		}
	}
	_, err = w.WriteTo(to)
	return err
}

// put writes one table; whole numbers in columns of figures are numbers.
func put(w *sheet.Workbook, name string, t document.Table) error {
	heads := make([]sheet.Head, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = sheet.Head{Title: c.Text, Width: float64(8 + 2*c.Share)}
	}
	return w.Sheet(name, heads, func(yield func([]any, error) bool) {
		for _, row := range t.Rows {
			cells := make([]any, len(row))
			for i, c := range row {
				cells[i] = c.Text
				if n, err := strconv.Atoi(c.Text); err == nil && t.Columns[i].Num {
					cells[i] = n
				}
			}
			if !yield(cells, nil) {
				return
			}
		}
	})
}
