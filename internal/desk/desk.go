// Package desk is the one road by which a case changes: load it whole, let the tables decide, save state, event, clocks and
// notices in one transaction. Every door and every job comes through here.
package desk

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Desk carries out actions on cases.
type Desk struct {
	Store *store.Store
	// Committed is told of every event after its transaction is durable; nil when nobody listens.
	Committed func(events []suggestion.Event)
	// Hooks are what actions on dossiers need of the world around their tables, by action.
	Hooks map[flow.Action]Hook
	// Watches are what acts on suggestions cause on dossiers.
	Watches []Watch
}

// Watch carries acts on suggestions on to dossiers, inside the transaction of the act, whoever or whatever acted.
type Watch struct {
	On []flow.Action
	Do func(ctx context.Context, w *Work, c *suggestion.Case) error
}

// Request is one action as a door received it.
type Request struct {
	Part    int // part number; 0 for the case
	Do      flow.Action
	Cmd     any          // as suggestion.NewCommand gives it, decoded
	Version int          // of the part as the person saw it; 0 when the door does not know
	Key     string       // idempotency key; empty when there is none
	On      calendar.Day // the day a paper act was done; empty for today
	Why     string       // why On lies in the past
}

// Receipt is what an accepted action gives back.
type Receipt struct {
	Case     *suggestion.Case   // as it stands after the act, with nothing hidden: show access.View of it
	Events   []suggestion.Event // the act and what followed by itself; empty for a repeated request
	Repeated bool               // the same request had been carried out before
	Pack     *rule.Pack         // that the case lives under; given with a refusal too, which is said in its words
}

// Do carries out one action of one actor on one case; id 0 begins a new case. It returns faults of every kind that the
// tables know: NotFound for what the actor may not see, Conflict, Forbidden, Invalid.
func (d *Desk) Do(ctx context.Context, a org.Actor, id int64, r Request) (Receipt, error) {
	var out Receipt
	mark := keyOf(r, a, id) // of the command as it came: the transaction completes it, and may run again
	err := d.Store.Do(ctx, func(tx *store.Tx) error {
		s := step{tx: tx, desk: d, actor: a}
		var err error
		if out, err = s.do(ctx, id, r, mark); err != nil {
			out = Receipt{Pack: s.pack(ctx)}
		}
		return err
	})
	if err != nil {
		return Receipt{Pack: out.Pack}, err
	}
	if d.Committed != nil && len(out.Events) > 0 {
		d.Committed(out.Events)
	}
	return out, nil
}

// step is one action inside its transaction.
type step struct {
	tx     *store.Tx
	desk   *Desk
	actor  org.Actor
	on     *suggestion.Case   // nil until it is found and may be seen
	events []suggestion.Event // of every case touched
}

func (s *step) do(ctx context.Context, id int64, r Request, mark *store.Once) (Receipt, error) {
	if done, err := s.repeated(ctx, mark); err != nil || done != nil {
		return deref(done), err
	}
	c, err := s.load(ctx, id)
	if err != nil {
		return Receipt{}, err
	}
	s.on = c.Case
	if err := visible(c.Case, s.actor, r.Part); err != nil {
		return Receipt{}, err
	}
	if err := s.seen(ctx, c.Case, r); err != nil {
		return Receipt{}, err
	}
	place, env, err := s.world(ctx, c, r)
	if err != nil {
		return Receipt{}, err
	}
	st := suggestion.Step{Actor: s.actor, Part: r.Part, Do: r.Do, Cmd: r.Cmd, Env: env}
	if err := suggestion.Allowed(c.Case, st); err != nil {
		return Receipt{}, err
	}
	if err := suggestion.Complete(r.Cmd, c.Case, place); err != nil {
		return Receipt{}, suggestion.Complaints(r.Cmd, err)
	}
	if err := s.before(ctx, c, r); err != nil {
		return Receipt{}, err
	}
	whole := *c.Case
	if err := s.apply(ctx, c, st); err != nil {
		return Receipt{}, err
	}
	if err := s.after(ctx, &whole, c.Case, r.Cmd, env); err != nil {
		return Receipt{}, err
	}
	pack, _ := env.PackOf(c.Case)
	return Receipt{Case: c.Case, Events: s.events, Pack: pack}, s.remember(ctx, mark, c.Case)
}

// pack is the one that the case lives under, nil where that cannot be told.
func (s *step) pack(ctx context.Context) *rule.Pack {
	if s.on == nil {
		return nil
	}
	env, _, err := Env(ctx, s.tx, s.actor.Post.Congress, s.on, s.tx.Today())
	if err != nil {
		return nil
	}
	p, _ := env.PackOf(s.on)
	return p
}

// load gives the case, or a fresh one for id 0. What the actor may not see is not found.
func (s *step) load(ctx context.Context, id int64) (*store.Loaded, error) {
	if id == 0 {
		id, err := s.tx.NewID()
		if err != nil {
			return nil, err
		}
		return store.NewCase(id), nil
	}
	c, err := s.tx.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	if !access.Of(s.actor).Sees(c.Case) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return c, nil
}

// visible refuses an act on a part that the actor may not know of with the answer for a part that is not there, before anything
// else is said of it.
func visible(c *suggestion.Case, a org.Actor, part int) error {
	if part == 0 || c.State == "" {
		return nil
	}
	if _, _, ok := access.View(c, a).Part(part); !ok {
		return fault.New(fault.NotFound, "fault.no_such_part")
	}
	return nil
}

