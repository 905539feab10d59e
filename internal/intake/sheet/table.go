package sheet

import (
	"context"

	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// reading is one sheet being read: which column of the file holds which column of the table.
type reading struct {
	env     *env
	table   Table
	name    string         // of the sheet in the file
	headers map[string]int // folded header → index into table.Columns
	index   map[string]int // column key → index into table.Columns
	at      []int          // per column of the table: column in the file, or -1
	head    int            // row of the header, 0 until found
	title   []string       // per column of the table: header as the file writes it
	tried   int            // rows looked at before the header
	filled  int            // rows read below it
}

// env is what all sheets of one file share.
type env struct {
	book   *book
	opt    Options
	seek   seeker
	report *report
	read   map[string]*reading // by key of the table
}

// headerRows is how far down the header may stand: titles and notes above it are common.
const headerRows = 10

// find picks the file's sheet for a table by any of its names.
func (e *env) find(t Table) (sheetName, bool) {
	want := map[string]bool{}
	for _, s := range spellings(sheetKey(t.Key)) {
		want[Fold(s)] = true
	}
	for _, s := range e.book.names {
		if want[Fold(s.name)] {
			return s, true
		}
	}
	return sheetName{}, false
}

// rows goes through one sheet and calls take for every row below the header that fills at least one known column.
func (e *env) rows(ctx context.Context, t Table, name sheetName, take func(rec *record)) error {
	rd := &reading{env: e, table: t, name: name.name, at: make([]int, len(t.Columns)), title: make([]string, len(t.Columns))}
	rd.headers, rd.index = map[string]int{}, map[string]int{}
	e.read[t.Key] = rd
	for i, c := range t.Columns {
		rd.index[c.Key] = i
		rd.at[i] = -1
		for _, s := range spellings(headerKey(t.Key, c.Key)) {
			rd.headers[Fold(s)] = i
		}
		rd.title[i] = printers()[0].T(headerKey(t.Key, c.Key))
	}
	rec := &record{rd: rd, cells: make([]*cell, len(t.Columns))}
	merged, err := e.book.rows(ctx, name, func(row int, cells []cell) error {
		if rd.head == 0 {
			return rd.header(row, cells)
		}
		if !rec.load(row, cells) {
			return nil
		}
		if rd.filled++; rd.filled > maxRows {
			rd.add(Problem{Row: row, Key: "import.sheet_rows", Args: []any{"max", maxRows}})
			return errStop
		}
		take(rec)
		return nil
	})
	if err == errStop {
		return nil
	}
	if err != nil {
		return err
	}
	if rd.head == 0 {
		rd.add(Problem{Key: "import.header.none", Args: []any{"rows", headerRows, "headers", rd.required()}})
		return nil
	}
	rd.ranges(merged)
	return nil
}

func (rd *reading) add(p Problem) {
	p.Sheet = rd.name
	rd.env.report.add(rd.table.Key, p)
}

// column finds a column of the table; asking for one that is not there is a mistake in this package.
func (rd *reading) column(key string) int {
	i, ok := rd.index[key]
	if !ok {
		panic("sheet: no column " + rd.table.Key + "." + key)
	}
	return i
}

// cell is the address of a column in a row; empty when the file has no such column.
func (rd *reading) cell(row int, key string) string {
	if at := rd.at[rd.column(key)]; at >= 0 {
		return address(at, row)
	}
	return ""
}

// note reports something about one cell.
func (rd *reading) note(severity Severity, row int, key, complaint string, args ...any) {
	rd.add(Problem{Row: row, Cell: rd.cell(row, key), Column: rd.title[rd.column(key)], Key: complaint, Args: args, Severity: severity})
}

// fail reports an error of one cell.
func (rd *reading) fail(row int, key, complaint string, args ...any) {
	rd.note(SeverityError, row, key, complaint, args...)
}

// required lists the headers that must be there, for messages.
func (rd *reading) required() []i18n.Key {
	var out []i18n.Key
	for _, c := range rd.table.Columns {
		if c.Required {
			out = append(out, i18n.Key(headerKey(rd.table.Key, c.Key)))
		}
	}
	return out
}

// header looks whether a row is the header: at least two known headers, or all that the table has. When it is, columns are
// bound, and missing, doubled and unknown ones are reported.
func (rd *reading) header(row int, cells []cell) error {
	known := 0
	for _, c := range cells {
		if _, ok := rd.headers[Fold(c.text)]; ok && c.kind == cellText {
			known++
		}
	}
	if known < 2 {
		if rd.tried++; rd.tried >= headerRows {
			rd.add(Problem{Key: "import.header.none", Args: []any{"rows", headerRows, "headers", rd.required()}})
			return errStop
		}
		return nil
	}
	rd.head = row
	for _, c := range cells {
		i, ok := rd.headers[Fold(c.text)]
		switch {
		case c.kind != cellText:
		case !ok:
			rd.add(Problem{Row: row, Cell: address(c.column, row), Key: "import.header.unknown", Args: []any{"header", oneLine(c.text)}, Severity: SeverityWarning})
		case rd.at[i] >= 0:
			rd.add(Problem{
				Cell: address(c.column, row), Column: rd.title[i], Key: "import.header.twice",
				Args: []any{"header", oneLine(c.text), "first", address(rd.at[i], row)},
			})
		default:
			rd.at[i], rd.title[i] = c.column, oneLine(c.text)
		}
	}
	missing := false
	for i, c := range rd.table.Columns {
		if c.Required && rd.at[i] < 0 {
			missing = true
			rd.add(Problem{Column: rd.title[i], Key: "import.header.missing", Args: []any{"header", i18n.Key(headerKey(rd.table.Key, c.Key))}})
		}
	}
	if missing {
		return errStop
	}
	return nil
}

// ranges complains about merged cells that touch a column that is read: which row a merged value belongs to is for a
// person to say. Titles above the header and notes beside the table may be merged.
func (rd *reading) ranges(merged []area) {
	for _, a := range merged {
		if a.lastRow < rd.head {
			continue
		}
		for i, c := range rd.at {
			if c >= a.firstColumn && c <= a.lastColumn {
				rd.add(Problem{Row: a.firstRow, LastRow: a.lastRow, Cell: a.String(), Column: rd.title[i], Key: "import.merged", Args: []any{"range", a.String()}})
				break
			}
		}
	}
}

// oneLine shortens a text for messages.
func oneLine(s string) string {
	s = suggestion.OneLine(s)
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "\u2026"
	}
	return s
}
