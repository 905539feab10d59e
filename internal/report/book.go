package report

import (
	"io"
	"slices"
	"strconv"

	"huiyin/internal/document"
	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
)

// WriteBook writes the figures and tables of a report as a workbook: first every figure of the catalogue, then one sheet for each
// table of the paper.
func (r Report) WriteBook(to io.Writer, say *i18n.Printer) error {
	heading := say.T("report.t_figures")
	rest := r.Paper
	rest.Annexes = slices.DeleteFunc(slices.Clone(rest.Annexes), func(a document.Annex) bool { return a.Heading == heading })
	figures := (&writer{say: say, y: r.Year}).rows()
	return writeBook(to, rest, func(w *sheet.Workbook) (int, error) { return 1, put(w, heading, figures) })
}

// WriteTables writes the tables of a paper as a workbook, a sheet for each.
func WriteTables(to io.Writer, p document.Paper) error {
	return writeBook(to, p, func(*sheet.Workbook) (int, error) { return 0, nil })
}

// writeBook writes a sheet for each table of a paper after the sheets that come first.
func writeBook(to io.Writer, p document.Paper, first func(w *sheet.Workbook) (int, error)) (err error) {
	w, err := sheet.NewWorkbook()
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	n, err := first(w)
	if err != nil {
		return err
	}
	for _, b := range p.Blocks {
		if b.Table == nil {
			continue
		}
		n++
		if err := put(w, strconv.Itoa(n)+" "+b.Table.Caption, *b.Table); err != nil {
			return err
		}
	}
	for _, a := range p.Annexes {
		n++
		if err := put(w, strconv.Itoa(n)+" "+a.Heading, a.Table); err != nil {
			return err
		}
	}
	_, err = w.WriteTo(to)
	return err
}

// put writes one table; in columns of figures, numbers and shares are numbers.
func put(w *sheet.Workbook, name string, t document.Table) error {
	heads := make([]sheet.Head, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = sheet.Head{Title: c.Text, Width: float64(8 + 2*c.Share)}
	}
	return w.Sheet(name, heads, func(yield func([]any, error) bool) {
		for _, row := range t.Rows {
			cells := make([]any, len(row))
			for i, c := range row {
				if cells[i] = c.Text; t.Columns[i].Num {
					cells[i] = sheet.Number(c.Text)
				}
			}
			if !yield(cells, nil) {
				return
			}
		}
	})
}
