package campaign

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a topic.
const (
	TopicDrafted   flow.State = "drafted"   // 拟稿
	TopicOffered   flow.State = "offered"   // 可选用
	TopicWithdrawn flow.State = "withdrawn" // 已撤下
)

// Topic is a matter offered to deputies for a suggestion (选题库): what is known of it, where one could look, which units it concerns.
type Topic struct {
	dossier.Head
	Title      string            `json:"title"`
	Category   int64             `json:"category,omitempty" show:"category"`
	Background string            `json:"background"`
	Angle      string            `json:"angle"`
	Source     string            `json:"source,omitempty"`
	Units      []int64           `json:"units,omitempty" show:"units"`
	Until      calendar.Day      `json:"until,omitempty"`
	Files      []suggestion.File `json:"files,omitempty"`
	Taken      []Taking          `json:"taken,omitempty"`
	Why        string            `json:"why,omitempty"`
}

// Taking is a deputy's choice of the topic. The draft that it began is the deputy's own matter and not named here.
type Taking struct {
	By int64        `json:"taken_by" show:"post"`
	On calendar.Day `json:"on"`
}

// Face tells lists and scope of the topic: every deputy sees what is offered.
func (t *Topic) Face() dossier.Face {
	f := dossier.Face{Title: t.Title, On: t.BegunOn}
	switch t.State {
	case TopicDrafted:
		f.Tasks = []dossier.Task{{Name: "offer_topiclib", Holder: office(t.Congress), Start: t.BegunOn}}
	case TopicOffered:
		f.Parties = []string{dossier.EveryDeputy(t.Congress)}
	}
	return f
}

// WriteTopic is the topic as it is written. Files are added to those that are there.
type WriteTopic struct {
	Title      string            `json:"title" form:"line,required" max:"100"`
	Category   int64             `json:"category" form:"category"`
	Background string            `json:"background" form:"text,required" max:"5000"`
	Angle      string            `json:"angle" form:"text,required" max:"5000"`
	Source     string            `json:"source" form:"line" max:"200"`
	Units      []int64           `json:"units" form:"units"`
	Until      calendar.Day      `json:"until" form:"day"`
	Files      []suggestion.File `json:"files" form:"files"`
}

// Check refuses a last day that is over.
func (c *WriteTopic) Check(x *dossier.X[*Topic], f *fault.Fields) {
	if c.Until != "" && c.Until < x.Env.Today {
		f.Add("until", "field.day_past")
	}
}

// TakeTopic is the choice of a deputy.
type TakeTopic struct{}

func writeTopic(x *dossier.X[*Topic], c *WriteTopic) {
	t := x.Doc
	t.Title, t.Category, t.Background, t.Angle, t.Source, t.Units, t.Until = c.Title, c.Category, c.Background, c.Angle, c.Source, c.Units, c.Until
	t.Files = append(t.Files, c.Files...)
}

var (
	notOver  = dossier.Guard("topic_over", func(x *dossier.X[*Topic]) bool { return x.Doc.Until == "" || x.Env.Today <= x.Doc.Until })
	notTaken = dossier.Guard("topic_taken", func(x *dossier.X[*Topic]) bool {
		return !slices.ContainsFunc(x.Doc.Taken, func(t Taking) bool { return t.By == x.Actor.Post.ID })
	})
)

// TopicKind is the life of a topic.
var TopicKind = dossier.Sort[*Topic]{
	Called: "topiclib", Of: Theme, Public: congress, New: func() *Topic { return &Topic{} },
	Tables: []flow.Table[*dossier.X[*Topic]]{{Name: "topiclib", Rules: []flow.Rule[*dossier.X[*Topic]]{
		{From: []flow.State{""}, Do: "draft_topic", By: hosts, To: TopicDrafted, Act: dossier.Act(writeTopic)},
		{From: []flow.State{TopicDrafted, TopicOffered}, Do: "change_topiclib", By: staff, Act: dossier.Act(writeTopic)},
		{From: []flow.State{TopicDrafted}, Do: "offer_topiclib", By: staff, To: TopicOffered, Act: dossier.Move[*Topic]()},
		{From: []flow.State{TopicOffered}, Do: "take_topic", By: []flow.Relation{dossier.Participant}, If: []flow.Guard[*dossier.X[*Topic]]{notOver, notTaken}, Act: dossier.Act(func(x *dossier.X[*Topic], _ *TakeTopic) {
			x.Doc.Taken = append(x.Doc.Taken, Taking{By: x.Actor.Post.ID, On: x.Env.Today})
		})},
		{From: []flow.State{TopicDrafted, TopicOffered}, Do: "withdraw_topic", By: staff, To: TopicWithdrawn, Act: dossier.Act(func(x *dossier.X[*Topic], c *suggestion.Reason) {
			x.Doc.Why = c.Reason
		})},
		dossier.RemovesFile[*Topic]("remove_topic_file", []flow.State{TopicDrafted, TopicOffered}, staff),
	}}},
}
