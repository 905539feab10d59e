package suggestion

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
)

func startDraft(x *X, c *StartDraft) {
	x.Session, x.Delegation, x.County = c.Session, c.Delegation, c.County
	x.Case.Lead, x.LeadPerson = c.Lead, c.LeadPerson
	x.EnteredBy, x.EnteredHow = c.Entered, c.EnteredHow
	x.Kind = c.Kind
	if x.Kind == "" {
		x.Kind = Single
	}
	x.Pack = x.Env.InForce
	write(x, &c.WriteText)
}

// write keeps the text. Whoever confirmed an earlier wording is asked again: see the signature table.
// When the time for co-signing is over, asking them again opens it anew.
func write(x *X, c *WriteText) {
	if t := c.text(); !sameText(t, x.Text) {
		x.Text = t
		if x.CosignUntil != "" && x.Env.Today > x.CosignUntil {
			x.CosignUntil = ""
		}
	}
	x.About = c.about()
}

func sameText(a, b Text) bool {
	return a.Title == b.Title && a.Situation == b.Situation && a.Analysis == b.Analysis && slices.Equal(a.Requests, b.Requests)
}

func invite(x *X, c *Invite) {
	x.CosignUntil = c.Until
	for i, post := range c.Deputies {
		person := int64(0)
		if i < len(c.People) {
			person = c.People[i]
		}
		x.Signatures = append(x.Signatures, &Signature{Head: x.add(Invited), Post: post, Person: person})
	}
	if x.Kind == Single {
		x.Kind = Joint
	}
}

func (c *Case) signature(post int64) *Signature {
	for _, s := range c.Signatures {
		if s.Post == post {
			return s
		}
	}
	return nil
}

func submit(x *X, c *Submit) {
	if n := len(x.Versions); n == 0 || !sameText(x.Versions[n-1], x.Text) {
		x.Versions = append(x.Versions, x.Text)
	}
	if x.SubmittedOn == "" {
		x.SubmittedOn = x.Env.Today
		x.Stream = c.Stream
		if c.Session != 0 {
			x.Session = c.Session
		}
	} else {
		x.ResubmittedOn = x.Env.Today
	}
	if x.Kind == Joint && !slices.ContainsFunc(x.Signatures, func(s *Signature) bool { return s.State == Confirmed }) {
		x.Kind = Single
	}
	x.Reason, x.Away, x.Case.Scan = "", c.Away, cmp.Or(c.Scan, x.Case.Scan)
	x.start(rule.Accept, 0, len(x.Versions), x.Env.Today)
}

func attachText(x *X, c *AttachFile) { x.attach("text", c.File) }

// attach puts files on the part that the act is about.
func (x *X) attach(of string, files ...File) {
	for _, f := range files {
		f.Of, f.Part = of, x.Part
		if f.Evident() {
			f.On = x.Env.Today
		}
		x.Files = append(x.Files, f)
	}
}

// FilesOf lists the files of the text, for part 0, of a reply, or those that show how a promise is kept.
func (c *Case) FilesOf(part int) []File {
	var out []File
	for _, f := range c.Files {
		if f.Part == part {
			out = append(out, f)
		}
	}
	return out
}

// Removable lists the files of a part that may be taken out while somebody may add to them. What was handed in with a claim that a promise is
// kept is what others judge the claim by, and stays.
func (c *Case) Removable(part int) []File {
	return slices.DeleteFunc(c.FilesOf(part), func(f File) bool { return f.Of == "evidence" })
}

func removeFile(x *X, c *RemoveFile) {
	x.Files = slices.DeleteFunc(slices.Clone(x.Files), func(f File) bool {
		return f.Hash == c.Hash && f.Part == x.Part && f.Of != "evidence"
	})
}

func passCheck(x *X, c *Note) {
	x.Checked = true
	if c.Note != "" {
		x.remark("check", c.Note, 0)
	}
}

