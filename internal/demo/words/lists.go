package words

import (
	"strings"
	"sync"
)

// lines returns the lines of an embedded list without comments and empty ones.
func lines(name string) []string {
	raw, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot be missing in a built program
	}
	var out []string
	for l := range strings.SplitSeq(string(raw), "\n") {
		if l != "" && l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

// table splits a list into its columns.
func table(name string) [][]string {
	var out [][]string
	for _, l := range lines(name) {
		out = append(out, strings.Split(l, "|"))
	}
	return out
}

// pools reads "name values" lines: values are single characters, or words separated by bars.
func pools(name string) map[string][]string {
	out := map[string][]string{}
	for _, l := range lines(name) {
		key, list, _ := strings.Cut(l, " ")
		sep := ""
		if strings.Contains(list, "|") {
			sep = "|"
		}
		out[key] = strings.Split(list, sep)
	}
	return out
}

var (
	nameParts = sync.OnceValue(func() map[string][]string { return pools("data/names.txt") })
	stems     = sync.OnceValue(func() map[string][]string { return pools("data/stems.txt") })
	counties  = sync.OnceValue(func() [][]string { return table("data/counties.txt") })
	tenants   = sync.OnceValue(congressRows)
	unitRows  = sync.OnceValue(func() [][]string { return table("data/units.txt") })
)
