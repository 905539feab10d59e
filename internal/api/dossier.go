package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/question"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
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
	Begin []Action     `json:"actions" doc:"By which the caller may begin one"`
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
	Document   json.RawMessage `json:"document" doc:"What it holds depends on the kind; -1 stands for the post of a deputy whose identity is kept from the caller"`
	Facts      []FoundFact     `json:"facts,omitempty" doc:"Of an entry of the found lists: what put it there"`
	Actions    []Action        `json:"actions"`
}

// dossierOperations are those of every kind: a list, one, its events, and each action of its tables.
func dossierOperations() []operation {
	var list []operation
	for _, k := range docket.Kinds {
		all := Prefix + "/dossiers/" + k.Name()
		one := all + "/{id}"
		list = append(
			list,
			operation{method: "GET", path: all, id: "list_" + k.Name(), enter: answer.Workers, query: desk.DossierParams(k), out: reflect.TypeFor[DossierList](), run: func(c *call) (any, error) { return c.listDossiers(k) }},
			operation{method: "GET", path: one, id: "get_" + k.Name(), enter: answer.Workers, out: reflect.TypeFor[Dossier](), run: func(c *call) (any, error) { return c.getDossier(k) }},
			operation{method: "GET", path: one + "/files/{hash}", id: "file_" + k.Name(), enter: answer.Workers, run: func(c *call) (any, error) { return c.dossierFile(k) }},
			operation{method: "GET", path: one + "/events", id: "events_" + k.Name(), enter: answer.Workers, out: reflect.TypeFor[[]Event](), run: func(c *call) (any, error) { return c.dossierEvents(k) }},
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
			method: "POST", path: one + "/actions/" + string(do), id: "do_" + string(do), enter: answer.Workers, query: actParams[:2], once: true, body: reflect.TypeOf(cmd).Elem(),
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

// atPages are acts with something beside the command that no body carries: what was counted from voting papers stands nowhere but in the urn (ADR 63).
var atPages = []flow.Action{"enter_paper", "check_paper"}

// doneByPeople lists the actions of a machine that somebody can take here.
func doneByPeople(m flow.Outline) []flow.Action {
	var out []flow.Action
	for _, l := range m.Lines {
		if !slices.Contains(atPages, l.Do) && !slices.Contains(out, l.Do) && slices.ContainsFunc(l.By, func(r flow.Relation) bool { return r != flow.System }) {
			out = append(out, l.Do)
		}
	}
	return out
}

func (c *call) listDossiers(k dossier.Kind) (any, error) {
	list, err := c.s.Desk.ListDossiers(c.Context(), c.who.Actor, k, c.URL.Query())
	if err != nil {
		return nil, err
	}
	out := DossierList{Total: list.Total, Items: []DossierRow{}}
	begin, err := c.s.Desk.BeginDossier(c.Context(), c.who.Actor, k)
	if err != nil && !fault.Is(err, fault.NotFound) { // it is not found where nothing may be begun
		return nil, err
	}
	if out.Begin, err = c.offered(begin, c.say.T("state.none")); err != nil {
		return nil, err
	}
	if list.Next != 0 {
		out.Next = strconv.FormatInt(list.Next, 10)
	}
	for _, r := range list.Rows {
		out.Items = append(out.Items, DossierRow{ID: r.ID, Kind: r.Kind, Title: r.Title, State: string(r.State), StateLabel: c.state(r.Kind, string(r.State)), On: r.On, Due: r.Due})
	}
	return out, nil
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
	if sheet, ok := s.Doc.(*question.Sheet); err == nil && ok && sheet.Lead != 0 {
		err = c.names(sheet.Case)
	}
	return s, err
}

// names puts on record that the caller is told the author of a suggestion.
func (c *call) names(id int64) error {
	var shown *suggestion.Case
	err := c.s.Store.View(c.Context(), func(tx *store.Tx) (err error) {
		shown, err = tx.ReadCase(c.Context(), id)
		return err
	})
	if err != nil {
		return err
	}
	return c.s.Identity.OpenedProtected(c.Context(), c.who, c.origin(), shown)
}

func (c *call) getDossier(k dossier.Kind) (any, error) {
	s, err := c.openDossier(k)
	if err != nil {
		return nil, err
	}
	facts, plain, err := c.foundFacts(s.Doc)
	if err != nil {
		return nil, err
	}
	plain = c.worded(plain)
	plain.Top().Chain = "" // the hash of a log is given to nobody (ADR 114)
	doc, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	h := s.Doc.Top()
	out := Dossier{
		ID: h.ID, Kind: k.Name(), Title: s.Doc.Face().Title, State: string(h.State), StateLabel: c.state(k.Name(), string(h.State)),
		Version: h.Version, Cases: []int64{}, Document: doc, Facts: facts,
	}
	for _, r := range s.Cases {
		out.Cases = append(out.Cases, r.ID)
	}
	out.Actions, err = c.offered(s, out.StateLabel)
	return out, err
}

// worded says the labels of strata that bear no name in the caller's language; as they are said they may be sent.
func (c *call) worded(d dossier.Doc) dossier.Doc {
	r, ok := d.(*survey.Round)
	if !ok {
		return d
	}
	told := *r
	told.Layers = slices.Clone(r.Layers)
	for i, k := range told.Layers {
		told.Layers[i].Label = c.say.NameOr("stratum", k.Label)
	}
	return &told
}

func (c *call) dossierEvents(k dossier.Kind) (any, error) {
	s, err := c.openDossier(k)
	if err != nil {
		return nil, err
	}
	out := make([]Event, 0, len(s.Events))
	for _, e := range s.Events {
		who := s.Dir.PostName(e.Post)
		if e.Post == dossier.Unnamed {
			who = c.say.T("case.deputy_hidden")
		}
		out = append(out, c.event(e, who))
	}
	return out, nil
}

// dossierFile sends a file of a dossier that the caller may see. A hash alone opens nothing.
func (c *call) dossierFile(k dossier.Kind) (any, error) {
	s, err := c.openDossier(k)
	if err != nil {
		return nil, err
	}
	for _, f := range dossier.Files(s.Doc) {
		if f.Hash == c.PathValue("hash") {
			return nil, answer.SendFile(c.w, c.Request, c.say, c.s.Files, f, false)
		}
	}
	return nil, fault.New(fault.NotFound, "fault.not_found")
}

// doDossier carries out an action of a kind's tables: the same road as the pages take.
func (c *call) doDossier(k dossier.Kind, do flow.Action, id int64) (any, error) {
	cmd, _ := k.NewCommand(do)
	if err := c.command(cmd); err != nil {
		return nil, err
	}
	got, err := c.s.Desk.DoDossier(c.Context(), c.who.Actor, k.Name(), id, desk.DossierRequest{
		Do: do, Cmd: cmd, Key: c.Header.Get(keyHeader), Part: c.number("part"), Version: c.number("version"),
	})
	if err != nil {
		return nil, err
	}
	h := got.Doc.Top()
	out := Done{ID: h.ID, State: string(h.State), StateLabel: c.state(k.Name(), string(h.State)), Version: h.Version, Events: len(got.Events), Repeated: got.Repeated}
	if key := "action." + string(do) + ".done"; c.say.Has(key) {
		out.Message = c.say.T(key)
	}
	return out, nil
}
