package points

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/score"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// SchemeForm makes the form of a scheme out of its struct: a field for each, a row for each entry of a list.
type SchemeForm struct {
	P      *i18n.Printer
	Text   score.Scheme
	Values url.Values // with what was typed where it is no number
	More   string     // list that shall have one row more
	Fault  *fault.Error
	Locked bool // it is shown, and asks nothing
}

// fixed are the fields that the page does not ask: who the scheme is and where it comes from.
var fixed = []string{"id", "version", "name_en", "outcome", "default", "decisions", "source"}

// other are the lists of the other kind of scheme.
var other = map[score.Outcome][]string{
	score.ByPoints: {"grades", "indicators", "final"},
	score.ByGrade:  {"blocks", "rules", "workload", "levels"},
}

// choices are the codes of fields that choose; their words are appraisal.is.<field>.<code>.
var choices = map[string][]string{
	"direction": {"add", "deduct"}, "unit": {"per_item", "per_point", "per_document", "once"}, "evidence": {"automatic", "manual"}, "as": {"percent", "count"},
	"roles": {"sole", "lead", "separate", "co"}, "streams": {"session", "between"},
}

// picked are fields that name something of the scheme: what may be named is offered while typing.
var picked = map[string]string{"figure": "figures", "of": "figures", "plus": "figures", "minus": "figures", "block": "blocks", "grade": "grades"}

// Groups lists the parts of the form: the head, then a group for every list.
func (s SchemeForm) Groups() []templates.SchemeGroup {
	t := reflect.TypeOf(s.Text)
	head := templates.SchemeGroup{Title: s.P.T("appraisal.list.head"), Open: true}
	var lists []templates.SchemeGroup
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if slices.Contains(fixed, name) || slices.Contains(other[s.Text.Outcome], name) {
			continue
		}
		if s.rows(t.Field(i).Type) {
			lists = append(lists, s.list(t.Field(i).Type.Elem(), name, name, true))
			continue
		}
		head.Fields = append(head.Fields, s.fields(t.Field(i).Type, name, name)...)
	}
	return append([]templates.SchemeGroup{head}, lists...)
}

