package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/store"
)

// DossierRow is one line of a list of dossiers.
type DossierRow struct {
	ID         int64        `json:"id"`
	Kind       string       `json:"kind"`
	Title      string       `json:"title"`
	State      string       `json:"state"`
	StateLabel string       `json:"state_label"`
	On         calendar.Day `json:"on,omitempty"`
	Due        calendar.Day `json:"due_on,omitempty"`
}

// DossierList is a page of dossiers with the exact number of all.
type DossierList struct {
	Total int          `json:"total"`
	Next  string       `json:"next,omitempty"` // cursor for the parameter "after"; absent on the last page
	Items []DossierRow `json:"items"`
}

// Dossier is one dossier as the caller may see it. What the document holds depends on its kind.
type Dossier struct {
	ID         int64           `json:"id"`
	Kind       string          `json:"kind"`
	Title      string          `json:"title"`
	State      string          `json:"state"`
	StateLabel string          `json:"state_label"`
	Version    int             `json:"version"`
	Cases      []int64         `json:"cases"` // suggestions that it is about and the caller may see
	Document   json.RawMessage `json:"document"`
	Actions    []Action        `json:"actions"`
}

var dossierParams = []string{"state", "q", "case", "session", "after", "limit"}

// dossierOperations are those of every kind: a list, one, its events, and each action of its tables.
func dossierOperations() []operation {
	var list []operation
	for _, k := range docket.Kinds {
		all := Prefix + "/dossiers/" + k.Name()
		one := all + "/{id}"
		list = append(
			list,
			operation{method: "GET", path: all, id: "list_" + k.Name(), query: dossierParams, out: reflect.TypeFor[DossierList](), run: func(c *call) (any, error) { return c.listDossiers(k) }},
			operation{method: "GET", path: one, id: "get_" + k.Name(), out: reflect.TypeFor[Dossier](), run: func(c *call) (any, error) { return c.getDossier(k) }},
			operation{method: "GET", path: one + "/events", id: "events_" + k.Name(), out: reflect.TypeFor[[]Event](), run: func(c *call) (any, error) { return c.dossierEvents(k) }},
		)
		for _, m := range k.Machines() {
			list = append(list, actsOf(k, m, all, one)...)
		}
	}
	return list
}

func actsOf(k dossier.Kind, m flow.Outline, all, one string) []operation {
	var list []operation
	for _, do := range doneByPeople(m) {
		cmd, _ := k.NewCommand(do)
		op := operation{
			method: "POST", path: one + "/actions/" + string(do), id: "do_" + string(do), query: []string{"part", "version"}, body: reflect.TypeOf(cmd).Elem(),
			out: reflect.TypeFor[Done](), run: func(c *call) (any, error) {
				id, err := c.id()
				if err != nil {
					return nil, err
				}
				return c.doDossier(k, do, id)
			},
		}
		if slices.Contains(m.In(""), do) {
			op.path, op.status = all+"/actions/"+string(do), http.StatusCreated
			op.run = func(c *call) (any, error) { return c.doDossier(k, do, 0) }
		}
		list = append(list, op)
	}
	return list
}

// doneByPeople lists the actions of a machine that somebody can take.
func doneByPeople(m flow.Outline) []flow.Action {
	var out []flow.Action
	for _, l := range m.Lines {
		if !slices.Contains(out, l.Do) && slices.ContainsFunc(l.By, func(r flow.Relation) bool { return r != flow.System }) {
			out = append(out, l.Do)
		}
	}
	return out
}

func (c *call) listDossiers(k dossier.Kind) (any, error) {
	q := c.URL.Query()
	var bad fault.Fields
	f := store.DossierFilter{Kind: k.Name(), Text: q.Get("q"), Case: int64(number(q.Get("case"), "case", &bad)), After: int64(number(q.Get("after"), "after", &bad)), Limit: number(q.Get("limit"), "limit", &bad)}
	if f.Limit > 200 {
		bad.Add("limit", "field.number")
	}
	if st := q.Get("state"); st != "" {
		f.States = []flow.State{flow.State(st)}
		if !slices.Contains(k.Machines()[0].States, f.States[0]) {
			bad.Add("state", "field.choice")
		}
	}
	if s := q.Get("session"); s != "" && s != "all" {
		f.Session = int64(number(s, "session", &bad))
	}
	if err := bad.Err(); err != nil {
		return nil, err
	}
	out := DossierList{Items: []DossierRow{}}
	err := c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		if f.Session == 0 && q.Get("session") != "all" {
			_, session, err := desk.Env(c.Context(), tx, c.who.Actor.Post.Congress, nil, tx.Today())
			if err != nil {
				return err
			}
			f.Session = session.ID
		}
		rows, next, total, err := tx.Dossiers(c.Context(), dossier.ScopeOf(c.who.Actor), f)
		out.Total, out.Items = total, []DossierRow{}
		if next != 0 {
			out.Next = strconv.FormatInt(next, 10)
		}
		for _, r := range rows {
			out.Items = append(out.Items, DossierRow{ID: r.ID, Kind: r.Kind, Title: r.Title, State: string(r.State), StateLabel: c.say.T("state." + r.Kind + "." + string(r.State)), On: r.On, Due: r.Due})
		}
		return err
	})
	return out, err
}

