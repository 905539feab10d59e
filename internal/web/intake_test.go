package web

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/answer"
	"huiyin/internal/blob"
	"huiyin/internal/identity"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// small is a year that fits the small city.
func small() sheettest.Makeup {
	return sheettest.Makeup{
		Term: 5, Session: 3, Year: 2025, N: 5, Classes: []sheettest.Count{{Class: "A", N: 3}, {Class: "B", N: 2}}, Promises: "B",
		AtMeeting: 4, Between: 1, Commended: 1, Handover: "2025-02-20", TextFactor: 1, Totals: true,
		Units: []string{"邵衡市卫生健康委员会", "邵衡市财政局", "邵衡市水利局"}, Deputies: sheettest.InventDeputies(20, []string{"第三代表团"}),
		Delegations: []string{"第三代表团"}, Committees: []string{"联工委"}, Categories: []string{"医疗卫生"},
	}
}

func bookOf(t *testing.T, m sheettest.Makeup) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheettest.Generate(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// upload sends a workbook and returns the answer's status, its body and where it leads.
func (b *browser) upload(kind string, file []byte) (int, string, string) {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("kind", kind)
	part, err := form.CreateFormFile("file", "2026.xlsx")
	if err != nil {
		b.t.Fatal(err)
	}
	_, _ = part.Write(file)
	_ = form.Close()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.base+"/import", &body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	return b.send(req)
}

func (b *browser) send(req *http.Request) (int, string, string) {
	b.t.Helper()
	r, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return r.StatusCode, string(text), r.Header.Get("Location")
}

func (b *browser) at(path string) (int, string) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	status, text, _ := b.send(req)
	return status, text
}

func (b *browser) choose(path, rows string) (int, string, string) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.base+path, strings.NewReader("rows="+rows))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(req)
}

