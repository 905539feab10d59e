package web

import (
	"bytes"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// picture is a small valid image.
func picture(t *testing.T) []byte { return sized(t, 2) }

// sized is an image of that many points each way, so that another number is another file.
func sized(t *testing.T, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, n, n))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// attach posts a form with a file.
func (b *browser) attach(path, field, name string, content []byte, pairs ...string) (int, string) {
	b.t.Helper()
	return b.attachAll(path, field, []attachment{{name, content}}, pairs...)
}

type attachment struct {
	name    string
	content []byte
}

// attachAll posts a form with several files in one field.
func (b *browser) attachAll(path, field string, files []attachment, pairs ...string) (int, string) {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			b.t.Fatal(err)
		}
	}
	for _, file := range files {
		f, err := w.CreateFormFile(field, file.name)
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := f.Write(file.content); err != nil {
			b.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.base+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	var out bytes.Buffer
	if _, err := out.ReadFrom(resp.Body); err != nil {
		b.t.Fatal(err)
	}
	return resp.StatusCode, out.String()
}

func TestFilesAreReadThroughTheirCaseAlone(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", caseText)
	if code, body := c.as(lead).attach(path(k, "/do/attach_text"), "file", `C:\文件夹\调研 照片.png`, picture(t), "once", "k"); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	files := c.now(k.ID).Files
	if len(files) != 1 || files[0].Name != "调研 照片.png" || files[0].Mime != "image/png" {
		t.Fatalf("%+v", files)
	}
	at := path(k, "/files/"+files[0].Hash)
	resp, body := c.as(lead).get(at)
	h := resp.Header
	if resp.StatusCode != 200 || body != string(picture(t)) || h.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || !strings.Contains(h.Get("Content-Disposition"), "filename*=UTF-8''%E8%B0%83%E7%A0%94%20") {
		t.Errorf("%d %v", resp.StatusCode, h)
	}
	if resp, _ := c.as(health).get(at); resp.StatusCode != 404 {
		t.Errorf("a stranger to the case: %d", resp.StatusCode)
	}
	other := c.must(lead, 0, 0, "start_draft", caseText)
	if resp, _ := c.as(lead).get(path(other, "/files/"+files[0].Hash)); resp.StatusCode != 404 {
		t.Errorf("through another case: %d", resp.StatusCode)
	}
}

// The name of a protected deputy's file is withheld; whoever saves it gets the name that officials give, and an old browser a plain one.
func TestTheFileOfAProtectedDeputyHasANeutralName(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", protectedText)
	if code, body := c.as(lead).attach(path(k, "/do/attach_text"), "file", "陈知行调研.png", picture(t), "once", "k"); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	c.must(lead, k.ID, 0, "submit", `{}`)
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	c.must(clerk, k.ID, 0, "accept", `{"number":"0001","category":5}`)
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	c.must(head, k.ID, 0, "assign", `{"at_meeting":true}`)
	hash := c.now(k.ID).Files[0].Hash
	if _, body := c.as(health).get(path(k, "")); !strings.Contains(text(body), "附件1.png") || strings.Contains(body, "陈知行") || strings.Contains(body, "attachment-") {
		t.Errorf("the page calls it otherwise: %s", text(body))
	}
	resp, _ := c.as(health).get(path(k, "/files/"+hash))
	if got := resp.Header.Get("Content-Disposition"); resp.StatusCode != 200 || got != "attachment; filename=attachment-1.png; filename*=UTF-8''%E9%99%84%E4%BB%B61.png" {
		t.Errorf("%d %s", resp.StatusCode, got)
	}
	if resp, _ := c.as(lead).get(path(k, "/files/"+hash)); !strings.Contains(resp.Header.Get("Content-Disposition"), "%E9%99%88%E7%9F%A5%E8%A1%8C") {
		t.Error("the author's own file has lost its name")
	}
}

func TestWhatIsNotWhatItSaysIsNotKept(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", caseText)
	for name, content := range map[string][]byte{"a.png": []byte("<script>"), "a.exe": picture(t), "b.png": nil} {
		code, body := c.as(lead).attach(path(k, "/do/attach_text"), "file", name, content)
		if code != 422 || !strings.Contains(body, `id="f-file-wrong"`) {
			t.Errorf("%s: %d %s", name, code, text(body))
		}
	}
	if resp, body := c.as(lead).post(path(k, "/do/attach_text"), "hash", strings.Repeat("a", 64), "name", "x.pdf"); resp.StatusCode != 422 {
		t.Errorf("a hash without a file: %d %s", resp.StatusCode, text(body))
	}
	if len(c.now(k.ID).Files) != 0 {
		t.Error("kept")
	}
}

// Three files are the most of a suggestion: the page says so in place of the form, and offers it again when one is taken out.
func TestAFourthFileIsRefused(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", caseText)
	at := path(k, "/do/attach_text")
	for i, name := range []string{"一.png", "二.png", "三.png", "四.png"} {
		code, body := c.as(lead).attach(at, "file", name, sized(t, i+1))
		if want := map[bool]int{true: 303, false: 422}[i < 3]; code != want {
			t.Fatalf("%s: %d %s", name, code, text(body))
		}
		if i == 3 && !strings.Contains(text(body), "已有三个附件") {
			t.Error(text(body))
		}
	}
	files := c.now(k.ID).Files
	if len(files) != 3 {
		t.Fatalf("%+v", files)
	}
	if resp, body := c.as(lead).get(at); resp.StatusCode != 200 || strings.Contains(body, `type="file"`) || !strings.Contains(text(body), "已有三个附件") {
		t.Errorf("the page of the act: %d %s", resp.StatusCode, text(body))
	}
	button := `value="attach_text"`
	if _, body := c.as(lead).get(path(k, "/write")); strings.Contains(body, button) || !strings.Contains(text(body), "不能添加附件：已有三个附件") {
		t.Errorf("the page for writing leads to a fourth file: %s", text(body))
	}
	if resp, _ := c.as(lead).post(path(k, "/do/remove_text_file"), "hash", files[0].Hash); resp.StatusCode != 303 {
		t.Fatal(resp.StatusCode)
	}
	if _, body := c.as(lead).get(path(k, "/write")); !strings.Contains(body, button) {
		t.Errorf("the page for writing does not lead to the free place: %s", text(body))
	}
	if code, body := c.as(lead).attach(at, "file", "又一.png", sized(t, 2)); code != 422 || !strings.Contains(body, `id="f-file-wrong"`) {
		t.Errorf("the same file again: %d %s", code, text(body))
	}
	if code, body := c.as(lead).attach(at, "file", "四.png", sized(t, 4)); code != 303 {
		t.Errorf("into the free place: %d %s", code, text(body))
	}
}

func TestAPaperEvaluationComesWithItsScan(t *testing.T) {
	c := newCity(t)
	k := c.answered("0001")
	wrong := []string{"part", strconv.Itoa(k.Assignments[0].No), "attitude", "satisfied", "result", "not_satisfied", "reasons", "没有时间表", "on", "2026-03-05"}
	resp, body := c.as(clerk).post(path(k, "/do/enter_evaluation"), wrong...)
	if resp.StatusCode != 422 || !strings.Contains(body, `id="f-scan-wrong"`) || !strings.Contains(body, `id="f-on-wrong"`) || !strings.Contains(body, "没有时间表") {
		t.Errorf("without its scan, of tomorrow: %d %s", resp.StatusCode, text(body))
	}
	form := []string{"part", strconv.Itoa(k.Assignments[0].No), "attitude", "satisfied", "result", "satisfied", "on", "2026-03-02", "scan", strings.Repeat("b", 64)}
	if code, body := c.as(clerk).attach(path(k, "/do/enter_evaluation"), "scan", "表.png", picture(t), form...); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	k = c.now(k.ID)
	scan := k.Evaluations[0].Scan
	if len(scan) != 64 || scan == strings.Repeat("b", 64) {
		t.Fatalf("scan %q", scan)
	}
	resp, body = c.as(clerk2).get(path(k, "/files/"+scan))
	if name := resp.Header.Get("Content-Disposition"); resp.StatusCode != 200 || body != string(picture(t)) || resp.Header.Get("Content-Type") != "image/png" || !strings.Contains(name, "%E4%BB%B6.png") {
		t.Errorf("the second person: %d %s", resp.StatusCode, name)
	}
	for _, do := range []string{"confirm_evaluation", "reject_evaluation"} {
		if _, body := c.as(clerk2).get(path(k, "/do/"+do+"?part="+strconv.Itoa(k.Evaluations[0].No))); !strings.Contains(body, `<img src="`+path(k, "/files/"+scan)+`"`) {
			t.Errorf("%s: the scan is not shown beside what was entered: %s", do, text(body))
		}
	}
	if resp, _ := c.as(health).get(path(k, "/files/"+scan)); resp.StatusCode != 404 {
		t.Errorf("the unit: %d", resp.StatusCode)
	}
}

// A written withdrawal is entered with its scan and compared with it by a second person; units learn of it when it has happened.
func TestAWrittenWithdrawalComesWithItsScan(t *testing.T) {
	c := newCity(t)
	k := c.answered("0001")
	form := []string{"reason", "已经解决", "on", "2026-03-02", "scan", strings.Repeat("b", 64)}
	if code, body := c.as(clerk).attach(path(k, "/do/enter_withdrawal"), "scan", "撤回.png", picture(t), form...); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	w := c.now(k.ID).Withdrawals[0]
	if len(w.Scan) != 64 || w.Scan == strings.Repeat("b", 64) {
		t.Fatalf("scan %q", w.Scan)
	}
	for who, status := range map[int64]int{clerk2: 200, head: 200, lead: 200, health: 404} {
		if resp, _ := c.as(who).get(path(k, "/files/"+w.Scan)); resp.StatusCode != status {
			t.Errorf("%d opens the scan: %d, want %d", who, resp.StatusCode, status)
		}
		resp, body := c.as(who).get(path(k, ""))
		if says := strings.Contains(text(body), "3月2日签署（待核对）"); resp.StatusCode != 200 || says != (status == 200) {
			t.Errorf("%d: %d, reads of it: %v", who, resp.StatusCode, says)
		}
	}
	if _, body := c.as(clerk2).get(path(k, "/do/confirm_withdrawal?part="+strconv.Itoa(w.No))); !strings.Contains(body, "/files/"+w.Scan) {
		t.Error("the second person has no scan to compare with")
	}
	if resp, _ := c.as(clerk).post(path(k, "/do/confirm_withdrawal"), "part", strconv.Itoa(w.No)); resp.StatusCode != 422 {
		t.Errorf("whoever entered it confirms it: %d", resp.StatusCode)
	}
	if resp, _ := c.as(clerk2).post(path(k, "/do/confirm_withdrawal"), "part", strconv.Itoa(w.No)); resp.StatusCode != 303 {
		t.Errorf("the second person confirms: %d", resp.StatusCode)
	}
	if _, body := c.as(health).get(path(k, "")); !strings.Contains(text(body), "随建议撤回终止") || !strings.Contains(text(body), "已经解决") {
		t.Error("the unit does not read that its promise has ended, and why")
	}
	if _, body := c.as(clerk).get("/commitments?state=voided"); !strings.Contains(text(body), "随建议撤回终止") {
		t.Error("the ledger does not show it")
	}
}

func TestTheFormThatWentWithTheReplyComesWithItsScan(t *testing.T) {
	c := newCity(t)
	k := c.answered("0001")
	form := []string{"part", strconv.Itoa(k.Assignments[0].No), "handed", "true", "signed", "true", "level", "satisfied", "scan", strings.Repeat("b", 64)}
	if code, body := c.as(health).attach(path(k, "/do/register_form"), "scan", "表.exe", []byte("MZ of no use"), form...); code != 422 {
		t.Errorf("a program as a scan: %d %s", code, text(body))
	}
	if code, body := c.as(health).attach(path(k, "/do/register_form"), "scan", "表.png", picture(t), form...); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	scan := c.now(k.ID).Forms[0].Scan
	if len(scan) != 64 || scan == strings.Repeat("b", 64) {
		t.Fatalf("scan %q", scan)
	}
	for _, who := range []int64{clerk, health, lead} {
		resp, body := c.as(who).get(path(k, ""))
		if resp.StatusCode != 200 || !strings.Contains(text(body), "代表已签名：满意（待核对）") {
			t.Errorf("%d does not read what was registered", who)
		}
		if resp, _ := c.as(who).get(path(k, "/files/"+scan)); resp.StatusCode != 200 {
			t.Errorf("%d opens the scan: %d", who, resp.StatusCode)
		}
	}
}
