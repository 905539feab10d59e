package poll

import (
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// States of a vote.
const (
	VotePrepared  flow.State = "prepared"  // 已编制
	VoteOpen      flow.State = "open"      // 投票中
	VoteClosed    flow.State = "closed"    // 已计票
	VoteAnnounced flow.State = "announced" // 已宣布
	VotePublished flow.State = "published" // 已公告
	VoteWithdrawn flow.State = "withdrawn" // 公告已撤下
	VoteVoided    flow.State = "voided"    // 已作废
)

// Vote is a satisfaction vote of the members (满意度测评): on key suggestions one by one and on units. The document holds who may vote and what
// came out, never what anybody marked: a ballot does not take the road of events.
type Vote struct {
	dossier.Head
	Title       string       `json:"title"`
	On          calendar.Day `json:"on"`
	Rule        string       `json:"vote_rule" show:"option:vote_rule"`
	Lines       []*Line      `json:"lines" show:"-"`             // pages write them with their marks
	Members     []int64      `json:"members" show:"-"`           // posts of all who may vote
	Present     []int64      `json:"present,omitempty" show:"-"` // posts of those who are there
	Barred      []Bar        `json:"barred,omitempty"`
	PreparedBy  int64        `json:"prepared_by" show:"person"`
	OpenedBy    int64        `json:"opened_by,omitempty" show:"person"`
	PaperBy     int64        `json:"paper_by,omitempty" show:"person"`
	PaperCheck  int64        `json:"paper_check,omitempty" show:"person"`
	MemberCount int          `json:"member_count"`
	PresentN    int          `json:"present_n,omitempty"`
	Cast        int          `json:"cast,omitempty"`
	ClosedOn    calendar.Day `json:"closed_on,omitempty"`
	AnnouncedOn calendar.Day `json:"announced_on,omitempty"`
	Meeting     string       `json:"meeting,omitempty"`
	PublishedOn calendar.Day `json:"published_on,omitempty"`
	LetterNo    string       `json:"letter_no,omitempty"`
	LetterOn    calendar.Day `json:"letter_on,omitempty"`
	LetterText  string       `json:"letter_text,omitempty"`
	Why         string       `json:"why,omitempty"`
}

// Line is one matter voted on: a suggestion, or a unit.
type Line struct {
	No      int               `json:"no"`
	Sort    string            `json:"vote_sort" show:"option:vote_sort"` // item, unit
	Title   string            `json:"title"`
	Number  string            `json:"number,omitempty"`
	Cases   []int64           `json:"cases,omitempty" show:"-"`
	Units   []int64           `json:"units,omitempty" show:"units"` // that handle it, or the one voted on
	Hidden  bool              `json:"hidden,omitempty" show:"-"`    // its title is not for the public
	Counts  *Counts           `json:"counts,omitempty" show:"-"`
	Outcome suggestion.Rating `json:"outcome,omitempty" show:"option:level"`
}

// Bar keeps a member out of a line: the member heads the unit that it is about (回避).
type Bar struct {
	Post int64 `json:"post" show:"post"`
	Line int   `json:"line"`
	Unit int64 `json:"unit" show:"unit"`
}

// Invited lists all who may vote.
func (v *Vote) Invited() []int64 { return v.Members }

// announced are the states in which the result has been said.
var announced = []flow.State{VoteAnnounced, VotePublished, VoteWithdrawn}

// IsBarred reports whether a member is kept out of a line.
func (v *Vote) IsBarred(post int64, line int) bool {
	return slices.ContainsFunc(v.Barred, func(b Bar) bool { return b.Post == post && b.Line == line })
}

// MayMark lists the lines that a member votes on.
func (v *Vote) MayMark(post int64) []*Line {
	var out []*Line
	for _, l := range v.Lines {
		if !v.IsBarred(post, l.No) {
			out = append(out, l)
		}
	}
	return out
}

// Line finds a line.
func (v *Vote) Line(no int) *Line {
	for _, l := range v.Lines {
		if l.No == no {
			return l
		}
	}
	return nil
}

// Face tells lists and scope of the vote: its members see it from its opening on, the organisation department once the letter has gone.
func (v *Vote) Face() dossier.Face {
	f := dossier.Face{Title: v.Title, On: v.On, Public: v.State == VotePublished}
	for _, l := range v.Lines {
		f.Cases = append(f.Cases, l.Cases...)
	}
	office, head := access.Body("office", v.Congress), access.Body("office_head", v.Congress)
	if v.State != VotePrepared && v.State != VoteVoided {
		for _, m := range v.Members {
			f.Parties = append(f.Parties, access.Post(m))
		}
	}
	if v.LetterOn != "" {
		f.Parties = append(f.Parties, access.Body("org_dept", v.Congress))
	}
	switch v.State {
	case VotePrepared:
		f.Due = v.On
		f.Tasks = append(f.Tasks, dossier.Task{Name: "open_vote", Holder: office, Start: v.BegunOn, Due: v.On})
	case VoteOpen:
		f.Due = v.On
		for _, m := range v.Present {
			f.Tasks = append(f.Tasks, dossier.Task{Name: CastTask, Holder: access.Post(m)})
		}
		f.Tasks = append(f.Tasks, dossier.Task{Name: "close_vote", Holder: office, Start: v.BegunOn, Due: v.On})
	case VoteClosed:
		f.Tasks = append(f.Tasks, dossier.Task{Name: "announce_vote", Holder: head})
	case VoteAnnounced:
		f.Tasks = append(f.Tasks, dossier.Task{Name: "publish_vote", Holder: head})
	}
	if slices.Contains(announced, v.State) && v.LetterOn == "" {
		f.Tasks = append(f.Tasks, dossier.Task{Name: "send_vote_letter", Holder: office})
	}
	return f
}

// CastTask is what waits for a member while the vote is open. It stays on the list of the document until the vote is closed, since a ballot
// changes no document; pages leave it out for whoever has voted.
const CastTask = "cast_ballot"

// Seen shows the marks before the result is announced only to those who count and lead.
func (v *Vote) Seen(a org.Actor) dossier.Doc {
	if slices.Contains(announced, v.State) || slices.Contains(congress, a.Post.Role) {
		return v
	}
	copied := *v
	copied.Lines = bare(v.Lines)
	copied.Cast = 0
	return &copied
}

func bare(lines []*Line) []*Line {
	out := make([]*Line, len(lines))
	for i, l := range lines {
		copied := *l
		copied.Counts, copied.Outcome = nil, ""
		out[i] = &copied
	}
	return out
}

// Published is the copy for everybody: what was voted on and what came out. Whoever did what in the office is not in it, nor the title of a
// suggestion that its author does not make public.
func (v *Vote) Published() dossier.Doc {
	p := &Vote{Head: v.Head, Title: v.Title, On: v.On, Rule: v.Rule, MemberCount: v.MemberCount, PresentN: v.PresentN, Cast: v.Cast, AnnouncedOn: v.AnnouncedOn, Meeting: v.Meeting, PublishedOn: v.PublishedOn}
	for _, l := range v.Lines {
		copied := *l
		copied.Cases = nil
		if l.Hidden {
			copied.Title = ""
		}
		p.Lines = append(p.Lines, &copied)
	}
	return p
}

// Withdrawn reports whether the result stood in public once and was taken back.
func (v *Vote) Withdrawn() bool { return v.State == VoteWithdrawn }
