package answer

import (
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
)

// InParts reports whether a body comes in parts: the form for files. Whatever else comes is read into memory, and may be no larger than what holds none.
func InParts(r *http.Request) bool {
	const parts = "multipart/"
	kind := r.Header.Get("Content-Type")
	return len(kind) >= len(parts) && strings.EqualFold(kind[:len(parts)], parts)
}

// Bound lets no more of a body be read than this many bytes, and where it comes in parts as many as those may have, if that is more.
func Bound(w http.ResponseWriter, r *http.Request, plain, parts int64) {
	if InParts(r) {
		plain = max(plain, parts)
	}
	r.Body = http.MaxBytesReader(w, r.Body, plain)
}

// ReadForm reads the parts of a form; Forget removes what waits of them on disk. A file takes no more of the disk than tells that it is too large, and where
// the body is cut off inside a file the form is whole but for that: what was typed before it is not lost, and TakeFiles refuses the file beside its field.
func ReadForm(r *http.Request) error { return readForm(r, true) }

// ReadTexts reads what was typed into a form. Its files are passed over, and nothing waits on disk.
func ReadTexts(r *http.Request) error { return readForm(r, false) }

func readForm(r *http.Request, files bool) error {
	_, said, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || said["boundary"] == "" {
		return fault.New(fault.Invalid, "fault.unreadable")
	}
	whole, done := r.Body, make(chan struct{})
	in, out := io.Pipe()
	parts := partCopy{in: multipart.NewReader(whole, said["boundary"]), out: multipart.NewWriter(out), files: files}
	go func() {
		defer close(done)
		out.CloseWithError(parts.copy(said["boundary"]))
	}()
	r.Body = in
	err = r.ParseMultipartForm(inMemory)
	in.Close()
	<-done // nothing reads the body any more
	r.Body = whole
	if err == nil {
		if cut := r.MultipartForm.File[parts.cut]; len(cut) > 0 {
			cut[len(cut)-1].Header.Set(cutHeader, "yes")
		}
	}
	return BadForm(err)
}

// cutHeader marks a file of a form that has not come whole. A sender that sets it has its own file refused.
const cutHeader = "Huiyin-Cut"

// Whole reports whether all of a file has come.
func Whole(head *multipart.FileHeader) bool {
	return head.Header.Get(cutHeader) == "" && head.Size <= blob.MaxSize
}

var errNameless = errors.New("a part of the form has no name")

// partCopy copies the parts of a form.
type partCopy struct {
	in    *multipart.Reader
	out   *multipart.Writer
	files bool   // are copied too
	cut   string // field of the file inside which the body was cut off
}

func (c *partCopy) copy(boundary string) error {
	if err := c.out.SetBoundary(boundary); err != nil {
		return err
	}
	for {
		part, err := c.in.NextPart()
		if err == io.EOF { // alone: wrapped in words it is a body that ends before its last boundary
			return c.out.Close()
		}
		if err != nil {
			return err
		}
		if err := c.part(part); err != nil {
			return err
		}
		if c.cut != "" {
			return c.out.Close()
		}
	}
}

func (c *partCopy) part(part *multipart.Part) error {
	if part.FormName() == "" { // nobody would look for it
		return errNameless
	}
	file, to := part.FileName() != "", io.Discard
	if c.files || !file {
		var err error
		if to, err = c.out.CreatePart(part.Header); err != nil {
			return err
		}
	}
	if !file {
		_, err := io.Copy(to, part)
		return err
	}
	_, err := io.CopyN(to, part, blob.MaxSize+1)
	if err == nil {
		_, err = io.Copy(io.Discard, part)
	}
	var most *http.MaxBytesError
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &most):
		c.cut = part.FormName()
		return nil
	}
	return err
}

// FilesAgain says of a field that its files have to be chosen once more.
const FilesAgain = "field.choose_files_again"

// ChooseAgain adds to what is wrong with a form, if anything is, that its files have to be chosen once more: a browser forgets them, and none was kept.
func ChooseAgain(r *http.Request, wrong *fault.Error) *fault.Error {
	if r.MultipartForm == nil || len(r.MultipartForm.File) == 0 {
		return wrong
	}
	more := fault.Error{Kind: fault.Invalid, Key: "fault.check_fields"}
	if wrong != nil {
		more = *wrong
		more.Fields = slices.Clone(wrong.Fields)
	}
	for _, name := range slices.Sorted(maps.Keys(r.MultipartForm.File)) {
		if !slices.ContainsFunc(more.Fields, func(f fault.Field) bool { return f.Name == name }) {
			more.Fields = append(more.Fields, fault.Field{Name: name, Key: FilesAgain})
		}
	}
	return &more
}
