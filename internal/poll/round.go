package poll

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// States of an evaluation round.
const (
	RoundPrepared flow.State = "prepared" // 已编制
	RoundOpen     flow.State = "open"     // 测评中
	RoundClosed   flow.State = "closed"   // 已汇总
	RoundReported flow.State = "reported" // 已通报
	RoundDropped  flow.State = "dropped"  // 已取消
)

// RateTask is what waits for a lead deputy while the round is open.
const RateTask = "rate_units"

// Round is one evaluation of the units' work by the lead deputies (承办单位满意度测评), apart from what each says of each reply. Who is asked
// about which unit, and what they answer, are rows of their own; the document holds the sums.
type Round struct {
	dossier.Head
	Title    string       `json:"title"`
	On       calendar.Day `json:"on"`
	Until    calendar.Day `json:"until"`
	Deputies []int64      `json:"deputies,omitempty" show:"-"` // posts of the lead deputies asked
	Asked    int          `json:"asked,omitempty"`             // pairs of deputy and unit
	Invited  int          `json:"invited,omitempty"`
	Answered int          `json:"answered,omitempty"`
	NotReady []int64      `json:"not_ready,omitempty" show:"units"` // units whose look-back was not ready at the opening
	Results  []RoundUnit  `json:"results,omitempty"`
	Report   string       `json:"report,omitempty"`
	Why      string       `json:"why,omitempty"`
}

// RoundUnit is what the deputies said of one unit.
type RoundUnit struct {
	Unit         int64 `json:"unit" show:"unit"`
	Cases        int   `json:"cases"`
	Asked        int   `json:"asked"`
	Answered     int   `json:"answered"`
	AttitudeGood int   `json:"attitude_satisfied"`
	AttitudeSo   int   `json:"attitude_basically"`
	AttitudeNot  int   `json:"attitude_not_satisfied"`
	ResultGood   int   `json:"result_satisfied"`
	ResultSo     int   `json:"result_basically"`
	ResultNot    int   `json:"result_not_satisfied"`
}

// Face tells lists and scope of the round. Units see it once it has been reported, and then only what was said of them.
func (r *Round) Face() dossier.Face {
	f := dossier.Face{Title: r.Title, On: r.On}
	office := access.Body("office", r.Congress)
	switch r.State {
	case RoundPrepared:
		f.Due = r.On
		f.Tasks = append(f.Tasks, dossier.Task{Name: "open_round", Holder: office, Start: r.BegunOn, Due: r.On})
	case RoundOpen:
		f.Due = r.Until
		for _, d := range r.Deputies {
			f.Parties = append(f.Parties, access.Post(d))
			f.Tasks = append(f.Tasks, dossier.Task{Name: RateTask, Holder: access.Post(d), Start: r.On, Due: r.Until})
		}
		f.Tasks = append(f.Tasks, dossier.Task{Name: "close_round", Holder: office, Start: r.On, Due: r.Until})
	case RoundClosed, RoundReported:
		for _, d := range r.Deputies {
			f.Parties = append(f.Parties, access.Post(d))
		}
		if r.State == RoundClosed {
			f.Tasks = append(f.Tasks, dossier.Task{Name: "report_round", Holder: office})
			break
		}
		for _, u := range r.Results {
			f.Parties = append(f.Parties, access.Body("unit", u.Unit), access.Body("unit_head", u.Unit))
		}
		f.Parties = append(f.Parties, access.Body("gov", r.Congress))
	}
	return f
}

// Seen shows a unit the line on itself alone, and the deputies no sums before the report.
func (r *Round) Seen(a org.Actor) dossier.Doc {
	if slices.Contains(congress, a.Post.Role) {
		return r
	}
	copied := *r
	copied.Deputies, copied.NotReady = nil, nil
	switch a.Post.Role {
	case org.UnitClerk, org.UnitHead:
		copied.Results = slices.DeleteFunc(slices.Clone(r.Results), func(u RoundUnit) bool { return u.Unit != a.Post.Org })
	case org.Deputy:
		if r.State != RoundReported {
			copied.Results = nil
		}
	}
	return &copied
}

