package stats

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// sorted lists the keys by falling count, then by id, so that tables read the same each time.
func sorted(counts map[int64]int) []int64 {
	return slices.SortedFunc(maps.Keys(counts), func(a, b int64) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}
