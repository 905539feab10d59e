// Package registry changes who is who: organisations, people, posts, sessions, categories, rule packs and the calendar. One road for all
// of them: load the row, let the tables of package roster decide, save row and sealed event in one transaction. What a change means for
// open cases (a unit that ends, a calendar that comes later) happens in the same act, each case with an entry in its own log.
package registry

import (
	"context"
	"fmt"

	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Registry carries out the changes. It is safe for concurrent use.
type Registry struct {
	Store *store.Store
	Desk  *desk.Desk

	behind bool // Follow has taken up a calendar and not yet counted by it
}

// Request is one change as a door received it.
type Request struct {
	Kind    string // of package roster; needed when ID is 0
	ID      int64  // 0 for a new organisation, person, post, session or category
	Do      flow.Action
	Cmd     any    // as roster.NewCommand gives it, decoded
	Version int    // 1 + the number of the last event that the person saw; 0 when the door does not know
	Key     string // idempotency key; empty when there is none
}

// Receipt is what an accepted change gives back.
type Receipt struct {
	ID       int64 // of the aggregate
	Cases    int   // cases that changed with it
	Repeated bool  // the same request had been carried out before
}

// Do carries out one change. Faults are those of the tables: Forbidden for everybody but the system administrator of the congress, NotFound
// for what another congress has, Conflict for who came second, Invalid beside the fields.
func (r *Registry) Do(ctx context.Context, who identity.Who, from identity.Origin, q Request) (Receipt, error) {
	if err := who.Ready(); err != nil {
		return Receipt{}, err
	}
	var s *step
	err := r.Store.Do(ctx, func(tx *store.Tx) error {
		s = &step{tx: tx, desk: r.Desk, who: who, from: from}
		return s.do(ctx, q)
	})
	if err != nil {
		return Receipt{}, err
	}
	r.Desk.Tell(s.events)
	if s.rules {
		if err := r.Store.ReloadRules(ctx); err != nil {
			return Receipt{}, err
		}
	}
	switch q.Do {
	case "import_year":
		s.out.Cases, err = r.Recount(ctx)
	case "change_session", "close_session", "correct_closing":
		s.out.Cases, err = r.recountFromClose(ctx, s.out.ID)
	}
	return s.out, err
}

// step is one change inside its transaction.
type step struct {
	tx     *store.Tx
	desk   *desk.Desk
	who    identity.Who
	from   identity.Origin
	events []suggestion.Event // of cases
	rules  bool               // packs or calendar have changed
	out    Receipt
}

func (s *step) do(ctx context.Context, q Request) error {
	mark := s.keyOf(q)
	if done, err := s.repeated(ctx, mark); done || err != nil {
		return err
	}
	x, e, err := s.load(ctx, q.Kind, q.ID)
	if err != nil {
		return err
	}
	if q.Version != 0 && q.Version != e.Seq+1 {
		log, err := s.tx.EventsOf(ctx, e.Kind, e.ID)
		if err != nil {
			return err
		}
		return suggestion.MovedOn(e.Kind, e.State, log, e.Seq+1-q.Version)
	}
	x.Cmd = q.Cmd
	if err := s.known(ctx, x, q); err != nil {
		return err
	}
	if err := s.apply(ctx, x, &e, q.Do); err != nil {
		return err
	}
	if err := s.follow(ctx, x); err != nil {
		return err
	}
	s.out.ID = e.ID
	if mark == nil {
		return nil
	}
	mark.AnswerID, mark.AnswerSeq = e.ID, e.Seq
	return s.tx.SaveOnce(ctx, *mark)
}

// apply decides one change and saves row, entry and event.
func (s *step) apply(ctx context.Context, x *roster.X, e *roster.Entry, do flow.Action) error {
	env, err := envOf(ctx, s.tx, *e)
	if err != nil {
		return err
	}
	ev, err := roster.Apply(e, x, do, env)
	if err != nil {
		return err
	}
	if err := s.save(ctx, x); err != nil {
		return err
	}
	if err := s.tx.SaveEntry(ctx, *e, ev); err != nil {
		return err
	}
	if e.Kind != roster.Posts {
		return nil
	}
	return identity.Record(ctx, s.tx, s.who, s.from, identity.RightsChanged, fmt.Sprintf("post:%d", e.ID), string(do)+" "+string(x.Post.Role))
}

func (s *step) save(ctx context.Context, x *roster.X) error {
	switch {
	case x.Org != nil:
		return s.tx.SaveOrg(ctx, *x.Org)
	case x.Person != nil:
		return s.tx.SavePerson(ctx, *x.Person)
	case x.Post != nil:
		return s.tx.SavePost(ctx, *x.Post)
	case x.Session != nil:
		return s.tx.SaveSession(ctx, *x.Session)
	case x.Category != nil:
		return s.tx.SaveCategory(ctx, *x.Category)
	}
	return s.tx.ChoosePack(ctx, x.Congress.ID, x.Congress.Pack)
}

// keyOf returns what identifies a request: its key with a digest of the command.
func (s *step) keyOf(q Request) *store.Once {
	if q.Key == "" {
		return nil
	}
	return &store.Once{Post: s.who.Actor.Post.ID, Key: q.Key, Case: q.ID, Action: string(q.Do), Digest: store.Digest(q.Cmd, q.Kind)}
}

func (s *step) repeated(ctx context.Context, k *store.Once) (bool, error) {
	if k == nil {
		return false, nil
	}
	was, err := s.tx.Once(ctx, k.Post, k.Key)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err == nil && (was.Case != k.Case || was.Action != k.Action || was.Digest != k.Digest) {
		err = fault.New(fault.Invalid, "fault.key_reused")
	}
	s.out = Receipt{ID: was.AnswerID, Repeated: true}
	return err == nil, err
}

// actor is who acts.
func (s *step) actor() org.Actor { return s.who.Actor }
