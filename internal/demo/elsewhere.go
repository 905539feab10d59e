package demo

import (
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// elsewhere gives the congresses of counties and townships cases of their own.
func (b *builder) elsewhere() {
	for _, g := range b.Congresses {
		switch {
		case g.Level == org.County && b.orgs[g.Code+"_dl1"] != 0:
			for n := range 14 {
				b.county(g, n)
			}
		case g.Level == org.Township:
			for n := range 6 {
				b.township(g, n)
			}
		}
	}
}

func (b *builder) county(g org.Congress, n int) {
	w := b.begin(g.Code, want{})
	w.lead = b.whoever(b.orgs[g.Code+"_dl"+string(rune('1'+n%4))], org.Deputy)
	w.stages(n, 6+n*11)
	w.end()
}

func (b *builder) township(g org.Congress, n int) {
	w := b.begin(g.Code, want{})
	w.lead = b.whoever(b.orgs[g.Code+"_dl"], org.Deputy)
	w.stages(n*2, 8+n*19)
	w.end()
}

// stages takes a case as far as n says: from a fresh text to a kept promise. It was handed over that many days ago.
func (w *walk) stages(n, ago int) {
	w.ago(ago + 9).draft().submit()
	if n == 0 {
		return
	}
	w.ago(ago + 7).check()
	w.ago(ago + 6).accept()
	if n == 1 {
		return
	}
	w.ago(ago+3).propose(w.shares(), false)
	if n == 2 {
		return
	}
	w.ago(ago).assign(false)
	if n == 3 {
		return
	}
	w.ago(ago-3).signAll().ago(ago-10).contact(0, "before", true)
	w.ago(ago - 22).opinions()
	if n < 6 {
		return
	}
	out := words.Solved
	if n%2 == 0 {
		out = words.Promised
	}
	w.ago(ago-30).reply(0, answer{outcome: out})
	if n == 6 {
		return
	}
	result := suggestion.Satisfied
	if n == 8 {
		result = suggestion.NotSatisfied
	}
	w.after(5).rate(0, suggestion.Satisfied, result, true)
}
