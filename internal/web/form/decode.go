// Package form reads what a browser sends into the command of an action, and writes a command back into form values, so that a
// refused form keeps what was typed. It follows the json and form tags of the command and knows no single action.
package form

import (
	"bytes"
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// maxRows bounds the rows of a list: more are ignored, as nobody types them.
const maxRows = 500

// Resolve turns what a person typed or chose in a field of a kind (unit, deputy, case, category…) into an id; false when it names
// nothing. It is asked only for texts that are not already a number.
type Resolve func(kind, text string) (int64, bool)

// Decode fills a command from form values. What cannot be read as a number or an id is complained of beside its field; everything
// else is left to the command's own checks. Fields that the program fills in are never read. Rows left entirely empty are dropped.
func Decode(v url.Values, cmd any, resolve Resolve) error {
	d := decoder{values: v, resolve: resolve, rows: RowNumbers(v)}
	if p := reflect.ValueOf(cmd); p.Kind() == reflect.Pointer && !p.IsNil() && p.Elem().Kind() == reflect.Struct {
		d.structure(p.Elem(), "")
	}
	return d.wrong.Err()
}

type decoder struct {
	values  url.Values
	resolve Resolve
	rows    map[string][]int
	wrong   fault.Fields
}

// RowNumbers collects, for every prefix like "shares", the row numbers that the form holds, in order.
func RowNumbers(v url.Values) map[string][]int {
	out := map[string][]int{}
	for name := range v {
		parts := strings.Split(name, ".")
		for i := 1; i < len(parts); i++ {
			n, err := strconv.Atoi(parts[i])
			if err != nil || n < 0 || n >= maxRows || strconv.Itoa(n) != parts[i] {
				continue
			}
			prefix := strings.Join(parts[:i], ".")
			if !slices.Contains(out[prefix], n) {
				out[prefix] = append(out[prefix], n)
			}
		}
	}
	for _, rows := range out {
		slices.Sort(rows)
	}
	return out
}

// input is what the tags say of a field.
type input struct{ name, kind string }

func (d *decoder) structure(s reflect.Value, prefix string) {
	for i := range s.NumField() {
		f := s.Type().Field(i)
		if f.Anonymous {
			if f.Type.Kind() == reflect.Struct {
				d.structure(s.Field(i), prefix)
			}
			continue
		}
		in, ok := asked(f)
		if !ok {
			continue
		}
		in.name = prefix + in.name
		d.field(s.Field(i), in)
	}
}

// asked returns the input of a field. Only fields with a form tag are a person's, in a row as at the top.
func asked(f reflect.StructField) (input, bool) {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	kind, _, _ := strings.Cut(f.Tag.Get("form"), ",")
	return input{name, kind}, name != "" && name != "-" && kind != "" && kind != "-" && kind != "file" && kind != "files" // files come beside the values
}

func (d *decoder) field(v reflect.Value, in input) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.text(in.name))
	case reflect.Bool:
		v.SetBool(truth(d.values.Get(in.name)))
	case reflect.Int, reflect.Int64:
		v.SetInt(d.number(in, d.values.Get(in.name)))
	case reflect.Slice:
		d.list(v, in)
	}
}

// text reads one value; browsers send line ends as two characters.
func (d *decoder) text(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(d.values.Get(name), "\r\n", "\n"))
}

func truth(s string) bool { return s != "" && s != "0" && s != "no" && s != "false" }

// number reads a count or an id. Empty is zero: whether it may be empty is the command's matter.
func (d *decoder) number(in input, raw string) int64 {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return 0
	}
	if n, err := strconv.ParseInt(raw, 10, 64); err == nil && !named(in.kind) {
		return n
	}
	if d.resolve != nil {
		if id, ok := d.resolve(in.kind, raw); ok {
			return id
		}
	}
	if n, err := strconv.ParseInt(raw, 10, 64); err == nil {
		return n
	}
	d.wrong.Add(in.name, complaint(in.kind))
	return 0
}

// named kinds are asked of the resolver even when the text is a number: a case may be typed by its number.
func named(kind string) bool { return kind == "case" || kind == "cases" }

func complaint(kind string) string {
	switch kind {
	case "unit", "units", "party", "orgs":
		return "field.unknown_unit"
	case "deputy", "deputies", "signer", "author":
		return "field.unknown_deputy"
	case "members":
		return "field.unknown_person"
	case "case", "cases":
		return "field.unknown_case"
	}
	return "field.number"
}

func (d *decoder) list(v reflect.Value, in input) {
	elem := v.Type().Elem()
	out := reflect.MakeSlice(v.Type(), 0, 4)
	switch {
	case elem.Kind() == reflect.Struct:
		for _, n := range d.rows[in.name] {
			prefix := in.name + "." + strconv.Itoa(n) + "."
			if d.blank(prefix) {
				continue
			}
			row := reflect.New(elem).Elem()
			if d.structure(row, prefix); !row.IsZero() {
				out = reflect.Append(out, row)
			}
		}
	default:
		for _, raw := range d.strings(in) {
			item := reflect.New(elem).Elem()
			if elem.Kind() == reflect.String {
				item.SetString(raw)
			} else {
				item.SetInt(d.number(in, raw))
			}
			out = reflect.Append(out, item)
		}
	}
	if out.Len() > 0 {
		v.Set(out)
	}
}

// strings lists the texts of a list: repeated names, then numbered rows. Only where a place has a meaning (the answer to the
// third request) are empty ones kept.
func (d *decoder) strings(in input) []string {
	var out []string
	for _, s := range d.values[in.name] {
		out = append(out, strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")))
	}
	if len(out) > maxRows {
		out = out[:maxRows]
	}
	for _, n := range d.rows[in.name] {
		if in.kind == "answers" {
			for len(out) < n {
				out = append(out, "")
			}
		}
		out = append(out, d.text(in.name+"."+strconv.Itoa(n)))
	}
	if in.kind == "answers" {
		return out
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// blank reports whether nothing was filled in under a prefix. A choice alone (a role, a level) does not make a row.
func (d *decoder) blank(prefix string) bool {
	for name, vs := range d.values {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok || rest == "role" || rest == "level" {
			continue
		}
		if slices.ContainsFunc(vs, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			return false
		}
	}
	return true
}

// Encode writes a command as the form values that Decode would read: for showing what stands, and for drafts.
func Encode(cmd any) url.Values {
	raw, err := json.Marshal(cmd)
	if err != nil {
		return url.Values{}
	}
	return EncodeStored(raw)
}

// EncodeStored is Encode for a command as the log keeps it.
func EncodeStored(raw []byte) url.Values {
	out := url.Values{}
	var tree any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber() // ids are larger than a float holds exactly
	if dec.Decode(&tree) == nil {
		flatten(out, "", tree)
	}
	return out
}

func flatten(out url.Values, name string, node any) {
	switch n := node.(type) {
	case map[string]any:
		for k, v := range n {
			flatten(out, join(name, k), v)
		}
	case []any:
		for i, v := range n {
			if number, ok := v.(json.Number); ok {
				out.Add(name, number.String())
				continue
			}
			if text, ok := v.(string); ok {
				out.Set(join(name, strconv.Itoa(i)), text) // an empty one holds a place
				continue
			}
			flatten(out, join(name, strconv.Itoa(i)), v)
		}
	case string:
		if n != "" {
			out.Set(name, n)
		}
	case bool:
		if n {
			out.Set(name, "yes")
		}
	case json.Number:
		if n != "0" {
			out.Set(name, n.String())
		}
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "." + b
}
