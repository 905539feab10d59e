// Package fault names the failures that people cause and can mend. It knows no HTTP and no language: a fault carries
// the key of a sentence in the message catalogue, and the doors turn kind into status and key into words.
package fault

import (
	"errors"
	"slices"
	"strings"
)

// Kind says what a person can do about a failure. Each door maps every kind to one answer.
type Kind string

// The closed set of kinds. Anything that is not an *Error is internal: logged, never shown.
const (
	Invalid         Kind = "invalid"         // something typed or chosen is wrong: mend it and send again (422)
	Unauthenticated Kind = "unauthenticated" // nobody is signed in (401)
	Forbidden       Kind = "forbidden"       // the thing is visible, but the act belongs to somebody else (403)
	NotFound        Kind = "not_found"       // unknown, or not visible to this actor: the two are never told apart (404)
	Conflict        Kind = "conflict"        // somebody was quicker, or the act is not possible in this state (409)
	TooLarge        Kind = "too_large"       // the body or file is larger than accepted (413)
	TooMany         Kind = "too_many"        // wait before trying again (429)
	Unavailable     Kind = "unavailable"     // a resource is exhausted: disk full, database away (503)
)

// Field is a complaint about one input.
type Field struct {
	Name string // the input's name in form and JSON, e.g. "requests.2" or "lead_unit"
	Key  string // message key
	Args []any  // name, value pairs for the sentence
}

// Error is an expected failure. It is the only error type that reaches a person.
type Error struct {
	Kind   Kind
	Key    string  // message key of the sentence that says what happened and what to do
	Args   []any   // name, value pairs for the sentence
	Fields []Field // complaints beside inputs, in form order
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Kind) + ": " + e.Key)
	for _, f := range e.Fields {
		b.WriteString("; " + f.Name + ": " + f.Key)
	}
	return b.String()
}

// Word is an argument that is itself a message key, such as the name of a state: the doors translate it before they put it
// into the sentence.
type Word string

// Words is an argument that lists message keys in order.
type Words []Word

// New makes a fault with a message key and name, value pairs.
func New(kind Kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Key: key, Args: args}
}

// OnField makes an Invalid fault about one input.
func OnField(name, key string, args ...any) *Error {
	return &Error{Kind: Invalid, Key: "fault.check_fields", Fields: []Field{{Name: name, Key: key, Args: args}}}
}

// Fields collects complaints about inputs; its zero value is ready to use.
type Fields struct{ list []Field }

// Add notes a complaint beside the input called name.
func (f *Fields) Add(name, key string, args ...any) {
	f.list = append(f.list, Field{Name: name, Key: key, Args: args})
}

// Take adds the complaints of a fault about inputs.
func (f *Fields) Take(err error) {
	if e, ok := As(err); ok {
		f.list = append(f.list, e.Fields...)
	}
}

// Also adds the complaints about inputs of which nothing is said yet: what cannot be read is not judged as well.
func (f *Fields) Also(more Fields) {
	said := f.list
	for _, m := range more.list {
		if !slices.ContainsFunc(said, func(s Field) bool { return s.Name == m.Name }) {
			f.list = append(f.list, m)
		}
	}
}

// Err returns an Invalid fault holding every complaint, or nil when there is none.
func (f *Fields) Err() error {
	if len(f.list) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Key: "fault.check_fields", Fields: f.list}
}

// As returns the fault inside err, if there is one.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// Is reports whether err is a fault of the given kind.
func Is(err error, kind Kind) bool {
	e, ok := As(err)
	return ok && e.Kind == kind
}