func (c *city) stored() (n int) {
	c.t.Helper()
	err := c.desk.Store.View(c.t.Context(), func(tx *store.Tx) (err error) {
		n, err = store.Value[int](c.t.Context(), tx, `SELECT COUNT(*) FROM suggestion`)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// elected brings the session and the deputies of the small year in.
func (c *city) elected() {
	c.t.Helper()
	err := c.desk.Store.Do(c.t.Context(), func(tx *store.Tx) error {
		return tx.SaveSession(c.t.Context(), org.Session{ID: 9100, Congress: 1, Term: 5, Number: 3, Year: 2025, Opens: "2025-01-06", Closes: "2025-01-10"})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := sheettest.GeneratePeople(&b, small()); err != nil {
		c.t.Fatal(err)
	}
	im := &intake.Importer{Store: c.desk.Store}
	r, err := im.ImportPeople(c.t.Context(), nil, bytes.NewReader(b.Bytes()), int64(b.Len()),
		intake.PeopleRequest{Who: identity.Program, Congress: 1, Sheet: sheet.Deputies})
	if err != nil || r.New != 20 {
		c.t.Fatal(r, err)
	}
}

func TestAYearIsImportedThroughPages(t *testing.T) {
	c := newCity(t)
	c.elected()
	b := c.as(clerk)
	if status, page := b.at("/import"); status != http.StatusOK || !strings.Contains(page, `type="file"`) {
		t.Fatalf("%d %s", status, text(mainOf(page)))
	}
	if status, file := b.at("/import/template"); status != http.StatusOK || !strings.HasPrefix(file, "PK") {
		t.Fatal(status)
	}
	status, _, to := b.upload(sheet.Suggestions, bookOf(t, small()))
	if status != http.StatusSeeOther {
		t.Fatal(status)
	}
	status, page := b.at(to)
	if status != http.StatusOK || !strings.Contains(page, "全部导入（5行）") || strings.Contains(page, "只导入正确的行") {
		t.Fatalf("%d %s", status, text(mainOf(page)))
	}
	if said := text(page); !strings.Contains(said, "写入届次") || !strings.Contains(said, "第五届第三次会议") {
		t.Errorf("the session is not named before anything is written: %s", said)
	}
	if n := c.stored(); n != 0 {
		t.Errorf("%d stored before anybody confirmed", n)
	}
	if status, _ := c.as(clerk2).at(to); status != http.StatusNotFound {
		t.Errorf("somebody else opens the ticket: %d", status)
	}
	if status, _, back := b.choose(to, "all"); status != http.StatusSeeOther || back != to {
		t.Fatal(status, back)
	}
	if status, page := b.at(to); status != http.StatusOK || !strings.Contains(page, "均已入库") || strings.Contains(page, "<button class=\"btn btn-primary\" name=\"rows\"") {
		t.Errorf("%d %s", status, page)
	}
	b.choose(to, "all")
	if n := c.stored(); n != 5 {
		t.Errorf("%d stored, want 5", n)
	}
}

func TestWrongRowsAreShownAndLeftOut(t *testing.T) {
	c := newCity(t)
	c.elected()
	b := c.as(clerk)
	m := small()
	m.Units = append(m.Units, "不存在的局")
	_, _, to := b.upload(sheet.Suggestions, bookOf(t, m))
	status, page := b.at(to)
	if status != http.StatusOK || !strings.Contains(page, "不存在的局") || !strings.Contains(page, "只导入正确的行") || strings.Contains(page, "全部导入") {
		t.Fatalf("%d %s", status, text(mainOf(page)))
	}
	if status, page, _ := b.choose(to, "all"); status != http.StatusOK || !strings.Contains(page, "只导入正确的行") || c.stored() != 0 {
		t.Errorf("errors were taken along: %d", status)
	}
	if status, _, _ := b.choose(to, "good"); status != http.StatusSeeOther || c.stored() == 0 || c.stored() == 5 {
		t.Errorf("%d, %d stored", status, c.stored())
	}
}

func TestImportRefusals(t *testing.T) {
	c := newCity(t)
	for _, post := range []int64{lead, health, aide} {
		if status, _ := c.as(post).at("/import"); status != http.StatusForbidden {
			t.Errorf("post %d: %d", post, status)
		}
	}
	b := c.as(clerk)
	compound := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 512)...)
	locked := append(slices.Clone(compound), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...)
	for name, x := range map[string]struct {
		kind   string
		file   []byte
		status int
		beside string
		says   string
	}{
		"not a workbook":  {sheet.Suggestions, []byte("a,b,c"), 422, "file", "另存为"},
		"an old workbook": {sheet.Suggestions, compound, 422, "file", "旧版 .xls"},
		"with a password": {sheet.Suggestions, locked, 422, "file", "取消密码"},
		"nothing":         {sheet.Suggestions, nil, 422, "file", "error-summary"},
		"another's kind":  {sheet.Accounts, bookOf(t, small()), 422, "kind", "error-summary"},
		"too large":       {sheet.Suggestions, append(bookOf(t, small()), make([]byte, blob.MaxSize)...), 413, "file", "文件超过20MB"},
		"larger than a form may be": {
			sheet.Suggestions, append(bookOf(t, small()), make([]byte, answer.OneFile)...), 413, "file", "文件超过20MB",
		},
		"too large to read": {sheet.Suggestions, unpacked(t, bookOf(t, small()), 9<<20), 413, "file", "文件解压后超过"},
	} {
		status, page, to := b.upload(x.kind, x.file)
		if status == http.StatusSeeOther { // what is in it is only read there
			status, page = b.at(to)
		}
		if status != x.status || !strings.Contains(page, `href="#f-`+x.beside+`"`) || !strings.Contains(page, "error-summary") || !strings.Contains(page, x.says) {
			t.Errorf("%s: %d does not say %q beside the field: %s", name, status, x.says, text(mainOf(page)))
		}
	}
	if status, _ := b.at("/import/nothing-here"); status != http.StatusNotFound {
		t.Error(status)
	}
	if got := kindsFor(org.Security); len(got) != 1 || got[0] != sheet.Accounts {
		t.Error(got)
	}
}

// unpacked is a workbook with texts of so many bytes.
func unpacked(t *testing.T, book []byte, size int) []byte {
	t.Helper()
	read, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	const texts = "xl/sharedStrings.xml"
	for _, f := range read.File {
		if f.Name == texts {
			continue
		}
		if err := out.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	part, err := out.Create(texts)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(part, "<sst><si><t>"+strings.Repeat(" ", size)+"</t></si></sst>")
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// mainOf is the page without its frame, for reading in a failure.
func mainOf(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	return page
}
