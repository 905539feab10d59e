package dossier

import (
	"reflect"
	"strings"
)

// Strip empties what the program itself fills into a command: fields tagged form:"-". What a client sends there is never believed.
func Strip(cmd any) {
	if v := reflect.ValueOf(cmd); v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct {
		strip(v.Elem())
	}
}

func strip(v reflect.Value) {
	for i := range v.NumField() {
		f, sf := v.Field(i), v.Type().Field(i)
		if !f.CanSet() {
			continue
		}
		kind, _, _ := strings.Cut(sf.Tag.Get("form"), ",")
		switch {
		case kind == "-":
			f.SetZero()
		case f.Kind() == reflect.Struct:
			strip(f)
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct:
			for j := range f.Len() {
				strip(f.Index(j))
			}
		}
	}
}
