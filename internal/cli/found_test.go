package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huiyin/internal/intake/sheet/sheettest"
)

// From nothing to units and deputies with commands alone; what must not be there is not made by asking for it.
func TestAnInstallationOfOnesOwnBegins(t *testing.T) {
	data := filepath.Join(t.TempDir(), "own")
	slips := filepath.Join(t.TempDir(), "slips.txt")
	run := func(args ...string) (int, string, string) {
		var out, complaints bytes.Buffer
		code := Main(context.Background(), append(args, "--data", data), func(string) string { return "" }, strings.NewReader(""), &out, &complaints)
		return code, out.String(), complaints.String()
	}
	people := written(t, "people.xlsx", func(f *os.File) error {
		m := sheettest.Hengyang()
		m.Categories = testCategories
		return sheettest.GeneratePeople(f, m)
	})
	for _, args := range [][]string{{"report", "year", "--year", "2023"}, {"import", "units", people}, {"verify"}} {
		if code, _, complaints := run(args...); code == OK || !strings.Contains(complaints, "没有数据库") {
			t.Errorf("%v: %d %s", args, code, complaints)
		}
	}
	if _, err := os.Stat(filepath.Join(data, "huiyin.db")); err == nil {
		t.Error("a report made an installation")
	}
	found := []string{"found", "jia", "甲市人民代表大会", "--admin", "张三", "--security", "李四", "--auditor", "王五", "--slips", slips}
	if code, out, complaints := run(found...); code != OK || !strings.Contains(out, "已建立甲市人民代表大会") {
		t.Fatalf("%d %s%s", code, out, complaints)
	}
	text, err := os.ReadFile(slips)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"jia-admin", "jia-security", "jia-auditor", "张三", "李四", "王五"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the slips lack %s", want)
		}
	}
	if code, _, complaints := run(found...); code == OK || !strings.Contains(complaints, slips) {
		t.Errorf("slips overwritten: %d %s", code, complaints)
	}
	again := append(found[:len(found)-1:len(found)-1], filepath.Join(t.TempDir(), "other.txt"))
	if code, _, complaints := run(again...); code == OK || !strings.Contains(complaints, "jia") {
		t.Errorf("the same congress twice: %d %s", code, complaints)
	}
	if _, err := os.Stat(again[len(again)-1]); err == nil {
		t.Error("slips of nobody are left")
	}
	for _, kind := range []string{"units", "deputies"} {
		if code, out, complaints := run("import", kind, people); code != OK {
			t.Errorf("import %s: %d %s%s", kind, code, out, complaints)
		}
	}
	if code, out, complaints := run("verify"); code != OK {
		t.Errorf("verify: %d %s%s", code, out, complaints)
	}
}
