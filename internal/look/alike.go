package look

import (
	"cmp"
	"slices"
)

// Named is a suggestion as the search for similar ones knows it.
type Named struct {
	Case   int64
	Year   int
	Title  string
	Solved bool
}

// Titles finds suggestions on the same matter by their titles: the share of pairs of letters that two titles have in common, the words that
// every title begins and ends with left out. It stands until texts can be compared for what they mean.
type Titles struct {
	list  []Named
	pairs []map[string]bool
	by    map[string][]int
	least int
}

// NewTitles prepares the titles of a congress; least is the percentage from which on two are alike.
func NewTitles(list []Named, least int) *Titles {
	t := &Titles{list: list, by: map[string][]int{}, least: least}
	for i, n := range list {
		p := pairs(n.Title)
		t.pairs = append(t.pairs, p)
		for k := range p {
			t.by[k] = append(t.by[k], i)
		}
	}
	return t
}

// Similar lists the others that are alike, oldest year first.
func (t *Titles) Similar(id int64, title string) []Similar {
	if t == nil {
		return nil
	}
	own := pairs(title)
	common := map[int]int{}
	for k := range own {
		for _, i := range t.by[k] {
			common[i]++
		}
	}
	var out []Similar
	for i, shared := range common { // whoever shares nothing is not alike
		n, all := t.list[i], len(own)+len(t.pairs[i])-shared
		if n.Case != id && shared*100 >= t.least*all {
			out = append(out, Similar{Case: n.Case, Year: n.Year, Solved: n.Solved})
		}
	}
	slices.SortFunc(out, func(a, b Similar) int { return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Case, b.Case)) })
	return out
}

// pairs are the neighbouring letters of a title without its frame.
func pairs(title string) map[string]bool {
	letters := []rune(bare(marks()["frame"].ReplaceAllString(title, "")))
	out := map[string]bool{}
	for i := range len(letters) - 1 {
		out[string(letters[i:i+2])] = true
	}
	return out
}
