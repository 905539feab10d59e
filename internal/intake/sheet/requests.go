package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// pointMark finds the number of a point: 1. 1、 （1） 一、 （一） at the beginning of the text, of a line, or after the end of a
// sentence. Whether it is one is for Requests to say, which knows the number that must come next.
var pointMark = regexp.MustCompile(`(^|[\n\x{3002}\x{ff1b};])\s*[(\x{ff08}]?([0-9]{1,2}|[\x{4e00}\x{4e8c}\x{4e09}\x{56db}\x{4e94}\x{516d}\x{4e03}\x{516b}\x{4e5d}\x{5341}]{1,3})[)\x{ff09}.\x{ff0e}\x{3001}]`)

// Requests cuts the advice of a suggestion into its numbered points, which must count 1, 2, 3 and so on. Words before the
// first point stay with it. A text without such points is one request; an empty text is none.
func Requests(text string) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	type cut struct{ from, body int }
	var cuts []cut
	digits := false // points are counted in digits, not in Chinese numerals: the other kind are points of points
	marks := 0
	for at := 0; ; marks++ {
		m := pointMark.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		from, body := at+m[3], at+m[1]
		next, _ := utf8.DecodeRuneInString(text[body:])
		number := text[at+m[4] : at+m[5]]
		inDigits := number[0] <= '9'
		if ordinal(number) == len(cuts)+1 && (next < '0' || next > '9') && (len(cuts) == 0 || inDigits == digits) {
			cuts, digits = append(cuts, cut{from, body}), inDigits
		}
		at = body
	}
	switch {
	case len(cuts) == 1 && marks == 1 && cuts[0].from == 0:
		return []string{strings.TrimSpace(text[cuts[0].body:])} // the only point, numbered all the same
	case len(cuts) < 2:
		return []string{text}
	}
	out := make([]string, len(cuts))
	for i, c := range cuts {
		end := len(text)
		if i+1 < len(cuts) {
			end = cuts[i+1].from
		}
		out[i] = strings.TrimSpace(text[c.body:end])
	}
	if before := strings.TrimSpace(text[:cuts[0].from]); before != "" {
		out[0] = before + "\n" + out[0]
	}
	return out
}

// ordinal reads 1 to 99 in digits or Chinese numerals; 0 when it is neither.
func ordinal(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	tens, units, seenTen := 0, 0, false
	for _, r := range s {
		switch {
		case r == chineseTen && seenTen:
			return 0
		case r == chineseTen:
			tens, units, seenTen = max(units, 1), 0, true
		case units != 0:
			return 0
		default:
			units = int(chineseDigits[r] - '0')
		}
	}
	return tens*10 + units
}
