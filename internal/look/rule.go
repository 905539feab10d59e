package look

import (
	_ "embed" // rules.json
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// Op compares a fact with a threshold.
type Op string

// The comparisons.
const (
	AtLeast Op = "at_least"
	AtMost  Op = "at_most"
)

// Test is one comparison.
type Test struct {
	Fact Code `json:"fact"`
	Op   Op   `json:"op"`
	N    int  `json:"n"`
}

// Holds reports whether the facts pass the test.
func (t Test) Holds(f Facts) bool {
	n := f.Get(t.Fact).N
	if t.Op == AtMost {
		return n <= t.N
	}
	return n >= t.N
}

// Rule puts a share on a list when every condition holds; a condition holds when one of its tests does.
type Rule struct {
	List List     `json:"list"`
	All  [][]Test `json:"all"`
}

// Book is a set of rules with the thresholds of the facts themselves. Entries name the version under which they were found.
type Book struct {
	Version      int    `json:"version"`
	ThinRunes    int    `json:"thin_runes"`    // an answer with fewer letters says next to nothing
	RequestRunes int    `json:"request_runes"` // a request with fewer letters is no more than a wish
	SurveyAsked  int    `json:"survey_asked"`  // a survey of fewer people says nothing
	Alike        int    `json:"alike"`         // percent of a title that two cases on the same matter have in common
	Rules        []Rule `json:"rules"`
}

//go:embed rules.json
var shippedRules []byte

// Shipped returns the rules that come with the program.
var Shipped = sync.OnceValue(func() Book {
	b, err := Parse(shippedRules)
	if err != nil {
		panic("look: " + err.Error())
	}
	return b
})

// Parse reads a book and refuses one that could put a case on a list on less than three independent facts of its log.
func Parse(raw []byte) (Book, error) {
	var b Book
	if err := json.Unmarshal(raw, &b); err != nil {
		return Book{}, fmt.Errorf("rules of the found lists: %w", err)
	}
	for _, r := range b.Rules {
		if !slices.Contains(Lists, r.List) {
			return Book{}, fmt.Errorf("no list %q", r.List)
		}
		for _, alternatives := range r.All {
			for _, t := range alternatives {
				if _, ok := OriginOf(t.Fact); !ok || t.Op != AtLeast && t.Op != AtMost {
					return Book{}, fmt.Errorf("list %s: no test %s %s", r.List, t.Fact, t.Op)
				}
			}
		}
		if n := len(r.origins()); n < 3 {
			return Book{}, fmt.Errorf("list %s stands on %d independent facts of the log, it needs three", r.List, n)
		}
	}
	return b, nil
}

// origins counts the independent acts of the log that the rule cannot do without, by naming for each condition one kind of act. A
// condition counts when every one of its tests reads the log, and no act that has counted already.
func (r Rule) origins() []Origin {
	var used, out []Origin
	for most := 1; most <= len(Codes); most++ { // those that read one kind of act come first
		for _, alternatives := range r.All {
			var own []Origin
			for _, t := range alternatives {
				if o, _ := OriginOf(t.Fact); !slices.Contains(own, o) {
					own = append(own, o)
				}
			}
			free := !slices.ContainsFunc(own, func(o Origin) bool { return !o.InLog() || slices.Contains(used, o) })
			if len(own) == most && free {
				used, out = append(used, own...), append(out, own[0])
			}
		}
	}
	return out
}

// Rule returns the rule of a list.
func (b Book) Rule(l List) (Rule, bool) {
	for _, r := range b.Rules {
		if r.List == l {
			return r, true
		}
	}
	return Rule{}, false
}

// Verdict says whether a share is on a list and why.
type Verdict struct {
	List  List   `json:"list"`
	Rules int    `json:"rules"` // version of the book
	Holds bool   `json:"holds"`
	Facts []Fact `json:"facts"`           // those that put it there, in the order of the rule
	Fails []Test `json:"fails,omitempty"` // the tests of the conditions that do not hold
}

// Holds reports whether the facts put a share on the list of the rule; it asks for no more of them than it must.
func (r Rule) Holds(f Facts) bool {
	for _, alternatives := range r.All {
		if !slices.ContainsFunc(alternatives, func(t Test) bool { return t.Holds(f) }) {
			return false
		}
	}
	return true
}

// Judge applies one rule.
func (b Book) Judge(l List, f Facts) Verdict {
	v := Verdict{List: l, Rules: b.Version}
	r, ok := b.Rule(l)
	if !ok {
		return v
	}
	v.Holds = true
	for _, alternatives := range r.All {
		met := false
		for _, t := range alternatives {
			if t.Holds(f) {
				met = true
				v.Facts = append(v.Facts, f.Get(t.Fact))
			}
		}
		if !met {
			v.Holds = false
			v.Fails = append(v.Fails, alternatives...)
		}
	}
	return v
}
