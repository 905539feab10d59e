package indicator

import "testing"

func TestIntervalSaysWhatFewCanSay(t *testing.T) {
	for _, c := range []struct{ num, den, low, high int }{
		{0, 0, 0, 10000},
		{3, 4, 3006, 9544}, // published examples of Wilson's interval
		{0, 10, 0, 2775},
		{10, 10, 7225, 10000},
		{81, 263, 2553, 3662},
	} {
		if low, high := Interval(c.num, c.den); low != c.low || high != c.high {
			t.Errorf("%d of %d: %d to %d, want %d to %d", c.num, c.den, low, high, c.low, c.high)
		}
	}
}

func TestUnitsAreOnlyToldApartWhenTheirNumbersAllowIt(t *testing.T) {
	for _, c := range []struct {
		num, den, allNum, allDen int
		want                     Standing
	}{
		{0, 4, 90, 100, Few},
		{5, 5, 90, 100, Alike},
		{4, 5, 90, 100, Alike},
		{3, 5, 90, 100, Below},
		{1, 5, 90, 100, Below},
		{20, 40, 90, 100, Below},
		{60, 60, 80, 100, Above},
		{5, 5, 0, 0, Few},
	} {
		if got := Compare(c.num, c.den, c.allNum, c.allDen); got != c.want {
			t.Errorf("%d of %d against %d of %d: %s, want %s", c.num, c.den, c.allNum, c.allDen, got, c.want)
		}
	}
}
