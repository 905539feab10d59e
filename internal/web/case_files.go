package web

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// inMemory is how much of a form with files is kept in memory; the rest waits in a temporary file.
const inMemory = 1 << 20

// receive reads a form with files; plain forms were read at the door.
func (s *Server) receive(r *http.Request) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return nil
	}
	if err := r.ParseMultipartForm(inMemory); err != nil {
		return badForm(err)
	}
	return nil
}

// forget removes the temporary files of a form.
func forget(r *http.Request) {
	if r.MultipartForm != nil {
		_ = r.MultipartForm.RemoveAll() // the system clears what stays
	}
}

// takeFile stores the file of a form and names it in the command. A hash sent by the browser is never believed.
func (s *Server) takeFile(r *http.Request, cmd any) error {
	switch c := cmd.(type) {
	case *suggestion.AttachFile:
		f, err := s.stored(r, "file")
		if err == nil && f == nil {
			return fault.OnField("file", "field.required")
		}
		if f != nil {
			c.File = *f
		}
		return err
	case suggestion.Scanned:
		scan := c.ScanOf()
		*scan = ""
		f, err := s.stored(r, "scan")
		if f != nil {
			*scan = f.Hash
		}
		return err
	}
	return nil
}

// stored keeps an uploaded file; nil when none was chosen.
func (s *Server) stored(r *http.Request, field string) (*suggestion.File, error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File[field]) == 0 {
		return nil, nil
	}
	f, err := s.storedOne(r, field, r.MultipartForm.File[field][0])
	return &f, err
}

// caseFile sends a file of a case that the reader may see. A hash alone opens nothing.
func (s *Server) caseFile(w http.ResponseWriter, r *http.Request) error {
	c, err := s.opened(r)
	if err != nil {
		return err
	}
	f, ok := c.File(r.PathValue("hash"))
	if !ok || s.Files == nil {
		return errMissing
	}
	content, err := s.Files.Open(f.Hash)
	if err != nil {
		return err
	}
	defer content.Close()
	var body io.ReadSeeker = content
	if access.Anonymises(c.Case, c.Actor, f) {
		clean, err := blob.Anonymous(content, f.Mime)
		if err != nil {
			return err
		}
		f.Size, body = int64(len(clean)), bytes.NewReader(clean)
	}
	sendFile(w, r, f, body)
	return nil
}

// sendFile answers a file for saving: it is never shown as a page of the site.
func sendFile(w http.ResponseWriter, r *http.Request, f suggestion.File, body io.ReadSeeker) {
	h := w.Header()
	h.Set("Content-Type", f.Mime)
	h.Set("Content-Disposition", disposition(f.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Length", strconv.FormatInt(f.Size, 10))
	http.ServeContent(w, r, "", time.Time{}, body)
}

// disposition names a file for saving, in a form for old browsers and one in UTF-8.
func disposition(name string) string {
	plain := strings.Map(func(c rune) rune {
		if c > 0x7e || c < ' ' || c == '"' || c == '\\' {
			return '_'
		}
		return c
	}, name)
	return mime.FormatMediaType("attachment", map[string]string{"filename": plain}) + "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
