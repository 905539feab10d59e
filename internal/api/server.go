// Package api is the door for programs: REST under /api/v1, described by OpenAPI 3.1, with problem details (RFC 9457) that
// carry the same message keys as the pages. It decides nothing: every action goes through desk.
package api

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huiyin/internal/blob"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/store"
)

// Prefix is where the API lives.
const Prefix = "/api/v1"

// largest is the largest body without a file that an operation accepts, in bytes.
const largest = 1 << 20

// Server holds what the operations need. Set the fields, then call Handler once.
type Server struct {
	Desk     *desk.Desk
	Store    *store.Store
	Identity *identity.Service
	Files    *blob.Dir
	Log      *slog.Logger
	Now      func() time.Time
}

// call is one request under way.
type call struct {
	*http.Request
	w   http.ResponseWriter
	s   *Server
	who identity.Who
	say *i18n.Printer
}

// operation is one line of the API's table: what OpenAPI tells of it, and what it does.
type operation struct {
	method, path, id string // id names its sentence api.<id> in the catalogue
	open             bool   // needs no token
	query            []string
	body, out        reflect.Type // nil where there is none
	status           int          // of success; 200 when 0
	run              func(c *call) (any, error)
}

// Handler returns the door, mounted at Prefix.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	doc := s.describe(mux)
	mux.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
		_, _ = w.Write(doc)
	})
	mux.HandleFunc(Prefix+"/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(&call{Request: r, w: w, s: s, say: speak(r)}, fault.New(fault.NotFound, "fault.not_found"))
	})
	return mux
}

// describe registers every operation and returns the OpenAPI document.
func (s *Server) describe(mux *http.ServeMux) []byte {
	cfg := huma.DefaultConfig("Huiyin", "1")
	cfg.DocsPath, cfg.OpenAPIPath, cfg.SchemasPath, cfg.CreateHooks = "", "", "", nil
	cfg.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer"}}
	h := humago.New(mux, cfg)
	registry := h.OpenAPI().Components.Schemas
	problem := registry.Schema(reflect.TypeFor[Problem](), true, "Problem")
	for _, op := range s.operations() {
		o := op.describe(registry, problem)
		h.OpenAPI().AddOperation(o)
		mux.HandleFunc(op.method+" "+op.path, s.serve(op))
	}
	b, err := json.Marshal(h.OpenAPI())
	if err != nil {
		panic(err) // the document is made of our own types at start: a test makes it
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

func (op operation) describe(registry huma.Registry, problem *huma.Schema) *huma.Operation {
	say := i18n.For("en")
	o := &huma.Operation{Method: op.method, Path: op.path, OperationID: op.id, Summary: say.T("api." + op.summary()), Responses: map[string]*huma.Response{}}
	if !op.open {
		o.Security = []map[string][]string{{"bearer": {}}}
	}
	for _, part := range strings.Split(op.path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			o.Parameters = append(o.Parameters, &huma.Param{Name: strings.TrimSuffix(name, "}"), In: "path", Required: true, Schema: &huma.Schema{Type: "string"}})
		}
	}
	for _, q := range op.query {
		o.Parameters = append(o.Parameters, &huma.Param{Name: q, In: "query", Schema: &huma.Schema{Type: "string"}})
	}
	if op.method == http.MethodPost {
		o.Parameters = append(o.Parameters, &huma.Param{Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: "string"}})
	}
	if !op.open {
		o.Parameters = append(o.Parameters, &huma.Param{Name: postHeader, In: "header", Schema: &huma.Schema{Type: "string"}})
	}
	if op.body != nil {
		o.RequestBody = &huma.RequestBody{Required: true, Content: op.bodies(registry)}
	}
	done := &huma.Response{Description: "OK"}
	if op.out != nil {
		done.Content = map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(op.out, true, op.id+"Answer")}}
	}
	o.Responses[itoa(op.success())] = done
	o.Responses["default"] = &huma.Response{Description: "problem", Content: map[string]*huma.MediaType{problemType: {Schema: problem}}}
	return o
}

// summary is the catalogue key of an operation: all actions share one.
func (op operation) summary() string {
	if strings.HasPrefix(op.id, "do_") {
		return "do"
	}
	return op.id
}

func (op operation) success() int {
	if op.status == 0 {
		return http.StatusOK
	}
	return op.status
}

// serve turns an operation into a handler: who calls, run, answer.
func (s *Server) serve(op operation) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := &call{Request: r, w: w, s: s, say: speak(r)}
		r.Body = http.MaxBytesReader(w, r.Body, op.largest())
		if !op.open {
			if err := c.signIn(); err != nil {
				s.fail(c, err)
				return
			}
		}
		out, err := op.run(c)
		if err != nil {
			s.fail(c, err)
			return
		}
		if out == nil {
			if op.out == nil {
				w.WriteHeader(op.success())
			}
			return // the operation has answered itself, as downloads do
		}
		c.answer(op.success(), "application/json", out)
	}
}

func (c *call) answer(status int, kind string, body any) {
	b, err := json.Marshal(body)
	if err != nil {
		c.s.Log.ErrorContext(c.Context(), "marshal answer", "error", err)
		c.w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h := c.w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	c.w.WriteHeader(status)
	_, _ = c.w.Write(append(b, '\n'))
}

// decode reads a JSON body into v. Unknown fields are refused, so that a misspelt one is not silently lost.
func (c *call) decode(v any) error { return readJSON(c.Body, v) }

func readJSON(r io.Reader, v any) error {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var tooLarge *http.MaxBytesError
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &tooLarge):
		return fault.New(fault.TooLarge, "fault.too_large")
	case errors.As(err, &wrong):
		return fault.OnField(wrong.Field, "field.json_type", "type", wrong.Type.String())
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fault.OnField(strings.Trim(name, `"`), "field.unknown")
	}
	return fault.New(fault.Invalid, "fault.not_json")
}

// speak chooses the language of messages: Chinese unless the caller asks for English first.
func speak(r *http.Request) *i18n.Printer {
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "en") {
		return i18n.For("en")
	}
	return i18n.For(i18n.Chinese)
}

func (c *call) origin() identity.Origin {
	host, _, err := net.SplitHostPort(c.RemoteAddr)
	if err != nil {
		host = c.RemoteAddr
	}
	return identity.Origin{IP: host, Agent: c.UserAgent()}
}
