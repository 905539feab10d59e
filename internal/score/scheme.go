// Package score holds the scoring of handling units (量化考核): schemes as data, the facts that they count, the sheet that follows from
// both, and the bundle that freezes a run so that anybody can compute it again. It is pure, and exact: points are whole hundredths and
// shares are compared as fractions.
package score

import "huiyin/internal/suggestion"

// Outcome says what a scheme ends in (考核结果的形式).
type Outcome string

// The two kinds of schemes.
const (
	ByPoints Outcome = "points" // 计分
	ByGrade  Outcome = "grade"  // 评定等次
)

// Scheme is one version of a way of scoring (考核办法). A run keeps the scheme that it used, so that a later version changes nothing past.
type Scheme struct {
	ID      string  `json:"id"`
	Version int     `json:"version"`
	Name    string  `json:"name"`
	NameEN  string  `json:"name_en"`
	Outcome Outcome `json:"outcome"`
	Source  string  `json:"source,omitempty"`  // the document that it comes from
	Default bool    `json:"default,omitempty"` // ours (系统默认), not the rule of a place
	Note    string  `json:"note,omitempty"`
	// Decisions are the points that the source leaves open, and how they were decided here.
	Decisions []Decision `json:"decisions,omitempty"`

	Population Filter   `json:"population"`            // which shares of cases count at all
	MinSample  int      `json:"min_sample,omitempty"`  // units with fewer items are scored but not ranked
	Groups     []Named  `json:"groups,omitempty"`      // units are ranked inside their group
	AppealDays int      `json:"appeal_days,omitempty"` // days after publication in which a unit may object
	Figures    []Figure `json:"figures,omitempty"`

	Blocks   []Block `json:"blocks,omitempty"` // of schemes by points
	Rules    []Rule  `json:"rules,omitempty"`
	Workload []Step  `json:"workload,omitempty"`
	Levels   []Level `json:"levels,omitempty"`

	Grades     []Named     `json:"grades,omitempty"` // of schemes by grade, the best first
	Indicators []Indicator `json:"indicators,omitempty"`
	Final      []Final     `json:"final,omitempty"`
}

// Decision is one open point of a source, decided.
type Decision struct {
	Point  string `json:"point"`
	Choice string `json:"choice"`
}

// Named is a code with its name.
type Named struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Filter says which shares of cases count. Empty lists mean all.
type Filter struct {
	Roles   []suggestion.Role   `json:"roles,omitempty"`
	Streams []suggestion.Stream `json:"streams,omitempty"`
	// OnlyDue leaves out what is neither answered nor past its limit on the day of the cut-off.
	OnlyDue bool `json:"only_due,omitempty"`
}

// Figure is a count of a scheme: a named fact, or other figures put together. Its base is what a share of it is taken of.
type Figure struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Fact   string   `json:"fact,omitempty"`
	Days   int      `json:"days,omitempty"` // for facts that ask "within how many days"
	Plus   []string `json:"plus,omitempty"`
	Minus  []string `json:"minus,omitempty"`
	Of     string   `json:"of,omitempty"` // the figure whose count is the base, when not the fact's own
	Filter Filter   `json:"filter,omitzero"`
}

// Direction says whether a rule adds or deducts.
type Direction string

// The two directions.
const (
	Add    Direction = "add"    // 加分
	Deduct Direction = "deduct" // 扣分
)

// Unit says what a rule's amount is for.
type Unit string

// The units of rules.
const (
	PerItem     Unit = "per_item"     // 每件
	PerPoint    Unit = "per_point"    // 每个百分点
	PerDocument Unit = "per_document" // 每缺一份材料
	Once        Unit = "once"         // 达到即计, 否则不计
)

// Evidence says where the count of a rule comes from.
type Evidence string

// The two sources.
const (
	Automatic Evidence = "automatic" // 由办理记录自动统计
	Manual    Evidence = "manual"    // 人工登记, 附证明材料
)

// Block is a part of the points with its own base (考核板块).
type Block struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Base  Amount `json:"base"`
	Floor Amount `json:"floor,omitempty"` // base less deductions does not fall below it
	Cap   Amount `json:"cap,omitempty"`   // the block with its additions does not rise above it
}

// Rule adds or deducts points of a block.
type Rule struct {
	Code      string    `json:"code"`
	Block     string    `json:"block"`
	Name      string    `json:"name"`
	Direction Direction `json:"direction"`
	Unit      Unit      `json:"unit"`
	Amount    Amount    `json:"amount"`
	// Threshold is the percentage from which points of share count, or the number of items that are free.
	Threshold Amount   `json:"threshold,omitempty"`
	Floor     Amount   `json:"floor,omitempty"` // the least and the most that the rule adds or deducts once it applies
	Cap       Amount   `json:"cap,omitempty"`
	Evidence  Evidence `json:"evidence"`
	Figure    string   `json:"figure,omitempty"` // automatic: a figure of the scheme or a named fact
	When      []Range  `json:"when,omitempty"`   // once and automatic: all must hold
	OfCase    bool     `json:"of_case,omitempty"`
	Documents []Named  `json:"documents,omitempty"` // per_document: what must be there
	Filter    Filter   `json:"filter,omitzero"`
}

// Step is a correction for the load of work (工作量修正): points for a number of items, or for each item above a number.
type Step struct {
	Code  string `json:"code"`
	Block string `json:"block"`
	Name  string `json:"name"`
	From  Amount `json:"from"`            // items, inclusive
	Below Amount `json:"below,omitempty"` // items, exclusive
	Add   Amount `json:"amount"`
	Each  bool   `json:"each,omitempty"` // for each item from the number on, not once
	Cap   Amount `json:"cap,omitempty"`
}

// Level is a grade by total points.
type Level struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	From  Amount `json:"from,omitempty"`  // inclusive
	Below Amount `json:"below,omitempty"` // exclusive
}

// Indicator is one grade of several (单项指标): bands over figures that neither overlap nor leave a gap.
type Indicator struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Bands []Band `json:"bands"`
}

// Band gives a grade when all its ranges hold.
type Band struct {
	Grade string  `json:"grade"`
	When  []Range `json:"when"`
}

// Range holds a figure between bounds, as a percentage of its base or as a count.
type Range struct {
	Figure string `json:"figure"`
	As     string `json:"as"`              // percent, count
	From   Amount `json:"from,omitempty"`  // at least
	Above  Amount `json:"above,omitempty"` // more than
	To     Amount `json:"to,omitempty"`    // at most
	Below  Amount `json:"below,omitempty"` // less than
}

// Final decides the grade of the whole from those of the indicators: the first line that fits. A line without Of always fits.
type Final struct {
	Grade string `json:"grade"`
	Of    string `json:"of,omitempty"`    // a grade of indicators
	Least int    `json:"least,omitempty"` // how many indicators must have it
}
