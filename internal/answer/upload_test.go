package answer

import (
	"bytes"
	"errors"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"huiyin/internal/blob"
)

// A form that cannot be read is its sender's fault, a disk on which its files could not wait is not.
func TestWhatIsWrongWithAForm(t *testing.T) {
	on := func(why error) error { return &fs.PathError{Op: "write", Path: "multipart-1", Err: why} }
	for _, row := range []struct {
		name string
		err  error
		code int
	}{
		{"no end", errors.New("multipart: NextPart: EOF"), http.StatusUnprocessableEntity},
		{"no room", on(syscall.ENOSPC), http.StatusServiceUnavailable},
		{"a folder that may not be written", on(syscall.EACCES), http.StatusInternalServerError},
	} {
		if _, code := Of(BadForm(row.err)); code != row.code {
			t.Errorf("%s: %d, not %d", row.name, code, row.code)
		}
	}
	if BadForm(nil) != nil {
		t.Error("a form that was read is bad")
	}
}

// A telephone's photographs are larger than what is taken as often as not. What was typed before them stays, and what has come of them is never taken for the whole.
func TestAFormWithTooMuchKeepsWhatWasTyped(t *testing.T) {
	small, large := bytes.Repeat([]byte("s"), 1<<10), bytes.Repeat([]byte("l"), blob.MaxSize+5)
	type sent struct {
		name    string
		content []byte
	}
	for _, row := range []struct {
		name  string
		files []sent
		most  int64 // the bound of the body
		whole []bool
	}{
		{"all fit", []sent{{"一.jpg", small}, {"二.jpg", small}}, 1 << 20, []bool{true, true}},
		{"one is too large", []sent{{"一.jpg", small}, {"二.jpg", large}, {"三.jpg", small}}, 64 << 20, []bool{true, false, true}},
		{"the body ends inside the second", []sent{{"一.jpg", small}, {"二.jpg", large}, {"三.jpg", small}}, 1 << 20, []bool{true, false}},
	} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		form.WriteField("text", "外墙已完工")
		for _, f := range row.files {
			part, err := form.CreateFormFile("files", f.name)
			if err != nil {
				t.Fatal(err)
			}
			part.Write(f.content)
		}
		form.WriteField("after", "一百")
		form.Close()
		rec := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/", &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		r.Body = http.MaxBytesReader(rec, r.Body, row.most)
		if err := ReadForm(r); err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		if r.PostForm.Get("text") != "外墙已完工" {
			t.Errorf("%s: what was typed is gone", row.name)
		}
		if cut := len(row.whole) < len(row.files); !cut && r.PostForm.Get("after") != "一百" {
			t.Errorf("%s: what follows the files is gone", row.name)
		}
		var whole []bool
		for _, head := range r.MultipartForm.File["files"] {
			whole = append(whole, Whole(head))
			if head.Size > blob.MaxSize+1 {
				t.Errorf("%s: %d bytes of a file wait on disk", row.name, head.Size)
			}
		}
		if !slices.Equal(whole, row.whole) {
			t.Errorf("%s: whole %v, not %v", row.name, whole, row.whole)
		}
		Forget(r)
	}
}

// Whoever asks for what was typed alone gets it, and nothing of the files waits on disk, whatever they are and wherever the body ends.
func TestTextsAreReadWithoutFiles(t *testing.T) {
	for name, most := range map[string]int64{"all fits": 64 << 20, "the body ends inside the file": 3 << 20} {
		t.Setenv("TMPDIR", t.TempDir())
		r := sentForm(t, most, bytes.Repeat([]byte("l"), 4<<20))
		if err := ReadTexts(r); err != nil || r.PostForm.Get("text") != "外墙已完工" || len(r.MultipartForm.File) != 0 {
			t.Errorf("%s: %v, %v", name, err, r.PostForm)
		}
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) != 0 {
			t.Errorf("%s: %v waits on disk (%v)", name, left, err)
		}
	}
}

// A part that is written in another way may hold what ends the form. That is no fault of the program.
func TestAFormThatEndsInsideAPart(t *testing.T) {
	body := "--b\r\nContent-Disposition: form-data; name=\"text\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
		"=0D=0A--b--\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n"
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body+strings.Repeat("x", 1<<10)))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, int64(len(body)))
	if err := ReadForm(r); err != nil || len(r.MultipartForm.File) != 0 {
		t.Errorf("%v, %v", err, r.MultipartForm)
	}
}

// A form that breaks off is not taken for the whole of what was sent.
func TestAFormThatBreaksOffIsRefused(t *testing.T) {
	const text = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n外墙已完工"
	const file = "\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\nx"
	for name, row := range map[string]struct {
		body  string
		whole bool
	}{
		"nothing came":           {"", false},
		"before the first part":  {"--b", false},
		"inside a text":          {text, false},
		"between two parts":      {text + "\r\n--b", false},
		"inside a file":          {text + file, false},
		"before the end is said": {text + file + "\r\n--b", false},
		"it has all come":        {text + file + "\r\n--b--", true},
	} {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(row.body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		if err := ReadForm(r); (err == nil) != row.whole {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// sentForm is a form with a text and a file, of which so many bytes are taken.
func sentForm(t *testing.T, most int64, content []byte) *http.Request {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("text", "外墙已完工")
	part, err := form.CreateFormFile("files", "一.jpg")
	if err != nil {
		t.Fatal(err)
	}
	part.Write(content)
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "/", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, most)
	return r
}
