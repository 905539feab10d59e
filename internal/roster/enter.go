package roster

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Rows are what comes to be at once, not one by one by acts of an administrator: what a workbook brings in, a congress that is founded, the
// demonstration.
type Rows struct {
	Congresses []org.Congress // with the rules that are in force in each
	Sessions   []org.Session
	Orgs       []org.Org
	People     []org.Person // each holds one of the posts
	Posts      []org.Post
	Categories []org.Category
	Honours    []org.Honour
}

// Enter makes the first event of every row, with which its log tells what it was from the beginning (ADR 30). Whoever brought the rows in is
// named; the zero Actor is the program itself. today is the day by which a post has ended or a session closed.
func (r *Rows) Enter(by org.Actor, today calendar.Day, env suggestion.Env) (entries []Entry, events []suggestion.Event, err error) {
	home := map[int64]int64{} // congresses of people
	for _, p := range r.Posts {
		if home[p.Person] == 0 {
			home[p.Person] = p.Congress
		}
	}
	enter := func(kind string, do flow.Action, id, congress int64, x X) {
		if err != nil {
			return
		}
		x.Actor, x.Today, x.Cmd = by, today, &suggestion.Nothing{}
		e := Entry{Kind: kind, ID: id, Congress: congress}
		if kind == Packs {
			e.State = InForce
		}
		var ev suggestion.Event
		ev, err = apply(&e, &x, entering, do, env)
		entries, events = append(entries, e), append(events, ev)
	}
	for i := range r.Congresses {
		enter(Packs, "enter_pack", r.Congresses[i].ID, r.Congresses[i].ID, X{Congress: &r.Congresses[i]})
	}
	for i := range r.Sessions {
		enter(Sessions, "enter_session", r.Sessions[i].ID, r.Sessions[i].Congress, X{Session: &r.Sessions[i]})
	}
	for i := range r.Orgs {
		o := &r.Orgs[i]
		o.Aliases = distinct(o.Aliases)
		enter(Orgs, "enter_org", o.ID, o.Congress, X{Org: o})
	}
	for i := range r.People {
		enter(People, "enter_person", r.People[i].ID, home[r.People[i].ID], X{Person: &r.People[i]})
	}
	for i := range r.Posts {
		enter(Posts, "enter_post", r.Posts[i].ID, r.Posts[i].Congress, X{Post: &r.Posts[i]})
	}
	for i := range r.Categories {
		enter(Categories, "enter_category", r.Categories[i].ID, r.Categories[i].Congress, X{Category: &r.Categories[i]})
	}
	for i := range r.Honours {
		h := &r.Honours[i]
		h.RecordedOn = cmp.Or(h.RecordedOn, today)
		enter(Honours, "enter_honour", h.ID, h.Congress, X{Honour: h})
	}
	return entries, events, err
}

// Revoke takes an honour back from today on, in the log of its row; as for Enter, by is whose act does it.
func Revoke(e *Entry, h *org.Honour, by org.Actor, env suggestion.Env) (suggestion.Event, error) {
	x := &X{Honour: h, Actor: by, Today: env.Today, Cmd: &suggestion.Nothing{}}
	if e.Seq == 0 {
		e.Congress, e.State = h.Congress, x.Stands()
	}
	return apply(e, x, entering, "revoke_honour", env)
}

// distinct leaves each name once, as they are kept.
func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
