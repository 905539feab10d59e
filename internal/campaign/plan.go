package campaign

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a campaign and of an item of it.
const (
	Drafted  flow.State = "drafted"  // 制定中
	Proposed flow.State = "proposed" // 待审定
	Running  flow.State = "running"  // 开展中
	Closed   flow.State = "closed"   // 已总结
	Open     flow.State = "open"     // 未销号
	Finished flow.State = "finished" // 已销号
	Dropped  flow.State = "dropped"  // 已删去
)

// Campaign is the plan of a year's activities (活动方案), like "ten ones": items that four levels answer for, each with the objects that
// prove it, and the team that runs it (工作专班).
type Campaign struct {
	dossier.Head
	Title      string       `json:"title"`
	Template   string       `json:"template" show:"option:template"`
	Aim        string       `json:"aim"`
	DraftedBy  int64        `json:"drafted_by" show:"person"`
	AdoptedBy  int64        `json:"adopted_by,omitempty" show:"person"`
	AdoptedOn  calendar.Day `json:"adopted_on,omitempty"`
	ReturnedBy string       `json:"why,omitempty"`
	Items      []*Item      `json:"items,omitempty"`
	Team       []Member     `json:"team,omitempty"`
	Meetings   []Meeting    `json:"meetings,omitempty"`
	Summary    string       `json:"summary,omitempty"`
}

// Item is one activity of the campaign (“一”).
type Item struct {
	dossier.Part
	Title   string       `json:"title"`
	Text    string       `json:"text,omitempty" show:"text"`
	Chief   int64        `json:"chief,omitempty" show:"post"`   // 主要领导
	Vice    int64        `json:"vice,omitempty" show:"post"`    // 分管领导
	Section int64        `json:"section,omitempty" show:"post"` // 处室负责人
	Handler int64        `json:"handler,omitempty" show:"post"` // 具体承办人员
	Holder  string       `json:"holder,omitempty" show:"-"`     // key of the handler
	From    calendar.Day `json:"from"`
	To      calendar.Day `json:"to"`
	Proof   []Proof      `json:"proof,omitempty" show:"-"`
	Found   []Found      `json:"found,omitempty" show:"-"` // as it was counted when the item was finished
	Note    string       `json:"note,omitempty"`
	Done    calendar.Day `json:"done,omitempty"`
}

// Found is how many objects of a proof there were.
type Found struct {
	What string `json:"what"`
	N    int    `json:"n"`
}

// Member is one person of the special team and their duty.
type Member struct {
	Post int64  `json:"member" form:"staff,required" show:"post"`
	Role string `json:"team_role" form:"choice,required" options:"head,vice,member,liaison" show:"option:team_role"`
	Duty string `json:"duty" form:"line,required" max:"200"`
}

// Meeting is one meeting of the special team.
type Meeting struct {
	On      calendar.Day      `json:"on"`
	Title   string            `json:"title"`
	Present []int64           `json:"present,omitempty" show:"posts"`
	Text    string            `json:"text"`
	Files   []suggestion.File `json:"files,omitempty"`
}

// Parts lists the items.
func (c *Campaign) Parts(yield func(string, *dossier.Part) bool) {
	for _, i := range c.Items {
		if !yield("campaign_item", &i.Part) {
			return
		}
	}
}

// Item returns the item with a number.
func (c *Campaign) Item(no int) (*Item, bool) {
	for _, i := range c.Items {
		if i.No == no {
			return i, true
		}
	}
	return nil, false
}

// Live lists the items that were not dropped.
func (c *Campaign) Live() []*Item {
	var out []*Item
	for _, i := range c.Items {
		if i.State != Dropped {
			out = append(out, i)
		}
	}
	return out
}

// Assigned reports whether all four levels are named and the days make sense.
func (i *Item) Assigned() bool {
	return i.Chief != 0 && i.Vice != 0 && i.Section != 0 && i.Handler != 0 && i.From != "" && i.From <= i.To
}

// Face tells lists and scope of the campaign: whoever answers for an item or belongs to the team sees it.
func (c *Campaign) Face() dossier.Face {
	f := dossier.Face{Title: c.Title, On: c.AdoptedOn}
	see := func(posts ...int64) {
		for _, p := range posts {
			if key := access.Post(p); p != 0 && !slices.Contains(f.Parties, key) {
				f.Parties = append(f.Parties, key)
			}
		}
	}
	for _, i := range c.Live() {
		see(i.Chief, i.Vice, i.Section, i.Handler)
	}
	for _, m := range c.Team {
		see(m.Post)
	}
	switch c.State {
	case Drafted:
		f.Tasks = []dossier.Task{{Name: "propose_campaign", Holder: office(c.Congress), Start: c.BegunOn}}
	case Proposed:
		f.Tasks = []dossier.Task{{Name: "adopt_campaign", Holder: access.Body("office_head", c.Congress), Start: c.BegunOn}}
	case Running:
		for _, i := range c.Live() {
			if i.State != Finished {
				f.Tasks = append(f.Tasks, dossier.Task{Name: "finish_item", Part: i.No, Holder: i.Holder, Start: i.From, Due: i.To})
				f.Due = earliest(f.Due, i.To)
			}
		}
		if len(f.Tasks) == 0 {
			f.Tasks = []dossier.Task{{Name: "close_campaign", Holder: office(c.Congress)}}
		}
	}
	return f
}
