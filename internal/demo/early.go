package demo

import (
	"strings"

	"huiyin/internal/demo/words"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// The units and the county of the role accounts: what they have to do must be theirs.
const (
	ours  = "wjw"   // the account unit's organisation
	home  = "luoxi" // the county of the accounts deputy, delegation and county
	aides = "dl_luoxi"
)

// mine begins a case of the account deputy.
func (b *builder) mine() *walk {
	w := b.begin(words.CityKey, want{county: home})
	w.lead = b.me[org.Deputy].Post.ID
	return w
}

// local begins a case of another deputy of the account's county.
func (b *builder) local() *walk {
	w := b.begin(words.CityKey, want{county: home})
	w.lead = b.other()
	return w
}

// other is a deputy of the account's delegation who is not the account deputy.
func (b *builder) other() int64 {
	for {
		if d := b.whoever(b.orgs[aides], org.Deputy); d != b.me[org.Deputy].Post.ID {
			return d
		}
	}
}

// our begins a case whose subject belongs to the account unit.
func (b *builder) our() *walk { return b.begin(words.CityKey, want{lead: ours}) }

// hopeless is such a case that asks for what cannot be met.
func (b *builder) hopeless() *walk { return b.begin(words.CityKey, want{lead: ours, hard: true}) }

// any begins a case on whatever subject is next.
func (b *builder) any() *walk { return b.begin(words.CityKey, want{}) }

// early makes what can happen before the units have a case: drafts, invitations, checks, every exit, the hand-over.
func (b *builder) early() {
	b.writing()
	b.checking()
	b.exits()
	b.waiting()
}

func (b *builder) writing() {
	b.mine().ago(1).draft().end()
	b.mine().ago(6).draft(func(c *suggestion.StartDraft) { c.Requests = nil }).end() // not ready to be submitted
	b.any().ago(2).draft().end()

	w := b.mine().ago(4).draft()
	first, second, third := b.other(), b.other(), b.other()
	w.do(w.lead, 0, "invite", &suggestion.Invite{Deputies: []int64{first, second, third}, Until: b.world.Today.AddDays(9)})
	w.ago(2).confirm(first)
	for _, s := range w.c.Signatures {
		if s.Post == second {
			w.do(second, s.No, "decline", &suggestion.Note{})
		}
	}
	w.end()

	for n := range 2 { // invitations that wait for the account deputy
		w = b.local().ago(3 + n).draft()
		w.do(w.lead, 0, "invite", &suggestion.Invite{Deputies: []int64{b.me[org.Deputy].Post.ID}, Until: b.world.Today.AddDays(6 + n)})
		w.end()
	}

	w = b.mine().ago(3) // the whole delegation speaks
	w.write()
	c := &suggestion.StartDraft{WriteText: w.words(), Kind: suggestion.Delegation, Deputy: w.lead}
	w.do(b.me[org.DelegationAide].Post.ID, 0, "start_draft", c)
	w.end()

	w = b.local().ago(12)
	w.write()
	w.do(b.me[org.DelegationAide].Post.ID, 0, "start_draft", &suggestion.StartDraft{WriteText: w.words(), Kind: suggestion.Delegation, Deputy: w.lead})
	w.do(b.me[org.DelegationAide].Post.ID, 0, "submit", &suggestion.Submit{})
	w.ago(9).check()
	w.ago(8).accept()
	w.ago(6).propose(w.shares(), false)
	w.ago(5).assign(false)
	w.end()

	w = b.any().ago(5) // the staff write down what a deputy said
	w.write()
	w.do(b.me[org.CommitteeClerk].Post.ID, 0, "start_draft", &suggestion.StartDraft{WriteText: w.words(), Deputy: w.lead, EnteredHow: "oral"})
	w.end()
	w = b.any().ago(9)
	w.draft()
	w.do(w.lead, 0, "discard", &suggestion.Nothing{})
	w.end()
}

// sentBack returns a text for change, by the county or by the committee.
func (w *walk) sentBack(county bool) *walk {
	c := &suggestion.SendBackText{Reasons: []string{"no_substance"}, Marks: []string{firstSentence(w.text.Analysis)}, Note: words.ReturnReason(w.b.world.Seed, w.index, "no_substance", w.day)}
	if county {
		w.do(w.b.who(w.c.County, org.CountyClerk), 0, "return_check", c)
		return w
	}
	w.do(w.reviewer(), 0, "return", c)
	return w
}

// firstSentence is the passage that a return marks.
func firstSentence(s string) string {
	head, _, _ := strings.Cut(s, "。")
	return head
}

func (b *builder) checking() {
	b.mine().ago(2).draft().submit().end() // waits for the county's check
	for n := range 3 {
		b.local().ago(1 + n).draft().submit().end()
	}
	b.any().ago(1).paper().end()

	w := b.any() // no county checks the army's deputies: it waits for the committee
	w.lead = b.whoever(b.orgs["dl_army"], org.Deputy)
	w.ago(1).draft().submit().end()

	b.mine().ago(9).draft().submit().ago(6).sentBack(true).end()
	w = b.mine().ago(12).draft().submit().ago(10).check()
	w.ago(8).sentBack(false).end()

	for n := range 3 {
		b.any().ago(8 + n).draft().submit().ago(4 + n).check().end()
	}
	// returned, written anew and handed in again: two versions to compare
	w = b.local().ago(20).draft().submit().ago(17).check()
	w.ago(15).sentBack(false).ago(7)
	c := w.words()
	c.Requests = w.text.Requests[:len(w.text.Requests)-1]
	c.Situation += "\n" + say("return.again", w.index)
	w.do(w.lead, 0, "write", &c)
	w.submit().ago(5).check().end()

	w = b.any().ago(16).draft().submit().ago(13).check() // several matters in one text
	w.ago(10).split().end()
	w = b.local().ago(14).draft(func(c *suggestion.StartDraft) { c.Protected = true }).submit().ago(11).check()
	w.end()
}

// split takes the last request out as a case of its own.
func (w *walk) split() *walk {
	if w.dead {
		return w
	}
	was := *w.c
	last := len(was.Text.Requests)
	c := &suggestion.Split{
		Pieces:   []suggestion.SplitPiece{{Title: w.text.Title + "（二）", Requests: []int{last}}},
		Children: []int64{w.b.id()},
	}
	w.do(w.reviewer(), 0, "split", c)
	if w.dead {
		return w
	}
	for i, born := range was.Pieces(c) {
		child := &walk{b: w.b, c: &suggestion.Case{ID: c.Children[i], Congress: w.congress}, congress: w.congress, day: w.day, at: w.at, text: w.text, index: w.index, lead: w.lead, key: w.key}
		child.system("born_of_split", born)
		child.ago(7).accept()
		child.end()
	}
	return w
}

func (b *builder) exits() {
	for n := range 3 {
		w := b.any().ago(40 + n*9).draft().submit()
		w.ago(36 + n*9).check()
		w.ago(34 + n*9)
		cmd := &suggestion.RefuseText{Reasons: []string{"judicial_case"}, Note: words.ReturnReason(b.world.Seed, w.index, "judicial_case", w.day)}
		do, by := flow.Action("refuse"), b.me[org.CommitteeHead].Post.ID
		if n > 0 {
			do, cmd = "to_letter", &suggestion.RefuseText{Reasons: []string{"forwarded_letter"}, Note: w.note("letter", 0)}
		}
		w.do(by, 0, do, cmd)
		w.end()
	}
	w := b.mine().ago(30).draft().submit().ago(28).check() // withdrawn before the hand-over, and after it
	w.ago(25).do(w.lead, 0, "withdraw", &suggestion.Reason{Reason: w.note("withdraw", 0)})
	w.end()
	w = b.any().handed(38, nil)
	w.ago(36).signAll()
	w.ago(30).instructed(org.CongressLeader, suggestion.ToUnits, "")
	w.ago(20).do(w.lead, 0, "withdraw", &suggestion.Reason{Reason: w.note("withdraw", 0)})
	w.end()

	b.merged(45, true)
	b.merged(12, false)

	w = b.any().ago(25) // secret: number and day, nothing else
	w.do(b.me[org.CommitteeClerk].Post.ID, 0, "enter_secret", &suggestion.Stub{Number: "密001", On: w.day})
	w.end()
}

// merged joins a case to another; when the main case has been answered, both authors have their letter.
func (b *builder) merged(n int, answered bool) {
	main := b.local().handed(n, nil)
	main.ago(n - 2).signAll()
	w := b.any().ago(n + 5).draft().submit()
	w.ago(n + 3).check()
	w.ago(n + 1).accept()
	w.ago(n-3).do(w.clerk(), 0, "merge", &suggestion.Merge{Into: main.c.ID, Reason: w.note("merge", 0)})
	main.ago(n-3).system("absorb", &suggestion.Absorb{Other: w.c.ID})
	if answered {
		main.ago(n-8).contact(0, "before", true).opinions()
		main.ago(5).reply(0, answer{outcome: words.Solved})
		if len(main.c.Replies) > 0 {
			r, a := main.c.Replies[0], main.c.Assignments[0]
			w.day, w.at = main.day, main.at
			w.system("deliver_letter", &suggestion.LetterOf{Main: main.c.ID, Reply: r.No, Unit: a.Unit, Class: r.Class, Number: r.Number, Government: a.Government, Special: a.Special})
		}
	}
	main.end()
	w.end()
}

// waiting leaves cases before the hand-over: to be proposed, to be approved by the head, late, and the government office's.
func (b *builder) waiting() {
	for n := range 3 {
		w := b.any().ago(8 + n).draft().submit().ago(5 + n).check()
		w.ago(4 + n).accept().end()
	}
	w := b.any().ago(24).draft().submit().ago(21).check() // its hand-over is late
	w.ago(19).accept().end()
	for n := range 4 {
		w = b.any().ago(9 + n).draft().submit().ago(6 + n).check()
		w.ago(5 + n).accept()
		w.ago(2+n/2).propose(w.shares(), n == 0).end()
	}
	for n := range 2 { // the government office has to pass it on to its departments
		w = b.any()
		w.handed(3+n, func() []suggestion.Share { return w.alone("zfb") }).end()
	}
	w = b.our()
	w.handed(16, func() []suggestion.Share { return w.alone("zfb") })
	w.ago(14).do(b.me[org.GovOffice].Post.ID, w.part(0), "distribute", &suggestion.Distribute{Shares: w.with(ours, "czj")})
	w.ago(12).sign(1)
	w.end()
	w = b.begin(words.CityKey, want{lead: "zjj"}) // the department that the office chose objects: the office decides
	w.handed(12, func() []suggestion.Share { return w.alone("zfb") })
	w.ago(10).do(b.me[org.GovOffice].Post.ID, w.part(0), "distribute", &suggestion.Distribute{Shares: w.alone("zjj")})
	p := w.part(1)
	w.ago(4).do(w.unitClerk(p), p, "object", &suggestion.Object{Reason: w.objection(0, p), Proposes: b.orgs["cgj"]})
	w.end()
}
