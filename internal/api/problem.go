package api

import (
	"net/http"
	"strconv"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
)

const problemType = "application/problem+json"

// Problem is an error answer (RFC 9457) with the message keys that the pages use.
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Key    string         `json:"key"`
	Errors []ProblemField `json:"errors,omitempty"`
}

// ProblemField is a complaint about one input.
type ProblemField struct {
	Field  string `json:"field"`
	Key    string `json:"key"`
	Detail string `json:"detail"`
}

// fail answers every error: expected ones with their sentence, all others without a word about the inside.
func (s *Server) fail(c *call, err error) {
	f, ok := fault.As(err)
	if !ok || f.Kind == fault.Unavailable { // what an administrator must mend, a full disk say, stands in the log with its cause
		s.Log.ErrorContext(c.Context(), "api call failed", "error", err, "path", c.Pattern)
	}
	if !ok {
		f = fault.New("internal", "fault.internal")
	}
	status, ok := answer.Status[f.Kind]
	if !ok {
		status = http.StatusInternalServerError
	}
	p := Problem{
		Type: "urn:huiyin:problem:" + string(f.Kind), Title: http.StatusText(status), Status: status, Key: f.Key, Detail: c.say.T(f.Key, f.Args...),
	}
	for _, x := range f.Fields {
		p.Errors = append(p.Errors, ProblemField{Field: x.Name, Key: x.Key, Detail: c.say.T(x.Key, x.Args...)})
	}
	if status == http.StatusUnauthorized {
		c.w.Header().Set("WWW-Authenticate", `Bearer realm="huiyin"`)
	}
	c.answer(status, problemType, p)
}

func itoa(n int) string { return strconv.Itoa(n) }
