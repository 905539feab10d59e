package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// Years that a date may have: the congress system began in 1954, and no promise runs past 2099.
const (
	firstYear = 1954
	lastYear  = 2099
)

// The signs of a Chinese date, written as code points because sentences live in the catalogue: 年 月 日 号.
const (
	signYear  = '\u5e74'
	signMonth = '\u6708'
	signDay   = '\u65e5'
	signHao   = '\u53f7'
)

// chineseDigits are 〇零○一二三四五六七八九 as people write them in dates.
var chineseDigits = map[rune]rune{
	'\u3007': '0', '\u96f6': '0', '\u25cb': '0', '\u4e00': '1', '\u4e8c': '2', '\u4e09': '3', '\u56db': '4',
	'\u4e94': '5', '\u516d': '6', '\u4e03': '7', '\u516b': '8', '\u4e5d': '9',
}

const chineseTen = '\u5341' // 十

// parseDay reads a date written as text. The second result is the key of the complaint, empty when the day is good.
// Accepted: 2023-1-9, 2023/1/9, 2023.1.9, 2023年1月9日 (日 may lack), 二〇二三年一月九日, 20230109, each with or without leading
// zeros and in full-width digits; a time of day after a space or T is left out.
func parseDay(s string) (day calendar.Day, complaint string) {
	s = strings.Map(func(r rune) rune {
		if suggestion.Invisible(r) {
			return -1
		}
		return half(r)
	}, s)
	s = strings.TrimSpace(s)
	if !strings.ContainsRune(s, signYear) {
		if i := strings.IndexAny(s, " T"); i > 0 && strings.Contains(s[i:], ":") {
			s = s[:i]
		}
	} else if i := strings.LastIndexByte(s, ' '); i > 0 && strings.Contains(s[i:], ":") {
		s = s[:i]
	}
	s = strings.ReplaceAll(s, " ", "")
	parts, ok := dateParts(s)
	if !ok {
		return "", "import.date.unreadable"
	}
	switch {
	case len(parts) == 1 && len(parts[0]) == 8:
		parts = []string{parts[0][:4], parts[0][4:6], parts[0][6:]}
	case len(parts) == 2 && len(parts[0]) == 4:
		return "", "import.date.no_day"
	case len(parts) != 3:
		return "", "import.date.unreadable"
	case len(parts[0]) != 4 && len(parts[2]) == 4:
		return "", "import.date.order"
	case len(parts[0]) <= 2:
		return "", "import.date.two_digit_year"
	case len(parts[0]) != 4 || len(parts[1]) > 2 || len(parts[2]) > 2:
		return "", "import.date.unreadable"
	}
	y, _ := strconv.Atoi(parts[0])
	m, _ := strconv.Atoi(parts[1])
	d, _ := strconv.Atoi(parts[2])
	return makeDay(y, m, d)
}

// dateParts cuts a date into its runs of digits. One kind of separator must be used throughout.
func dateParts(s string) ([]string, bool) {
	var parts []string
	var now strings.Builder
	var seps []rune
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r >= '0' && r <= '9':
			now.WriteRune(r)
		case chineseDigits[r] != 0:
			now.WriteRune(chineseDigits[r])
		case r == chineseTen:
			// 十 is 10, 十九 is 19, 二十 is 20, 二十三 is 23: the 1 or 0 that digits would need is supplied.
			if now.Len() == 0 {
				now.WriteByte('1')
			}
			if i+1 >= len(runes) || chineseDigits[runes[i+1]] == 0 {
				now.WriteByte('0')
			}
		case r == '-' || r == '/' || r == '.' || r == signYear || r == signMonth || r == signDay || r == signHao:
			if now.Len() == 0 {
				return nil, false
			}
			parts = append(parts, now.String())
			now.Reset()
			seps = append(seps, r)
		default:
			return nil, false
		}
	}
	if now.Len() > 0 {
		parts = append(parts, now.String())
	}
	if !separatorsAgree(seps) {
		return nil, false
	}
	return parts, len(parts) > 0
}

func separatorsAgree(seps []rune) bool {
	want := []rune{signYear, signMonth, signDay}
	for i, r := range seps {
		if r == signHao {
			r = signDay
		}
		if seps[0] == signYear {
			if i >= len(want) || r != want[i] {
				return false
			}
		} else if r != seps[0] || i > 1 || r == signMonth || r == signDay {
			return false
		}
	}
	return true
}

func makeDay(y, m, d int) (calendar.Day, string) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return "", "import.date.impossible"
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return "", "import.date.impossible"
	}
	if y < firstYear || y > lastYear {
		return "", "import.date.range"
	}
	return calendar.Day(t.Format(time.DateOnly)), ""
}

// serialDay turns a workbook's day number into a date. Day 1 is 1900-01-01, and the 29 February 1900 that never was is
// counted, as spreadsheets do; with the 1904 system day 0 is 1904-01-01. A number of eight digits is read as 20230109.
func serialDay(v float64, since1904 bool) (calendar.Day, string) {
	if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 || v > 1e9 {
		return "", "import.date.range"
	}
	n := int(v)
	if n >= 10_000_000 && float64(n) == v {
		return makeDay(n/10000, n/100%100, n%100)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if since1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, n)
	if t.Year() < firstYear || t.Year() > lastYear {
		return "", "import.date.range"
	}
	return calendar.Day(t.Format(time.DateOnly)), ""
}
