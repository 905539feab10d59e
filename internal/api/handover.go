package api

import (
	"net/http"
	"reflect"

	"huiyin/internal/answer"
	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
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
}

// HandoverRows is the hand-over lists of the present session, the newest first.
type HandoverRows struct {
	Items []HandoverRow `json:"items"`
}

// HandoverList is one hand-over list: suggestions that one person proposes for hand-over and a second hands over, all or none.
type HandoverList struct {
	*handover.List
	StateLabel string   `json:"state_label"`
	Actions    []Action `json:"actions"`
}

// handoverOperations are the lists of a session, one, and each action of their table.
func handoverOperations() []operation {
	const all = Prefix + "/handover-lists"
	const one = all + "/{id}"
	list := []operation{
		{method: "GET", path: all, id: "list_handovers", enter: answer.Office, out: reflect.TypeFor[HandoverRows](), run: (*call).listHandovers},
		{method: "GET", path: one, id: "get_handover", enter: answer.Office, out: reflect.TypeFor[HandoverList](), run: (*call).getHandover},
	}
	for _, do := range handover.Table.Actions() {
		cmd, _ := handover.NewCommand(do)
		op := operation{
			method: "POST", path: one + "/actions/" + string(do), id: "do_" + string(do), enter: answer.Office, query: actParams[1:2], once: true, body: reflect.TypeOf(cmd).Elem(),
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
	lists, err := c.s.Desk.Handovers(c.Context(), c.who.Actor)
	out := HandoverRows{Items: []HandoverRow{}}
	for _, l := range lists {
		out.Items = append(out.Items, HandoverRow{l.ID, l.Title, string(l.State), c.state(handover.Kind, string(l.State)), string(l.On), l.Meeting, len(l.Cases)})
	}
	return out, err
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
	var list []suggestion.Offer
	for _, o := range offers {
		cmd, _ := handover.NewCommand(o.Do)
		list = append(list, suggestion.Offer{Offer: o, Machine: handover.Kind, Version: l.Version, Needs: suggestion.Inputs(cmd)})
	}
	out.Actions = c.actions(list, out.StateLabel)
	return out, nil
}

// doHandover carries out an action on a hand-over list: the same road as the pages take.
func (c *call) doHandover(do flow.Action, id int64) (any, error) {
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
