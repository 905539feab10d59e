package suggestiontest

import (
	"bytes"
	"encoding/json"
	"maps"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// T is what a walk needs of a test; *testing.T and *rapid.T are both one.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// Walk is one case on its way.
type Walk struct {
	T       T
	Case    *suggestion.Case
	Log     []suggestion.Event
	Notices []suggestion.Notice
	Day     calendar.Day
	Town    Town
	Pack    string // id of the rule pack in force
	Version int    // of that pack
	Packs   *rule.Book
}

// New begins a walk under a pack.
func New(t T, pack string) *Walk {
	return &Walk{T: t, Case: &suggestion.Case{ID: 7}, Day: "2026-01-13", Town: NewTown(), Pack: pack, Version: 1, Packs: rule.Shipped()}
}

// Decide puts the walk under a further version of its pack in which one policy has another value.
func (w *Walk) Decide(p rule.Policy, value string) *Walk {
	shipped, _ := w.Packs.Latest(w.Pack)
	own := *shipped
	own.Version++
	own.Policies = maps.Clone(shipped.Policies)
	set := own.Policies[p]
	set.Value = value
	own.Policies[p] = set
	book, err := w.Packs.With(&own)
	if err != nil {
		w.T.Fatalf("pack with %s = %s: %v", p, value, err)
	}
	w.Version, w.Packs = own.Version, book
	return w
}

// Opens and Closes bound the session of the town.
const (
	Opens  calendar.Day = "2026-01-12"
	Closes calendar.Day = "2026-01-16"
)

// Env is the world of the walk's present day.
func (w *Walk) Env() suggestion.Env {
	return suggestion.Env{
		At: w.Day.Time().UnixMilli(), Today: w.Day, Calendar: calendar.Shipped(), Packs: w.Packs,
		InForce: suggestion.PackRef{ID: w.Pack, Version: w.Version}, Opens: Opens, Closes: Closes,
	}
}

// Actor returns who acts under a name of the town.
func (w *Walk) Actor(name string) org.Actor {
	a, _ := w.Town.Actor(PostOf(name))
	return a
}

// Copy returns the case through its stored form.
func (w *Walk) Copy() *suggestion.Case {
	c := &suggestion.Case{}
	_ = json.Unmarshal(w.JSON(), c)
	return c
}

// JSON returns the case's stored form.
func (w *Walk) JSON() []byte { return Stored(w.Case) }

// Stored returns a case as it is stored.
func Stored(c *suggestion.Case) []byte {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	return b
}

// Do tries an action; on a fault the walk stands where it stood.
func (w *Walk) Do(name string, part int, do flow.Action, body string) error {
	w.T.Helper()
	cmd, _, ok := suggestion.NewCommand(do)
	if !ok {
		w.T.Fatalf("no action %s", do)
	}
	if body == "" {
		body = "{}"
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		w.T.Fatalf("%s: %v in %s", do, err, body)
	}
	a, next := w.Actor(name), w.Copy()
	session := org.Session{ID: 9, Opens: Opens, Closes: Closes}
	place := suggestion.Place{Dir: w.Town, Actor: a, Today: w.Day, Session: session, Sessions: []org.Session{session}}
	if err := suggestion.Complete(cmd, next, place); err != nil {
		return err
	}
	events, err := suggestion.Apply(next, suggestion.Step{Actor: a, Part: part, Do: do, Cmd: cmd, Env: w.Env()})
	if err != nil {
		return err
	}
	w.take(next, events)
	return nil
}

// Order carries out an act that the tables give to the program alone.
func (w *Walk) Order(part int, do flow.Action, cmd any) {
	w.T.Helper()
	next := w.Copy()
	events, err := suggestion.Apply(next, suggestion.Step{Part: part, Do: do, Cmd: cmd, Env: w.Env()})
	if err != nil {
		w.T.Fatalf("%s: %v (case is %s)", do, err, w.Case.State)
	}
	w.take(next, events)
}

// Pass lets time act on the present day.
func (w *Walk) Pass() {
	w.T.Helper()
	next := w.Copy()
	events, err := suggestion.Settle(next, w.Env())
	if err != nil {
		w.T.Fatalf("settle: %v", err)
	}
	w.take(next, events)
}

func (w *Walk) take(next *suggestion.Case, events []suggestion.Event) {
	w.Case = next
	w.Log = append(w.Log, events...)
	w.Notices = append(w.Notices, suggestion.Notices(next, events, w.Packs)...)
}

// Part finds a part by machine and ordinal: assignment2 is the second assignment, case the case itself.
func (w *Walk) Part(ref string) int {
	w.T.Helper()
	machine := strings.TrimRight(ref, "0123456789")
	nth, err := strconv.Atoi(ref[len(machine):])
	if err != nil && machine != "case" {
		w.T.Fatalf("%q is not a part", ref)
	}
	if list := w.Case.PartsOf(machine); max(nth, 1) <= len(list) {
		return list[max(nth, 1)-1]
	}
	w.T.Fatalf("there is no %s", ref)
	return 0
}

// State returns where a part stands.
func (w *Walk) State(ref string) flow.State {
	w.T.Helper()
	_, h, _ := w.Case.Part(w.Part(ref))
	return h.State
}

// Replayed folds the log again and returns the case it tells of.
func (w *Walk) Replayed() (*suggestion.Case, error) {
	return suggestion.Replay(w.Case.ID, w.Log, suggestion.World{
		Packs: w.Packs, Calendar: func(string) (*calendar.Calendar, bool) { return calendar.Shipped(), true },
	})
}

// Replays complains when the log tells of another case than the one that the walk has made.
func (w *Walk) Replays() {
	w.T.Helper()
	back, err := w.Replayed()
	if err != nil {
		w.T.Fatalf("the log does not replay: %v", err)
	}
	if got := Stored(back); !bytes.Equal(got, w.JSON()) {
		w.T.Errorf("replay differs:\n%s\n%s", got, w.JSON())
	}
}

// Told reports whether a notice with this key went to a holder.
func (w *Walk) Told(holder, key string) bool {
	for _, n := range w.Notices {
		if n.Holder == holder && n.Key == key {
			return true
		}
	}
	return false
}

// KeyOf returns the message key of a refusal: of the first field complained about, or of the whole.
func KeyOf(err error) string {
	f, ok := fault.As(err)
	switch {
	case err == nil:
		return "accepted"
	case !ok:
		return "internal: " + err.Error()
	case len(f.Fields) > 0:
		return f.Fields[0].Key
	}
	return f.Key
}
