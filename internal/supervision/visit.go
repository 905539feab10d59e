package supervision

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a visit and of an order given on it.
const (
	VisitPlanned flow.State = "planned"   // 已安排
	VisitHeld    flow.State = "held"      // 已开展
	VisitDropped flow.State = "cancelled" // 已取消
	OrderGiven   flow.State = "given"     // 待落实
	OrderDone    flow.State = "reported"  // 已报落实情况
	OrderSettled flow.State = "settled"   // 已销号
)

// Visit is supervision on the spot (督办活动): at a unit's door, at a site with unit and deputies, an inspection, an activity of a deputies' group.
type Visit struct {
	dossier.Head
	Title    string       `json:"title"`
	Form     string       `json:"form" show:"option:form"`
	On       calendar.Day `json:"on"`
	Place    string       `json:"place,omitempty"`
	Unit     int64        `json:"unit" show:"unit"`
	Workload int          `json:"workload,omitempty"` // shares of the unit when the visit was planned
	Leader   int64        `json:"leader,omitempty" show:"post"`
	Special  int64        `json:"special,omitempty" show:"special"`
	GovToo   bool         `json:"gov_too,omitempty"` // together with the government's office
	Deputies []int64      `json:"deputies,omitempty" show:"deputies"`
	Cases    []int64      `json:"cases,omitempty" show:"cases"`
	Group    int64        `json:"group,omitempty" show:"org"`           // deputies' group whose activity it is (代表小组活动)
	Law      string       `json:"law,omitempty"`                        // law whose enforcement is inspected (执法检查)
	Key      int64        `json:"key,omitempty" show:"dossier"`         // key item that it supervises
	Joint    int64        `json:"joint_topic,omitempty" show:"dossier"` // special supervision that it belongs to
	Opinion  string       `json:"opinion,omitempty"`                    // what the group or the inspection holds
	Findings string       `json:"findings,omitempty"`
	Minutes  string       `json:"minutes,omitempty"`
	Orders   []*Order     `json:"orders,omitempty"`
}

// Order is what a visit asks of the unit by a day (督办意见).
type Order struct {
	dossier.Part
	Text   string       `json:"text"`
	Due    calendar.Day `json:"due"`
	Report string       `json:"report,omitempty"`
	On     calendar.Day `json:"on,omitempty"`
	Why    string       `json:"why,omitempty"`
}

// Parts lists the orders.
func (v *Visit) Parts(yield func(string, *dossier.Part) bool) {
	for _, o := range v.Orders {
		if !yield("order", &o.Part) {
			return
		}
	}
}

// Face tells lists and scope of the visit: those who take part and the unit see it.
func (v *Visit) Face() dossier.Face {
	unit := access.Body("unit", v.Unit)
	f := dossier.Face{Title: v.Title, On: v.On, Cases: v.Cases, Parties: []string{unit, access.Body("unit_head", v.Unit)}}
	if v.Special != 0 {
		f.Parties = append(f.Parties, access.Body("special", v.Special))
	}
	if v.GovToo {
		f.Parties = append(f.Parties, access.Body("gov", v.Congress))
	}
	for _, d := range v.Deputies {
		f.Parties = append(f.Parties, access.Post(d))
	}
	for _, id := range []int64{v.Key, v.Joint} {
		if id != 0 {
			f.Links = append(f.Links, id)
		}
	}
	if v.Group != 0 {
		f.Parties = append(f.Parties, access.Body("delegation", v.Group))
	}
	if v.State == VisitPlanned {
		f.Due = v.On
		holder := access.Body("office", v.Congress)
		if v.Special != 0 {
			holder = access.Body("special", v.Special)
		}
		f.Tasks = append(f.Tasks, dossier.Task{Name: "hold_visit", Holder: holder, Start: v.BegunOn, Due: v.On})
	}
	for _, o := range v.Orders {
		switch o.State {
		case OrderGiven:
			f.Tasks = append(f.Tasks, dossier.Task{Name: "report_order", Part: o.No, Holder: unit, Start: v.On, Due: o.Due})
			if f.Due == "" || o.Due < f.Due {
				f.Due = o.Due
			}
		case OrderDone:
			f.Tasks = append(f.Tasks, dossier.Task{Name: "settle_order", Part: o.No, Holder: access.Body("office", v.Congress)})
		}
	}
	return f
}

// PlanVisit arranges a visit.
type PlanVisit struct {
	Title    string       `json:"title" form:"line,required" max:"100"`
	Form     string       `json:"form" form:"choice,required" options:"door,site,inspection,group,meeting,law"`
	On       calendar.Day `json:"on" form:"day,required"`
	Place    string       `json:"place" form:"line" max:"100"`
	Unit     int64        `json:"unit" form:"unit,required"`
	Leader   int64        `json:"leader" form:"leader"`
	Special  int64        `json:"special" form:"special"`
	GovToo   bool         `json:"gov_too" form:"flag"`
	Deputies []int64      `json:"deputies" form:"deputies"`
	Cases    []int64      `json:"cases" form:"cases"`
	Group    int64        `json:"group" form:"group"`
	Law      string       `json:"law" form:"line" max:"100"`
	Key      int64        `json:"key" form:"dossier" options:"key"`
	Joint    int64        `json:"joint_topic" form:"dossier" options:"topic"`
	Workload int          `json:"workload" form:"-"`
}

