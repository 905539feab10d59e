// Package dossier is the frame of everything that has a life of its own beside the suggestions: a supervision plan, a key list, a visit,
// an inquiry, a campaign (案卷). A kind of dossier is a document, a table for each of its machines and a few words on who sees it and what
// waits for whom; this package decides, seals and replays. It is pure.
package dossier

import (
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Head stands at the top of every dossier's document.
type Head struct {
	ID       int64        `json:"id"`
	Congress int64        `json:"congress"`
	Session  int64        `json:"session"`
	State    flow.State   `json:"state"`
	Version  int          `json:"v"`     // of the dossier itself; its parts have their own
	Seq      int          `json:"seq"`   // number of the last event
	Chain    string       `json:"chain"` // hash of the last event
	BegunBy  int64        `json:"begun_by"`
	BegunOn  calendar.Day `json:"begun_on"`
	LastPart int          `json:"last_part,omitempty"`
}

// Top returns the head; embedding Head makes a struct a document.
func (h *Head) Top() *Head { return h }

// Part is one thing inside a dossier with a state of its own: a question, an order, a line of a plan. Numbers are counted within the dossier.
type Part struct {
	No      int        `json:"no"`
	State   flow.State `json:"state"`
	Version int        `json:"v"`
}

// Doc is the document of one dossier.
type Doc interface {
	Top() *Head
	Face() Face
}

// Parted is a document with parts.
type Parted interface {
	Parts(yield func(machine string, p *Part) bool)
}

// Guarded is a document that shows some readers less: Seen returns the copy for one of them.
type Guarded interface {
	Seen(a org.Actor) Doc
}

// ForReader returns the copy of a document that a reader may see, with what the reader may know of its log. Whoever sees less than all of the
// document reads of the log what moved the dossier itself, what was done about the parts that the copy shows as they stand, such as the answer to an
// objection of one's own, and what the own body did: an entry on anything else would tell of what the copy leaves out, as would a gap in the numbers or
// a hash.
func ForReader(k Kind, d Doc, log []suggestion.Event, a org.Actor) (Doc, []suggestion.Event) {
	g, ok := d.(Guarded)
	if !ok {
		return d, log
	}
	seen := g.Seen(a)
	if seen == d {
		return d, log
	}
	whole, shown := versions(d), versions(seen)
	var told []suggestion.Event
	for _, e := range log {
		version, known := shown[e.Part]
		if e.Machine == k.Name() && e.From != e.To || known && version == whole[e.Part] || isOwn(e, a) {
			e.Seq = len(told) + 1
			told = append(told, e)
		}
	}
	h := seen.Top()
	h.Seq, h.Chain, h.LastPart = len(told), "", 0
	return seen, told
}

// versions are the versions of a document's parts by their numbers. A copy that leaves out what was done about a part shows another version of it.
func versions(d Doc) map[int]int {
	out := map[int]int{}
	if p, ok := d.(Parted); ok {
		p.Parts(func(_ string, p *Part) bool { out[p.No] = p.Version; return true })
	}
	return out
}

// isOwn reports whether the actor did it, or the actor's body: a deputy acts for nobody else.
func isOwn(e suggestion.Event, a org.Actor) bool {
	if a.Post.Role == org.Deputy || a.Post.Role == org.DelegationAide {
		return e.Post == a.Post.ID
	}
	return e.Org != 0 && e.Org == a.Post.Org
}

// Naming is a document whose fields name other dossiers that it does not belong to.
type Naming interface {
	Named() []int64
}

// Attended is a document about people who are asked to come: a form of kind attendance offers them.
type Attended interface {
	Invited() []int64 // posts
}

// Ticked is a document whose parts can be acted on several at once: a form of kind parts offers those that wait.
type Ticked interface {
	Waiting() []Waits
}

// Waits is one part that waits, under the words by which people know it.
type Waits struct {
	No   int
	Text string
}

// Published is a document that may be shown to everybody without sign-in. The copy holds nothing that a reader without a post may not know.
type Published interface {
	Published() Doc
	Withdrawn() bool // it stood in public once and was taken back
}

// Face is what rows, lists, scope and workbenches know of a dossier. It is a pure function of the document, so that verify can compare.
type Face struct {
	Title   string
	On      calendar.Day // the day that it is about
	Due     calendar.Day // the earliest day that something is expected; empty when nothing is
	Cases   []int64      // suggestions that it is about
	Parties []string     // keys, as package access writes them, of those who see it beside the kind's readers
	Tasks   []Task
	Links   []int64 // other dossiers of the congress that it belongs to
	Public  bool    // published without sign-in
}

// Task is something that waits for the holder of a key.
type Task struct {
	Name   string // the catalogue's task.<name>
	Part   int
	Holder string
	Start  calendar.Day
	Due    calendar.Day // empty when no limit runs
}

// X is one step under decision.
type X[D Doc] struct {
	Doc   D
	Part  int // number of the part acted on; 0 for the dossier itself
	Actor org.Actor
	By    flow.Relation
	Cmd   any
	Env   suggestion.Env
}

// Add gives a new part its number and first state.
func (x *X[D]) Add(first flow.State) Part {
	h := x.Doc.Top()
	h.LastPart++
	return Part{No: h.LastPart, State: first, Version: 1}
}

// Completer is a command that takes facts from the world before it is decided, so that a replay needs none.
type Completer interface {
	Complete(p suggestion.Place, env suggestion.Env, f *fault.Fields)
}

// Checker is a command with conditions across its fields or with the document.
type Checker[D Doc] interface {
	Check(x *X[D], f *fault.Fields)
}

// Proposer is a command that proposes what most people would enter; its form begins with that, and the reader may change it.
type Proposer interface {
	Propose(today calendar.Day, c *calendar.Calendar)
}

// Ahead complains, beside its field, of a day by which something is asked for that is today or over.
func (x *X[D]) Ahead(f *fault.Fields, field string, day calendar.Day) {
	if day <= x.Env.Today {
		f.Add(field, "field.day_past")
	}
}

// Act makes an effect from the function that carries it out: the function's parameter is the command's shape.
func Act[D Doc, C any](run func(x *X[D], c *C)) flow.Effect[*X[D]] {
	return flow.Effect[*X[D]]{
		Command: func() any { return new(C) },
		Check: func(x *X[D]) error {
			if err := suggestion.CheckShape(x.Cmd); err != nil {
				return err
			}
			var f fault.Fields
			if c, ok := x.Cmd.(Checker[D]); ok {
				c.Check(x, &f)
			}
			return f.Err()
		},
		Run: func(x *X[D]) {
			if c, ok := x.Cmd.(*C); ok {
				run(x, c)
			}
		},
	}
}

// Move is the effect of actions that only move and ask nothing.
func Move[D Doc]() flow.Effect[*X[D]] { return Act(func(*X[D], *suggestion.Nothing) {}) }

// Guard is a named condition on a step.
func Guard[D Doc](name string, ok func(x *X[D]) bool) flow.Guard[*X[D]] {
	return flow.Guard[*X[D]]{Name: name, OK: ok}
}

// SecondPerson holds when the actor is another person than the one that the document names; by returns that person's id. Its sentence fits every
// kind: whoever drafted or entered a thing does not decide on it.
func SecondPerson[D Doc](by func(d D) int64) flow.Guard[*X[D]] {
	return Guard("second_hand", func(x *X[D]) bool { return by(x.Doc) != x.Actor.Person.ID })
}
