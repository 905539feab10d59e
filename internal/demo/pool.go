package demo

import "huiyin/internal/demo/words"

// pool hands out the texts of one congress's cases, each once.
type pool struct {
	seed     uint64
	congress string
	drawn    []words.Outline
	taken    []bool
	oldest   int // everything before it is taken
}

// want says which text is wanted; empty fields accept any.
type want struct {
	lead   string // unit key
	county string
	hard   bool // asks for what cannot be met: the answer is no
}

func (p *pool) at(n int) words.Outline {
	for len(p.drawn) <= n {
		p.drawn = append(p.drawn, words.Sketch(p.seed, words.Index(p.congress, len(p.drawn))))
		p.taken = append(p.taken, false)
	}
	return p.drawn[n]
}

// take returns the number of the first text that fits and was not given out yet.
func (p *pool) take(w want) int {
	i, _ := p.search(0, func(s words.Outline) bool {
		return w.hard == s.Hard && (w.county == "" || w.county == s.County) && (w.lead == "" || w.lead == s.Lead)
	})
	return i
}

// search gives out the first text that fits among the next most that were not given out yet, or among all for 0.
func (p *pool) search(most int, fits func(s words.Outline) bool) (int, bool) {
	for n, tried := p.oldest, 0; most == 0 || tried < most; n++ {
		s := p.at(n)
		if p.taken[n] {
			continue
		}
		if tried++; !fits(s) {
			continue
		}
		p.taken[n] = true
		for p.oldest < len(p.taken) && p.taken[p.oldest] {
			p.oldest++
		}
		return words.Index(p.congress, n), true
	}
	return 0, false
}

func has[T comparable](list []T, v T) bool {
	for _, o := range list {
		if o == v {
			return true
		}
	}
	return false
}
