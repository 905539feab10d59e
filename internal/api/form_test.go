package api_test

import (
	"fmt"
	"strings"
	"testing"

	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// What a program sends in parts is taken to the letter: nothing of it is lost without a word.
func TestAFormThatIsWrittenWrongly(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	x := c.Handled("0001")
	path := "/dossiers/press/actions/enter_press"
	command := fmt.Sprintf(`{"title":"报道","medium":"日报","on":"2026-01-20","coverage":"process","cases":[%d],"units":[13]}`, x.ID)
	part := func(how, content string) string {
		return "--b\r\nContent-Disposition: form-data; " + how + "\r\n\r\n" + content + "\r\n"
	}
	said := part(`name="command"`, command)
	const end = "--b--\r\n"
	for _, row := range []struct {
		name, body string
		status     int
		contains   string
	}{
		{"well", said + part(`name="files"; filename="a.pdf"`, pdf) + end, 201, ""},
		{"a file without the name of a field", said + part(`filename="a.pdf"`, pdf) + end, 422, "fault.unreadable"},
		{"a name that does not end", said + part(`name="files"; filename="a.pdf`, pdf) + end, 422, "fault.unreadable"},
		{"a part that is nothing", said + "--b\r\n\r\nx\r\n" + end, 422, "fault.unreadable"},
		{"a file without a name of its own", said + part(`name="files"`, pdf) + end, 422, `"field":"files"`},
		{"the command twice", said + said + end, 422, `"field":"command","key":"field.once"`},
		{"the command as a file", part(`name="command"; filename="a.json"`, command) + end, 422, `"field":"command","key":"field.unknown"`},
		{"a file of another field", said + part(`name="scan"; filename="a.pdf"`, pdf) + end, 422, `"field":"scan","key":"field.unknown"`},
		{"more text than fits", said + part(`name="note"`, strings.Repeat("x", 12<<20)) + end, 413, "fault.too_large"},
		{"more parts than anybody needs", said + strings.Repeat(part(`name="note"`, "x"), 1001) + end, 413, "fault.too_large"},
		{"without an end", said, 422, "fault.unreadable"},
		{"another boundary", strings.ReplaceAll(said+end, "--b", "--c"), 422, "fault.unreadable"},
		{"nothing", "", 422, "fault.unreadable"},
	} {
		for _, kind := range []string{"multipart/form-data; boundary=b", "Multipart/Form-Data; Boundary=b"} { // letters of a kind are large or small
			got := c.call(testkit.Clerk, "POST", path, row.body, "Content-Type", kind)
			if got.Code != row.status || !strings.Contains(got.Body.String(), row.contains) {
				t.Errorf("%s, %s: %d %s", row.name, kind, got.Code, got.Body)
			}
		}
	}
}
