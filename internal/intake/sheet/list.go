package sheet

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/calendar"
)

// font is the family of every cell that is written; it is on every clerk's machine, and others replace it by a like one.
const font = "SimSun"

// Head is one column of a list to write.
type Head struct {
	Title string
	Width float64 // in characters of ordinary width; 0 chooses 14
}

// Percent is a share of 1 that is written as a number with one decimal and a percent sign.
type Percent float64

// Workbook writes lists as a workbook, one sheet after the other, row by row: memory does not grow with the rows.
type Workbook struct {
	file              *excelize.File
	head, text        int
	day, share, count int
	sheets            int
}

// NewWorkbook returns an empty workbook. Close it, also after a failure.
func NewWorkbook() (*Workbook, error) {
	w := &Workbook{file: excelize.NewFile()}
	w.file.SetZipWriter(newOrderedZip)
	border := []excelize.Border{
		{Type: "left", Color: "BFBFBF", Style: 1},
		{Type: "right", Color: "BFBFBF", Style: 1},
		{Type: "top", Color: "BFBFBF", Style: 1},
		{Type: "bottom", Color: "BFBFBF", Style: 1},
	}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	dayFormat, shareFormat := "yyyy-mm-dd", "0.0%"
	styles := []struct {
		id    *int
		style excelize.Style
	}{
		{&w.head, excelize.Style{
			Font: &excelize.Font{Family: font, Size: 11, Bold: true}, Border: border,
			Fill:      excelize.Fill{Type: "pattern", Color: []string{"F2E6E4"}, Pattern: 1},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		}},
		{&w.text, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Border: border, Alignment: wrap, NumFmt: 49}},
		{&w.day, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Border: border, Alignment: wrap, CustomNumFmt: &dayFormat}},
		{&w.share, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Border: border, Alignment: wrap, CustomNumFmt: &shareFormat}},
		{&w.count, excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Border: border, Alignment: wrap}},
	}
	for _, s := range styles {
		id, err := w.file.NewStyle(&s.style)
		if err != nil {
			_ = w.file.Close()
			return nil, err
		}
		*s.id = id
	}
	return w, nil
}

// Close gives temporary files back.
func (w *Workbook) Close() error { return w.file.Close() }

// sheetTitle makes a name that a workbook accepts: at most 31 characters, none of []:*?/\.
func sheetTitle(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return '-'
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 31 {
		s = string(r[:31])
	}
	return s
}

// add makes the next sheet; the first takes the place of the one that a new workbook has.
func (w *Workbook) add(name string) error {
	w.sheets++
	if w.sheets == 1 {
		return w.file.SetSheetName("Sheet1", name)
	}
	_, err := w.file.NewSheet(name)
	return err
}

// Sheet writes one list under a frozen header. A row holds strings (made Safe), integers, float64, Percent, calendar.Day,
// or nil for an empty cell. The first error of rows ends the sheet and is returned.
func (w *Workbook) Sheet(name string, heads []Head, rows iter.Seq2[[]any, error]) error {
	name = sheetTitle(name)
	if err := w.add(name); err != nil {
		return err
	}
	sw, err := w.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	titles := make([]any, len(heads))
	for i, h := range heads {
		width := h.Width
		if width == 0 {
			width = 14
		}
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
		titles[i] = excelize.Cell{StyleID: w.head, Value: Safe(h.Title)}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := sw.SetRow("A1", titles, excelize.RowOpts{Height: 24}); err != nil {
		return err
	}
	line := 1
	for row, err := range rows {
		if err != nil {
			return err
		}
		line++
		cells := make([]any, len(row))
		for i, v := range row {
			if cells[i], err = w.cell(v); err != nil {
				return err
			}
		}
		if err := sw.SetRow(address(0, line), cells); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func (w *Workbook) cell(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		if v == "" {
			return nil, nil
		}
		return excelize.Cell{StyleID: w.text, Value: Safe(fit(v))}, nil
	case int, int64, float64:
		return excelize.Cell{StyleID: w.count, Value: v}, nil
	case Percent:
		return excelize.Cell{StyleID: w.share, Value: float64(v)}, nil
	case calendar.Day:
		return w.dayCell(v)
	}
	return nil, fmt.Errorf("sheet: a cell cannot hold %T", v)
}

// fit keeps a text within what one cell may hold. Texts of the product are shorter; one that is not ends in a visible mark.
func fit(s string) string {
	const most = 32_000
	if len(s) <= most {
		return s
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "\u2026"
	}
	return s
}

// dayCell writes a day as a real date; one that is not a date stays text, so that nothing is lost.
func (w *Workbook) dayCell(d calendar.Day) (any, error) {
	if d == "" {
		return nil, nil
	}
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return excelize.Cell{StyleID: w.text, Value: Safe(string(d))}, nil
	}
	days := int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return excelize.Cell{StyleID: w.day, Value: days}, nil
}

// WriteTo writes the workbook out.
func (w *Workbook) WriteTo(to io.Writer) (int64, error) { return w.file.WriteTo(to) }

// WriteList writes one list as a workbook of one sheet: the export of what is shown.
func WriteList(to io.Writer, name string, heads []Head, rows iter.Seq2[[]any, error]) (err error) {
	w, err := NewWorkbook()
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	if err := w.Sheet(name, heads, rows); err != nil {
		return err
	}
	_, err = w.WriteTo(to)
	return err
}
