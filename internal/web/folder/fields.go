package folder

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// Maker makes the fields of an act's form from its command.
type Maker struct {
	Reader
	Do     flow.Action
	Part   int
	Cmd    any
	Values url.Values
	More   string          // list that shall show another row
	Choose []store.CaseRow // suggestions that may be chosen
	// Offered is what fields of the kind offer have to choose from, by their names.
	Offered map[string][]templates.Option
	Papers  []store.DossierRow // dossiers that may be chosen, of every kind that the act names
}

const (
	fewOptions = 6 // shown as radio buttons; more of them as a list to choose from
	leastRows  = 3 // of a list of rows that is still empty
	spareRows  = 3 // added when the reader asks for more
)

// Asks tells which kinds of dossiers a command names, and whether it names suggestions.
func Asks(cmd any) (kinds []string, cases bool) { return asks(reflect.TypeOf(cmd)) }

func asks(t reflect.Type) (kinds []string, cases bool) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for _, in := range suggestion.Inputs(reflect.New(t).Interface()) {
		switch in.Kind {
		case "dossier":
			kinds = append(kinds, in.Options...)
		case "case", "cases":
			cases = true
		case "rows":
			f, _ := fieldCalled(t, in.Name)
			more, any := asks(f.Type.Elem())
			kinds, cases = append(kinds, more...), cases || any
		}
	}
	return kinds, cases
}

// Widgets lists the fields in the order of the command.
func (m Maker) Widgets() []templates.Widget { return m.structure(reflect.TypeOf(m.Cmd)) }

func (m Maker) structure(t reflect.Type) []templates.Widget {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	var out []templates.Widget
	for _, in := range suggestion.Inputs(reflect.New(t).Interface()) {
		if in.Kind == "rows" {
			f, _ := fieldCalled(t, in.Name)
			out = append(out, m.table(in, f.Type.Elem()))
			continue
		}
		out = append(out, m.widget(in))
	}
	return out
}

// fieldCalled finds the field of a JSON name, in embedded structs too.
func fieldCalled(t reflect.Type, name string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		if n, _, _ := strings.Cut(f.Tag.Get("json"), ","); n == name {
			return f, true
		}
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			if g, ok := fieldCalled(f.Type, name); ok {
				return g, true
			}
		}
	}
	return reflect.StructField{}, false
}

// widget is a field, or for several ids of one sort a list of lines.
func (m Maker) widget(in suggestion.Input) templates.Widget {
	f := m.field(in, in.Name)
	switch in.Kind {
	case "units", "deputies", "members", "cases", "orgs", "lines":
		return m.lines(in, f)
	case "unit", "deputy", "case":
		return templates.Widget{Field: f, Picks: m.picks(in.Kind)}
	}
	return templates.Widget{Field: f}
}

// field is one input; name is its full path.
func (m Maker) field(in suggestion.Input, name string) templates.Field {
	f := templates.Field{Name: name, Label: m.P.Input(string(m.Do), name), Hint: m.hint(in.Name), Optional: !in.Required, Max: in.Max}
	switch in.Kind {
	case "text":
		f.Kind, f.Rows = templates.InputArea, 4
		if in.Max > 3000 {
			f.Rows = 8
		}
	case "day":
		f.Kind = templates.InputDay
	case "flag":
		f.Kind, f.Options, f.Optional = templates.InputBoxes, []templates.Option{{Value: "yes", Text: m.P.T("case.yes")}}, false
	case "number", "percent":
		f.Kind = templates.InputNumber
	case "files":
		f.Kind, f.Accept, f.Several = templates.InputFile, casefile.Accept, true
	case "choice":
		f.Kind = templates.InputSelect
		if len(in.Options) <= fewOptions && !strings.Contains(name, ".") {
			f.Kind = templates.InputRadio
		} else {
			f.Options = []templates.Option{{Text: m.P.T("case.choose")}}
		}
		for _, code := range in.Options {
			f.Options = append(f.Options, templates.Option{Value: code, Text: m.P.Option(in.Name, code)})
		}
	case "held":
		f.Kind = templates.InputRadio
		for _, k := range dossier.Files(m.Doc) {
			f.Options = append(f.Options, templates.Option{Value: k.Hash, Text: k.Name, Hint: casefile.Size(k.Size)})
		}
	case "offer":
		f.Kind, f.Options = templates.InputSelect, append([]templates.Option{{Text: m.P.T("case.choose")}}, m.Offered[name]...)
	case "choices":
		f.Kind = templates.InputBoxes
		for _, code := range in.Options {
			f.Options = append(f.Options, templates.Option{Value: code, Text: m.P.Option(in.Name, code)})
		}
	case "dossier":
		f.Kind, f.Options = templates.InputSelect, []templates.Option{{Text: m.P.T("case.choose")}}
		for _, d := range m.Papers {
			if slices.Contains(in.Options, d.Kind) {
				f.Options = append(f.Options, templates.Option{Value: strconv.FormatInt(d.ID, 10), Text: d.Title})
			}
		}
		if len(f.Options) == 1 {
			f.Options[0].Text = m.P.T("dossier.none_to_choose")
		}
	case "attendance":
		f.Kind = templates.InputBoxes
		if d, ok := m.Doc.(dossier.Attended); ok {
			for _, p := range d.Invited() {
				f.Options = append(f.Options, templates.Option{Value: strconv.FormatInt(p, 10), Text: m.post(p)})
			}
		}
	case "parts":
		f.Kind = templates.InputBoxes
		if d, ok := m.Doc.(dossier.Ticked); ok {
			for _, p := range d.Waiting() {
				f.Options = append(f.Options, templates.Option{Value: strconv.Itoa(p.No), Text: p.Text})
			}
		}
	case "special", "leader", "gov_leader", "staff", "handler", "surveyor", "county", "lower", "reporter", "group", "category", "org":
		f.Kind, f.Options = templates.InputSelect, append([]templates.Option{{Text: m.P.T("case.choose")}}, m.options(in.Kind)...)
	}
	return f
}

