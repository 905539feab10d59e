package reading

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of what is said of why two texts are alike.
const (
	sharedWords  = 3  // said at most
	longestRun   = 10 // characters; a longer run is a sentence that both copied
	weakestShare = 5  // what weighs less than one in so many of the first is left out
)

// Shared names the words that say most about both texts, the weightiest first: the longest stretches of one, as Runs gives them, that stand in the other,
// whose terms are known. It explains why the two were taken to be alike.
func Shared(one []string, other string, terms Terms, v Vocabulary) []string {
	type word struct {
		text   string
		weight float64
	}
	var found []word
	known := map[string]int{}
	for _, run := range one {
		for _, text := range stretches(run, other, terms) {
			w := word{text: text}
			each(text, func(k Term) { w.weight += v.weight(k, 1) })
			if i, ok := known[text]; ok {
				found[i].weight += w.weight / 2
			} else if w.weight > 0 {
				known[text] = len(found)
				found = append(found, w)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b word) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, w := range found {
		if len(out) == sharedWords || w.weight*weakestShare < found[0].weight {
			break
		}
		text := shown(w.text)
		within := func(o string) bool { return strings.Contains(o, text) || strings.Contains(text, o) }
		if text != "" && !slices.ContainsFunc(out, within) {
			out = append(out, text)
		}
	}
	return out
}

// shown is a stretch without the characters at its ends that belong to the words around it; empty when no word is left.
func shown(stretch string) string {
	marks := similarMarks()
	text := strings.TrimRight(strings.TrimLeft(stretch, marks.first), marks.last)
	if utf8.RuneCountInString(text) < 2 {
		return ""
	}
	return text
}

// stretches are the longest stretches of a run, of at least two characters, that stand in another text.
func stretches(run, other string, terms Terms) []string {
	if first, _ := utf8.DecodeRuneInString(run); !isHan(first) { // a word of letters and digits is shared whole or not at all
		if utf8.RuneCountInString(run) > 1 && strings.Contains(other, run) {
			return []string{run}
		}
		return nil
	}
	letters := []rune(run)
	var out []string
	for i := 0; i+1 < len(letters); {
		end := i + 1
		if terms[termOf(string(letters[i:i+2]))] > 0 { // most do not, and the text need not be searched
			for end < len(letters) && end-i < longestRun && strings.Contains(other, string(letters[i:end+1])) {
				end++
			}
		}
		if end-i > 1 {
			out = append(out, string(letters[i:end]))
			i = end
		} else {
			i++
		}
	}
	return out
}
