package campaign

import (
	"slices"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

type step = dossier.X[*Campaign]

func itemOf(x *step) *Item {
	if i, ok := x.Doc.Item(x.Part); ok {
		return i
	}
	return &Item{}
}

func draftCampaign(x *step, c *DraftCampaign) {
	d := x.Doc
	d.Title, d.Template, d.Aim, d.DraftedBy = c.Title, c.Template, c.Aim, x.Actor.Person.ID
	for _, e := range c.Items {
		d.Items = append(d.Items, &Item{Part: x.Add(Open), Title: e.Title, Text: e.Text, From: e.From, To: e.To, Proof: e.Proof, Holder: office(x.Actor.Post.Congress)})
	}
}

func addItem(x *step, c *AddItem) {
	x.Doc.Items = append(x.Doc.Items, &Item{
		Part: x.Add(Open), Title: c.Title, Text: c.Text, From: c.From, To: c.To, Proof: []Proof{c.Proof}, Holder: office(x.Doc.Congress),
	})
}

var (
	hasItems = dossier.Guard("campaign_has_items", func(x *step) bool { return len(x.Doc.Live()) > 0 })
	assigned = dossier.Guard("campaign_assigned", func(x *step) bool {
		return !slices.ContainsFunc(x.Doc.Live(), func(i *Item) bool { return !i.Assigned() })
	})
	isRunning  = dossier.Guard("campaign_running", func(x *step) bool { return x.Doc.State == Running })
	notClosed  = dossier.Guard("campaign_not_closed", func(x *step) bool { return x.Doc.State != Closed })
	beingDrawn = dossier.Guard("campaign_in_draft", func(x *step) bool { return x.Doc.State == Drafted })
	allDone    = dossier.Guard("campaign_items_open", func(x *step) bool {
		return !slices.ContainsFunc(x.Doc.Live(), func(i *Item) bool { return i.State != Finished })
	})
)

// CampaignKind is the life of a campaign and of its items.
var CampaignKind = dossier.Sort[*Campaign]{
	Called: "campaign", Of: Theme, Public: congress, New: func() *Campaign { return &Campaign{} },
	Tables: []flow.Table[*step]{
		{Name: "campaign", Rules: []flow.Rule[*step]{
			{From: []flow.State{""}, Do: "draft_campaign", By: staff, To: Drafted, Act: dossier.Act(draftCampaign)},
			{From: []flow.State{Drafted}, Do: "change_campaign", By: staff, Act: dossier.Act(func(x *step, c *ChangeCampaign) {
				x.Doc.Title, x.Doc.Aim = c.Title, c.Aim
			})},
			{From: []flow.State{Drafted, Running}, Do: "add_item", By: staff, Act: dossier.Act(addItem)},
			{From: []flow.State{Drafted}, Do: "propose_campaign", By: staff, If: []flow.Guard[*step]{hasItems, assigned}, To: Proposed, Act: dossier.Act(func(x *step, _ *suggestion.Nothing) {
				x.Doc.DraftedBy = x.Actor.Person.ID
			})},
			{From: []flow.State{Proposed}, Do: "return_campaign", By: []flow.Relation{suggestion.OfficeHead}, To: Drafted, Act: dossier.Act(func(x *step, c *suggestion.Reason) {
				x.Doc.ReturnedBy = c.Reason
			})},
			{From: []flow.State{Proposed}, Do: "adopt_campaign", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*step]{
				dossier.SecondPerson(func(c *Campaign) int64 { return c.DraftedBy }),
			}, To: Running, Act: dossier.Act(func(x *step, _ *suggestion.Nothing) {
				x.Doc.AdoptedBy, x.Doc.AdoptedOn = x.Actor.Person.ID, x.Env.Today
			})},
			{From: []flow.State{Drafted, Running}, Do: "set_team", By: staff, Act: dossier.Act(func(x *step, c *SetTeam) { x.Doc.Team = c.Team })},
			{From: []flow.State{Drafted, Running}, Do: "hold_team_meeting", By: staff, Act: dossier.Act(func(x *step, c *HoldTeam) {
				x.Doc.Meetings = append(x.Doc.Meetings, Meeting{On: c.On, Title: c.Title, Text: c.Text, Files: c.Files})
			})},
			{From: []flow.State{Running}, Do: "close_campaign", By: staff, If: []flow.Guard[*step]{allDone}, To: Closed, Act: dossier.Act(func(x *step, c *CloseCampaign) {
				x.Doc.Summary = c.Summary
			})},
			dossier.RemovesFile[*Campaign]("remove_meeting_file", []flow.State{Drafted, Running}, staff),
		}},
		{Name: "campaign_item", Begins: []flow.State{Open}, Rules: []flow.Rule[*step]{
			{From: []flow.State{Open}, Do: "assign_item", By: staff, If: []flow.Guard[*step]{notClosed}, Act: dossier.Act(func(x *step, c *AssignItem) {
				i := itemOf(x)
				i.Chief, i.Vice, i.Section, i.Handler, i.From, i.To, i.Holder = c.Chief, c.Vice, c.Section, c.Handler, c.From, c.To, c.Holder
			})},
			{From: []flow.State{Open}, Do: "drop_item", By: staff, If: []flow.Guard[*step]{beingDrawn}, To: Dropped, Act: dossier.Act(func(x *step, c *suggestion.Reason) {
				itemOf(x).Note = c.Reason
			})},
			{From: []flow.State{Open}, Do: "finish_item", By: hosts, If: []flow.Guard[*step]{isRunning}, To: Finished, Act: dossier.Act(func(x *step, c *FinishItem) {
				i := itemOf(x)
				i.Note, i.Found, i.Done = c.Note, c.Found[x.Part], x.Env.Today
			})},
			{From: []flow.State{Finished}, Do: "reopen_item", By: staff, If: []flow.Guard[*step]{isRunning}, To: Open, Act: dossier.Act(func(x *step, c *suggestion.Reason) {
				i := itemOf(x)
				i.Note, i.Found, i.Done = c.Reason, nil, ""
			})},
		}},
	},
}
