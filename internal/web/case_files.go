package web

import (
	"net/http"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/answer"
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
	if !ok {
		return errMissing
	}
	return answer.SendFile(w, r, c.P, s.Files, f, access.Anonymises(c.Case, c.Actor, f))
}
