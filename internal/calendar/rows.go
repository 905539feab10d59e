package calendar

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// Row is one line of a calendar file.
type Row struct {
	Mark
	URL string
}

// rowsMax is far above what a notice lists; a larger file is something else.
const rowsMax = 2000

// heads are the columns of a calendar file, in order; notice_url may be left out.
var heads = []string{"date", "name", "kind", "notice_url"}

// ParseRows reads a calendar file: comma-separated, UTF-8 with or without mark, heading date,name,kind,notice_url, kind being
// off (day off) or work (weekend day worked). All complaints come together as an Invalid fault, each with the field "row.N", N being
// the line of the file.
func ParseRows(text string) ([]Row, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix([]byte(text), []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	head, err := r.Read()
	if err != nil || !headed(head) {
		return nil, fault.OnField("row.1", "calendar.head", "want", strings.Join(heads, ","))
	}
	var out []Row
	var bad fault.Fields
	seen := map[Day]bool{}
	for n := 1; ; n++ {
		cell, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			// An open quote swallows the rest of the file: nothing after it can be trusted.
			line := 1
			if e, ok := errors.AsType[*csv.ParseError](err); ok {
				line = e.StartLine
			}
			bad.Add("row."+strconv.Itoa(line), "calendar.row_form")
			break
		}
		line, _ := r.FieldPos(0)
		field := "row." + strconv.Itoa(line)
		if row, ok := parseRow(cell, field, seen, &bad); ok {
			out = append(out, row)
		}
		if n > rowsMax {
			return nil, fault.New(fault.TooLarge, "calendar.too_many_rows", "max", rowsMax)
		}
	}
	if len(out) == 0 {
		bad.Add("row.2", "calendar.no_rows")
	}
	if err := bad.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

func headed(cell []string) bool {
	if len(cell) < 3 || len(cell) > len(heads) {
		return false
	}
	for i, c := range cell {
		if strings.TrimSpace(c) != heads[i] {
			return false
		}
	}
	return true
}

func parseRow(cell []string, field string, seen map[Day]bool, bad *fault.Fields) (Row, bool) {
	for i := range cell {
		cell[i] = strings.TrimSpace(cell[i])
	}
	if len(cell) < 3 || len(cell) > len(heads) {
		bad.Add(field, "calendar.row_form")
		return Row{}, false
	}
	day, err := ParseDay(cell[0])
	if f, ok := fault.As(err); ok {
		bad.Add(field, f.Key, f.Args...)
		return Row{}, false
	}
	row := Row{Mark: Mark{Day: day, Name: cell[1], Kind: Kind(cell[2])}}
	if len(cell) == len(heads) {
		row.URL = cell[3]
	}
	switch {
	case row.Name == "":
		bad.Add(field, "calendar.no_name")
	case row.Kind != Off && row.Kind != Work:
		bad.Add(field, "calendar.kind", "text", clip(cell[2]))
	case seen[day]:
		bad.Add(field, "calendar.twice", "day", day)
	default:
		seen[day] = true
		return row, true
	}
	return Row{}, false
}

// YearOf makes the data of one notice out of rows. The year is that in which most days lie.
func YearOf(rows []Row, notice string) YearData {
	count := map[int]int{}
	data := YearData{Notice: notice}
	for _, r := range rows {
		y := r.Day.Year()
		if count[y]++; count[y] > count[data.Year] || (count[y] == count[data.Year] && y > data.Year) {
			data.Year = y
		}
		if data.URL == "" {
			data.URL = r.URL
		}
		data.Days = append(data.Days, r.Mark)
	}
	return data
}
