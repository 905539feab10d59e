package web

import (
	"net/http"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/blob"
	"huiyin/internal/web/casefile"
)

// receive reads a form with files, which the door forgets; plain forms were read there.
func (s *Server) receive(r *http.Request) error {
	if !answer.InParts(r) {
		return nil
	}
	return answer.ReadForm(r)
}

// pictured reports whether a stored file is a picture. One that is gone is none: whoever follows its link is told.
func (s *Server) pictured(hash string) bool {
	if s.Files == nil {
		return false
	}
	f, err := s.Files.Open(hash)
	if err != nil {
		return false
	}
	defer f.Close()
	kind, _, err := blob.TypeOf(f)
	return err == nil && casefile.IsPicture(kind)
}

// caseFile sends a file of a case that the reader may see. A hash alone opens nothing.
func (s *Server) caseFile(w http.ResponseWriter, r *http.Request) error {
	c, err := s.opened(r)
	if err != nil {
		return err
	}
	f, ok := c.Case.File(r.PathValue("hash"))
	if !ok {
		return errMissing
	}
	return answer.SendFile(w, r, c.P, s.Files, f, access.Anonymises(c.Case, c.Actor, f))
}
