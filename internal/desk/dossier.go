package desk

import (
	"context"
	"maps"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Hook is what an action on dossiers needs of the world around its table. Before gathers facts into the command; After carries the act on to
// suggestions and to other dossiers. Both run inside the transaction of the act.
type Hook struct {
	Before func(ctx context.Context, w *Work, d dossier.Doc, cmd any) error
	After  func(ctx context.Context, w *Work, d dossier.Doc, cmd any) error
}

// Merge joins the hooks of several capabilities. No action is in two of them.
func Merge(all ...map[flow.Action]Hook) map[flow.Action]Hook {
	out := map[flow.Action]Hook{}
	for _, m := range all {
		maps.Copy(out, m)
	}
	return out
}

// Elsewhere is the work that the act causes in another congress, by the system alone.
func (w *Work) Elsewhere(ctx context.Context, congress int64) (*Work, error) {
	out := &Work{step: step{tx: w.tx, desk: w.desk, actor: org.Actor{Post: org.Post{Congress: congress}}}}
	return out, out.look(ctx)
}

// DossierRequest is one action on a dossier as a door received it.
type DossierRequest struct {
	Part    int
	Do      flow.Action
	Cmd     any
	Version int    // of the part as the person saw it; 0 when the door does not know
	Key     string // idempotency key; empty when there is none
}

// DossierReceipt is what an accepted action on a dossier gives back.
type DossierReceipt struct {
	Doc      dossier.Doc
	Events   []suggestion.Event // on dossiers: the act and what it caused; empty for a repeated request
	Repeated bool               // the same request had been carried out before
}

// DossierSheet is a dossier as one actor may see it, with what the actor can do.
type DossierSheet struct {
	Kind   dossier.Kind
	Doc    dossier.Doc // the actor's view: hidden facts are not in it
	Offers []dossier.Offer
	Events []suggestion.Event // the part of the log that the actor may see
	Dir    *store.Directory
	Env    suggestion.Env
	Cases  []store.CaseRow    // that the dossier is about and the actor may see
	Around []store.DossierRow // that it belongs to, that belong to it, or that are about the same suggestions
}

// Dossier carries out one action of one actor on one dossier of a kind; id 0 begins one.
func (d *Desk) Dossier(ctx context.Context, a org.Actor, kind string, id int64, r DossierRequest) (dossier.Doc, error) {
	got, err := d.DoDossier(ctx, a, kind, id, r)
	return got.Doc, err
}

// DoDossier does the same and tells what happened beside the document.
func (d *Desk) DoDossier(ctx context.Context, a org.Actor, kind string, id int64, r DossierRequest) (out DossierReceipt, err error) {
	dossier.Strip(r.Cmd)
	mark := keyOf(Request{Part: r.Part, Do: r.Do, Cmd: r.Cmd, Key: r.Key}, a, id) // of the command as it came: the transaction completes it, and may run again
	var cases []suggestion.Event
	err = d.Store.Do(ctx, func(tx *store.Tx) (err error) {
		w := &Work{step: step{tx: tx, desk: d, actor: a}}
		out, err = w.request(ctx, kind, id, r, mark)
		cases = w.events
		return err
	})
	if err != nil {
		return DossierReceipt{}, err
	}
	d.Tell(cases)
	return out, nil
}

// Work is one act on a dossier inside its transaction: what hooks work with.
type Work struct {
	step
	Env     suggestion.Env
	Session org.Session        // that a new dossier belongs to
	Part    int                // number of the part acted on; 0 for the dossier itself
	sealed  []suggestion.Event // on dossiers

	sessions []org.Session // of the congress
}

// Tx is the transaction of the act.
func (w *Work) Tx() *store.Tx { return w.tx }

// Actor is who acts.
func (w *Work) Actor() org.Actor { return w.actor }

func (w *Work) request(ctx context.Context, kind string, id int64, r DossierRequest, mark *store.Once) (DossierReceipt, error) {
	dossier.Strip(r.Cmd)
	if d, err := w.answered(ctx, mark); err != nil || d != nil {
		return DossierReceipt{Doc: d, Repeated: true}, err
	}
	d, err := w.Do(ctx, kind, id, r)
	if err == nil && mark != nil {
		mark.AnswerID, mark.AnswerSeq = d.Top().ID, d.Top().Seq
		err = w.tx.SaveOnce(ctx, *mark)
	}
	return DossierReceipt{Doc: d, Events: w.sealed}, err
}

// Do carries out an action of the present actor on a dossier, the hooks of the action included.
func (w *Work) Do(ctx context.Context, kind string, id int64, r DossierRequest) (dossier.Doc, error) {
	k, doc, err := w.dossier(ctx, kind, id)
	if err != nil {
		return nil, err
	}
	if err := w.seen(ctx, k, doc, r); err != nil {
		return nil, err
	}
	st := dossier.Step{Actor: w.actor, Part: r.Part, Do: r.Do, Cmd: r.Cmd, Env: w.Env}
	if err := k.Forbids(doc, st); err != nil {
		return nil, err
	}
	place, err := w.place(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.complete(ctx, r, place); err != nil {
		return nil, suggestion.Complaints(r.Cmd, err)
	}
	w.Part = r.Part
	hook := w.desk.Hooks[r.Do]
	if hook.Before != nil {
		if err := hook.Before(ctx, w, doc, r.Cmd); err != nil {
			return nil, suggestion.Complaints(r.Cmd, err)
		}
	}
	return doc, w.decide(ctx, k, doc, st, hook)
}

// Order carries out an action that the tables give to the system alone, on a dossier or, with id 0, beginning one.
func (w *Work) Order(ctx context.Context, kind string, id int64, part int, do flow.Action, cmd any) (dossier.Doc, error) {
	k, doc, err := w.anyDossier(ctx, kind, id)
	if err != nil {
		return nil, err
	}
	if id == 0 {
		doc.Top().Congress, doc.Top().Session = w.actor.Post.Congress, w.Session.ID
	}
	return doc, w.decide(ctx, k, doc, dossier.Step{Part: part, Do: do, Cmd: cmd, Env: w.Env}, w.desk.Hooks[do])
}

// Case carries out an action on a suggestion inside the transaction of the dossier; by is the actor, or nobody for the system.
func (w *Work) Case(ctx context.Context, by org.Actor, id int64, part int, do flow.Action, cmd any) (*suggestion.Case, error) {
	c, err := w.tx.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	_, today := c.Moment(w.tx)
	env, _, err := Env(ctx, w.tx, c.Congress, c.Case, today)
	if err != nil {
		return nil, err
	}
	s := step{tx: w.tx, desk: w.desk, actor: by}
	err = s.apply(ctx, c, suggestion.Step{Actor: by, Part: part, Do: do, Cmd: cmd, Env: env})
	w.events = append(w.events, s.events...)
	return c.Case, err
}

// Begin begins a suggestion of the actor's inside the transaction of the dossier.
func (w *Work) Begin(ctx context.Context, do flow.Action, cmd any) (*suggestion.Case, error) {
	s := step{tx: w.tx, desk: w.desk, actor: w.actor}
	done, err := s.do(ctx, 0, Request{Do: do, Cmd: cmd}, nil)
	w.events = append(w.events, s.events...)
	return done.Case, err
}

func (w *Work) decide(ctx context.Context, k dossier.Kind, doc dossier.Doc, st dossier.Step, hook Hook) error {
	if doc.Top().Session == 0 {
		doc.Top().Session = w.Session.ID
	}
	was := doc.Face().Tasks
	events, err := k.Apply(doc, st)
	if err != nil {
		return err
	}
	if err := w.tx.SaveDossier(ctx, k, doc, events); err != nil {
		return err
	}
	w.sealed = append(w.sealed, events...)
	if err := w.tell(ctx, doc, was); err != nil {
		return err
	}
	if hook.After != nil {
		return hook.After(ctx, w, doc, st.Cmd)
	}
	return nil
}

// tell notifies everybody for whom something new waits.
func (w *Work) tell(ctx context.Context, doc dossier.Doc, was []dossier.Task) error {
	known := map[dossier.Task]bool{}
	for _, t := range was {
		known[t] = true
	}
	for _, t := range doc.Face().Tasks {
		if known[t] {
			continue
		}
		if err := w.tx.AddDossierNotice(ctx, store.DossierRef{ID: doc.Top().ID, Congress: doc.Top().Congress}, t.Holder, "task_"+t.Name, t.Due, nil, ""); err != nil {
			return err
		}
	}
	return nil
}

// dossier loads a dossier for the actor. What is unknown and what the actor may not see are the same fault.
func (w *Work) dossier(ctx context.Context, kind string, id int64) (dossier.Kind, dossier.Doc, error) {
	k, doc, err := w.anyDossier(ctx, kind, id)
	if err == nil && id != 0 && !k.Sees(doc, w.actor) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return k, doc, err
}

func (w *Work) anyDossier(ctx context.Context, kind string, id int64) (dossier.Kind, dossier.Doc, error) {
	if err := w.look(ctx); err != nil {
		return nil, nil, err
	}
	if id == 0 {
		k, ok := docket.Kind(kind)
		if !ok {
			return nil, nil, fault.New(fault.NotFound, "fault.not_found")
		}
		id, err := w.tx.NewID()
		return k, k.Fresh(id), err
	}
	k, doc, err := w.tx.Dossier(ctx, id)
	if err == nil && kind != "" && k.Name() != kind {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err == nil {
		err = w.notBefore(ctx, k, doc)
	}
	return k, doc, err
}

// notBefore lets the work happen no earlier than the last act on a dossier that it is about.
func (w *Work) notBefore(ctx context.Context, k dossier.Kind, doc dossier.Doc) error {
	at, day, err := w.tx.Moment(ctx, k.Name(), doc.Top().ID, doc.Top().Seq)
	if at > w.Env.At {
		w.Env.At, w.Env.Today = at, day
	}
	return err
}

// look gathers, once, what the act depends on besides the dossier.
func (w *Work) look(ctx context.Context) (err error) {
	if w.Env.At == 0 {
		w.Env, w.Session, w.sessions, err = environment(ctx, w.tx, w.actor.Post.Congress, nil, w.tx.Today())
	}
	return err
}

// place is where the act happens, for commands that take facts from it.
func (w *Work) place(ctx context.Context) (suggestion.Place, error) {
	if err := w.look(ctx); err != nil {
		return suggestion.Place{}, err
	}
	dir, err := w.tx.Directory(ctx, w.actor.Post.Congress)
	if err != nil {
		return suggestion.Place{}, err
	}
	return suggestion.Place{Dir: dir, Actor: w.actor, Today: w.Env.Today, Session: w.Session, Sessions: w.sessions}, nil
}

// complete checks what the command names and lets it take its facts.
func (w *Work) complete(ctx context.Context, r DossierRequest, place suggestion.Place) error {
	var bad fault.Fields
	refs := dossier.Refs(r.Cmd)
	dossier.Known(refs, place, &bad)
	for _, ref := range refs {
		if ref.Kind == "dossier" {
			k, other, err := w.tx.Dossier(ctx, ref.ID)
			switch {
			case fault.Is(err, fault.NotFound) || err == nil && (k.Name() != ref.Of || !k.Sees(other, w.actor)):
				bad.Add(ref.Field, "field.unknown_dossier")
			case err != nil:
				return err
			}
		}
		if ref.Kind != "case" {
			continue
		}
		c, err := w.tx.ReadCase(ctx, ref.ID)
		switch {
		case fault.Is(err, fault.NotFound) || err == nil && !access.Of(w.actor).Sees(c):
			bad.Add(ref.Field, "field.unknown_case")
		case err != nil:
			return err
		}
	}
	if c, ok := r.Cmd.(dossier.Completer); ok {
		c.Complete(place, w.Env, &bad)
	}
	return bad.Err()
}

// seen refuses an act on a part that has changed since the person looked, and says what was done meanwhile.
func (w *Work) seen(ctx context.Context, k dossier.Kind, doc dossier.Doc, r DossierRequest) error {
	h := doc.Top()
	version, state, machine := h.Version, h.State, k.Name()
	if p, ok := doc.(dossier.Parted); ok && r.Part != 0 {
		for m, q := range p.Parts {
			if q.No == r.Part {
				version, state, machine = q.Version, q.State, m
			}
		}
	}
	if r.Version == 0 || h.State == "" || version == r.Version {
		return nil
	}
	log, err := w.tx.EventsOf(ctx, k.Name(), h.ID)
	if err != nil {
		return err
	}
	_, told := dossier.ForReader(k, doc, log, w.actor)
	told = slices.DeleteFunc(slices.Clone(told), func(e suggestion.Event) bool { return e.Part != r.Part })
	return suggestion.MovedOn(machine, state, told, version-r.Version)
}

// answered returns the dossier of a request that was carried out before.
func (w *Work) answered(ctx context.Context, k *store.Once) (dossier.Doc, error) {
	was, ok, err := w.first(ctx, k)
	if err != nil || !ok {
		return nil, err
	}
	_, d, err := w.dossier(ctx, "", was.AnswerID)
	return d, err
}

// OpenDossier returns the sheet of a dossier. What is unknown and what the actor may not see are the same fault: NotFound.
func (d *Desk) OpenDossier(ctx context.Context, a org.Actor, id int64) (out DossierSheet, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		w := &Work{step: step{tx: tx, desk: d, actor: a}}
		k, doc, err := w.dossier(ctx, "", id)
		if err != nil {
			return err
		}
		place, err := w.place(ctx)
		if err != nil {
			return err
		}
		out = DossierSheet{Kind: k, Offers: k.Offers(doc, a, w.Env), Env: w.Env, Doc: doc}
		if dir, ok := place.Dir.(*store.Directory); ok {
			out.Dir = dir
		}
		if out.Cases, err = tx.CasesOf(ctx, access.Of(a), doc.Face().Cases); err != nil {
			return err
		}
		var named []int64
		if n, ok := doc.(dossier.Naming); ok {
			named = n.Named()
		}
		if out.Around, err = tx.Related(ctx, dossier.ScopeOf(a), id, doc.Face().Cases, named); err != nil {
			return err
		}
		if out.Events, err = tx.EventsOf(ctx, k.Name(), id); err != nil {
			return err
		}
		out.Doc, out.Events = dossier.ForReader(k, doc, out.Events, a)
		out.Doc, out.Events, err = Nameless(ctx, tx, a, k, out.Doc, out.Events)
		return err
	})
	return out, err
}

// BeginDossier returns the sheet of a dossier of a kind that does not exist yet. A kind of which the actor may begin nothing is not found.
func (d *Desk) BeginDossier(ctx context.Context, a org.Actor, k dossier.Kind) (out DossierSheet, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		w := &Work{step: step{tx: tx, desk: d, actor: a}}
		place, err := w.place(ctx)
		if err != nil {
			return err
		}
		out = DossierSheet{Kind: k, Doc: k.Fresh(0), Offers: k.Begins(a, w.Env), Env: w.Env}
		if len(out.Offers) == 0 {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		out.Dir, _ = place.Dir.(*store.Directory)
		return nil
	})
	return out, err
}
