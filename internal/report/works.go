package report

import (
	"strconv"
	"strings"

	"huiyin/internal/document"
	"huiyin/internal/look"
	"huiyin/internal/stats"
)

// works tells what was done beside the suggestions in one chapter of the year's work; nothing when nothing was.
func (w *writer) works(chapter string) {
	var parts []string
	for _, k := range w.y.Works {
		if k.Chapter == chapter && k.N > 0 {
			parts = append(parts, w.say.T("work."+k.Code, "n", w.linked(strconv.Itoa(k.N), k.List)))
		}
	}
	if len(parts) == 0 {
		return
	}
	w.head("report.h_works_" + chapter)
	w.para("report.works", "list", strings.Join(parts, w.say.T("report.comma")))
}

// annexWorks puts every work and every number of the found lists at the end.
func (w *writer) annexWorks() {
	t := document.Table{Columns: []document.Column{{Text: w.say.T("figures.work"), Share: 12}, {Text: w.say.T("figures.work_count"), Share: 3, Num: true}}}
	for _, r := range stats.WorkRows(w.y, w.say) {
		t.Rows = append(t.Rows, []document.Span{{Text: r.Name}, w.cell(strconv.Itoa(r.Count), r.List)})
	}
	w.paper.Annexes = append(w.paper.Annexes, document.Annex{Heading: w.say.T("figures.works"), Table: t})
}

// found tells how many were put on the lists of what is not let go (四不放过), and what became of them.
func (w *writer) found() {
	n, back := 0, 0
	for _, f := range w.y.Found {
		n, back = n+f.Found, back+f.SentBack
	}
	if n == 0 {
		return
	}
	w.head("report.h_found")
	w.para("report.found", "n", n, "back", back)
	t := &document.Table{Caption: w.say.T("look.year_table"), Columns: []document.Column{{Text: w.say.T("fact.found.list"), Share: 14}}}
	for _, fate := range look.Fates {
		t.Columns = append(t.Columns, document.Column{Text: w.say.T("look.year." + fate), Share: 4, Num: true})
	}
	for _, f := range w.y.Found {
		row := []document.Span{{Text: w.say.T("look.list." + string(f.List))}}
		for _, fate := range look.Fates {
			row = append(row, w.cell(strconv.Itoa(f.N(fate)), f.Lists[fate]))
		}
		t.Rows = append(t.Rows, row)
	}
	w.paper.Blocks = append(w.paper.Blocks, document.Block{Table: t})
}

// effect puts what came of the promises beside the satisfaction with the replies: how many were asked after fulfilment was claimed, how many
// are content, how many fell, and how many nobody has asked yet.
func (w *writer) effect() {
	r, fell, open := w.y.Rate("effect"), w.y.Rate("effect_fell"), w.y.Rate("effect_unmeasured")
	if open.Now.Den.N == 0 {
		return
	}
	count := func(n int, list string) string {
		if !w.hears { // the reader's own list of them is another
			list = ""
		}
		return w.linked(w.say.Count(int64(n), "item"), list)
	}
	if r.Now.Den.N == 0 {
		w.para("report.effect_unmeasured", "claimed", count(open.Now.Den.N, open.Now.Den.List))
		return
	}
	w.para(
		"report.effect", "measured", count(r.Now.Den.N, r.Now.Den.List), "content", count(r.Now.Num.N, r.Now.Num.List), "share", w.say.Percent(int64(r.Now.Num.N), int64(r.Now.Den.N)),
		"reply_share", w.say.Percent(int64(w.y.Rate("effect_reply").Now.Num.N), int64(w.y.Rate("effect_reply").Now.Den.N)),
		"fell", count(fell.Now.Num.N, fell.Now.Num.List), "unmeasured", count(open.Now.Num.N, open.Now.Num.List),
	)
}
