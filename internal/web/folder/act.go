package folder

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// ownWords are the fields that every act asks for itself: the name of a thing added is not that of the whole, and the reason of one decision is
// not that of the next. Only who changes a document finds what it says.
var ownWords = map[string]bool{"title": true, "reason": true}

// Prefill is what a form begins with: what the document already holds under the names of the command's fields.
func (m Maker) Prefill() url.Values {
	if m.Doc == nil || m.Doc.Top().State == "" {
		return url.Values{}
	}
	var out url.Values
	if m.Part != 0 {
		out = m.partValues()
	} else {
		out = form.Encode(m.Doc)
	}
	asked := url.Values{}
	for _, in := range suggestion.Inputs(m.Cmd) {
		if ownWords[in.Name] && !strings.HasPrefix(string(m.Do), "change_") {
			continue
		}
		for name, v := range out {
			if name == in.Name || strings.HasPrefix(name, in.Name+".") {
				asked[name] = m.typed(in.Kind, v)
			}
		}
	}
	return asked
}

// partValues are the values of the part acted on.
func (m Maker) partValues() url.Values {
	d := reflect.ValueOf(m.Doc).Elem()
	for i := range d.NumField() {
		f := d.Field(i)
		if f.Kind() != reflect.Slice {
			continue
		}
		for j := range f.Len() {
			e := reflect.Indirect(f.Index(j))
			if e.Kind() != reflect.Struct {
				break
			}
			if no := e.FieldByName("No"); no.IsValid() && no.Int() == int64(m.Part) {
				return form.Encode(e.Interface())
			}
		}
	}
	return url.Values{}
}

// typed turns ids into the words that a person would type.
func (m Maker) typed(kind string, v []string) []string {
	out := make([]string, len(v))
	for i, s := range v {
		n, _ := strconv.ParseInt(s, 10, 64)
		switch kind {
		case "unit", "units", "orgs":
			s = m.Dir.OrgName(n)
		case "deputy", "deputies", "members":
			s = m.post(n)
		case "case", "cases":
			for _, c := range m.Choose {
				if c.ID == n {
					s = c.Number + " " + c.Title
				}
			}
		}
		out[i] = s
	}
	return out
}

// ActPage fills the page of an act. A fault is what the last attempt met.
func (m Maker) ActPage(f *fault.Error, version int) templates.ActPage {
	id := m.Doc.Top().ID
	p := templates.ActPage{Button: m.P.T("action." + string(m.Do)), Head: templates.CaseHead{Href: ListHref(m.Kind.Name())}}
	p.Title, p.Back = p.Button, "dossier.back"
	p.Action = ActHref(m.Kind.Name(), id, m.Do, 0)
	if id != 0 {
		p.Head.Href, p.Back = Href(id), "dossier.back_to"
		p.Context = append(p.Context, templates.Fact{Term: m.P.T("machine." + m.Kind.Name()), Value: m.Title()})
	}
	if key := "action." + string(m.Do) + ".hint"; m.P.Has(key) {
		p.Hint = m.P.T(key)
	}
	if m.Part != 0 {
		v := viewer{r: m.Reader, kind: m.Kind.Name()}
		p.Context = append(p.Context, v.part(m.Part)...)
	}
	o, offered := m.Offer(m.Do, m.Part)
	if f != nil && f.Kind == fault.Conflict {
		p.Change = &templates.Changed{Said: m.P.T(f.Key, f.Args...)}
		version = 0
	}
	if !offered || o.Reason != "" {
		p.Button = ""
		p.Missing = []string{m.P.T("dossier.not_now", "state", m.state(m.Kind.Name(), m.Doc.Top().State))}
		if offered {
			p.Missing = []string{m.P.T(o.Reason)}
		}
		return p
	}
	if version == 0 {
		version = o.Version
	}
	p.Hidden = []templates.Pair{{Name: "part", Value: strconv.Itoa(m.Part)}, {Name: "version", Value: strconv.Itoa(version)}}
	p.Fields = m.Widgets()
	for _, w := range p.Fields {
		p.Files = p.Files || w.Field.Kind == templates.InputFile
	}
	return p
}

// part lists the facts of a part.
func (v viewer) part(no int) []templates.Fact {
	d := reflect.ValueOf(v.r.Doc).Elem()
	var out []templates.Fact
	for i := range d.NumField() {
		list, ok := v.rows(d.Field(i))
		if !ok {
			continue
		}
		for _, e := range list {
			n := e.FieldByName("No")
			if !n.IsValid() || n.Int() != int64(no) {
				continue
			}
			for j := range e.NumField() {
				sf := e.Type().Field(j)
				if sf.Anonymous || sf.Tag.Get("show") == "-" || sf.Tag.Get("json") == "" || e.Field(j).IsZero() {
					continue
				}
				if c, ok := v.cell(sf, e.Field(j)); ok {
					out = append(out, templates.Fact{Term: c.label, Value: c.text})
				}
			}
		}
	}
	return out
}

// Said is what to confirm after an act: what happened, and by when something is expected now.
func (m Maker) Said(d dossier.Doc) []string {
	key := "action." + string(m.Do) + ".done"
	if !m.P.Has(key) {
		key = "dossier.done"
	}
	if d.Face().Due != "" {
		return []string{key, "dossier.due_by"}
	}
	return []string{key}
}
