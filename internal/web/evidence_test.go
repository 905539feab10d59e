package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huiyin/internal/blob"
)

// A photograph of the place comes with the progress of a promise and a paper with the claim that it is kept: on the page of the suggestion, in the
// ledger and before the deputy who judges it; nobody else reads them.
func TestEvidenceOfAPromise(t *testing.T) {
	c := newCity(t)
	k := c.answered("0009")
	part := fmt.Sprint(k.Commitments[0].No)
	note, claim := path(k, "/do/note_progress"), path(k, "/do/claim_done")
	said := []string{"part", part, "text", "外墙已完工", "percent", "60"}
	for name, content := range map[string][]byte{"现场.png": []byte("<script>"), "现场.exe": picture(t)} {
		code, body := c.as(health).attach(note, "files", name, content, said...)
		if code != 422 || !strings.Contains(body, `id="f-files-wrong"`) || !strings.Contains(body, "外墙已完工") {
			t.Errorf("%s: %d %s", name, code, text(body))
		}
	}
	if resp, body := c.as(health).post(note, append(said, "files.0.hash", strings.Repeat("a", 64), "files.0.name", "x.pdf")...); resp.StatusCode != 303 || len(c.now(k.ID).Files) != 0 {
		t.Errorf("a hash without a file names a file: %d %s", resp.StatusCode, text(body))
	}
	if code, body := c.as(health).attach(note, "files", "外墙.png", picture(t), append(said, "once", "one")...); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	if code, _ := c.as(health).attach(note, "files", "外墙.png", picture(t), append(said, "once", "one")...); code != 303 || len(c.now(k.ID).Files) != 1 {
		t.Error("the same request has acted twice")
	}
	if code, body := c.as(health).attach(note, "files", "外墙.png", picture(t), append(said, "once", "two")...); code != 422 || !strings.Contains(body, `id="f-files-wrong"`) {
		t.Errorf("the same file once more: %d %s", code, text(body))
	}
	if code, body := c.as(health).attach(claim, "files", "验收.png", sized(t, 9), "part", part, "on", "2026-01-01", "evidence", "通过竣工验收"); code != 422 || !strings.Contains(body, `id="f-on-wrong"`) || !strings.Contains(body, "通过竣工验收") || !strings.Contains(body, "所选文件没有保存，请重新选择。") {
		t.Errorf("kept before it was promised: %d %s", code, text(body))
	}
	if code, body := c.as(health).attach(claim, "files", "验收.png", sized(t, 9), "part", part, "on", "2026-03-02", "evidence", "通过竣工验收"); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	files := c.now(k.ID).Files
	if len(files) != 2 {
		t.Fatalf("%+v", files)
	}
	photo, paper := path(k, "/files/"+files[0].Hash), path(k, "/files/"+files[1].Hash)
	judge := path(k, "/do/rate_fulfilment?part="+part)
	for _, row := range []struct {
		name string
		post int64
		path string
		code int
		says []string
	}{
		{"the deputy sees both before judging", lead, judge, 200, []string{`<img src="` + photo + `"`, `<img src="` + paper + `"`, "外墙.png", "随进展提交", "验收.png", "随完成申报提交"}},
		{"who verifies too", clerk, path(k, "/do/verify_fulfilment?part="+part), 200, []string{photo, paper}},
		{"the page of the suggestion", clerk, path(k, ""), 200, []string{photo, paper, "佐证材料2件"}},
		{"the ledger", health, "/commitments?state=all", 200, []string{`href="` + photo + `"`, `href="` + paper + `"`}},
		{"the deputy's ledger", lead, "/commitments?state=all", 200, []string{photo, paper}},
		{"the deputy reads the photograph", lead, photo, 200, []string{string(picture(t))}},
		{"another unit does not", water, photo, 404, nil},
		{"nor the paper", water, paper, 404, nil},
		{"and its ledger is empty", water, "/commitments?state=all", 200, []string{"没有承诺"}},
	} {
		resp, body := c.as(row.post).get(row.path)
		if resp.StatusCode != row.code {
			t.Errorf("%s: %d", row.name, resp.StatusCode)
		}
		for _, says := range row.says {
			if !strings.Contains(body, says) {
				t.Errorf("%s: lacks %s\n%s", row.name, says, text(body))
			}
		}
	}
	if resp, body := c.as(health).post(path(k, "/do/remove_progress_file"), "part", part, "hash", files[0].Hash); resp.StatusCode != 409 {
		t.Errorf("taken out while the deputy judges: %d %s", resp.StatusCode, text(body))
	}
	_, file := c.as(clerk).get("/commitments.xlsx?state=all")
	book, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if said := fmt.Sprint(rows); err != nil || !strings.Contains(said, "外墙.png") || !strings.Contains(said, "验收.png") {
		t.Errorf("the workbook holds %v (%v)", rows, err)
	}
}

// A telephone sends several photographs at once. Together they may be as large as each may be; where one is too large the form comes back with what was typed, says
// which one, and none of them is kept.
func TestPhotographsAreTakenTogether(t *testing.T) {
	c := newCity(t)
	k := c.answered("0009")
	note := path(k, "/do/note_progress")
	said := []string{"part", fmt.Sprint(k.Commitments[0].No), "text", "外墙已完工", "percent", "60"}
	of := func(n, size int) []byte { // a picture of that many bytes: what follows the end of one is not looked at
		return append(sized(t, n), make([]byte, size)...)
	}
	for _, row := range []struct {
		name  string
		files []attachment
		code  int
		says  string
		kept  int
	}{
		{"one is too large", []attachment{{"东侧.png", of(3, 0)}, {"西侧.png", of(4, blob.MaxSize)}, {"南侧.png", of(5, 0)}}, 413, "“西侧.png”未能收下：文件超过20MB", 0},
		{"one is something else", []attachment{{"东侧.png", of(3, 0)}, {"西侧.png", []byte("<script>")}}, 422, "“西侧.png”未能收下：只接收", 0},
		{"more than are taken", []attachment{{"1.png", of(3, 0)}, {"2.png", of(4, 0)}, {"3.png", of(5, 0)}, {"4.png", of(6, 0)}, {"5.png", of(7, 0)}, {"6.png", of(8, 0)}}, 422, "一次最多5个文件", 0},
		{"three large ones", []attachment{{"东侧.png", of(3, 9<<20)}, {"西侧.png", of(4, 9<<20)}, {"南侧.png", of(5, 9<<20)}}, 303, "", 3},
	} {
		code, body := c.as(health).attachAll(note, "files", row.files, said...)
		if code != row.code || !strings.Contains(body, row.says) || len(c.now(k.ID).Files) != row.kept {
			t.Errorf("%s: %d, %d kept\n%s", row.name, code, len(c.now(k.ID).Files), text(body))
		}
		if code != 303 && (!strings.Contains(body, `id="f-files-wrong"`) || !strings.Contains(body, "外墙已完工")) {
			t.Errorf("%s: said elsewhere, or what was typed is gone\n%s", row.name, text(body))
		}
	}
}
