package suggestion

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/rule"
)

// Nothing is the command of actions that take no input.
type Nothing struct{}

// Reason is the command of actions that must say why.
type Reason struct {
	Reason string `json:"reason" form:"text,required" max:"2000"`
}

// Note is the command of actions that may add a word.
type Note struct {
	Note string `json:"note" form:"text" max:"2000"`
}

// Words is the command of actions that consist of a text.
type Words struct {
	Text string `json:"text" form:"text,required" max:"5000"`
}

// Facts are filled in by the program from the directory; what a client sends there is overwritten.
type Facts struct {
	Session    int64  `json:"session" form:"-"`
	Delegation int64  `json:"delegation_id,omitempty" form:"-"`
	County     int64  `json:"county,omitempty" form:"-"`
	Lead       int64  `json:"lead_id,omitempty" form:"-"`
	LeadPerson int64  `json:"lead_person,omitempty" form:"-"`
	Entered    int64  `json:"entered_by,omitempty" form:"-"`
	Stream     Stream `json:"stream,omitempty" form:"-"`
}

// StartDraft begins a suggestion (起草). Staff name the deputy for whom they enter it.
type StartDraft struct {
	Facts
	WriteText
	Kind       Kind   `json:"kind" form:"choice" options:"single,joint,delegation"`
	Deputy     int64  `json:"deputy" form:"deputy"` // staff entry: the deputy who speaks; contact deputy of a delegation
	EnteredHow string `json:"entered_how" form:"choice" options:"paper,oral"`
}

// WriteText saves the draft (保存): anything may still be missing.
type WriteText struct {
	Title         string   `json:"title" form:"line" max:"100"`
	Situation     string   `json:"situation" form:"text"`
	Analysis      string   `json:"analysis" form:"text"`
	Requests      []string `json:"requests" form:"lines"`
	Origin        string   `json:"origin" form:"choice" options:"research,seminar,visit,other"`
	Publish       string   `json:"publish" form:"choice" options:"full,title,none"`
	Repeated      string   `json:"repeated" form:"choice" options:"2,3,more"`
	WishedUnits   []int64  `json:"wished_units" form:"units"`
	CloseContact  bool     `json:"close_contact" form:"flag"`
	ReferenceOnly bool     `json:"reference_only" form:"flag"`
	Protected     bool     `json:"protected" form:"flag"`
}

func (w *WriteText) check(_ *X, f *fault.Fields) {
	total, longest := 0, 0
	for _, s := range append([]string{w.Situation, w.Analysis}, w.Requests...) {
		n := utf8.RuneCountInString(s)
		total, longest = total+n, max(longest, n)
	}
	if total > maxText && longest <= maxText { // one that is too long by itself is said to be that already
		f.Add("situation", "field.too_long", "max", maxText, "length", total)
	}
}

func (w *WriteText) text() Text {
	t := Text{Title: w.Title, Situation: w.Situation, Analysis: w.Analysis}
	for _, r := range w.Requests {
		if strings.TrimSpace(r) != "" {
			t.Requests = append(t.Requests, strings.TrimSpace(r))
		}
	}
	return t
}

func (w *WriteText) about() About {
	return About{
		Origin: w.Origin, Publish: w.Publish, Repeated: w.Repeated, WishedUnits: w.WishedUnits,
		CloseContact: w.CloseContact, ReferenceOnly: w.ReferenceOnly, Protected: w.Protected,
	}
}

// Invite asks deputies to co-sign until a day (邀请联名).
type Invite struct {
	Deputies []int64      `json:"deputies" form:"deputies,required"`
	Until    calendar.Day `json:"until" form:"day"`
	People   []int64      `json:"people" form:"-"` // persons behind the posts, filled in
}

func (c *Invite) check(x *X, f *fault.Fields) {
	if c.Until != "" && c.Until < x.Env.Today {
		f.Add("until", "field.day_past")
	}
	for i, d := range c.Deputies {
		if d == x.Lead {
			f.Add("deputies", "field.lead_cannot_cosign")
		}
		if x.signature(d) != nil || slices.Contains(c.Deputies[:i], d) {
			f.Add("deputies", "field.already_invited")
		}
	}
}

