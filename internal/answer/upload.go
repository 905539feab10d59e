package answer

import (
	"context"
	"errors"
	"io/fs"
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

const (
	inMemory  = 1 << 20                         // of a form with files, in bytes; the rest waits in temporary files
	mostFiles = 10                              // of one field of one form
	around    = 1 << 20                         // of a form around its files, in bytes
	OneFile   = blob.MaxSize + around           // largest body with one file, in bytes
	ManyFiles = mostFiles*blob.MaxSize + around // largest body with several files, in bytes
)

// BadForm says what is wrong with a form that could not be read; nil for nil. Where its parts could not wait on disk it is not the form that is wrong.
func BadForm(err error) error {
	if err == nil {
		return nil
	}
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		return blob.Explain(err)
	}
	if why := Unread(err); why != nil {
		return why
	}
	if errors.Is(err, multipart.ErrMessageTooLarge) { // what is typed waits in memory, where there is less room than for files
		return fault.New(fault.TooLarge, "fault.too_large")
	}
	return fault.New(fault.Invalid, "fault.unreadable")
}

// Forget removes the temporary files of a form.
func Forget(r *http.Request) {
	if r.MultipartForm != nil {
		_ = r.MultipartForm.RemoveAll() // the system clears what stays
	}
}

// FileField is a field of a command that holds files: they come as parts of a form that bear its name.
type FileField struct {
	Name     string
	Most     int
	Required bool
	at       reflect.Value
}

// FileFields lists the fields of a command that hold files: the one that is attached to a case, the scan of a paper, and those whose form tag
// says files.
func FileFields(cmd any) []FileField {
	switch c := cmd.(type) {
	case *suggestion.AttachFile:
		return []FileField{{Name: "file", Most: 1, Required: true, at: reflect.ValueOf(&c.File).Elem()}}
	case suggestion.Scanned:
		need := slices.ContainsFunc(suggestion.Inputs(cmd), func(in suggestion.Input) bool { return in.Name == "scan" && in.Required })
		return []FileField{{Name: "scan", Most: 1, Required: need, at: reflect.ValueOf(c.ScanOf()).Elem()}}
	}
	var out []FileField
	v := reflect.Indirect(reflect.ValueOf(cmd))
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if kind, need, _ := strings.Cut(sf.Tag.Get("form"), ","); kind == "files" {
			f := FileField{Most: mostFiles, Required: need == "required", at: v.Field(i)}
			f.Name, _, _ = strings.Cut(sf.Tag.Get("json"), ",")
			if n, err := strconv.Atoi(sf.Tag.Get("max")); err == nil {
				f.Most = n
			}
			out = append(out, f)
		}
	}
	return out
}

// LargestBody is the largest body that a form for these fields may have, in bytes: as many files as each takes, each as large as one may be; 0 when there
// are none.
func LargestBody(fields []FileField) int64 {
	files := int64(0)
	for _, f := range fields {
		files += int64(f.Most)
	}
	if files == 0 {
		return 0
	}
	return files*blob.MaxSize + around
}

// TakeFiles stores the files of a form and names them in the command. What the command itself says of a file is refused: whoever knows the hash of
// a file must not be able to read it through a case or a dossier of their own. What a file is its content says. That a file is missing is said with what
// else is wrong with the command, by whoever checks it.
func TakeFiles(ctx context.Context, dir *blob.Dir, form *multipart.Form, cmd any) error {
	for _, f := range FileFields(cmd) {
		if !f.at.IsZero() || f.nameless(form) {
			return fault.OnField(f.Name, "field.file_in_form")
		}
		list, err := f.store(ctx, dir, form)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			continue
		}
		switch to := f.at.Addr().Interface().(type) {
		case *[]suggestion.File:
			*to = list
		case *suggestion.File:
			*to = list[0]
		case *string:
			*to = list[0].Hash
		}
	}
	return nil
}

// nameless reports whether what was sent for a field is no file to whoever reads the form, having no name as one.
func (f FileField) nameless(form *multipart.Form) bool {
	return form != nil && len(form.File[f.Name]) == 0 && slices.ContainsFunc(form.Value[f.Name], func(s string) bool { return s != "" })
}

func (f FileField) store(ctx context.Context, dir *blob.Dir, form *multipart.Form) ([]suggestion.File, error) {
	if form == nil {
		return nil, nil
	}
	heads := form.File[f.Name]
	if len(heads) > f.Most {
		return nil, fault.OnField(f.Name, "field.too_many_files", "max", f.Most)
	}
	for _, head := range heads {
		if !Whole(head) { // before any is stored
			return nil, f.beside(blob.TooLarge(blob.MaxSize), head, len(heads))
		}
	}
	var out []suggestion.File
	for _, head := range heads {
		got, err := f.storeOne(ctx, dir, head, len(heads))
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(o suggestion.File) bool { return o.Hash == got.Hash }) {
			out = append(out, got)
		}
	}
	return out, nil
}

func (f FileField) storeOne(ctx context.Context, dir *blob.Dir, head *multipart.FileHeader, of int) (suggestion.File, error) {
	if dir == nil {
		return suggestion.File{}, fault.New(fault.Unavailable, "fault.unavailable")
	}
	file, err := head.Open()
	if err != nil {
		return suggestion.File{}, fault.New(fault.Invalid, "fault.unreadable")
	}
	defer file.Close()
	got, err := dir.Put(ctx, head.Filename, file)
	if wrong, ok := fault.As(err); ok {
		return suggestion.File{}, f.beside(wrong, head, of)
	}
	return suggestion.File{Hash: got.Hash, Name: suggestion.FileName(head.Filename), Mime: got.Type, Size: got.Size}, err
}

// beside puts what is wrong with a file beside its field; of several it says with which, and that none was taken.
func (f FileField) beside(wrong *fault.Error, head *multipart.FileHeader, of int) error {
	field := fault.Field{Name: f.Name, Key: wrong.Key, Args: wrong.Args}
	if len(wrong.Fields) > 0 {
		field.Key, field.Args = wrong.Fields[0].Key, wrong.Fields[0].Args
	}
	if of > 1 {
		field.Key, field.Args = "field.one_of_files", []any{"name", suggestion.FileName(head.Filename), "complaint", field}
	}
	switch wrong.Kind {
	case fault.Invalid, fault.TooLarge:
		return &fault.Error{Kind: wrong.Kind, Key: "fault.check_fields", Fields: []fault.Field{field}}
	}
	return wrong
}
