package desk

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// ListRequest is one action on a hand-over list.
type ListRequest struct {
	Do      flow.Action
	Cmd     any
	Version int    // of the list as the person saw it; 0 when the door does not know
	Key     string // idempotency key; empty when there is none
}

// ListReceipt is what an accepted action on a hand-over list gives back.
type ListReceipt struct {
	List     *handover.List
	Repeated bool // the same request had been carried out before; the list is as it stands now
}

// Handover carries out one action on a hand-over list; id 0 begins one. Approving it hands every case over in the same
// transaction: all, or none with a complaint beside each case that cannot be handed over.
func (d *Desk) Handover(ctx context.Context, a org.Actor, id int64, r ListRequest) (out ListReceipt, err error) {
	mark := keyOf(Request{Do: r.Do, Cmd: r.Cmd, Key: r.Key}, a, id) // of the command as it came: the transaction completes it, and may run again
	var events []suggestion.Event
	err = d.Store.Do(ctx, func(tx *store.Tx) (err error) {
		s := step{tx: tx, desk: d, actor: a}
		out, err = s.handoverOnce(ctx, id, r, mark)
		events = s.events
		return err
	})
	if err != nil {
		return ListReceipt{}, err
	}
	d.Tell(events)
	return out, nil
}

// handoverOnce gives the list of a request that was carried out before, or carries it out.
func (s *step) handoverOnce(ctx context.Context, id int64, r ListRequest, mark *store.Once) (out ListReceipt, err error) {
	was, ok, err := s.first(ctx, mark)
	switch {
	case err != nil:
		return out, err
	case ok:
		out.Repeated = true
		out.List, err = s.loadList(ctx, was.AnswerID)
		return out, err
	}
	if out.List, err = s.handover(ctx, id, r); err != nil || mark == nil {
		return out, err
	}
	mark.AnswerID, mark.AnswerSeq = out.List.ID, out.List.Seq
	return out, s.tx.SaveOnce(ctx, *mark)
}

func (s *step) handover(ctx context.Context, id int64, r ListRequest) (*handover.List, error) {
	l, err := s.loadList(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.Version != 0 && l.State != "" && l.Version != r.Version {
		log, err := s.tx.EventsOf(ctx, handover.Kind, l.ID)
		if err != nil {
			return nil, err
		}
		return nil, suggestion.MovedOn(handover.Kind, l.State, log, l.Version-r.Version)
	}
	at, today, err := s.tx.Moment(ctx, handover.Kind, l.ID, l.Seq)
	if err != nil {
		return nil, err
	}
	env, session, err := Env(ctx, s.tx, s.actor.Post.Congress, nil, today)
	if err != nil {
		return nil, err
	}
	env.At = at
	switch c := r.Cmd.(type) {
	case *handover.Begin:
		c.Session = session.ID
		if err := s.metBefore(ctx, session, c); err != nil {
			return nil, err
		}
	case *handover.Approve:
		c.On = l.HandsOverOn(today)
	}
	changed, err := s.tx.ProposedAfter(ctx, l)
	if err != nil {
		return nil, err
	}
	e, err := handover.Apply(l, s.actor, r.Do, r.Cmd, env)
	if err != nil {
		return nil, err
	}
	switch e.Action {
	case "begin_list", "change_list", "propose_list":
		err = s.listable(ctx, l, r.Cmd)
	case "approve_list":
		err = s.handOver(ctx, l, changed)
	}
	if err != nil {
		return nil, err
	}
	if err := s.tx.SaveHandover(ctx, l, e); err != nil {
		return nil, err
	}
	return l, s.tellOfList(ctx, l, e)
}

// tellOfList tells those who may approve a list that it waits for them, but not who proposed it: a second person decides. Whoever proposed it is told
// what became of it, and of a list that was sent back why.
func (s *step) tellOfList(ctx context.Context, l *handover.List, e suggestion.Event) error {
	n := store.ListNotice{Holder: access.Body("office", l.Congress), Only: l.ProposedBy, Key: string(e.Action)}
	switch {
	case e.Action == "propose_list":
		n = store.ListNotice{Holder: access.Body("office_head", l.Congress), Except: l.ProposedBy, Key: n.Key, Args: map[string]string{"n": strconv.Itoa(len(l.Cases))}}
	case e.From != handover.Proposed || l.ProposedBy == e.Person:
		return nil
	case e.Action == "send_back_list":
		n.Args = map[string]string{"why": l.Note}
		d, err := s.tx.Directory(ctx, l.Congress)
		if err != nil {
			return err
		}
		if !l.Stays(d, s.tx.Today()) {
			n.Only, n.Except = 0, e.Person // whoever proposed it has left: the office mends it
		}
	}
	return s.tx.AddListNotice(ctx, l, n)
}

// ListDay is the day that a new list of the current session bears at first: today, or that of the meeting planned, but when that is past and its list
// was handed over.
func (d *Desk) ListDay(ctx context.Context, a org.Actor, meeting bool) (on calendar.Day, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		on = tx.Today()
		if !meeting {
			return nil
		}
		_, session, err := Env(ctx, tx, a.Post.Congress, nil, on)
		if err != nil || session.Handover == "" {
			return err
		}
		lists, err := tx.Handovers(ctx, a.Post.Congress, session.ID)
		met := func(l *handover.List) bool { return l.Meeting && l.HandedOver() }
		if session.Handover >= on || !slices.ContainsFunc(lists, met) {
			on = session.Handover
		}
		return err
	})
	return on, err
}

