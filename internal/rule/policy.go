package rule

import (
	"slices"

	"huiyin/internal/calendar"
)

// Policy names a setting of a pack that is not a time.
type Policy string

// The settings. The first group must be in every pack, since the program has to act one way or the other (marked as default where the
// sources are silent); the second group is absent where the sources give nothing.
const (
	Withdraw         Policy = "withdraw"          // 撤回: before_assign, any_time, unanimous
	JointReply       Policy = "joint_reply"       // 联名建议的答复送达: every, lead
	JointFeedback    Policy = "joint_feedback"    // 联名建议由谁评价: lead, each
	RedoDecision     Policy = "redo_decision"     // 重新办理的启动: committee, automatic
	FeedbackFields   Policy = "feedback_fields"   // 评价项目: attitude_result, one
	Silent           Policy = "silent"            // 逾期未评价: excluded
	ClassOfSeveral   Policy = "class_of_several"  // 多家承办时的类别: least_favourable
	ExtensionConsent Policy = "extension_consent" // 延期由谁同意: committee, committee_office, assigner, none
	Merging          Policy = "merge"             // 并案: allowed
	Publication      Policy = "publication"       // 公开: public, objectable, consent

	UnitReport       Policy = "unit_report"       // 承办单位年度报告: MM-DD
	Escalation       Policy = "escalation"        // 二次评价不满意之后: joint_talk, assessment, committee_opinion, committee_meeting
	ExcludedHandling Policy = "excluded_handling" // 不予受理的去向: return_or_letter, advise_withdrawal, not_accepted, letter_or_revise, return_or_reference
	OralOpinion      Policy = "oral_opinion"      // 口头意见的办理: term
	KeyVote          Policy = "key_vote"          // 重点建议询问和测评: month MM
	DelegationKey    Policy = "delegation_key"    // 全团建议直接列入督办: leader, committee
	TermAccount      Policy = "term_account"      // 换届后对未了承诺作书面说明, 自新一届首次会议开幕之日起: term
)

// Values lists what each setting may be; a setting with no list is a term, a month or a day of the year.
var Values = map[Policy][]string{
	Withdraw:         {"before_assign", "any_time", "unanimous"},
	JointReply:       {"every", "lead"},
	JointFeedback:    {"lead", "each"},
	RedoDecision:     {"committee", "automatic"},
	FeedbackFields:   {"attitude_result", "one"},
	Silent:           {"excluded"},
	ClassOfSeveral:   {"least_favourable"},
	ExtensionConsent: {"committee", "committee_office", "assigner", "none"},
	Merging:          {"allowed"},
	Publication:      {"public", "objectable", "consent"},
	Escalation:       {"joint_talk", "assessment", "committee_opinion", "committee_meeting"},
	DelegationKey:    {"leader", "committee"},
	ExcludedHandling: {"return_or_letter", "advise_withdrawal", "not_accepted", "letter_or_revise", "return_or_reference"},
}

// Required lists the settings that every pack must have, in the order in which people read them.
var Required = []Policy{
	Withdraw, JointReply, JointFeedback, RedoDecision, FeedbackFields, Silent, ClassOfSeveral, ExtensionConsent, Merging, Publication,
}

// Optional lists the settings that are absent where the sources give nothing.
var Optional = []Policy{UnitReport, Escalation, ExcludedHandling, OralOpinion, KeyVote, DelegationKey, TermAccount}

// Descriptive lists the settings by which the program decides nothing: either there is one way only, or what they speak of stands outside it.
var Descriptive = []Policy{Silent, ClassOfSeveral, Merging, UnitReport, OralOpinion, KeyVote}

// Is reports whether a setting has the given value.
func (p *Pack) Is(name Policy, value string) bool { return p.Policies[name].Value == value }

// RatesBoth reports whether the deputy rates attitude and result apart (办理态度、办理结果); otherwise it is one rating.
func (p *Pack) RatesBoth() bool { return p.Is(FeedbackFields, "attitude_result") }

// TermOf returns a setting that is a term, and false when the pack has none.
func (p *Pack) TermOf(name Policy) (calendar.Term, bool) {
	v, ok := p.Policies[name]
	if !ok {
		return calendar.Term{}, false
	}
	t, err := calendar.ParseTerm(v.Value)
	return t, err == nil
}

// Exclusion is the code of a matter that may not be raised as a suggestion (不得作为建议提出的事项): a reason for return.
type Exclusion string

// The matters that the regulations list.
const (
	Personal      Exclusion = "personal"         // 代表本人及其亲属的个人问题
	OwnUnit       Exclusion = "own_unit"         // 本单位的个别问题
	Forwarded     Exclusion = "forwarded_letter" // 代转群众来信
	Complaint     Exclusion = "complaint"        // 检举、控告、申诉
	JudicialCase  Exclusion = "judicial_case"    // 具体司法案件
	Bidding       Exclusion = "bidding"          // 招投标等具体经济活动
	SelfInterest  Exclusion = "self_interest"    // 可能牟取个人利益
	Academic      Exclusion = "academic"         // 学术探讨
	Promotion     Exclusion = "promotion"        // 产品推介
	Consultation  Exclusion = "consultation"     // 法律政策咨询
	NoSubstance   Exclusion = "no_substance"     // 没有实际内容
	BeyondPowers  Exclusion = "beyond_powers"    // 不属于本级职权
	Unlawful      Exclusion = "unlawful"         // 违反法律规定
	OtherExcluded Exclusion = "other"            // 其他
)

// AllExclusions lists every reason in the order in which a checker reads them.
var AllExclusions = []Exclusion{
	Personal, OwnUnit, Forwarded, Complaint, JudicialCase, Bidding, SelfInterest, Academic, Promotion, Consultation, NoSubstance,
	BeyondPowers, Unlawful, OtherExcluded,
}

// exits are the ways that each value of ExcludedHandling leaves for a matter that is no suggestion, besides sending it back to the deputy.
var exits = map[string]string{
	"return_or_letter": "to_letter", "letter_or_revise": "to_letter", "return_or_reference": "to_letter", "advise_withdrawal": "refuse", "not_accepted": "refuse",
}

// LeavesBy reports whether a matter unfit for a suggestion may go by an exit (refuse: 不予受理; to_letter: 转代表来信). A pack that says nothing of it
// leaves both.
func (p *Pack) LeavesBy(exit string) bool {
	v, ok := p.Policies[ExcludedHandling]
	return !ok || exits[v.Value] == exit
}

// Excludes reports whether the pack lists a matter as unfit for a suggestion; one that lists nothing excludes all that are known.
func (p *Pack) Excludes(e Exclusion) bool {
	return len(p.Exclusions.Codes) == 0 || slices.Contains(p.Exclusions.Codes, e)
}

// Exclusions is a pack's list of such matters.
type Exclusions struct {
	Codes   []Exclusion `json:"codes"`
	Source  string      `json:"source,omitempty"`
	Default bool        `json:"default,omitempty"`
	Note    string      `json:"note,omitempty"`
}
