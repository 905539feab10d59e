package campaign

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a push.
const (
	PushDrafted   flow.State = "drafted"   // 拟稿
	PushSent      flow.State = "sent"      // 已推送
	PushWithdrawn flow.State = "withdrawn" // 已撤回
)

// Push is information sent to deputies (信息推送): what they must know, the city's affairs, the congress's work.
type Push struct {
	dossier.Head
	Title    string            `json:"title"`
	Sort     string            `json:"push_sort" show:"option:push_sort"`
	Source   string            `json:"source,omitempty"`
	Ways     []string          `json:"push_ways" show:"option:push_ways"`
	Body     string            `json:"body" show:"text"`
	Files    []suggestion.File `json:"files,omitempty"`
	Audience                   // whom it is for
	By       int64             `json:"drafted_by" show:"person"`
	Sent     calendar.Day      `json:"sent_on,omitempty"`
	Notified int               `json:"notified,omitempty"`
	Account  []Issue           `json:"account,omitempty"` // on the official account (公众号)
	Why      string            `json:"why,omitempty"`
}

// Issue is one publication on an official account.
type Issue struct {
	On    calendar.Day `json:"on"`
	Name  string       `json:"account_name"`
	Title string       `json:"account_title"`
	Link  string       `json:"link,omitempty"`
	Reads int          `json:"reads,omitempty"` // as the account shows them
}

// Readers says who is to read it.
func (p *Push) Readers() Audience { return p.Audience }

// Text is what is sent.
func (p *Push) Text() string { return p.Body }

// Face tells lists and scope of the push.
func (p *Push) Face() dossier.Face {
	f := dossier.Face{Title: p.Title, On: p.Sent}
	switch p.State {
	case PushDrafted:
		f.Tasks = []dossier.Task{{Name: "send_push", Holder: access.Body("office_head", p.Congress), Start: p.BegunOn}}
	case PushSent:
		f.Parties = p.Keys(p.Congress)
		if len(p.Account) == 0 && contains(p.Ways, "account") {
			f.Tasks = []dossier.Task{{Name: "note_account", Holder: office(p.Congress), Start: p.Sent}}
		}
	}
	return f
}

// WritePush is the text as it is written. Files are added to those that are there.
type WritePush struct {
	Title  string            `json:"title" form:"line,required" max:"100"`
	Sort   string            `json:"push_sort" form:"choice,required" options:"must_know,city,congress"`
	Source string            `json:"source" form:"line" max:"100"`
	Ways   []string          `json:"push_ways" form:"choices,required" options:"site,account"`
	Body   string            `json:"body" form:"text,required" max:"20000"`
	Files  []suggestion.File `json:"files" form:"files"`
	Audience
}

// NoteAccount records a publication on the official account.
type NoteAccount struct {
	On    calendar.Day `json:"on" form:"day,required"`
	Name  string       `json:"account_name" form:"line,required" max:"100"`
	Title string       `json:"account_title" form:"line,required" max:"100"`
	Link  string       `json:"link" form:"line" max:"500"`
	Reads int          `json:"reads" form:"number"`
}

// Check refuses a publication to come and one before the text was sent.
func (c *NoteAccount) Check(x *dossier.X[*Push], f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	link(c.Link, f)
}

func writePush(x *dossier.X[*Push], c *WritePush) {
	p := x.Doc
	p.Title, p.Sort, p.Source, p.Ways, p.Body, p.Audience, p.By = c.Title, c.Sort, c.Source, c.Ways, c.Body, c.Audience, x.Actor.Person.ID
	p.Files = append(p.Files, c.Files...)
}

// byAccount holds when the push goes out on the official account too.
var byAccount = dossier.Guard("push_by_account", func(x *dossier.X[*Push]) bool { return contains(x.Doc.Ways, "account") })

// PushKind is the life of a push: one person writes, the head sends.
var PushKind = dossier.Sort[*Push]{
	Called: "push", Of: Theme, Public: readersOfGuidance, New: func() *Push { return &Push{} },
	Tables: []flow.Table[*dossier.X[*Push]]{{Name: "push", Rules: []flow.Rule[*dossier.X[*Push]]{
		{From: []flow.State{""}, Do: "draft_push", By: staff, To: PushDrafted, Act: dossier.Act(writePush)},
		{From: []flow.State{PushDrafted}, Do: "change_push", By: staff, Act: dossier.Act(writePush)},
		{From: []flow.State{PushDrafted}, Do: "send_push", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Push]]{
			dossier.SecondPerson(func(p *Push) int64 { return p.By }),
		}, To: PushSent, Act: dossier.Act(func(x *dossier.X[*Push], c *Reach) {
			x.Doc.Sent, x.Doc.Notified = x.Env.Today, c.Notified
		})},
		{From: []flow.State{PushSent}, Do: "note_account", By: staff, If: []flow.Guard[*dossier.X[*Push]]{byAccount}, Act: dossier.Act(func(x *dossier.X[*Push], c *NoteAccount) {
			x.Doc.Account = append(x.Doc.Account, Issue{On: c.On, Name: c.Name, Title: c.Title, Link: c.Link, Reads: c.Reads})
		})},
		{From: []flow.State{PushDrafted, PushSent}, Do: "withdraw_push", By: staff, To: PushWithdrawn, Act: dossier.Act(func(x *dossier.X[*Push], c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		dossier.RemovesFile[*Push]("remove_push_file", []flow.State{PushDrafted}, staff),
	}}},
}
