package demo

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// How many ordinary cases the years have; what goes wrong comes on top of them.
const (
	lastSession = 236
	lastBetween = 22
	thisSession = 190
)

// pace is how fast one ordinary case moves: days from one act to the next.
type pace struct {
	n       int // its number among the cases of the year
	session org.Session
	between calendar.Day // submitted on this day between the sessions; empty for cases of the session
}

// roll gives the case a number below n that belongs to one of its questions.
func (p pace) roll(seed uint64, question, n int) int {
	return int(chance(seed, p.session.Year*1000003+p.n*97+question) % uint64(n))
}

// lastYear finishes the year before the one in motion. What is still promised then comes with promises.
func (b *builder) lastYear() {
	s := b.session(b.Last)
	if s.ID == 0 {
		return
	}
	for i := range lastSession {
		b.ordinary(pace{n: i, session: s})
	}
	for i := range lastBetween {
		b.ordinary(pace{n: lastSession + i, session: s, between: b.work(s.Handover, 20+i*9)})
	}
}

// thisYear moves the session's cases as far as they would be by today.
func (b *builder) thisYear() {
	for i := range thisSession {
		b.ordinary(pace{n: i, session: b.session(b.Now)})
	}
}

// ordinary walks a case as most cases go, until today.
func (b *builder) ordinary(p pace) {
	w := b.begin(words.CityKey, want{hard: p.roll(b.world.Seed, 0, 12) == 0})
	w.usual(p)
	w.end()
}

// usual is the road of a case from the text to the judgement; it ends where today is.
func (w *walk) usual(p pace) {
	seed := w.b.world.Seed
	submitted := p.between
	if submitted == "" {
		submitted = p.session.Opens.AddDays(p.roll(seed, 1, max(1, calendar.DaysUntil(p.session.Opens, p.session.Closes)+1)))
	}
	if !w.on(submitted) {
		return
	}
	w.draft()
	if p.roll(seed, 2, 4) == 0 && w.on(submitted) {
		w.cosigned(1 + p.roll(seed, 3, 3))
	}
	w.submit()
	checked := submitted.AddDays(1 + p.roll(seed, 4, 3))
	if !w.on(checked) {
		return
	}
	w.check()
	if !w.on(checked.AddDays(2 + p.roll(seed, 5, 5))) {
		return
	}
	w.accept()
	assigned := p.session.Handover
	if p.between != "" {
		assigned = w.day.AddDays(4)
	}
	if !w.on(assigned.AddDays(-3 - p.roll(seed, 6, 3))) {
		return
	}
	w.propose(w.shares(), false)
	if !w.on(assigned) {
		return
	}
	w.assign(p.between == "")
	if w.on(assigned.AddDays(1 + p.roll(seed, 7, 5))) {
		w.signAll()
		w.handle(p, assigned)
	}
}

// cosigned invites deputies of the same delegation, who confirm.
func (w *walk) cosigned(n int) {
	var list []int64
	for range n {
		d := w.b.whoever(w.b.actors[w.lead].Post.Org, org.Deputy)
		if d != w.lead && !has(list, d) {
			list = append(list, d)
		}
	}
	if len(list) == 0 {
		return
	}
	w.do(w.lead, 0, "invite", &suggestion.Invite{Deputies: list})
	for _, d := range list {
		w.confirm(d)
	}
}

// confirm answers the invitation of a deputy.
func (w *walk) confirm(deputy int64) {
	for _, s := range w.c.Signatures {
		if s.Post == deputy && s.State == suggestion.Invited {
			w.do(deputy, s.No, "confirm", &suggestion.Note{})
			return
		}
	}
}

// handle is the unit's part of the road.
func (w *walk) handle(p pace, assigned calendar.Day) {
	seed := w.b.world.Seed
	if !w.on(assigned.AddDays(8 + p.roll(seed, 8, 14))) {
		return
	}
	w.contact(0, "before", p.roll(seed, 9, 10) > 0)
	if !w.on(assigned.AddDays(20 + p.roll(seed, 10, 7))) {
		return
	}
	w.opinions()
	outcome := words.Solved
	switch {
	case w.hard:
		outcome = words.Infeasible
	case p.roll(seed, 11, 2) == 0:
		outcome = words.Promised
	}
	answered := 30 + p.roll(seed, 12, 52)
	if p.roll(seed, 13, 40) == 0 {
		answered = 97 // a few are late
	}
	if !w.on(assigned.AddDays(answered)) {
		return
	}
	w.reply(0, answer{outcome: outcome})
	out := w.day
	if !w.on(out.AddDays(2 + p.roll(seed, 14, 7))) {
		return
	}
	rating := [...]suggestion.Rating{suggestion.Satisfied, suggestion.Satisfied, suggestion.Satisfied, suggestion.Basically}
	w.rate(0, rating[p.roll(seed, 15, 4)], rating[p.roll(seed, 16, 4)], true)
	w.follow(p)
	if w.c.In(suggestion.Closed) && p.roll(seed, 17, 5) > 0 && w.on(w.day.AddDays(25)) {
		w.do(w.clerk(), 0, "archive", &suggestion.Nothing{})
	}
}

// follow reports on the promises of a reply month by month, where the unit does, and keeps them as their days come.
func (w *walk) follow(p pace) {
	type deed struct {
		promise int
		on      calendar.Day
		percent int // reported; 100 when kept
	}
	var deeds []deed
	for n, k := range w.c.Commitments {
		kept := k.Due.AddDays(-4 - p.roll(w.b.world.Seed, 20+n, 16))
		for d := w.day.AddDays(27); d < kept && w.reports(k); d = d.AddDays(27) {
			deeds = append(deeds, deed{n, d, 10 + 80*calendar.DaysUntil(w.day, d)/calendar.DaysUntil(w.day, k.Due)/10*10})
		}
		deeds = append(deeds, deed{n, kept, 100})
	}
	slices.SortStableFunc(deeds, func(a, b deed) int { return cmp.Compare(a.on, b.on) })
	for _, s := range deeds {
		switch {
		case !w.on(s.on):
			return
		case s.percent < 100:
			w.report(s.promise, s.percent)
			continue
		}
		w.claim(s.promise)
		if w.c.Commitments[s.promise].State == suggestion.Claimed && w.on(w.day.AddDays(3)) {
			w.kept(s.promise)
		}
	}
}

// reports says whether the unit of a promise is one of the many that report every month.
func (w *walk) reports(k *suggestion.Commitment) bool {
	return w.b.byID[w.c.Assignment(k.Assignment).Unit].Position%4 != 0
}

// claim says that the n-th promise is kept, and shows it with files.
func (w *walk) claim(n int, files ...suggestion.File) *walk {
	if n >= len(w.c.Commitments) {
		return w
	}
	k := w.c.Commitments[n]
	text, evidence := words.Progress(w.b.world.Seed, w.index, words.Commitment{Result: k.Result}, "done", w.day)
	w.do(w.unitClerk(k.Assignment), k.No, "claim_done", &suggestion.ClaimDone{On: w.day, Evidence: text + "附：" + evidence + "。", Files: files})
	return w
}

// kept lets the deputy and the committee confirm it.
func (w *walk) kept(n int) *walk {
	if n >= len(w.c.Commitments) {
		return w
	}
	k := w.c.Commitments[n]
	w.do(w.lead, k.No, "rate_fulfilment", &suggestion.RateFulfilment{Rating: suggestion.Satisfied})
	w.do(w.clerk(), k.No, "verify_fulfilment", &suggestion.Note{})
	return w
}
