package suggestion

import (
	"encoding/json"
	"strconv"
)

// digest identifies a wording, so that a confirmation can be tied to it.
func (t Text) digest() string {
	b, err := json.Marshal(t)
	if err != nil {
		return ""
	}
	return digest(b)
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
