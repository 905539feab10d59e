package sheet

import "huiyin/internal/calendar"

// Stream says when a suggestion was put forward.
type Stream string

// The two streams.
const (
	InSession Stream = "session" // 会议期间
	Between   Stream = "between" // 闭会期间
)

// Answer is a yes or no that the sheet may lack (empty: 未载).
type Answer string

// The answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// Outcome is what review made of a suggestion.
type Outcome string

// The outcomes.
const (
	Handled   Outcome = "handled"   // 办理
	Returned  Outcome = "returned"  // 退回
	Letter    Outcome = "letter"    // 转来信
	Withdrawn Outcome = "withdrawn" // 撤回
	Merged    Outcome = "merged"    // 并案
)

// Level is a deputy's evaluation; its codes are those of suggestion.Rating. NotEvaluated is a known silence; the empty Level is a fact the sheet lacks (未载).
type Level string

// The levels.
const (
	Satisfied    Level = "satisfied"     // 满意
	Basically    Level = "basically"     // 基本满意
	Unsatisfied  Level = "not_satisfied" // 不满意
	NotEvaluated Level = "not_evaluated" // 未评价
)

// KeyLevel says who supervised a key suggestion (重点建议).
type KeyLevel string

// The key levels.
const (
	KeyLeader    KeyLevel = "leader"    // 主任会议成员督办
	KeyCommittee KeyLevel = "committee" // 委室督办
	KeyNone      KeyLevel = "none"      // 非重点
)

// Role is a unit's part in a suggestion.
type Role string

// The roles.
const (
	Sole     Role = "sole"     // 独办
	LeadUnit Role = "lead"     // 主办
	CoUnit   Role = "co"       // 会办
	Separate Role = "separate" // 分办
)

// Answers reports whether a unit in this role answers the deputy itself.
func (r Role) Answers() bool { return r == Sole || r == LeadUnit || r == Separate }

// State is what became of a commitment.
type State string

// The states.
const (
	Open   State = "open"   // 推进中
	Kept   State = "kept"   // 已兑现
	Broken State = "broken" // 未兑现
)

// Ref is somebody or something of the directory: the id found there (0 without a directory) and the words of the sheet.
type Ref struct {
	ID   int64
	Name string
	Cert string // 代表证号, deputies only, when the sheet gives it
}

// Key names a suggestion within a congress: a number is unique in its session and stream.
type Key struct {
	Term    int // 届
	Session int // 次
	Stream  Stream
	Number  string // a label, not a counter: leading zeros stay
}

// Reply holds what is known of one answer; every field may be absent.
type Reply struct {
	Class     string // code of the scheme
	Number    string // 发文字号
	Day       calendar.Day
	Text      string
	Attitude  Level
	Result    Level
	Evaluated calendar.Day
}

// Empty reports whether the sheet told nothing about the answer.
func (r Reply) Empty() bool { return r == Reply{} }

// Suggestion is one row of the sheet of suggestions with the rows of the other sheets that belong to it.
type Suggestion struct {
	Row int // row on the sheet, for messages
	Key
	Title, Situation, Analysis, Requests string
	Text                                 string // the whole text, when it is not given in three parts
	Lead                                 Ref
	Cosigners                            []Ref
	Delegation                           Ref // set for a delegation's suggestion (全团建议)
	Contact                              Ref // contact deputy of a delegation's suggestion
	Category                             Ref
	Origin, Publication                  string
	Submitted, Accepted, Handover        calendar.Day
	AtMeeting                            Answer // handed over at the hand-over meeting (交办会)
	Outcome                              Outcome
	Into                                 Key   // the suggestion into which this one was merged
	Reply                                Reply // the case's answer as the sheet of suggestions tells it
	KeyLevel                             KeyLevel
	KeyLeader                            string // 督办领导
	KeyCommittee                         Ref
	Excellent                            Answer // 优秀建议
	Assignments                          []Assignment
	Commitments                          []Commitment
}

// Assignment is one unit's part in a suggestion.
type Assignment struct {
	Row              int
	Unit             Ref
	Role             Role
	Assigned, Signed calendar.Day // 交办, 签收
	Reply            Reply
	CoOpinion        string // 会办意见
	CoDay            calendar.Day
}

// Commitment is one promise made in a reply.
type Commitment struct {
	Row    int
	Unit   Ref
	Words  string // the exact words
	Result string // the result that can be measured
	Due    calendar.Day
	State  State
	Done   calendar.Day
}

// Praise is a unit commended for its handling (表彰单位).
type Praise struct {
	Row   int
	Unit  Ref
	Award string
}

// Year is a whole historical year as the workbook tells it.
type Year struct {
	Congress    string // code; the caller's when the sheet gives none
	Suggestions []Suggestion
	Commended   []Praise

	bad  map[string]map[int]bool // sheet key and row of every row with an error
	torn bool                    // a whole sheet could not be read: no row can be trusted
	rows *reading                // of the sheet of suggestions, for addresses
}

// Note is a complaint about a suggestion that only the caller can make, such as one that differs from what is stored. It
// names the cell of the number.
func (y *Year) Note(s Suggestion, key string, args ...any) Problem {
	p := Problem{Row: s.Row, Key: key, Args: args, Severity: SeverityWarning}
	if y.rows != nil {
		p.Sheet, p.Cell = y.rows.name, y.rows.cell(s.Row, "number")
	}
	return p
}
