package verify_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/internal/blob"
	"huiyin/internal/cli"
	"huiyin/internal/store"
)

// A file in the place of another, and one that is gone, are named by the hash that stands in the log.
func TestAttachmentsAreReadToo(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenDir(filepath.Join(data, "files"))
	if err != nil {
		t.Fatal(err)
	}
	content := "scan of a paper"
	sum := sha256.Sum256([]byte(content))
	hash := hex.EncodeToString(sum[:])
	if _, err := files.Restore(t.Context(), hash, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	o := reopen(t, s, data)
	c := o.must(t, deputy, 0, 0, "start_draft", text)
	o.must(t, deputy, c.ID, 0, "attach_text", `{"hash":"`+hash+`","name":"图.pdf","mime":"application/pdf","size":15}`)
	place := filepath.Join(data, "files", hash[:2], hash)
	for _, step := range []struct {
		name  string
		do    func() error
		want  string
		clean bool
	}{
		{"as it was handed in", func() error { return nil }, "1个附件", true},
		{"another in its place", func() error {
			return os.WriteFile(place, []byte("scan of a pager"), 0o600)
		}, "附件" + hash + "：内容与其哈希值不符，已被改动", false},
		{"gone", func() error { return os.Remove(place) }, "附件" + hash + "：日志记载过，文件不见了", false},
		{"the whole folder gone", func() error { return os.RemoveAll(filepath.Join(data, "files")) }, "附件" + hash + "：日志记载过，文件不见了", false},
	} {
		if err := os.Chmod(place, 0o600); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		code, out, complaint := run(t, "verify", "--data", data)
		if (code == cli.OK) != step.clean || !strings.Contains(out+complaint, step.want) {
			t.Errorf("%s: %d %s%s", step.name, code, out, complaint)
		}
	}
}
