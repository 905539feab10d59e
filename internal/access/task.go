package access

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// Task is something that waits for the holder of a key (待办): workbenches, counts and lists are made from tasks, so that
// nobody's list can name what waits for somebody else.
type Task struct {
	Name   string // one of the Do constants
	Part   int    // of the case; 0 for the case itself
	Holder string // the key of who must act
	Start  calendar.Day
	Due    calendar.Day // empty when no limit runs
	Except int64        // the person who may not do it although the key is theirs: the first of two hands
}

// For reports whether the task waits for the actor.
func (k Task) For(a org.Actor) bool {
	return slices.Contains(Keys(a), k.Holder) && k.Except != a.Person.ID
}

// Names of tasks. Their words are the catalogue's task.<name>.
const (
	DoCosign    = "cosign"           // 待确认联名
	DoMend      = "mend"             // 退回待修改
	DoFinish    = "finish"           // 草稿待提交
	DoEvaluate  = "evaluate"         // 答复待评价
	DoContact   = "contact"          // 联系待确认
	DoRate      = "rate"             // 承诺兑现待评价
	DoCheck     = "check"            // 待初审
	DoReview    = "review"           // 待审核
	DoPropose   = "propose"          // 待拟定承办单位
	DoHandOver  = "hand_over"        // 待列入交办清单
	DoApprove   = "approve"          // 待核准交办
	DoObjection = "objection"        // 调整申请待决定
	DoExtension = "extension"        // 延期申请待决定
	DoRedo      = "redo"             // 不满意待决定
	DoPrecheck  = "precheck"         // 答复待预审
	DoAway      = "away"             // 领衔代表请假，无人代为评价
	DoVouch     = "vouch"            // 联系情况待核实
	DoPaper     = "paper"            // 纸质评价待核对
	DoWithdraw  = "withdraw"         // 书面撤回待核对
	DoForm      = "form"             // 意见表待核对
	DoClash     = "clash"            // 意见表与评价矛盾，待核查
	DoCorrect   = "correct"          // 更正待核准
	DoPressure  = "pressure"         // 代表反映待处理
	DoVerify    = "verify"           // 承诺兑现待核实
	DoSign      = "sign"             // 待签收
	DoReply     = "reply"            // 待答复
	DoOpinion   = "opinion"          // 待提会办意见
	DoTake      = "take"             // 会办意见待采纳
	DoSignOff   = "sign_off"         // 答复待审核
	DoIssue     = "issue"            // 答复待签发
	DoPromise   = "promise"          // 承诺待兑现
	DoCarryOut  = "instruction"      // 领导批示待反馈
	DoRead      = "instruction_read" // 批示落实情况待阅
	DoEnter     = "reading_enter"    // 领导阅批意见待登记
)

// TaskNames lists every task in the order of a case's life.
var TaskNames = []string{
	DoCosign, DoFinish, DoMend, DoCheck, DoReview, DoPropose, DoHandOver, DoApprove, DoSign, DoObjection, DoOpinion, DoTake, DoReply,
	DoExtension, DoSignOff, DoIssue, DoPrecheck, DoContact, DoVouch, DoEvaluate, DoAway, DoPaper, DoWithdraw, DoForm, DoClash, DoRedo, DoPromise, DoVerify, DoRate, DoCorrect, DoPressure, DoCarryOut, DoRead, DoEnter,
}

type tasks struct {
	c   *suggestion.Case
	out []Task
}

// Tasks lists what waits for whom on a case, in a settled order.
func Tasks(c *suggestion.Case) []Task {
	t := &tasks{c: c}
	t.writing()
	t.checking()
	for _, a := range c.Live() {
		t.share(a)
	}
	t.requests()
	t.promises()
	t.instructions()
	return t.out
}

// add notes a task with the limit that runs for it, if any.
func (t *tasks) add(name, holder string, part int, clocks ...rule.Clock) {
	k := Task{Name: name, Part: part, Holder: holder}
	for _, clock := range clocks {
		for _, at := range []int{part, t.owner(part)} {
			if run := t.c.Clock(clock, at); k.Due == "" && run != nil && run.Running() {
				k.Start, k.Due = run.Start, run.Due
			}
		}
	}
	t.out = append(t.out, k)
}

