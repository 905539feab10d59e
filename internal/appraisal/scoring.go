package appraisal

import (
	"encoding/json"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/suggestion"
)

// States of a run of scoring, of an entry by hand and of an objection.
const (
	ScoringPrepared flow.State = "prepared" // 准备中
	ScoringFrozen   flow.State = "frozen"   // 已冻结, 登记人工计分项
	ScoringComputed flow.State = "computed" // 已计分, 待公示
	ScoringShown    flow.State = "shown"    // 公示中
	ScoringHeard    flow.State = "heard"    // 公示期满, 待定分
	ScoringFinal    flow.State = "final"    // 已定分
	ScoringDropped  flow.State = "dropped"  // 已作废

	ItemEntered   flow.State = "entered"   // 待复核
	ItemConfirmed flow.State = "confirmed" // 已复核
	ItemStruck    flow.State = "struck"    // 已剔除

	ObjectionFiled   flow.State = "filed"   // 待答复
	ObjectionGranted flow.State = "granted" // 成立
	ObjectionDenied  flow.State = "denied"  // 不成立
)

// How much of the ranking a unit sees.
const (
	RankingAll   = "all"   // 全部单位
	RankingGroup = "group" // 本组单位
	RankingOwn   = "own"   // 只看本单位
)

// Scoring is one run of scoring (量化考核): whose facts, by which version of which scheme, as they stood on which day. Sheets are bundles
// beside the dossier; the digest of each stands here, and so in the log.
type Scoring struct {
	dossier.Head
	Title         string        `json:"title"`
	Of            int64         `json:"of" show:"-"` // session whose suggestions are scored
	Year          int           `json:"year" show:"year"`
	Scheme        string        `json:"scheme" show:"-"` // id of a shipped one, or of the dossier of an own one
	SchemeName    string        `json:"scheme_name,omitempty"`
	SchemeVersion int           `json:"scheme_version,omitempty"`
	CutOff        calendar.Day  `json:"cut_off"`
	Groups        []string      `json:"groups,omitempty" show:"option:groups"` // empty: all
	Ranking       string        `json:"ranking,omitempty" show:"option:ranking"`
	AppealDays    int           `json:"appeal_days,omitempty"`
	Units         int           `json:"units,omitempty"`
	Cases         int           `json:"cases,omitempty"` // shares of cases (件次)
	ByHand        int           `json:"by_hand,omitempty" show:"-"`
	FrozenOn      calendar.Day  `json:"frozen_on,omitempty"`
	FrozenBy      int64         `json:"frozen_by,omitempty" show:"person"`
	Frozen        string        `json:"frozen,omitempty"` // digests
	ComputedBy    int64         `json:"computed_by,omitempty" show:"person"`
	Computed      string        `json:"computed,omitempty"`
	ShownOn       calendar.Day  `json:"shown_on,omitempty"`
	ShownBy       int64         `json:"shown_by,omitempty" show:"person"`
	AppealUntil   calendar.Day  `json:"appeal_until,omitempty"`
	FinalOn       calendar.Day  `json:"final_on,omitempty"`
	FinalBy       int64         `json:"final_by,omitempty" show:"person"`
	Final         string        `json:"final,omitempty"`
	Why           string        `json:"why,omitempty"`
	Items         []*Item       `json:"items,omitempty"`
	Objections    []*Objection  `json:"objections,omitempty"`
	Results       []Result      `json:"results,omitempty" show:"-"`
	Levels        []score.Named `json:"levels,omitempty" show:"-"` // names of the grades
}

// Result is what one unit came to, as ranking lists show it.
type Result struct {
	Unit     int64        `json:"unit"`
	Group    string       `json:"group,omitempty"`
	Items    int          `json:"items"`
	Total    score.Points `json:"total"`
	Bonus    score.Points `json:"bonus,omitempty"`
	Grade    string       `json:"grade,omitempty"`
	Rank     int          `json:"rank,omitempty"`
	Among    int          `json:"among,omitempty"`
	Tied     bool         `json:"tied,omitempty"`
	Unranked string       `json:"unranked,omitempty"`
}

// Item is an entry by hand with its proof (人工计分项), confirmed by a second person.
type Item struct {
	dossier.Part
	Unit       int64             `json:"unit" show:"unit"`
	Rule       string            `json:"rule" show:"-"`
	RuleName   string            `json:"rule_name"`
	Case       int64             `json:"case,omitempty" show:"case"`
	Assignment int               `json:"assignment,omitempty" show:"-"`
	Document   string            `json:"document,omitempty" show:"-"`
	Count      int               `json:"count"`
	On         calendar.Day      `json:"on"`
	Words      string            `json:"words"`
	Proof      []suggestion.File `json:"proof" show:"-"`
	By         int64             `json:"by" show:"person"`
	ConfirmBy  int64             `json:"confirmed_by,omitempty" show:"person"`
	Why        string            `json:"why,omitempty"`
}

