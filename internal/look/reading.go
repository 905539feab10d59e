package look

import (
	"crypto/sha256"
	_ "embed" // marks.json
	"encoding/hex"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"huiyin/internal/suggestion"
)

// Reading is what a text says of itself.
type Reading struct {
	Dates     int
	Amounts   int
	Numbers   int
	People    int
	Documents int // laws, plans and papers named
}

// Specifics counts what can be checked: dates, amounts, numbers, people.
func (r Reading) Specifics() int { return r.Dates + r.Amounts + r.Numbers + r.People }

// Reader reads a text. Structural is the one in use until texts can be read for what they mean.
type Reader func(text string) Reading

//go:embed marks.json
var shippedMarks []byte

// marks are the patterns by which Structural knows a date, an amount, a number, a person and a document.
var marks = sync.OnceValue(func() map[string]*regexp.Regexp {
	var raw map[string]string
	if err := json.Unmarshal(shippedMarks, &raw); err != nil {
		panic("look: " + err.Error())
	}
	out := map[string]*regexp.Regexp{}
	for name, pattern := range raw {
		out[name] = regexp.MustCompile(pattern)
	}
	return out
})

// Structural reads a text by its outside alone: the patterns of marks.json.
func Structural(text string) Reading {
	m := marks()
	n := func(name string) int { return len(m[name].FindAllStringIndex(text, -1)) }
	return Reading{Dates: n("date"), Amounts: n("amount"), Numbers: n("number"), People: n("person"), Documents: n("document")}
}

// letters counts the letters and digits of a text. How long it is needs no reading.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if speaks(r) {
			n++
		}
	}
	return n
}

// speaks holds for letters and digits, not for spaces and punctuation.
func speaks(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// bare keeps letters and digits: two texts that differ in spaces and punctuation are one text.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if speaks(r) {
			return r
		}
		return -1
	}, text)
}

// body is what a reply says to the requests, without the formulas around it and without the title of the case.
func body(c *suggestion.Case, r *suggestion.Reply) string {
	text := strings.Join(r.Answers, "\n")
	for _, p := range r.Promises {
		text += "\n" + p.Words + "\n" + p.Result
	}
	if c.Text.Title != "" {
		text = strings.ReplaceAll(text, c.Text.Title, "")
	}
	return text
}

// Texts knows every delivered reply by what it says.
type Texts struct {
	by map[string][]Ref
	of map[Ref]string // digest of each reply
}

// Index reads the delivered replies of all cases. A merged case's letter points at the main case's reply and is no copy of it.
func Index(cases []*suggestion.Case) *Texts {
	t := &Texts{by: map[string][]Ref{}, of: map[Ref]string{}}
	for _, c := range cases {
		for _, r := range c.Replies {
			if r.DeliveredOn == "" || r.MainReply != 0 {
				continue
			}
			if d := digest(body(c, r)); d != "" {
				at := Ref{Case: c.ID, Part: r.No}
				t.by[d], t.of[at] = append(t.by[d], at), d
			}
		}
	}
	return t
}

// Copies lists the replies to other cases that say the same.
func (t *Texts) Copies(c *suggestion.Case, r *suggestion.Reply) []Ref {
	if t == nil {
		return nil
	}
	var out []Ref
	d, known := t.of[Ref{Case: c.ID, Part: r.No}]
	if !known {
		d = digest(body(c, r))
	}
	for _, ref := range t.by[d] {
		if ref.Case != c.ID {
			out = append(out, ref)
		}
	}
	return out
}

// digest stands for a text; an empty one has none, since boxes left empty are no copies of each other.
func digest(text string) string {
	b := bare(text)
	if b == "" {
		return ""
	}
	h := sha256.Sum256([]byte(b))
	return hex.EncodeToString(h[:])
}
