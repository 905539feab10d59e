package api

import (
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Row is one line of a list.
type Row struct {
	ID          int64        `json:"id"`
	Number      string       `json:"number"`
	Title       string       `json:"title"`
	State       string       `json:"state"`
	StateLabel  string       `json:"state_label"`
	Stream      string       `json:"stream"`
	Unit        int64        `json:"unit,omitempty"`
	UnitName    string       `json:"unit_name,omitempty"`
	Class       string       `json:"class,omitempty"`
	SubmittedOn calendar.Day `json:"submitted_on,omitempty"`
	AssignedOn  calendar.Day `json:"assigned_on,omitempty"`
	DueOn       calendar.Day `json:"due_on,omitempty" doc:"Of the limit by which the list is put in order: in a list asked by task the first of what waits"`
	DueClock    string       `json:"due_clock,omitempty" doc:"The time limit that ends on due_on"`
	DueTask     string       `json:"due_task,omitempty" doc:"In a list asked by task: what waits until due_on"`
	Provisional bool         `json:"provisional,omitempty"`
	Version     int          `json:"version"`
}

// List is a page of rows with the exact number of all.
type List struct {
	Total int      `json:"total"`
	Next  string   `json:"next,omitempty"` // cursor for the parameter "after"; absent on the last page
	Items []Row    `json:"items"`
	Begin []Action `json:"actions" doc:"By which the caller may begin one"`
}

// Clock is a time limit with the reasons of its day.
type Clock struct {
	Name        string       `json:"name"`
	Label       string       `json:"label"`
	Part        int          `json:"part" doc:"The part that it belongs to; 0: the suggestion"`
	Start       calendar.Day `json:"start"`
	Due         calendar.Day `json:"due"`
	Raw         calendar.Day `json:"raw" doc:"Before rolling past holidays"`
	Was         calendar.Day `json:"was,omitempty" doc:"Due before an extension"`
	Stopped     calendar.Day `json:"stopped,omitempty"`
	Running     bool         `json:"running" doc:"Somebody still waits for it; the time for publishing an answer that was handled again is over"`
	Provisional bool         `json:"provisional" doc:"Reaches a year whose holidays are unknown"`
	Why         string       `json:"why" doc:"How the day was counted, in words"`
}

// Suggestion is one case as the caller may see it.
type Suggestion struct {
	*suggestion.Case
	StateLabel  string    `json:"state_label"`
	Clocks      []Clock   `json:"clocks"`
	Commitments []Promise `json:"commitments,omitempty"`
	Actions     []Action  `json:"actions"`
}

// Promise is a commitment with the claims before the one that it holds.
type Promise struct {
	*suggestion.Commitment
	Earlier []suggestion.Claim `json:"failed_claims,omitempty" doc:"Times that it was declared done and was not, oldest first; of a promise that is owed again the last one is among them"`
}

// Event is one entry of a case's log.
type Event struct {
	Seq     int           `json:"seq"`
	Machine string        `json:"machine"`
	Part    int           `json:"part"`
	Action  string        `json:"action"`
	Label   string        `json:"label"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	By      flow.Relation `json:"by"`
	Who     string        `json:"who,omitempty"`
	At      int64         `json:"recorded_at" doc:"Unix milliseconds"`
	On      calendar.Day  `json:"effective_on" doc:"The day on which the act was done"`
}

// Done is the answer to an accepted action.
type Done struct {
	ID         int64  `json:"id"`
	State      string `json:"state"`
	StateLabel string `json:"state_label"`
	Version    int    `json:"version" doc:"Of the whole; parts have their own, see actions"`
	Events     int    `json:"events" doc:"How many entries the logs gained: the act, and what followed by itself here and elsewhere; 0 when repeated"`
	Repeated   bool   `json:"repeated" doc:"The same request had been carried out before; the rest tells how things stand now"`
	Message    string `json:"message" doc:"What happened and what happens next, in words"`
}

func (c *call) listSuggestions() (any, error) {
	f, err := suggestion.ParseFilter(c.URL.Query())
	if err != nil {
		return nil, err
	}
	f.Own = access.OwnUnit(c.who.Actor)
	var out List
	err = c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		if !c.URL.Query().Has("session") {
			_, session, err := desk.Env(c.Context(), tx, c.who.Actor.Post.Congress, nil, tx.Today())
			if err != nil {
				return err
			}
			f.Session = session.ID
		}
		dir, err := tx.Directory(c.Context(), c.who.Actor.Post.Congress)
		if err != nil {
			return err
		}
		rows, next, total, err := tx.Cases(c.Context(), access.Of(c.who.Actor), f)
		out = List{Total: total, Next: next, Items: make([]Row, len(rows)), Begin: c.begins()}
		for i, r := range rows {
			out.Items[i] = c.row(dir, r)
		}
		return err
	})
	return out, err
}

// begins are the acts by which the caller may make a suggestion.
func (c *call) begins() []Action {
	var offers []suggestion.Offer
	for _, do := range actions() {
		if enter, ok := beginners[do]; ok && enter.Check(c.who.Actor) == nil {
			cmd, _, _ := suggestion.NewCommand(do)
			offers = append(offers, suggestion.Offer{Offer: flow.Offer{Do: do}, Machine: suggestion.Tables[0].Name, Needs: suggestion.Inputs(cmd)})
		}
	}
	return c.actions(offers, "")
}

// row is one line of a list.
func (c *call) row(dir *store.Directory, r store.CaseRow) Row {
	return Row{
		ID: r.ID, Number: r.Number, Title: r.Title, State: string(r.State), StateLabel: c.state("case", string(r.State)),
		Stream: string(r.Stream), Unit: r.Unit, UnitName: dir.OrgName(r.Unit), Class: r.Class, SubmittedOn: r.SubmittedOn,
		AssignedOn: r.AssignedOn, DueOn: r.DueOn, DueClock: string(r.DueClock), DueTask: r.DueTask, Provisional: r.Provisional, Version: r.Version,
	}
}

// id reads the case's id from the path. What is no number is as unknown as any other.
func (c *call) id() (int64, error) {
	id, err := strconv.ParseInt(c.PathValue("id"), 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.New(fault.NotFound, "fault.not_found")
	}
	return id, nil
}

func (c *call) sheet() (desk.Sheet, error) {
	id, err := c.id()
	if err != nil {
		return desk.Sheet{}, err
	}
	out, err := c.s.Desk.Open(c.Context(), c.who.Actor, id)
	c.say = answer.Under(c.say, out.Pack)
	if err == nil {
		err = c.s.Identity.OpenedProtected(c.Context(), c.who, c.origin(), out.Case)
	}
	return out, err
}

func (c *call) getSuggestion() (any, error) {
	s, err := c.sheet()
	if err != nil {
		return nil, err
	}
	s.Case.Files = c.files(s.Case)
	out := Suggestion{Case: s.Case, StateLabel: c.state("case", string(s.Case.State)), Clocks: []Clock{}, Actions: []Action{}}
	for _, k := range s.Case.Clocks {
		out.Clocks = append(out.Clocks, Clock{
			Name: string(k.Name), Label: c.say.T("clock." + string(k.Name)), Part: k.Part, Start: k.Start, Due: k.Due, Raw: k.Raw, Was: k.Was,
			Stopped: k.Stopped, Running: k.Running() && !s.Case.PublishingOver(k), Provisional: k.Provisional, Why: c.say.Why(s.Why(k, c.s.Store.CalendarAt)),
		})
	}
	failed := suggestion.FailedClaims(s.Events)
	for _, k := range s.Case.Commitments {
		out.Commitments = append(out.Commitments, Promise{k, failed[k.No]})
	}
	out.Actions = c.actions(s.Offers, out.StateLabel)
	return out, nil
}

func (c *call) listEvents() (any, error) {
	s, err := c.sheet()
	if err != nil {
		return nil, err
	}
	out := make([]Event, 0, len(s.Events))
	for _, e := range s.Events {
		who := ""
		if !access.HidesActor(s.Case, c.who.Actor, e) {
			who = s.Dir.PostName(e.Post)
		}
		out = append(out, c.event(e, who))
	}
	return out, nil
}

func (c *call) listFiles() (any, error) {
	s, err := c.sheet()
	if err != nil {
		return nil, err
	}
	return c.files(s.Case), nil
}

// files are those of a case under the names that the caller may know.
func (c *call) files(k *suggestion.Case) []suggestion.File {
	out := append([]suggestion.File{}, k.Files...)
	for i, f := range out {
		out[i].Name = answer.FileName(c.say, f)
	}
	return out
}

// getFile sends a file of a case in scope. A hash alone opens nothing.
func (c *call) getFile() (any, error) {
	s, err := c.sheet()
	if err != nil {
		return nil, err
	}
	f, ok := s.Case.File(c.PathValue("hash"))
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return nil, answer.SendFile(c.w, c.Request, c.say, c.s.Files, f, access.Anonymises(s.Case, c.who.Actor, f))
}

// do carries out an action of the table: the same road as the pages take.
func (c *call) do(do flow.Action, id int64) (any, error) {
	cmd, _, ok := suggestion.NewCommand(do)
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.no_such_action")
	}
	if err := c.command(cmd); err != nil {
		return nil, err
	}
	q := c.URL.Query()
	r := desk.Request{
		Do: do, Cmd: cmd, Part: c.number("part"), Version: c.number("version"), Key: c.Header.Get(keyHeader), On: calendar.Day(q.Get("effective_on")),
		Why: q.Get("effective_why"),
	}
	got, err := c.s.Desk.Do(c.Context(), c.who.Actor, id, r)
	c.say = answer.Under(c.say, got.Pack)
	if err != nil {
		return nil, err
	}
	v := access.View(got.Case, c.who.Actor)
	said, due := answer.Done(c.say, do, r.Part, got.Case)
	return Done{
		ID: v.ID, State: string(v.State), StateLabel: c.state("case", string(v.State)), Version: v.Version, Events: len(got.Events),
		Repeated: got.Repeated, Message: c.say.T(said, "due", c.say.Day(due), "what", c.say.T("action."+string(do))),
	}, nil
}

// number reads a parameter that was checked at the door; 0 when it was not given.
func (c *call) number(name string) int {
	n, _ := strconv.Atoi(c.URL.Query().Get(name))
	return n
}
