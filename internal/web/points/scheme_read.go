package points

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/score"
	"huiyin/internal/web/form"
)

// ReadScheme reads the scheme that a form holds. Rows left empty, and those ticked to go, are dropped. What is no whole number where one belongs
// is complained of beside its field and kept as typed.
func ReadScheme(v url.Values) (s score.Scheme, typed url.Values, err error) {
	r := reader{v: v, rows: form.RowNumbers(v), typed: url.Values{}}
	r.structure(reflect.ValueOf(&s).Elem(), "", "")
	return s, r.typed, r.wrong.Err()
}

type reader struct {
	v     url.Values
	rows  map[string][]int
	typed url.Values
	wrong fault.Fields
}

// structure reads the fields under from; to is their path once empty rows are gone, by which complaints name them.
func (r *reader) structure(v reflect.Value, from, to string) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		f := v.Field(i)
		switch at, as := from+name, to+name; f.Kind() {
		case reflect.String:
			f.SetString(r.text(at))
		case reflect.Bool:
			f.SetBool(r.v.Get(at) != "")
		case reflect.Int:
			r.number(f, at, as)
		case reflect.Struct:
			r.structure(f, at+".", as+".")
		case reflect.Slice:
			r.list(f, at, as)
		}
	}
}

func (r *reader) text(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.v.Get(name), "\r\n", "\n"))
}

func (r *reader) number(f reflect.Value, at, as string) {
	raw := r.text(at)
	n, err := strconv.Atoi(raw)
	if raw != "" && err != nil {
		r.typed.Set(as, raw)
		r.wrong.Add(as, "field.number")
	}
	f.SetInt(int64(n))
}

func (r *reader) list(f reflect.Value, at, as string) {
	elem := f.Type().Elem()
	if elem.Kind() == reflect.String { // codes: typed in a line, or ticked
		for _, raw := range r.v[at] {
			for _, code := range strings.FieldsFunc(raw, func(c rune) bool { return c == ' ' || c == ',' || c == '，' || c == '、' }) {
				f.Set(reflect.Append(f, reflect.ValueOf(code).Convert(elem)))
			}
		}
		return
	}
	for _, n := range r.rows[at] {
		prefix := at + "." + strconv.Itoa(n) + "."
		if r.v.Get(prefix+"_drop") != "" || r.blank(prefix) {
			continue
		}
		row := reflect.New(elem).Elem()
		r.structure(row, prefix, as+"."+strconv.Itoa(f.Len())+".")
		f.Set(reflect.Append(f, row))
	}
}

func (r *reader) blank(prefix string) bool {
	for name, list := range r.v {
		if strings.HasPrefix(name, prefix) && slices.ContainsFunc(list, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			return false
		}
	}
	return true
}

// WriteScheme writes a scheme as the values that ReadScheme reads.
func WriteScheme(s score.Scheme) url.Values {
	out := url.Values{}
	write(out, reflect.ValueOf(s), "")
	return out
}

func write(out url.Values, v reflect.Value, prefix string) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		f, at := v.Field(i), prefix+name
		switch {
		case f.Kind() == reflect.Struct:
			write(out, f, at+".")
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.String:
			for j := range f.Len() {
				out.Add(at, f.Index(j).String())
			}
		case f.Kind() == reflect.Slice:
			for j := range f.Len() {
				write(out, f.Index(j), at+"."+strconv.Itoa(j)+".")
			}
		case f.IsZero():
		case f.Kind() == reflect.Bool:
			out.Set(at, "yes")
		case f.Kind() == reflect.Int:
			out.Set(at, strconv.FormatInt(f.Int(), 10))
		default:
			out.Set(at, f.String())
		}
	}
}
