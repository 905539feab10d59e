package reading

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reader is a draft taken apart, and what was found in it.
type reader struct {
	draft Draft
	lines []line
	at    map[string][]*line // by field
	tries map[*coachRule]int // sentences on which a rule has spent its time
	found []Finding
}

// line is one sentence of a field, with the words of the lexicon in it.
type line struct {
	field string
	from  int // its first character in the field
	text  string
	hits  []hit
}

// read takes a draft apart and applies the rules that look at one sentence.
func read(d Draft) *reader {
	r := &reader{draft: d, at: map[string][]*line{}, tries: map[*coachRule]int{}}
	r.take("title", d.Title)
	r.take("situation", d.Situation)
	r.take("analysis", d.Analysis)
	for i, q := range d.Requests {
		r.take(request(i), q)
	}
	for i := range r.lines {
		l := &r.lines[i]
		r.at[l.field] = append(r.at[l.field], l)
		if k := kind(l.field); k != l.field {
			r.at[k] = append(r.at[k], l)
		}
		r.judge(l)
	}
	return r
}

func request(i int) string { return "requests." + strconv.Itoa(i) }

// ends are the signs that end a sentence; the sign belongs to it, for a question is known by it.
const ends = "\u3002\uff01\uff1f\uff1b!?;\n\r"

// take cuts a field into sentences. One that does not end is cut where nobody would read on, so that no text takes longer than its length.
func (r *reader) take(field, text string) {
	start, from, n := 0, 0, 0
	cut := func(end int) {
		if s := text[start:end]; strings.TrimSpace(s) != "" {
			r.lines = append(r.lines, line{field: field, from: from, text: s, hits: book().lexicon.find(s)})
		}
		start, from, n = end, from+n, 0
	}
	for at := 0; at < len(text); {
		letter, size := utf8.DecodeRuneInString(text[at:])
		at += size
		if n++; n == book().Limits.Sentence || strings.ContainsRune(ends, letter) {
			cut(at)
		}
	}
	cut(len(text))
}

// judge applies the rules whose words stand in a sentence, each once.
func (r *reader) judge(l *line) {
	var done []*coachRule
	for _, h := range l.hits {
		k := h.rule
		if k == nil || slices.Contains(done, k) || len(k.In) > 0 && !slices.Contains(k.In, kind(l.field)) || k.Below != "" && !k.Below.Above(r.draft.Level) {
			continue
		}
		done = append(done, k)
		if r.tries[k]++; r.tries[k] > book().Limits.Tries {
			continue
		}
		if k.And.Regexp != nil && !k.And.in(l.text) || k.But.in(l.text) {
			continue
		}
		r.add(l.quoted(h.at, Finding{Key: k.Key, Sentence: []any{"word", h.word}}))
	}
}

// kind is the field without the number of the request.
func kind(field string) string { k, _, _ := strings.Cut(field, "."); return k }

// add notes a finding; of one kind only the first few are told.
func (r *reader) add(f Finding) {
	n := 0
	for _, g := range r.found {
		if g.Key == f.Key {
			if n++; g.Field == f.Field {
				return
			}
		}
	}
	if n < book().Limits.Most {
		f.Reason = book().reason[f.Key]
		r.found = append(r.found, f)
	}
}

// has reports whether something of that kind was found.
func (r *reader) has(key string) bool {
	return slices.ContainsFunc(r.found, func(f Finding) bool { return f.Key == key })
}

// quoted adds the passage around a byte of the sentence: the whole sentence, or as much of it as is read at a glance.
func (l *line) quoted(at int, f Finding) Finding {
	text := []rune(l.text)
	first, last := 0, len(text)
	if most := book().Limits.Quote; len(text) > most {
		first = max(0, min(utf8.RuneCountInString(l.text[:at])-most/3, len(text)-most))
		last = first + most
	}
	for first < last && unicode.IsSpace(text[first]) {
		first++
	}
	for last > first && unicode.IsSpace(text[last-1]) {
		last--
	}
	f.Field, f.From, f.To, f.Quote = l.field, l.from+first, l.from+last, string(text[first:last])
	return f
}

// whole quotes the sentence from its head.
func (l *line) whole(f Finding) Finding { return l.quoted(0, f) }

// of returns the sentences of a field, or of all the requests.
func (r *reader) of(field string) []*line { return r.at[field] }

// lists reports whether a word of the list stands in the sentence.
func (l *line) lists(name string) bool {
	return slices.ContainsFunc(l.hits, func(h hit) bool { return h.list == name })
}

func anyLists(lines []*line, name string) bool {
	return slices.ContainsFunc(lines, func(l *line) bool { return l.lists(name) })
}

// length counts what is said in a text: letters and digits.
func length(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}
