package reading

import (
	"cmp"
	_ "embed" // similar.json
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Term is what texts are compared by, as a number of 32 bits that never changes: two neighbouring characters of Chinese, or a whole word of
// letters and digits. No dictionary is needed, and a word that nobody has listed yet is found like any other.
type Term int64

// Terms are the terms of a text with the times that each stands there.
type Terms map[Term]float64

// Weighed is a term with its share in what a text is about. The squares of a text's shares add up to one.
type Weighed struct {
	Term   Term
	Weight float64
}

// SimilarVersion is raised when the same text would give other terms: what is kept of texts is then made anew.
const SimilarVersion = 1

// What a search needs: how many texts found by their sketches are compared whole, and from which likeness on two are said to be possibly similar.
const (
	Candidates    = 16
	LeastLikeness = 0.12
)

// The figures of docs/similar.md were measured with these.
const (
	titleTimes = 3 // a word of the title counts as if it stood so often
	placeTimes = 0.1
	sketched   = 32 // terms by which a text is looked for
	prior      = 64 // texts supposed to have been read already, none of which contains the term: among few texts no word is common
	common     = 4  // a term that more than one in so many texts contain says nothing
)

//go:embed similar.json
var similarWords []byte

// similarMarks are the words that hold a text together and do not say what it is about.
var similarMarks = sync.OnceValue(func() (out struct {
	frame  *regexp.Regexp    // what titles begin and end with
	empty  *strings.Replacer // words of every suggestion
	joints map[rune]bool     // characters between words
	places map[rune][]string // what places are called, by the first character
	first  string            // characters with which no word that is shown begins
	last   string            // and ends
},
) {
	var raw struct {
		Frame, Places, Empty, Joints string
		First                        string `json:"never_first"`
		Last                         string `json:"never_last"`
	}
	if err := json.Unmarshal(similarWords, &raw); err != nil {
		panic("reading: " + err.Error())
	}
	out.frame = regexp.MustCompile(raw.Frame)
	out.places = map[rune][]string{}
	for _, w := range strings.Fields(raw.Places) {
		first, _ := utf8.DecodeRuneInString(w)
		out.places[first] = append(out.places[first], w)
	}
	var pairs []string
	for _, w := range strings.Fields(raw.Empty) {
		pairs = append(pairs, w, " ")
	}
	out.empty = strings.NewReplacer(pairs...)
	out.first, out.last = raw.First, raw.Last
	out.joints = map[rune]bool{}
	for _, r := range raw.Joints {
		out.joints[r] = true
	}
	return out
})

// TermsOf reads a text. What stands in the title counts more.
func TermsOf(title string, body ...string) Terms {
	out := Terms{}
	out.add(bare(title), titleTimes)
	for _, b := range body {
		out.add(b, 1)
	}
	return out
}

// bare is a title without its frame (关于……的建议).
func bare(title string) string { return similarMarks().frame.ReplaceAllString(title, "") }

func (t Terms) add(text string, times float64) {
	text = similarMarks().empty.Replace(text)
	at := 0
	places(text, func(from, to int) {
		t.count(text[at:from], times)
		t.count(text[from:to], times*placeTimes)
		at = to
	})
	t.count(text[at:], times)
}

func (t Terms) count(text string, times float64) {
	for _, run := range wordRuns(text) {
		each(run, func(k Term) { t[k] += times })
	}
}

// places calls do for each stretch that looks like the name of a place: two or three characters, the longer first, and what places are called.
func places(text string, do func(from, to int)) {
	ends := similarMarks().places
	var before [3]int // where the last characters of Chinese began
	n := 0            // how many there are in a row
	for i, r := range text {
		if n >= 2 {
			for _, end := range ends[r] {
				if strings.HasPrefix(text[i:], end) {
					do(before[3-min(n, 3)], i+len(end))
					n = -utf8.RuneCountInString(end) // they belong to the name
					break
				}
			}
		}
		if n < 0 {
			n++
			continue
		}
		if !isHan(r) {
			n = 0
			continue
		}
		before[0], before[1], before[2] = before[1], before[2], i
		n++
	}
}

// isHan is unicode.Is(unicode.Han, r), the common characters first.
func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r > unicode.MaxLatin1 && unicode.Is(unicode.Han, r)
}

