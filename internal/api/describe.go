package api

import (
	"encoding/json"
	"net/http"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"huiyin/internal/answer"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// onlyFile reports whether a command is nothing but its file.
func onlyFile(cmd any) bool {
	_, ok := cmd.(*suggestion.AttachFile)
	return ok
}

// english is the language of the document.
var english = i18n.For("en")

// describe returns the OpenAPI document of the operations.
func (s *Server) describe() []byte {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	doc := &huma.OpenAPI{
		OpenAPI: "3.1.0", Info: &huma.Info{Title: "Huiyin", Version: "1", Description: english.T("api.about")}, Servers: []*huma.Server{{URL: "/"}},
		Components: &huma.Components{Schemas: registry, Responses: map[string]*huma.Response{}, Parameters: params{}, SecuritySchemes: map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer"}}},
	}
	problem := registry.Schema(reflect.TypeFor[Problem](), true, "Problem")
	for _, op := range s.operations() {
		doc.AddOperation(op.describe(registry, doc.Components.Parameters))
		for _, status := range op.refusals() {
			doc.Components.Responses[status] = &huma.Response{
				Description: english.T("api.status." + status), Content: map[string]*huma.MediaType{problemType: {Schema: problem}},
			}
		}
	}
	b, err := json.Marshal(doc)
	if err != nil {
		panic(err) // the document is made of our own types: a test makes it
	}
	return b
}

// schemaName tells types of different packages apart that carry the same name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	pkg := path.Base(t.PkgPath())
	if t.Name() == "" || pkg == "api" || pkg == "." {
		return name
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + name
}

// params are the parameters that operations share, by name.
type params = map[string]*huma.Param

// shared puts a parameter among those that operations share and returns the reference to it. One that says something else than the first of
// its name stays where it is.
func shared(all params, p *huma.Param) *huma.Param {
	if all[p.Name] == nil {
		all[p.Name] = p
	}
	if !reflect.DeepEqual(all[p.Name], p) {
		return p
	}
	return &huma.Param{Ref: "#/components/parameters/" + p.Name}
}

func (op operation) describe(registry huma.Registry, all params) *huma.Operation {
	o := &huma.Operation{Method: op.method, Path: op.path, OperationID: op.id, Summary: op.summary(english), Description: op.explain(english), Responses: map[string]*huma.Response{}}
	o.Security = []map[string][]string{} // said, so that nobody takes it for forgotten
	if !op.enter.Open {
		o.Security = append(o.Security, map[string][]string{"bearer": {}})
	}
	for _, part := range strings.Split(op.path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			name = strings.TrimSuffix(name, "}")
			o.Parameters = append(o.Parameters, shared(all, &huma.Param{Name: name, In: "path", Required: true, Description: paramWords(english, name), Schema: &huma.Schema{Type: "string"}}))
		}
	}
	for _, p := range op.query {
		o.Parameters = append(o.Parameters, shared(all, describeParam(p)))
	}
	if op.once {
		o.Parameters = append(o.Parameters, shared(all, &huma.Param{Name: keyHeader, In: "header", Description: paramWords(english, keyHeader), Schema: &huma.Schema{Type: "string", MaxLength: at(longestKey)}}))
	}
	if !op.enter.Open {
		o.Parameters = append(o.Parameters, shared(all, &huma.Param{Name: postHeader, In: "header", Description: paramWords(english, postHeader), Schema: &huma.Schema{Type: "string"}}))
	}
	if op.body != nil {
		o.RequestBody = &huma.RequestBody{Required: op.needsBody(), Content: op.bodies(registry)}
	}
	done := &huma.Response{Description: english.T("api.status.ok")}
	switch {
	case op.out != nil:
		done.Content = map[string]*huma.MediaType{jsonType: {Schema: registry.Schema(op.out, true, op.id+"Answer")}}
	case op.status == 0:
		done.Content = map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}
	}
	o.Responses[strconv.Itoa(op.success())] = done
	for _, status := range op.refusals() {
		o.Responses[status] = &huma.Response{Ref: "#/components/responses/" + status}
	}
	return o
}

// describeParam writes a parameter as it is checked.
func describeParam(p suggestion.Param) *huma.Param {
	out := &huma.Param{Name: p.Name, In: "query", Required: p.Required, Description: paramWords(english, p.Name), Schema: &huma.Schema{Type: "string"}}
	var codes []any
	for _, o := range p.Options {
		codes = append(codes, o)
	}
	switch p.Kind {
	case suggestion.AskNumber:
		number := &huma.Schema{Type: "integer", Minimum: new(float64)}
		if p.Most > 0 {
			most := float64(p.Most)
			number.Maximum = &most
		}
		out.Schema = number
		if codes != nil {
			out.Schema = &huma.Schema{AnyOf: []*huma.Schema{number, {Type: "string", Enum: codes}}}
		}
	case suggestion.AskDay:
		out.Schema.Format = "date"
	case suggestion.AskFlag:
		out.Schema.Type = "boolean"
	case suggestion.AskChoice:
		out.Schema.Enum = codes
	case suggestion.AskChoices:
		no := false
		out.Style, out.Explode = "form", &no
		out.Schema = &huma.Schema{Type: "array", Items: &huma.Schema{Type: "string", Enum: codes}}
	}
	return out
}

