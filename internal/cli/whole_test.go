package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/intake"
	"huiyin/internal/witness"
)

var errFull = &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}

// A file that a command writes is there whole, or what was there before is.
func TestAFileIsThereWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	full := func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Repeat("half", 10_000))
		return errors.Join(err, errFull)
	}
	good := func(w io.Writer) error {
		_, err := io.WriteString(w, "whole")
		return err
	}
	for _, row := range []struct {
		name string
		do   func(io.Writer) error
		err  error
		want string // empty: no file
	}{
		{"a full disk", full, syscall.ENOSPC, ""},
		{"room", good, nil, "whole"},
		{"a full disk, with a file there", full, syscall.ENOSPC, "whole"},
		{"the file again", good, nil, "whole"},
	} {
		if err := wholeFile(path, 0o600, row.do); !errors.Is(err, row.err) {
			t.Errorf("%s: %v", row.name, err)
		}
		if got, err := os.ReadFile(path); string(got) != row.want || (err == nil) != (row.want != "") {
			t.Errorf("%s: %.20q %v", row.name, got, err)
		}
		if list, err := os.ReadDir(dir); err != nil || len(list) > 1 {
			t.Errorf("%s: left beside it: %v %v", row.name, list, err)
		}
	}
}

// The machine's own full device: what is no file keeps its place, and the complaint says what is wrong in both languages.
func TestAFullDiskIsSaidByACommand(t *testing.T) {
	const device = "/dev/full"
	before, err := os.Lstat(device)
	if err != nil {
		t.Skip(err)
	}
	for lang, says := range map[string]string{i18n.Chinese: "磁盘空间已满", "en": "The disk is full"} {
		code, out, complaint := plainly("import", "template", "--to", device, "--lang", lang)
		if code != Failed || out != "" || !strings.Contains(complaint, says) {
			t.Errorf("%s: %d %q %q", lang, code, out, complaint)
		}
	}
	if after, err := os.Lstat(device); err != nil || after.Mode() != before.Mode() {
		t.Errorf("the device has become %v %v", after, err)
	}
}

// The file of slips stays when there are accounts that need it, and is no obstacle to the next try when there are none.
func TestSlipsStayWithTheirAccounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "slips")
	say := i18n.For(i18n.Chinese)
	for _, row := range []struct {
		name string
		keep int // how often slips are kept
		made bool
		stay bool
	}{{"nothing was made", 0, true, false}, {"refused", 1, false, false}, {"a quicker rival, then made", 2, true, true}} {
		paper, err := openSlips(path)
		if err != nil {
			t.Fatalf("%s: %v", row.name, err)
		}
		for range row.keep {
			if err := paper.keep([]intake.Slip{{Name: "某某", Login: "mou", Password: "geheim"}}, say); err != nil {
				t.Error(err)
			}
		}
		if row.made {
			paper.made()
		}
		paper.close()
		text, err := os.ReadFile(path)
		if (err == nil) != row.stay || row.stay && strings.Count(string(text), "geheim") != 1 {
			t.Errorf("%s: %q %v", row.name, text, err)
		}
	}
}

// A restore that fails leaves nothing behind, and a whole backup goes into the same place afterwards.
func TestARestoreThatFailsLeavesNothing(t *testing.T) {
	data, run := installation(t)
	backup := filepath.Join(t.TempDir(), "b.zip")
	if code, _, complaint := run("backup", "--to", backup); code != OK {
		t.Fatal(complaint)
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	turned := strings.Replace(string(whole), "tables/person.jsonl", "tables/perxon.jsonl", 1) // in the local head, which is not looked at
	at := strings.Index(turned, "tables/perxon.jsonl")
	damaged := []byte(turned)
	for i := range 200 {
		damaged[at+40+i] ^= 0xff
	}
	broken := filepath.Join(t.TempDir(), "broken.zip")
	if err := os.WriteFile(broken, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	there := filepath.Join(t.TempDir(), "there")
	if err := os.MkdirAll(witness.Dir(there), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{filepath.Join(t.TempDir(), "absent"), there} {
		code, _, complaint := plainly("restore", "--from", broken, "--data", to)
		if code != Wrong || !strings.Contains(complaint, "备份已损坏") {
			t.Fatalf("%d %q", code, complaint)
		}
		if list, err := os.ReadDir(to); len(list) > 0 {
			t.Errorf("left in %s: %v %v", to, list, err)
		}
		if code, _, complaint := plainly("restore", "--from", backup, "--data", to); code != OK {
			t.Errorf("the whole one afterwards: %d %q", code, complaint)
		}
		if code, out, complaint := plainly("verify", "--data", to); code != OK {
			t.Errorf("%d %s%s", code, out, complaint)
		}
		before, err := os.ReadDir(to)
		if err != nil {
			t.Fatal(err)
		}
		if code, _, complaint := plainly("restore", "--from", backup, "--data", to); code != Failed || !strings.Contains(complaint, "不是空的") {
			t.Errorf("onto a folder in use: %d %q", code, complaint)
		}
		if after, err := os.ReadDir(to); err != nil || len(after) != len(before) {
			t.Errorf("a refused restore took something: %v %v", after, err)
		}
	}
	if code, _, complaint := plainly("restore", "--from", backup, "--data", data); code != Failed || !strings.Contains(complaint, "不是空的") {
		t.Errorf("onto the installation itself: %d %q", code, complaint)
	}
	if code, out, complaint := run("verify"); code != OK {
		t.Errorf("%d %s%s", code, out, complaint)
	}
}

// A template that has been filled in and slips that have been printed are not written over.
func TestAFileThatIsThereIsNotWrittenOver(t *testing.T) {
	there := filepath.Join(t.TempDir(), "import.xlsx")
	if err := os.WriteFile(there, []byte("376"), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{
		{"import", "template", "--to", there},
		{"found", "city", "某市人民代表大会", "--admin", "甲", "--security", "乙", "--auditor", "丙", "--slips", there, "--data", data},
	} {
		code, out, complaint := run(args...)
		if code != Wrong || out != "" || !strings.Contains(complaint, "已经存在") {
			t.Errorf("%v: code %d, %q, %q", args, code, out, complaint)
		}
	}
	if kept, err := os.ReadFile(there); err != nil || string(kept) != "376" {
		t.Errorf("%q, %v", kept, err)
	}
}
