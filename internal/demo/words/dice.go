package words

// dice draws numbers from a key instead of from a stream, so that every drawing can be repeated alone.
type dice uint64

// salt separates drawings that belong to the same case.
func (d dice) salt(n uint64) dice { return dice(mix(uint64(d) ^ (n+1)*0x9E3779B97F4A7C15)) }

// word salts with a name.
func (d dice) word(s string) dice {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return d.salt(h)
}

// below gives a number in [0, n).
func (d dice) below(n int) int {
	if n <= 1 {
		return 0
	}
	return int(mix(uint64(d)) % uint64(n))
}

// between gives a number in [lo, hi].
func (d dice) between(lo, hi int) int { return lo + d.below(hi-lo+1) }

// mix is the finaliser of splitmix64.
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// shuffle orders 0…n−1.
func (d dice) shuffle(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := d.salt(uint64(i)).below(i + 1)
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// choose picks k of n, in ascending order.
func (d dice) choose(n, k int) []int {
	if k >= n {
		k = n
	}
	take := make([]bool, n)
	for _, i := range d.shuffle(n)[:k] {
		take[i] = true
	}
	out := make([]int, 0, k)
	for i, t := range take {
		if t {
			out = append(out, i)
		}
	}
	return out
}
