package poll

import (
	"slices"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// PrepareVote says what is voted on, by whom, and by which rule it is judged.
type PrepareVote struct {
	Title   string       `json:"title" form:"line,required" max:"100"`
	On      calendar.Day `json:"on" form:"day,required"`
	Rule    string       `json:"vote_rule" form:"choice,required" options:"members,cast,marks"`
	AllKeys bool         `json:"all_keys" form:"flag"` // every key suggestion of the session
	Cases   []int64      `json:"cases" form:"cases"`
	Units   []int64      `json:"units" form:"units"`
	Members []int64      `json:"members" form:"members,required"`
	Lines   []Line       `json:"lines" form:"-"`
	Names   []int64      `json:"names" form:"-"` // persons of the members, in the same order
}

// Complete finds the persons: nobody votes through two posts, or without a mandate in force.
func (c *PrepareVote) Complete(p suggestion.Place, _ suggestion.Env, f *fault.Fields) {
	c.Names = nil
	for i, post := range c.Members {
		a, _ := p.Dir.Actor(post)
		if slices.Contains(c.Names, a.Person.ID) && !slices.Contains(c.Members[:i], post) {
			f.Add("members."+strconv.Itoa(i), "vote.member_twice", "name", a.Person.Name)
		}
		if a.Post.Role == org.Deputy && a.Post.Mandate != org.Active && a.Post.Mandate != org.Absent || a.Post.To != "" {
			f.Add("members."+strconv.Itoa(i), "vote.member_mandate", "name", a.Person.Name)
		}
		c.Names = append(c.Names, a.Person.ID)
	}
}

// Check refuses a vote on nothing and a day that is over.
func (c *PrepareVote) Check(x *dossier.X[*Vote], f *fault.Fields) {
	if c.On < x.Env.Today {
		f.Add("on", "field.day_past")
	}
	if len(c.Lines) == 0 {
		f.Add("units", "vote.nothing")
	}
}

func prepare(x *dossier.X[*Vote], c *PrepareVote) {
	v := x.Doc
	v.Title, v.On, v.Rule, v.Members, v.MemberCount, v.PreparedBy = c.Title, c.On, c.Rule, c.Members, len(c.Members), x.Actor.Person.ID
	v.Lines = nil
	for i, l := range c.Lines {
		l.No = i + 1
		v.Lines = append(v.Lines, &l)
	}
}

// OpenVote says who is there. Who heads a unit voted on is found by the program.
type OpenVote struct {
	Present []int64 `json:"present" form:"attendance,required"`
	Barred  []Bar   `json:"barred" form:"-"`
}

// Check refuses fewer than the quorum and people who are no members.
func (c *OpenVote) Check(x *dossier.X[*Vote], f *fault.Fields) {
	strangers(x.Doc, c.Present, f)
	n := len(distinct(c.Present))
	if q := Quorum(len(x.Doc.Members)); len(c.Present) > 0 && n < q {
		f.Add("present", "vote.no_quorum", "present", n, "members", len(x.Doc.Members), "least", q)
	}
}

// AddPresent admits members who came late.
type AddPresent struct {
	Present []int64 `json:"present" form:"attendance,required"`
}

// Check refuses people who are no members.
func (c *AddPresent) Check(x *dossier.X[*Vote], f *fault.Fields) { strangers(x.Doc, c.Present, f) }

func strangers(v *Vote, posts []int64, f *fault.Fields) {
	if slices.ContainsFunc(posts, func(p int64) bool { return !slices.Contains(v.Members, p) }) {
		f.Add("present", "vote.no_member")
	}
}

func distinct(list []int64) []int64 {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

func open(x *dossier.X[*Vote], c *OpenVote) {
	v := x.Doc
	v.OpenedBy, v.Barred, v.On = x.Actor.Person.ID, c.Barred, x.Env.Today // the day on which it is really held
	v.come(c.Present)
}

// come notes who is there, in the order of the members.
func (v *Vote) come(posts []int64) {
	var out []int64
	for _, m := range v.Members {
		if slices.Contains(posts, m) || slices.Contains(v.Present, m) {
			out = append(out, m)
		}
	}
	v.Present, v.PresentN = out, len(out)
}

// Paper is a count of papers: the marks are carried beside the command and never written into an event, since few papers would tell their
// voters (the road of the ballots, not of events).
type Paper struct {
	Figures *Figures `json:"-"`
}

// Figures are what one person counted: how many papers, and the marks of each line.
type Figures struct {
	Papers int
	Lines  map[int]Counts // by line; what is not marked is worked out
}

// CloseVote ends the vote with what the ballots say.
type CloseVote struct {
	Cast   int            `json:"cast" form:"-"`
	Counts map[int]Counts `json:"counts" form:"-"` // by line
}

// Check refuses to close with fewer ballots than the quorum.
func (c *CloseVote) Check(x *dossier.X[*Vote], f *fault.Fields) {
	if q := Quorum(len(x.Doc.Members)); c.Cast < q {
		f.Add("cast", "vote.too_few", "cast", c.Cast, "members", len(x.Doc.Members), "least", q)
	}
}

func closeVote(x *dossier.X[*Vote], c *CloseVote) {
	v := x.Doc
	v.Cast, v.ClosedOn = c.Cast, x.Env.Today
	for _, l := range v.Lines {
		n := c.Counts[l.No]
		l.Counts, l.Outcome = &n, Outcome(v.Rule, n, len(v.Members)-v.barredOn(l.No))
	}
}

// barredOn counts the members kept out of a line.
func (v *Vote) barredOn(line int) int {
	n := 0
	for _, b := range v.Barred {
		if b.Line == line {
			n++
		}
	}
	return n
}

// AnnounceVote says where the result was announced.
type AnnounceVote struct {
	On      calendar.Day `json:"announced_on" form:"day,required"`
	Meeting string       `json:"meeting" form:"line,required" max:"100"`
}

// Check refuses a day to come and one before the vote.
func (c *AnnounceVote) Check(x *dossier.X[*Vote], f *fault.Fields) {
	switch {
	case c.On > x.Env.Today:
		f.Add("announced_on", "field.day_future")
	case c.On < x.Doc.ClosedOn:
		f.Add("announced_on", "vote.before_close")
	}
}

// SendLetter sends the result to the organisation department.
type SendLetter struct {
	Number string `json:"letter_no" form:"line,required" max:"60"`
	Text   string `json:"letter_text" form:"text" max:"2000"`
}

// Heads lists the lines that a person is kept out of: those on a unit that one of the person's posts heads.
func Heads(v *Vote, member int64, person int64, posts []org.Post) []Bar {
	var out []Bar
	for _, l := range v.Lines {
		for _, u := range l.Units {
			if slices.ContainsFunc(posts, func(p org.Post) bool {
				return p.Person == person && p.To == "" && p.Role == org.UnitHead && p.Org == u
			}) {
				out = append(out, Bar{Post: member, Line: l.No, Unit: u})
				break
			}
		}
	}
	return out
}
