package folder

import (
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// viewer turns a document into facts and tables. What stands under a field is said by its tag show: unit, units, org, post, person, case,
// cases, dossier, special, category, option:NAME (a choice), day_or:NAME (a text that is a day or else a choice), name_or:NAME (one that is a name or else a choice), percent, permille, year, text (a paragraph of its own), - (hidden). Without a tag the Go type decides.
type viewer struct {
	r    Reader
	kind string
}

const permille = 1000

type cellOf struct {
	label string
	text  string
	href  string
}

// document returns the plain facts of a document, then a section for every list of structs in it.
func (v viewer) document() (facts []templates.Fact, sections []templates.DossierSection) {
	for sf, f := range fields(reflect.ValueOf(v.r.Doc).Elem()) {
		if sf.Tag.Get("show") == "-" || f.IsZero() {
			continue
		}
		if files, ok := f.Interface().([]suggestion.File); ok {
			sections = append(sections, v.files(sf, files))
			continue
		}
		if list, ok := v.rows(f); ok {
			if len(list) > 0 { // a view may have left out every row
				sections = append(sections, v.section(sf, list))
			}
			continue
		}
		if c, ok := v.cell(sf, f); ok && sf.Name != "Title" {
			fact := templates.Fact{Term: c.label, Value: c.text}
			if c.href != "" {
				fact.Part = templates.LinkPart(templates.Link{Href: c.href, Text: c.text})
			}
			facts = append(facts, fact)
		}
	}
	return facts, sections
}

// fields walks over the fields of a document, those of embedded structs among them; the head is not shown.
func fields(d reflect.Value) iter.Seq2[reflect.StructField, reflect.Value] {
	return func(yield func(reflect.StructField, reflect.Value) bool) {
		for i := range d.NumField() {
			sf, f := d.Type().Field(i), d.Field(i)
			if sf.Type == reflect.TypeOf(dossier.Head{}) {
				continue
			}
			if !sf.Anonymous {
				if !yield(sf, f) {
					return
				}
				continue
			}
			for inner, g := range fields(f) {
				if !yield(inner, g) {
					return
				}
			}
		}
	}
}

// rows returns the structs of a list of structs.
func (v viewer) rows(f reflect.Value) ([]reflect.Value, bool) {
	if f.Kind() != reflect.Slice {
		return nil, false
	}
	e := f.Type().Elem()
	if e.Kind() == reflect.Pointer {
		e = e.Elem()
	}
	if e.Kind() != reflect.Struct {
		return nil, false
	}
	var out []reflect.Value
	for i := range f.Len() {
		out = append(out, reflect.Indirect(f.Index(i)))
	}
	return out, true
}

// section is the table of a list: a column for every field that any row fills, the state of parts and what can be done with each.
func (v viewer) section(sf reflect.StructField, list []reflect.Value) templates.DossierSection {
	s := templates.DossierSection{Title: v.label(sf)}
	s.Table.Caption = s.Title
	elem := list[0].Type()
	var fields []reflect.StructField
	part := -1
	for i := range elem.NumField() {
		ef := elem.Field(i)
		if ef.Type == reflect.TypeOf(dossier.Part{}) {
			part = i
			continue
		}
		if ef.Tag.Get("show") == "-" || ef.Tag.Get("json") == "" {
			continue
		}
		for _, row := range list {
			if !row.Field(i).IsZero() {
				fields = append(fields, ef)
				s.Table.Columns = append(s.Table.Columns, templates.Column{Text: v.column(sf, ef), Kind: columnKind(ef)})
				break
			}
		}
	}
	machine := ""
	if part >= 0 {
		machine = v.machineOf(list[0].Field(part).Addr())
		s.Table.Columns = append(s.Table.Columns, templates.Column{Text: v.r.P.T("dossier.state")})
	}
	acts := false
	for _, row := range list {
		r := templates.Row{}
		for _, ef := range fields {
			f := row.FieldByIndex(ef.Index)
			if files, ok := f.Interface().([]suggestion.File); ok {
				r.Cells = append(r.Cells, templates.Cell{Part: templates.LinkList(v.fileLinks(files))})
				continue
			}
			c, _ := v.cell(ef, f)
			if with := ef.Tag.Get("with"); f.IsZero() && columnKind(ef) == templates.ColNum && (with == "" || !row.FieldByName(with).IsZero()) {
				show, option, _ := strings.Cut(ef.Tag.Get("show"), ":")
				c.text = v.one(show, option, f) // in a table a blank would not say that it is none
			}
			r.Cells = append(r.Cells, templates.Cell{Text: c.text, Href: c.href})
		}
		if part >= 0 {
			if p, ok := row.Field(part).Interface().(dossier.Part); ok {
				r.Cells = append(r.Cells, templates.Cell{Text: v.r.state(machine, p.State)})
				links := v.acts(p.No)
				acts = acts || len(links) > 0
				r.Cells = append(r.Cells, templates.Cell{Part: templates.LinkList(links)})
			}
		}
		s.Table.Rows = append(s.Table.Rows, r)
	}
	if part >= 0 {
		if acts {
			s.Table.Columns = append(s.Table.Columns, templates.Column{Text: v.r.P.T("dossier.acts"), Kind: templates.ColActs})
		} else {
			for i := range s.Table.Rows {
				s.Table.Rows[i].Cells = s.Table.Rows[i].Cells[:len(s.Table.Columns)]
			}
		}
	}
	return s
}

// machineOf finds the machine of a part by asking the document.
func (v viewer) machineOf(at reflect.Value) string {
	d, ok := v.r.Doc.(dossier.Parted)
	if !ok {
		return v.kind
	}
	want := at.Interface()
	for machine, p := range d.Parts {
		if any(p) == want {
			return machine
		}
	}
	return v.kind
}

// acts are the links by which the reader acts on a part.
func (v viewer) acts(part int) []templates.Link {
	var out []templates.Link
	for _, o := range v.r.Offers {
		if o.Part == part && o.Reason == "" {
			out = append(out, templates.Link{Href: ActHref(v.kind, v.r.Doc.Top().ID, o.Do, part), Text: v.r.OfferText(o)})
		}
	}
	return out
}

func columnKind(sf reflect.StructField) string {
	switch {
	case sf.Type == reflect.TypeOf(calendar.Day("")):
		return templates.ColDate
	case slices.Contains([]string{"", "percent", "permille"}, sf.Tag.Get("show")) && (sf.Type.Kind() == reflect.Int || sf.Type.Kind() == reflect.Int64):
		return templates.ColNum
	case slices.Contains([]string{"text", "case", "cases"}, sf.Tag.Get("show")): // a suggestion is called by its title
		return templates.ColProse
	}
	return templates.ColText
}

// column names a column of a list: the list's own word for it where it has one, since who and when mean something else in each.
func (v viewer) column(list, sf reflect.StructField) string {
	of, _, _ := strings.Cut(list.Tag.Get("json"), ",")
	name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
	if key := "fact." + v.kind + "." + of + "." + name; v.r.P.Has(key) {
		return v.r.P.T(key)
	}
	return v.label(sf)
}

// label names a field: the kind's own word for it, then the general one, then the label that forms use.
func (v viewer) label(sf reflect.StructField) string {
	name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
	for _, key := range []string{"fact." + v.kind + "." + name, "fact." + name, "input." + name} {
		if v.r.P.Has(key) {
			return v.r.P.T(key)
		}
	}
	return v.r.P.T("fact." + v.kind + "." + name)
}

// cell writes one value.
func (v viewer) cell(sf reflect.StructField, f reflect.Value) (cellOf, bool) {
	c := cellOf{label: v.label(sf)}
	if f.IsZero() {
		return c, true
	}
	p := v.r.P
	show, option, _ := strings.Cut(sf.Tag.Get("show"), ":")
	switch {
	case show == "case":
		c.text, c.href = v.caseName(f.Int())
		return c, true
	case show == "dossier":
		c.text, c.href = v.dossierName(f.Int())
		return c, c.text != ""
	case f.Kind() == reflect.Slice:
		var words []string
		for i := range f.Len() {
			words = append(words, v.one(show, option, f.Index(i)))
		}
		sep := p.T("list.separator")
		if show == "" || show == "text" || show == "lines" {
			sep = "\n"
		}
		if show == "cases" {
			return c, false // a table of the page
		}
		c.text = strings.Join(words, sep)
		return c, true
	}
	c.text = v.one(show, option, f)
	return c, true
}

// one writes a single value by its tag.
func (v viewer) one(show, option string, f reflect.Value) string {
	p := v.r.P
	if d, ok := f.Interface().(calendar.Day); ok {
		return p.Day(d)
	}
	switch show {
	case "unit", "units", "org", "orgs", "special":
		return v.r.Dir.OrgName(f.Int())
	case "post", "posts", "deputy", "deputies":
		return v.r.post(f.Int())
	case "person":
		return v.r.Dir.PersonName(f.Int())
	case "category":
		return casefile.CategoryName(v.r.Dir.Category, f.Int())
	case "option":
		return p.T("option." + option + "." + f.String())
	case "day_or":
		if d := calendar.Day(f.String()); d.Valid() {
			return p.Day(d)
		}
		return p.T("option." + option + "." + strings.ToLower(f.String()))
	case "name_or":
		return p.NameOr(option, f.String())
	case "percent":
		return strconv.FormatInt(f.Int(), 10) + "%"
	case "permille":
		return p.Percent(f.Int(), permille)
	case "year":
		return strconv.FormatInt(f.Int(), 10)
	}
	switch f.Kind() {
	case reflect.Bool:
		return p.T("case.yes")
	case reflect.Int, reflect.Int64:
		return p.Number(f.Int())
	}
	return f.String()
}

func (v viewer) dossierName(id int64) (text, href string) {
	for _, d := range v.r.Around {
		if d.ID == id {
			return d.Title, Href(id)
		}
	}
	return "", ""
}

func (v viewer) caseName(id int64) (text, href string) {
	for _, c := range v.r.Cases {
		if c.ID == id {
			return strings.TrimSpace(c.Number + " " + c.Title), casefile.Href(id)
		}
	}
	return "", ""
}

// Which says in a few words which thing of a dossier waits: of a part its title or text, of a whole dossier the choice that its field
// tagged tells:"apart" holds. Empty where nothing does.
func Which(p *i18n.Printer, d dossier.Doc, part int) string {
	v := viewer{r: Reader{P: p}}
	for sf, f := range fields(reflect.ValueOf(d).Elem()) {
		if part == 0 {
			if sf.Tag.Get("tells") == "apart" {
				_, option, _ := strings.Cut(sf.Tag.Get("show"), ":")
				return v.one("option", option, f)
			}
			continue
		}
		list, _ := v.rows(f)
		for _, e := range list {
			if n := e.FieldByName("No"); !n.IsValid() || n.Int() != int64(part) {
				continue
			}
			for _, name := range []string{"Title", "Text"} {
				if t := e.FieldByName(name); t.IsValid() && t.String() != "" {
					return t.String()
				}
			}
		}
	}
	return ""
}
