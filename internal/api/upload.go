package api

import (
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// largestFile is the largest body with a file in it: a file of 20 MB and the form around it.
const largestFile = 21 << 20

// inMemory is how much of a form with a file is kept in memory; the rest waits in a temporary file.
const inMemory = 1 << 20

// fileField names the part of a form in which a command's file comes; empty for commands without a file.
func fileField(cmd any) string {
	switch cmd.(type) {
	case *suggestion.AttachFile:
		return "file"
	case *suggestion.EnterEvaluation:
		return "scan"
	}
	return ""
}

// decodeCommand reads a command: a JSON body, or a form whose part "command" is that JSON and which carries the command's file. A
// hash that a client sends is never believed: who knows the hash of a file must not be able to read it through a case of his own.
func (c *call) decodeCommand(cmd any) error {
	field := fileField(cmd)
	if field == "" || !strings.HasPrefix(c.Header.Get("Content-Type"), "multipart/") {
		return c.decodeAlone(cmd)
	}
	if err := c.ParseMultipartForm(inMemory); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return fault.New(fault.TooLarge, "fault.too_large")
		}
		return fault.New(fault.Invalid, "fault.unreadable")
	}
	defer c.MultipartForm.RemoveAll() //nolint:errcheck // the system clears what stays
	if _, attach := cmd.(*suggestion.AttachFile); !attach && c.FormValue("command") != "" {
		if err := readJSON(strings.NewReader(c.FormValue("command")), cmd); err != nil {
			return err
		}
	}
	return c.takeFile(field, cmd)
}

// decodeAlone reads a command that comes without a file.
func (c *call) decodeAlone(cmd any) error {
	if _, attach := cmd.(*suggestion.AttachFile); attach {
		return fault.OnField("file", "field.required")
	}
	if err := c.decode(cmd); err != nil {
		return err
	}
	if k, ok := cmd.(suggestion.Scanned); ok && *k.ScanOf() != "" {
		return fault.OnField("scan", "field.file_in_form")
	}
	return nil
}

// takeFile stores the file of the form and names it in the command.
func (c *call) takeFile(field string, cmd any) error {
	file, head, err := c.FormFile(field)
	if errors.Is(err, http.ErrMissingFile) {
		return c.named(cmd, nil)
	}
	if err != nil {
		return fault.New(fault.Invalid, "fault.unreadable")
	}
	defer file.Close() //nolint:errcheck // read only
	if c.s.Files == nil {
		return fault.New(fault.Unavailable, "fault.unavailable")
	}
	got, err := c.s.Files.Put(c.Context(), head.Filename, file)
	if f, ok := fault.As(err); ok && len(f.Fields) == 1 {
		return fault.OnField(field, f.Fields[0].Key, f.Fields[0].Args...)
	}
	if err != nil {
		return err
	}
	return c.named(cmd, &suggestion.File{Hash: got.Hash, Name: suggestion.FileName(head.Filename), Mime: got.Type, Size: got.Size})
}

func (c *call) named(cmd any, f *suggestion.File) error {
	switch k := cmd.(type) {
	case *suggestion.AttachFile:
		if f == nil {
			return fault.OnField("file", "field.required")
		}
		k.File = *f
	case suggestion.Scanned:
		scan := k.ScanOf()
		*scan = ""
		if f != nil {
			*scan = f.Hash
		}
	}
	return nil
}

// formSchema describes the form that carries a command with its file.
func formSchema(field string, command *huma.Schema) *huma.MediaType {
	s := &huma.Schema{Type: "object", Properties: map[string]*huma.Schema{field: {Type: "string", ContentEncoding: "binary"}}}
	if command != nil {
		s.Properties["command"] = command
	} else {
		s.Required = []string{field}
	}
	return &huma.MediaType{Schema: s}
}

// bodies describes what the body of an operation may be.
func (op operation) bodies(registry huma.Registry) map[string]*huma.MediaType {
	cmd := reflect.New(op.body).Interface()
	field := fileField(cmd)
	if _, attach := cmd.(*suggestion.AttachFile); attach {
		return map[string]*huma.MediaType{"multipart/form-data": formSchema(field, nil)}
	}
	schema := registry.Schema(op.body, true, op.id+"Body")
	out := map[string]*huma.MediaType{"application/json": {Schema: schema}}
	if field != "" {
		out["multipart/form-data"] = formSchema(field, schema)
	}
	return out
}

// largest returns the largest body that the operation accepts, in bytes.
func (op operation) largest() int64 {
	if op.body != nil && fileField(reflect.New(op.body).Interface()) != "" {
		return largestFile
	}
	return largest
}