func (s *step) loadList(ctx context.Context, id int64) (*handover.List, error) {
	if id == 0 {
		id, err := s.tx.NewID()
		return &handover.List{ID: id}, err
	}
	l, err := s.tx.Handover(ctx, id)
	if err != nil {
		return nil, err
	}
	if !knowsLists(s.actor, l.Congress) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return l, nil
}

// listable refuses a list that names cases which are not there, have no proposed units yet, or are put on it while they stand on another.
func (s *step) listable(ctx context.Context, l *handover.List, cmd any) error {
	var bad fault.Fields
	var others map[int64]*handover.List
	switch cmd.(type) {
	case *handover.Begin, *handover.Change:
		lists, err := s.tx.HandoversPrepared(ctx, l.Congress)
		if err != nil {
			return err
		}
		others = l.Others(lists)
	}
	for i, id := range l.Cases {
		c, err := s.tx.ReadCase(ctx, id)
		field := "cases." + strconv.Itoa(i)
		switch {
		case fault.Is(err, fault.NotFound) || err == nil && !access.Of(s.actor).Sees(c):
			bad.Add(field, "field.unknown_case")
		case err != nil:
			return err
		case met(l, c):
		case c.State != suggestion.Pending || c.Proposal == nil:
			bad.Add(field, "field.case_not_ready", "number", c.Number)
		case l.State == handover.Proposed && l.Meeting && c.LastStep() > l.On: // said to who proposes the list, not first to who approves it
			bad.Add(field, "field.case_after_meeting", "number", c.Number, "day", c.LastStep())
		case others[id] != nil:
			bad.Add(field, "field.case_listed", "number", c.Number, "list", others[id].Title)
		}
	}
	return bad.Err()
}

// met reports whether a case was handed over at the meeting before its year came into the system: the list records it and changes nothing.
func met(l *handover.List, c *suggestion.Case) bool {
	return l.Meeting && c.History && c.AtMeeting && c.Session == l.Session
}

// metBefore fills the list of a meeting that was held before its year came into the system, unless a list records it already.
func (s *step) metBefore(ctx context.Context, session org.Session, b *handover.Begin) error {
	if !b.Meeting || len(b.Cases) > 0 {
		return nil
	}
	lists, err := s.tx.Handovers(ctx, s.actor.Post.Congress, session.ID)
	if err != nil || slices.ContainsFunc(lists, func(l *handover.List) bool { return l.Meeting && l.State != handover.Dropped }) {
		return err
	}
	yes := true
	f := suggestion.Filter{Session: session.ID, History: &yes, AtMeeting: &yes, Sort: "number", Limit: 500}
	for {
		rows, next, _, err := s.tx.Cases(ctx, access.Of(s.actor), f)
		if err != nil {
			return err
		}
		for _, r := range rows {
			b.Cases = append(b.Cases, r.ID)
		}
		if f.After = next; next == "" {
			break
		}
	}
	if len(b.Cases) > 0 && session.Handover != "" {
		b.On = session.Handover
	}
	return nil
}

