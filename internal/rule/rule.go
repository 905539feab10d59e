// Package rule holds the rule packs (规则包): what law, regulation or our own default says about who must act within which time, how
// replies are classed and how evaluation works, one versioned data file per jurisdiction. It is pure. A limit that the sources do not
// give is absent, never filled in; a value that is ours and not law says so.
package rule

import "huiyin/internal/calendar"

// Clock names a limit in time that a pack can set.
type Clock string

// The clocks, in the order of a case's life.
const (
	Accept      Clock = "accept"       // 受理告知: tell the deputy that the suggestion is accepted
	Assign      Clock = "assign"       // 交办
	SignFor     Clock = "sign_for"     // 签收
	Object      Clock = "object"       // 申请退办
	Reassign    Clock = "reassign"     // 重新交办 after an objection
	Contact     Clock = "contact"      // 首次联系代表
	CoOpinion   Clock = "co_opinion"   // 会办意见
	RedoOpinion Clock = "redo_opinion" // 会办意见退回重办
	Reply       Clock = "reply"        // 答复
	ReplyMax    Clock = "reply_max"    // 答复最长期限, extensions included
	Feedback    Clock = "feedback"     // 代表评价
	RedoDecide  Clock = "redo_decide"  // 评价不满意后决定是否重新办理
	Redo        Clock = "redo"         // 重新办理后的答复
	Publish     Clock = "publish"      // 公开
)

// Clocks lists every clock name in the order of a case's life.
var Clocks = []Clock{Accept, Assign, SignFor, Object, Reassign, Contact, CoOpinion, RedoOpinion, Reply, ReplyMax, Feedback, RedoDecide, Redo, Publish}

// StartEvent is what happened on the day from which a clock counts.
type StartEvent string

// The start events. FromReceipt is the day of sign-for or, when the unit has not signed, the last day of the sign-for limit; in a pack
// without sign-for limit it is then the day of assignment.
const (
	FromSubmit    StartEvent = "submit"        // 收到建议: the committee has it
	FromClose     StartEvent = "session_close" // 大会闭幕
	FromAssign    StartEvent = "assign"        // 交办
	FromReceipt   StartEvent = "receipt"       // 签收
	FromObjection StartEvent = "objection"     // 提出退办申请
	FromSentBack  StartEvent = "sent_back"     // 退回会办意见
	FromReply     StartEvent = "reply"         // 答复送达代表
	FromRefusal   StartEvent = "refusal"       // 不满意的评价送达代表工作机构
	FromRedo      StartEvent = "redo"          // 决定或者要求重新办理
)

// StartEvents lists every start event.
var StartEvents = []StartEvent{FromSubmit, FromClose, FromAssign, FromReceipt, FromObjection, FromSentBack, FromReply, FromRefusal, FromRedo}

// Stream says whether a suggestion was made at a session or between sessions; some limits differ.
type Stream string

// The streams. The empty Stream means both.
const (
	InSession Stream = "session" // 会议期间
	Between   Stream = "between" // 闭会期间
)

// ClockRule is one limit of a pack.
type ClockRule struct {
	Clock        Clock         `json:"clock"`
	Stream       Stream        `json:"stream,omitempty"` // empty: both streams
	Term         calendar.Term `json:"term"`
	Start        StartEvent    `json:"start"`
	StartDefault bool          `json:"start_default,omitempty"` // the source gives the length but not from when; the start is ours
	Source       string        `json:"source,omitempty"`        // as an official cites it; for a default, what it was taken from
	Default      bool          `json:"default,omitempty"`       // our default (系统默认), not law of this jurisdiction
	Note         string        `json:"note,omitempty"`
}

// Param is one setting of a pack that is not a time.
type Param struct {
	Value   string `json:"value"`
	Source  string `json:"source,omitempty"`
	Default bool   `json:"default,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Pack is one version of a jurisdiction's rules. Cases keep the version under which they were assigned. Packs are shared and must not
// be changed.
type Pack struct {
	ID         string           `json:"id"`
	Version    int              `json:"version"`
	Name       string           `json:"name"`
	NameEN     string           `json:"name_en"`
	ValidFrom  calendar.Day     `json:"valid_from"` // from this day new hand-overs may use it
	Basis      []string         `json:"basis"`      // instruments that the values come from
	Note       string           `json:"note,omitempty"`
	Clocks     []ClockRule      `json:"clocks"`
	Policies   map[Policy]Param `json:"policies"`
	Exclusions Exclusions       `json:"exclusions"`
	Scheme     Scheme           `json:"scheme"`
}

// ClockFor returns the rule of a clock for one stream: its own rule before the one for both, and false when there is neither.
func (p *Pack) ClockFor(name Clock, stream Stream) (ClockRule, bool) {
	var both ClockRule
	found := false
	for _, r := range p.Clocks {
		switch {
		case r.Clock != name:
		case r.Stream == stream:
			return r, true
		case r.Stream == "":
			both, found = r, true
		}
	}
	return both, found
}

// The steps that a pack adds to a derivation.
const (
	StepRule      = "date.step.rule"       // source: the article that sets the limit
	StepRuleStart = "date.step.rule_start" // source: the article that sets the length; the start is our default
	StepDefault   = "date.step.default"    // source: what our default was taken from; empty when nothing
)

// DueFor counts a clock for one stream from the day of its start event; false when the pack has no such limit. The first step names the start
// event and the last the rule and its source.
func (p *Pack) DueFor(name Clock, stream Stream, start calendar.Day, c *calendar.Calendar) (calendar.Derivation, bool) {
	r, ok := p.ClockFor(name, stream)
	if !ok {
		return calendar.Derivation{}, false
	}
	d := calendar.Due(start, r.Term, c)
	if len(d.Steps) == 0 {
		return d, true // no valid start: nothing to explain
	}
	d.Steps[0].Key = calendar.StepStart + "_" + string(r.Start)
	key := StepRule
	switch {
	case r.Default:
		key = StepDefault
	case r.StartDefault:
		key = StepRuleStart
	}
	d.Steps = append(d.Steps, calendar.Step{Key: key, Args: map[string]string{"source": r.Source}})
	return d, true
}

// The first steps of a date that counts from receipt.
const (
	StepReceipt         = calendar.StepStart + "_" + string(FromReceipt) // day: it was signed for
	StepReceiptLimit    = StepReceipt + "_limit"                         // day: the last of the sign-for limit; it was not signed for in time
	StepReceiptUnsigned = StepReceipt + "_unsigned"                      // day: of hand-over; it is not signed for, and there is no limit for that
)

// Receipt returns the day on which a unit counts as having received a case handed over on the assigned day, and the step that says why: the
// day it signed, but never later than the last day of the sign-for limit, so that nobody gains time by signing late. signed is empty while
// unsigned; a pack without sign-for limit then takes the day of hand-over.
func (p *Pack) Receipt(stream Stream, assigned, signed calendar.Day, c *calendar.Calendar) (day calendar.Day, step string) {
	limit, ok := p.DueFor(SignFor, stream, assigned, c)
	switch {
	case ok && (signed == "" || signed > limit.Due):
		return limit.Due, StepReceiptLimit
	case signed == "":
		return assigned, StepReceiptUnsigned
	}
	return signed, StepReceipt
}

// PolicyOf returns a setting, and false when the pack says nothing of it.
func (p *Pack) PolicyOf(name Policy) (Param, bool) { v, ok := p.Policies[name]; return v, ok }