// seen refuses an act on a part that has changed since the person looked, and says what was done meanwhile.
func (s *step) seen(ctx context.Context, c *suggestion.Case, r Request) error {
	if r.Version == 0 || c.State == "" {
		return nil
	}
	m, h, ok := c.Part(r.Part)
	if !ok || h.Version == r.Version {
		return nil
	}
	log, err := s.tx.Events(ctx, c.ID)
	if err != nil {
		return err
	}
	told := slices.DeleteFunc(log, func(e suggestion.Event) bool {
		return e.Part != r.Part || !suggestion.Moves(e) || !access.SeesEvent(c, s.actor, e)
	})
	return suggestion.MovedOn(m, h.State, told, h.Version-r.Version)
}

// apply decides and saves one case.
func (s *step) apply(ctx context.Context, c *store.Loaded, st suggestion.Step) error {
	at, _ := c.Moment(s.tx) // of this case: the act may come from another one, or from a dossier
	st.Env.At = max(st.Env.At, at)
	events, err := suggestion.Apply(c.Case, st)
	if err != nil {
		return err
	}
	return s.save(ctx, c, events)
}

func (s *step) save(ctx context.Context, c *store.Loaded, events []suggestion.Event) error {
	if err := s.tx.SaveCase(ctx, c, events); err != nil {
		return err
	}
	s.events = append(s.events, events...)
	if err := s.tx.AddNotices(ctx, c.Case, suggestion.Notices(c.Case, events, s.tx.Packs())); err != nil {
		return err
	}
	if err := s.watched(ctx, c.Case, events); err != nil {
		return err
	}
	if err := s.rejoin(ctx, c, events); err != nil {
		return err
	}
	return s.gather(ctx, c.Case, events)
}

// watched tells the watches of what happened to a case.
func (s *step) watched(ctx context.Context, c *suggestion.Case, events []suggestion.Event) error {
	for _, watch := range s.desk.Watches {
		if !slices.ContainsFunc(events, func(e suggestion.Event) bool { return slices.Contains(watch.On, e.Action) }) {
			continue
		}
		w := &Work{step: step{tx: s.tx, desk: s.desk, actor: org.Actor{Post: org.Post{Congress: c.Congress}}}}
		if err := w.look(ctx); err != nil {
			return err
		}
		if err := watch.Do(ctx, w, c); err != nil {
			return err
		}
		s.events = append(s.events, w.events...)
	}
	return nil
}

// world gathers what the step depends on besides the case.
func (s *step) world(ctx context.Context, c *store.Loaded, r Request) (suggestion.Place, suggestion.Env, error) {
	at, today := c.Moment(s.tx)
	on, err := effective(s.actor, r, today)
	if last := c.LastStep(); err == nil && on != today && on < last {
		err = fault.OnField("effective_on", "field.day_before_step", "day", last)
	}
	if err != nil {
		return suggestion.Place{}, suggestion.Env{}, err
	}
	dir, err := s.tx.Directory(ctx, s.actor.Post.Congress)
	if err != nil {
		return suggestion.Place{}, suggestion.Env{}, err
	}
	env, session, sessions, err := environment(ctx, s.tx, s.actor.Post.Congress, c.Case, on)
	if err != nil {
		return suggestion.Place{}, suggestion.Env{}, err
	}
	env.At, env.Why = at, r.Why
	return suggestion.Place{Dir: dir, Actor: s.actor, Today: on, Session: session, Sessions: sessions}, env, nil
}

// effective returns the day that the act counts from. An earlier day than today is the committee's alone, with a reason:
// a unit must not be able to date its own deadline.
func effective(a org.Actor, r Request, today calendar.Day) (calendar.Day, error) {
	if r.On == "" || r.On == today {
		return today, nil
	}
	committee := a.Post.Role == org.CommitteeClerk || a.Post.Role == org.CommitteeHead
	switch {
	case !r.On.Valid():
		return "", fault.OnField("effective_on", "field.day")
	case r.On > today:
		return "", fault.OnField("effective_on", "field.day_future")
	case !committee:
		return "", fault.New(fault.Forbidden, "fault.effective_on")
	case r.Why == "":
		return "", fault.OnField("effective_why", "field.required")
	}
	return r.On, nil
}

// Env returns what the world contributes to a step on a case of a congress, and the session to which a new case belongs:
// the last one that has opened (a between-sessions case belongs to the session before it).
func Env(ctx context.Context, tx *store.Tx, congress int64, c *suggestion.Case, on calendar.Day) (suggestion.Env, org.Session, error) {
	env, current, _, err := environment(ctx, tx, congress, c, on)
	return env, current, err
}

// environment is Env with the congress's sessions, for those who need them all.
func environment(ctx context.Context, tx *store.Tx, congress int64, c *suggestion.Case, on calendar.Day) (env suggestion.Env, current org.Session, sessions []org.Session, err error) {
	d, err := tx.Directory(ctx, congress)
	if err != nil {
		return env, current, nil, err
	}
	sessions = d.Sessions
	var own org.Session
	for _, s := range sessions {
		if s.Opens <= on && s.Opens >= current.Opens {
			current = s
		}
		if c != nil && s.ID == c.Session {
			own = s
		}
	}
	if own.ID == 0 || c.In(suggestion.Draft, suggestion.Cosigning) {
		own = current
	}
	pack, ok := tx.Packs().Latest(d.Congress.Pack)
	if !ok {
		return env, current, nil, fault.New(fault.Conflict, "fault.no_pack", "pack", d.Congress.Pack)
	}
	if current.ID == 0 {
		return env, current, nil, fault.New(fault.Conflict, "fault.no_session")
	}
	return suggestion.Env{
		At: tx.Now, Today: on, Calendar: tx.Calendar(), Packs: tx.Packs(), InForce: suggestion.PackRef{ID: pack.ID, Version: pack.Version},
		Opens: own.Opens, Closes: own.Closes,
	}, current, sessions, nil
}
