package web

import (
	"strconv"
	"strings"
	"testing"
)

// A suggestion that staff enter from paper is submitted with the scan of that paper. Whoever checks the text compares the two; where its author is
// protected nobody else opens it, for a paper is signed.
func TestASuggestionFromPaperIsSubmittedWithItsScan(t *testing.T) {
	c := newCity(t)
	k := c.must(clerk, 0, 0, "start_draft", `{"deputy":`+strconv.FormatInt(lead, 10)+`,"entered_how":"paper",`+caseText[1:])
	at := path(k, "/do/submit")
	if _, body := c.as(clerk).get(at); !strings.Contains(body, `name="scan"`) {
		t.Errorf("the page asks for no scan: %s", text(body))
	}
	if _, body := c.as(lead).get(at); strings.Contains(body, `name="scan"`) {
		t.Error("the deputy in person is asked for a scan")
	}
	if resp, body := c.as(clerk).post(at); resp.StatusCode != 422 || !strings.Contains(body, `id="f-scan-wrong"`) {
		t.Errorf("without its scan: %d %s", resp.StatusCode, text(body))
	}
	if code, body := c.as(clerk).attach(at, "scan", "原件.exe", []byte("MZ of no use")); code != 422 || !strings.Contains(body, `id="f-scan-wrong"`) {
		t.Errorf("a program as a scan: %d %s", code, text(body))
	}
	if code, body := c.as(clerk).attach(at, "scan", "原件.png", picture(t)); code != 303 {
		t.Fatalf("with its scan: %d %s", code, text(body))
	}
	k = c.must(clerk, k.ID, 0, "start_review", `{}`)
	file := path(k, "/files/"+k.Scan)
	for _, do := range []string{"accept", "return", "refuse"} {
		if _, body := c.as(clerk).get(path(k, "/do/"+do)); !strings.Contains(body, `<img src="`+file+`"`) {
			t.Errorf("%s: the paper is not shown beside the text: %s", do, text(body))
		}
	}
	if _, body := c.as(lead).get(path(k, "")); !strings.Contains(body, `href="`+file+`"`) || !strings.Contains(text(body), "纸质建议扫描件") {
		t.Errorf("the author does not find the paper: %s", text(body))
	}
	c.must(clerk, k.ID, 0, "accept", `{"number":"0001","category":5}`)
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	k = c.must(head, k.ID, 0, "assign", `{"at_meeting":true}`)
	opens := func(when string, want map[int64]int) {
		t.Helper()
		for who, status := range want {
			if resp, _ := c.as(who).get(file); resp.StatusCode != status {
				t.Errorf("%s: %d opens it: %d, want %d", when, who, resp.StatusCode, status)
			}
		}
	}
	opens("named", map[int64]int{clerk2: 200, lead: 200, health: 200, finance: 404})
	c.must(lead, k.ID, 0, "protect", `{"on":true}`)
	opens("protected", map[int64]int{clerk2: 200, lead: 200, health: 404, finance: 404})
	if _, body := c.as(health).get(path(k, "")); strings.Contains(body, k.Scan) {
		t.Error("the unit reads where the signed paper is")
	}
}