func sendBackText(x *X, c *SendBackText) {
	x.Returns = append(x.Returns, Return{
		On: x.Env.Today, By: x.Actor.Post.ID, Reasons: c.Reasons, Marks: c.Marks, Note: c.Note,
		Text: len(x.Versions) - 1, County: x.By == CountyDesk,
	})
	x.Reason, x.Lock = c.Note, nil
	x.void(0)
}

// lockFor is how long a review mark holds, in milliseconds.
const lockFor = 30 * 60 * 1000

func lock(x *X, _ *Nothing) { x.Lock = &Lock{Post: x.Actor.Post.ID, Until: x.Env.At + lockFor} }

func accept(x *X, c *Accept) {
	x.Number, x.Category, x.AcceptedOn, x.Lock = c.Number, c.Category, x.Env.Today, nil
	x.stop(rule.Accept, 0)
	x.start(rule.Assign, 0, 1, cmp.Or(x.ResubmittedOn, x.SubmittedOn))
}

func refuse(x *X, c *RefuseText) {
	x.Reason, x.Lock, x.Absorbed = c.Note, nil, nil
	x.Returns = append(x.Returns, Return{On: x.Env.Today, By: x.Actor.Post.ID, Reasons: c.Reasons, Note: c.Note, Text: len(x.Versions) - 1})
	x.void(-1)
}

func split(x *X, c *Split) {
	gone := map[int]bool{}
	for _, p := range c.Pieces {
		for _, n := range p.Requests {
			gone[n] = true
		}
	}
	x.Versions = append(x.Versions, x.Text)
	var keep []string
	for i, r := range x.Text.Requests {
		if !gone[i+1] {
			keep = append(keep, r)
		}
	}
	x.Text.Requests = keep
	x.SplitInto = append(x.SplitInto, c.Children...)
}

// Pieces returns the first events' commands of the cases that a split makes out of c.
func (c *Case) Pieces(s *Split) []*Born {
	var out []*Born
	for _, p := range s.Pieces {
		t := Text{Title: p.Title, Situation: c.Text.Situation, Analysis: c.Text.Analysis}
		for _, n := range p.Requests {
			t.Requests = append(t.Requests, c.Text.Requests[n-1])
		}
		b := &Born{From: c.ID, Text: t, About: c.About, Kind: c.Kind, On: c.SubmittedOn, Away: c.Away}
		for _, f := range c.Files {
			if f.Of == "text" {
				b.Files = append(b.Files, f)
			}
		}
		b.Facts = Facts{
			Session: c.Session, Delegation: c.Delegation, County: c.County, Lead: c.Lead, LeadPerson: c.LeadPerson,
			Entered: c.EnteredBy, Stream: c.Stream,
		}
		b.How, b.Scan = c.EnteredHow, c.Scan
		for _, s := range c.Signatures {
			if s.State == Confirmed {
				b.Signs = append(b.Signs, *s)
			}
		}
		out = append(out, b)
	}
	return out
}

func bornOfSplit(x *X, c *Born) {
	x.Session, x.Delegation, x.County, x.Stream = c.Session, c.Delegation, c.County, c.Stream
	x.Case.Lead, x.LeadPerson, x.EnteredBy = c.Lead, c.LeadPerson, c.Entered
	x.EnteredHow, x.Case.Scan = c.How, c.Scan
	x.Text, x.About, x.Kind, x.SubmittedOn, x.SplitFrom = c.Text, c.About, c.Kind, c.On, c.From
	x.Versions, x.Checked, x.Pack, x.Files, x.Away = []Text{c.Text}, true, x.Env.InForce, c.Files, c.Away
	for _, s := range c.Signs {
		s.Head = x.add(Confirmed)
		x.Signatures = append(x.Signatures, &s)
	}
	x.start(rule.Accept, 0, 1, x.SubmittedOn)
}

func agreeWithdrawal(x *X, _ *Nothing) {
	if s := x.signature(x.Actor.Post.ID); s != nil {
		s.Withdraw = true
	}
}

func proposeUnits(x *X, c *ProposeUnits) {
	x.Proposal = &Proposal{By: x.Actor.Person.ID, Shares: c.Shares}
	x.Precheck = c.Precheck
}

