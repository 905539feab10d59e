package api

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// names holds what a body calls its fields against what the document calls them. The decoder alone would take another case for the same name,
// and of two values under one name the last.
type names struct{ d *json.Decoder }

// checkNames refuses a name that is not asked for, a name that comes twice, and a text that no text may be: not every command is checked by its
// tags to the bottom, and a database may choke on what it cannot hold. The body is JSON of the type's shape already.
func checkNames(body string, t reflect.Type) error {
	return names{json.NewDecoder(strings.NewReader(body))}.value(t, "")
}

func (n names) value(t reflect.Type, at string) error {
	tok, err := n.d.Token()
	if err != nil {
		return err
	}
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch tok {
	case json.Delim('{'):
		err = n.object(t, at)
	case json.Delim('['):
		for i := 0; err == nil && n.d.More(); i++ {
			err = n.value(elem(t), join(at, strconv.Itoa(i)))
		}
	default:
		if s, ok := tok.(string); ok && at != "password" && strings.ContainsFunc(s, suggestion.Unreadable) { // a password is what its owner made it
			return fault.OnField(at, "field.characters")
		}
		return nil
	}
	if err == nil {
		_, err = n.d.Token() // the end
	}
	return err
}

func (n names) object(t reflect.Type, at string) error {
	var seen []string
	for n.d.More() {
		tok, err := n.d.Token()
		if err != nil {
			return err
		}
		name, _ := tok.(string)
		path := join(at, name)
		if slices.Contains(seen, name) {
			return fault.OnField(path, "field.once")
		}
		seen = append(seen, name)
		of := elem(t)
		if t != nil && t.Kind() == reflect.Struct {
			f, ok := fieldCalled(t, name)
			if !ok || at == "" && programs(f) {
				return fault.OnField(path, "field.unknown")
			}
			of = f.Type
		}
		if err := n.value(of, path); err != nil {
			return err
		}
	}
	return nil
}

// fieldCalled finds the field that has a name in JSON.
func fieldCalled(t reflect.Type, name string) (reflect.StructField, bool) {
	for _, f := range reflect.VisibleFields(t) {
		if called, _, _ := strings.Cut(f.Tag.Get("json"), ","); f.IsExported() && !f.Anonymous && called == name && called != "-" {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// programs reports whether the program fills a field of a command in and nobody sends it.
func programs(f reflect.StructField) bool { return f.Tag.Get("form") == "-" }

// elem is the type of what a list or a map holds; nil when the type says nothing of it.
func elem(t reflect.Type) reflect.Type {
	if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array || t.Kind() == reflect.Map) {
		return t.Elem()
	}
	return nil
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