func (s SchemeForm) rows(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

// list is a list with a group for every row.
func (s SchemeForm) list(elem reflect.Type, at, name string, top bool) templates.SchemeGroup {
	g := templates.SchemeGroup{Title: s.P.T("appraisal.list." + name), Name: at, More: s.P.T("appraisal.more_row"), Top: top}
	if s.P.Has("appraisal.list." + name + ".hint") {
		g.Hint = s.P.T("appraisal.list." + name + ".hint")
	}
	for i := range s.count(at) {
		g.Rows = append(g.Rows, s.row(elem, at+"."+strconv.Itoa(i), i))
	}
	return g
}

func (s SchemeForm) row(elem reflect.Type, at string, i int) templates.SchemeGroup {
	row := templates.SchemeGroup{Name: at, Title: strings.TrimSpace(s.P.T("dossier.line", "n", i+1) + " " + s.Values.Get(at+".name")), Drop: at + "._drop", DropText: s.P.T("appraisal.drop_row")}
	if a := s.Values.Get(at + ".amount"); a != "" {
		row.Said = a
	}
	for j := range elem.NumField() {
		name, _, _ := strings.Cut(elem.Field(j).Tag.Get("json"), ",")
		if s.rows(elem.Field(j).Type) {
			row.Rows = append(row.Rows, s.list(elem.Field(j).Type.Elem(), at+"."+name, name, false))
			continue
		}
		row.Fields = append(row.Fields, s.fields(elem.Field(j).Type, at+"."+name, name)...)
	}
	row.Open = s.wrong(at+".") || !s.filled(at+".")
	return row
}

// fields are the inputs of one field; a filter has several.
func (s SchemeForm) fields(t reflect.Type, at, name string) []templates.PickField {
	if t.Kind() == reflect.Struct {
		var out []templates.PickField
		for i := range t.NumField() {
			sub, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			out = append(out, s.fields(t.Field(i).Type, at+"."+sub, sub)...)
		}
		return out
	}
	f := templates.PickField{Field: templates.Field{Name: at, Label: s.P.T("appraisal.field." + name), Optional: !s.Locked}}
	codes := choices[name]
	if name == "unit" && !strings.HasPrefix(at, "rules.") {
		codes = nil
	}
	switch {
	case t.Kind() == reflect.Bool:
		f.Kind, f.Options = templates.InputBoxes, []templates.Option{{Value: "yes", Text: s.P.T("case.yes")}}
	case name == "fact":
		f.Kind, f.Options = templates.InputSelect, []templates.Option{{Text: s.P.T("appraisal.no_fact")}}
		for _, code := range score.FactCodes() {
			f.Options = append(f.Options, templates.Option{Value: code, Text: s.P.T("score.fact." + code)})
		}
		f.Options = s.withTyped(f.Options, at)
	case codes != nil && t.Kind() == reflect.Slice:
		f.Kind = templates.InputBoxes
		for _, code := range codes {
			f.Options = append(f.Options, templates.Option{Value: code, Text: s.P.T("appraisal.is." + name + "." + code)})
		}
	case codes != nil:
		f.Kind, f.Options = templates.InputSelect, []templates.Option{{Text: s.P.T("case.choose")}}
		for _, code := range codes {
			f.Options = append(f.Options, templates.Option{Value: code, Text: s.P.T("appraisal.is." + name + "." + code)})
		}
		f.Options = s.withTyped(f.Options, at)
	case name == "note":
		f.Kind, f.Rows = templates.InputArea, 3
	case picked[name] != "":
		f.Picks = "pick-" + picked[name]
	}
	return []templates.PickField{f}
}

// withTyped keeps a choice that is none of those offered, so that what was sent can be seen.
func (s SchemeForm) withTyped(list []templates.Option, at string) []templates.Option {
	v := s.Values.Get(at)
	if v == "" || slices.ContainsFunc(list, func(o templates.Option) bool { return o.Value == v }) {
		return list
	}
	return append(list, templates.Option{Value: v, Text: v})
}

func (s SchemeForm) count(list string) int {
	n := form.Rows(s.Values, list)
	if s.More == list {
		n++
	}
	return n
}

func (s SchemeForm) filled(prefix string) bool {
	for name := range s.Values {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func (s SchemeForm) wrong(prefix string) bool {
	return s.Fault != nil && slices.ContainsFunc(s.Fault.Fields, func(f fault.Field) bool { return strings.HasPrefix(f.Name+".", prefix) })
}

// Picks are the lists offered while typing: figures and facts, blocks, grades.
func (s SchemeForm) Picks() []templates.SchemePicks {
	figures := templates.SchemePicks{ID: "pick-figures"}
	for _, g := range s.Text.Figures {
		figures.Options = append(figures.Options, templates.Option{Value: g.Code, Text: g.Name})
	}
	for _, code := range score.FactCodes() {
		figures.Options = append(figures.Options, templates.Option{Value: code, Text: s.P.T("score.fact." + code)})
	}
	blocks, grades := templates.SchemePicks{ID: "pick-blocks"}, templates.SchemePicks{ID: "pick-grades"}
	for _, b := range s.Text.Blocks {
		blocks.Options = append(blocks.Options, templates.Option{Value: b.Code, Text: b.Name})
	}
	for _, g := range s.Text.Grades {
		grades.Options = append(grades.Options, templates.Option{Value: g.Code, Text: g.Name})
	}
	return []templates.SchemePicks{figures, blocks, grades}
}

// Nearest moves every complaint to the field that the page shows: one about a whole row stands at the row's list.
func Nearest(f *fault.Error, groups []templates.SchemeGroup) *fault.Error {
	if f == nil {
		return nil
	}
	known := map[string]bool{}
	var walk func(g templates.SchemeGroup)
	walk = func(g templates.SchemeGroup) {
		known[g.Name] = true
		for _, d := range g.Fields {
			known[d.Name] = true
		}
		for _, r := range g.Rows {
			walk(r)
		}
	}
	for _, g := range groups {
		walk(g)
	}
	out := *f
	out.Fields = slices.Clone(f.Fields)
	for i, c := range out.Fields {
		for name := c.Name; name != ""; {
			if known[name] {
				out.Fields[i].Name = name
				break
			}
			cut := strings.LastIndexByte(name, '.')
			name = name[:max(cut, 0)]
		}
	}
	return &out
}
