package document

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// sense is where a title may be broken: no line begins or ends with certain characters, and certain words stay whole.
type sense struct {
	NeverFirst string   `json:"never_first"`
	NeverLast  string   `json:"never_last"`
	GoodLast   string   `json:"good_last"`
	GoodFirst  string   `json:"good_first"`
	Words      []string `json:"words"`
}

//go:embed parts/breaks.json
var breaksFile []byte

var breaks = sync.OnceValue(func() sense {
	var s sense
	if err := json.Unmarshal(breaksFile, &s); err != nil {
		panic("document: " + err.Error()) // embedded data: the tests of this package load it first
	}
	return s
})

// width counts the halves of a Chinese character that a text takes.
func width(s string) int {
	n := 0
	for _, c := range s {
		n++
		if c > 0x2000 {
			n++
		}
	}
	return n
}

// fitted is the run property that makes one line of a name stand within a width, at most 36 points high.
func fitted(name string, twips int) string {
	size := 72
	if w := width(name); w > 0 {
		size = min(size, twips*19/100/w) // half-points: a character is as wide as it is high
	}
	v := strconv.Itoa(max(size, 32))
	return `<w:sz w:val="` + v + `"/><w:szCs w:val="` + v + `"/>`
}

// TitleLines are the lines of the paper's title.
func (p Paper) TitleLines() []string {
	if p.Wide {
		return Break(p.Heading, wideTitle)
	}
	return Break(p.Heading, titleLine)
}

// Break breaks a title into lines of at most size characters, of like length and at the bounds of meaning (回行词意完整).
func Break(title string, size int) []string {
	r := []rune(title)
	if title == "" {
		return []string{""}
	}
	lines := (width(title) + 2*size - 1) / (2 * size)
	for ; lines <= len(r); lines++ {
		cut, cost := cheapest(r, lines, 2*size)
		if cut == nil {
			continue
		}
		if more, less := cheapest(r, lines+1, 2*size); more != nil && less+aWord < cost {
			return more // rather a line more than a word in two
		}
		return cut
	}
	return []string{title}
}

// What a cut costs: aName where neither side is a known word, so that it may be within a name; aWord within a word; never where none may be.
const (
	aName = 160
	aWord = 600
	never = 1 << 30
)

// cheapest finds the way of cutting into so many lines that costs least, and its cost; nil when a line would be too long.
func cheapest(r []rune, lines, most int) ([]string, int) {
	if lines > len(r) {
		return nil, never
	}
	ideal := width(string(r)) / lines
	cost := make([][]int, lines+1)
	from := make([][]int, lines+1)
	for k := range cost {
		cost[k], from[k] = slices.Repeat([]int{never}, len(r)+1), make([]int, len(r)+1)
	}
	cost[0][0] = 0
	cut := make([]int, len(r)+1)
	for at := range cut {
		cut[at] = penalty(r, at)
	}
	for k := 1; k <= lines; k++ {
		for end := k; end <= len(r); end++ {
			for start := k - 1; start < end; start++ {
				w := width(strings.TrimSpace(string(r[start:end])))
				if cost[k-1][start] == never || w > most {
					continue
				}
				if c := cost[k-1][start] + (w-ideal)*(w-ideal) + cut[end]; c < cost[k][end] {
					cost[k][end], from[k][end] = c, start
				}
			}
		}
	}
	if cost[lines][len(r)] == never {
		return nil, never
	}
	out := make([]string, lines)
	for k, end := lines, len(r); k > 0; k-- {
		out[k-1] = strings.TrimSpace(string(r[from[k][end]:end]))
		end = from[k][end]
	}
	return out, cost[lines][len(r)]
}

// penalty is what it costs to break a title before its character at.
func penalty(r []rune, at int) int {
	if at == 0 || at == len(r) {
		return 0
	}
	s, before, after := breaks(), r[at-1], r[at]
	cost := aName
	if slices.ContainsFunc(s.Words, func(w string) bool {
		return strings.HasSuffix(string(r[:at]), w) || strings.HasPrefix(string(r[at:]), w)
	}) {
		cost = 60
	}
	switch {
	case strings.ContainsRune(s.NeverFirst, after), strings.ContainsRune(s.NeverLast, before):
		cost = 2000
	case before < 0x2000 && after < 0x2000 && before != ' ' && after != ' ':
		cost = 2000
	case before == ' ' && after >= '0' && after <= '9':
		cost = 400 // a number belongs to the word before it
	case strings.ContainsRune(s.GoodLast, before), before == ' ', strings.HasPrefix(string(r[at:]), s.GoodFirst):
		cost = 0
	}
	for _, w := range s.Words {
		k := []rune(w)
		for i := 1; i < len(k); i++ {
			if at-i >= 0 && at-i+len(k) <= len(r) && string(r[at-i:at-i+len(k)]) == w {
				return max(cost, 2*aWord)
			}
		}
	}
	return cost
}
