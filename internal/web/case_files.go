package web

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/blob"
)

// receive reads a form with files; plain forms were read at the door.
func (s *Server) receive(r *http.Request) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return nil
	}
	return answer.ReadForm(r)
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
	answer.SendFile(w, r, f, body)
	return nil
}
