package api_test

import (
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"huiyin/internal/api"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// A program has as many large forms under way as a person at the pages. One more is refused in the words of a problem, and nothing of any stays on disk.
func TestAProgramHasAFewLargeFormsUnderWay(t *testing.T) {
	c := open(t, storetest.SQLite(t))
	t.Setenv("TMPDIR", t.TempDir())
	x := c.Must(testkit.Deputy, 0, 0, "start_draft", testkit.Text)
	path := fmt.Sprintf("/suggestions/%d/actions/attach_text", x.ID)
	send := func(post int64) (end func() *httptest.ResponseRecorder) {
		in, out := io.Pipe()
		form := multipart.NewWriter(out)
		r := httptest.NewRequestWithContext(t.Context(), "POST", api.Prefix+path, in)
		r.Header.Set("Authorization", "Bearer "+c.tokens[post])
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Header.Set("Accept-Language", "en")
		done := make(chan *httptest.ResponseRecorder, 1)
		go func() {
			w := httptest.NewRecorder()
			c.door.ServeHTTP(w, r)
			in.Close()
			done <- w
		}()
		if file, err := form.CreateFormFile("file", "表.pdf"); err == nil { // nobody reads what was refused
			io.WriteString(file, pdf+strings.Repeat("\n", 2<<20))
		}
		return func() *httptest.ResponseRecorder {
			form.Close()
			out.Close()
			return <-done
		}
	}
	under := []func() *httptest.ResponseRecorder{send(testkit.Deputy), send(testkit.Deputy), send(testkit.Deputy)}
	got := send(testkit.Deputy)()
	var said api.Problem
	if err := json.Unmarshal(got.Body.Bytes(), &said); err != nil || got.Code != 429 || said.Key != "fault.too_many_uploads" ||
		!strings.HasPrefix(said.Detail, "3 of your forms with files") || got.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s %v", got.Code, got.Body, got.Header())
	}
	body, kind := form(t, "file", "附表.pdf", pdf+"\n")
	c.done(c.call(testkit.Deputy, "POST", path, body, "Content-Type", kind))
	if got := send(testkit.Cosigner)(); got.Code != 404 {
		t.Errorf("another person's: %d %s", got.Code, got.Body)
	}
	for i, want := range []int{200, 422, 422} { // the same file is there already
		if got := under[i](); got.Code != want {
			t.Errorf("%d: %d %s", i, got.Code, got.Body)
		}
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) != 2-i {
			t.Errorf("%d: %v waits (%v)", i, left, err)
		}
	}
	if got := send(testkit.Deputy)(); got.Code != 422 {
		t.Errorf("there is room again: %d %s", got.Code, got.Body)
	}
}
