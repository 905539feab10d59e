package answer

import (
	"errors"
	"io/fs"
	"net/http"
	"syscall"
	"testing"
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