// owner is the share that a part belongs to.
func (t *tasks) owner(part int) int {
	for _, r := range t.c.Replies {
		if r.No == part {
			return r.Assignment
		}
	}
	for _, o := range t.c.Opinions {
		if o.No == part {
			return o.Assignment
		}
	}
	return part
}

// but excepts a person from the task noted last.
func (t *tasks) but(person int64) { t.out[len(t.out)-1].Except = person }

func (t *tasks) office() string     { return Body("office", t.c.Congress) }
func (t *tasks) officeHead() string { return Body("office_head", t.c.Congress) }

func (t *tasks) writing() {
	c := t.c
	if c.Lead == 0 {
		return
	}
	switch c.State {
	case suggestion.Draft, suggestion.Cosigning:
		t.add(DoFinish, Post(c.Lead), 0)
	case suggestion.Returned:
		t.add(DoMend, Post(c.Lead), 0)
	}
	for _, s := range c.Signatures {
		if s.State == suggestion.Invited {
			t.add(DoCosign, Post(s.Post), s.No)
			t.out[len(t.out)-1].Due = c.CosignUntil
		}
	}
}

func (t *tasks) checking() {
	c := t.c
	switch {
	case c.State == suggestion.Checking:
		t.add(DoCheck, Body("county", c.County), 0, rule.Accept)
	case c.In(suggestion.Submitted, suggestion.Reviewing):
		t.add(DoReview, t.office(), 0, rule.Accept)
	case c.State == suggestion.Pending && c.Proposal == nil:
		t.add(DoPropose, t.office(), 0, rule.Assign)
	case c.State == suggestion.Pending:
		t.add(DoHandOver, t.office(), 0, rule.Assign)
		t.add(DoApprove, t.officeHead(), 0, rule.Assign)
		t.but(c.Proposal.By)
	}
}

func (t *tasks) share(a *suggestion.Assignment) {
	unit := Body("unit", a.Unit)
	switch a.State {
	case suggestion.ToSign:
		t.add(DoSign, unit, a.No, rule.SignFor)
	case suggestion.Working, suggestion.Reworking:
		t.work(a, unit)
	case suggestion.Answered:
		if t.c.Lead != 0 && !slices.ContainsFunc(t.c.Evaluations, func(e *suggestion.Evaluation) bool {
			return e.Assignment == a.No && e.Round == a.Round && e.Post == t.c.Lead && !e.Dropped()
		}) {
			t.deputy(DoEvaluate, a.No, rule.Feedback)
			if t.c.Paused() {
				t.add(DoAway, t.office(), a.No)
			}
		}
	case suggestion.Dissatisfied:
		t.add(DoRedo, t.office(), a.No, rule.RedoDecide)
		t.but(a.AdvisedBy)
	}
}

// work says who in the unit has the next step of a share under way.
func (t *tasks) work(a *suggestion.Assignment, unit string) {
	if a.Role == suggestion.Co {
		if !slices.ContainsFunc(t.c.Opinions, func(o *suggestion.Opinion) bool { return o.Assignment == a.No }) {
			t.add(DoOpinion, unit, a.No, rule.CoOpinion)
		}
		return
	}
	r := t.c.ReplyOf(a.No, a.Round)
	head := Body("unit_head", a.Unit)
	switch {
	case r == nil:
		t.add(DoReply, unit, a.No, rule.Redo, rule.Reply)
	case r.State == suggestion.Drafting:
		t.add(DoReply, unit, r.No, rule.Redo, rule.Reply)
	case r.State == suggestion.InReview:
		t.add(DoSignOff, head, r.No, rule.Redo, rule.Reply)
	case r.State == suggestion.ToIssue:
		t.add(DoIssue, head, r.No, rule.Redo, rule.Reply)
	case r.State == suggestion.Prechecking:
		t.add(DoPrecheck, t.office(), r.No, rule.Redo, rule.Reply)
	}
}

