package score

import (
	"math"
	"slices"
)

// span is an interval in half hundredths, both ends included: what lies strictly between two hundredths is the odd number between
// them. So every bound, open or closed, is a whole number.
type span struct{ lo, hi int64 }

var (
	everything = span{math.MinInt64 / 2, math.MaxInt64 / 2}
	percents   = span{0, 2 * 100_00}
	counts     = span{0, math.MaxInt64 / 2}
)

func (s span) meets(o span) bool { return max(s.lo, o.lo) <= min(s.hi, o.hi) }

func (s span) clip(o span) span { return span{max(s.lo, o.lo), min(s.hi, o.hi)} }

func (a Amount) bound(otherwise, open int64) int64 {
	n, ok := a.hundredths()
	if !ok {
		return otherwise
	}
	return 2*n + open
}

func (g Range) span() span {
	all := counts
	if g.As == AsPercent {
		all = percents
	}
	return span{
		max(g.From.bound(all.lo, 0), g.Above.bound(all.lo, 1)),
		min(g.To.bound(all.hi, 0), g.Below.bound(all.hi, -1)),
	}
}

func (s Step) span() span { return span{s.From.bound(0, 0), s.Below.bound(counts.hi, -1)} }

func (l Level) span() span {
	return span{l.From.bound(everything.lo, 0), l.Below.bound(everything.hi, -1)}
}

// points lists one value of each stretch that the ends of spans cut a whole into.
func points(all []span, whole span) []int64 {
	cuts := []int64{whole.lo}
	for _, s := range all {
		cuts = append(cuts, s.lo, s.hi+1)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	return slices.DeleteFunc(cuts, func(v int64) bool { return v < whole.lo || v > whole.hi })
}

// gap returns a value, in words, that no span holds.
func gap(all []span, whole span) (string, bool) {
	for _, v := range points(all, whole) {
		if !slices.ContainsFunc(all, func(s span) bool { return s.lo <= v && v <= s.hi }) {
			return told(v), true
		}
	}
	return "", false
}

// told writes a half hundredth in words: = the number, or "> the number" for what lies just above it.
func told(v int64) string {
	switch {
	case v <= everything.lo:
		return "−∞"
	case v%2 == 0:
		return "= " + Points(v/2).String()
	}
	return "> " + Points((v-1)/2).String()
}
