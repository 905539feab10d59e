package dossier

import (
	"reflect"
	"slices"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// Files lists every file that a document holds, wherever it stands in it.
func Files(doc any) []suggestion.File {
	var out []suggestion.File
	eachList(reflect.ValueOf(doc), func(list reflect.Value) {
		if files, ok := list.Interface().([]suggestion.File); ok {
			out = append(out, files...)
		}
	})
	return out
}

// hasFiles holds when there is a file to take out.
func hasFiles[D Doc]() flow.Guard[*X[D]] {
	return Guard("has_file", func(x *X[D]) bool { return len(Files(x.Doc)) > 0 })
}

// RemovesFile is the row by which files are taken out of a dossier (移除附件): by whoever may add them, in the states in which they may be
// added or, of what is recorded once, mended.
func RemovesFile[D Doc](do flow.Action, from []flow.State, by []flow.Relation) flow.Rule[*X[D]] {
	act := Act(func(x *X[D], c *suggestion.RemoveFile) {
		eachList(reflect.ValueOf(x.Doc), func(list reflect.Value) {
			files, _ := list.Interface().([]suggestion.File)
			list.Set(reflect.ValueOf(slices.DeleteFunc(slices.Clone(files), func(f suggestion.File) bool { return f.Hash == c.Hash })))
		})
	})
	shape := act.Check
	act.Check = func(x *X[D]) error {
		if err := shape(x); err != nil {
			return err
		}
		var f fault.Fields
		if c, ok := x.Cmd.(*suggestion.RemoveFile); ok {
			c.Take(Files(x.Doc), &f)
		}
		return f.Err()
	}
	return flow.Rule[*X[D]]{From: from, Do: do, By: by, When: []flow.Guard[*X[D]]{hasFiles[D]()}, Act: act}
}

var fileList = reflect.TypeFor[[]suggestion.File]()

// eachList calls do with every list of files in a document.
func eachList(v reflect.Value, do func(list reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachList(v.Elem(), do)
		}
	case reflect.Slice:
		if v.Type() == fileList {
			do(v)
			return
		}
		for i := range v.Len() {
			eachList(v.Index(i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachList(v.Field(i), do)
			}
		}
	}
}
