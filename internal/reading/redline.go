// Package reading helps people read texts: what changed between two versions. It is pure and works on characters, since Chinese has
// no spaces between words.
package reading

import (
	"strings"
	"unicode"
)

// Op says what happened to a piece of text.
type Op string

// The operations of a redline (花脸稿).
const (
	Same  Op = "same"  // 未改
	Gone  Op = "gone"  // 删去
	Added Op = "added" // 新增
)

// Piece is a stretch of text with one operation.
type Piece struct {
	Op   Op
	Text string
}

// Bounds that keep a comparison quick: beyond them a passage is shown as struck out and written anew.
const (
	maxSteps   = 400  // differences inside one passage
	maxPassage = 3000 // characters of one passage
	minSame    = 2    // fewer unchanged characters between two changes are read as part of the change
)

// Redline compares two texts: first by phrase (up to a punctuation mark), then by character inside changed phrases. The Same and
// Gone pieces together are the old text, the Same and Added pieces the new one.
func Redline(before, after string) []Piece {
	var out []Piece
	a, b := phrases(before), phrases(after)
	var gone, added []string
	flush := func() {
		if len(gone)+len(added) > 0 {
			out = append(out, passage(strings.Join(gone, ""), strings.Join(added, ""))...)
			gone, added = nil, nil
		}
	}
	for _, p := range compare(a, b) {
		switch p.Op {
		case Gone:
			gone = append(gone, p.Text)
		case Added:
			added = append(added, p.Text)
		default:
			flush()
			out = append(out, p)
		}
	}
	flush()
	return joined(out)
}

// Changed reports whether a redline shows any change.
func Changed(pieces []Piece) bool {
	for _, p := range pieces {
		if p.Op != Same {
			return true
		}
	}
	return false
}

// passage compares two stretches by character; stretches with little in common are shown as struck out and written anew.
func passage(before, after string) []Piece {
	a, b := letters(before), letters(after)
	whole := []Piece{{Gone, before}, {Added, after}}
	if len(a) == 0 || len(b) == 0 || len(a) > maxPassage || len(b) > maxPassage {
		return joined(whole)
	}
	fine := smooth(joined(compare(a, b)))
	same := 0
	for _, p := range fine {
		if p.Op == Same {
			same += len([]rune(p.Text))
		}
	}
	if 3*same < min(len(a), len(b)) {
		return whole
	}
	return fine
}

// phrases cuts a text after each punctuation mark and line end.
func phrases(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		if r == '\n' || unicode.IsPunct(r) {
			end := i + len(string(r))
			out = append(out, s[start:end])
			start = end
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// letters cuts a text into characters; Latin words and numbers stay whole.
func letters(s string) []string {
	var out []string
	word := func(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.') }
	last := false
	for _, r := range s {
		if word(r) && last {
			out[len(out)-1] += string(r)
			continue
		}
		out = append(out, string(r))
		last = word(r)
	}
	return out
}

// compare finds a shortest way from a to b (Myers, 1986); one that is longer than maxSteps is not looked for.
func compare(a, b []string) []Piece {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	out := pieces(nil, Same, a[:head])
	out = append(out, middle(a[head:len(a)-tail], b[head:len(b)-tail])...)
	return pieces(out, Same, a[len(a)-tail:])
}

func pieces(out []Piece, op Op, tokens []string) []Piece {
	for _, t := range tokens {
		out = append(out, Piece{op, t})
	}
	return out
}

func middle(a, b []string) []Piece {
	trace, ok := search(a, b)
	if !ok {
		return pieces(pieces(nil, Gone, a), Added, b)
	}
	var back []Piece
	x, y := len(a), len(b)
	for d := len(trace) - 1; d >= 0; d-- {
		v := trace[d]
		k := x - y
		from := k - 1
		if k == -d || k != d && v[k-1+d+1] < v[k+1+d+1] {
			from = k + 1
		}
		px := v[from+d+1]
		py := px - from
		for x > px && y > py && x > 0 && y > 0 {
			x, y = x-1, y-1
			back = append(back, Piece{Same, a[x]})
		}
		if d == 0 {
			break
		}
		if from == k+1 {
			y--
			back = append(back, Piece{Added, b[y]})
		} else {
			x--
			back = append(back, Piece{Gone, a[x]})
		}
	}
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}

// search returns, for each number of steps d, how far each diagonal k had come before it; index k+d+1.
func search(a, b []string) ([][]int, bool) {
	most := min(len(a)+len(b), maxSteps)
	v := make(map[int]int, 2*most+2)
	v[1] = 0
	var trace [][]int
	for d := 0; d <= most; d++ {
		row := make([]int, 2*d+3)
		for k := -d - 1; k <= d+1; k++ {
			row[k+d+1] = v[k]
		}
		trace = append(trace, row)
		for k := -d; k <= d; k += 2 {
			x := v[k-1] + 1
			if k == -d || k != d && v[k-1] < v[k+1] {
				x = v[k+1]
			}
			y := x - k
			for x < len(a) && y < len(b) && a[x] == b[y] {
				x, y = x+1, y+1
			}
			v[k] = x
			if x >= len(a) && y >= len(b) {
				return trace, true
			}
		}
	}
	return nil, false
}

// smooth turns tiny unchanged islands between changes into changes: people read words, not single characters.
func smooth(in []Piece) []Piece {
	var out []Piece
	for i, p := range in {
		island := p.Op == Same && i > 0 && i < len(in)-1 && len([]rune(p.Text)) < minSame
		if island {
			out = append(out, Piece{Gone, p.Text}, Piece{Added, p.Text})
			continue
		}
		out = append(out, p)
	}
	return joined(out)
}

// joined puts neighbours of one operation together, what is gone before what was added.
func joined(in []Piece) []Piece {
	var out []Piece
	var gone, added strings.Builder
	flush := func() {
		if gone.Len() > 0 {
			out = append(out, Piece{Gone, gone.String()})
		}
		if added.Len() > 0 {
			out = append(out, Piece{Added, added.String()})
		}
		gone.Reset()
		added.Reset()
	}
	for _, p := range in {
		switch {
		case p.Text == "":
		case p.Op == Gone:
			gone.WriteString(p.Text)
		case p.Op == Added:
			added.WriteString(p.Text)
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Op == Same {
				out[n-1].Text += p.Text
				continue
			}
			out = append(out, p)
		}
	}
	flush()
	return out
}
