package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// installation makes a data folder with a congress and two sessions, and returns a function that runs the program on it.
func installation(t *testing.T) (string, func(args ...string) (int, string, string)) {
	t.Helper()
	data, ctx := t.TempDir(), t.Context()
	s, err := store.Open(ctx, store.Options{URL: "sqlite:" + filepath.Join(data, "huiyin.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Do(ctx, func(tx *store.Tx) error {
		err := errors.Join(
			tx.SaveCongress(ctx, org.Congress{ID: 1_000_001, Code: "a", Name: "甲市人民代表大会", Level: org.City, Pack: "hunan-city"}),
			tx.SaveSession(ctx, org.Session{ID: 1_000_022, Congress: 1_000_001, Term: 16, Number: 2, Year: 2023, Opens: "2023-01-04", Closes: "2023-01-07"}),
			tx.SaveSession(ctx, org.Session{ID: 1_000_023, Congress: 1_000_001, Term: 16, Number: 3, Year: 2024, Opens: "2024-01-04", Closes: "2024-01-07"}),
		)
		var list []org.Category
		for i, name := range testCategories {
			list = append(list, org.Category{ID: int64(1_000_041 + i), Congress: 1_000_001, Code: name, Name: name})
		}
		return errors.Join(err, tx.InsertCategories(ctx, list), storetest.Unlogged(ctx, tx))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return data, func(args ...string) (int, string, string) {
		var out, complaints bytes.Buffer
		code := Main(context.Background(), append(args, "--data", data), func(string) string { return "" }, strings.NewReader(""), &out, &complaints)
		return code, out.String(), complaints.String()
	}
}

var testCategories = []string{"城乡建设", "教育科技", "医疗卫生"}

func written(t *testing.T, name string, write func(f *os.File) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAYearGoesInAndComesOut(t *testing.T) {
	_, run := installation(t)
	m := sheettest.Hengyang()
	m.Categories = testCategories
	people := written(t, "people.xlsx", func(f *os.File) error { return sheettest.GeneratePeople(f, m) })
	year := written(t, "2023.xlsx", func(f *os.File) error { return sheettest.Generate(f, m) })
	ok := func(args ...string) string {
		t.Helper()
		code, out, complaints := run(args...)
		if code != OK || complaints != "" {
			t.Fatalf("%v: exit %d\n%s%s", args, code, out, complaints)
		}
		return out
	}

	if code, out, complaints := run("import", "suggestions", year); code != Wrong || !strings.Contains(out, "建议!") || complaints == "" {
		t.Errorf("unknown deputies and units: exit %d, %q", code, complaints)
	}
	ok("import", "units", people)
	ok("import", "deputies", people)
	if out := ok("import", "suggestions", year, "--dry-run"); !strings.Contains(out, "新增376行") || !strings.Contains(out, "未写入") {
		t.Error(out)
	}
	if out := ok("import", "suggestions", year); !strings.Contains(out, "已入库376行") {
		t.Error(out)
	}
	if out := ok("import", "suggestions", year); !strings.Contains(out, "新增0行、已有376行、已有但不同0行；有错0行") {
		t.Error(out)
	}
	var counts struct {
		Read    int   `json:"read"`
		Already int   `json:"already_there"`
		Errors  int   `json:"errors"`
		List    []any `json:"problems"`
	}
	if err := json.Unmarshal([]byte(ok("import", "suggestions", year, "--dry-run", "--json")), &counts); err != nil || counts.Read != 376 || counts.Already != 376 || counts.List == nil {
		t.Errorf("%+v %v", counts, err)
	}

	text := ok("report", "year", "--year", "2023")
	for _, want := range []string{"376", "155 / 41.2%", "208 / 55.3%", "13 / 3.5%", "363 / 96.5%", "376 / 100%", "359 / ", "16 / 4.3%", "52 / 13.8%", "20 / 5.3%", "\t15\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
	var report struct {
		Commended int `json:"commended_units"`
		Figures   []struct {
			Code        string `json:"code"`
			Numerator   int    `json:"numerator"`
			Denominator int    `json:"denominator"`
		} `json:"figures"`
	}
	if err := json.Unmarshal([]byte(ok("report", "year", "--year", "2023", "--format", "json")), &report); err != nil {
		t.Fatal(err)
	}
	if report.Commended != 15 {
		t.Errorf("%d commended", report.Commended)
	}
	for _, f := range report.Figures {
		if f.Code == "at_meeting" && (f.Numerator != 359 || f.Denominator != 376) {
			t.Errorf("%+v", f)
		}
	}
	if book := ok("report", "year", "--year", "2023", "--format", "xlsx"); !strings.HasPrefix(book, "PK") {
		t.Error("not a workbook")
	}
	if text := ok("report", "year", "--year", "2023", "--by", "stream", "--of", "solved_or_planned", "--decimals", "2"); !strings.Contains(text, "363/376 件\t96.54%") {
		t.Errorf("by stream:\n%s", text)
	}
	if text := ok("report", "year", "--year", "2023", "--by", "unit", "--of", "contact_deputies"); !strings.Contains(text, "各项相加可能大于合计") {
		t.Errorf("persons by unit: %s", text)
	}
	if text := ok("report", "year", "--year", "2023", "--by", "category", "--of", "handed", "--format", "json"); !strings.Contains(text, `"by": "category"`) {
		t.Errorf("by category:\n%s", text)
	}
	if book := ok("report", "year", "--year", "2023", "--by", "unit", "--format", "xlsx"); !strings.HasPrefix(book, "PK") {
		t.Error("not a workbook")
	}
	for _, wrong := range [][]string{{"--by", "weather"}, {"--by", "unit", "--of", "happiness"}, {"--decimals", "9"}, {"--cut-off", "2023-02-30"}, {"--cut-off", "2020-01-01"}, {"--cut-off", "2099-01-01"}, {"--recorded", "2023-01-01"}} {
		if code, _, complaint := run(append([]string{"report", "year", "--year", "2023"}, wrong...)...); code != Wrong || complaint == "" {
			t.Errorf("%v: %d %q", wrong, code, complaint)
		}
	}
	if out := ok("verify"); !strings.Contains(out, "376") {
		t.Error(out)
	}
}

func TestTemplateIsReadBack(t *testing.T) {
	_, run := installation(t)
	to := filepath.Join(t.TempDir(), "import.xlsx")
	code, _, _ := plainly("import", "template", "--to", to)
	if code != OK {
		t.Fatal(code)
	}
	if code, out, _ := run("import", "suggestions", to); code != Wrong || !strings.Contains(out, "没有可导入的行") {
		t.Errorf("an empty template: exit %d\n%s", code, out)
	}
}

// plainly runs the program without a data folder.
func plainly(args ...string) (int, string, string) {
	var out, complaints bytes.Buffer
	code := Main(context.Background(), args, func(string) string { return "" }, strings.NewReader(""), &out, &complaints)
	return code, out.String(), complaints.String()
}

func TestSlipsAreWrittenOnce(t *testing.T) {
	_, run := installation(t)
	slips := filepath.Join(t.TempDir(), "slips.txt")
	if err := os.WriteFile(slips, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	file := written(t, "a.xlsx", func(f *os.File) error { return sheettest.GeneratePeople(f, sheettest.Hengyang()) })
	if code, _, _ := run("import", "accounts", file, "--slips", slips); code != Wrong {
		t.Errorf("an existing file of slips was taken: exit %d", code)
	}
	if code, _, complaints := run("import", "accounts", file); code != Wrong || !strings.Contains(complaints, "slips") {
		t.Errorf("passwords without a place for them: exit %d %s", code, complaints)
	}
}