// openDossier opens the dossier of the path when it is of the kind that the path names.
func (c *call) openDossier(k dossier.Kind) (desk.DossierSheet, error) {
	id, err := c.id()
	if err != nil {
		return desk.DossierSheet{}, err
	}
	s, err := c.s.Desk.OpenDossier(c.Context(), c.who.Actor, id)
	if err == nil && s.Kind.Name() != k.Name() {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return s, err
}

func (c *call) getDossier(k dossier.Kind) (any, error) {
	s, err := c.openDossier(k)
	if err != nil {
		return nil, err
	}
	doc, err := json.Marshal(s.Doc)
	if err != nil {
		return nil, err
	}
	h := s.Doc.Top()
	out := Dossier{
		ID: h.ID, Kind: k.Name(), Title: s.Doc.Face().Title, State: string(h.State), StateLabel: c.say.T("state." + k.Name() + "." + string(h.State)),
		Version: h.Version, Cases: []int64{}, Document: doc, Actions: []Action{},
	}
	for _, r := range s.Cases {
		out.Cases = append(out.Cases, r.ID)
	}
	for _, o := range s.Offers {
		a := Action{Do: string(o.Do), Label: c.say.T("action." + string(o.Do)), Part: o.Part, Machine: o.Machine, Version: o.Version, Can: o.Reason == "", Needs: make([]Input, 0, len(o.Needs))}
		if o.Reason != "" {
			a.Reason = c.say.T(o.Reason)
		}
		for _, n := range o.Needs {
			a.Needs = append(a.Needs, Input(n))
		}
		out.Actions = append(out.Actions, a)
	}
	return out, nil
}

func (c *call) dossierEvents(k dossier.Kind) (any, error) {
	s, err := c.openDossier(k)
	if err != nil {
		return nil, err
	}
	out := make([]Event, 0, len(s.Events))
	for _, e := range s.Events {
		out = append(out, Event{
			Seq: e.Seq, Machine: e.Machine, Part: e.Part, Action: string(e.Action), Label: c.say.T("action." + string(e.Action)), From: string(e.From),
			To: string(e.To), By: e.By, Who: s.Dir.PostName(e.Post), At: e.At, On: e.On, Hash: e.Hash,
		})
	}
	return out, nil
}

// doDossier carries out an action of a kind's tables: the same road as the pages take.
func (c *call) doDossier(k dossier.Kind, do flow.Action, id int64) (any, error) {
	cmd, _ := k.NewCommand(do)
	if err := c.decode(cmd); err != nil {
		return nil, err
	}
	q := c.URL.Query()
	var bad fault.Fields
	r := desk.DossierRequest{Do: do, Cmd: cmd, Key: c.Header.Get("Idempotency-Key"), Part: number(q.Get("part"), "part", &bad), Version: number(q.Get("version"), "version", &bad)}
	if len(r.Key) > 200 {
		bad.Add("Idempotency-Key", "field.too_long", "max", 200, "length", len(r.Key))
	}
	if err := bad.Err(); err != nil {
		return nil, err
	}
	d, err := c.s.Desk.Dossier(c.Context(), c.who.Actor, k.Name(), id, r)
	if err != nil {
		return nil, err
	}
	h := d.Top()
	out := Done{ID: h.ID, State: string(h.State), StateLabel: c.say.T("state." + k.Name() + "." + string(h.State)), Version: h.Version, Events: 1}
	if key := "action." + string(do) + ".done"; c.say.Has(key) {
		out.Message = c.say.T(key)
	}
	return out, nil
}
