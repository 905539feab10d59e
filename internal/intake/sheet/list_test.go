package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

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
		each([]any{"0123", "=HYPERLINK(\"x\")", calendar.Day("2023-05-18"), 376, sheet.Percent(0.4122)}, []any{nil, "", calendar.Day(""), int64(0), 1.5}))
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
