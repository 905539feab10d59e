package score

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Amount is a number of a scheme as somebody typed it, with at most two decimals. What is not a number is kept as typed, so that the
// complaint can stand beside it; the empty Amount is "none given".
type Amount string

// most is the largest number that a scheme may hold. It keeps every product of counts and amounts far inside 64 bits.
const most = 100_000

// hundredths returns the number times a hundred; false when the text is no number with at most two decimals within bounds.
func (a Amount) hundredths() (int64, bool) {
	s, minus := strings.CutPrefix(string(a), "-")
	whole, part, dotted := strings.Cut(s, ".")
	if whole == "" || len(whole) > 6 || dotted && (part == "" || len(part) > 2) {
		return 0, false
	}
	for _, c := range whole + part {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil || n > most*100 {
		return 0, false
	}
	if minus {
		n = -n
	}
	return n, true
}

// points reads an amount that has been validated; none given is nothing.
func (a Amount) points() Points {
	n, _ := a.hundredths()
	return Points(n)
}

// MarshalJSON writes a number in its shortest form, and what is none as the text that it is.
func (a Amount) MarshalJSON() ([]byte, error) {
	if n, ok := a.hundredths(); ok {
		return []byte(Points(n).String()), nil
	}
	return json.Marshal(string(a))
}

// UnmarshalJSON keeps a number or a text as written.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var s *string
	if b[0] == '"' || string(b) == "null" {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*a = ""
		if s != nil {
			*a = Amount(strings.TrimSpace(*s))
		}
		return nil
	}
	*a = Amount(b)
	return nil
}

// Points is an exact number of points in hundredths (分值).
type Points int64

// String writes the shortest decimal form: 20, 0.5, -1.25.
func (p Points) String() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	s := sign + strconv.FormatInt(n/100, 10)
	switch r := n % 100; {
	case r == 0:
	case r%10 == 0:
		s += "." + strconv.FormatInt(r/10, 10)
	default:
		s += "." + strconv.FormatInt(r/10, 10) + strconv.FormatInt(r%10, 10)
	}
	return s
}

// MarshalJSON writes points as an exact decimal number.
func (p Points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalJSON reads an exact decimal number.
func (p *Points) UnmarshalJSON(b []byte) error {
	s, minus := strings.CutPrefix(string(b), "-")
	whole, part, _ := strings.Cut(s, ".")
	if len(part) > 2 {
		return &json.UnmarshalTypeError{Value: "number " + string(b)}
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil {
		return &json.UnmarshalTypeError{Value: "number " + string(b)}
	}
	if minus {
		n = -n
	}
	*p = Points(n)
	return nil
}

// halfUp divides and rounds to the nearest whole number, halves upwards (四舍五入); of is positive.
func halfUp(n, of int64) int64 {
	n = 2*n + of
	of *= 2
	q := n / of
	if n%of < 0 {
		q--
	}
	return q
}
