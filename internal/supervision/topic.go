package supervision

import (
	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// States of a special supervision topic and of one lower congress's share in it.
const (
	TopicProposed flow.State = "proposed" // 待审定
	TopicOffered  flow.State = "offered"  // 上级人大邀请联动, 待答复
	TopicRunning  flow.State = "running"  // 监督中
	TopicDeclined flow.State = "declined" // 未参加联动
	TopicClosed   flow.State = "closed"   // 已结束

	ShareAsked    flow.State = "asked"    // 已邀请
	ShareAgreed   flow.State = "agreed"   // 已参加
	ShareDeclined flow.State = "declined" // 未参加
)

// Topic is a special supervision over several years (专项监督), shared by the congresses of city, county and township (市县乡三级人大联动): in the
// congress that began it, and an agreed copy in each lower congress that takes part. Across congresses only numbers and agreed fields are kept.
type Topic struct {
	dossier.Head
	Title      string        `json:"title"`
	FromYear   int           `json:"from_year" show:"year"`
	ToYear     int           `json:"to_year" show:"year"`
	Special    int64         `json:"special,omitempty" show:"special"`
	Leader     int64         `json:"leader,omitempty" show:"post"`
	Aim        string        `json:"aim"`
	Cases      []int64       `json:"cases,omitempty" show:"cases"`
	UpName     string        `json:"up_name,omitempty"` // congress that began it
	Asked      string        `json:"asked,omitempty"`   // what it asks of this congress
	UpCongress int64         `json:"up_congress,omitempty" show:"-"`
	UpID       int64         `json:"up_id,omitempty" show:"-"`
	UpPart     int           `json:"up_part,omitempty" show:"-"`
	ProposedBy int64         `json:"proposed_by,omitempty" show:"person"`
	AdoptedBy  int64         `json:"adopted_by,omitempty" show:"person"`
	Shares     []*TopicShare `json:"shares,omitempty"`
	Reports    []TopicReport `json:"reports,omitempty"`
	Conclusion string        `json:"conclusion,omitempty"`
}

// TopicShare is one lower congress's part.
type TopicShare struct {
	dossier.Part
	Body     int64        `json:"body" show:"org"`
	Congress int64        `json:"congress" show:"-"`
	Copy     int64        `json:"copy,omitempty" show:"-"` // its own dossier there
	Asked    string       `json:"asked"`
	Answer   string       `json:"answer,omitempty"`
	Report   string       `json:"report,omitempty"`
	On       calendar.Day `json:"on,omitempty"`
}

// TopicReport is what was found in one year.
type TopicReport struct {
	On   calendar.Day `json:"on"`
	Year int          `json:"year" show:"year"`
	By   int64        `json:"by" show:"post"`
	Text string       `json:"text"`
}

// Parts lists the shares.
func (t *Topic) Parts(yield func(string, *dossier.Part) bool) {
	for _, s := range t.Shares {
		if !yield("topic_share", &s.Part) {
			return
		}
	}
}

// Face tells lists and scope of the topic.
func (t *Topic) Face() dossier.Face {
	f := dossier.Face{Title: t.Title, On: t.BegunOn, Cases: t.Cases}
	if t.Special != 0 {
		f.Parties = append(f.Parties, access.Body("special", t.Special))
	}
	switch t.State {
	case TopicProposed:
		f.Tasks = []dossier.Task{{Name: "adopt_topic", Holder: access.Body("office_head", t.Congress), Start: t.BegunOn}}
	case TopicOffered:
		f.Tasks = []dossier.Task{{Name: "agree_topic", Holder: access.Body("office", t.Congress), Start: t.BegunOn}}
	}
	return f
}

// WriteTopic is the topic as the committee writes it.
type WriteTopic struct {
	Title    string  `json:"title" form:"line,required" max:"100"`
	FromYear int     `json:"from_year" form:"number,required"`
	ToYear   int     `json:"to_year" form:"number,required"`
	Special  int64   `json:"special" form:"special"` // a special committee proposes its own
	Leader   int64   `json:"leader" form:"leader"`
	Aim      string  `json:"aim" form:"text,required" max:"5000"`
	Cases    []int64 `json:"cases" form:"cases"`
	Lower    []Lower `json:"lower" form:"rows"`
}

// Lower asks one lower congress to take part.
type Lower struct {
	Body     int64  `json:"body" form:"lower,required"`
	Asked    string `json:"asked" form:"line,required" max:"300"`
	Congress int64  `json:"congress" form:"-"`
}

const longestTopic = 10 // years

// Check asks for years in order.
func (c *WriteTopic) Check(x *dossier.X[*Topic], f *fault.Fields) {
	if c.Special == 0 && x.By != suggestion.Special {
		f.Add("special", "field.required")
	}
	if y := x.Env.Today.Year(); c.FromYear < y-longestTopic || c.FromYear > y+1 {
		f.Add("from_year", "field.number")
	}
	if c.ToYear < c.FromYear || c.ToYear > c.FromYear+longestTopic {
		f.Add("to_year", "supervision.years_order")
	}
}

// Complete finds the congresses of the bodies.
func (c *WriteTopic) Complete(p suggestion.Place, _ suggestion.Env, f *fault.Fields) {
	lowerHomes(c.Lower, p, f)
}

func lowerHomes(list []Lower, p suggestion.Place, f *fault.Fields) {
	for i := range list {
		o, _ := p.Dir.Org(list[i].Body)
		if list[i].Congress = o.Home; o.Home == 0 && list[i].Body != 0 {
			f.Add("lower."+itoa(i)+".body", "supervision.not_connected")
		}
		for j := range i {
			if list[j].Body == list[i].Body && list[i].Body != 0 {
				f.Add("lower."+itoa(i)+".body", "field.named_twice")
			}
		}
	}
}

// AskLower asks further lower congresses while the topic runs.
type AskLower struct {
	Lower []Lower `json:"lower" form:"rows,required"`
}

// Complete finds the congresses of the bodies.
func (c *AskLower) Complete(p suggestion.Place, _ suggestion.Env, f *fault.Fields) {
	lowerHomes(c.Lower, p, f)
}

// Check refuses a congress that was asked before.
func (c *AskLower) Check(x *dossier.X[*Topic], f *fault.Fields) {
	for i, l := range c.Lower {
		for _, s := range x.Doc.Shares {
			if s.Body == l.Body && s.State != ShareDeclined {
				f.Add("lower."+itoa(i)+".body", "field.named_twice")
			}
		}
	}
}

// OfferTopic is the agreed copy that a higher congress sends.
type OfferTopic struct {
	Title      string `json:"title"`
	FromYear   int    `json:"from_year"`
	ToYear     int    `json:"to_year"`
	Aim        string `json:"aim"`
	Asked      string `json:"asked"`
	UpName     string `json:"up_name"`
	UpCongress int64  `json:"up_congress"`
	UpID       int64  `json:"up_id"`
	UpPart     int    `json:"up_part"`
}

// AgreeTopic takes part.
type AgreeTopic struct {
	Special int64   `json:"special" form:"special"`
	Leader  int64   `json:"leader" form:"leader"`
	Cases   []int64 `json:"cases" form:"cases"`
	Answer  string  `json:"answer" form:"text,required" max:"1000"`
}

// AnswerShare notes what a lower congress answers.
type AnswerShare struct {
	Copy   int64  `json:"copy"`
	Answer string `json:"answer"`
}

// LinkTopic adds suggestions to the topic.
type LinkTopic struct {
	Cases []int64 `json:"cases" form:"cases,required"`
}

// ReportTopic is what was found in a year.
type ReportTopic struct {
	Year int    `json:"year" form:"number,required"`
	Text string `json:"text" form:"text,required" max:"10000"`
}

// Check keeps reports within the years of the topic.
func (c *ReportTopic) Check(x *dossier.X[*Topic], f *fault.Fields) {
	if c.Year < x.Doc.FromYear || c.Year > x.Doc.ToYear || c.Year > x.Env.Today.Year() {
		f.Add("year", "supervision.year_of_topic", "from", x.Doc.FromYear, "to", x.Doc.ToYear)
	}
}

// ShareReport is a lower congress's report as it arrives.
type ShareReport struct {
	Text string `json:"text"`
}

func writeTopic(x *dossier.X[*Topic], c *WriteTopic) {
	t := x.Doc
	t.Title, t.FromYear, t.ToYear, t.Special, t.Leader, t.Aim, t.Cases, t.ProposedBy = c.Title, c.FromYear, c.ToYear, c.Special, c.Leader, c.Aim, c.Cases, x.Actor.Person.ID
	t.Shares = nil
	if x.By == suggestion.Special {
		t.Special = x.Actor.Post.Org
	}
	askLower(x, c.Lower)
}

func askLower(x *dossier.X[*Topic], list []Lower) {
	for _, l := range list {
		x.Doc.Shares = append(x.Doc.Shares, &TopicShare{Part: x.Add(ShareAsked), Body: l.Body, Congress: l.Congress, Asked: l.Asked})
	}
}

func share(x *dossier.X[*Topic]) *TopicShare {
	for _, s := range x.Doc.Shares {
		if s.No == x.Part {
			return s
		}
	}
	return &TopicShare{}
}

func answerShare(x *dossier.X[*Topic], c *AnswerShare) {
	s := share(x)
	s.Copy, s.Answer = c.Copy, c.Answer
}

var system = []flow.Relation{flow.System}

// TopicKind is the life of a topic, in the congress that began it and in those that take part.
var TopicKind = dossier.Sort[*Topic]{
	Called: "topic", Of: Theme, Public: congress, New: func() *Topic { return &Topic{} },
	Tables: []flow.Table[*dossier.X[*Topic]]{
		{Name: "topic", Rules: []flow.Rule[*dossier.X[*Topic]]{
			{From: []flow.State{""}, Do: "propose_topic", By: hosts, To: TopicProposed, Act: dossier.Act(writeTopic)},
			{From: []flow.State{""}, Do: "offer_topic", By: system, To: TopicOffered, Act: dossier.Act(func(x *dossier.X[*Topic], c *OfferTopic) {
				t := x.Doc
				t.Title, t.FromYear, t.ToYear, t.Aim, t.Asked = c.Title, c.FromYear, c.ToYear, c.Aim, c.Asked
				t.UpName, t.UpCongress, t.UpID, t.UpPart = c.UpName, c.UpCongress, c.UpID, c.UpPart
			})},
			{From: []flow.State{TopicProposed}, Do: "adopt_topic", By: []flow.Relation{suggestion.OfficeHead}, If: []flow.Guard[*dossier.X[*Topic]]{
				dossier.SecondPerson(func(t *Topic) int64 { return t.ProposedBy }),
			}, To: TopicRunning, Act: dossier.Act(func(x *dossier.X[*Topic], _ *suggestion.Nothing) { x.Doc.AdoptedBy = x.Actor.Person.ID })},
			{From: []flow.State{TopicProposed}, Do: "change_topic", By: hosts, Act: dossier.Act(writeTopic)},
			{From: []flow.State{TopicOffered}, Do: "agree_topic", By: staff, To: TopicRunning, Act: dossier.Act(func(x *dossier.X[*Topic], c *AgreeTopic) {
				x.Doc.Special, x.Doc.Leader, x.Doc.Cases, x.Doc.AdoptedBy = c.Special, c.Leader, c.Cases, x.Actor.Person.ID
			})},
			{From: []flow.State{TopicOffered}, Do: "decline_topic", By: staff, To: TopicDeclined, Act: dossier.Act(func(x *dossier.X[*Topic], c *suggestion.Reason) {
				x.Doc.Conclusion = c.Reason
			})},
			{From: []flow.State{TopicRunning}, Do: "report_topic", By: hosts, Act: dossier.Act(func(x *dossier.X[*Topic], c *ReportTopic) {
				x.Doc.Reports = append(x.Doc.Reports, TopicReport{On: x.Env.Today, Year: c.Year, By: x.Actor.Post.ID, Text: c.Text})
			})},
			{From: []flow.State{TopicRunning}, Do: "link_topic", By: hosts, Act: dossier.Act(func(x *dossier.X[*Topic], c *LinkTopic) {
				x.Doc.Cases = append(x.Doc.Cases, c.Cases...)
			})},
			{From: []flow.State{TopicRunning}, Do: "ask_lower", By: staff, Act: dossier.Act(func(x *dossier.X[*Topic], c *AskLower) { askLower(x, c.Lower) })},
			{From: []flow.State{TopicRunning}, Do: "close_topic", By: staff, To: TopicClosed, Act: dossier.Act(func(x *dossier.X[*Topic], c *ConcludeKey) {
				x.Doc.Conclusion = c.Conclusion
			})},
		}},
		{Name: "topic_share", Begins: []flow.State{ShareAsked}, Rules: []flow.Rule[*dossier.X[*Topic]]{
			{From: []flow.State{ShareAsked}, Do: "note_asked", By: system, Act: dossier.Act(answerShare)},
			{From: []flow.State{ShareAsked}, Do: "share_agreed", By: system, To: ShareAgreed, Act: dossier.Act(answerShare)},
			{From: []flow.State{ShareAsked}, Do: "share_declined", By: system, To: ShareDeclined, Act: dossier.Act(answerShare)},
			{From: []flow.State{ShareAgreed}, Do: "share_report", By: system, Act: dossier.Act(func(x *dossier.X[*Topic], c *ShareReport) {
				s := share(x)
				s.Report, s.On = c.Text, x.Env.Today
			})},
		}},
	},
}
