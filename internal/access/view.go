package access

import (
	"path"
	"slices"
	"strconv"
	"sync"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// View returns what of a case the actor may know, as a copy. It is the one place where fields are hidden: pages, API,
// timeline, search, notices, letters and exports all show a View, never the case.
func View(c *suggestion.Case, a org.Actor) *suggestion.Case {
	v := *c
	side := sideOf(a)
	if side != committeeHead {
		v.Reports = nil
		if side == author {
			v.Reports = keep(c.Reports, func(r *suggestion.Report) bool { return r.Post == a.Post.ID })
		}
	}
	v.Seq, v.Chain, v.LastPart, v.LastApart = 0, "", 0, 0 // they count what the actor may not know of
	if side != committee && side != committeeHead {
		v.Evaluations = keep(c.Evaluations, func(e *suggestion.Evaluation) bool { return knowsEvaluation(c, a, side, e) })
		v.Replies = keep(c.Replies, func(r *suggestion.Reply) bool { return knowsReply(c, a, side, r) })
		v.Forms = keep(c.Forms, func(k *suggestion.Form) bool { return side != unit || c.Assignment(k.Assignment).Unit == a.Post.Org })
		v.Files = slices.DeleteFunc(slices.Clone(c.Files), func(f suggestion.File) bool { return f.Of == "reply" && v.Reply(f.Part) == nil })
		v.Corrections, v.Lock = nil, nil
		if side != author || c.Lead != a.Post.ID {
			v.Withdrawals = nil
		}
		v.Proposal, v.Sides, v.Heard = nil, nil, nil
		v.Assignments = unadvised(v.Assignments)
	}
	v.Instructions = keep(c.Instructions, func(i *suggestion.Instruction) bool { return knowsInstruction(c, a, side, i) })
	if c.About.Protected && hidesAuthor(side) {
		v.Remarks, v.Returns = unspoken(c), unchecked(c.Returns)
		v.Lead, v.LeadPerson, v.Delegation, v.County, v.Signatures, v.EnteredBy = 0, 0, 0, 0, nil, 0
		v.Scan = "" // a paper is signed
		v.Evaluations = nameless(v.Evaluations)
		v.Forms, v.Away = nil, nil // a signed form names its author
		v.Files = unnamed(v.Files)
	}
	return &v
}

// unadvised returns the shares without what the committee's clerk advised: it is for whoever decides.
func unadvised(list []*suggestion.Assignment) []*suggestion.Assignment {
	out := slices.Clone(list)
	for i, a := range out {
		if a.Advice != "" {
			copied := *a
			copied.Advice, copied.AdvisedBy = "", 0
			out[i] = &copied
		}
	}
	return out
}

// unspoken returns the remarks without whose they are where they come from the author's side or the county that checked.
func unspoken(c *suggestion.Case) []suggestion.Remark {
	out := slices.Clone(c.Remarks)
	for i, k := range out {
		signed := slices.ContainsFunc(c.Signatures, func(s *suggestion.Signature) bool { return s.Post == k.By })
		if k.By == c.Lead || k.Kind == "check" || signed {
			out[i].By = 0
		}
	}
	return out
}

// unchecked returns the rounds of sending back without which county sent back: it tells where the author was elected.
func unchecked(list []suggestion.Return) []suggestion.Return {
	out := slices.Clone(list)
	for i := range out {
		if out[i].County {
			out[i].By = 0
		}
	}
	return out
}

// unnamed returns the deputy's files under neutral names: a file's name may be its author's.
func unnamed(list []suggestion.File) []suggestion.File {
	out, n := slices.Clone(list), 0
	for i, f := range out {
		if f.Of == "text" {
			n++
			out[i].Nth, out[i].Name = n, "attachment-"+strconv.Itoa(n)+path.Ext(f.Name)
		}
	}
	return out
}

// nameless returns the evaluations without whose they are, and without the papers: they are signed.
func nameless(list []*suggestion.Evaluation) []*suggestion.Evaluation {
	var out []*suggestion.Evaluation
	for _, e := range list {
		copied := *e
		copied.Post, copied.Scan = 0, ""
		out = append(out, &copied)
	}
	return out
}

type sideName string

const (
	author        sideName = "author"
	committee     sideName = "committee"
	committeeHead sideName = "committee_head"
	unit          sideName = "unit"
	overseer      sideName = "overseer" // special committees, leaders, government office
	other         sideName = "other"
)

func sideOf(a org.Actor) sideName {
	switch a.Post.Role {
	case org.Deputy, org.DelegationAide:
		return author
	case org.CommitteeClerk:
		return committee
	case org.CommitteeHead:
		return committeeHead
	case org.UnitClerk, org.UnitHead:
		return unit
	case org.GovOffice, org.GovLeader, org.SpecialClerk, org.CongressLeader, org.CountyClerk:
		return overseer
	}
	return other
}

// hidesAuthor: under protection only the committee and the author's own side know who speaks, not the county either, though it has checked the text.
func hidesAuthor(s sideName) bool { return s == unit || s == overseer || s == other }

// HidesAuthors reports whether protected identities are kept from the actor.
func HidesAuthors(a org.Actor) bool { return hidesAuthor(sideOf(a)) }

// Discloses reports whether what the actor sees of a case names an author whose identity is protected from others: opening such a
// case is put on record. The author's own side is not asked.
func Discloses(c *suggestion.Case, a org.Actor) bool {
	s := sideOf(a)
	return c.About.Protected && IsFiled(c) && (s == committee || s == committeeHead)
}

// Anonymises reports whether a file must be cleaned of what it tells about its author before the actor receives it.
func Anonymises(c *suggestion.Case, a org.Actor, f suggestion.File) bool {
	return c.About.Protected && f.Of == "text" && HidesAuthors(a)
}

// knowsEvaluation: before the window closes nobody but the deputy and the committee knows even that one was filed.
func knowsEvaluation(c *suggestion.Case, a org.Actor, s sideName, e *suggestion.Evaluation) bool {
	if s == author {
		return e.Post == a.Post.ID || c.Lead == a.Post.ID
	}
	return c.Disclosed(e)
}

// knowsReply: drafts stay inside the unit; what is being pre-checked is read by those who pre-check.
func knowsReply(c *suggestion.Case, a org.Actor, s sideName, r *suggestion.Reply) bool {
	if r.State == suggestion.Delivered {
		return true
	}
	own := c.Assignment(r.Assignment)
	if s == unit && own != nil && own.Unit == a.Post.Org {
		return true
	}
	return r.State == suggestion.Prechecking && a.Post.Role == org.GovOffice
}

// knowsInstruction: what became of an instruction is between the leader, the committee and whoever reports. A unit reads of its own, the government
// nothing of what the committee reports to its own leader; the author's side and the county read what the leader said, as everybody does.
func knowsInstruction(c *suggestion.Case, a org.Actor, s sideName, i *suggestion.Instruction) bool {
	switch s {
	case committee, committeeHead:
		return true
	case unit:
		own := c.Assignment(i.Assignment)
		return own != nil && own.Unit == a.Post.Org
	case overseer:
		government := a.Post.Role == org.GovOffice || a.Post.Role == org.GovLeader
		return a.Post.Role != org.CountyClerk && (!government || i.To != suggestion.ToOffice)
	}
	return false
}

func keep[T any](list []*T, ok func(*T) bool) []*T {
	out := slices.Clone(list)
	return slices.DeleteFunc(out, func(v *T) bool { return !ok(v) })
}

// quiet are the actions whose very happening is private until something else is public.
var quiet = map[flow.Action]bool{
	"evaluate": true, "enter_evaluation": true, "confirm_evaluation": true, "reject_evaluation": true, "drop_evaluation": true, "finish_evaluation": true, "close_window": true,
	"enter_withdrawal": true, "confirm_withdrawal": true, "reject_withdrawal": true, "drop_withdrawal": true,
}

// inside are the actions that stay inside the unit or the committee.
var inside = map[flow.Action]sideName{
	"write_reply": unit, "draft_reply": unit, "attach_reply": unit, "remove_reply_file": unit, "send_for_review": unit, "approve_reply": unit, "send_back_reply": unit,
	"lock_review": committee, "note_mandate": committee, "propose_units": committee, "propose_correction": committee, "advise_redo": committee, "correct": committee, "refuse_correction": committee, "hear_answers": committee,
	"report_pressure": committeeHead, "answer_report": committeeHead,
}

// Confided reports whether only some of those who see a case may know that an act of this kind happened. Such acts leave no mark
// on what everybody sees, such as the order of a list by its latest change.
func Confided(do flow.Action) bool { return quiet[do] || inside[do] != "" || following()[do] }

// following are the acts by which an instruction is followed.
var following = sync.OnceValue(func() map[flow.Action]bool {
	out := map[flow.Action]bool{}
	if t, ok := suggestion.Machine(suggestion.InstructionMachine); ok {
		for _, do := range t.Actions() {
			out[do] = true
		}
	}
	return out
})

// SeesEvent reports whether an entry of the case's log may appear to the actor, in the timeline or through the API.
func SeesEvent(c *suggestion.Case, a org.Actor, e suggestion.Event) bool {
	s := sideOf(a)
	if e.Person == a.Person.ID && e.Post == a.Post.ID {
		return true
	}
	if quiet[e.Action] {
		if s == committee || s == committeeHead {
			return true
		}
		return s == author && c.Lead == a.Post.ID // also what the committee entered in the deputy's name
	}
	if e.Machine == suggestion.InstructionMachine {
		i := c.Instruction(e.Part)
		return i != nil && knowsInstruction(c, a, s, i)
	}
	switch inside[e.Action] {
	case unit:
		return s == unit && e.Org == a.Post.Org || s == committee || s == committeeHead
	case committee:
		return s == committee || s == committeeHead
	case committeeHead:
		return s == committeeHead
	}
	return true
}

// Telling are the relations in which who acted tells who the author is. The county that checked the text is among them: it tells where the
// author was elected.
var Telling = []flow.Relation{suggestion.Proposer, suggestion.Cosigner, suggestion.Invitee, suggestion.Aide, suggestion.CountyDesk}

// HidesActor reports whether the name behind an event must be replaced by 代表 for this reader.
func HidesActor(c *suggestion.Case, a org.Actor, e suggestion.Event) bool {
	return c.About.Protected && slices.Contains(Telling, e.By) && hidesAuthor(sideOf(a))
}
