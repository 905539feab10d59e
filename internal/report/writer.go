package report

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/document"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// writer puts figures into the sentences of a paper.
type writer struct {
	tx    *store.Tx
	say   *i18n.Printer
	ask   Ask
	scope access.Scope
	part  suggestion.Filter
	dir   *store.Directory
	y     stats.Year
	whole bool // the reader sees accepted cases only: figures about others lead nowhere
	hears bool // the reader's lists take in what deputies answered later, as the figures do
	paper document.Paper
	heads int
	spans []document.Span // linked words of the sentence in the making
}

// mark stands around the number of a linked word while a sentence is put together.
const mark = "\x00"

// linked makes a word of a sentence that leads to a list.
func (w *writer) linked(words, list string) string {
	href := w.address(list)
	if href == "" {
		return words
	}
	w.spans = append(w.spans, document.Span{Text: words, Href: href})
	return mark + strconv.Itoa(len(w.spans)-1) + mark
}

// items is a figure in words, leading to its list: 155件.
func (w *writer) items(code string) string { return w.itemsOf(w.y, code) }

func (w *writer) itemsOf(y stats.Year, code string) string {
	v := y.Value(code)
	words := w.say.Count(int64(v.Numerator), "item")
	if w.whole && slices.Contains([]string{"received", "returned", "letters", "withdrawn", "merged", "offline", "under_review"}, code) {
		return words
	}
	return w.linked(words, v.List)
}

// share is the share of a figure in its base: 41.2%.
func (w *writer) share(code string) string {
	v := w.y.Value(code)
	return w.say.Percent(int64(v.Numerator), int64(v.Denominator))
}

func (w *writer) n(code string) int { return w.y.Value(code).Numerator }

// day is the cut-off.
func (w *writer) day() string { return w.say.LongDay(w.y.CutOff) }

// head begins the next part of the text.
func (w *writer) head(key string) {
	w.heads++
	w.paper.Blocks = append(w.paper.Blocks, document.Numbered(w.say, 1, w.heads, w.say.T(key)))
}

// para writes a sentence of the catalogue.
func (w *writer) para(key string, args ...any) {
	w.paper.Blocks = append(w.paper.Blocks, document.Block{Spans: w.cut(w.say.T(key, args...))})
}

// cut takes a finished sentence apart into plain and linked words.
func (w *writer) cut(s string) []document.Span {
	var out []document.Span
	for i, piece := range strings.Split(s, mark) {
		if i%2 == 0 {
			if piece != "" {
				out = append(out, document.Span{Text: piece})
			}
			continue
		}
		n, err := strconv.Atoi(piece)
		if err == nil && n < len(w.spans) {
			out = append(out, w.spans[n])
		}
	}
	w.spans = nil
	return out
}

// cell is a number of a table that may lead to a list.
func (w *writer) cell(words, list string) document.Span {
	return document.Span{Text: words, Href: w.address(list)}
}

// address is where a list is shown; empty where it is nowhere.
func (w *writer) address(list string) string {
	if w.ask.Link == nil || list == "" {
		return ""
	}
	return w.ask.Link(list)
}

// session names the session as papers do.
func (w *writer) session() string {
	return document.Session(w.say, w.y.Congress.Name, w.y.Session.Term, w.y.Session.Number)
}

// body names the first living organisation of a kind on the day of the report, or what stands in its place.
func (w *writer) body(kind org.Kind, or string) string {
	for _, o := range w.dir.Orgs {
		if o.Kind == kind && o.Stands(w.y.CutOff) {
			return o.NameOn(w.y.CutOff)
		}
	}
	return w.say.T(or)
}

// sign puts who reports and the day under the text.
func (w *writer) sign(who string) { w.paper.Sign = []string{who, w.day()} }
