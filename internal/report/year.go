package report

import (
	"context"
	"strconv"

	"huiyin/internal/document"
	"huiyin/internal/org"
	"huiyin/internal/stats"
)

// ofYear is the year's work told in the order in which the house tells it: how the suggestions came and were handed over, how they
// were supervised, what came of them, how the deputies judged, what is still owed and what is not let go, what was commended.
func ofYear(ctx context.Context, w *writer) error {
	w.paper.Heading = w.say.T("report.title_year", "congress", w.y.Congress.Name, "year", w.y.Session.Year)
	w.sign(w.body(org.Committee, "report.body_committee"))
	w.works("source")
	w.head("report.h_received")
	w.para(
		"report.received", "received", w.items("received"), "accepted", w.items("accepted"), "returned", w.items("returned"),
		"merged", w.items("merged"), "letters", w.items("letters"), "withdrawn", w.items("withdrawn"),
	)
	if w.n("handed") == 0 {
		w.para("report.nothing", "day", w.day(), "body", w.say.T("report.system_all"), "session", w.session())
		return nil
	}
	w.para("report.handed", "handed", w.items("handed"), "at_meeting", w.items("at_meeting"), "between", w.items("between"), "units", w.say.Count(int64(len(w.y.Units)), "org"))
	if err := w.key(ctx); err != nil {
		return err
	}
	w.works("supervise")
	w.works("house")
	w.results()
	w.para("report.done", "year", w.y.Session.Year, "handed", w.items("handed"), "replied", w.items("replied"), "replied_share", w.share("replied"), "closed", w.items("closed"))
	w.ratings()
	if err := w.unhappy(ctx); err != nil {
		return err
	}
	w.promises()
	w.works("check")
	w.found()
	w.overdue(all)
	w.commended()
	w.works("honour")
	w.paper.Annexes = append(w.paper.Annexes, document.Annex{Heading: w.say.T("report.t_figures"), Table: w.rows()})
	w.annexWorks()
	w.annexUnits(w.units(all))
	w.annexEffects()
	w.annexCarried()
	w.annexGroups("report.t_categories", "report.c_category", w.y.Categories)
	return nil
}

// commended says what was commended, when anything was.
func (w *writer) commended() {
	if w.n("excellent") == 0 && w.y.Commended == 0 {
		return
	}
	w.head("report.h_commended")
	w.para("report.commended", "excellent", w.items("excellent"), "units", w.y.Commended)
}

// annexGroups puts a table by group at the end.
func (w *writer) annexGroups(heading, column string, groups []stats.Group) {
	t := document.Table{Columns: []document.Column{
		{Text: w.say.T(column), Share: 8}, {Text: w.say.T("report.column.count"), Share: 3, Num: true}, {Text: w.say.T("report.column.share"), Share: 3, Num: true},
	}}
	for _, g := range groups {
		if g.Name == "" {
			g.Name = w.say.T("lists.no_category")
		}
		t.Rows = append(t.Rows, []document.Span{{Text: g.Name}, w.cell(strconv.Itoa(g.N), g.List), {Text: w.say.Percent(int64(g.N), int64(w.n("handed")))}})
	}
	if len(t.Rows) > 0 {
		w.paper.Annexes = append(w.paper.Annexes, document.Annex{Heading: w.say.T(heading), Table: t})
	}
}