func (t *tasks) requests() {
	c := t.c
	for _, o := range c.Objections {
		if o.State == suggestion.Waiting {
			t.add(DoObjection, t.assigner(o.Assignment), o.No, rule.Reassign)
		}
	}
	for _, e := range c.Extensions {
		if e.State == suggestion.Waiting {
			t.add(DoExtension, t.office(), e.Assignment, rule.Reply)
		}
	}
	for _, o := range c.Opinions {
		a := c.Assignment(o.Assignment)
		switch {
		case a == nil || !slices.Contains(c.Live(), a):
		case o.State == suggestion.Given:
			for _, lead := range c.Leads() {
				t.add(DoTake, Body("unit", lead), o.No)
			}
		case o.State == suggestion.SentBack:
			t.add(DoOpinion, Body("unit", a.Unit), o.No, rule.RedoOpinion)
		}
	}
	for _, e := range c.Evaluations {
		if e.State == suggestion.Entered {
			t.add(DoPaper, t.office(), e.No)
			t.but(e.EnteredBy)
		}
	}
	for _, k := range c.Withdrawals {
		if k.State == suggestion.Entered {
			t.add(DoWithdraw, t.office(), k.No)
			t.but(k.By)
		}
	}
	for _, k := range c.Forms {
		switch {
		case k.State != suggestion.Noted || !c.FormReady(k):
		case c.Contradicted(k):
			t.add(DoClash, t.office(), k.No)
		default:
			t.add(DoForm, t.office(), k.No)
		}
	}
	for _, k := range c.Corrections {
		if k.State == suggestion.Waiting {
			t.add(DoCorrect, t.office(), k.No)
			t.but(k.By)
		}
	}
	for _, r := range c.Reports {
		t.when(r.State, suggestion.Noted, DoPressure, t.officeHead(), r.No)
	}
	for _, k := range c.Contacts {
		if c.Lead != 0 {
			t.contact(k)
		}
	}
}

// deputy notes what waits for the lead deputy, unless the mandate is suspended, and for whoever stands in.
func (t *tasks) deputy(name string, part int, clocks ...rule.Clock) {
	if t.c.Standing(t.c.Lead) != org.Suspended {
		t.add(name, Post(t.c.Lead), part, clocks...)
	}
	if s := t.c.StandIn(); s != 0 {
		t.add(name, Post(s), part, clocks...)
	}
}

// contact asks those who were spoken with whether they were, and the committee while none of them serves.
func (t *tasks) contact(k *suggestion.Contact) {
	if k.State != suggestion.Noted || t.c.Lead == 0 || t.c.In(suggestion.Withdrawn, suggestion.Letter) { // counts nowhere any more
		return
	}
	t.deputy(DoContact, k.No)
	if t.c.Standing(t.c.Lead) != org.Active && t.c.StandIn() == 0 {
		t.add(DoVouch, t.office(), k.No)
	}
}

func (t *tasks) when(state, want flow.State, name, holder string, part int) {
	if state == want {
		t.add(name, holder, part)
	}
}

// assigner is who decides on an objection: only the body that gave the share, the government's office for what it distributed.
func (t *tasks) assigner(part int) string {
	a := t.c.Assignment(part)
	if a != nil && a.Replaces != 0 {
		if from := t.c.Assignment(a.Replaces); from != nil && from.State == suggestion.Distributed {
			return Body("gov", t.c.Congress)
		}
	}
	return t.office()
}

func (t *tasks) promises() {
	c := t.c
	for _, k := range c.Commitments {
		a := c.Assignment(k.Assignment)
		switch {
		case a == nil:
		case k.State == suggestion.Promised:
			t.out = append(t.out, Task{Name: DoPromise, Part: k.No, Holder: Body("unit", a.Unit), Start: c.CountedFrom(k), Due: k.Due})
		case k.State == suggestion.Claimed:
			if k.Rated == "" && c.Lead != 0 {
				t.deputy(DoRate, k.No)
			}
			if k.Verified == "" {
				t.add(DoVerify, t.office(), k.No)
				if a.Special != 0 {
					t.add(DoVerify, Body("special", a.Special), k.No)
				}
				if c.KeyBody != 0 && c.KeyBody != a.Special {
					t.add(DoVerify, Body("special", c.KeyBody), k.No)
				}
			}
		}
	}
}

// instructions ask whoever is to report, and then the leader to read what came back.
func (t *tasks) instructions() {
	for _, i := range t.c.Instructions {
		switch {
		case i.Owed():
			t.out = append(t.out, Task{Name: DoCarryOut, Part: i.No, Holder: t.c.Reporter(i), Start: i.Asked(), Due: i.Until})
		case i.State == suggestion.Carried:
			t.add(DoRead, Post(i.ReadFor()), i.No)
			if i.Left {
				t.add(DoEnter, t.c.ReadIn(i), i.No)
			}
		}
	}
}