// Submit hands the text in (提交). The program fills in the stream. Staff who entered it from paper add the scan of that paper: with the first
// submission, later when it is to be replaced.
type Submit struct {
	Session int64  `json:"session" form:"-"`
	Stream  Stream `json:"stream" form:"-"`
	Away    []Away `json:"away,omitempty" form:"-"` // signers who do not serve
	Scan    string `json:"scan,omitempty" form:"file"`
	Note    string `json:"note" form:"text" max:"500"`
}

// asks makes the scan a question of what came on paper.
func (c *Submit) asks(x *X, in Input) (Input, bool) {
	if in.Name != "scan" {
		return in, true
	}
	in.Required = x.Case.Scan == ""
	return in, x.fromPaper()
}

func (c *Submit) check(x *X, f *fault.Fields) {
	switch paper := x.fromPaper(); {
	case paper && c.Scan == "" && x.Case.Scan == "":
		f.Add("scan", "field.required")
	case !paper && c.Scan != "":
		f.Add("scan", "field.not_from_paper")
	}
}

// fromPaper reports whether staff act on what they entered from a deputy's paper. A deputy who submits it in person needs none.
func (x *X) fromPaper() bool { return x.By == Office && x.EnteredHow == "paper" }

// SendBackText returns a text for change, with reasons and marked passages (退回修改).
type SendBackText struct {
	Reasons []string `json:"reasons" form:"reasons,required" options:"personal,own_unit,forwarded_letter,complaint,judicial_case,bidding,self_interest,academic,promotion,consultation,no_substance,beyond_powers,unlawful,several_matters,no_request,unclear_facts,other"`
	Marks   []string `json:"marks" form:"lines" max:"500"`
	Note    string   `json:"note" form:"text,required" max:"2000"`
}

// asks leaves out of the reasons the matters that the pack does not exclude; what makes a text unfinished is a reason everywhere.
func (c *SendBackText) asks(x *X, in Input) (Input, bool) { return excluded(x.pack(), in), true }

// A passage that the text does not have could be shown to nobody.
func (c *SendBackText) check(x *X, f *fault.Fields) {
	checkExcluded(x, c.Reasons, f)
	for i, m := range c.Marks {
		if !x.Text.has(m) {
			f.Add("marks."+strconv.Itoa(i), "field.no_such_passage")
		}
	}
}

func excluded(p *rule.Pack, in Input) Input {
	if in.Name == "reasons" {
		in.Options = slices.DeleteFunc(slices.Clone(in.Options), func(code string) bool { return !isReason(p, code) })
	}
	return in
}

func isReason(p *rule.Pack, code string) bool {
	return !slices.Contains(rule.AllExclusions, rule.Exclusion(code)) || p.Excludes(rule.Exclusion(code))
}

func checkExcluded(x *X, reasons []string, f *fault.Fields) {
	for i, code := range reasons {
		if !isReason(x.pack(), code) {
			f.Add("reasons."+itoa(i), "field.choice")
		}
	}
}

// Accept registers a suggestion (受理立案): number as text, category.
type Accept struct {
	Number   string `json:"number" form:"line,required" max:"20"`
	Category int64  `json:"category" form:"category,required"`
}

// RefuseText does not accept a suggestion, or treats it as a letter (不予受理、转代表来信).
type RefuseText struct {
	Reasons []string `json:"reasons" form:"reasons,required" options:"personal,own_unit,forwarded_letter,complaint,judicial_case,bidding,self_interest,academic,promotion,consultation,no_substance,beyond_powers,unlawful,other"`
	Note    string   `json:"note" form:"text,required" max:"2000"`
}

func (c *RefuseText) asks(x *X, in Input) (Input, bool) { return excluded(x.pack(), in), true }

func (c *RefuseText) check(x *X, f *fault.Fields) { checkExcluded(x, c.Reasons, f) }

// Object asks to be relieved and names the right unit (申请调整).
type Object struct {
	Reason   string `json:"reason" form:"text,required" max:"2000"`
	Proposes int64  `json:"proposes" form:"unit,required"`
}

func (c *Object) check(x *X, f *fault.Fields) {
	if a := x.here(); a != nil && c.Proposes == a.Unit {
		f.Add("proposes", "field.other_unit")
	}
}

// GrantObjection re-assigns the share to another unit (同意调整、改办).
type GrantObjection struct {
	Unit       int64  `json:"unit" form:"unit,required"`
	Decision   string `json:"decision" form:"text,required" max:"2000"`
	Government bool   `json:"government" form:"-"`
	Special    int64  `json:"special" form:"-"`
}

