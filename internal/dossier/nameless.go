package dossier

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"huiyin/internal/suggestion"
)

// Unnamed stands in a document where a deputy is named whom the reader may not know (代表).
const Unnamed int64 = -1

// naming are the ways to show a field that names somebody by the post.
var naming = []string{"post", "posts", "deputy", "deputies"}

// Nameless returns a copy of a document, and its log, in which the posts that are hidden stand as Unnamed. The document itself stays as it is.
func Nameless(k Kind, d Doc, log []suggestion.Event, hidden func(post int64) bool) (Doc, []suggestion.Event, error) {
	raw, err := json.Marshal(d)
	if err != nil {
		return nil, nil, fmt.Errorf("copy of a %s: %w", k.Name(), err)
	}
	out, err := k.Read(raw)
	if err != nil {
		return nil, nil, err
	}
	unname(reflect.ValueOf(out).Elem(), hidden)
	if h := out.Top(); hidden(h.BegunBy) {
		h.BegunBy = Unnamed
	}
	log = slices.Clone(log)
	for i, e := range log {
		if hidden(e.Post) {
			log[i].Post, log[i].Person, log[i].Org = Unnamed, 0, 0
		}
	}
	return out, log, nil
}

func unname(v reflect.Value, hidden func(post int64) bool) {
	for i := range v.NumField() {
		f, sf := v.Field(i), v.Type().Field(i)
		named := slices.Contains(naming, sf.Tag.Get("show"))
		switch {
		case !f.CanSet():
		case f.Kind() == reflect.Struct:
			unname(f, hidden)
		case f.Kind() == reflect.Int64:
			hide(f, named, hidden)
		case f.Kind() == reflect.Slice:
			for j := range f.Len() {
				switch e := reflect.Indirect(f.Index(j)); e.Kind() {
				case reflect.Struct:
					unname(e, hidden)
				case reflect.Int64:
					hide(e, named, hidden)
				}
			}
		case f.Kind() == reflect.Pointer && !f.IsNil() && f.Elem().Kind() == reflect.Struct:
			unname(f.Elem(), hidden)
		}
	}
}

func hide(f reflect.Value, named bool, hidden func(post int64) bool) {
	if named && hidden(f.Int()) {
		f.SetInt(Unnamed)
	}
}
