package supervision

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of an agenda and of an item on it.
const (
	AgendaDraft  flow.State = "drafted" // 拟定中
	AgendaFixed  flow.State = "fixed"   // 已确定
	AgendaHeld   flow.State = "held"    // 已开会
	AgendaClosed flow.State = "closed"  // 议题已办结

	ItemListed   flow.State = "listed"   // 待审议
	ItemHeard    flow.State = "heard"    // 已听取
	ItemToFollow flow.State = "followed" // 待落实
	ItemReported flow.State = "reported" // 已报落实
	ItemSettled  flow.State = "settled"  // 已销号
)

// Agenda is one meeting of the chairman's meeting or of the standing committee (主任会议、常委会会议议程): which reports are heard, what is held of
// them, who follows, by when.
type Agenda struct {
	dossier.Head
	Title     string        `json:"title"`
	Body      string        `json:"meeting_body" show:"option:meeting_body"`
	On        calendar.Day  `json:"on"`
	Place     string        `json:"place,omitempty"`
	DraftedBy int64         `json:"drafted_by" show:"person"`
	FixedBy   int64         `json:"fixed_by,omitempty" show:"person"`
	Present   int           `json:"present,omitempty"`
	Minutes   string        `json:"minutes,omitempty"`
	Items     []*AgendaItem `json:"items"`
}

// AgendaItem is one report heard.
type AgendaItem struct {
	dossier.Part
	Title   string       `json:"item"`
	By      int64        `json:"reporter" show:"org"`
	Heard   string       `json:"heard,omitempty"`
	Opinion string       `json:"opinion,omitempty"`
	Follow  int64        `json:"follower,omitempty" show:"org"`
	Office  bool         `json:"office,omitempty" show:"-"` // the deputies' committee itself follows
	Due     calendar.Day `json:"due,omitempty"`
	Report  string       `json:"report,omitempty"`
	Why     string       `json:"why,omitempty"`
}

// Parts lists the items.
func (a *Agenda) Parts(yield func(string, *dossier.Part) bool) {
	for _, i := range a.Items {
		if !yield("agenda_item", &i.Part) {
			return
		}
	}
}

// Face tells lists and scope of the agenda: whoever reports or follows sees it once it is fixed.
func (a *Agenda) Face() dossier.Face {
	f := dossier.Face{Title: a.Title, On: a.On}
	office := access.Body("office", a.Congress)
	if a.State != AgendaDraft {
		for _, i := range a.Items {
			for _, o := range []int64{i.By, i.Follow} {
				if o != 0 {
					f.Parties = append(f.Parties, access.Body("unit", o), access.Body("special", o), access.Body("unit_head", o))
				}
			}
		}
	}
	switch a.State {
	case AgendaDraft:
		f.Tasks = []dossier.Task{{Name: "fix_agenda", Holder: access.Body("office_head", a.Congress), Start: a.BegunOn}}
		return f
	case AgendaFixed:
		f.Due = a.On
		f.Tasks = []dossier.Task{{Name: "hold_agenda", Holder: office, Start: a.BegunOn, Due: a.On}}
		return f
	case AgendaClosed:
		return f
	}
	open := false
	for _, i := range a.Items {
		switch i.State {
		case ItemListed:
			f.Tasks = append(f.Tasks, dossier.Task{Name: "hear_item", Part: i.No, Holder: office, Start: a.On})
		case ItemToFollow:
			holders := []string{access.Body("unit", i.Follow), access.Body("special", i.Follow)}
			if i.Office {
				holders = []string{office}
			}
			for _, h := range holders {
				f.Tasks = append(f.Tasks, dossier.Task{Name: "report_item", Part: i.No, Holder: h, Start: a.On, Due: i.Due})
			}
			if f.Due == "" || i.Due < f.Due {
				f.Due = i.Due
			}
		case ItemReported:
			f.Tasks = append(f.Tasks, dossier.Task{Name: "settle_item", Part: i.No, Holder: office})
		default:
			continue
		}
		open = true
	}
	if !open {
		f.Tasks = append(f.Tasks, dossier.Task{Name: "close_agenda", Holder: office})
	}
	return f
}

// WriteAgenda is the agenda as the committee writes it.
type WriteAgenda struct {
	Title string       `json:"title" form:"line,required" max:"100"`
	Body  string       `json:"meeting_body" form:"choice,required" options:"chairmen,standing"`
	On    calendar.Day `json:"on" form:"day,required"`
	Place string       `json:"place" form:"line" max:"100"`
	Items []WriteItem  `json:"items" form:"rows,required"`
}

// WriteItem is one item to come.
type WriteItem struct {
	Title string `json:"item" form:"line,required" max:"200"`
	By    int64  `json:"reporter" form:"org,required"`
}

// HoldAgenda records the meeting.
type HoldAgenda struct {
	On      calendar.Day `json:"on" form:"day,required"`
	Present int          `json:"present" form:"number,required"`
	Minutes string       `json:"minutes" form:"text" max:"20000"`
}

// Check refuses a meeting that is still to come.
func (c *HoldAgenda) Check(x *dossier.X[*Agenda], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
}

// HearItem records a report that asks nobody to act.
type HearItem struct {
	Heard   string `json:"heard" form:"text,required" max:"5000"`
	Opinion string `json:"opinion" form:"text" max:"5000"`
}