// Objection is a unit's objection to its sheet (复核申请) with the decision.
type Objection struct {
	dossier.Part
	Unit       int64        `json:"unit" show:"unit"`
	On         calendar.Day `json:"on"`
	Case       int64        `json:"case,omitempty" show:"case"`
	Assignment int          `json:"assignment,omitempty" show:"-"`
	Entry      int          `json:"entry,omitempty"`
	Field      string       `json:"field,omitempty" show:"option:field"`
	Was        string       `json:"was,omitempty" show:"day_or:is_word"`
	Is         string       `json:"is,omitempty" show:"day_or:is_word"`
	Words      string       `json:"words"`
	DecidedOn  calendar.Day `json:"decided_on,omitempty"`
	DecidedBy  int64        `json:"decided_by,omitempty" show:"person"`
	Grounds    string       `json:"grounds,omitempty"`
}

// YearOf is the session that the run is about, which may be another than that in which it was begun.
func (s *Scoring) YearOf() int64 { return s.Of }

// Parts lists entries, then objections.
func (s *Scoring) Parts(yield func(string, *dossier.Part) bool) {
	for _, i := range s.Items {
		if !yield("score_item", &i.Part) {
			return
		}
	}
	for _, o := range s.Objections {
		if !yield("score_objection", &o.Part) {
			return
		}
	}
}

// Files lists the proofs of the entries.
func (s *Scoring) Files() []suggestion.File {
	var out []suggestion.File
	for _, i := range s.Items {
		out = append(out, i.Proof...)
	}
	return out
}

// Bundle is the digest of the sheet as it stands: the final one, else the one computed last, else the frozen facts without entries.
func (s *Scoring) Bundle() string {
	for _, d := range []string{s.Final, s.Computed, s.Frozen} {
		if d != "" {
			return d
		}
	}
	return ""
}

// Bundles lists every digest that the dossier names now.
func (s *Scoring) Bundles() []string {
	return slices.DeleteFunc([]string{s.Frozen, s.Computed, s.Final}, func(d string) bool { return d == "" })
}

// Shown reports whether units see their sheets.
func (s *Scoring) Shown() bool { return s.ShownOn != "" && s.State != ScoringDropped }

// Result returns what a unit came to.
func (s *Scoring) Result(unit int64) (Result, bool) {
	for _, r := range s.Results {
		if r.Unit == unit {
			return r, true
		}
	}
	return Result{}, false
}

// Face tells lists and scope of the run: units and government see it once it is shown.
func (s *Scoring) Face() dossier.Face {
	f := dossier.Face{Title: s.Title, On: s.CutOff}
	office, head := access.Body("office", s.Congress), access.Body("office_head", s.Congress)
	if s.Shown() {
		f.Parties = append(f.Parties, access.Body("gov", s.Congress))
		for _, r := range s.Results {
			f.Parties = append(f.Parties, access.Body("unit", r.Unit), access.Body("unit_head", r.Unit))
		}
	}
	switch s.State {
	case ScoringPrepared:
		task(&f, "freeze_scoring", 0, office, s.BegunOn, "")
	case ScoringFrozen:
		task(&f, "compute_scoring", 0, office, s.FrozenOn, "")
	case ScoringComputed:
		task(&f, "show_scoring", 0, head, s.FrozenOn, "")
	case ScoringShown:
		for _, r := range s.Results {
			task(&f, "check_sheet", 0, access.Body("unit", r.Unit), s.ShownOn, s.AppealUntil)
		}
	case ScoringHeard:
		task(&f, "finish_scoring", 0, head, s.AppealUntil, "")
	}
	for _, i := range s.Items {
		f.Cases = appendCase(f.Cases, i.Case)
		if i.State == ItemEntered && s.State == ScoringFrozen {
			task(&f, "confirm_score_item", i.No, head, s.FrozenOn, "")
		}
	}
	for _, o := range s.Objections {
		f.Cases = appendCase(f.Cases, o.Case)
		if o.State == ObjectionFiled {
			task(&f, "decide_score_objection", o.No, head, o.On, "")
		}
	}
	return f
}

func appendCase(list []int64, id int64) []int64 {
	if id == 0 || slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}

// Seen is the run as somebody beside the congress's people sees it: the own sheet's entries and objections, and as much of the ranking as the
// run shows.
func (s *Scoring) Seen(a org.Actor) dossier.Doc {
	if reads(a) || a.Post.Role == org.GovLeader || a.Post.Role == org.GovOffice {
		return s
	}
	own, _ := s.Result(a.Post.Org)
	c := *s
	c.Items = slices.DeleteFunc(slices.Clone(s.Items), func(i *Item) bool { return i.Unit != a.Post.Org || i.State == ItemStruck })
	c.Objections = slices.DeleteFunc(slices.Clone(s.Objections), func(o *Objection) bool { return o.Unit != a.Post.Org })
	c.Results = slices.DeleteFunc(slices.Clone(s.Results), func(r Result) bool {
		return r.Unit != a.Post.Org && (s.Ranking == RankingOwn || s.Ranking == RankingGroup && r.Group != own.Group)
	})
	return &c
}

// GradeName writes a grade as the scheme of the run does.
func (s *Scoring) GradeName(code string) string {
	for _, l := range s.Levels {
		if l.Code == code {
			return l.Name
		}
	}
	return code
}

// Digests lists the digests that a run's log tells of, in order: each must have its bundle.
func Digests(log []suggestion.Event) []string {
	var out []string
	for _, e := range log {
		var told struct {
			Digest string `json:"digest"`
		}
		if json.Unmarshal(e.Payload, &told) == nil && told.Digest != "" {
			out = append(out, told.Digest)
		}
	}
	return out
}
