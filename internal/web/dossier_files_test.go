package web

import (
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/campaign"
	"huiyin/internal/store"
)

// coverage returns the one piece of coverage of the city.
func (c *city) coverage() *campaign.Press {
	c.t.Helper()
	var p *campaign.Press
	err := c.desk.Store.View(c.t.Context(), func(tx *store.Tx) error {
		list, err := tx.DossiersOf(c.t.Context(), 1, "press", 0)
		if len(list) == 1 {
			p = list[0].(*campaign.Press)
		}
		return err
	})
	if err != nil || p == nil {
		c.t.Fatalf("no coverage: %v", err)
	}
	return p
}

// A form that is shown again with more lines has lost its files and says so first; without files the person goes on in the new line.
func TestFilesOfAFormThatGrewAreChosenAgain(t *testing.T) {
	c := newCity(t)
	form := []string{"title", "卫生院新楼启用", "units.0", "邵衡市卫生健康委员会", "_more", "units"}
	for name, row := range map[string]struct {
		file  []attachment
		again bool
	}{
		"with a file":    {[]attachment{{"版面.png", picture(t)}}, true},
		"without a file": {nil, false},
	} {
		code, body := c.as(clerk).attachAll("/year/press/begin/enter_press", "files", row.file, form...)
		if code != 200 || !strings.Contains(body, "卫生院新楼启用") || !strings.Contains(body, `name="units.1"`) {
			t.Fatalf("%s: %d\n%s", name, code, text(body))
		}
		told := strings.Contains(body, `href="#f-files"`) && strings.Contains(body, `id="f-files-wrong"`) && strings.Contains(body, "所选文件没有保存，请重新选择。")
		if goesOn := strings.Contains(body, " autofocus"); told != row.again || goesOn == row.again {
			t.Errorf("%s: told %v, goes on in the new line %v\n%s", name, told, goesOn, text(body))
		}
	}
}

func TestFilesOfADossierAreReadThroughItAlone(t *testing.T) {
	c := newCity(t)
	form := []string{"title", "卫生院新楼启用", "medium", "邵衡日报", "on", "2026-03-01", "coverage", "honour", "units.0", "邵衡市卫生健康委员会", "once", "k1"}
	begin := "/year/press/begin/enter_press"
	if code, body := c.as(clerk).attach(begin, "files", "说明.pdf", picture(t), form...); code != 422 || !strings.Contains(body, "卫生院新楼启用") || !strings.Contains(body, `class="complaint"`) {
		t.Errorf("a picture that calls itself a PDF: %d", code)
	}
	if code, _ := c.as(clerk).attach(begin, "files", "x.exe", []byte("MZ"), form...); code != 422 {
		t.Errorf("a program: %d", code)
	}
	if code, body := c.as(clerk).attachAll(begin, "files", nil, append(form, "files", "what has no name as a file")...); code != 422 || !strings.Contains(body, `id="f-files-wrong"`) {
		t.Errorf("a file without a name: %d", code)
	}
	if code, body := c.as(clerk).attach(begin, "files", "版面 照片.png", picture(t), append(form, "files.0.hash", strings.Repeat("a", 64), "files.0.name", "伪.pdf")...); code != 303 {
		t.Fatalf("%d %s", code, text(body))
	}
	p := c.coverage()
	if len(p.Files) != 1 || p.Files[0].Name != "版面 照片.png" || p.Files[0].Mime != "image/png" {
		t.Fatalf("%+v", p.Files)
	}
	at := "/dossiers/" + strconv.FormatInt(p.ID, 10)
	if _, body := c.as(clerk).get(at); !strings.Contains(body, at+"/files/"+p.Files[0].Hash) {
		t.Error("the page does not link the file")
	}
	resp, body := c.as(health).get(at + "/files/" + p.Files[0].Hash)
	if resp.StatusCode != 200 || body != string(picture(t)) || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") || resp.Header.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
		t.Errorf("a unit that it names: %d %v", resp.StatusCode, resp.Header)
	}
	if resp, _ := c.as(water).get(at + "/files/" + p.Files[0].Hash); resp.StatusCode != 404 {
		t.Errorf("a unit that it does not name: %d", resp.StatusCode)
	}
	if resp, _ := c.as(clerk).get(at + "/files/" + strings.Repeat("a", 64)); resp.StatusCode != 404 {
		t.Errorf("a hash that is not of it: %d", resp.StatusCode)
	}
}
