package web

import (
	"archive/zip"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// wordText returns the text of a Word file, and all that else is in it.
func wordText(t *testing.T, body string) (text, rest string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatalf("not a Word file: %v", err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" || f.Name == "word/header_first.xml" {
			text += string(raw)
			continue
		}
		rest += f.Name + string(raw)
	}
	return text, rest
}

func TestPapersAsWordFiles(t *testing.T) {
	c := newCity(t)
	k := c.answered("0004")
	own := "/suggestions/" + strconv.FormatInt(k.ID, 10) + "/word/"
	p := c.must(lead, 0, 0, "start_draft", protectedText)
	c.must(lead, p.ID, 0, "submit", `{}`)
	c.must(clerk, p.ID, 0, "start_review", `{}`)
	c.must(clerk, p.ID, 0, "accept", `{"number":"0006","category":5}`)
	c.must(clerk, p.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	secret := strconv.FormatInt(p.ID, 10)
	resp, _ := c.as(clerk).post("/handover/new", "case", secret)
	list := resp.Header.Get("Location")
	c.must(head, p.ID, 0, "assign", `{}`)
	c.must(clerk, p.ID, 0, "urge", `{"text":"请抓紧办理。","unit":13}`)
	secret = "/suggestions/" + secret + "/word/"
	for _, s := range []struct {
		name        string
		post        int64
		path        string
		status      int
		says, never string
	}{
		{"the letter, by its deputy", lead, own + "reply", 200, "邵卫函〔2026〕1号", ""},
		{"with its class mark", lead, own + "reply", 200, "B类", ""},
		{"the deputy's own form", lead, own + "form", 200, "陈知行", ""},
		{"the opinion form", lead, own + "opinion", 200, "直接交联工委", ""},
		{"the form of a protected deputy, for the unit", health, secret + "form", 200, "代表", "陈知行"},
		{"the slip of a protected deputy, for anybody", clerk, secret + "slip", 200, "代表", "陈知行"},
		{"the urging letter of the unit", health, secret + "urge?part=1", 200, "请抓紧办理。", "陈知行"},
		{"which is not the deputy's", lead, secret + "urge?part=1", 404, "", ""},
		{"a letter that was never written", clerk, secret + "urge?part=2", 404, "", ""},
		{"no letter before it was sent", lead, secret + "reply", 404, "", ""},
		{"a stranger's case is not there", water, own + "reply", 404, "", ""},
		{"no such paper", lead, own + "nothing", 404, "", ""},
		{"the hand-over list, without the protected name", clerk, list + "/word", 200, "0006", "陈知行"},
		{"which is the committee's", health, list + "/word", 403, "", ""},
	} {
		resp, body := c.as(s.post).get(s.path)
		if resp.StatusCode != s.status {
			t.Errorf("%s: %d, want %d", s.name, resp.StatusCode, s.status)
			continue
		}
		if s.status != http.StatusOK {
			continue
		}
		text, rest := wordText(t, body)
		name, err := url.QueryUnescape(resp.Header.Get("Content-Disposition"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, s.says) || s.never != "" && strings.Contains(text, s.never) {
			t.Errorf("%s: does not say %q, or says %q: %s", s.name, s.says, s.never, text)
		}
		if strings.Contains(text, "[") && strings.Contains(text, ">[") {
			t.Errorf("%s: a sentence is missing", s.name)
		}
		if strings.Contains(rest, "陈知行") || strings.Contains(name, "陈知行") || !strings.Contains(name, ".docx") {
			t.Errorf("%s: a name stands in the file's properties or in its name %q", s.name, name)
		}
	}
}

func TestPageAndFileAreOnePaper(t *testing.T) {
	c := newCity(t)
	k := c.answered("0004")
	own := "/suggestions/" + strconv.FormatInt(k.ID, 10)
	for _, paper := range []string{"form", "slip", "reply", "opinion"} {
		_, page := c.as(lead).get(own + "/print/" + paper)
		_, file := c.as(lead).get(own + "/word/" + paper)
		_, again := c.as(lead).get(own + "/word/" + paper)
		if file != again {
			t.Errorf("%s: two files of one paper differ", paper)
		}
		text, _ := wordText(t, file)
		for _, piece := range strings.Split(text, "<w:t xml:space=\"preserve\">")[1:] {
			words, _, _ := strings.Cut(piece, "</w:t>")
			if words = strings.TrimSpace(strings.ReplaceAll(words, "\t", "")); words != "" && !strings.Contains(strings.ReplaceAll(page, "&#34;", "&quot;"), words) {
				t.Errorf("%s: the page does not say %q", paper, words)
			}
		}
	}
}

func TestALetterIsWrittenAsUnitsWriteIt(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", strings.Replace(protectedText, `["一"]`, `["压缩审批时限。一年内压缩一半；公开清单。"]`, 1))
	c.must(lead, k.ID, 0, "submit", `{}`)
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	c.must(clerk, k.ID, 0, "accept", `{"number":"0006","category":5}`)
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	k = c.must(head, k.ID, 0, "assign", `{}`)
	a := k.Assignments[0].No
	c.must(health, k.ID, a, "sign_for", `{}`)
	k = c.must(health, k.ID, a, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某科长","rank":"section","text":"听取意见"}`)
	c.must(lead, k.ID, k.Contacts[0].No, "confirm_contact", `{}`)
	k = c.must(health, k.ID, a, "draft_reply", `{"answers":["已压缩。"],"class":"B","contact":"某科","phone":"0730","publish":"full","promises":[{"words":"公开清单","result":"清单上网","due":"2026-10-30"}]}`)
	r := k.Replies[0].No
	c.must(health, k.ID, r, "send_for_review", `{}`)
	c.must(healthHead, k.ID, r, "approve_reply", `{}`)
	c.must(healthHead, k.ID, r, "issue", `{"number":"邵卫函〔2026〕2号"}`)
	path := "/suggestions/" + strconv.FormatInt(k.ID, 10) + "/word/reply"
	for _, post := range []int64{lead, clerk, health} {
		_, body := c.as(post).get(path)
		text, _ := wordText(t, body)
		for _, says := range []string{">代表：<", "邵衡市人大第五届第四次会议", "第0006号建议的答复", ">一、压缩审批时限<", "10月30日前完成）。<"} {
			if !strings.Contains(text, says) {
				t.Errorf("post %d: the letter does not say %q: %s", post, says, text)
			}
		}
		for _, never := range []string{"陈知行", "代表代表", "公开清单。"} {
			if strings.Contains(text, never) {
				t.Errorf("post %d: the letter says %q: %s", post, never, text)
			}
		}
	}
}

// Each author of a merged suggestion has an own letter: under its own number and title, with the words of the main case's reply.
func TestTheOwnLetterOfAMergedSuggestion(t *testing.T) {
	c := newCity(t)
	k := c.must(lead, 0, 0, "start_draft", `{"title":"关于村卫生室用房的建议","situation":"用房不足。","requests":["解决用房"],"origin":"visit","publish":"full"}`)
	c.must(lead, k.ID, 0, "submit", `{}`)
	c.must(clerk, k.ID, 0, "start_review", `{}`)
	c.must(clerk, k.ID, 0, "accept", `{"number":"0007","category":5}`)
	main := c.ready("0004")
	c.must(clerk, k.ID, 0, "merge", `{"into":`+strconv.FormatInt(main.ID, 10)+`}`)
	own := "/suggestions/" + strconv.FormatInt(k.ID, 10)
	for _, name := range []string{"reply", "opinion"} {
		if resp, _ := c.as(lead).get(own + "/word/" + name); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s before the reply: %d", name, resp.StatusCode)
		}
	}
	main = c.must(health, main.ID, main.Assignments[0].No, "draft_reply", `{"answers":["已安排","已充实","年内更新"],"class":"B","contact":"某科","phone":"0730","publish":"full","promises":[{"words":"年内更新设备","result":"设备到位","due":"2026-10-30"}]}`)
	r := main.Replies[0].No
	c.must(health, main.ID, r, "send_for_review", `{}`)
	c.must(healthHead, main.ID, r, "approve_reply", `{}`)
	c.must(healthHead, main.ID, r, "issue", `{"number":"邵卫函〔2026〕1号"}`)
	for name, says := range map[string][]string{
		"reply":   {"第0007号建议的答复", "陈知行", ">一、安排专项资金<", "已充实", "10月30日前完成"},
		"opinion": {"0007", "关于村卫生室用房的建议", "邵卫函〔2026〕1号"},
	} {
		resp, body := c.as(lead).get(own + "/word/" + name)
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", name, resp.StatusCode)
			continue
		}
		text, _ := wordText(t, body)
		for _, s := range says {
			if !strings.Contains(text, s) {
				t.Errorf("%s does not say %q: %s", name, s, text)
			}
		}
		for _, never := range []string{"0004", "解决用房<"} {
			if name == "reply" && strings.Contains(text, never) {
				t.Errorf("%s says %q", name, never)
			}
		}
	}
	if _, body := c.as(lead).get(own); !strings.Contains(body, own+"/print/reply?part=") {
		t.Error("the page of the merged suggestion does not name its letter")
	}
}
