// Package answer is what the doors for browsers and programs share: who may enter what, how much may be asked and sent, which status a kind of
// failure becomes, and what is said of an act that was done.
package answer

import (
	"context"
	"errors"
	"net/http"

	"huiyin/internal/fault"
)

// Status maps every kind of fault to its status code. A test proves it complete.
var Status = map[fault.Kind]int{
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Forbidden:       http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.TooLarge:        http.StatusRequestEntityTooLarge,
	fault.TooMany:         http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

// Refusal is a failure of HTTP itself, which only doors know: a method or a kind of body that an address does not take.
type Refusal struct {
	Status int
	Key    string
	Args   []any
}

func (r Refusal) Error() string { return r.Key }

// Left is the status of what nobody reads any more: whoever asked has gone. No caller sees it; it keeps the log and the figures from counting as a
// failure of the program what is none.
const Left = 499

// Gone reports whether a request failed only because whoever asked has gone. A context that ended for another reason while they still wait is a
// failure like any other.
func Gone(r *http.Request, err error) bool {
	return errors.Is(err, context.Canceled) && errors.Is(r.Context().Err(), context.Canceled)
}

// Of returns what to say of an error and the status of the answer. An error that nobody expects is a fault without a kind and status 500: it is
// logged, never shown.
func Of(err error) (*fault.Error, int) {
	var r Refusal
	if errors.As(err, &r) {
		return fault.New("", r.Key, r.Args...), r.Status
	}
	if f, ok := fault.As(err); ok && Status[f.Kind] != 0 {
		return f, Status[f.Kind]
	}
	return fault.New("", "fault.internal"), http.StatusInternalServerError
}