func assign(x *X, c *Handover) {
	x.AssignedOn, x.AtMeeting, x.Pack = x.Env.Today, c.AtMeeting, x.Env.InForce
	x.stop(rule.Assign, 0)
	for _, s := range x.Proposal.Shares {
		x.assign(s, x.Actor.Post.Org, 0)
	}
	x.Proposal = nil
}

// assign gives a share to a unit and starts its clocks. A share that replaces another keeps the case's longest limit,
// which counts from the first hand-over.
func (x *X) assign(s Share, by int64, replaces int) *Assignment {
	a := &Assignment{Head: x.add(ToSign), Share: s, AssignedBy: by, AssignedOn: x.Env.Today, Round: 1, Replaces: replaces}
	x.Assignments = append(x.Assignments, a)
	day := x.Env.Today
	x.start(rule.SignFor, a.No, 1, day)
	x.start(rule.Object, a.No, 1, day)
	if !s.Role.Answers() {
		x.start(rule.CoOpinion, a.No, 1, day)
		return a
	}
	x.start(rule.Contact, a.No, 1, day)
	x.start(rule.Reply, a.No, 1, day)
	x.start(rule.ReplyMax, a.No, 1, x.AssignedOn)
	return a
}

// addUnits brings units in. Who handled alone before becomes the lead of co-handlers, or one of several that answer apart.
func addUnits(x *X, c *AddUnits) {
	joined := c.Shares[0].Role
	for _, a := range x.Live() {
		switch {
		case a.Role == Sole && joined == Co:
			a.Role = LeadRole
		case a.Role == Sole:
			a.Role = Separate
		}
	}
	for _, s := range c.Shares {
		s.Reason = c.Reason
		x.assign(s, x.Actor.Post.Org, 0)
	}
}

// reopenFollow: a promise that was struck off is open again, so the case is not closed.
func reopenFollow(x *X, _ *Nothing) { x.ClosedOn = "" }

func closeCase(x *X, _ *Nothing) { x.ClosedOn = x.Env.Today }

// reopen orders every answering unit to handle the case again: see the assignment table.
func reopen(x *X, c *Reason) {
	x.ClosedOn = ""
	x.Reopens++
	x.remark("reopen", c.Reason, 0)
}

// Urge reminds one unit, or all of them (催办).
type Urge struct {
	Unit int64  `json:"unit" form:"party"`
	Text string `json:"text" form:"text,required" max:"2000"`
}

func (c *Urge) check(x *X, f *fault.Fields) {
	if c.Unit != 0 && !slices.ContainsFunc(x.Live(), func(a *Assignment) bool { return a.Unit == c.Unit }) {
		f.Add("unit", "field.choice")
	}
}

func urge(x *X, c *Urge) { x.remark("urge", c.Text, c.Unit) }

// Recount names the calendar after whose import the running clocks were counted again.
type Recount struct {
	Calendar string `json:"calendar"`
}

// counts reports whether a clock's day still matters: it runs, or a merge holds it and may be undone.
func (c *Case) counts(k *Clock) bool {
	return k.Running() || c.In(Merged) && k.Void && k.Stopped != ""
}

// recountAll counts every running clock anew under the calendar now in force, and those that a merge holds.
func recountAll(x *X, _ *Recount) {
	for _, k := range x.Clocks {
		if x.counts(k) {
			x.move(k, x.begins(k))
		}
	}
}

// begins is the day from which a clock counts under the calendar in force. While a unit has not signed in time that is the end of the time for
// signing, which a calendar may move too.
func (x *X) begins(k *Clock) calendar.Day {
	r, _ := x.pack().ClockFor(k.Name, rule.Stream(x.Stream))
	if a := x.Assignment(k.Part); a != nil && r.Start == rule.FromReceipt && !x.inherited(a, k.Name) {
		return x.startDay(r.Start, k.Part, a.AssignedOn)
	}
	return k.Start
}

