// Package survey draws the sample that a third party asks (第三方评估), weighs its answers and says how sure they are. It is pure:
// chance comes from a published seed, so that anybody who knows the seed and the population draws the same sample.
//
// The drawing. Cases of one stratum are put in the order of SHA-256("seed|case id"), the id in decimal digits; the first n are the
// sample, the others in that order the reserve. The size is shared out among the strata in proportion to their cases: each gets the
// whole part of its share, and what is left goes to the largest remainders; equal remainders to the larger stratum, then to the one
// whose name sorts first. With a floor of one every stratum gets one case first, and the rest is shared out by the cases left over.
package survey

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// Item is one case of the population with what it can be stratified by.
type Item struct {
	Case  int64  `json:"case"`
	Unit  int64  `json:"unit"`
	Class string `json:"class"` // normalized outcome of the reply
	Topic int64  `json:"topic"` // first-level category
}

// By names what strata are made of.
type By string

// What strata can be made of.
const (
	ByUnit  By = "unit"
	ByClass By = "class"
	ByTopic By = "topic"
)

// Plan says how a sample is drawn (抽样方案).
type Plan struct {
	Seed  string         `json:"seed" form:"line,required" max:"64"`
	By    []By           `json:"by" form:"choices" options:"unit,class,topic"`
	Size  int            `json:"size" form:"number,required"`
	Floor bool           `json:"floor" form:"flag"`        // at least one case of every stratum
	Sizes map[string]int `json:"sizes,omitempty" form:"-"` // sizes set by hand, by stratum; then Size is their sum
}

// Stratum is one layer: its cases in drawing order, of which the first Take are the sample.
type Stratum struct {
	Name  string  `json:"name"` // unit=4|class=SOLVED
	Unit  int64   `json:"unit,omitempty"`
	Class string  `json:"class,omitempty"`
	Topic int64   `json:"topic,omitempty"`
	Size  int     `json:"size"` // cases in the population
	Take  int     `json:"take"`
	Order []int64 `json:"order"`
}

// Chosen are the cases of the sample.
func (s Stratum) Chosen() []int64 { return s.Order[:s.Take] }

// Reserve are the cases that stand in, in this order, where one of the sample cannot be reached.
func (s Stratum) Reserve() []int64 { return s.Order[s.Take:] }

// Sample is a drawn sample. Strata are in the order of their names.
type Sample struct {
	Plan   Plan      `json:"plan"`
	Size   int       `json:"size"`
	Of     int       `json:"of"` // cases in the population
	Strata []Stratum `json:"strata"`
}

// Chosen are the cases of the whole sample, stratum by stratum.
func (s Sample) Chosen() []int64 {
	var out []int64
	for _, k := range s.Strata {
		out = append(out, k.Chosen()...)
	}
	return out
}

// Draw draws the sample of a plan. What cannot be drawn is an Invalid fault that names the field.
func Draw(p Plan, population []Item) (Sample, error) {
	var f fault.Fields
	if strings.TrimSpace(p.Seed) == "" {
		f.Add("seed", "field.required")
	}
	for i, by := range p.By {
		if !slices.Contains([]By{ByUnit, ByClass, ByTopic}, by) || slices.Contains(p.By[:i], by) {
			f.Add("by."+strconv.Itoa(i), "field.choice")
		}
	}
	strata, double := layers(p, population)
	switch {
	case len(population) == 0:
		f.Add("size", "survey.nobody_to_ask")
	case double:
		f.Add("size", "survey.case_twice")
	}
	if err := f.Err(); err != nil {
		return Sample{}, err
	}
	if len(p.Sizes) > 0 {
		byHand(p, strata, &f)
	} else {
		share(p, strata, len(population), &f)
	}
	if err := f.Err(); err != nil {
		return Sample{}, err
	}
	s := Sample{Plan: p, Of: len(population), Strata: strata}
	for _, k := range strata {
		s.Size += k.Take
	}
	s.Plan.Size = s.Size
	return s, nil
}

