package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"huiyin/internal/fault"
	"huiyin/internal/intake/sheet"
)

func ole(streams ...string) []byte {
	b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 70_000)...)
	for _, s := range streams {
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
	}
	return b
}

// deflated makes a workbook whose part holds content and claims to hold claimed bytes.
func deflated(t *testing.T, name string, content io.Reader, claimed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, p := range rawParts(rawSheet{name: "建议"}) {
		if p.name == name {
			continue
		}
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create(name)
	if err == nil {
		_, err = io.Copy(w, content)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	out := b.Bytes()
	if claimed > 0 {
		// The central directory's entry of the last part: uncompressed size at offset 24.
		at := bytes.LastIndex(out, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(out[at+24:], uint32(claimed))
	}
	return out
}

func TestRefusedFiles(t *testing.T) {
	fine := raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1"))})
	spaces := func(size int64) io.Reader {
		return io.MultiReader(strings.NewReader("<worksheet><sheetData>"), io.LimitReader(blanks{}, size), strings.NewReader("</sheetData></worksheet>"))
	}
	cut := bytes.Clone(fine)
	for i := 60; i < 120; i++ {
		cut[i] ^= 0xff
	}
	for name, c := range map[string]struct {
		file []byte
		kind fault.Kind
		key  string
	}{
		"empty":               {nil, fault.Invalid, "import.file.empty"},
		"text":                {[]byte("编号,标题\n1,关于积水的建议\n"), fault.Invalid, "import.file.not_xlsx"},
		"old xls":             {ole("Workbook"), fault.Invalid, "import.file.old_xls"},
		"password":            {ole("EncryptionInfo", "EncryptedPackage"), fault.Invalid, "import.file.encrypted"},
		"a document":          {zipped(t, part{"word/document.xml", "<document/>"}), fault.Invalid, "import.file.not_xlsx"},
		"cut off":             {fine[:len(fine)/2], fault.Invalid, "import.file.damaged"},
		"bytes turned":        {cut, fault.Invalid, "import.file.damaged"},
		"sheet without end":   {zipped(t, append(rawParts(rawSheet{name: "建议"})[:1], part{"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"}, rawParts(rawSheet{name: "建议"})[2], rawParts(rawSheet{name: "建议"})[3])...), fault.Invalid, "import.file.damaged"},
		"control character":   {raw(t, rawSheet{name: "建议", data: line(1, suggestionHead...) + "<row><c t=\"inlineStr\"><is><t>\x01</t></is></c></row>"}), fault.Invalid, "import.file.damaged"},
		"made-up entity":      {raw(t, rawSheet{name: "建议", data: `<row><c t="inlineStr"><is><t>&x;</t></is></c></row>`}), fault.Invalid, "import.file.damaged"},
		"bomb that says less": {deflated(t, "xl/worksheets/sheet1.xml", spaces(8<<20), 1000), fault.Invalid, "import.file.damaged"},
		"bomb that says more": {deflated(t, "xl/worksheets/sheet1.xml", spaces(1), 400<<20), fault.TooLarge, "import.file.unpacked_too_large"},
		"bomb of texts":       {deflated(t, "xl/sharedStrings.xml", io.MultiReader(strings.NewReader("<sst><si><t>"), io.LimitReader(blanks{}, 9<<20), strings.NewReader("</t></si></sst>")), 0), fault.TooLarge, "import.file.unpacked_too_large"},
		"bomb of many texts":  {deflated(t, "xl/sharedStrings.xml", strings.NewReader("<sst/>"), 129<<20), fault.TooLarge, "import.file.unpacked_too_large"},
		"thousands of parts":  {zipped(t, slices.Repeat([]part{{"x", ""}}, 10_001)...), fault.TooLarge, "import.file.unpacked_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := sheet.ReadYear(t.Context(), bytes.NewReader(c.file), int64(len(c.file)), options)
			f, ok := fault.As(err)
			if !ok || f.Kind != c.kind || f.Key != c.key {
				t.Errorf("got %v, want %s %s", err, c.kind, c.key)
			}
		})
	}
	_, _, err := sheet.ReadYear(t.Context(), bytes.NewReader(fine), 65<<20, options)
	if !fault.Is(err, fault.TooLarge) {
		t.Errorf("a file of 65 MB: got %v", err)
	}
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// A real program's password protection, not only our idea of it.
func TestPasswordOfARealWorkbook(t *testing.T) {
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := f.Write(&b, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	_, _, err := sheet.ReadYear(t.Context(), bytes.NewReader(b.Bytes()), int64(b.Len()), options)
	if e, ok := fault.As(err); !ok || e.Key != "import.file.encrypted" {
		t.Errorf("got %v", err)
	}
}

func TestDamageNamesTheCell(t *testing.T) {
	file := raw(t, rawSheet{name: "建议", data: line(1, suggestionHead...) + "<row r=\"7\"><c r=\"C7\" t=\"inlineStr\"><is><t>\x01</t></is></c></row>"})
	_, _, err := sheet.ReadYear(t.Context(), bytes.NewReader(file), int64(len(file)), options)
	if f, ok := fault.As(err); !ok || cmp.Diff([]any{"where", "建议 C7"}, f.Args) != "" {
		t.Errorf("got %v %v", err, f)
	}
}

func TestSheetsAndHeaders(t *testing.T) {
	fine := rows(suggestionHead, good("1"))
	for name, c := range map[string]struct {
		sheets []rawSheet
		want   []string
	}{
		"one sheet of another name": {[]rawSheet{{name: "Sheet1", data: fine}}, []string{noUnits, "~Sheet1! 工作表“Sheet1”按建议表读取。"}},
		"no sheet of suggestions":   {[]rawSheet{{name: "甲", data: fine}, {name: "乙"}}, []string{"! 没有“建议”工作表。", noUnits, "~乙! 不认识工作表“乙”，未读取。", "~甲! 不认识工作表“甲”，未读取。"}},
		"strange sheet beside":      {[]rawSheet{{name: "建议", data: fine}, {name: "承办", data: line(1, assignmentHead...)}, {name: "备注"}}, []string{"~备注! 不认识工作表“备注”，未读取。"}},
		"people beside a year":      {[]rawSheet{{name: "建议", data: fine}, {name: "代表"}, {name: "说明"}}, []string{noUnits}},
		"no header":                 {[]rawSheet{{name: "建议", data: line(1, "一", "二") + line(2, "三")}}, []string{noUnits, "建议! 前10行没有找到表头。表头应包括：届、次、类别、编号、标题、处理结果。"}},
		"header too far down":       {[]rawSheet{{name: "建议", data: strings.Repeat(line(1, "注"), 10) + fine}}, []string{noUnits, "建议! 前10行没有找到表头。表头应包括：届、次、类别、编号、标题、处理结果。"}},
		"header missing":            {[]rawSheet{{name: "建议", data: rows([]string{"届", "次", "编号", "标题", "领衔代表"}, good("1"))}}, []string{noUnits, "建议! 缺少必需的列“处理结果”。", "建议! 缺少必需的列“类别”。"}},
		"header twice":              {[]rawSheet{{name: "建议", data: rows(append(slices.Clone(suggestionHead), "建议标题"), good("1"))}}, []string{noUnits, "建议!Y1 列“建议标题”出现两次，另一处在E1。"}},
		"column unknown":            {[]rawSheet{{name: "建议", data: rows(append(slices.Clone(suggestionHead), "备注栏"), good("1"))}}, []string{noUnits, "~建议!Y1 不认识列“备注栏”，未读取。"}},
		"title above the header":    {[]rawSheet{{name: "建议", data: line(1, "2023年建议办理情况") + shift(fine), tail: `<mergeCells><mergeCell ref="A1:X1"/></mergeCells>`}}, []string{noUnits}},
		"merged rows":               {[]rawSheet{{name: "建议", data: rows(suggestionHead, good("1"), good("2"), good("3")), tail: `<mergeCells><mergeCell ref="G2:G3"/></mergeCells>`}}, []string{noUnits, "建议!G2:G3 G2:G3是合并单元格。请取消合并，逐行填写。"}},
		"merged beside the table":   {[]rawSheet{{name: "建议", data: fine, tail: `<mergeCells><mergeCell ref="AA2:AB9"/></mergeCells>`}}, []string{noUnits}},
		"nothing below the header":  {[]rawSheet{{name: "建议", data: line(1, suggestionHead...)}}, []string{noUnits, "! 文件中没有可导入的行。"}},
		"another congress":          {[]rawSheet{{name: "建议", data: rows(append(slices.Clone(suggestionHead), "人大代码"), good("1").with("人大代码", "donghu"))}}, []string{noUnits, "建议!Y2 “donghu”不是正在导入的人大“shaoheng”。"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := readYear(t, raw(t, c.sheets...), options)
			slices.Sort(c.want)
			if diff := cmp.Diff(c.want, said(problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// shift moves hand-written rows one down.
func shift(data string) string {
	for row := 9; row >= 1; row-- {
		data = strings.ReplaceAll(data, fmt.Sprintf(`<row r="%d">`, row), fmt.Sprintf(`<row r="%d">`, row+1))
		for i := range suggestionHead {
			data = strings.ReplaceAll(data, fmt.Sprintf(`"%s%d"`, letters(i), row), fmt.Sprintf(`"%s%d"`, letters(i), row+1))
		}
	}
	return data
}

// The good rows around merged ones may be taken; the merged rows may not.
func TestGoodLeavesMergedRowsOut(t *testing.T) {
	y, _ := readYear(t, raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1"), good("2"), good("3")), tail: `<mergeCells><mergeCell ref="G2:G3"/></mergeCells>`}), options)
	got, left := y.Good()
	if left != 2 || len(got.Suggestions) != 1 || got.Suggestions[0].Number != "3" {
		t.Errorf("left %d, kept %+v", left, got.Suggestions)
	}
}

// A case merged into one that cannot be taken cannot be taken either: its letter would point nowhere.
func TestGoodFollowsMerges(t *testing.T) {
	y, _ := readYear(t, raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1").with("标题", ""), good("2").with("处理结果", "并案", "并入编号", "1"), good("3"))}), options)
	if got, left := y.Good(); left != 2 || len(got.Suggestions) != 1 {
		t.Errorf("left %d, kept %d", left, len(got.Suggestions))
	}
}

// A million empty rows, some with styled empty cells, hold no memory and hide nothing that comes after them.
func TestMillionEmptyRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(rows(suggestionHead, good("1")))
	for row := 3; row < 1_000_000; row++ {
		if row%10 == 0 {
			fmt.Fprintf(&b, `<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>`, row, row, row)
		} else {
			fmt.Fprintf(&b, `<row r="%d"/>`, row)
		}
	}
	b.WriteString(line(1_000_000, "n:17"))
	file := raw(t, rawSheet{name: "建议", data: b.String()})
	b.Reset()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	y, problems := readYear(t, file, options)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("%d bytes held", grown)
	}
	if len(y.Suggestions) != 2 || y.Suggestions[1].Row != 1_000_000 || sheet.Errors(problems) != 6 {
		t.Errorf("%d rows, %v", len(y.Suggestions), said(problems))
	}
}

func TestTooManyRowsStop(t *testing.T) {
	var b strings.Builder
	b.WriteString(line(1, suggestionHead...))
	for row := 2; row < 50_005; row++ {
		fmt.Fprintf(&b, `<row><c t="inlineStr"><is><t>x</t></is></c></row>`)
	}
	y, problems := readYear(t, raw(t, rawSheet{name: "建议", data: b.String()}), options)
	if len(y.Suggestions) != 50_000 || !slices.ContainsFunc(problems, func(p sheet.Problem) bool { return p.Key == "import.sheet_rows" }) {
		t.Errorf("%d rows, %d problems", len(y.Suggestions), len(problems))
	}
	if len(problems) > 2_000 {
		t.Errorf("%d problems: equal ones must be cut short", len(problems))
	}
	if !slices.ContainsFunc(problems, func(p sheet.Problem) bool { return p.Key == "import.more" && cmp.Equal(p.Args[1], 49_900) }) {
		t.Error("the number of problems not listed is not told")
	}
}

func TestCancelledReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := raw(t, rawSheet{name: "建议", data: strings.Repeat(`<row/>`, 100_000)})
	if _, _, err := sheet.ReadYear(ctx, bytes.NewReader(file), int64(len(file)), options); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What other programs write: shared texts with readings, numbers as text, 1904 dates, formats that pad with zeros.
func TestOddButRight(t *testing.T) {
	parts := rawParts(rawSheet{name: " 建 议 ", data: rows(suggestionHead, good("x").with("编号", "z:12", "提交日期", "d:43469", "交办日期", "20230220", "标题", "@"))})
	for i, p := range parts {
		parts[i].content = strings.ReplaceAll(p.content, `t="inlineStr"><is><t>@</t></is>`, `t="s"><v>1</v>`)
		parts[i].content = strings.ReplaceAll(parts[i].content, `<workbook xmlns:r="r">`, `<workbook xmlns:r="r"><workbookPr date1904="1"/>`)
	}
	parts = append(parts, part{"xl/sharedStrings.xml", `<sst><si><t>未用</t></si><si><r><t>关于</t></r><r><t xml:space="preserve">积水的建议</t></r><rPh><t>ジ</t></rPh></si></sst>`})
	y, problems := readYear(t, zipped(t, parts...), options)
	if sheet.Errors(problems) > 0 || len(y.Suggestions) != 1 {
		t.Fatal(said(problems))
	}
	s := y.Suggestions[0]
	if s.Number != "0012" || s.Title != "关于积水的建议" || s.Submitted != "2023-01-05" || s.Handover != "2023-02-20" {
		t.Errorf("got %+v", s)
	}
}
