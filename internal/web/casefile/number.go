package casefile

import (
	"fmt"
	"strconv"
	"strings"
)

// lastNumber is the number given last in the session and stream of a case that is about to get one.
func (m Maker) lastNumber() string {
	if m.Do != "accept" || len(m.Cases) == 0 {
		return ""
	}
	return m.Cases[0].Number
}

// SuggestNumber fills in the number that follows the last one; the clerk may write another.
func (m Maker) SuggestNumber() {
	if next := numberAfter(m.lastNumber()); next != "" && m.Values.Get("number") == "" {
		m.Values.Set("number", next)
	}
}

// numberAfter counts a number on by one, keeping what stands before its digits and their width. Without digits there is none.
func numberAfter(last string) string {
	head := strings.TrimRight(last, "0123456789")
	digits := last[len(head):]
	n, err := strconv.Atoi(digits)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s%0*d", head, len(digits), n+1)
}
