package report

import (
	"cmp"
	"slices"
	"strconv"

	"huiyin/internal/document"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// all, ofKinds and watchedBy choose the units of a report.
func all(org.Org) bool { return true }

func ofKinds(kinds []org.Kind) func(org.Org) bool {
	return func(o org.Org) bool { return slices.Contains(kinds, o.Kind) }
}

func watchedBy(committee int64) func(org.Org) bool {
	return func(o org.Org) bool { return o.Special == committee }
}

// units are the year's shares of the chosen units.
func (w *writer) units(in func(org.Org) bool) []store.Share {
	var out []store.Share
	for _, u := range w.y.Units {
		if o, ok := w.dir.Org(u.Unit); ok && in(o) {
			out = append(out, u)
		}
	}
	return out
}

// unitName is the name that a unit had on the day of the report.
func (w *writer) unitName(id int64) string { return w.dir.OrgNameOn(id, w.y.CutOff) }

// rate is the reply rate of one unit: what it has answered of what it must answer itself.
func (w *writer) rate(u store.Share) string {
	return w.say.Percent(int64(u.Replied), int64(u.Answering))
}

// late orders units by reply rate, the lowest first, the busier before the others.
func late(list []store.Share) []store.Share {
	var out []store.Share
	for _, u := range list {
		if u.Answering > 0 {
			out = append(out, u)
		}
	}
	slices.SortStableFunc(out, func(a, b store.Share) int {
		return cmp.Or(cmp.Compare(a.Replied*b.Answering, b.Replied*a.Answering), cmp.Compare(b.Answering, a.Answering), cmp.Compare(a.Unit, b.Unit))
	})
	return out
}

// unitTable is the table of units, in unit-times: a case with three units counts in each.
func (w *writer) unitTable(list []store.Share) document.Table {
	t := document.Table{Columns: []document.Column{{Text: w.say.T("report.c_unit"), Share: 12}}}
	for _, c := range []string{"all", "answering", "co", "replied", "rate", "contacted", "rated", "content", "overdue"} {
		t.Columns = append(t.Columns, document.Column{Text: w.say.T("report.u_" + c), Share: 4, Num: true})
	}
	for _, u := range list {
		f := suggestion.Filter{Session: w.y.Session.ID, Unit: u.Unit}
		row := []document.Span{{Text: w.unitName(u.Unit)}, w.cell(strconv.Itoa(u.All), "?"+f.Values().Encode())}
		for _, n := range []int{u.Answering, u.Co, u.Replied} {
			row = append(row, document.Span{Text: strconv.Itoa(n)})
		}
		row = append(row, document.Span{Text: w.rate(u)}, document.Span{Text: strconv.Itoa(u.Contacted)}, document.Span{Text: strconv.Itoa(u.Rated)})
		t.Rows = append(t.Rows, append(row, document.Span{Text: w.say.Percent(int64(u.Content), int64(u.Rated))}, document.Span{Text: strconv.Itoa(u.Overdue)}))
	}
	return t
}

// annexUnits puts the table of units at the end, across.
func (w *writer) annexUnits(list []store.Share) {
	if len(list) > 0 {
		w.paper.Annexes = append(w.paper.Annexes, document.Annex{Heading: w.say.T("report.t_units"), Note: w.say.T("report.unit_times", "day", w.day()), Table: w.unitTable(list), Wide: true})
	}
}

// annexEffects puts both satisfactions of every unit side by side at the end: with the reply, and with what came of it.
func (w *writer) annexEffects() {
	t := document.Table{Columns: []document.Column{{Text: w.say.T("report.c_unit"), Share: 12}}}
	for _, c := range []string{"effect_reply", "effect_effect", "effect_fell", "effect_unmeasured"} {
		t.Columns = append(t.Columns, document.Column{Text: w.say.T("figures." + c), Share: 5, Num: true})
	}
	both := func(s stats.Share) document.Span {
		if s.Den.N == 0 {
			return document.Span{Text: "—"}
		}
		return document.Span{Text: w.say.T("report.share_of", "n", s.Num.N, "of", s.Den.N, "share", s.Percent(stats.Decimals))}
	}
	for _, e := range w.y.Effects {
		t.Rows = append(t.Rows, []document.Span{
			{Text: w.unitName(e.Unit)}, both(e.Reply), both(e.Effect), {Text: strconv.Itoa(e.Fell.N)}, {Text: strconv.Itoa(e.Unmeasured.N)},
		})
	}
	if len(t.Rows) > 0 {
		w.paper.Annexes = append(w.paper.Annexes, document.Annex{Heading: w.say.T("figures.effect_title"), Note: w.say.T("figures.effect_note"), Table: t})
	}
}
