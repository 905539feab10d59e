package suggestion

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Input describes one field of a command, for forms and for the API's "needs".
type Input struct {
	Name     string // JSON name
	Kind     string // line, text, day, flag, choice, unit, units, deputies, category, case, number, lines, shares, promises, duties, splits
	Required bool
	Max      int      // characters; 0 where it does not apply
	Options  []string // codes of a choice; labels are in the catalogue under option.<name>.<code>
}

// limits of a text when its field names none, in characters.
const (
	maxLine = 200
	maxText = 20000
	maxList = 50
)

// Inputs lists what a command asks of a person. Fields that the program fills in are left out. The list is shared: it must not be changed.
func Inputs(cmd any) []Input {
	t := reflect.TypeOf(cmd)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if known, ok := inputs.Load(t); ok {
		return known.([]Input)
	}
	known, _ := inputs.LoadOrStore(t, inputsOf(t))
	return known.([]Input)
}

// asker is implemented by commands of which the case or its pack settles some fields: it says how a field is asked, and whether at all.
type asker interface {
	asks(x *X, in Input) (Input, bool)
}

// needs lists what a command asks of a person of the case as it stands.
func (x *X) needs(cmd any) []Input {
	all := Inputs(cmd)
	k, ok := cmd.(asker)
	if !ok {
		return all
	}
	var out []Input
	for _, in := range all {
		if in, ok := k.asks(x, in); ok {
			out = append(out, in)
		}
	}
	return out
}

// inputs are those of the commands asked for, by type: every page of a suggestion asks for dozens.
var inputs sync.Map

func inputsOf(t reflect.Type) []Input {
	var out []Input
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, Inputs(reflect.New(f.Type).Interface())...)
			continue
		}
		if in, ok := inputOf(f); ok {
			out = append(out, in)
		}
	}
	return out
}

func inputOf(f reflect.StructField) (Input, bool) {
	tag := f.Tag.Get("form")
	if tag == "" || tag == "-" {
		return Input{}, false
	}
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	kind, req, _ := strings.Cut(tag, ",")
	in := Input{Name: name, Kind: kind, Required: req == "required"}
	if o := f.Tag.Get("options"); o != "" {
		in.Options = strings.Split(o, ",")
	}
	switch kind {
	case "line":
		in.Max = maxLine
	case "text", "lines":
		in.Max = maxText
	}
	if m, err := strconv.Atoi(f.Tag.Get("max")); err == nil {
		in.Max = m
	}
	return in, true
}

// CheckShape checks a command by its tags and returns every complaint.
func CheckShape(cmd any) error {
	var f fault.Fields
	checkShape(cmd, &f)
	return f.Err()
}

// Complaints adds to what is wrong with the values of a command what was left out of it, so that people are told of both at once. Of a field of which
// both complain the first speaks: why a proof is asked for says more than that something is missing.
func Complaints(cmd any, err error) error {
	if f, ok := fault.As(err); !ok || len(f.Fields) == 0 {
		return err
	}
	var all, shape fault.Fields
	all.Take(err)
	checkShape(cmd, &shape)
	all.Also(shape)
	return all.Err()
}

// checkShape checks required fields, lengths, choices and days of a command by its tags.
func checkShape(cmd any, f *fault.Fields) {
	if v := reflect.ValueOf(cmd); v.IsValid() && !v.IsNil() {
		checkStruct(v.Elem(), "", f)
	}
}

func checkStruct(v reflect.Value, prefix string, f *fault.Fields) {
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if sf.Anonymous {
			checkStruct(v.Field(i), prefix, f)
			continue
		}
		in, ok := inputOf(sf)
		if !ok {
			continue
		}
		in.Name = prefix + in.Name
		checkField(v.Field(i), in, f)
	}
}

func checkField(v reflect.Value, in Input, f *fault.Fields) {
	switch v.Kind() {
	case reflect.String:
		checkString(v, in, f)
	case reflect.Slice:
		if v.Len() == 0 && in.Required {
			f.Add(in.Name, "field.required")
		}
		if v.Len() > maxList*10 {
			f.Add(in.Name, "field.too_many", "max", maxList*10)
			return
		}
		for i := range v.Len() {
			item := in
			item.Name, item.Required = in.Name+"."+strconv.Itoa(i), false
			if v.Index(i).Kind() == reflect.Struct {
				checkStruct(v.Index(i), item.Name+".", f)
				continue
			}
			checkField(v.Index(i), item, f)
		}
	case reflect.Int, reflect.Int64:
		if in.Required && v.Int() == 0 {
			f.Add(in.Name, "field.required")
		}
		if v.Int() < 0 || in.Kind == "percent" && v.Int() > 100 {
			f.Add(in.Name, "field.number")
		}
	}
}

func checkString(v reflect.Value, in Input, f *fault.Fields) {
	s := strings.TrimFunc(v.String(), blank)
	if in.Kind == "line" && !strings.ContainsFunc(s, Unreadable) { // what no text may hold is refused and not taken for white space
		s = OneLine(s)
	}
	if v.CanSet() {
		v.SetString(s)
	}
	switch {
	case s == "" && in.Required:
		f.Add(in.Name, "field.required")
	case s == "":
	case !utf8.ValidString(s) || strings.ContainsFunc(s, Unreadable):
		f.Add(in.Name, "field.characters")
	case in.Max > 0 && utf8.RuneCountInString(s) > in.Max:
		f.Add(in.Name, "field.too_long", "max", in.Max, "length", utf8.RuneCountInString(s))
	case in.Kind == "day":
		if _, err := calendar.ParseDay(s); err != nil {
			f.Add(in.Name, "field.day")
		}
	case len(in.Options) > 0 && !contains(in.Options, s):
		f.Add(in.Name, "field.choice")
	}
}

// OneLine writes a text of one line as it is kept: white space, be it a line break or a tab that came along with what was pasted, is one space. Every
// door takes its lines in so: the fields of a command, the cells of a workbook, the words that a list is asked for.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// blank reports what shows nothing: at the ends of a text it is dropped, and a text of nothing else is empty.
func blank(r rune) bool { return unicode.IsSpace(r) || Invisible(r) }

// Invisible reports a character of no width, which comes along with copied text and means nothing at its ends.
func Invisible(r rune) bool {
	return r == 0xFEFF || r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0x00AD
}

// Unreadable reports what no text may hold: control characters, code points that are no characters, what a decoder puts in place of bytes that it
// cannot read, and the marks that turn the writing direction, by which a sentence reads differently from what is stored.
func Unreadable(r rune) bool {
	switch {
	case r == '\n', r == '\t', r == '\r':
		return false
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.IsControl(r) || r == utf8.RuneError
}

func contains(list []string, s string) bool {
	for _, o := range list {
		if o == s {
			return true
		}
	}
	return false
}
