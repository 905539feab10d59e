package reading

import (
	_ "embed" // coach.json
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"huiyin/internal/org"
)

// coachBook is coach.json: the findings in their order, the limits, the lists of words and the rules by which they are read.
type coachBook struct {
	Version  int `json:"version"`
	Findings []struct {
		Key    string `json:"key"`
		Reason string `json:"reason"`
	} `json:"findings"`
	Limits struct { // all in letters but Requests and Most
		Title     int `json:"title"`      // a longer title does not fit on two lines of a list
		Situation int `json:"situation"`  // from this length on a text is expected to name facts
		Empty     int `json:"empty"`      // a text that says less, with requests that say nothing, holds nothing to handle
		Short     int `json:"short"`      // a shorter text says too little
		Long      int `json:"long"`       // a longer one is seldom read to its end
		Requests  int `json:"requests"`   // more of them are seldom one matter
		Repeat    int `json:"repeat"`     // a sentence of this length is not written twice on purpose
		Vague     int `json:"vague"`      // what must be left of a request without its common words
		VagueHead int `json:"vague_head"` // and of a title
		Wish      int `json:"wish"`       // a longer request is not read for common words alone
		Quote     int `json:"quote"`      // longest passage quoted
		Named     int `json:"named"`      // times that a request names a field of work before it speaks of it
		Most      int `json:"most"`       // findings of one kind
		Sentence  int `json:"sentence"`   // a longer sentence is read in pieces
		Tries     int `json:"tries"`      // sentences that one rule looks at in one text
	} `json:"limits"`
	Marks  map[string]mark  `json:"marks"`
	Words  map[string]words `json:"words"`  // lists by what they tell: action, deliver, cause; each word has two letters at least
	Common words            `json:"common"` // words that stand in every request and name nothing
	Topics map[string]words `json:"topics"` // fields of work by the words that betray them
	Rules  []coachRule      `json:"rules"`

	lexicon lexicon
	plain   *strings.Replacer
	order   map[string]int
	reason  map[string]string
}

// coachRule finds a matter in one sentence: one of its words stands there, so does what And asks for, and nothing that But excuses.
type coachRule struct {
	Key   string    `json:"key"`
	In    []string  `json:"in"`    // fields; empty: all of them
	Below org.Level `json:"below"` // only for congresses below this level
	Words words     `json:"words"`
	And   mark      `json:"and"`
	But   mark      `json:"but"`
}

// words is a list of words, several on a line with spaces between them.
type words []string

func (w *words) UnmarshalJSON(raw []byte) error {
	var lines []string
	err := json.Unmarshal(raw, &lines)
	*w = strings.Fields(strings.Join(lines, " "))
	return err
}

// mark is a pattern; one that is not given matches nothing.
type mark struct{ *regexp.Regexp }

func (m *mark) UnmarshalText(raw []byte) (err error) {
	m.Regexp, err = regexp.Compile(string(raw))
	return err
}

func (m mark) in(text string) bool { return m.Regexp != nil && m.MatchString(text) }

//go:embed coach.json
var coachWords []byte

var book = sync.OnceValue(func() *coachBook {
	b := &coachBook{lexicon: lexicon{}, order: map[string]int{}, reason: map[string]string{}}
	if err := json.Unmarshal(coachWords, b); err != nil {
		panic("reading: coach.json: " + err.Error())
	}
	for i, f := range b.Findings {
		b.order[f.Key], b.reason[f.Key] = i, f.Reason
	}
	for name, list := range b.Words {
		b.lexicon.add(list, entry{list: name})
	}
	for name, list := range b.Topics {
		b.lexicon.add(list, entry{topic: name})
	}
	for i := range b.Rules {
		b.lexicon.add(b.Rules[i].Words, entry{rule: &b.Rules[i]})
	}
	var pairs []string
	for _, w := range b.Common {
		pairs = append(pairs, w, "")
	}
	b.plain = strings.NewReplacer(pairs...)
	return b
})

// entry is what a word of the lexicon tells: it stands on a list, belongs to a field of work or raises a rule.
type entry struct {
	word  string
	list  string
	topic string
	rule  *coachRule
}

// lexicon finds all its words in one walk through a text: by their first two letters.
type lexicon map[[2]rune][]entry

func (l lexicon) add(words []string, e entry) {
	for _, w := range words {
		letters := []rune(w)
		at := [2]rune{letters[0], letters[1]}
		e.word = w
		l[at] = append(l[at], e)
	}
}

// hit is a word found, at its first byte.
type hit struct {
	entry
	at int
}

func (l lexicon) find(text string) []hit {
	var out []hit
	last, lastAt := rune(-1), 0
	for at, letter := range text {
		for _, e := range l[[2]rune{last, letter}] {
			if strings.HasPrefix(text[lastAt:], e.word) {
				out = append(out, hit{e, lastAt})
			}
		}
		last, lastAt = letter, at
	}
	return out
}
