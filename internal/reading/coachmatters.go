package reading

import (
	"slices"
	"strconv"
	"strings"
)

// matters looks for several matters in one suggestion (一事一议). Two fields of work are one matter when a sentence speaks of both, however
// far apart they are; a request stands apart when nothing in the text ties its fields to those of the title.
func (r *reader) matters() {
	if r.has("matters_said") {
		return
	}
	ties := r.ties()
	title := r.of("title")
	if parts := r.joined(ties); len(parts) > 1 {
		r.add(title[0].whole(Finding{Key: "matters_title", Sentence: []any{"first", parts[0], "second", parts[1]}}))
		return
	}
	var anchor []string
	for _, l := range title {
		for _, t := range l.topics() {
			anchor = append(anchor, ties.root(t))
		}
	}
	if len(anchor) == 0 {
		return
	}
	var apart, rest []string
	var first *line
	tied := false
	for i := range r.draft.Requests {
		lines := r.of(request(i))
		n := strconv.Itoa(i + 1)
		switch {
		case len(lines) == 0:
		case r.standsApart(lines, anchor, ties):
			apart = append(apart, n)
			if first == nil {
				first = lines[0]
			}
		default:
			rest = append(rest, n)
			tied = tied || slices.ContainsFunc(lines, func(l *line) bool { return l.names(anchor, ties) })
		}
	}
	if first != nil && tied {
		r.add(first.whole(Finding{Key: "matters_request", Sentence: []any{"apart", apart, "rest", rest}}))
	}
}

// standsApart reports whether a request speaks, more than in passing, of fields of work none of which is tied to the title, in words that
// the title does not have. Names of places do not count: two matters of one place are two.
func (r *reader) standsApart(lines []*line, anchor []string, ties ties) bool {
	named := map[string]int{}
	text, most := "", 0
	for _, l := range lines {
		if l.names(anchor, ties) {
			return false
		}
		end := 0
		for _, h := range l.hits {
			if h.topic != "" && h.at >= end {
				end = h.at + len(h.word)
				named[h.topic]++
				most = max(most, named[h.topic])
			}
		}
		text += l.text
	}
	if most < book().Limits.Named {
		return false
	}
	title := book().Marks["title_frame"].ReplaceAllString(r.draft.Title, " ")
	return !sharesPair(text, book().Marks["place"].ReplaceAllString(book().plain.Replace(title), " "))
}

// names reports whether a sentence speaks of one of these groups of fields.
func (l *line) names(roots []string, ties ties) bool {
	return slices.ContainsFunc(l.hits, func(h hit) bool { return h.topic != "" && slices.Contains(roots, ties.root(h.topic)) })
}

// sharesPair reports whether two texts have two neighbouring letters in common.
func sharesPair(text, other string) bool {
	pairs := map[[2]rune]bool{}
	last := ' '
	for _, c := range text {
		pairs[[2]rune{last, c}] = true
		last = c
	}
	last = ' '
	for _, c := range other {
		if last != ' ' && c != ' ' && pairs[[2]rune{last, c}] {
			return true
		}
		last = c
	}
	return false
}

// joined splits a title that joins two works, each with an act and a field of its own.
func (r *reader) joined(ties ties) []string {
	b := book()
	core := b.Marks["title_frame"].ReplaceAllString(strings.TrimSpace(r.draft.Title), "")
	pieces := b.Marks["title_joint"].Split(core, -1)
	var out, roots []string
	for _, p := range pieces[:min(len(pieces), b.Limits.Requests)] {
		l := line{text: p, hits: b.lexicon.find(p)}
		topics := l.topics()
		if len(topics) == 0 || !slices.ContainsFunc(l.hits, func(h hit) bool { return h.at == 0 && (h.list == "action" || h.list == "deliver") }) {
			continue
		}
		same := slices.ContainsFunc(topics, func(t string) bool { return slices.Contains(roots, ties.root(t)) })
		if !same && !slices.ContainsFunc(out, func(o string) bool { return sharesPair(p, b.plain.Replace(o)) }) {
			out = append(out, p)
		}
		for _, t := range topics {
			roots = append(roots, ties.root(t))
		}
	}
	return out
}

// topics lists the fields of work that a sentence names.
func (l *line) topics() []string {
	var out []string
	for _, h := range l.hits {
		if h.topic != "" && !slices.Contains(out, h.topic) {
			out = append(out, h.topic)
		}
	}
	return out
}

// ties joins the fields of work that are spoken of in one sentence: each points to another of its group, the root to itself.
type ties map[string]string

func (t ties) root(topic string) string {
	for t[topic] != "" && t[topic] != topic {
		topic = t[topic]
	}
	return topic
}

// ties reads the text below the title: a title that joins two works is what is asked about.
func (r *reader) ties() ties {
	out := ties{}
	for i := range r.lines {
		if r.lines[i].field == "title" {
			continue
		}
		topics := r.lines[i].topics()
		for _, t := range topics[min(1, len(topics)):] {
			if a, b := out.root(topics[0]), out.root(t); a != b {
				out[b] = a
			}
		}
	}
	return out
}
