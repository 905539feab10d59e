package web

import (
	"net/http"

	"huiyin/internal/answer"
	"huiyin/internal/dossier"
)

// dossierFile sends a file of a dossier that the reader may see. A hash alone opens nothing.
func (s *Server) dossierFile(w http.ResponseWriter, r *http.Request) error {
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	for _, f := range dossier.Files(d.Doc) {
		if f.Hash == r.PathValue("hash") {
			return answer.SendFile(w, r, d.P, s.Files, f, false)
		}
	}
	return errMissing
}