// layers puts the population into strata, each in drawing order.
func layers(p Plan, population []Item) ([]Stratum, bool) {
	at := map[string]int{}
	seen := map[int64]bool{}
	double := false
	var out []Stratum
	for _, it := range population {
		double = double || seen[it.Case]
		seen[it.Case] = true
		k := stratumOf(p.By, it)
		i, ok := at[k.Name]
		if !ok {
			i = len(out)
			at[k.Name] = i
			out = append(out, k)
		}
		out[i].Size++
		out[i].Order = append(out[i].Order, it.Case)
	}
	for i := range out {
		slices.SortFunc(out[i].Order, func(a, b int64) int {
			return cmp.Or(cmp.Compare(Rank(p.Seed, a), Rank(p.Seed, b)), cmp.Compare(a, b))
		})
	}
	slices.SortFunc(out, func(a, b Stratum) int { return cmp.Compare(a.Name, b.Name) })
	return out, double
}

func stratumOf(by []By, it Item) Stratum {
	var s Stratum
	var parts []string
	for _, b := range by {
		switch b {
		case ByUnit:
			s.Unit = it.Unit
			parts = append(parts, "unit="+strconv.FormatInt(it.Unit, 10))
		case ByClass:
			s.Class = it.Class
			parts = append(parts, "class="+it.Class)
		case ByTopic:
			s.Topic = it.Topic
			parts = append(parts, "topic="+strconv.FormatInt(it.Topic, 10))
		}
	}
	if s.Name = strings.Join(parts, "|"); s.Name == "" {
		s.Name = Undivided
	}
	return s
}

// Rank is a case's place in the drawing: the published rule by which anybody can draw again.
func Rank(seed string, id int64) string {
	h := sha256.Sum256([]byte(seed + "|" + strconv.FormatInt(id, 10)))
	return hex.EncodeToString(h[:])
}

// byHand takes the sizes that a person has set. A sample cannot be larger than its stratum.
func byHand(p Plan, strata []Stratum, f *fault.Fields) {
	used := 0
	for i := range strata {
		s := &strata[i]
		n, ok := p.Sizes[s.Name]
		if ok {
			used++
		}
		switch {
		case n < 0:
			f.Add("sizes."+s.Name, "field.number")
		case n > s.Size:
			f.Add("sizes."+s.Name, "survey.larger_than_stratum", "size", n, "of", s.Size)
		case n == 0 && p.Floor:
			f.Add("sizes."+s.Name, "survey.floor_of_one")
		}
		s.Take = n
	}
	if used != len(p.Sizes) {
		f.Add("sizes", "survey.unknown_stratum")
	}
}

// share shares the size out in proportion.
func share(p Plan, strata []Stratum, of int, f *fault.Fields) {
	switch {
	case p.Size < 1:
		f.Add("size", "field.required")
		return
	case p.Size > of:
		f.Add("size", "survey.larger_than_population", "size", p.Size, "of", of)
		return
	case p.Floor && p.Size < len(strata):
		f.Add("size", "survey.fewer_than_strata", "size", p.Size, "strata", len(strata))
		return
	}
	sizes := make([]int, len(strata))
	first := 0
	for i, s := range strata {
		sizes[i] = s.Size
		if p.Floor {
			sizes[i]--
			first = 1
		}
	}
	for i, n := range Allocate(p.Size-first*len(strata), sizes) {
		strata[i].Take = n + first
	}
}

// Allocate shares n out in proportion to the sizes by largest remainder; equal remainders go to the larger, then to the earlier. No
// share is larger than its size as long as n is not larger than their sum.
func Allocate(n int, sizes []int) []int {
	out := make([]int, len(sizes))
	total := 0
	for _, s := range sizes {
		total += s
	}
	if total == 0 || n <= 0 {
		return out
	}
	left := n
	order := make([]int, len(sizes))
	for i, s := range sizes {
		order[i] = i
		out[i] = n * s / total
		left -= out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(n*sizes[b]%total, n*sizes[a]%total), cmp.Compare(sizes[b], sizes[a]))
	})
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}