func (c *GrantObjection) check(x *X, f *fault.Fields) {
	for _, a := range x.Live() {
		if a.Unit == c.Unit {
			f.Add("unit", "field.unit_twice")
		}
	}
}

// Decision is the command of a refusal or consent with its grounds.
type Decision struct {
	Decision string `json:"decision" form:"text,required" max:"2000"`
}

// Plan sets out how the unit will handle it, with the four responsible people (办理方案、四级责任).
type Plan struct {
	Plan   string `json:"plan" form:"text,required" max:"3000"`
	People []Duty `json:"people" form:"duties"`
}

// NoteContact records speaking with the deputy (登记联系).
type NoteContact struct {
	Phase string       `json:"phase" form:"choice,required" options:"before,during,after"`
	Way   string       `json:"way" form:"choice,required" options:"phone,visit,meeting,site"`
	On    calendar.Day `json:"on" form:"day,required"`
	Who   string       `json:"who" form:"line,required" max:"60"`
	Rank  string       `json:"rank" form:"choice,required" options:"head,deputy_head,section,clerk"`
	Text  string       `json:"text" form:"text,required" max:"2000"`
}

func (c *NoteContact) check(x *X, f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
}

// AskExtension asks for more time (申请延期).
type AskExtension struct {
	Until  calendar.Day `json:"until" form:"day,required"`
	Reason string       `json:"reason" form:"text,required" max:"2000"`
}

func (c *AskExtension) check(x *X, f *fault.Fields) {
	a := x.here()
	if a == nil {
		return
	}
	k := x.runningReply(a)
	if k == nil {
		return
	}
	if c.Until <= k.Due {
		f.Add("until", "field.extension_later", "due", k.Due)
	}
	if most := x.Clock("reply_max", a.No); most != nil && c.Until > most.Due {
		f.Add("until", "field.extension_max", "max", most.Due)
	}
}

// GiveOpinion is a co-handler's opinion to the lead (提交会办意见).
type GiveOpinion struct {
	Text   string `json:"text" form:"text,required" max:"5000"`
	Number string `json:"number" form:"line" max:"60"`
}

// WriteReply saves the draft of a reply (拟稿): one answer per numbered request.
type WriteReply struct {
	Answers  []string  `json:"answers" form:"answers"`
	Opening  string    `json:"opening" form:"text" max:"2000"`
	Class    string    `json:"class" form:"class"`
	Reason   string    `json:"reason" form:"text" max:"3000"`
	Basis    string    `json:"basis" form:"text" max:"1000"`
	Promises []Promise `json:"promises" form:"promises"`
	Opinions string    `json:"opinions" form:"text" max:"3000"`
	Contact  string    `json:"contact" form:"line" max:"60"`
	Phone    string    `json:"phone" form:"line" max:"40"`
	Publish  string    `json:"publish" form:"choice" options:"full,summary,none"`
}

// asks offers the classes of the pack under which the case lives.
func (c *WriteReply) asks(x *X, in Input) (Input, bool) {
	if in.Name == "class" {
		in.Options = x.classes()
	}
	return in, true
}

func (c *WriteReply) check(x *X, f *fault.Fields) {
	if c.Class != "" {
		if _, ok := x.pack().Class(c.Class); !ok {
			f.Add("class", "field.choice")
		}
	}
	for i, p := range c.Promises {
		if p.Due != "" && p.Due <= x.Env.Today {
			f.Add("promises."+itoa(i)+".due", "field.day_past")
		}
	}
}

// SignReply issues the reply under a document number (签发).
type SignReply struct {
	Number string `json:"number" form:"line,required" max:"60"`
	Title  string `json:"title" form:"-"` // the signer's title, filled in
}

// Evaluate is the deputy's judgement (评价): attitude and result apart, or where the pack knows one rating only, the result alone.
type Evaluate struct {
	Attitude Rating `json:"attitude" form:"choice" options:"satisfied,basically,not_satisfied"`
	Result   Rating `json:"result" form:"choice,required" options:"satisfied,basically,not_satisfied"`
	Reasons  string `json:"reasons" form:"text" max:"3000"`
}

// asks makes the attitude a question of the packs that rate it.
func (c *Evaluate) asks(x *X, in Input) (Input, bool) {
	if in.Name != "attitude" {
		return in, true
	}
	in.Required = true
	return in, x.pack().RatesBoth()
}

