package report

import (
	"context"

	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/suggestion"
)

// heads are the organisations that sign for a body.
var heads = map[string]org.Kind{
	"government": org.Government, "supervision": org.Supervision, "court": org.Court, "procuratorate": org.Procuratorate,
}

// ofBody is the report of the government, the supervision commission, the court or the procuratorate to the standing committee.
func ofBody(ctx context.Context, w *writer) error {
	body := w.ask.Kind.Body
	who := w.body(heads[body], "report.body_"+body)
	w.paper.Heading = w.say.T("report.title_body", "body", who, "session", w.session())
	w.paper.To = w.say.T("report.to_standing", "congress", w.y.Congress.Name)
	w.sign(who)
	return w.handled(ctx, "report.system_"+body, ofKinds(org.BodyKinds(body)))
}

// ofSpecial is a special committee's report to the chairman's meeting on its units and on the key suggestions among theirs.
func ofSpecial(ctx context.Context, w *writer) error {
	who := w.unitName(w.ask.Special)
	w.paper.Heading = w.say.T("report.title_special", "committee", who)
	w.paper.To = w.say.T("report.to_chairmen")
	w.sign(who)
	return w.handled(ctx, "report.system_special", watchedBy(w.ask.Special))
}

// handled is how units handled theirs, what is still owed and what is late; system names them all.
func (w *writer) handled(ctx context.Context, system string, units func(org.Org) bool) error {
	if !w.basic(w.say.T(system)) {
		return nil
	}
	w.results()
	w.ratings()
	if err := w.key(ctx); err != nil {
		return err
	}
	w.promises()
	w.overdue(units)
	w.annexUnits(w.units(units))
	return nil
}

// ofCommittee is the deputies' committee's own report (联工委): handling and supervision as a whole, the party and mass bodies, and
// what was judged not satisfactory.
func ofCommittee(ctx context.Context, w *writer) error {
	who := w.body(org.Committee, "report.body_committee")
	w.paper.Heading = w.say.T("report.title_committee", "session", w.session())
	w.paper.To = w.say.T("report.to_standing", "congress", w.y.Congress.Name)
	w.sign(who)
	if !w.basic(w.say.T("report.system_all")) {
		return nil
	}
	w.results()
	w.ratings()
	if err := w.unhappy(ctx); err != nil {
		return err
	}
	if err := w.key(ctx); err != nil {
		return err
	}
	w.works("supervise")
	w.works("house")
	if err := w.party(ctx); err != nil {
		return err
	}
	w.promises()
	w.works("check")
	w.found()
	w.overdue(all)
	w.annexUnits(w.units(all))
	return nil
}

// unhappy names the suggestions whose result is judged not satisfactory.
func (w *writer) unhappy(ctx context.Context) error {
	if w.n("not_satisfied") == 0 {
		return nil
	}
	return w.cases(ctx, "report.t_unhappy", suggestion.Filter{Results: []suggestion.Rating{suggestion.NotSatisfied}})
}

// party says how the party and mass bodies handled theirs: they report to nobody else.
func (w *writer) party(ctx context.Context) error {
	w.head("report.h_party")
	y, err := stats.Within(ctx, w.tx, w.scope, w.y.Session.ID, suggestion.Filter{Body: "party"})
	if err != nil {
		return err
	}
	if y.Value("handed").Numerator == 0 {
		w.para("report.nothing", "day", w.day(), "body", w.say.T("report.system_party"), "session", w.session())
		return nil
	}
	r, c := y.Value("replied"), y.Value("result_content")
	w.para(
		"report.party", "handed", w.itemsOf(y, "handed"), "replied", w.itemsOf(y, "replied"), "replied_share", w.say.Percent(int64(r.Numerator), int64(r.Denominator)),
		"rated", w.itemsOf(y, "rated"), "result_share", w.say.Percent(int64(c.Numerator), int64(c.Denominator)),
	)
	return nil
}
