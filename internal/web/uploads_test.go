package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// sending is a form whose file is still coming.
type sending struct {
	t    *testing.T
	pipe *io.PipeWriter
	form *multipart.Writer
	done chan *httptest.ResponseRecorder
}

// sends begins to send a form with a photograph. It returns when what has come of the form was read, or the form was answered.
func (c *city) sends(post int64, path string, pairs ...string) *sending {
	c.t.Helper()
	in, out := io.Pipe()
	form := multipart.NewWriter(out)
	r := httptest.NewRequestWithContext(c.t.Context(), http.MethodPost, path, in)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "huiyin", Value: c.tokens[post]})
	x := &sending{t: c.t, pipe: out, form: form, done: make(chan *httptest.ResponseRecorder, 1)}
	go func() {
		w := httptest.NewRecorder()
		c.pages.ServeHTTP(w, r)
		in.Close()
		x.done <- w
	}()
	for i := 0; i+1 < len(pairs); i += 2 {
		form.WriteField(pairs[i], pairs[i+1])
	}
	if file, err := form.CreateFormFile("files", "外墙.png"); err == nil {
		file.Write(append(sized(c.t, 3), make([]byte, 2<<20)...))
	}
	return x
}

// ends sends the rest and returns the answer.
func (x *sending) ends() (int, string) {
	x.t.Helper()
	x.form.Close()
	x.pipe.Close()
	return x.answered()
}

// breaks sends nothing more and returns the answer.
func (x *sending) breaks() (int, string) {
	x.t.Helper()
	x.pipe.CloseWithError(errors.New("the connection is gone"))
	return x.answered()
}

func (x *sending) answered() (int, string) {
	w := <-x.done
	return w.Code, w.Body.String()
}

// One person has three large forms under way. The next is refused with what was typed, nobody else is, and whatever a form comes to makes room for another.
func TestAPersonHasAFewLargeFormsUnderWay(t *testing.T) {
	c := newCity(t)
	t.Setenv("TMPDIR", t.TempDir())
	k := c.answered("0009")
	one := part(k.Commitments[0].No)
	note := path(k, "/do/note_progress")
	send := func(post int64) *sending {
		return c.sends(post, note, "part", one, "text", "外墙已完工", "percent", "60")
	}
	waiting := func(want int) {
		t.Helper()
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) != want {
			t.Errorf("%d files wait, not %d (%v)", len(left), want, err)
		}
	}
	refused := func() {
		t.Helper()
		code, body := send(health).ends()
		if code != http.StatusTooManyRequests || !strings.Contains(body, "您已有3份带附件的内容正在上传") || !strings.Contains(body, "外墙已完工") {
			t.Errorf("one too many: %d\n%s", code, text(body))
		}
	}
	first, second, third := send(health), send(health), send(health)
	refused()
	waiting(3)
	if code, body := c.as(health).attach(note, "files", "外墙.png", sized(t, 4), "part", one, "text", "随手拍", "percent", "70"); code != http.StatusSeeOther {
		t.Errorf("a small one: %d\n%s", code, text(body))
	}
	if code, _ := send(water).ends(); code != http.StatusNotFound {
		t.Errorf("another person's: %d", code)
	}
	var after []*sending
	for _, row := range []struct {
		name string
		end  func() (int, string)
		code int
	}{
		{"carried out", first.ends, http.StatusSeeOther},
		{"broken off", second.breaks, http.StatusUnprocessableEntity},
		{"refused, the file being there already", third.ends, http.StatusUnprocessableEntity},
	} {
		if code, body := row.end(); code != row.code {
			t.Errorf("%s: %d, not %d\n%s", row.name, code, row.code, text(body))
		}
		waiting(2)
		after = append(after, send(health))
		refused()
	}
	for _, x := range after {
		x.breaks()
	}
	waiting(0)
}