func (c *Evaluate) check(x *X, f *fault.Fields) {
	switch both := x.pack().RatesBoth(); {
	case both && c.Attitude == "":
		f.Add("attitude", "field.required")
	case !both && c.Attitude != "":
		f.Add("attitude", "field.one_rating")
	}
	if (c.Attitude == NotSatisfied || c.Result == NotSatisfied) && c.Reasons == "" {
		f.Add("reasons", "field.reasons_when_unsatisfied")
	}
}

// EnterEvaluation enters a paper evaluation that reached the committee (代录评价), with its scan: a second person compares the two. What was entered
// before a scan was asked for stands in the log without one.
type EnterEvaluation struct {
	Evaluate
	Deputy int64        `json:"deputy" form:"signer"`
	On     calendar.Day `json:"on" form:"day,required"`
	Scan   string       `json:"scan" form:"file,required"`
}

func (c *EnterEvaluation) check(x *X, f *fault.Fields) {
	c.Evaluate.check(x, f)
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
	a := x.here()
	if a == nil {
		return
	}
	if c.Deputy != x.Case.Lead && c.Deputy != 0 && c.Deputy != x.StandIn() && !x.pack().Is(rule.JointFeedback, "each") {
		f.Add("deputy", "field.lead_evaluates")
	}
	if c.On != "" && c.On < a.RepliedOn {
		f.Add("on", "field.day_before_reply", "day", a.RepliedOn)
	}
	if x.evaluation(a.No, a.Round, c.Deputy) != nil {
		f.Add("deputy", "field.already_evaluated")
	}
}

// NoteProgress reports on a commitment (登记进展).
type NoteProgress struct {
	Text    string `json:"text" form:"text,required" max:"2000"`
	Percent int    `json:"percent" form:"percent"`
	Files   []File `json:"files,omitempty" form:"files" max:"5"`
}

func (c *NoteProgress) check(x *X, f *fault.Fields) { x.checkFresh("files", c.Files, f) }

// ClaimDone says that a commitment is fulfilled and shows it (申报完成).
type ClaimDone struct {
	On       calendar.Day `json:"on" form:"day,required"`
	Evidence string       `json:"evidence" form:"text,required" max:"3000"`
	Files    []File       `json:"files,omitempty" form:"files" max:"5"`
}

func (c *ClaimDone) check(x *X, f *fault.Fields) {
	x.checkFresh("files", c.Files, f)
	k := x.Commitment(x.Part)
	switch {
	case c.On > x.Env.Today:
		f.Add("on", "field.day_future")
	case k != nil && c.On != "" && c.On < x.PromisedOn(k): // what was done before was no promise
		f.Add("on", "field.day_before_promise", "day", x.PromisedOn(k))
	}
}

// MoveDate moves a commitment's day, with reasons (承诺延期).
type MoveDate struct {
	Until  calendar.Day `json:"until" form:"day,required"`
	Reason string       `json:"reason" form:"text,required" max:"2000"`
}

func (c *MoveDate) check(x *X, f *fault.Fields) {
	k := x.Commitment(x.Part)
	switch {
	case k != nil && c.Until <= k.Due:
		f.Add("until", "field.extension_later", "due", k.Due)
	case c.Until <= x.Env.Today: // late as it is, a day that is over promises nothing
		f.Add("until", "field.day_past")
	}
}

// RateFulfilment is the deputy's judgement of a promise kept (评价落实情况).
type RateFulfilment struct {
	Rating Rating `json:"rating" form:"choice,required" options:"satisfied,basically,not_satisfied"`
	Note   string `json:"note" form:"text" max:"2000"`
}

func (c *RateFulfilment) check(_ *X, f *fault.Fields) {
	if c.Rating == NotSatisfied && c.Note == "" {
		f.Add("note", "field.reasons_when_unsatisfied")
	}
}

// Stub enters a secret case as number and date alone (涉密件存目): it has no place for text.
type Stub struct {
	Session int64        `json:"session" form:"-"`
	Stream  Stream       `json:"stream" form:"-"`
	Number  string       `json:"number" form:"line,required" max:"20"`
	On      calendar.Day `json:"on" form:"day,required"`
}

func (c *Stub) check(x *X, f *fault.Fields) {
	if c.On > x.Env.Today {
		f.Add("on", "field.day_future")
	}
}

// mostTextFiles is how many files (附件) one suggestion carries, a scan of its paper included.
const mostTextFiles = 3
