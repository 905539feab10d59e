package campaign

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of an order.
const (
	Ordered        flow.State = "ordered"   // 已订阅
	Delivered      flow.State = "delivered" // 已投递
	OrderCancelled flow.State = "cancelled" // 已取消
)

// Periodical is an order of a periodical for deputies (为代表订阅报刊).
type Periodical struct {
	dossier.Head
	Title     string       `json:"title"`
	From      calendar.Day `json:"from"`
	To        calendar.Day `json:"to"`
	Copies    int          `json:"copies"`
	Audience               // whom it is for
	Meant     int          `json:"meant_count,omitempty"`
	Delivery  string       `json:"delivery,omitempty"`
	Delivered calendar.Day `json:"delivered_on,omitempty"`
	Missing   []int64      `json:"missing,omitempty" show:"deputies"` // who has not received it
	Why       string       `json:"why,omitempty"`
}

// Face tells lists and scope of the order: the deputies whom it is for see it.
func (p *Periodical) Face() dossier.Face {
	f := dossier.Face{Title: p.Title, On: p.From}
	switch p.State {
	case Ordered:
		f.Due, f.Parties = p.From, p.Keys(p.Congress)
		f.Tasks = []dossier.Task{{Name: "deliver_periodical", Holder: office(p.Congress), Start: p.BegunOn, Due: p.From}}
	case Delivered:
		f.Parties = p.Keys(p.Congress)
	}
	return f
}

// OrderPeriodical is the order.
type OrderPeriodical struct {
	Title  string       `json:"title" form:"line,required" max:"100"`
	From   calendar.Day `json:"from" form:"day,required"`
	To     calendar.Day `json:"to" form:"day,required"`
	Copies int          `json:"copies" form:"number,required"`
	Audience
	Meant int `json:"meant_count" form:"-"`
}

// Check refuses an end before the beginning and fewer copies than deputies.
func (c *OrderPeriodical) Check(_ *dossier.X[*Periodical], f *fault.Fields) {
	if c.From != "" && c.To != "" && c.To < c.From {
		f.Add("to", "campaign.day_order")
	}
	if c.Copies > 0 && c.Copies < c.Meant {
		f.Add("copies", "campaign.fewer_than_deputies", "n", c.Meant)
	}
}

// DeliverPeriodical records that the first issue has come, and to whom not.
type DeliverPeriodical struct {
	On       calendar.Day `json:"on" form:"day,required"`
	Delivery string       `json:"delivery" form:"line" max:"200"`
	Missing  []int64      `json:"missing" form:"deputies"`
	Meant    []int64      `json:"meant" form:"-"`
}

// Check refuses a day to come and deputies for whom nothing was ordered.
func (c *DeliverPeriodical) Check(x *dossier.X[*Periodical], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	outside("missing", c.Missing, c.Meant, f)
}

// PeriodicalKind is the life of an order.
var PeriodicalKind = dossier.Sort[*Periodical]{
	Called: "periodical", Of: Theme, Public: readersOfGuidance, New: func() *Periodical { return &Periodical{} },
	Tables: []flow.Table[*dossier.X[*Periodical]]{{Name: "periodical", Rules: []flow.Rule[*dossier.X[*Periodical]]{
		{From: []flow.State{""}, Do: "order_periodical", By: staff, To: Ordered, Act: dossier.Act(orderPeriodical)},
		{From: []flow.State{Ordered}, Do: "change_periodical", By: staff, Act: dossier.Act(orderPeriodical)},
		{From: []flow.State{Ordered}, Do: "deliver_periodical", By: staff, To: Delivered, Act: dossier.Act(func(x *dossier.X[*Periodical], c *DeliverPeriodical) {
			x.Doc.Delivered, x.Doc.Delivery, x.Doc.Missing = c.On, c.Delivery, c.Missing
		})},
		{From: []flow.State{Delivered}, Do: "supply_missing", By: staff, If: []flow.Guard[*dossier.X[*Periodical]]{
			dossier.Guard("periodical_missing", func(x *dossier.X[*Periodical]) bool { return len(x.Doc.Missing) > 0 }),
		}, Act: dossier.Act(func(x *dossier.X[*Periodical], c *SupplyMissing) {
			x.Doc.Missing = slices.DeleteFunc(x.Doc.Missing, func(p int64) bool { return slices.Contains(c.Supplied, p) })
		})},
		{From: []flow.State{Ordered}, Do: "cancel_periodical", By: staff, To: OrderCancelled, Act: dossier.Act(func(x *dossier.X[*Periodical], c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
	}}},
}

// SupplyMissing records who has received it later.
type SupplyMissing struct {
	Supplied []int64 `json:"supplied" form:"deputies,required"`
}

// Check refuses deputies to whom nothing is owed.
func (c *SupplyMissing) Check(x *dossier.X[*Periodical], f *fault.Fields) {
	outside("supplied", c.Supplied, x.Doc.Missing, f)
}

func orderPeriodical(x *dossier.X[*Periodical], c *OrderPeriodical) {
	p := x.Doc
	p.Title, p.From, p.To, p.Copies, p.Audience, p.Meant = c.Title, c.From, c.To, c.Copies, c.Audience, c.Meant
}
