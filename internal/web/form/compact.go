package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Compact returns the values with the rows of every list numbered anew, rows left empty taken out, so that the number in a
// complaint is the number of the row on the page. Rows in which there is nothing but a choice follow the filled ones: they are no rows to
// Decode, yet a choice made is not lost when the form comes back. Lists named in keep hold their places.
func Compact(v url.Values, keep ...string) url.Values {
	rows := RowNumbers(v)
	d := decoder{values: v, rows: rows}
	number := map[string]map[int]int{}
	for list, ns := range rows {
		if strings.Contains(list, ".") || slices.Contains(keep, list) {
			continue
		}
		var full, chosen []int
		for _, n := range ns {
			at := list + "." + strconv.Itoa(n)
			switch {
			case !d.blank(at+".") || strings.TrimSpace(v.Get(at)) != "":
				full = append(full, n)
			case v.Get(at+".role") != "" || v.Get(at+".level") != "":
				chosen = append(chosen, n)
			}
		}
		number[list] = map[int]int{}
		for at, n := range append(full, chosen...) {
			number[list][n] = at
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
	if !known {
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
	ns := RowNumbers(v)[list]
	if len(ns) == 0 {
		return 0
	}
	return ns[len(ns)-1] + 1
}
