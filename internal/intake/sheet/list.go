package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/calendar"
)

// font is the family of every cell that is written; it is on every clerk's machine, and others replace it by a like one.
const (
	font       = "SimSun"
	fontSize   = 11
	lineHeight = 15  // of a line of it, in points
	rowMost    = 409 // height that a row may have
)

// noProperties are the properties of every file: as with papers, they name nobody and no time.
const noProperties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator></dc:creator></cp:coreProperties>`

var hairlines = []excelize.Border{
	{Type: "left", Color: "BFBFBF", Style: 1},
	{Type: "right", Color: "BFBFBF", Style: 1},
	{Type: "top", Color: "BFBFBF", Style: 1},
	{Type: "bottom", Color: "BFBFBF", Style: 1},
}

// cellStyle completes the style of a cell that is no head.
func cellStyle(s excelize.Style) excelize.Style {
	s.Font, s.Border = &excelize.Font{Family: font, Size: fontSize}, hairlines
	s.Alignment = &excelize.Alignment{Vertical: "top", WrapText: true}
	return s
}

// Head is one column of a list to write.
type Head struct {
	Title string
	Width float64 // in characters of ordinary width; 0 chooses 14
}

// Share is a share as pages write it, such as 41.2%: it becomes a number that is shown just so. Words that are no share stay words.
type Share string

// Number is a word of a column of figures for a cell: a whole number, also with thousands apart, or a share; other words stay words.
func Number(word string) any {
	if n, err := strconv.Atoi(strings.ReplaceAll(word, ",", "")); err == nil {
		return n
	}
	if strings.HasSuffix(word, "%") {
		return Share(word)
	}
	return word
}

// Workbook writes lists as a workbook, one sheet after the other, row by row: memory does not grow with the rows.
type Workbook struct {
	file              *excelize.File
	zip               orderedZip
	head, text, count int
	day, instant      int
	shares            map[int]int // by decimals
	sheets            int
	most              int // rows that a sheet can hold, its head among them
}

// NewWorkbook returns an empty workbook. Close it, also after a failure.
func NewWorkbook() (*Workbook, error) {
	w := &Workbook{file: excelize.NewFile(), shares: map[int]int{}, most: excelize.TotalRows}
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &w.zip })
	w.file.Pkg.Store("docProps/core.xml", []byte(noProperties))
	dayFormat, instantFormat := "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
	styles := []struct {
		id    *int
		style excelize.Style
	}{
		{&w.head, excelize.Style{
			Font: &excelize.Font{Family: font, Size: fontSize, Bold: true}, Border: hairlines,
			Fill:      excelize.Fill{Type: "pattern", Color: []string{"F2E6E4"}, Pattern: 1},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		}},
		{&w.text, cellStyle(excelize.Style{NumFmt: 49})},
		{&w.day, cellStyle(excelize.Style{CustomNumFmt: &dayFormat})},
		{&w.instant, cellStyle(excelize.Style{CustomNumFmt: &instantFormat})},
		{&w.count, cellStyle(excelize.Style{})},
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
func (w *Workbook) Close() error { return errors.Join(w.file.Close(), w.zip.discard()) }

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

// paged prepares a sheet for the printer: A4, as wide as the paper and as long as it must, its head on every page, page x of y.
func (w *Workbook) paged(name string, wide bool) error {
	fit, a4, orientation, one, free := true, 9, "portrait", 1, 0
	if wide {
		orientation = "landscape"
	}
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &free}); err != nil {
		return err
	}
	if err := w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	return w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name})
}

// upright is the sum of column widths, in characters, that an upright A4 page takes at a size that can be read.
const upright = 96

// Sheet writes one list under a frozen header, on a further sheet where one is full. A row holds strings (made Safe), integers, float64, Share,
// calendar.Day, time.Time, or nil for an empty cell. The first error of rows ends the sheet and is returned.
func (w *Workbook) Sheet(name string, heads []Head, rows iter.Seq2[[]any, error]) error {
	widths := make([]float64, len(heads))
	for i, h := range heads {
		if widths[i] = h.Width; h.Width == 0 {
			widths[i] = 14
		}
	}
	sw, err := w.begin(sheetTitle(name), heads, widths)
	if err != nil {
		return err
	}
	n := 1
	for row, err := range rows {
		if err != nil {
			return err
		}
		if n++; n > w.most {
			if err := sw.Flush(); err != nil {
				return err
			}
			if sw, err = w.begin(sheetTitle(fmt.Sprintf("%d %s", w.sheets+1, name)), heads, widths); err != nil {
				return err
			}
			n = 2
		}
		cells, opts, err := w.row(row, widths)
		if err != nil {
			return err
		}
		if err := sw.SetRow(address(0, n), cells, opts...); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// begin makes a sheet with its head.
func (w *Workbook) begin(name string, heads []Head, widths []float64) (*excelize.StreamWriter, error) {
	if err := w.add(name); err != nil {
		return nil, err
	}
	all := 0.0
	for _, width := range widths {
		all += width
	}
	if err := w.paged(name, all > upright); err != nil {
		return nil, err
	}
	sw, err := w.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	titles, lines := make([]any, len(heads)), 1
	for i, h := range heads {
		if err := sw.SetColWidth(i+1, i+1, widths[i]); err != nil {
			return nil, err
		}
		titles[i], lines = excelize.Cell{StyleID: w.head, Value: Safe(h.Title)}, max(lines, linesOf(h.Title, widths[i]))
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return sw, sw.SetRow("A1", titles, excelize.RowOpts{Height: float64(9 + lineHeight*lines)})
}

// row makes the cells of a line, as high as its longest text needs: programs that open a file do not all measure what is wrapped.
func (w *Workbook) row(row []any, widths []float64) (cells []any, opts []excelize.RowOpts, err error) {
	cells, lines := make([]any, len(row)), 1
	for i, v := range row {
		if cells[i], err = w.cell(v); err != nil {
			return nil, nil, err
		}
		if text, ok := v.(string); ok && i < len(widths) {
			lines = max(lines, linesOf(text, widths[i]))
		}
	}
	if lines > 1 {
		opts = append(opts, excelize.RowOpts{Height: float64(min(lineHeight*lines, rowMost))})
	}
	return cells, opts, nil
}

// linesOf is how many lines a text takes in a column of a width. A Chinese character is as wide as two others; the last place of a line may
// stay free.
func linesOf(text string, width float64) int {
	all, room := 0, max(int(width)-1, 1)
	for piece := range strings.SplitSeq(text, "\n") {
		halves := 0
		for _, c := range piece {
			halves++
			if c > 0x2000 {
				halves++
			}
		}
		all += max((halves+room-1)/room, 1)
	}
	return all
}

func (w *Workbook) cell(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return w.empty(), nil
	case string:
		if v == "" {
			return w.empty(), nil
		}
		return excelize.Cell{StyleID: w.text, Value: Safe(fit(v))}, nil
	case int, int64, float64:
		return excelize.Cell{StyleID: w.count, Value: v}, nil
	case Share:
		return w.shareCell(v)
	case calendar.Day:
		return w.dayCell(v)
	case time.Time:
		return excelize.Cell{StyleID: w.instant, Value: serial(v)}, nil
	}
	return nil, fmt.Errorf("sheet: a cell cannot hold %T", v)
}

// empty is a cell without content: the lines of the table stand around it all the same.
func (w *Workbook) empty() excelize.Cell { return excelize.Cell{StyleID: w.text} }

// fit keeps a text within what one cell may hold. Texts of the product are shorter; one that is not ends in a visible mark.
func fit(s string) string {
	const limit = 32_000
	if len(s) <= limit {
		return s
	}
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "\u2026"
	}
	return s
}

// dayCell writes a day as a real date; one that is not a date stays text, so that nothing is lost.
func (w *Workbook) dayCell(d calendar.Day) (any, error) {
	if d == "" {
		return w.empty(), nil
	}
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return excelize.Cell{StyleID: w.text, Value: Safe(string(d))}, nil
	}
	return excelize.Cell{StyleID: w.day, Value: int(serial(t))}, nil
}

// serial is a time of the clock as workbooks count it: in days.
func serial(t time.Time) float64 {
	clock := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	return clock.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// shareCell writes a share as a number with as many decimals as its words have.
func (w *Workbook) shareCell(s Share) (any, error) {
	figure, ok := strings.CutSuffix(string(s), "%")
	v, err := strconv.ParseFloat(figure+"e-2", 64)
	if !ok || err != nil {
		return w.cell(string(s))
	}
	_, decimals, _ := strings.Cut(figure, ".")
	id, known := w.shares[len(decimals)]
	if !known {
		format := "0%"
		if decimals != "" {
			format = "0." + strings.Repeat("0", len(decimals)) + "%"
		}
		style := cellStyle(excelize.Style{CustomNumFmt: &format})
		if id, err = w.file.NewStyle(&style); err != nil {
			return nil, err
		}
		w.shares[len(decimals)] = id
	}
	return excelize.Cell{StyleID: id, Value: v}, nil
}

// WriteTo writes the workbook out. It can be written once.
func (w *Workbook) WriteTo(to io.Writer) (int64, error) {
	if _, err := w.file.WriteToBuffer(); err != nil { // nothing stands in the buffer: all of it goes through the zip
		return 0, err
	}
	return w.zip.WriteTo(to)
}

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
