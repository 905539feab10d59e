package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Compact returns the values with the rows of every list numbered anew, rows left empty taken out, so that the number in a
// complaint is the number of the row on the page. Lists named in keep hold their places.
func Compact(v url.Values, keep ...string) url.Values {
	rows := rowsOf(v)
	d := decoder{values: v, rows: rows}
	number := map[string]map[int]int{}
	for list, ns := range rows {
		if strings.Contains(list, ".") || slices.Contains(keep, list) {
			continue
		}
		number[list] = map[int]int{}
		for _, n := range ns {
			at := list + "." + strconv.Itoa(n)
			if d.blank(at+".") && strings.TrimSpace(v.Get(at)) == "" {
				number[list][n] = -1
				continue
			}
			number[list][n] = filled(number[list])
		}
	}
	out := url.Values{}
	for name, vs := range v {
		if fresh, ok := renamed(name, number); ok {
			out[fresh] = vs
		}
	}
	return out
}

func filled(m map[int]int) int {
	n := 0
	for _, at := range m {
		if at >= 0 {
			n++
		}
	}
	return n
}

func renamed(name string, number map[string]map[int]int) (string, bool) {
	list, rest, ok := strings.Cut(name, ".")
	if !ok || number[list] == nil {
		return name, true
	}
	row, rest, nested := strings.Cut(rest, ".")
	n, err := strconv.Atoi(row)
	if err != nil {
		return name, true
	}
	at, known := number[list][n]
	if !known || at < 0 {
		return "", false
	}
	fresh := list + "." + strconv.Itoa(at)
	if nested {
		fresh += "." + rest
	}
	return fresh, true
}

// Rows returns how many rows of a list the values hold, counted to the last one.
func Rows(v url.Values, list string) int {
	ns := rowsOf(v)[list]
	if len(ns) == 0 {
		return 0
	}
	return ns[len(ns)-1] + 1
}
