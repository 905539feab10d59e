package templates

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
)

// Form is what was typed and what is wrong with it. Its zero value with a printer is an empty form.
type Form struct {
	*i18n.Printer
	Values url.Values
	Fault  *fault.Error
	Labels map[string]string // of fields, so that a list of complaints says which is meant
	Once   string            // key by which the same form sent twice acts once; empty: not needed
	Focus  string            // field in which the person goes on when the page opens; empty: none
}

// Value returns what was typed into a field.
func (f Form) Value(name string) string { return f.Values.Get(name) }

// Holds reports whether a box or choice of that name and value is ticked.
func (f Form) Holds(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// Complaint returns what is said beside a field, or nothing.
func (f Form) Complaint(name string) string {
	return strings.Join(f.complaints(name), f.T("component.between_complaints"))
}

// complaints lists the sentences about one field, none twice. An empty field is asked to be filled in, and nothing else is said of it.
func (f Form) complaints(name string) []string {
	var out []string
	if f.Fault == nil {
		return nil
	}
	for _, c := range f.Fault.Fields {
		if c.Name != name {
			continue
		}
		text := f.T(c.Key, c.Args...)
		if c.Key == "field.required" {
			return []string{text}
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// Said is one line of the list of complaints.
type Said struct{ Name, Text string }

// Says lists the complaints above the form, one line a field, each with the field's label where it is known.
func (f Form) Says() []Said {
	var out []Said
	for _, c := range f.Fault.Fields {
		if slices.ContainsFunc(out, func(s Said) bool { return s.Name == c.Name }) {
			continue
		}
		text := f.Complaint(c.Name)
		if l := f.Labels[c.Name]; l != "" {
			text = f.T("component.field_says", "label", l, "says", text)
		}
		out = append(out, Said{c.Name, text})
	}
	return out
}

// Labelled returns the form with the labels of these fields.
func (f Form) Labelled(fields []Field) Form {
	f.Labels = maps.Clone(f.Labels)
	if f.Labels == nil {
		f.Labels = map[string]string{}
	}
	for _, d := range fields {
		f.Labels[d.Name] = d.Label
	}
	return f
}

// Field is one input with its label, hint and complaint. The value comes from the form.
type Field struct {
	Name     string
	Label    string
	Hint     string
	Kind     string // one of the Input constants
	Options  []Option
	Rows     int  // of a text area
	Optional bool // said beside the label: everything else is required
	Auto     string
	Max      int          // length in characters; 0: none
	From, To calendar.Day // of a day: what can be chosen
	Accept   string       // of a file
	Several  bool         // more files than one
	Camera   bool         // a phone also offers to take a photograph at once
}

// Kinds of inputs; the empty kind is a line of text.
const (
	InputText     = ""
	InputPassword = "password"
	InputDay      = "date"
	InputNumber   = "number"
	InputArea     = "area"
	InputSelect   = "select"
	InputRadio    = "radio"
	InputBoxes    = "boxes" // any number of options
	InputFile     = "file"
)

// Option is a choice of a select, radio or boxes field.
type Option struct{ Value, Text, Hint string }

// ID is the field's id in the page; the error summary links to it.
func (f Field) ID() string { return fieldID(f.Name) }

func fieldID(name string) string {
	return "f-" + plain.Replace(name)
}

// plain makes an identifier of a field's name.
var plain = strings.NewReplacer(".", "-", "[", "-", "]", "")

// describedBy names the hint and the complaint for those who hear the page.
func (f Field) describedBy(form Form) string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID()+"-hint")
	}
	if form.Complaint(f.Name) != "" {
		ids = append(ids, f.ID()+"-wrong")
	}
	return strings.Join(ids, " ")
}

func (f Field) inputClass() string {
	switch f.Kind {
	case InputDay:
		return "form-control day"
	case InputNumber:
		return "form-control short"
	}
	return "form-control"
}

func (f Field) inputType() string {
	if f.Kind == InputText {
		return "text"
	}
	return f.Kind
}

// tick tells one box to tick, which needs no word that it may be left.
func (f Field) tick() bool { return f.Kind == InputBoxes && len(f.Options) == 1 }

func (f Field) rows() int {
	if f.Rows > 0 {
		return f.Rows
	}
	return 4
}

func choiceType(kind string) string {
	if kind == InputRadio {
		return "radio"
	}
	return "checkbox"
}

// described holds the attributes that an input has only sometimes.
func described(form Form, f Field) templ.Attributes {
	a := templ.Attributes{}
	if ids := f.describedBy(form); ids != "" {
		a["aria-describedby"] = ids
	}
	if form.Complaint(f.Name) != "" {
		a["aria-invalid"] = "true"
	}
	if f.Auto != "" {
		a["autocomplete"] = f.Auto
	}
	if f.Name != "" && f.Name == form.Focus {
		a["autofocus"] = true
	}
	if f.Max > 0 {
		a["maxlength"] = strconv.Itoa(f.Max)
	}
	if f.From != "" {
		a["min"] = string(f.From)
	}
	if f.To != "" {
		a["max"] = string(f.To)
	}
	return a
}
