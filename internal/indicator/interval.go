package indicator

import "math"

// Standing is how a share of few stands to the share of all, as far as its number lets one say it.
type Standing string

// The standings.
const (
	Few   Standing = "few"   // too few to say anything
	Above Standing = "above" // the whole interval lies above
	Below Standing = "below" // the whole interval lies below
	Alike Standing = "alike" // the share of all lies inside the interval
)

// fewest is the number below which units are not compared.
const fewest = 5

// Interval is the range, in hundredths of a per cent, in which a share of so many can well lie when chance is allowed for: Wilson's
// score interval at 95 %. It is no ranking: it says when two shares cannot be told apart.
func Interval(num, den int) (low, high int) {
	if den <= 0 {
		return 0, 10000
	}
	const z = 1.959964
	n, p := float64(den), float64(num)/float64(den)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	reach := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	bound := func(x float64) int { return int(math.Round(10000 * min(max(x, 0), 1))) }
	return bound(middle - reach), bound(middle + reach)
}

// Compare says how num of den stands to allNum of allDen.
func Compare(num, den, allNum, allDen int) Standing {
	if den < fewest || allDen <= 0 {
		return Few
	}
	low, high := Interval(num, den)
	switch all := 10000 * allNum; {
	case low*allDen > all:
		return Above
	case high*allDen < all:
		return Below
	}
	return Alike
}