// FollowItem records a report, what is held of it, who follows and by when.
type FollowItem struct {
	Heard   string       `json:"heard" form:"text,required" max:"5000"`
	Opinion string       `json:"opinion" form:"text,required" max:"5000"`
	Follow  int64        `json:"follower" form:"reporter,required"`
	Due     calendar.Day `json:"due" form:"day,required"`
	Office  bool         `json:"office" form:"-"`
}

// Complete tells whether the deputies' committee itself follows.
func (c *FollowItem) Complete(p suggestion.Place, _ suggestion.Env, _ *fault.Fields) {
	o, _ := p.Dir.Org(c.Follow)
	c.Office = o.RunsProcess()
}

// Check refuses a day that is over.
func (c *FollowItem) Check(x *dossier.X[*Agenda], f *fault.Fields) {
	x.Ahead(f, "due", c.Due)
}

func writeAgenda(x *dossier.X[*Agenda], c *WriteAgenda) {
	a := x.Doc
	a.Title, a.Body, a.On, a.Place, a.DraftedBy, a.Items = c.Title, c.Body, c.On, c.Place, x.Actor.Person.ID, nil
	for _, i := range c.Items {
		a.Items = append(a.Items, &AgendaItem{Part: x.Add(ItemListed), Title: i.Title, By: i.By})
	}
}

func item(x *dossier.X[*Agenda]) *AgendaItem {
	for _, i := range x.Doc.Items {
		if i.No == x.Part {
			return i
		}
	}
	return &AgendaItem{}
}

var (
	meetingHeld = dossier.Guard("agenda_held", func(x *dossier.X[*Agenda]) bool { return x.Doc.State == AgendaHeld })
	itemsDone   = dossier.Guard("items_settled", func(x *dossier.X[*Agenda]) bool {
		return !slices.ContainsFunc(x.Doc.Items, func(i *AgendaItem) bool { return i.State != ItemHeard && i.State != ItemSettled })
	})
	follower = dossier.Guard("item_of_follower", func(x *dossier.X[*Agenda]) bool {
		return x.Actor.IsSystem() || x.Actor.Post.Org == item(x).Follow
	})
)

// AgendaKind is the life of an agenda and of the items on it.
var AgendaKind = dossier.Sort[*Agenda]{
	Called: "agenda", Of: "plan", Public: congress, New: func() *Agenda { return &Agenda{} },
	Tables: []flow.Table[*dossier.X[*Agenda]]{
		{Name: "agenda", Rules: []flow.Rule[*dossier.X[*Agenda]]{
			{From: []flow.State{""}, Do: "draft_agenda", By: staff, To: AgendaDraft, Act: dossier.Act(writeAgenda)},
			{From: []flow.State{AgendaDraft}, Do: "fix_agenda", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Agenda]]{
				dossier.SecondPerson(func(a *Agenda) int64 { return a.DraftedBy }),
			}, To: AgendaFixed, Act: dossier.Act(func(x *dossier.X[*Agenda], _ *suggestion.Nothing) { x.Doc.FixedBy = x.Actor.Person.ID })},
			{From: []flow.State{AgendaDraft}, Do: "change_agenda", By: staff, Act: dossier.Act(writeAgenda)},
			{From: []flow.State{AgendaFixed}, Do: "hold_agenda", By: staff, To: AgendaHeld, Act: dossier.Act(func(x *dossier.X[*Agenda], c *HoldAgenda) {
				x.Doc.On, x.Doc.Present, x.Doc.Minutes = c.On, c.Present, c.Minutes
			})},
			{From: []flow.State{AgendaHeld}, Do: "close_agenda", By: staff, If: []flow.Guard[*dossier.X[*Agenda]]{itemsDone}, To: AgendaClosed, Act: dossier.Move[*Agenda]()},
		}},
		{Name: "agenda_item", Begins: []flow.State{ItemListed}, Rules: []flow.Rule[*dossier.X[*Agenda]]{
			{From: []flow.State{ItemListed}, Do: "follow_item", By: staff, If: []flow.Guard[*dossier.X[*Agenda]]{meetingHeld}, To: ItemToFollow, Act: dossier.Act(func(x *dossier.X[*Agenda], c *FollowItem) {
				i := item(x)
				i.Heard, i.Opinion, i.Follow, i.Due, i.Office = c.Heard, c.Opinion, c.Follow, c.Due, c.Office
			})},
			{From: []flow.State{ItemListed}, Do: "hear_item", By: staff, If: []flow.Guard[*dossier.X[*Agenda]]{meetingHeld}, To: ItemHeard, Act: dossier.Act(func(x *dossier.X[*Agenda], c *HearItem) {
				i := item(x)
				i.Heard, i.Opinion = c.Heard, c.Opinion
			})},
			{From: []flow.State{ItemToFollow}, Do: "report_item", By: append([]flow.Relation{suggestion.Special, suggestion.Office}, units...), If: []flow.Guard[*dossier.X[*Agenda]]{follower}, To: ItemReported, Act: dossier.Act(func(x *dossier.X[*Agenda], c *ReportOrder) {
				item(x).Report = c.Report
			})},
			{From: []flow.State{ItemReported}, Do: "return_item", By: staff, To: ItemToFollow, Act: dossier.Act(func(x *dossier.X[*Agenda], c *suggestion.Reason) { item(x).Why = c.Reason })},
			{From: []flow.State{ItemReported}, Do: "settle_item", By: staff, To: ItemSettled, Act: dossier.Move[*Agenda]()},
		}},
	},
}