func (m Maker) hint(name string) string {
	for _, key := range []string{"hint." + string(m.Do) + "." + name, "hint." + name} {
		if m.P.Has(key) {
			return m.P.T(key)
		}
	}
	return ""
}

// options are the bodies or people that a field offers.
func (m Maker) options(kind string) []templates.Option {
	var out []templates.Option
	add := func(id int64, text string) {
		out = append(out, templates.Option{Value: strconv.FormatInt(id, 10), Text: text})
	}
	switch kind {
	case "leader", "gov_leader", "staff", "handler":
		for _, p := range m.Dir.Posts {
			if p.To == "" && dossier.Fits(kind, p.Role) {
				add(p.ID, m.post(p.ID))
			}
		}
	case "category":
		for _, k := range m.Dir.Categories {
			if k.Ended == "" {
				add(k.ID, casefile.CategoryName(m.Dir.Category, k.ID))
			}
		}
	default:
		for _, last := range []bool{false, true} { // whole delegations stand behind the groups
			for _, o := range m.Dir.Orgs {
				if o.Ended == "" && dossier.FitsBody(kind, o) && last == (kind == "group" && o.Kind == org.Delegation) {
					add(o.ID, o.Name)
				}
			}
		}
	}
	return out
}

// picks are what a line offers while typing.
func (m Maker) picks(kind string) []templates.Option {
	var out []templates.Option
	switch kind {
	case "unit", "units", "orgs":
		for _, o := range m.Dir.Orgs {
			if o.Ended == "" && (kind == "orgs" || o.Handles()) {
				out = append(out, templates.Option{Text: o.Name})
			}
		}
	case "deputy", "deputies", "members":
		for _, p := range m.Dir.Posts {
			if (p.Role == org.Deputy || kind == "members" && dossier.Fits(kind, p.Role)) && p.To == "" {
				out = append(out, templates.Option{Text: m.post(p.ID)})
			}
		}
	case "case", "cases":
		for _, c := range m.Choose {
			out = append(out, templates.Option{Text: c.Number + " " + c.Title})
		}
	}
	return out
}

// lines is a list of one sort of thing, a line for each.
func (m Maker) lines(in suggestion.Input, f templates.Field) templates.Widget {
	w := templates.Widget{Title: f.Label, Hint: f.Hint, Name: in.Name, Picks: m.picks(in.Kind), More: m.P.T("dossier.more_rows"), Tight: true, Wide: in.Kind == "cases" || in.Kind == "lines"}
	for i := range m.count(in.Name) {
		row := templates.PickField{Field: templates.Field{Name: in.Name + "." + strconv.Itoa(i), Label: m.P.T("dossier.line", "n", i+1), Optional: true}}
		if len(w.Picks) > 0 {
			row.Picks = f.ID() + "-list"
		}
		w.Rows = append(w.Rows, templates.WidgetRow{Fields: []templates.PickField{row}})
	}
	return w
}

// table is a list of rows of several fields.
func (m Maker) table(in suggestion.Input, elem reflect.Type) templates.Widget {
	w := templates.Widget{Title: m.P.Input(string(m.Do), in.Name), Hint: m.hint(in.Name), Name: in.Name, More: m.P.T("dossier.more_rows")}
	for i := range m.count(in.Name) {
		row := templates.WidgetRow{Legend: m.P.T("dossier.line", "n", i+1), Inline: true}
		for _, sub := range suggestion.Inputs(reflect.New(elem).Interface()) {
			f := templates.PickField{Field: m.field(sub, in.Name+"."+strconv.Itoa(i)+"."+sub.Name)}
			if p := m.picks(sub.Kind); len(p) > 0 {
				f.Kind, f.Hint = templates.InputSelect, ""
				f.Options = append([]templates.Option{{Text: m.P.T("case.choose")}}, m.numbered(sub.Kind)...)
			}
			row.Fields = append(row.Fields, f)
		}
		w.Rows = append(w.Rows, row)
	}
	return w
}

// numbered offers what a line in a row names by its id: a row has no list to type from.
func (m Maker) numbered(kind string) []templates.Option {
	var out []templates.Option
	add := func(id int64, text string) {
		out = append(out, templates.Option{Value: strconv.FormatInt(id, 10), Text: text})
	}
	switch kind {
	case "unit", "units":
		for _, o := range m.Dir.Orgs {
			if o.Ended == "" && o.Handles() {
				add(o.ID, o.Name)
			}
		}
	case "deputy":
		for _, p := range m.Dir.Posts {
			if p.Role == org.Deputy && p.To == "" {
				add(p.ID, m.post(p.ID))
			}
		}
	case "case":
		for _, c := range m.Choose {
			out = append(out, templates.Option{Value: c.Number, Text: c.Number + " " + c.Title})
		}
	}
	return out
}

// count tells how many rows a list shows: what is filled in, at least some, more when asked for.
func (m Maker) count(list string) int {
	n := max(form.Rows(m.Values, list), len(m.Values[list]))
	n = max(n, leastRows)
	if m.More == list {
		n += spareRows
	}
	return n
}
