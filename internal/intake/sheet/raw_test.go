package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// part is one file inside a workbook.
type part struct{ name, content string }

func zipped(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rawSheet is a sheet written by hand, so that it may hold what no spreadsheet program would write.
type rawSheet struct{ name, data, tail string }

// styles: 1 is a date, 2 is 0000, 3 a written date format.
const rawStyles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`

func raw(t testing.TB, sheets ...rawSheet) []byte {
	t.Helper()
	return zipped(t, rawParts(sheets...)...)
}

func rawParts(sheets ...rawSheet) []part {
	var book, rels strings.Builder
	parts := []part{{"xl/styles.xml", rawStyles}}
	for i, s := range sheets {
		fmt.Fprintf(&book, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, s.name, i+1, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		parts = append(parts, part{
			fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1),
			`<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>` + s.data + `</sheetData>` + s.tail + `</worksheet>`,
		})
	}
	return append(parts, part{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets>` + book.String() + `</sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", `<Relationships>` + rels.String() + `</Relationships>`})
}

// line writes one row of cells from column A. A value is text unless it begins with n: (number), d: (number shown as a
// date), z: (number shown as 0000), f: (formula, then | and the stored value), e: (error value).
func line(row int, values ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, row)
	for i, v := range values {
		at := fmt.Sprintf("%s%d", letters(i), row)
		kind, rest, _ := strings.Cut(v, ":")
		switch {
		case v == "":
		case kind == "n":
			fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, at, rest)
		case kind == "d":
			fmt.Fprintf(&b, `<c r="%s" s="1"><v>%s</v></c>`, at, rest)
		case kind == "z":
			fmt.Fprintf(&b, `<c r="%s" s="2"><v>%s</v></c>`, at, rest)
		case kind == "e":
			fmt.Fprintf(&b, `<c r="%s" t="e"><v>%s</v></c>`, at, rest)
		case kind == "f":
			formula, value, _ := strings.Cut(rest, "|")
			if value != "" {
				value = "<v>" + value + "</v>"
			}
			fmt.Fprintf(&b, `<c r="%s" t="str"><f>%s</f>%s</c>`, at, formula, value)
		default:
			fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, escape(v))
		}
	}
	b.WriteString(`</row>`)
	return b.String()
}

func escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err)
	}
	return b.String()
}

func letters(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letters(i/26-1) + string(rune('A'+i%26))
}