// Runs are the stretches of a text that say something, without names of places: Chinese up to a joint, or a word of letters and digits.
func Runs(text string) []string {
	text = similarMarks().empty.Replace(text)
	var out []string
	at := 0
	places(text, func(from, to int) {
		out = append(out, wordRuns(text[at:from])...)
		at = to
	})
	return append(out, wordRuns(text[at:])...)
}

func wordRuns(text string) []string {
	joints := similarMarks().joints
	var out []string
	begun, kind := 0, 0
	for i, r := range text {
		now := 0
		switch {
		case isHan(r):
			if !joints[r] {
				now = 1
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			now = 2
		}
		if now == kind {
			continue
		}
		if kind != 0 {
			out = append(out, text[begun:i])
		}
		begun, kind = i, now
	}
	if kind != 0 {
		out = append(out, text[begun:])
	}
	return out
}

// each calls do for every term of a run. One character alone is no term.
func each(run string, do func(Term)) {
	if first, _ := utf8.DecodeRuneInString(run); !isHan(first) {
		if utf8.RuneCountInString(run) > 1 {
			do(termOf(strings.ToLower(run)))
		}
		return
	}
	before, last := -1, -1 // where the last two characters began
	for i := range run {
		if before >= 0 {
			do(termOf(run[before:i]))
		}
		before, last = last, i
	}
	if before >= 0 {
		do(termOf(run[before:]))
	}
}

// termOf is the FNV-1a sum of a term.
func termOf(s string) Term {
	sum := uint32(2166136261)
	for i := range len(s) {
		sum = (sum ^ uint32(s[i])) * 16777619
	}
	return Term(sum)
}

// Vocabulary knows how many texts have been read, and in how many of them a term stood.
type Vocabulary struct {
	Texts int
	Of    map[Term]int
}

// weight is how much a term that stands in a text so many times says about it; 0 for one that most texts contain.
func (v Vocabulary) weight(k Term, times float64) float64 {
	of := v.Of[k]
	if of*common > v.Texts+prior {
		return 0
	}
	return math.Sqrt(times) * math.Log(float64(v.Texts+prior)/(float64(of)+0.5))
}

// Length is the length of a text's weights, by which two texts of different length are made comparable.
func (t Terms) Length(v Vocabulary) float64 {
	sum := 0.0
	for k, n := range t {
		w := v.weight(k, n)
		sum += w * w
	}
	return math.Sqrt(sum)
}

// Sketch returns the terms by which a text is kept and looked for: those that say most about it.
func (t Terms) Sketch(v Vocabulary) []Weighed {
	out := make([]Weighed, 0, len(t))
	for k, n := range t {
		if w := v.weight(k, n); w > 0 {
			out = append(out, Weighed{k, w})
		}
	}
	slices.SortFunc(out, func(a, b Weighed) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Term, b.Term)) })
	out = slices.Clip(out[:min(len(out), sketched)])
	sum := 0.0
	for _, w := range out {
		sum += w.Weight * w.Weight
	}
	for i := range out {
		out[i].Weight /= math.Sqrt(sum)
	}
	return out
}

// Likeness is how much two texts are about the same, from 0 to 1: the cosine of all their weights. Their lengths are those that Length gave, which
// may have been kept since fewer texts were known.
func Likeness(a, b Terms, v Vocabulary, lengthA, lengthB float64) float64 {
	if lengthA == 0 || lengthB == 0 {
		return 0
	}
	sum := 0.0
	for k, n := range a {
		if m := b[k]; m > 0 {
			sum += v.weight(k, n) * v.weight(k, m)
		}
	}
	return min(1, sum/(lengthA*lengthB))
}