// handOver assigns every case of an approved list as of its day, but none whose units are not those that the list was sent with.
func (s *step) handOver(ctx context.Context, l *handover.List, changed map[int64]bool) error {
	var bad fault.Fields
	for i, id := range l.Cases {
		c, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		if met(l, c.Case) {
			continue
		}
		if changed[id] && c.State == suggestion.Pending {
			bad.Add("cases."+strconv.Itoa(i), "field.case_proposed_anew", "number", c.Number)
			continue
		}
		err = s.handOverCase(ctx, l, c)
		if f, ok := fault.As(err); ok {
			complain(&bad, "cases."+strconv.Itoa(i), c.Number, f)
			continue
		}
		if err != nil {
			return err
		}
	}
	return bad.Err()
}

// handOverCase assigns one case as of the list's day; the list is the reason why, when that day is past.
func (s *step) handOverCase(ctx context.Context, l *handover.List, c *store.Loaded) error {
	r := Request{Do: "assign", Cmd: &suggestion.Handover{AtMeeting: l.Meeting}}
	if l.On != s.tx.Today() {
		r.On, r.Why = l.On, l.Title
	}
	_, env, err := s.world(ctx, c, r)
	if err != nil {
		return err
	}
	return s.apply(ctx, c, suggestion.Step{Actor: s.actor, Do: r.Do, Cmd: r.Cmd, Env: env})
}

// complain says beside a case of a list why it cannot be handed over.
func complain(bad *fault.Fields, field, number string, f *fault.Error) {
	key, args := f.Key, f.Args
	if len(f.Fields) > 0 {
		key, args = f.Fields[0].Key, f.Fields[0].Args
	}
	bad.Add(field, key, append([]any{"number", number}, args...)...)
}

// OpenHandover returns a list with what the actor may do with it.
func (d *Desk) OpenHandover(ctx context.Context, a org.Actor, id int64) (l *handover.List, offers []flow.Offer, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		if l, err = tx.Handover(ctx, id); err != nil {
			return err
		}
		if !knowsLists(a, l.Congress) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		offers = handover.Offers(l, a, tx.Today())
		return nil
	})
	return l, offers, err
}

// knowsLists reports whether an actor sees the hand-over lists of a congress.
func knowsLists(a org.Actor, congress int64) bool {
	return a.Post.Congress == congress && handover.Reads(a.Post.Role)
}

// HandoverParams are the parameters of the address of the hand-over lists.
func HandoverParams() []suggestion.Param {
	return []suggestion.Param{suggestion.SessionParam, {Name: "after", Kind: suggestion.AskNumber}, {Name: "limit", Kind: suggestion.AskNumber, Most: 200}}
}

// HandoverPage is a page of the hand-over lists with the exact number of all.
type HandoverPage struct {
	Rows  []store.HandoverRow
	Next  int // where the next page begins; 0 on the last
	Total int
}

// Handovers lists the hand-over lists of the actor's congress, of the present session unless the address names another or all, the latest day first.
func (d *Desk) Handovers(ctx context.Context, a org.Actor, v url.Values) (out HandoverPage, err error) {
	if !knowsLists(a, a.Post.Congress) {
		return out, nil
	}
	if err := suggestion.CheckQuery(v, HandoverParams()); err != nil {
		return out, err
	}
	from, _ := strconv.Atoi(v.Get("after"))
	limit, _ := strconv.Atoi(v.Get("limit"))
	limit = cmp.Or(limit, 50)
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		_, session, err := Env(ctx, tx, a.Post.Congress, nil, tx.Today())
		if err != nil {
			return err
		}
		out.Rows, out.Total, err = tx.HandoverPage(ctx, a.Post.Congress, suggestion.AskedSession(v, session.ID), from, limit)
		if upto := from + len(out.Rows); len(out.Rows) > 0 && upto < out.Total {
			out.Next = upto
		}
		return err
	})
	return out, err
}
