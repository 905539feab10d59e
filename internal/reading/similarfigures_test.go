package reading

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var textsFolder = flag.String("texts", "", "folder of the collections of real texts; the figures of docs/similar.md are measured on them")

// message is a text of a collection under the field names of all of them.
type message struct {
	ID, Title, Content, Reason, Methods, River, County, Category string
}

func readLines[T any](t *testing.T, name string) []T {
	t.Helper()
	f, err := os.Open(filepath.Join(*textsFolder, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<24)
	var out []T
	for s.Scan() {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// library keeps texts as the memory does: a sketch and a length each, and where each term stands.
type library struct {
	voc     Vocabulary
	terms   []Terms
	sketch  [][]Weighed
	length  []float64
	posting map[Term][]int
	weight  map[Term][]float64
}

func newLibrary(list []message) *library {
	l := &library{voc: Vocabulary{Of: map[Term]int{}}, posting: map[Term][]int{}, weight: map[Term][]float64{}}
	for _, m := range list {
		t := TermsOf(m.Title, m.Content, m.Reason, m.Methods)
		l.voc.Texts++
		for k := range t {
			l.voc.Of[k]++
		}
		l.terms = append(l.terms, t)
	}
	for i, t := range l.terms {
		s := t.Sketch(l.voc)
		l.sketch, l.length = append(l.sketch, s), append(l.length, t.Length(l.voc))
		for _, w := range s {
			l.posting[w.Term], l.weight[w.Term] = append(l.posting[w.Term], i), append(l.weight[w.Term], w.Weight)
		}
	}
	return l
}

func (l *library) like(a, b int) float64 {
	return Likeness(l.terms[a], l.terms[b], l.voc, l.length[a], l.length[b])
}

// nearest finds candidates by their sketches and puts them in order by the whole texts.
func (l *library) nearest(i, candidates int) []int {
	sum := map[int]float64{}
	for _, w := range l.sketch[i] {
		for n, k := range l.posting[w.Term] {
			sum[k] += w.Weight * l.weight[w.Term][n]
		}
	}
	delete(sum, i)
	var out []int
	for k := range sum {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Or(cmp.Compare(sum[b], sum[a]), cmp.Compare(a, b)) })
	out = out[:min(len(out), candidates)]
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(l.like(i, b), l.like(i, a)) })
	return out
}

// area is the share of couples of a positive and a negative one in which the positive one has the larger value.
func area(pos, neg []float64) float64 {
	won := 0.0
	for _, p := range pos {
		for _, n := range neg {
			switch {
			case p > n:
				won++
			case p == n:
				won += 0.5
			}
		}
	}
	return won / float64(len(pos)*len(neg))
}

func above(list []float64, least float64) float64 {
	n := 0
	for _, v := range list {
		if v >= least {
			n++
		}
	}
	return float64(n) / float64(len(list))
}

// Pairs and topics that people labelled: one half was used for choosing the constants, the other was held out.
func TestSimilarFiguresOfLabelledMessages(t *testing.T) {
	if *textsFolder == "" {
		t.Skip("no -texts")
	}
	list := readLines[message](t, "wenzheng_hot/dev.jsonl")
	pairs := readLines[struct {
		A, B, Why string
		Same      int
	}](t, "wenzheng_hot/dev_pairs.jsonl")
	clusters := readLines[struct {
		Cluster string
		IDs     []string
	}](t, "wenzheng_hot/dev_clusters.jsonl")
	l := newLibrary(list)
	at := map[string]int{}
	for i, m := range list {
		at[m.ID] = i
	}
	for half, name := range []string{"chosen on", "held out"} {
		why := map[string][]float64{}
		same := [2][]float64{}
		for _, p := range pairs {
			h := fnv.New32a()
			h.Write([]byte(p.A + p.B))
			if int(h.Sum32()>>7)%2 == half {
				v := l.like(at[p.A], at[p.B])
				why[p.Why], same[p.Same] = append(why[p.Why], v), append(same[p.Same], v)
			}
		}
		first, found, members := 0.0, 0.0, 0.0
		for n, c := range clusters {
			if n%2 != half {
				continue
			}
			in := map[int]bool{}
			for _, id := range c.IDs {
				in[at[id]] = true
			}
			for i := range in {
				near := l.nearest(i, Candidates)
				hits := 0
				for _, k := range near[:min(10, len(near))] {
					if in[k] {
						hits++
					}
				}
				members++
				found += float64(hits) / float64(min(10, len(in)-1))
				if len(near) > 0 && in[near[0]] {
					first++
				}
			}
		}
		all, hard := area(same[1], same[0]), area(why["cluster"], why["same_place_other_issue"])
		t.Logf("%s: AUC %.3f, topics against other matters of the same place %.3f, P@1 %.3f, R@10 %.3f (%d pairs, %.0f members)",
			name, all, hard, first/members, found/members, len(same[0])+len(same[1]), members)
		for _, w := range []string{"cluster", "same_user_resubmit", "same_place_other_issue", "other_cluster", "random"} {
			t.Logf("%s: %s, shown as possibly similar: %.3f of %d", name, w, above(why[w], LeastLikeness), len(why[w]))
		}
		if half == 1 && (all < 0.98 || hard < 0.9 || first/members < 0.97 || found/members < 0.82) {
			t.Error("worse than docs/similar.md says")
		}
	}
}

// Collections without pairs: how often the nearest text is about the same river, or answered by the same field.
func TestSimilarFiguresOfOtherTexts(t *testing.T) {
	if *textsFolder == "" {
		t.Skip("no -texts")
	}
	for _, c := range []struct {
		file  string
		of    func(message) string
		least float64
	}{
		{"fuzhou_water/dev.jsonl", func(m message) string { return m.River }, 0.6},
		{"tw_council/dev.jsonl", func(m message) string { return m.County + m.Category }, 0.5},
	} {
		list := readLines[message](t, c.file)
		l := newLibrary(list)
		share := map[string]float64{}
		for _, m := range list {
			share[c.of(m)]++
		}
		hits, shown, right, chance := 0.0, 0.0, 0.0, 0.0
		for i, m := range list {
			chance += share[c.of(m)] / float64(len(list))
			near := l.nearest(i, Candidates)
			if len(near) == 0 {
				continue
			}
			ok := c.of(list[near[0]]) == c.of(m)
			if ok {
				hits++
			}
			if l.like(i, near[0]) >= LeastLikeness {
				shown++
				if ok {
					right++
				}
			}
		}
		n := float64(len(list))
		t.Logf("%s: nearest is of the same kind %.3f (by chance %.3f); shown for %.3f, then right %.3f; %d texts", c.file, hits/n, chance/n, shown/n, right/shown, len(list))
		if hits/n < c.least {
			t.Error("worse than docs/similar.md says")
		}
	}
}
