package calendar

import (
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// Unit is what a term counts. The suggestion rules mix all three, so a number never travels without its unit.
type Unit string

// The units, as they are written after the number.
const (
	Months      Unit = "m"  // 月: to the corresponding day
	Days        Unit = "d"  // 日: calendar days
	WorkingDays Unit = "wd" // 工作日: make-up working days count
)

// Term is a length of time allowed (期限). The zero Term is "none".
type Term struct {
	N    int
	Unit Unit
}

// maxTerm keeps a slip of the keyboard from running through centuries.
const maxTerm = 999

// ParseTerm reads 3m, 10d or 7wd. Faults: date.term_form, date.term_sign for zero and negative lengths, date.term_long.
func ParseTerm(s string) (Term, error) {
	number := strings.TrimRight(s, "mdw")
	unit := Unit(s[len(number):])
	if unit != Months && unit != Days && unit != WorkingDays {
		return Term{}, fault.New(fault.Invalid, "date.term_form", "text", clip(s))
	}
	body := strings.TrimPrefix(number, "-")
	if !digits(body) {
		return Term{}, fault.New(fault.Invalid, "date.term_form", "text", clip(s))
	}
	n, err := strconv.Atoi(body)
	switch {
	case err != nil || n > maxTerm:
		return Term{}, fault.New(fault.Invalid, "date.term_long", "text", clip(s), "max", maxTerm)
	case n == 0 || body != number:
		return Term{}, fault.New(fault.Invalid, "date.term_sign", "text", clip(s))
	}
	return Term{N: n, Unit: unit}, nil
}

// String writes the term as ParseTerm reads it; empty for the zero Term.
func (t Term) String() string {
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(t.N) + string(t.Unit)
}

// IsZero reports whether there is no term.
func (t Term) IsZero() bool { return t.N == 0 }

// MarshalText writes the term as in 3m, for JSON and data files.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (t *Term) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*t = Term{}
		return nil
	}
	got, err := ParseTerm(string(b))
	if err == nil {
		*t = got
	}
	return err
}