// recount takes over a new count. A granted extension keeps its day: what moves is the date it was granted from.
func (k *Clock) recount(d calendar.Derivation) {
	if k.Was == "" {
		k.Due = d.Due
	} else {
		k.Was = d.Due
	}
	k.Raw, k.Provisional, k.Calendar = d.Raw, d.Provisional, d.Calendar
}

// countFromClose counts the clocks that the pack counts from the close of the session from the closing day, which became known or was
// corrected after they had begun; handing over, which waits for nothing else, begins to count.
func countFromClose(x *X, _ *Nothing) {
	for _, k := range x.Clocks {
		r, ok := x.pack().ClockFor(k.Name, rule.Stream(x.Stream))
		if !ok || r.Start != rule.FromClose || !x.counts(k) {
			continue
		}
		if day := x.startDay(r.Start, k.Part, x.eventDay(k)); day != "" && day != k.Start {
			x.move(k, day)
		}
	}
	x.countAssign()
}

// countAssign begins the time for handing over of a case that waits for it and has none running.
func (x *X) countAssign() {
	if k := x.Clock(rule.Assign, 0); x.State == Pending && (k == nil || !k.Running()) {
		x.start(rule.Assign, 0, 1, cmp.Or(x.ResubmittedOn, x.SubmittedOn))
	}
}

// Moving is a clock as it stands and as a new count would leave it; Was is empty for one that would only begin.
type Moving struct{ Was, Now Clock }

// Moved lists the clocks that a recount under env would move or no longer call provisional, for the preview before an import. A granted
// extension stays; the date that it was granted from may move.
func Moved(c *Case, env Env) []Moving {
	return moved(c, env, func(x *X) { recountAll(x, nil) })
}

// MovedByClose lists the clocks that move, and begin, when the session's closing day becomes that of env.
func MovedByClose(c *Case, env Env) []Moving {
	return moved(c, env, func(x *X) { countFromClose(x, nil) })
}

// moved runs an effect on clocks on a copy of them.
func moved(c *Case, env Env, run func(*X)) []Moving {
	then := *c
	then.Clocks = make([]*Clock, len(c.Clocks))
	for i, k := range c.Clocks {
		now := *k
		then.Clocks[i] = &now
	}
	run(&X{Case: &then, Env: env})
	return movings(c.Clocks, then.Clocks)
}

// movings compares clocks with what has become of them.
func movings(before, after []*Clock) []Moving {
	var out []Moving
	for i, now := range after {
		was := Clock{}
		if i < len(before) {
			was = *before[i]
		}
		if now.Due != was.Due || now.Was != was.Was || now.Provisional != was.Provisional || now.Void != was.Void {
			out = append(out, Moving{was, *now})
		}
	}
	return out
}

func reportPressure(x *X, c *Words) {
	x.Reports = append(x.Reports, &Report{Head: x.addApart(Noted), On: x.Env.Today, Post: x.Actor.Post.ID, Text: c.Text})
}

func answerReport(x *X, c *Words) { find(x.Reports, x.Part).Answer = c.Text }

// Protect turns the protection of the deputy's identity on or off.
type Protect struct {
	On bool `json:"on" form:"flag"`
}

func protect(x *X, c *Protect) { x.About.Protected = c.On }

func stub(x *X, c *Stub) {
	x.Session, x.Stream, x.Number, x.SubmittedOn, x.Kind = c.Session, c.Stream, c.Number, c.On, Single
}

// side groups the relations that may not be mixed by one person on one case. It must not ask for the actor's role, which a
// replay does not know. The government's office stands with the units: it may act for its own share and for those it passed on.
func side(x *X) string {
	switch x.By {
	case Proposer, Cosigner, Invitee:
		return "deputy"
	case UnitClerk, UnitHead, LeadClerk, GovDesk:
		return "unit"
	case Aide, CountyDesk, Office, OfficeHead:
		return "office"
	case Assigner:
		if slices.ContainsFunc(x.Assignments, func(a *Assignment) bool { return a.Unit == x.Actor.Post.Org }) {
			return "unit"
		}
		return "office"
	}
	return ""
}
