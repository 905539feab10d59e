package indicator

import (
	"strconv"
	"strings"

	"huiyin/internal/suggestion"
)

// Population is what a figure counts: cases (件), units' shares (件次), forms (份), deputies (人) or promises (项). The type of a filter says
// which, and no figure can have its upper number from one and its lower number from another.
type Population interface {
	suggestion.Filter | suggestion.ShareFilter | suggestion.FormFilter | suggestion.DeputyFilter | suggestion.PromiseFilter
}

// Unit names a population as the catalogue's unit.<name> does: item 件, item_unit 件次, form 份, deputy 人, promise 项.
func Unit[F Population]() string {
	var f F
	switch any(f).(type) {
	case suggestion.ShareFilter:
		return "item_unit"
	case suggestion.FormFilter:
		return "form"
	case suggestion.DeputyFilter:
		return "deputy"
	case suggestion.PromiseFilter:
		return "promise"
	}
	return "item"
}

// Overlaps reports whether one member of a population may stand in several groups of a breakdown, so that the groups come to more than the
// whole: a deputy stands under every unit, category or county that one of the suggestions belongs to.
func Overlaps[F Population](by Dimension) bool {
	var f F
	_, persons := any(f).(suggestion.DeputyFilter)
	return persons && by != ByDeputy
}

// Count is a number of one population.
type Count[F Population] struct{ n int }

// Counted makes a count of what was counted.
func Counted[F Population](n int) Count[F] { return Count[F]{n} }

// Int returns the number.
func (c Count[F]) Int() int { return c.n }

// Plus adds counts of the same population; of another it does not compile.
func (c Count[F]) Plus(o Count[F]) Count[F] { return Count[F]{c.n + o.n} }

// Ratio is a share inside one population: exact integers, rounded only where it is printed.
type Ratio[F Population] struct{ Num, Den Count[F] }

// most is the largest number of decimals that a share is printed with.
const most = 4

// Decimals brings a wished number of decimals into what is printed.
func Decimals(n int) int { return min(max(n, 0), most) }

// Percent prints num of den in per cent with so many decimals, half up. Parts are rounded each for itself and never made to fit:
// a sum that is then not 100 is said to be due to rounding (see Rounding). A share of nothing is empty.
func Percent(num, den int64, decimals int) string {
	if den <= 0 {
		return ""
	}
	scaled := scale(num, den, Decimals(decimals))
	return point(scaled, Decimals(decimals))
}

// scale returns num/den in units of the last decimal, half up.
func scale(num, den int64, decimals int) int64 {
	p := int64(100)
	for range decimals {
		p *= 10
	}
	return (2*p*num + den) / (2 * den)
}

func point(n int64, decimals int) string {
	s := strconv.FormatInt(n, 10)
	if decimals == 0 {
		return s
	}
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals+1-len(s)) + s
	}
	return s[:len(s)-decimals] + "." + s[len(s)-decimals:]
}

// Rounding returns what the printed shares of all parts add up to when that is not 100; empty when it is.
func Rounding(parts []int64, whole int64, decimals int) string {
	if whole <= 0 {
		return ""
	}
	d := Decimals(decimals)
	sum, all := int64(0), int64(0)
	for _, n := range parts {
		sum += scale(n, whole, d)
		all += n
	}
	if all != whole || sum == scale(1, 1, d) {
		return ""
	}
	return point(sum, d)
}
