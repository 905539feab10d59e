package api

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// largest is the largest body without a file that an operation accepts, in bytes.
const largest = 1 << 20

// commandPart is the part of a form with files that holds the command as JSON.
const commandPart = "command"

const (
	jsonType = "application/json"
	formType = "multipart/form-data"
)

// command returns an empty body of the operation; nil when it takes none.
func (op operation) command() any {
	if op.body == nil {
		return nil
	}
	return reflect.New(op.body).Interface()
}

// accepts lists the kinds of bodies that the operation takes.
func (op operation) accepts() []string {
	cmd := op.command()
	switch {
	case cmd == nil:
		return nil
	case needsForm(cmd):
		return []string{formType}
	case len(answer.FileFields(cmd)) > 0:
		return []string{jsonType, formType}
	}
	return []string{jsonType}
}

// needsForm reports whether a command cannot come without a file.
func needsForm(cmd any) bool {
	return slices.ContainsFunc(answer.FileFields(cmd), func(f answer.FileField) bool { return f.Required })
}

// needsBody reports whether the operation asks for something: where it asks for nothing, no body will do.
func (op operation) needsBody() bool {
	cmd := op.command()
	return needsForm(cmd) || len(suggestion.Inputs(cmd)) > 0
}

// largest returns the largest form that the operation accepts, in bytes.
func (op operation) largest() int64 {
	if cmd := op.command(); cmd != nil {
		return max(largest, answer.LargestBody(answer.FileFields(cmd)))
	}
	return largest
}

// kindOfBody refuses a body of a kind that the operation does not take. A body that does not say what it is, is read as the first of them.
func (c *call) kindOfBody(accepts []string) error {
	kind := c.Header.Get("Content-Type")
	if kind == "" || accepts == nil {
		return nil
	}
	if media, _, err := mime.ParseMediaType(kind); err == nil && slices.Contains(accepts, media) {
		return nil
	}
	c.w.Header().Set("Accept", strings.Join(accepts, ", "))
	return answer.Refusal{Status: http.StatusUnsupportedMediaType, Key: "fault.media_type", Args: []any{"accepts", accepts}}
}

// command reads a command: a JSON body, or a form whose part "command" is that JSON and which carries the command's files.
func (c *call) command(cmd any) error {
	fields := answer.FileFields(cmd)
	if !answer.InParts(c.Request) {
		if err := c.decode(cmd); err != nil {
			return err
		}
		return answer.TakeFiles(c.Context(), c.s.Files, nil, cmd)
	}
	if err := answer.ReadForm(c.Request); err != nil {
		return err
	}
	defer answer.Forget(c.Request)
	var bad fault.Fields
	for name := range c.MultipartForm.File {
		if !slices.ContainsFunc(fields, func(f answer.FileField) bool { return f.Name == name }) {
			bad.Add(name, "field.unknown")
		}
	}
	for name, said := range c.MultipartForm.Value {
		switch {
		case name != commandPart || onlyFile(cmd):
			bad.Add(name, "field.unknown")
		case len(said) > 1:
			bad.Add(name, "field.once")
		}
	}
	if err := bad.Err(); err != nil {
		return err
	}
	if text := c.FormValue(commandPart); text != "" {
		if err := readJSON(strings.NewReader(text), cmd); err != nil {
			return err
		}
	}
	return answer.TakeFiles(c.Context(), c.s.Files, c.MultipartForm, cmd)
}

// decode reads a JSON body into v.
func (c *call) decode(v any) error { return readJSON(c.Body, v) }

// readJSON reads one JSON object of a known shape: a name that is not asked for, or that comes twice, is refused, so that nothing is silently
// lost; so is what follows the object. Where nothing is asked for no body at all will do.
func readJSON(r io.Reader, v any) error {
	body, err := io.ReadAll(r)
	if why := answer.Unread(err); why != nil {
		return why
	}
	text := strings.TrimLeft(string(body), " \t\r\n")
	switch {
	case err != nil:
		return fault.New(fault.Invalid, "fault.not_json")
	case text == "" && len(suggestion.Inputs(v)) == 0:
		return nil
	case text == "":
		return fault.New(fault.Invalid, "fault.body_missing")
	case text[0] != '{' || !utf8.ValidString(text):
		return fault.New(fault.Invalid, "fault.not_json")
	}
	d := json.NewDecoder(strings.NewReader(text))
	if err = d.Decode(v); err == nil {
		var more json.RawMessage
		switch err := d.Decode(&more); {
		case err == nil:
			return fault.New(fault.Invalid, "fault.json_twice")
		case errors.Is(err, io.EOF):
			return checkNames(text, reflect.TypeOf(v).Elem())
		}
		return fault.New(fault.Invalid, "fault.not_json")
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && fieldPath(wrong.Field) != "" {
		return fault.OnField(fieldPath(wrong.Field), "field.json_type", "type", jsonWord(wrong.Type))
	}
	return fault.New(fault.Invalid, "fault.not_json")
}

// fieldPath is the path of a field in the body: the decoder also names the Go structs that are embedded on the way, which begin with a capital.
func fieldPath(path string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(path, "."), func(s string) bool { return s == "" || s[0] >= 'A' && s[0] <= 'Z' }), ".")
}

// jsonWord names the JSON type of a Go type.
func jsonWord(t reflect.Type) fault.Word {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		return "json.string"
	case reflect.Bool:
		return "json.boolean"
	case reflect.Slice, reflect.Array:
		return "json.array"
	case reflect.Struct, reflect.Map:
		return "json.object"
	}
	return "json.number"
}
