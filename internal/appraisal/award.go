package appraisal

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
)

// States of a commendation and of a nominee.
const (
	AwardOpen      flow.State = "open"      // 推荐中
	AwardProposed  flow.State = "proposed"  // 待主任会议决定
	AwardDecided   flow.State = "decided"   // 已决定
	AwardPublished flow.State = "published" // 已公布
	AwardDropped   flow.State = "dropped"   // 不评选

	Nominated   flow.State = "nominated"   // 已推荐
	Shortlisted flow.State = "shortlisted" // 入围
	Chosen      flow.State = "chosen"      // 表彰
	PassedOver  flow.State = "passed_over" // 未入选
	Revoked     flow.State = "revoked"     // 已撤销
)

// Sorts of commendation.
const (
	ExcellentSuggestions = "excellent" // 优秀建议
	AdvancedUnits        = "unit"      // 先进单位
	AdvancedPeople       = "person"    // 先进个人
)

// usualQuota is how many percent of the year's suggestions may be excellent when a commendation names no other (优秀建议比例, 系统默认).
const usualQuota = 5

// Award is one commendation of a year (评选表彰): nominations, criteria sheets, shortlist, the decision of the chairman's meeting, the list
// that everybody may read.
type Award struct {
	dossier.Head
	Title       string       `json:"title"`
	Sort        string       `json:"sort" show:"option:sort"`
	Of          int64        `json:"of" show:"-"`
	Year        int          `json:"year" show:"year"`
	Quota       int          `json:"quota,omitempty" show:"percent"`
	Until       calendar.Day `json:"until,omitempty"`
	Population  int          `json:"population,omitempty"` // of which the quota is a share
	OverQuota   string       `json:"over_quota,omitempty"`
	ProposedBy  int64        `json:"proposed_by,omitempty" show:"person"`
	Meeting     string       `json:"meeting,omitempty"`
	MeetingOn   calendar.Day `json:"meeting_on,omitempty"`
	DecidedBy   int64        `json:"decided_by,omitempty" show:"person"`
	PublishedOn calendar.Day `json:"published_on,omitempty"`
	Number      string       `json:"number,omitempty"`
	Why         string       `json:"why,omitempty"`
	Nominees    []*Nominee   `json:"nominees,omitempty"`
}

// Nominee is a suggestion, a unit or a person put forward. A number tagged with:"RatedBy" says nothing before somebody has rated.
type Nominee struct {
	dossier.Part
	Case        int64        `json:"case,omitempty" show:"case"`
	Unit        int64        `json:"unit,omitempty" show:"unit"`
	Post        int64        `json:"post,omitempty" show:"post"`
	By          int64        `json:"by" show:"post"`
	On          calendar.Day `json:"on"`
	Reason      string       `json:"reason"`
	Research    int          `json:"research,omitempty" with:"RatedBy"`    // 调研基础
	Pertinence  int          `json:"pertinence,omitempty" with:"RatedBy"`  // 针对性
	Feasibility int          `json:"feasibility,omitempty" with:"RatedBy"` // 可行性
	Effect      int          `json:"effect,omitempty" with:"RatedBy"`      // 办理成效
	Response    int          `json:"response,omitempty" with:"RatedBy"`    // 社会反响
	Total       int          `json:"total,omitempty" with:"RatedBy"`
	RatedBy     int64        `json:"rated_by,omitempty" show:"person"`
	Standing    string       `json:"standing,omitempty"` // of a unit in the year's final scoring
	Why         string       `json:"why,omitempty"`
}

// YearOf is the session that the commendation is about.
func (w *Award) YearOf() int64 { return w.Of }

// Parts lists the nominees.
func (w *Award) Parts(yield func(string, *dossier.Part) bool) {
	for _, n := range w.Nominees {
		if !yield("nominee", &n.Part) {
			return
		}
	}
}

// In lists the nominees in any of the states.
func (w *Award) In(states ...flow.State) []*Nominee {
	var out []*Nominee
	for _, n := range w.Nominees {
		if slices.Contains(states, n.State) {
			out = append(out, n)
		}
	}
	return out
}

// Most is how many the quota allows; 0 when there is none. Part of one more counts as one.
func (w *Award) Most() int { return (w.Population*w.Quota + 99) / 100 }

// Nominee returns the nominee that a number names, or nil.
func (w *Award) Nominee(no int) *Nominee {
	for _, n := range w.Nominees {
		if n.No == no {
			return n
		}
	}
	return nil
}

// Face tells lists and scope of the commendation. It is public once it is published.
func (w *Award) Face() dossier.Face {
	f := dossier.Face{Title: w.Title, On: w.BegunOn, Public: w.State == AwardPublished}
	office, head := access.Body("office", w.Congress), access.Body("office_head", w.Congress)
	switch w.State {
	case AwardOpen:
		task(&f, "propose_award", 0, office, w.BegunOn, w.Until)
	case AwardProposed:
		task(&f, "decide_award", 0, head, w.BegunOn, "")
	case AwardDecided:
		task(&f, "publish_award", 0, head, w.MeetingOn, "")
	}
	if w.MeetingOn != "" {
		f.On = w.MeetingOn
	}
	for _, n := range w.Nominees {
		f.Cases = appendCase(f.Cases, n.Case)
	}
	return f
}

// Seen is the commendation as those beside the congress's people see it: what they put forward themselves, and once it is published who was
// honoured; never the criteria sheets.
func (w *Award) Seen(a org.Actor) dossier.Doc {
	if reads(a) {
		return w
	}
	c := *w
	c.OverQuota, c.Nominees = "", nil
	for _, n := range w.Nominees {
		honoured := w.State == AwardPublished && n.State == Chosen
		if n.By != a.Post.ID && !honoured {
			continue
		}
		m := *n
		m.Research, m.Pertinence, m.Feasibility, m.Effect, m.Response, m.Total, m.RatedBy = 0, 0, 0, 0, 0, 0, 0
		m.Version = 0 // what was done about it is not told
		if w.State != AwardPublished {
			m.State = Nominated // nor how it stands before the decision is known
		}
		if n.By != a.Post.ID {
			m.By, m.Reason, m.Why = 0, "", ""
		}
		c.Nominees = append(c.Nominees, &m)
	}
	return &c
}
