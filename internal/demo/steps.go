package demo

import (
	"fmt"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// desk returns the organisation that does the committee's work in the walk's congress.
func (w *walk) desk() int64 {
	switch {
	case w.congress == w.b.Home:
		return w.b.orgs["lgw"]
	case strings.HasPrefix(w.key, "town"):
		return w.b.orgs[w.key+"_zxt"]
	}
	return w.b.orgs[w.key+"_lgw"]
}

func (w *walk) clerk() int64 { return w.b.whoever(w.desk(), org.CommitteeClerk) }
func (w *walk) head() int64  { return w.b.who(w.desk(), org.CommitteeHead) }

// write makes the text of the case, and whoever speaks where it happens.
func (w *walk) write() {
	w.text = words.Case(w.b.world.Seed, w.index, w.day)
	if w.lead == 0 {
		w.lead = w.b.whoever(w.b.orgs["dl_"+w.text.County], org.Deputy)
	}
}

func (w *walk) words() suggestion.WriteText {
	t := w.text
	return suggestion.WriteText{
		Title: t.Title, Situation: t.Situation, Analysis: t.Analysis, Requests: t.Requests, Origin: t.Origin, Repeated: t.Repeated,
		Publish: [...]string{"full", "full", "full", "title"}[w.index%4],
	}
}

// draft begins the case; more changes what is written.
func (w *walk) draft(more ...func(*suggestion.StartDraft)) *walk {
	w.write()
	c := &suggestion.StartDraft{WriteText: w.words(), Kind: suggestion.Single}
	for _, f := range more {
		f(c)
	}
	w.do(w.lead, 0, "start_draft", c)
	return w
}

// paper begins the case from what the deputy handed in on paper, and submits it with the scan.
func (w *walk) paper() *walk {
	w.write()
	clerk := w.b.me[org.CommitteeClerk].Post.ID
	w.do(clerk, 0, "start_draft", &suggestion.StartDraft{WriteText: w.words(), Deputy: w.lead, EnteredHow: "paper"})
	w.do(clerk, 0, "submit", &suggestion.Submit{Scan: paperScan()})
	return w
}

func (w *walk) submit() *walk {
	w.do(w.lead, 0, "submit", &suggestion.Submit{})
	return w
}

// check passes the county's check, or takes the text into review where no county checks.
func (w *walk) check() *walk {
	if w.c.In(suggestion.Checking) {
		w.do(w.b.who(w.c.County, org.CountyClerk), 0, "pass_check", &suggestion.Note{})
		return w
	}
	if w.c.In(suggestion.Submitted) {
		w.do(w.clerk(), 0, "start_review", &suggestion.Nothing{})
	}
	return w
}

// reviewer is whoever took the text into review: the mark keeps others away for half an hour.
func (w *walk) reviewer() int64 {
	if w.c.Lock != nil {
		return w.c.Lock.Post
	}
	return w.clerk()
}

// accept numbers the case: cases of the session and between sessions are counted apart.
func (w *walk) accept() *walk {
	if w.dead {
		return w
	}
	at := numbered{w.c.Session, w.c.Stream}
	w.b.numbers[at]++
	number := fmt.Sprintf("%03d", w.b.numbers[at])
	if w.c.Stream == suggestion.Between {
		number = fmt.Sprintf("闭%03d", w.b.numbers[at])
	}
	w.do(w.reviewer(), 0, "accept", &suggestion.Accept{Number: number, Category: w.b.category[w.key+"/"+w.text.Category]})
	return w
}

// shares are the units that the subject names: one alone, or a lead with co-handlers.
func (w *walk) shares() []suggestion.Share {
	lead := w.b.orgs[w.text.Lead]
	out := []suggestion.Share{{Unit: lead, Role: suggestion.Sole, Reason: say("share", w.index)}}
	for _, k := range w.text.Co {
		u := w.b.orgs[k]
		if u == 0 || u == lead || len(out) > 2 || has(units(out), u) {
			continue
		}
		out[0].Role = suggestion.LeadRole
		out = append(out, suggestion.Share{Unit: u, Role: suggestion.Co, Reason: say("share.co", w.index)})
	}
	return out
}

func units(list []suggestion.Share) (out []int64) {
	for _, s := range list {
		out = append(out, s.Unit)
	}
	return out
}

// alone gives the case to one unit.
func (w *walk) alone(unit string) []suggestion.Share {
	return []suggestion.Share{{Unit: w.b.orgs[unit], Role: suggestion.Sole, Reason: say("share", w.index)}}
}

// with gives the case to a lead unit and co-handlers.
func (w *walk) with(lead string, co ...string) []suggestion.Share {
	out := w.alone(lead)
	for _, k := range co {
		out[0].Role = suggestion.LeadRole
		out = append(out, suggestion.Share{Unit: w.b.orgs[k], Role: suggestion.Co, Reason: say("share.co", w.index)})
	}
	return out
}

// apart gives the case to several units, each of which answers for itself (分办).
func (w *walk) apart(list ...string) []suggestion.Share {
	var out []suggestion.Share
	for i, k := range list {
		out = append(out, suggestion.Share{Unit: w.b.orgs[k], Role: suggestion.Separate, Reason: say("share", w.index+i), Part: say("part", i)})
	}
	return out
}

func (w *walk) propose(shares []suggestion.Share, precheck bool) *walk {
	w.do(w.clerk(), 0, "propose_units", &suggestion.ProposeUnits{Shares: shares, Precheck: precheck})
	return w
}

func (w *walk) assign(meeting bool) *walk {
	w.do(w.head(), 0, "assign", &suggestion.Handover{AtMeeting: meeting})
	return w
}

// handed walks a case made between the sessions to its units, so that it was handed over n days ago.
func (w *walk) handed(n int, shares func() []suggestion.Share, more ...func(*suggestion.StartDraft)) *walk {
	w.ago(n + 9).draft(more...).submit()
	return w.onward(n, shares, false)
}

// onward takes a submitted case to its units.
func (w *walk) onward(n int, shares func() []suggestion.Share, precheck bool) *walk {
	w.ago(n + 7).check()
	w.ago(n + 6).accept()
	if shares == nil {
		shares = w.shares
	}
	w.ago(n+3).propose(shares(), precheck)
	return w.ago(n).assign(false)
}

// part returns the i-th assignment's number.
func (w *walk) part(i int) int {
	if i < len(w.c.Assignments) {
		return w.c.Assignments[i].No
	}
	return -1
}

// last returns the number of the newest part of a machine.
func (w *walk) last(machine string) int {
	if list := w.c.PartsOf(machine); len(list) > 0 {
		return list[len(list)-1]
	}
	return -1
}

func (w *walk) unitClerk(part int) int64 { return w.unitPost(part, org.UnitClerk) }
func (w *walk) unitHead(part int) int64  { return w.unitPost(part, org.UnitHead) }

func (w *walk) unitPost(part int, r org.Role) int64 {
	if a := w.c.Assignment(part); a != nil {
		if w.b.byID[a.Unit].Kind == org.GovernmentOffice {
			r = org.GovOffice
		}
		return w.b.who(a.Unit, r)
	}
	return 0
}

// sign signs for a share and says who in the unit is responsible.
func (w *walk) sign(i int) *walk {
	p := w.part(i)
	w.do(w.unitClerk(p), p, "sign_for", &suggestion.Nothing{})
	return w
}

// signAll signs for every share that waits for it.
func (w *walk) signAll() *walk {
	for i, a := range w.c.Assignments {
		if a.State == suggestion.ToSign {
			w.sign(i)
		}
	}
	return w
}

// plan sets out who does what in the unit.
func (w *walk) plan(i int) *walk {
	p := w.part(i)
	var duties []suggestion.Duty
	for n, level := range []string{"head", "deputy_head", "section", "clerk"} {
		duties = append(duties, suggestion.Duty{Level: level, Name: say("duty", w.index*4+n), Phone: fmt.Sprintf("0700-%07d", 3000000+w.index*13+n)})
	}
	w.do(w.unitClerk(p), p, "plan", &suggestion.Plan{Plan: w.note("plan", 0), People: duties})
	return w
}

// contact notes that the unit spoke with the deputy, who confirms it.
func (w *walk) contact(i int, phase string, confirmed bool) *walk {
	p := w.part(i)
	n := w.index + len(w.c.Contacts)
	talk := words.Contact(w.b.world.Seed, w.index, len(w.c.Contacts), phase, words.Channels[n%len(words.Channels)], w.day)
	w.do(w.unitClerk(p), p, "note_contact", &suggestion.NoteContact{
		Phase: phase, Way: talk.How, On: w.day, Who: say("duty", n),
		Rank: [...]string{"deputy_head", "section", "head", "clerk"}[n%4], Text: talk.Note,
	})
	if confirmed {
		w.do(w.lead, w.last("contact"), "confirm_contact", &suggestion.Nothing{})
	}
	return w
}

// opinion gives a co-handler's opinion.
func (w *walk) opinion(i int) *walk {
	p := w.part(i)
	w.do(w.unitClerk(p), p, "give_opinion", &suggestion.GiveOpinion{Text: w.view(p), Number: w.letter(p)})
	return w
}

// view is what a co-handler thinks of it.
func (w *walk) view(part int) string {
	return words.CoOpinion(w.b.world.Seed, w.index, w.unitKey(part), w.day)
}

// unitKey is the key of the unit that has a share.
func (w *walk) unitKey(part int) string {
	if a := w.c.Assignment(part); a != nil {
		return w.b.keys[a.Unit]
	}
	return ""
}

// note is what somebody says of the case on an occasion.
func (w *walk) note(kind string, n int) string {
	return words.Note(w.b.world.Seed, w.index, n, kind, w.day)
}

// instructed lets a leader instruct (批示) and ask for a report, by a day where one is named.
func (w *walk) instructed(role org.Role, to string, until calendar.Day) *walk {
	w.do(w.b.me[role].Post.ID, 0, "instruct", &suggestion.Instruct{Text: w.note("instruct", 0), To: to, Until: until})
	return w
}

// carriedOut lets the unit of the first share report on the last instruction.
func (w *walk) carriedOut() *walk {
	w.do(w.unitClerk(w.part(0)), w.last("case_instruction"), "report_instruction", &suggestion.Words{Text: w.note("instruct.report", 0)})
	return w
}

// opinions lets every co-handler that owes one give its opinion.
func (w *walk) opinions() *walk {
	for i, a := range w.c.Assignments {
		if a.Role == suggestion.Co && a.State == suggestion.Working {
			w.opinion(i)
		}
	}
	return w
}

// taken tells in the lead's reply what each co-handler said and what became of it.
func (w *walk) taken(round int) string {
	var said []string
	how := "opinions"
	if round > 1 {
		how = "opinions.again"
	}
	for _, o := range w.c.Opinions {
		if a := w.c.Assignment(o.Assignment); a != nil {
			first, _, _ := strings.Cut(o.Text, "。")
			said = append(said, fmt.Sprintf(say(how, w.index+len(said)), w.matter(), w.b.byID[a.Unit].ShortName, first+"。"))
		}
	}
	return strings.Join(said, "\n")
}

// matter is what the suggestion is about, as its title says it.
func (w *walk) matter() string {
	return strings.TrimSuffix(strings.TrimPrefix(w.c.Text.Title, "关于"), "的建议")
}

// letter invents a document number for a unit.
func (w *walk) letter(part int) string {
	unit := int64(0)
	if a := w.c.Assignment(part); a != nil {
		unit = a.Unit
	}
	w.b.turn[-unit]++
	return fmt.Sprintf("%s函〔%d〕%d号", shorter(w.b.byID[unit].ShortName), w.day.Year(), w.b.turn[-unit])
}

// shorter is what a unit is called in document numbers.
func shorter(name string) string {
	name = strings.TrimPrefix(name, "市")
	for _, end := range []string{"局", "委", "中心", "公司", "集团"} {
		if s := strings.TrimSuffix(name, end); s != "" && s != name {
			return s
		}
	}
	return name
}

// answer says how a unit replies.
type answer struct {
	outcome words.Outcome
	months  int          // until the promises fall due
	due     calendar.Day // of the first promise, when it must be a certain day
	empty   bool         // words without content (官样文章)
}

// replyOf writes the reply of a share in its round.
func (w *walk) replyOf(i int, a answer) *suggestion.WriteReply {
	p := w.part(i)
	at := w.c.Assignment(p)
	if at == nil {
		return &suggestion.WriteReply{}
	}
	r := words.ReplyText(w.b.world.Seed, w.index, words.Ask{
		Outcome: a.outcome, Round: at.Round, On: w.day, Unit: w.b.keys[at.Unit], Months: a.months, Single: a.due != "",
	})
	c := &suggestion.WriteReply{
		Answers: r.Parts, Opening: r.Opening, Class: string(a.outcome), Reason: r.Reason, Basis: r.Basis, Contact: say("duty", w.index),
		Phone: fmt.Sprintf("0700-%07d", 4000000+w.index*7), Publish: [...]string{"full", "full", "summary"}[w.index%3],
	}
	if r.Reason != "" { // two cases may fail on the same law, their letters speak each of its own matter
		c.Reason = fmt.Sprintf(say("reason", 0), w.matter(), r.Reason)
	}
	for n, k := range r.Commitments {
		promise := suggestion.Promise{Words: k.Words, Result: k.Result, Owner: k.Owner, Due: k.Due}
		if a.due != "" && n == 0 {
			promise.Due = a.due
			promise.Words = a.due.Time().Format("2006年1月2日") + "前，" + k.Result
			c.Answers[k.Request] = strings.Replace(c.Answers[k.Request], k.Words, promise.Words, 1)
		}
		c.Promises = append(c.Promises, promise)
	}
	if at.Role == suggestion.LeadRole {
		c.Opinions = w.taken(at.Round)
	}
	if a.empty {
		r = words.EmptyReply(w.b.world.Seed, w.index, w.day)
		c.Opening, c.Answers = r.Opening, r.Parts
	}
	return c
}

// drafted brings the reply of a share to a state of its sign-off.
func (w *walk) drafted(i int, a answer, to flow.State) *walk {
	p := w.part(i)
	w.do(w.unitClerk(p), p, "draft_reply", w.replyOf(i, a))
	r := w.last("reply")
	for _, s := range []struct {
		at  flow.State
		do  flow.Action
		cmd any
	}{
		{suggestion.InReview, "send_for_review", &suggestion.Nothing{}},
		{suggestion.ToIssue, "approve_reply", &suggestion.Note{}},
		{suggestion.Delivered, "issue", &suggestion.SignReply{Number: w.letter(p)}},
	} {
		if to == suggestion.Drafting {
			return w
		}
		by := w.unitHead(p)
		if s.do == "send_for_review" {
			by = w.unitClerk(p)
		}
		w.do(by, r, s.do, s.cmd)
		if to == s.at {
			return w
		}
	}
	return w
}

// reply answers the deputy.
func (w *walk) reply(i int, a answer) *walk { return w.drafted(i, a, suggestion.Delivered) }

// rate judges a share's reply; finished closes the window at once.
func (w *walk) rate(i int, attitude, result suggestion.Rating, finished bool) *walk {
	p := w.part(i)
	c := &suggestion.Evaluate{Attitude: attitude, Result: result}
	if attitude == suggestion.NotSatisfied || result == suggestion.NotSatisfied {
		v := words.Unhappy(w.b.world.Seed, w.index, len(w.c.Evaluations), w.day)
		c.Reasons = v.Result + v.Attitude
	}
	w.do(w.lead, p, "evaluate", c)
	if finished {
		w.do(w.lead, w.last("evaluation"), "finish_evaluation", &suggestion.Nothing{})
	}
	return w
}
