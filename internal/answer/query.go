package answer

import (
	"net/url"

	"huiyin/internal/fault"
)

// Query reads what an address asks for, whole or not at all: a condition that were left out because it cannot be read would show everything.
func Query(u *url.URL) (url.Values, error) {
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, fault.New(fault.Invalid, "fault.query")
	}
	return q, nil
}
