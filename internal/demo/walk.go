package demo

import (
	"fmt"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// walk leads one case through the tables, act by act, each on its day.
type walk struct {
	b        *builder
	c        *suggestion.Case
	log      []suggestion.Event
	key      string // of the congress
	congress int64
	hard     bool // asks for what cannot be met
	day      calendar.Day
	at       int64 // Unix milliseconds of the last act
	index    int   // number of the text
	text     words.CaseText
	lead     int64 // post of the deputy who speaks
	dead     bool  // a table has refused: nothing more is tried
}

// recent is for how many days the notices of the past are kept.
const recent = 21

// looked is for how many days nobody has opened the list of notices: what came before is read, as on a desk that is worked at.
const looked = 3

// minute between two acts of the same day.
const minute = 60 * 1000

// nine is the hour at which work begins in Shanghai, as milliseconds after midnight UTC.
const nine = 60 * minute

// begin starts a case of a congress: a text that fits, and a deputy from where it happens.
func (b *builder) begin(congress string, want want) *walk {
	if b.texts[congress] == nil {
		b.texts[congress] = &pool{seed: b.world.Seed, congress: congress}
	}
	return b.beginWith(congress, b.texts[congress].take(want), want.hard)
}

// beginWith starts a case with a text that was taken.
func (b *builder) beginWith(congress string, index int, hard bool) *walk {
	return &walk{b: b, c: &suggestion.Case{ID: b.id()}, key: congress, congress: b.congress[congress], index: index, hard: hard}
}

// on moves to a day, or to the last working day before it, and never back. It reports whether the day has come by now.
func (w *walk) on(d calendar.Day) bool {
	for !w.b.world.Calendar.Working(d) {
		d = d.AddDays(-1)
	}
	if d >= w.b.world.Today {
		return false
	}
	if d > w.day {
		w.newYears(d)
		w.day, w.at = d, d.Time().UnixMilli()+nine
	}
	return true
}

// newYears lets time act on each first of January on the way to a day: promises that are still open are carried over into the new year.
func (w *walk) newYears(to calendar.Day) {
	for !w.dead && w.day != "" && w.c.OpenCommitments() > 0 && w.day.Year() < to.Year() {
		w.settle(calendar.Day(strconv.Itoa(w.day.Year()+1) + "-01-01"))
	}
}

// ago moves to the working day n days before today; n is at least 1.
func (w *walk) ago(n int) *walk {
	w.on(w.b.world.Today.AddDays(-n))
	return w
}

// after moves at most n days on from the last act, so that what must follow within a limit does so over every holiday.
func (w *walk) after(n int) *walk {
	w.on(w.day.AddDays(n))
	return w
}

func (w *walk) env(day calendar.Day) (suggestion.Env, org.Session) {
	b := w.b
	now := b.meeting(w.congress, day)
	own := now
	if w.c.Session != 0 && !w.c.In(suggestion.Draft, suggestion.Cosigning) {
		own = b.session(w.c.Session)
	}
	pack := ""
	for _, g := range b.Congresses {
		if g.ID == w.congress {
			pack = g.Pack
		}
	}
	ref := suggestion.PackRef{ID: pack}
	if p, ok := b.world.Packs.Latest(pack); ok {
		ref.Version = p.Version
	}
	return suggestion.Env{
		At: w.at, Today: day, Calendar: b.world.Calendar, Packs: b.world.Packs, InForce: ref, Opens: own.Opens, Closes: own.Closes,
	}, now
}

// do carries out one act of somebody on a part of the case.
func (w *walk) do(post int64, part int, do flow.Action, cmd any) {
	actor := w.b.actors[post]
	if post == 0 {
		w.fail(do, fmt.Errorf("nobody is there to do it"))
	}
	w.act(actor, part, do, cmd)
}

// system lets completeness or another case act.
func (w *walk) system(do flow.Action, cmd any) { w.act(org.Actor{}, 0, do, cmd) }

func (w *walk) act(actor org.Actor, part int, do flow.Action, cmd any) {
	if w.dead {
		return
	}
	_, session := w.env(w.day)
	place := suggestion.Place{Dir: w.b, Actor: actor, Today: w.day, Session: session, Sessions: w.b.meetings[w.congress]}
	if err := suggestion.Complete(cmd, w.c, place); err != nil {
		w.fail(do, err)
		return
	}
	w.apply(actor, part, do, cmd)
}

// apply carries out an act whose command is whole, as capabilities order it.
func (w *walk) apply(actor org.Actor, part int, do flow.Action, cmd any) {
	if w.dead {
		return
	}
	w.at += 11 * minute
	env, _ := w.env(w.day)
	events, err := suggestion.Apply(w.c, suggestion.Step{Actor: actor, Part: part, Do: do, Cmd: cmd, Env: env})
	if err != nil {
		w.fail(do, err)
		return
	}
	w.keep(events)
}

func (w *walk) keep(events []suggestion.Event) {
	w.log = append(w.log, events...)
	if w.day < w.b.world.Today.AddDays(-recent) {
		return
	}
	for _, n := range suggestion.Notices(w.c, events, w.b.world.Packs) {
		w.b.Notices = append(w.b.Notices, store.NewNotice{ID: w.b.id(), Congress: w.c.Congress, Case: w.c.ID, At: w.at, Notice: n})
	}
}

// settle lets time act on a day, as the hourly job does.
func (w *walk) settle(day calendar.Day) {
	if w.dead || day > w.b.world.Today {
		return
	}
	if day > w.day {
		w.day, w.at = day, day.Time().UnixMilli()-8*60*minute+5*minute // five past midnight in Shanghai
	}
	env, _ := w.env(day)
	events, err := suggestion.Settle(w.c, env)
	if err != nil {
		w.fail("settle", err)
		return
	}
	w.keep(events)
}

func (w *walk) fail(do flow.Action, err error) {
	w.dead = true
	if w.b.err == nil {
		w.b.err = fmt.Errorf("demo: text %d (%s of %s), %s on %s in state %s: %w", w.index, w.text.Lead, w.key, do, w.day, w.c.State, err)
	}
}

// end closes the walk: time acts until today, and the case joins the city.
func (w *walk) end() {
	w.newYears(w.b.world.Today)
	w.settle(w.b.world.Today)
	if w.c.State == "" {
		return
	}
	w.b.Cases = append(w.b.Cases, w.c)
	w.b.Events = append(w.b.Events, w.log...)
}
