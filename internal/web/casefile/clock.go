package casefile

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// clocks lists what runs, the nearest first, and what has ended.
func (r Reader) clocks() (running, past []templates.Date) {
	all := slices.Clone(r.Case.Clocks)
	slices.SortStableFunc(all, func(a, b *suggestion.Clock) int {
		switch {
		case a.Due < b.Due:
			return -1
		case a.Due > b.Due:
			return 1
		}
		return 0
	})
	for _, k := range all {
		switch {
		case k.Running() && k.Name == rule.Object && !r.mayObject(k.Part):
		case k.Running() && !r.Case.PublishingOver(k):
			running = append(running, r.date(k))
		default:
			past = append(past, r.ended(k))
		}
	}
	return running, past
}

// mayObject reports whether a unit's time to object still matters: it no longer does once the unit has done its part.
func (r Reader) mayObject(part int) bool {
	a := r.Case.Assignment(part)
	return a != nil && (a.State == suggestion.ToSign || a.State == suggestion.Working && r.Case.ReplyOf(a.No, a.Round) == nil)
}

func (r Reader) date(k *suggestion.Clock) templates.Date {
	d := templates.Date{Label: r.clockName(k), Day: k.Due, Provisional: k.Provisional, Steps: r.why(k)}
	if k.Name.Limit().Light {
		d.Light = lightOf(k, r.Today)
	}
	return d
}

// ended writes a clock that was met, missed or left off, and why where the record tells.
func (r Reader) ended(k *suggestion.Clock) templates.Date {
	key, why := "case.clock_met", r.Case.Unpublished(k)
	switch {
	case k.Stopped == "" && why != "":
		key = "case.clock_" + string(why)
	case k.Running():
		key = "case.clock_published"
	case k.Void:
		key = "case.clock_void"
	case k.Stopped > k.Due:
		key = "case.clock_late"
	}
	label := r.P.T(key, "clock", r.clockName(k), "day", k.Stopped)
	return templates.Date{Label: label, Day: k.Due, Provisional: k.Provisional, Steps: r.why(k)}
}

// clockName names the limit, the round where the unit has handled in several, and the unit where several run.
func (r Reader) clockName(k *suggestion.Clock) string {
	name := r.P.T("clock." + string(k.Name))
	if a := r.Case.Assignment(k.Part); a != nil && a.Round > 1 && k.Round > 0 {
		name = r.P.T("case.clock_round", "clock", name, "n", k.Round)
	}
	if a := r.Case.Assignment(k.Part); a != nil && len(r.Case.Live()) > 1 {
		return r.P.T("case.clock_of", "clock", name, "unit", r.Dir.OrgShort(a.Unit))
	}
	return name
}

func (r Reader) why(k *suggestion.Clock) []string {
	der := r.Why(k, r.CalendarAt)
	if len(der.Steps) == 0 {
		return nil
	}
	steps := []string{r.P.Why(der)}
	if k.Was != "" {
		steps = append(steps, r.P.T("case.clock_was", "day", k.Was))
	}
	return steps
}

// answerClock is the clock that a unit's light follows.
func (r Reader) answerClock(a *suggestion.Assignment) *suggestion.Clock {
	var best *suggestion.Clock
	for _, k := range r.Case.Clocks {
		if k.Part != a.No || !k.Running() || !k.Name.Limit().ForUnit() {
			continue
		}
		if best == nil || k.Due < best.Due {
			best = k
		}
	}
	return best
}

// PromiseHref is the address of a promise on the page of its case.
func PromiseHref(id int64, part int) string { return Href(id) + "#" + promiseAnchor(part) }

func promiseAnchor(part int) string { return "promise-" + strconv.Itoa(part) }

func (r Reader) promises() []templates.PromiseLine {
	var out []templates.PromiseLine
	for _, k := range r.Case.Commitments {
		l := templates.PromiseLine{Anchor: promiseAnchor(k.No), Words: r.promiseName(k, whole), State: r.P.T("state.commitment." + string(k.State)), Date: templates.Date{Day: k.Due}}
		if k.State == suggestion.Promised {
			l.Date.Light = PlanLight(r.Case.CountedFrom(k), k.Due, r.Today)
		}
		l.Facts, l.Proof, l.Acts = r.promiseFacts(k), r.proof(k.No, true), r.promiseActs(k.No)
		out = append(out, l)
	}
	return out
}

// promiseFacts tell who owes a promise, what came of it, and who says so.
func (r Reader) promiseFacts(k *suggestion.Commitment) []templates.Fact {
	p := r.P
	var out []templates.Fact
	add := func(key, value string) { out = r.fact(out, key, value) }
	if a := r.Case.Assignment(k.Assignment); a != nil {
		add("input.unit", r.Dir.OrgShort(a.Unit))
	}
	add("input.promises.result", k.Result)
	add("input.promises.owner", k.Owner)
	if k.FirstDue != k.Due {
		add("case.first_due", p.Day(k.FirstDue))
	}
	if was := r.Case.UnitAt(k); was != 0 {
		if a := r.Case.Assignment(k.Assignment); a.Unit != was {
			add("lists.promise_made_by", r.Dir.OrgShort(was))
		}
	}
	before := r.claims(k)
	add("case.so_far", strings.Join(r.steps(k, before), "\n"))
	add("case.claimed_before", strings.Join(Claims(p, r.Dir, before), "\n"))
	if len(before) == 0 || k.DoneOn != "" { // what a promise that is owed again still holds of its last claim stands among those before
		add("input.claim_done.on", p.Day(k.DoneOn))
		add("input.evidence", k.Evidence)
		if k.Rated != "" {
			add("input.rating", strings.TrimSpace(r.rating(k.Rated)+" "+k.RatedNote))
		}
		if k.Verified != "" {
			add("case.verified", p.Day(k.Verified))
		}
	}
	if k.State == suggestion.Voided {
		add("input.withdraw.reason", k.Why)
	} else {
		add("input.give_up.reason", k.Why)
	}
	return out
}

// steps are what happened to a promise, each with its day, but for the claims that failed.
func (r Reader) steps(k *suggestion.Commitment, before []suggestion.Claim) []string {
	p := r.P
	var out []string
	for _, t := range k.Carried {
		key, from, into := "case.carried_year", any(t.From), any(t.Into)
		if t.Term {
			key, from, into = "case.carried_term", p.Ordinal(t.From), p.Ordinal(t.Into)
		}
		out = append(out, p.T("case.on_day", "day", t.On, "text", p.T(key, "from", from, "into", into, "unit", r.Dir.OrgShort(t.Unit))))
	}
	for _, g := range k.Progress {
		if overturned(before, g) {
			continue
		}
		text := g.Text
		switch {
		case g.Until != "":
			text = p.T("case.progress_moved", "day", g.Until, "text", g.Text)
		case g.Percent > 0:
			text = p.T("case.progress", "percent", g.Percent, "text", g.Text)
		}
		out = append(out, p.T("case.on_day", "day", g.On, "text", text))
	}
	return out
}