// PrepareRound sets the days of a round.
type PrepareRound struct {
	Title string       `json:"title" form:"line,required" max:"100"`
	On    calendar.Day `json:"on" form:"day,required"`
	Until calendar.Day `json:"until" form:"day,required"`
}

// Check refuses days that are over or the wrong way round.
func (c *PrepareRound) Check(x *dossier.X[*Round], f *fault.Fields) {
	switch {
	case c.On < x.Env.Today:
		f.Add("on", "field.day_past")
	case c.Until <= c.On:
		f.Add("until", "round.until_before")
	}
}

// OpenRound invites the lead deputies. Units whose look-back is not ready hold it up, unless it is opened all the same and they are named.
type OpenRound struct {
	Anyway   bool    `json:"anyway" form:"flag"`
	Deputies []int64 `json:"deputies_asked" form:"-"`
	Asked    int     `json:"asked" form:"-"`
	NotReady []int64 `json:"not_ready" form:"-"`
}

// Check refuses a round before its day and one that asks nobody.
func (c *OpenRound) Check(x *dossier.X[*Round], f *fault.Fields) {
	switch {
	case x.Env.Today < x.Doc.On:
		f.Add("anyway", "round.too_early", "day", x.Doc.On)
	case c.Asked == 0:
		f.Add("anyway", "round.nobody")
	case len(c.NotReady) > 0 && !c.Anyway:
		f.Add("anyway", "round.not_ready", "n", len(c.NotReady))
	}
}

// CloseRound ends the round with the sums of its rows.
type CloseRound struct {
	Answered int         `json:"answered" form:"-"`
	Results  []RoundUnit `json:"results" form:"-"`
}

// ReportRound makes the results known to the units.
type ReportRound struct {
	Report string `json:"report" form:"text,required" max:"5000"`
}

type (
	roundX    = *dossier.X[*Round]
	roundRule = flow.Rule[roundX]
)

func setRound(x roundX, c *PrepareRound) {
	x.Doc.Title, x.Doc.On, x.Doc.Until = c.Title, c.On, c.Until
}

// RoundKind is the life of an evaluation round.
var RoundKind = dossier.Sort[*Round]{
	Called: "round", Of: "question", Public: congress, New: func() *Round { return &Round{} },
	Tables: []flow.Table[roundX]{{Name: "round", Rules: []roundRule{
		{From: []flow.State{""}, Do: "prepare_round", By: staff, To: RoundPrepared, Act: dossier.Act(setRound)},
		{From: []flow.State{RoundPrepared}, Do: "change_round", By: staff, Act: dossier.Act(setRound)},
		{From: []flow.State{RoundPrepared}, Do: "open_round", By: staff, To: RoundOpen, Act: dossier.Act(func(x roundX, c *OpenRound) {
			x.Doc.Deputies, x.Doc.Invited, x.Doc.Asked, x.Doc.NotReady = c.Deputies, len(c.Deputies), c.Asked, c.NotReady
		})},
		{From: []flow.State{RoundPrepared}, Do: "drop_round", By: staff, To: RoundDropped, Act: dossier.Act(func(x roundX, c *suggestion.Reason) { x.Doc.Why = c.Reason })},
		{From: []flow.State{RoundOpen}, Do: "close_round", By: staff, To: RoundClosed, Act: dossier.Act(func(x roundX, c *CloseRound) {
			x.Doc.Answered, x.Doc.Results = c.Answered, c.Results
		})},
		{From: []flow.State{RoundClosed}, Do: "report_round", By: staff, To: RoundReported, Act: dossier.Act(func(x roundX, c *ReportRound) { x.Doc.Report = c.Report })},
	}}},
}
