package web

import (
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/folder"
)

const (
	mostFiles = 10       // of one field of one form
	filesBody = 64 << 20 // largest form with files, in bytes
)

// takeFiles stores the files of a form and names them in the command, in the fields whose form tag says files. A hash that a browser sends
// is never believed, and what a file is its content says.
func (s *Server) takeFiles(r *http.Request, cmd any) error {
	v := reflect.Indirect(reflect.ValueOf(cmd))
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if kind, _, _ := strings.Cut(sf.Tag.Get("form"), ","); kind != "files" {
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		list, err := s.storedAll(r, name)
		if err != nil {
			return err
		}
		v.Field(i).Set(reflect.ValueOf(list))
	}
	return nil
}

func (s *Server) storedAll(r *http.Request, field string) ([]suggestion.File, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	heads := r.MultipartForm.File[field]
	if len(heads) > mostFiles {
		return nil, fault.OnField(field, "field.too_many", "max", mostFiles)
	}
	var out []suggestion.File
	for _, head := range heads {
		f, err := s.storedOne(r, field, head)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(o suggestion.File) bool { return o.Hash == f.Hash }) {
			out = append(out, f)
		}
	}
	return out, nil
}

func (s *Server) storedOne(r *http.Request, field string, head *multipart.FileHeader) (suggestion.File, error) {
	if s.Files == nil {
		return suggestion.File{}, fault.New(fault.Unavailable, "fault.unavailable")
	}
	file, err := head.Open()
	if err != nil {
		return suggestion.File{}, badForm(err)
	}
	defer file.Close()
	got, err := s.Files.Put(r.Context(), head.Filename, file)
	if f, ok := fault.As(err); ok {
		switch {
		case len(f.Fields) == 1:
			return suggestion.File{}, fault.OnField(field, f.Fields[0].Key, f.Fields[0].Args...)
		case f.Kind == fault.TooLarge:
			beside := fault.OnField(field, f.Key, f.Args...)
			beside.Kind = fault.TooLarge
			return suggestion.File{}, beside
		}
	}
	return suggestion.File{Hash: got.Hash, Name: suggestion.FileName(head.Filename), Mime: got.Type, Size: got.Size}, err
}

// dossierFile sends a file of a dossier that the reader may see. A hash alone opens nothing.
func (s *Server) dossierFile(w http.ResponseWriter, r *http.Request) error {
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	for _, f := range folder.Files(d.Doc) {
		if f.Hash != r.PathValue("hash") || s.Files == nil {
			continue
		}
		content, err := s.Files.Open(f.Hash)
		if err != nil {
			return err
		}
		defer content.Close()
		sendFile(w, r, f, content)
		return nil
	}
	return errMissing
}
