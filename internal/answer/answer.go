// Package answer is what the doors for browsers and programs share: which status a kind of failure becomes.
package answer

import (
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
