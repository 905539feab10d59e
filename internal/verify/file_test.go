package verify_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/internal/blob"
	"huiyin/internal/calendar"
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
	photo := "photograph of a place"
	sum = sha256.Sum256([]byte(photo))
	proof := hex.EncodeToString(sum[:])
	if _, err := files.Restore(t.Context(), proof, strings.NewReader(photo)); err != nil {
		t.Fatal(err)
	}
	today := string(calendar.DayOf(time.Now().In(time.FixedZone("CST", 8*60*60))))
	k := o.handled(t, "0001")
	a := k.Assignments[0].No
	k = o.must(t, health, k.ID, a, "note_contact", `{"phase":"during","way":"phone","on":"`+today+`","who":"某科长","rank":"section","text":"电话沟通"}`)
	o.must(t, deputy, k.ID, k.Contacts[0].No, "confirm_contact", `{}`)
	k = o.must(t, health, k.ID, a, "draft_reply", `{"answers":["答一","答二"],"class":"B","contact":"某科","phone":"0000","publish":"full","promises":[{"words":"年内建成","result":"建成","due":"2099-10-30"}]}`)
	r := k.Replies[0].No
	o.must(t, health, k.ID, r, "send_for_review", `{}`)
	o.must(t, healthHead, k.ID, r, "approve_reply", `{}`)
	k = o.must(t, healthHead, k.ID, r, "issue", `{"number":"1"}`)
	o.must(t, health, k.ID, k.Commitments[0].No, "claim_done", `{"on":"`+today+`","evidence":"已验收","files":[{"hash":"`+proof+`","name":"现场.jpg","mime":"image/jpeg","size":21}]}`)
	shot := filepath.Join(data, "files", proof[:2], proof)
	place := filepath.Join(data, "files", hash[:2], hash)
	for _, step := range []struct {
		name  string
		do    func() error
		want  string
		clean bool
	}{
		{"as it was handed in", func() error { return nil }, "2个附件", true},
		{"another photograph shows the promise kept", func() error {
			return errors.Join(os.Chmod(shot, 0o600), os.WriteFile(shot, []byte("photograph of a plate"), 0o600))
		}, "附件" + proof + "：内容与其哈希值不符，已被改动", false},
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
