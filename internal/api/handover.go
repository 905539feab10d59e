package api

import (
	"net/http"
	"reflect"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// HandoverRow is one line of the hand-over lists.
type HandoverRow struct {
	ID         int64  `json:"id"`
	Title      string `json:"title"`
	State      string `json:"state"`
	StateLabel string `json:"state_label"`
	On         string `json:"on"`
	Meeting    bool   `json:"meeting"`
	Cases      int    `json:"cases"` // how many
	Unreadable bool   `json:"unreadable,omitempty" doc:"Its record is damaged and cannot be opened: huiyin verify tells more"`
}

// HandoverRows is a page of the hand-over lists with the exact number of all, the latest day first.
type HandoverRows struct {
	Total int           `json:"total"`
	Next  string        `json:"next,omitempty"` // cursor for the parameter "after"; absent on the last page
	Items []HandoverRow `json:"items"`
	Begin []Action      `json:"actions" doc:"By which the caller may begin one"`
}

// HandoverList is one hand-over list: suggestions that one person proposes for hand-over and a second hands over, all or none.
type HandoverList struct {
	*handover.List
	StateLabel string         `json:"state_label"`
	Lines      []HandoverLine `json:"lines"`
	Actions    []Action       `json:"actions"`
}

// HandoverLine is one suggestion of a list: as it was handed over, or as it is proposed while the list is prepared.
type HandoverLine struct {
	Suggestion   int64             `json:"suggestion"`
	Number       string            `json:"number"`
	Title        string            `json:"title"`
	Stream       suggestion.Stream `json:"stream"`
	Units        []HandoverUnit    `json:"units"`
	Due          calendar.Day      `json:"due,omitempty"` // of the first answer, as counted at the hand-over
	State        string            `json:"state"`         // of the suggestion at present
	StateLabel   string            `json:"state_label"`
	NumberNow    string            `json:"number_now,omitempty"` // where it was corrected since
	StreamNow    suggestion.Stream `json:"stream_now,omitempty"`
	UnitsNow     []HandoverUnit    `json:"units_now,omitempty"`     // where others have it since
	Changed      bool              `json:"changed,omitempty"`       // its units were proposed anew after the list was sent for approval, which they stop
	ProposedLate calendar.Day      `json:"proposed_late,omitempty"` // on which the units of a meeting's list were proposed, where that is after the meeting
	Unsound      bool              `json:"unsound,omitempty"`       // the log does not hold: this is the record of today, not what was handed over
}

// HandoverUnit is a unit with its role, by the name that it had then.
type HandoverUnit struct {
	Unit int64           `json:"unit"`
	Name string          `json:"name"`
	Role suggestion.Role `json:"role"`
}

// handoverOperations are the lists of a session, one, and each action of their table.
func handoverOperations() []operation {
	const all = Prefix + "/handover-lists"
	const one = all + "/{id}"
	list := []operation{
		{method: "GET", path: all, id: "list_handovers", enter: answer.Office, query: desk.HandoverParams(), out: reflect.TypeFor[HandoverRows](), run: (*call).listHandovers},
		{method: "GET", path: one, id: "get_handover", enter: answer.Office, out: reflect.TypeFor[HandoverList](), run: (*call).getHandover},
	}
	for _, do := range handover.Table.Actions() {
		cmd, _ := handover.NewCommand(do)
		op := operation{
			method: "POST", path: one + "/actions/" + string(do), id: "do_" + string(do), enter: answer.Office, query: actParams[:2], once: true, body: reflect.TypeOf(cmd).Elem(),
			out: reflect.TypeFor[Done](), run: func(c *call) (any, error) {
				id, err := c.id()
				if err != nil {
					return nil, err
				}
				return c.doHandover(do, id)
			},
		}
		if do == handover.Table.Rules[0].Do { // it makes a list instead of moving one
			op.path, op.status = all+"/actions/"+string(do), http.StatusCreated
			op.run = func(c *call) (any, error) { return c.doHandover(do, 0) }
		}
		list = append(list, op)
	}
	return list
}

func (c *call) listHandovers() (any, error) {
	list, err := c.s.Desk.Handovers(c.Context(), c.who.Actor, c.URL.Query())
	if err != nil {
		return nil, err
	}
	fresh := &handover.List{Congress: c.who.Actor.Post.Congress}
	out := HandoverRows{Total: list.Total, Items: []HandoverRow{}, Begin: c.listActions(fresh, handover.Offers(fresh, c.who.Actor, ""), c.say.T("state.none"))}
	if list.Next != 0 {
		out.Next = strconv.Itoa(list.Next)
	}
	for _, l := range list.Rows {
		out.Items = append(out.Items, HandoverRow{l.ID, l.Title, string(l.State), c.state(handover.Kind, string(l.State)), string(l.On), l.Meeting, l.Cases, l.Unreadable})
	}
	return out, nil
}

func (c *call) getHandover() (any, error) {
	id, err := c.id()
	if err != nil {
		return nil, err
	}
	l, offers, err := c.s.Desk.OpenHandover(c.Context(), c.who.Actor, id)
	if err != nil {
		return nil, err
	}
	out := HandoverList{List: l, StateLabel: c.state(handover.Kind, string(l.State))}
	out.Actions = c.listActions(l, offers, out.StateLabel)
	out.Lines, err = c.handoverLines(l)
	return out, err
}

func (c *call) listActions(l *handover.List, offers []flow.Offer, state string) []Action {
	var list []suggestion.Offer
	for _, o := range offers {
		cmd, _ := handover.NewCommand(o.Do)
		list = append(list, suggestion.Offer{Offer: o, Machine: handover.Kind, Version: l.Version, Needs: suggestion.Inputs(cmd)})
	}
	return c.actions(list, state)
}

func (c *call) handoverLines(l *handover.List) ([]HandoverLine, error) {
	out := []HandoverLine{}
	err := c.s.Store.View(c.Context(), func(tx *store.Tx) error {
		dir, err := tx.Directory(c.Context(), l.Congress)
		if err != nil {
			return err
		}
		units := func(list []suggestion.Share, day calendar.Day) []HandoverUnit {
			out := make([]HandoverUnit, len(list))
			for i, s := range list {
				out[i] = HandoverUnit{Unit: s.Unit, Name: dir.OrgShortOn(s.Unit, day), Role: s.Role}
			}
			return out
		}
		lines, err := tx.HandoverLines(c.Context(), access.Of(c.who.Actor), l)
		for _, n := range lines {
			was := n.Then()
			k := HandoverLine{
				Suggestion: n.ID, Number: was.Number, Title: was.Title, Stream: was.Stream, Units: units(n.Shares, n.Called), Due: was.Due,
				State: string(n.State), StateLabel: c.state("case", string(n.State)), UnitsNow: units(n.Now, ""), Changed: n.Changed, ProposedLate: n.Late, Unsound: n.Unsound,
			}
			if was.Number != n.Number {
				k.NumberNow = n.Number
			}
			if was.Stream != n.Stream {
				k.StreamNow = n.Stream
			}
			out = append(out, k)
		}
		return err
	})
	return out, err
}

// doHandover carries out an action on a hand-over list: the same road as the pages take.
func (c *call) doHandover(do flow.Action, id int64) (any, error) {
	if c.number("part") != 0 { // a list has none
		return nil, fault.New(fault.NotFound, "fault.no_such_part")
	}
	cmd, _ := handover.NewCommand(do)
	if err := c.command(cmd); err != nil {
		return nil, err
	}
	got, err := c.s.Desk.Handover(c.Context(), c.who.Actor, id, desk.ListRequest{Do: do, Cmd: cmd, Version: c.number("version"), Key: c.Header.Get(keyHeader)})
	if err != nil {
		return nil, err
	}
	l := got.List
	out := Done{ID: l.ID, State: string(l.State), StateLabel: c.state(handover.Kind, string(l.State)), Version: l.Version, Events: 1, Repeated: got.Repeated}
	if got.Repeated {
		out.Events = 0
	}
	out.Message = c.say.T("action."+string(do)+".done", "count", len(l.Cases))
	return out, nil
}