func at(n int) *int { return &n }

// summary is the sentence of an operation: all actions share one, and all kinds of dossiers share theirs.
func (op operation) summary(say *i18n.Printer) string {
	what, rest, _ := strings.Cut(op.id, "_")
	if what == "do" {
		return say.T("api.do", "action", i18n.Key("action."+rest))
	}
	if strings.HasPrefix(op.path, Prefix+"/dossiers/") {
		return say.T("api.dossier_"+what, "kind", i18n.Key("machine."+rest))
	}
	return say.T("api." + op.id)
}

func (op operation) success() int {
	if op.status == 0 {
		return http.StatusOK
	}
	return op.status
}

// refusals lists with which statuses the operation is refused; 4XX stands for those that any address gives.
func (op operation) refusals() []string {
	out := []string{"422", "4XX"}
	if op.enter.Open || op.largest() > largest {
		out = append(out, "429")
	}
	if !op.enter.Open || op.body != nil {
		out = append(out, "401")
	}
	if !op.enter.Open {
		out = append(out, "403")
	}
	if strings.Contains(op.path, "{") {
		out = append(out, "404")
	}
	if op.once {
		out = append(out, "409")
	}
	if op.body != nil {
		out = append(out, "412", "413", "415")
	}
	return out
}

// bodies describes what the body of an operation may be.
func (op operation) bodies(registry huma.Registry) map[string]*huma.MediaType {
	cmd := op.command()
	files := answer.FileFields(cmd)
	out := map[string]*huma.MediaType{}
	form := &huma.Schema{Type: "object", Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for _, f := range files {
		one := &huma.Schema{Type: "string", ContentEncoding: "binary"}
		if form.Properties[f.Name] = one; f.Most > 1 {
			form.Properties[f.Name] = &huma.Schema{Type: "array", Items: one, MaxItems: at(f.Most)}
		}
		if f.Required {
			form.Required = append(form.Required, f.Name)
		}
	}
	if !onlyFile(cmd) {
		schema := registry.Schema(op.body, true, op.id+"Body")
		asked(registry, strings.TrimPrefix(op.id, "do_"), op.body, files)
		form.Properties[commandPart] = schema
		if !needsForm(cmd) {
			out[jsonType] = &huma.MediaType{Schema: schema}
		}
	}
	if len(files) > 0 {
		out[formType] = &huma.MediaType{Schema: form}
	}
	return out
}

// asked takes out of the schema of a command what no caller sends: what the program fills in, and files, which come as parts of a form. It
// asks for what the command's tags ask for.
func asked(registry huma.Registry, do string, t reflect.Type, files []answer.FileField) {
	s := registry.SchemaFromRef(registry.Schema(t, true, "").Ref)
	if s == nil || s.Properties == nil {
		return
	}
	s.Required = nil
	inputs := suggestion.Inputs(reflect.New(t).Interface())
	for _, f := range files {
		delete(s.Properties, f.Name)
	}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); f.Tag.Get("form") == "-" {
			delete(s.Properties, name)
		}
	}
	explainFields(english, do, "", s, inputs)
	explainRows(registry, do, t)
	markPrograms(registry, t)
	for _, in := range inputs {
		if in.Required && s.Properties[in.Name] != nil {
			s.Required = append(s.Required, in.Name)
		}
	}
}

// explainRows does for the rows of a command what explainFields does for itself. Several actions may share a row; they mean the same by its fields.
func explainRows(registry huma.Registry, do string, t reflect.Type) {
	for _, f := range reflect.VisibleFields(t) {
		row := elem(f.Type)
		if row == nil || row.Kind() != reflect.Struct || programs(f) {
			continue
		}
		if s := registry.SchemaFromRef(registry.Schema(row, true, "").Ref); s != nil {
			list, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			explainFields(english, do, list, s, suggestion.Inputs(reflect.New(row).Interface()))
		}
	}
}

// markPrograms says of the rows of a command which fields the program fills in: they come back in answers and are not believed.
func markPrograms(registry huma.Registry, t reflect.Type) {
	for _, f := range reflect.VisibleFields(t) {
		row := elem(f.Type)
		if row == nil || row.Kind() != reflect.Struct || programs(f) {
			continue
		}
		s := registry.SchemaFromRef(registry.Schema(row, true, "").Ref)
		for _, in := range reflect.VisibleFields(row) {
			if name, _, _ := strings.Cut(in.Tag.Get("json"), ","); s != nil && programs(in) && s.Properties[name] != nil {
				s.Properties[name].ReadOnly = true
			}
		}
	}
}