// Check asks for the group or the law that the form speaks of.
func (k *PlanVisit) Check(_ *dossier.X[*Visit], f *fault.Fields) {
	if k.Form == "group" && k.Group == 0 {
		f.Add("group", "field.required")
	}
	if k.Form == "law" && k.Law == "" {
		f.Add("law", "field.required")
	}
}

// HoldVisit records what was found and what is asked.
type HoldVisit struct {
	On       calendar.Day `json:"on" form:"day,required"`
	Deputies []int64      `json:"deputies" form:"deputies"`
	Findings string       `json:"findings" form:"text,required" max:"5000"`
	Minutes  string       `json:"minutes" form:"text" max:"10000"`
	Opinion  string       `json:"opinion" form:"text" max:"2000"`
	Orders   []GiveOrder  `json:"orders" form:"rows"`
}

// GiveOrder is one order with its day.
type GiveOrder struct {
	Text string       `json:"text" form:"text,required" max:"1000"`
	Due  calendar.Day `json:"due" form:"day,required"`
}

// Check refuses a visit that has not taken place and orders due before it.
func (k *HoldVisit) Check(x *dossier.X[*Visit], f *fault.Fields) {
	if k.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	for i, o := range k.Orders {
		if o.Due != "" && o.Due <= k.On {
			f.Add("orders."+itoa(i)+".due", "field.day_past")
		}
	}
}

// ReportOrder is what the unit has done about an order.
type ReportOrder struct {
	Report string `json:"report" form:"text,required" max:"5000"`
}

func planVisit(x *dossier.X[*Visit], k *PlanVisit) {
	v := x.Doc
	v.Title, v.Form, v.On, v.Place, v.Unit, v.Leader, v.Special, v.GovToo = k.Title, k.Form, k.On, k.Place, k.Unit, k.Leader, k.Special, k.GovToo
	v.Deputies, v.Cases, v.Workload = k.Deputies, k.Cases, k.Workload
	v.Group, v.Law, v.Key, v.Joint = k.Group, k.Law, k.Key, k.Joint
	if x.By == suggestion.Special {
		v.Special = x.Actor.Post.Org // a special committee goes itself
	}
}

func holdVisit(x *dossier.X[*Visit], k *HoldVisit) {
	v := x.Doc
	v.On, v.Deputies, v.Findings, v.Minutes, v.Opinion = k.On, k.Deputies, k.Findings, k.Minutes, k.Opinion
	for _, o := range k.Orders {
		v.Orders = append(v.Orders, &Order{Part: x.Add(OrderGiven), Text: o.Text, Due: o.Due})
	}
}

// order returns the order that a step acts on.
func order(x *dossier.X[*Visit]) *Order {
	for _, o := range x.Doc.Orders {
		if o.No == x.Part {
			return o
		}
	}
	return &Order{}
}

// VisitKind is the life of a visit and of the orders given on it.
var VisitKind = dossier.Sort[*Visit]{
	Called: "visit", Of: Theme, Public: congress, New: func() *Visit { return &Visit{} },
	Tables: []flow.Table[*dossier.X[*Visit]]{
		{Name: "visit", Rules: []flow.Rule[*dossier.X[*Visit]]{
			{From: []flow.State{""}, Do: "plan_visit", By: hosts, To: VisitPlanned, Act: dossier.Act(planVisit)},
			{From: []flow.State{VisitPlanned}, Do: "hold_visit", By: hosts, To: VisitHeld, Act: dossier.Act(holdVisit)},
			{From: []flow.State{VisitPlanned}, Do: "change_visit", By: hosts, Act: dossier.Act(planVisit)},
			{From: []flow.State{VisitPlanned}, Do: "cancel_visit", By: hosts, To: VisitDropped, Act: dossier.Act(func(x *dossier.X[*Visit], k *suggestion.Reason) {
				x.Doc.Findings = k.Reason
			})},
			{From: []flow.State{VisitHeld}, Do: "add_minutes", By: []flow.Relation{suggestion.Office, suggestion.OfficeHead, suggestion.Special, dossier.Participant}, Act: dossier.Act(func(x *dossier.X[*Visit], k *suggestion.Words) {
				x.Doc.Minutes += "\n" + k.Text
			})},
		}},
		{Name: "order", Begins: []flow.State{OrderGiven}, Rules: []flow.Rule[*dossier.X[*Visit]]{
			{From: []flow.State{OrderGiven}, Do: "report_order", By: []flow.Relation{suggestion.UnitClerk, suggestion.UnitHead}, To: OrderDone, Act: dossier.Act(func(x *dossier.X[*Visit], k *ReportOrder) {
				o := order(x)
				o.Report, o.On = k.Report, x.Env.Today
			})},
			{From: []flow.State{OrderDone}, Do: "return_order", By: hosts, To: OrderGiven, Act: dossier.Act(func(x *dossier.X[*Visit], k *suggestion.Reason) { order(x).Why = k.Reason })},
			{From: []flow.State{OrderDone}, Do: "settle_order", By: hosts, To: OrderSettled, Act: dossier.Move[*Visit]()},
		}},
	},
}
