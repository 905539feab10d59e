package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"huiyin/internal/calendar"
	"huiyin/internal/intake/sheet"
)

func each(rows ...[]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "积水": "积水", "=1+1": "'=1+1", "+86": "'+86", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", " =1": "' =1", "　=1": "'　=1", "＝1": "'＝1", "＋1": "'＋1",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "a=1": "a=1", "'=1": "'=1", "—— 说明": "—— 说明",
	} {
		if got := sheet.Safe(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestWriteList(t *testing.T) {
	var b bytes.Buffer
	err := sheet.WriteList(&b, "建议/清单:2023", []sheet.Head{{Title: "编号", Width: 8}, {Title: "标题", Width: 40}, {Title: "答复日期"}, {Title: "件数"}, {Title: "占比"}},
		each([]any{"0123", "=HYPERLINK(\"x\")", calendar.Day("2023-05-18"), 376, sheet.Share("41.2%")}, []any{nil, "", calendar.Day(""), int64(0), 1.5}))
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	name := f.GetSheetName(0)
	if name != "建议-清单-2023" {
		t.Errorf("sheet is called %q", name)
	}
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"编号", "标题", "答复日期", "件数", "占比"}, {"0123", "'=HYPERLINK(\"x\")", "2023-05-18", "376", "41.2%"}, {"", "", "", "0", "1.5"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if formula, err := f.GetCellFormula(name, "B2"); err != nil || formula != "" {
		t.Errorf("a text became the formula %q (%v)", formula, err)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("header is not frozen: %+v %v", panes, err)
	}
	if width, err := f.GetColWidth(name, "B"); err != nil || width != 40 {
		t.Errorf("width %v %v", width, err)
	}
	id, err := f.GetCellStyle(name, "A1")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.Font == nil || style.Font.Family != "SimSun" || !style.Font.Bold {
		t.Errorf("header style %+v %v", style, err)
	}
}

func TestAWorkbookShowsWhatItsNumbersAre(t *testing.T) {
	at := time.Date(2026, 6, 30, 8, 5, 9, 0, time.FixedZone("CST", 8*60*60))
	for _, s := range []struct {
		name       string
		value      any
		raw, shown string
	}{
		{"a day is a number of days that shows a date", calendar.Day("2026-05-06"), "46148", "2026-05-06"},
		{"a day that is none stays words", calendar.Day("未定"), "未定", "未定"},
		{"an instant is shown by the clock of its place", at, "46203.336909722224", "2026-06-30 08:05:09"},
		{"a share has the decimals of its words", sheet.Number("41.2%"), "0.412", "41.2%"},
		{"the whole has none", sheet.Number("100%"), "1", "100%"},
		{"three hundredths have two", sheet.Number("33.33%"), "0.3333", "33.33%"},
		{"no share of nothing", sheet.Number("—"), "—", "—"},
		{"a percent sign alone is a word", sheet.Share("%"), "%", "%"},
		{"a count", sheet.Number("376"), "376", "376"},
		{"a count with thousands apart", sheet.Number("1,376"), "1376", "1376"},
		{"a fraction with its share is words", sheet.Number("17/18，94.4%"), "17/18，94.4%", "17/18，94.4%"},
		{"a number of a suggestion keeps its zeros", "004", "004", "004"},
	} {
		var b bytes.Buffer
		if err := sheet.WriteList(&b, "表", []sheet.Head{{Title: "值"}}, each([]any{s.value})); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := f.GetCellValue("表", "A2", excelize.Options{RawCellValue: true})
		if err != nil || raw != s.raw {
			t.Errorf("%s: holds %q, want %q (%v)", s.name, raw, s.raw, err)
		}
		if shown, err := f.GetCellValue("表", "A2"); err != nil || shown != s.shown {
			t.Errorf("%s: shows %q, want %q (%v)", s.name, shown, s.shown, err)
		}
	}
}

func TestAWorkbookIsReadyForThePrinter(t *testing.T) {
	heads := []sheet.Head{{Title: "编号", Width: 10}, {Title: "标题", Width: 20}}
	wide := slices.Concat(heads, []sheet.Head{{Title: "承诺事项", Width: 80}})
	long := strings.Repeat("关于加快补齐乡镇卫生院短板的建议", 3)
	for _, s := range []struct {
		name, orientation string
		heads             []sheet.Head
		height            float64
	}{
		{"narrow", "portrait", heads, 90},
		{"wide", "landscape", wide, 90},
	} {
		var b bytes.Buffer
		if err := sheet.WriteList(&b, "清单", s.heads, each([]any{"001", "短"}, []any{"002", long})); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		page, err := f.GetPageLayout("清单")
		if err != nil || *page.Size != 9 || *page.Orientation != s.orientation || *page.FitToWidth != 1 || *page.FitToHeight != 0 {
			t.Errorf("%s: page %+v (%v)", s.name, page, err)
		}
		if props, err := f.GetSheetProps("清单"); err != nil || !*props.FitToPage {
			t.Errorf("%s: is cut into columns of pages (%v)", s.name, err)
		}
		names := f.GetDefinedName()
		if len(names) != 1 || names[0].Name != "_xlnm.Print_Titles" || names[0].RefersTo != "'清单'!$1:$1" || names[0].Scope != "清单" {
			t.Errorf("%s: heads do not repeat: %+v", s.name, names)
		}
		if foot, err := f.GetHeaderFooter("清单"); err != nil || !strings.Contains(foot.OddFooter, "&P / &N") {
			t.Errorf("%s: pages are not numbered: %+v %v", s.name, foot, err)
		}
		if height, err := f.GetRowHeight("清单", 3); err != nil || height != s.height {
			t.Errorf("%s: a wrapped text has %v points, want %v (%v)", s.name, height, s.height, err)
		}
		if height, err := f.GetRowHeight("清单", 2); err != nil || height != 15 {
			t.Errorf("%s: a short text has %v points (%v)", s.name, height, err)
		}
		if props, err := f.GetDocProps(); err != nil || props.Creator != "" || props.LastModifiedBy != "" || props.Created != "" || props.Modified != "" {
			t.Errorf("%s: the file tells of %+v (%v)", s.name, props, err)
		}
	}
}

func TestWriteListFails(t *testing.T) {
	broken := errors.New("away")
	rows := func(yield func([]any, error) bool) { yield(nil, broken) }
	if err := sheet.WriteList(io.Discard, "x", []sheet.Head{{Title: "x"}}, rows); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if err := sheet.WriteList(io.Discard, "x", []sheet.Head{{Title: "x"}}, each([]any{struct{}{}})); err == nil || !strings.Contains(err.Error(), "struct {}") {
		t.Errorf("got %v", err)
	}
}
