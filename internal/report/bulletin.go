package report

import (
	"context"

	"huiyin/internal/org"
)

// bulletin is the progress bulletin (通报) of a cut-off day: how many units have answered everything, which lag behind with their
// rates, what is ordered by when, and a table by unit.
func bulletin(_ context.Context, w *writer) error {
	from := w.body(org.Committee, "report.body_committee")
	w.paper.Mark = from
	w.paper.Heading = w.say.T("report.title_bulletin", "year", w.y.Session.Year)
	w.paper.To = w.say.T("report.to_units")
	w.sign(from)
	w.para("report.bulletin_purpose", "day", w.day())
	if !w.basic(w.say.T("report.system_all")) {
		return nil
	}
	list := late(w.units(all))
	var rest []string
	for _, u := range list {
		if u.Replied < u.Answering {
			rest = append(rest, w.say.T("report.lag_part", "unit", w.unitName(u.Unit), "rate", w.rate(u), "replied", u.Replied, "answering", u.Answering))
		}
	}
	w.head("report.h_lag")
	w.para("report.full", "all", w.say.Count(int64(len(list)), "org"), "full", w.say.Count(int64(len(list)-len(rest)), "org"), "rest", w.say.Count(int64(len(rest)), "org"))
	if len(rest) > 0 {
		w.para("report.lag", "list", w.say.List(rest))
	}
	w.overdue(all)
	w.head("report.h_demand")
	switch {
	case len(rest) == 0:
		w.para("report.demand_none")
	case w.ask.Until != "":
		w.para("report.demand_by", "until", w.say.LongDay(w.ask.Until), "from", from)
	default:
		w.para("report.demand", "from", from)
	}
	w.annexUnits(list)
	return nil
}
