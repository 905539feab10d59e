package reading

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// asked looks at the numbered requests: there are some, each names something to do, and one can see when it is done.
func (r *reader) asked() {
	d, b := r.draft, book()
	begun := length(d.Situation)+length(d.Analysis) > 0
	if len(d.Requests) == 0 {
		if begun {
			r.add(Finding{Key: "no_request", Field: "requests"})
		}
		return
	}
	clear := 0
	for i, q := range d.Requests {
		lines := r.of(request(i))
		switch {
		case len(lines) == 0:
			continue
		case b.Marks["asks"].in(q) && !anyLists(lines, "deliver"):
			r.add(lines[0].whole(Finding{Key: "request_asks", Sentence: []any{"n", i + 1}}))
		case r.vague(q):
			r.add(lines[0].whole(Finding{Key: "request_vague", Sentence: []any{"n", i + 1}}))
		case !anyLists(lines, "action") && !anyLists(lines, "deliver") && !b.Marks["measure"].in(q):
			r.add(lines[0].whole(Finding{Key: "request_no_action", Sentence: []any{"n", i + 1}}))
		default:
			clear++
		}
	}
	if n := len(d.Requests); n > b.Limits.Requests {
		r.add(Finding{Key: "matters_many", Field: "requests", Sentence: []any{"n", n}})
	}
	all := r.of("requests")
	if clear > 0 && !anyLists(all, "deliver") && !b.Marks["measure"].in(strings.Join(d.Requests, "\n")) {
		r.add(all[0].whole(Finding{Key: "unmeasurable"}))
	}
}

// vague reports whether a short request is made of words that stand in every request.
func (r *reader) vague(request string) bool {
	b := book()
	if utf8.RuneCountInString(request) > b.Limits.Wish {
		return false
	}
	return length(b.plain.Replace(request)) < b.Limits.Vague
}

// empty reports whether the whole draft, finished as it looks, says nothing that could be handled.
func (r *reader) empty() bool {
	d := r.draft
	if len(d.Requests) == 0 || length(d.Situation)+length(d.Analysis) > book().Limits.Empty {
		return false
	}
	for _, q := range d.Requests {
		if !r.vague(q) {
			return false
		}
	}
	return true
}

// told looks at situation and analysis: they are there, and the situation names facts.
func (r *reader) told() {
	d, b := r.draft, book()
	situation, analysis := length(d.Situation), length(d.Analysis)
	asks := len(d.Requests) > 0
	total := situation + analysis
	for _, q := range d.Requests {
		total += length(q)
	}
	text := d.Situation + "\n" + d.Analysis
	switch {
	case situation == 0:
		if asks || analysis > 0 {
			r.add(Finding{Key: "no_situation", Field: "situation"})
		}
	case asks && total < b.Limits.Short && !r.has("no_substance"):
		r.add(Finding{Key: "too_short", Field: "situation", Sentence: []any{"n", b.Limits.Short}})
	case situation >= b.Limits.Situation && !b.Marks["fact"].in(text):
		r.add(r.of("situation")[0].whole(Finding{Key: "no_facts"}))
	}
	if asks && situation > 0 && analysis == 0 && !anyLists(r.of("situation"), "cause") && !anyLists(r.of("requests"), "cause") {
		r.add(Finding{Key: "no_analysis", Field: "analysis"})
	}
	if told := slices.Concat(r.of("situation"), r.of("analysis")); d.Repeated && len(told) > 0 && !anyLists(told, "before") {
		r.add(Finding{Key: "raised_before", Field: "situation"})
	}
	if total > b.Limits.Long {
		r.add(Finding{Key: "too_long", Field: "situation", Sentence: []any{"n", total, "most", b.Limits.Long}})
	}
}

// titled looks at the title: its form, its length, and whether it names a matter.
func (r *reader) titled() {
	title, b := strings.TrimSpace(r.draft.Title), book()
	if length(title) == 0 {
		return
	}
	here := r.of("title")[0]
	if m := b.Marks["title_kind"].FindStringSubmatch(title); m != nil {
		r.add(here.whole(Finding{Key: "title_kind", Sentence: []any{"word", m[0]}}))
	} else if !b.Marks["title_form"].in(title) {
		r.add(here.whole(Finding{Key: "title_form"}))
	}
	if n := utf8.RuneCountInString(title); n > b.Limits.Title {
		r.add(here.whole(Finding{Key: "title_long", Sentence: []any{"n", n, "most", b.Limits.Title}}))
	}
	if length(b.plain.Replace(b.Marks["title_frame"].ReplaceAllString(title, ""))) < b.Limits.VagueHead {
		r.add(here.whole(Finding{Key: "title_vague"}))
	}
}

// numbers looks for numbers that belong to a person: of each kind one remark, at the first, that names all of them.
func (r *reader) numbers() {
	named := map[string][]string{}
	for i := range r.lines {
		l := &r.lines[i]
		for at, end := range runs(l.text) {
			number := l.text[at:end]
			kind := personal(number)
			if kind == "" || slices.Contains(named[kind], number) {
				continue
			}
			if len(named[kind]) == 0 {
				r.add(l.quoted(at, Finding{Key: kind}))
			}
			named[kind] = append(named[kind], number)
		}
	}
	for i, f := range r.found {
		if all, ok := named[f.Key]; ok {
			r.found[i].Sentence = []any{"numbers", all}
		}
	}
}

// slips looks for marks of haste: papers named and not attached, sentences written twice.
func (r *reader) slips() {
	seen := map[string]bool{}
	for i := range r.lines {
		l := &r.lines[i]
		if r.draft.Files == 0 && !r.has("no_attachment") && l.lists("attached") {
			r.add(l.whole(Finding{Key: "no_attachment"}))
		}
		s := strings.Join(strings.Fields(l.text), "")
		if l.field == "title" || length(s) < book().Limits.Repeat {
			continue
		}
		if seen[s] {
			r.add(l.whole(Finding{Key: "repeated"}))
		}
		seen[s] = true
	}
}
