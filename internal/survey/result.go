package survey

import (
	"math/big"

	"huiyin/internal/suggestion"
)

// Answer is what was said about one case of the sample.
type Answer struct {
	Case     int64             `json:"case"`
	Unit     int64             `json:"unit,omitempty"`
	Rating   suggestion.Rating `json:"rating"` // of the result
	Attitude suggestion.Rating `json:"attitude,omitempty"`
}

// Weight is how many cases of the population one answered case stands for: an exact fraction.
type Weight struct {
	Stratum string `json:"stratum"`
	Size    int    `json:"size"`    // cases of the stratum
	Replied int    `json:"replied"` // answered cases
}

// Result is a weighted estimate with its margin, in tenths of a percent, rounded half up.
type Result struct {
	Permille int      `json:"permille"`         // 963 is 96.3 %
	Margin   int      `json:"margin"`           // half the width of the 95 % interval
	Replied  int      `json:"replied"`          // answers behind it
	Covered  int      `json:"covered"`          // cases of the population that the answered strata hold
	Of       int      `json:"of"`               // cases of the population
	Silent   []string `json:"silent,omitempty"` // strata from which nobody answered: the estimate does not speak for them
	Weights  []Weight `json:"weights,omitempty"`
}

// Content counts as satisfied: satisfied and basically satisfied (满意、基本满意).
func Content(r suggestion.Rating) bool { return r == suggestion.Satisfied || r == suggestion.Basically }

// Estimate weighs the answers: each answered case stands for the cases of its stratum ÷ those answered there. is says what is counted. ok
// is false while nobody has answered. Answers on cases that were not drawn, and a second answer on one case, do not count.
func Estimate(s Sample, answers []Answer, is func(suggestion.Rating) bool) (Result, bool) {
	by := map[int64]suggestion.Rating{}
	for _, a := range answers {
		if _, twice := by[a.Case]; !twice && a.Rating != "" {
			by[a.Case] = a.Rating
		}
	}
	r := Result{Of: s.Of}
	type layer struct{ size, n, yes int }
	var layers []layer
	for _, k := range s.Strata {
		l := layer{size: k.Size}
		for _, id := range k.Order { // reserves that stood in count like those drawn first
			if rating, ok := by[id]; ok {
				l.n++
				if is(rating) {
					l.yes++
				}
			}
		}
		if l.n == 0 {
			r.Silent = append(r.Silent, k.Name)
			continue
		}
		layers = append(layers, l)
		r.Covered += k.Size
		r.Replied += l.n
		r.Weights = append(r.Weights, Weight{Stratum: k.Name, Size: k.Size, Replied: l.n})
	}
	if r.Replied == 0 {
		return r, false
	}
	mean, variance := new(big.Rat), new(big.Rat)
	for _, l := range layers {
		share := big.NewRat(int64(l.size), int64(r.Covered))
		p := big.NewRat(int64(l.yes), int64(l.n))
		mean.Add(mean, new(big.Rat).Mul(share, p))
		variance.Add(variance, new(big.Rat).Mul(new(big.Rat).Mul(share, share), spread(l.size, l.n, p)))
	}
	r.Permille = half(new(big.Rat).Mul(mean, big.NewRat(1000, 1)))
	// 1.96 standard errors, times 1000: the root of variance × (1960)².
	r.Margin = root(new(big.Rat).Mul(variance, big.NewRat(1960*1960, 1)))
	return r, true
}

// spread is the variance of a stratum's share: (1 − n/N)·p(1−p)/(n−1), with the correction for finite populations, which leaves
// nothing where everybody answered. A single answer
// cannot tell how far answers lie apart: the widest there is, 1/4, is taken.
func spread(size, n int, p *big.Rat) *big.Rat {
	finite := new(big.Rat).Sub(big.NewRat(1, 1), big.NewRat(int64(n), int64(size)))
	pq := new(big.Rat).Mul(p, new(big.Rat).Sub(big.NewRat(1, 1), p))
	if n == 1 {
		return finite.Mul(finite, big.NewRat(1, 4))
	}
	return finite.Mul(finite, pq.Mul(pq, big.NewRat(1, int64(n-1))))
}

// half rounds a fraction to a whole number, half up.
func half(r *big.Rat) int {
	num := new(big.Int).Mul(r.Num(), big.NewInt(2))
	num.Add(num, r.Denom())
	return int(new(big.Int).Div(num, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64())
}

// root rounds the square root of a fraction to a whole number, half up: ⌊(⌊√(4r)⌋ + 1) ÷ 2⌋, without a floating point.
func root(r *big.Rat) int {
	four := new(big.Int).Div(new(big.Int).Mul(r.Num(), big.NewInt(4)), r.Denom())
	return int((new(big.Int).Sqrt(four).Int64() + 1) / 2)
}
