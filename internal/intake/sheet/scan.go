package sheet

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// cell is one filled cell as the file holds it.
type cell struct {
	column  int // 0 is A
	text    string
	number  float64
	kind    cellKind
	style   style
	formula bool
}

type cellKind byte

const (
	cellBlank cellKind = iota
	cellText
	cellNumber
	cellBool
	cellError
	cellISODay
)

// area is a merged range, all ends included, columns counted from 0 and rows from 1.
type area struct{ firstColumn, firstRow, lastColumn, lastRow int }

func (a area) String() string {
	return address(a.firstColumn, a.firstRow) + ":" + address(a.lastColumn, a.lastRow)
}

// rows calls visit for every row that holds at least one filled cell, in file order, and returns the merged ranges. The
// cells are valid during the call only. Millions of empty rows cost time by their bytes and no memory.
func (b *book) rows(ctx context.Context, name sheetName, visit func(row int, cells []cell) error) ([]area, error) {
	s := scanner{b: b, visit: visit}
	if b.part(name.part) == nil {
		return nil, fault.New(fault.Invalid, "import.file.damaged", "where", name.name)
	}
	tokens := 0
	err := b.walk(name.part, func(t xml.Token) error {
		if tokens++; tokens&0xfff == 0 && ctx.Err() != nil {
			return cancelled{ctx.Err()}
		}
		return s.token(t)
	})
	if err != nil {
		return nil, s.locate(name, err)
	}
	if !s.ended {
		return nil, fault.New(fault.Invalid, "import.file.damaged", "where", name.name)
	}
	return s.merged, nil
}

type cancelled struct{ error }

func (cancelled) cancelled() {}

func (c cancelled) Unwrap() error { return c.error }

// scanner gathers tokens of one sheet into rows.
type scanner struct {
	b      *book
	visit  func(int, []cell) error
	row    int
	column int
	cells  []cell
	now    cell
	typ    string
	value  strings.Builder
	in     byte // v, f, t or 0
	merged []area
	ended  bool
	phon   bool
}

// locate adds the cell that was being read to the message about a damaged file.
func (s *scanner) locate(name sheetName, err error) error {
	f, ok := fault.As(err)
	if !ok || f.Key != "import.file.damaged" {
		return err
	}
	return fault.New(f.Kind, f.Key, "where", name.name+" "+address(s.column, max(s.row, 1)))
}

func (s *scanner) token(t xml.Token) error {
	switch e := t.(type) {
	case xml.StartElement:
		return s.start(e)
	case xml.CharData:
		if s.in == 'v' || s.in == 't' && !s.phon {
			s.value.Write(e)
		}
	case xml.EndElement:
		return s.end(e.Name.Local)
	}
	return nil
}

func (s *scanner) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		s.row++
		if n, err := strconv.Atoi(attr(e, "r")); err == nil && n > 0 {
			s.row = n
		}
		s.column, s.cells = -1, s.cells[:0]
	case "c":
		s.column++
		s.now, s.typ = cell{}, ""
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "r":
				if c, _, ok := parseAddress(a.Value); ok {
					s.column = c
				}
			case "t":
				s.typ = a.Value
			case "s":
				if n, err := strconv.Atoi(a.Value); err == nil && n >= 0 && n < len(s.b.styles) {
					s.now.style = s.b.styles[n]
				}
			}
		}
		s.now.column = s.column
		s.value.Reset()
	case "v":
		s.in = 'v'
	case "t":
		s.in = 't'
	case "rPh":
		s.phon = true
	case "f":
		s.now.formula = true
	case "mergeCell":
		if a, ok := parseArea(attr(e, "ref")); ok {
			s.merged = append(s.merged, a)
		}
	}
	return nil
}

func (s *scanner) end(local string) error {
	switch local {
	case "v", "t":
		s.in = 0
	case "rPh":
		s.phon = false
	case "c":
		s.finishCell()
	case "row":
		if len(s.cells) > 0 {
			return s.visit(s.row, s.cells)
		}
	case "worksheet":
		s.ended = true
	}
	return nil
}

// finishCell turns the gathered value into a typed cell; blank cells are dropped unless they hold a formula.
func (s *scanner) finishCell() {
	raw := s.value.String()
	c := s.now
	switch {
	case raw == "" && s.typ != "e":
		c.kind = cellBlank
	case s.typ == "s":
		if n, err := strconv.Atoi(raw); err == nil && n >= 0 && n < len(s.b.shared) {
			c.kind, c.text = cellText, s.b.shared[n]
		}
	case s.typ == "str" || s.typ == "inlineStr":
		c.kind, c.text = cellText, raw
	case s.typ == "b":
		c.kind, c.text = cellBool, raw
	case s.typ == "e":
		c.kind, c.text = cellError, raw
	case s.typ == "d":
		c.kind, c.text = cellISODay, raw
	default:
		v, err := strconv.ParseFloat(raw, 64)
		c.kind, c.text, c.number = cellNumber, raw, v
		if err != nil {
			c.kind = cellText
		}
	}
	if c.kind == cellText {
		c.text = unescape(c.text)
	}
	if c.formula || c.kind != cellBlank && !(c.kind == cellText && strings.TrimSpace(c.text) == "") {
		s.cells = append(s.cells, c)
	}
}

// unescape undoes _x000D_, the way in which workbooks write characters that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+7 <= len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 32); err == nil && (n < 0x20 || n == 0x5F || n >= 0x7F && n < 0xD800) {
				b.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// address writes a column counted from 0 and a row as C12.
func address(column, row int) string {
	var letters []byte
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = append([]byte{byte('A' + (n-1)%26)}, letters...)
	}
	return string(letters) + strconv.Itoa(row)
}

// parseAddress reads C12, also with dollar signs.
func parseAddress(s string) (column, row int, ok bool) {
	i := 0
	for ; i < len(s); i++ {
		c := s[i]
		if c == '$' {
			continue
		}
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if column = column*26 + int(c-'A') + 1; column > maxColumns {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(s[i:])
	return column - 1, row, column > 0 && err == nil && row > 0
}

func parseArea(ref string) (area, bool) {
	from, to, found := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !found {
		return area{}, false
	}
	c1, r1, ok1 := parseAddress(from)
	c2, r2, ok2 := parseAddress(to)
	return area{min(c1, c2), min(r1, r2), max(c1, c2), max(r1, r2)}, ok1 && ok2
}
