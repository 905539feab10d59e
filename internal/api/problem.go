package api

import (
	"cmp"
	"net/http"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
)

const problemType = "application/problem+json"

// Problem is an error answer (RFC 9457) with the message keys that the pages use.
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail" doc:"What is wrong and what to do, in words"`
	Key    string         `json:"key" doc:"Stable name of the refusal; docs/errors.md lists them"`
	Errors []ProblemField `json:"errors,omitempty"`
}

// ProblemField is a complaint about one input.
type ProblemField struct {
	Field  string `json:"field" doc:"Path of the field, such as shares.0.unit, or name of a parameter or header"`
	Key    string `json:"key"`
	Detail string `json:"detail"`
}

// fail answers every error: expected ones with their sentence, all others without a word about the inside.
func (s *Server) fail(c *call, err error) {
	if answer.Gone(c.Request, err) {
		c.w.WriteHeader(answer.Left)
		return
	}
	f, status := answer.Of(err)
	if status == http.StatusInternalServerError || f.Kind == fault.Unavailable { // what an administrator must mend, a full disk say, stands in the log with its cause
		s.Log.ErrorContext(c.Context(), "api call failed", "error", err, "path", c.Pattern)
	}
	kind := cmp.Or(string(f.Kind), strings.TrimPrefix(f.Key, "fault."))
	p := Problem{Type: "urn:huiyin:problem:" + kind, Title: http.StatusText(status), Status: status, Key: f.Key, Detail: c.say.T(f.Key, f.Args...)}
	for _, x := range f.Fields {
		p.Errors = append(p.Errors, ProblemField{Field: x.Name, Key: x.Key, Detail: c.say.T(x.Key, x.Args...)})
	}
	if status == http.StatusUnauthorized {
		c.w.Header().Set("WWW-Authenticate", `Bearer realm="huiyin"`)
	}
	answer.RetryAfter(c.w, err)
	c.answer(status, problemType, p)
}

// speak chooses the language of messages: Chinese unless the caller asks for English first.
func speak(r *http.Request) *i18n.Printer {
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "en") {
		return i18n.For("en")
	}
	return i18n.For(i18n.Chinese)
}
