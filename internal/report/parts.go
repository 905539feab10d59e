package report

import (
	"context"
	"strconv"
	"strings"

	"huiyin/internal/document"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// basic says how much was handed over and answered; false when there is nothing to report on.
func (w *writer) basic(who string) bool {
	w.head("report.h_basic")
	if w.n("handed") == 0 {
		w.para("report.nothing", "day", w.day(), "body", who, "session", w.session())
		return false
	}
	w.para(
		"report.basic", "body", who, "session", w.session(), "handed", w.items("handed"), "between", w.items("between"), "day", w.day(),
		"replied", w.items("replied"), "replied_share", w.share("replied"), "closed", w.items("closed"), "closed_share", w.share("closed"),
	)
	if v := w.y.Value("replied"); v.Numerator == w.n("handed") {
		w.para("report.all_answered", "handed", w.items("handed"))
	}
	return true
}

// results says by class and by outcome what came of the cases.
func (w *writer) results() {
	w.head("report.h_results")
	base := w.y.Value("solved").Denominator
	var list []string
	for _, k := range w.y.Classes {
		list = append(list, w.say.T(
			"report.class_part", "class", k.Name, "n", w.linked(w.say.Count(int64(k.N), "item"), k.List), "share", w.say.Percent(int64(k.N), int64(base)),
		))
	}
	if len(list) > 0 && base > 0 {
		w.para("report.classes", "list", strings.Join(list, w.say.T("report.semicolon")))
	}
	w.para(
		"report.solved", "solved", w.items("solved"), "solved_share", w.share("solved"), "planned", w.items("planned"), "planned_share", w.share("planned"),
		"unsolved", w.items("unsolved"), "unsolved_share", w.share("unsolved"), "rate", w.share("solved_or_planned"),
	)
}

// ratings says how the deputies judged.
func (w *writer) ratings() {
	w.head("report.h_ratings")
	if w.n("rated") == 0 {
		w.para("report.unrated", "day", w.day())
		w.effect()
		return
	}
	key := "report.rated"
	if w.y.Value("attitude_content").Denominator == 0 { // nobody was asked for the attitude
		key = "report.rated_one"
	}
	w.para(
		key, "rated", w.items("rated"), "attitude", w.items("attitude_content"), "attitude_share", w.share("attitude_content"),
		"result", w.items("result_content"), "result_share", w.share("result_content"), "bad", w.items("not_satisfied"), "bad_share", w.share("not_satisfied"),
	)
	w.effect()
	if w.n("escalated") > 0 {
		w.para("report.escalated", "n", w.items("escalated"))
	}
}

// ledger is the page that lists promises.
const ledger = "/commitments"

// promises says what is still owed, and of the whole year what became of the promises that earlier years had left open.
func (w *writer) promises() {
	w.head("report.h_promises")
	if w.n("promises_open") == 0 {
		w.para("report.no_promises", "day", w.day())
	} else {
		w.para("report.promises", "day", w.day(), "n", w.items("promises_open"))
	}
	kept := w.y.Rate("carried_kept").Now
	if kept.Den.N == 0 {
		return
	}
	count := func(p stats.Part) string { return w.linked(strconv.Itoa(p.N), ledger+p.List) }
	num := func(code string) string { return count(w.y.Rate(code).Now.Num) }
	w.para(
		"look.ledger_says_last_year", "year", w.y.Session.Year, "all", count(kept.Den), "kept", count(kept.Num), "owed", num("carried_owed"),
		"late", num("carried_overdue"), "broken", num("carried_broken"),
	)
}

// annexCarried puts the figures of what was carried into the year at the end; nothing when nothing was.
func (w *writer) annexCarried() {
	t := document.Table{Columns: []document.Column{
		{Text: w.say.T("figures.rate"), Share: 10},
		{Text: w.say.T("figures.numerator"), Share: 3, Num: true},
		{Text: w.say.T("figures.denominator"), Share: 3, Num: true},
		{Text: w.say.T("figures.share"), Share: 3, Num: true},
	}}
	for _, r := range w.y.Rates {
		if (r.Code == "carried_kept" || r.Of == "carried_kept") && r.Now.Den.N > 0 {
			t.Rows = append(t.Rows, []document.Span{
				{Text: w.say.T("rate." + r.Code)},
				w.cell(strconv.Itoa(r.Now.Num.N), ledger+r.Now.Num.List), w.cell(strconv.Itoa(r.Now.Den.N), ledger+r.Now.Den.List),
				{Text: r.Now.Percent(stats.Decimals)},
			})
		}
	}
	if len(t.Rows) > 0 {
		w.paper.Annexes = append(w.paper.Annexes, document.Annex{Heading: w.say.T("report.t_carried"), Table: t})
	}
}

// key names the key suggestions one by one.
func (w *writer) key(ctx context.Context) error {
	w.head("report.h_key")
	w.para("report.key", "leader", w.items("key_leader"), "committee", w.items("key_committee"))
	f := w.part
	f.KeyLevel = "any"
	return w.cases(ctx, "report.t_key", f)
}

// cases is the table of the cases that a filter keeps; nothing when it keeps none.
func (w *writer) cases(ctx context.Context, caption string, f suggestion.Filter) error {
	f.Session, f.Sort, f.Limit = w.y.Session.ID, "number", 500
	t := &document.Table{Caption: w.say.T(caption), Columns: []document.Column{
		{Text: w.say.T("report.c_number"), Share: 5},
		{Text: w.say.T("report.c_title"), Share: 15},
		{Text: w.say.T("report.c_unit"), Share: 8},
		{Text: w.say.T("report.c_state"), Share: 5},
		{Text: w.say.T("report.c_class"), Share: 4},
		{Text: w.say.T("report.c_result"), Share: 5},
	}}
	for more := true; more; more = f.After != "" {
		rows, next, _, err := w.tx.Cases(ctx, w.scope, f)
		if err != nil {
			return err
		}
		for _, r := range rows {
			t.Rows = append(t.Rows, w.caseRow(r))
		}
		f.After = next
	}
	if len(t.Rows) > 0 {
		w.paper.Blocks = append(w.paper.Blocks, document.Block{Table: t})
	}
	return nil
}

func (w *writer) caseRow(r store.CaseRow) []document.Span {
	class, result := "", ""
	if r.Class != "" {
		class = w.say.T("figure.class", "class", r.Class)
	}
	if r.Result != "" {
		result = w.say.T("rating." + string(r.Result))
	}
	return []document.Span{
		{Text: r.Number},
		w.cell(r.Title, "?session="+strconv.FormatInt(r.Session, 10)+"&number="+r.Number),
		{Text: w.dir.OrgShort(r.Unit)},
		{Text: w.say.T("state.case." + string(r.State))},
		{Text: class},
		{Text: result},
	}
}

// overdue names the units with shares past their day.
func (w *writer) overdue(in func(org.Org) bool) {
	w.head("report.h_overdue")
	n := 0
	var names []string
	for _, u := range w.units(in) {
		if u.Overdue > 0 {
			n += u.Overdue
			names = append(names, w.say.T("report.overdue_part", "unit", w.unitName(u.Unit), "n", w.say.Count(int64(u.Overdue), "item_unit")))
		}
	}
	if n == 0 {
		w.para("report.no_overdue", "day", w.day())
		return
	}
	w.para("report.overdue", "day", w.day(), "n", w.say.Count(int64(n), "item_unit"), "list", w.say.List(names))
}

// rows puts every figure of the catalogue into a table.
func (w *writer) rows() document.Table {
	t := document.Table{Columns: []document.Column{
		{Text: w.say.T("report.column.figure"), Share: 10},
		{Text: w.say.T("report.column.count"), Share: 3, Num: true},
		{Text: w.say.T("report.column.share"), Share: 3, Num: true},
		{Text: w.say.T("report.column.of"), Share: 6},
	}}
	for _, r := range stats.Rows(w.y, w.say) {
		t.Rows = append(t.Rows, []document.Span{{Text: r.Name}, w.cell(r.Count, r.List), {Text: r.Share}, {Text: r.Of}})
	}
	return t
}
