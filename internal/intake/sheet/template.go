package sheet

import (
	"io"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/i18n"
)

// WriteTemplate writes the empty import workbook in one language: a sheet that explains every column, the sheets of a
// historical year, and the sheets of deputies, units and accounts. Headers of either language are read back.
func WriteTemplate(to io.Writer, lang string) (err error) {
	p := i18n.For(lang)
	w, err := NewWorkbook()
	if err != nil {
		return err
	}
	defer func() {
		if closed := w.Close(); err == nil {
			err = closed
		}
	}()
	if err := w.Sheet(p.T("import.sheet.guide"), guideHeads(p), guideRows(p)); err != nil {
		return err
	}
	for _, tables := range [][]Table{YearTables, PeopleTables} {
		for _, t := range tables {
			if err := w.blank(t, p); err != nil {
				return err
			}
		}
	}
	w.file.SetActiveSheet(0)
	_, err = w.WriteTo(to)
	return err
}

// blank writes one empty sheet: header, text and date formats by column, and lists to choose from.
func (w *Workbook) blank(t Table, p *i18n.Printer) error {
	name := p.T(sheetKey(t.Key))
	if err := w.add(name); err != nil {
		return err
	}
	for i, c := range t.Columns {
		col, cell := columnName(i), address(i, 1)
		if err := w.file.SetCellStr(name, cell, p.T(headerKey(t.Key, c.Key))); err != nil {
			return err
		}
		style := w.text
		if c.Kind == KindDay {
			style = w.day
		} else if c.Kind == KindInt {
			style = w.count
		}
		if err := w.file.SetColStyle(name, col, style); err != nil {
			return err
		}
		if err := w.file.SetCellStyle(name, cell, cell, w.head); err != nil {
			return err
		}
		if err := w.file.SetColWidth(name, col, col, c.Width); err != nil {
			return err
		}
		if err := w.offer(name, col, c, p); err != nil {
			return err
		}
	}
	if err := w.file.SetRowHeight(name, 1, 2*lineHeight); err != nil {
		return err
	}
	if err := w.paged(name, true); err != nil {
		return err
	}
	return w.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// offer lets a cell of a closed list be chosen instead of typed; a list too long for the format is left to typing.
func (w *Workbook) offer(sheet, col string, c Column, p *i18n.Printer) error {
	if c.Kind != KindChoice {
		return nil
	}
	var words []string
	for _, k := range allowed(c.Choice) {
		words = append(words, p.T(string(k)))
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = col + "2:" + col + "50001"
	if dv.SetDropList(words) != nil {
		return nil
	}
	return w.file.AddDataValidation(sheet, dv)
}

// Heads are the headers of a table in one language with their widths, for writing its rows with Workbook.Sheet.
func Heads(t Table, lang string) []Head {
	p := i18n.For(lang)
	out := make([]Head, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = Head{p.T(headerKey(t.Key, c.Key)), c.Width}
	}
	return out
}

// SheetName is the name of a table's sheet in one language.
func SheetName(t Table, lang string) string { return i18n.For(lang).T(sheetKey(t.Key)) }

// Word is how a code of a closed list is written in one language: Word("outcome", "handled", lang).
func Word(choice, code, lang string) string { return i18n.For(lang).T(valueKey(choice, code)) }

func columnName(i int) string {
	a := address(i, 1)
	return a[:len(a)-1]
}

// guideHeads and guideRows are the sheet of instructions; Manual writes the same.
func guideHeads(p *i18n.Printer) []Head {
	return []Head{
		{p.T("import.guide.sheet"), 12},
		{p.T("import.guide.column"), 18},
		{p.T("import.guide.required"), 8},
		{p.T("import.guide.format"), 44},
		{p.T("import.guide.meaning"), 50},
		{p.T("import.guide.example"), 30},
	}
}

func guideRows(p *i18n.Printer) func(yield func([]any, error) bool) {
	return func(yield func([]any, error) bool) {
		for _, tables := range [][]Table{YearTables, PeopleTables} {
			for _, t := range tables {
				for _, c := range t.Columns {
					row := []any{
						p.T(sheetKey(t.Key)), p.T(headerKey(t.Key, c.Key)), p.T(requiredKey(c)), format(p, c),
						p.T(aboutKey(t.Key, c.Key)), p.T(exampleKey(t.Key, c.Key)),
					}
					if !yield(row, nil) {
						return
					}
				}
			}
		}
		for _, key := range guideNotes {
			if !yield([]any{p.T("import.guide.note"), nil, nil, nil, p.T(key)}, nil) {
				return
			}
		}
	}
}

// guideNotes are the rules that hold for every sheet.
var guideNotes = []string{
	"import.note.headers", "import.note.absent", "import.note.dates", "import.note.formulas", "import.note.merged",
	"import.note.numbers", "import.note.replies", "import.note.totals", "import.note.limits",
}

func requiredKey(c Column) string {
	if c.Required {
		return "import.guide.yes"
	}
	return "import.guide.no"
}

// format says what a column accepts.
func format(p *i18n.Printer, c Column) string {
	if c.Kind != KindChoice {
		return p.T("import.format."+string(c.Kind), "max", maxText)
	}
	var words []string
	for _, k := range allowed(c.Choice) {
		words = append(words, p.T(string(k)))
	}
	return p.T("import.format.choice", "values", p.List(words))
}
