package suggestion

import (
	"huiyin/internal/calendar"
	"huiyin/internal/rule"
)

// Signature is one co-signer's answer to an invitation (联名).
type Signature struct {
	Head
	Post     int64        `json:"post"`
	Person   int64        `json:"person"`
	On       calendar.Day `json:"on,omitempty"`
	Of       string       `json:"of,omitempty"`       // digest of the text confirmed
	Withdraw bool         `json:"withdraw,omitempty"` // agrees to withdrawing
	Note     string       `json:"note,omitempty"`     // said with the answer
}

// Assignment is one unit's share of a case (承办任务), with its own clocks, replies and score.
type Assignment struct {
	Head
	Share
	AssignedBy  int64        `json:"assigned_by"` // organisation: only it re-assigns
	AssignedOn  calendar.Day `json:"assigned_on,omitempty"`
	SignedOn    calendar.Day `json:"signed_on,omitempty"`
	RepliedOn   calendar.Day `json:"replied_on,omitempty"` // latest delivery
	FirstOn     calendar.Day `json:"first_on,omitempty"`   // first delivery
	Round       int          `json:"round"`                // 1 for the first handling
	Class       string       `json:"class,omitempty"`      // of the latest delivered reply
	FirstClass  string       `json:"first_class,omitempty"`
	Outcome     rule.Outcome `json:"outcome,omitempty"`
	Replaces    int          `json:"replaces,omitempty"` // part number of the assignment it took over
	Plan        string       `json:"plan,omitempty"`
	People      []Duty       `json:"people,omitempty"`
	Instruction string       `json:"instruction,omitempty"` // leader's instruction (主要领导批办)
	InstructOn  calendar.Day `json:"instruct_on,omitempty"`
	Interim     string       `json:"interim,omitempty"` // interim reply (阶段性答复)
	Attitude    Rating       `json:"attitude,omitempty"`
	Result      Rating       `json:"result,omitempty"`
	FirstResult Rating       `json:"first_result,omitempty"`
	RatedOn     calendar.Day `json:"rated_on,omitempty"`
	Refusals    int          `json:"refusals,omitempty"`   // "not satisfied" so far
	Advice      string       `json:"advice,omitempty"`     // the clerk's advice on handling it again, for whoever decides
	AdvisedBy   int64        `json:"advised_by,omitempty"` // person
	Reopened    int          `json:"reopened,omitempty"`   // which reopening of the case it has followed
	Before      []Tenure     `json:"before,omitempty"`     // bodies that had this share before the present unit took it over
	Folded      bool         `json:"folded,omitempty"`     // the unit has become one with another that handles the case
}

// Duty names one of the four responsible people of a unit (四级责任).
type Duty struct {
	Level string `json:"level" form:"choice,required" options:"head,deputy_head,section,clerk"`
	Name  string `json:"name" form:"line,required" max:"60"`
	Phone string `json:"phone,omitempty" form:"line" max:"40"`
}

// Objection is a unit's request to be relieved (申请调整/退办).
type Objection struct {
	Head
	Assignment int          `json:"assignment"`
	On         calendar.Day `json:"on"`
	Reason     string       `json:"reason"`
	Proposes   int64        `json:"proposes"` // unit
	DecidedOn  calendar.Day `json:"decided_on,omitempty"`
	Decision   string       `json:"decision,omitempty"` // arbitration record
	NewUnit    int64        `json:"new_unit,omitempty"`
}

// Extension is a request for more time (申请延期). Both dates stay on record.
type Extension struct {
	Head
	Assignment int          `json:"assignment"`
	On         calendar.Day `json:"on"`
	Reason     string       `json:"reason"`
	Until      calendar.Day `json:"until"`
	Was        calendar.Day `json:"was"`
	DecidedOn  calendar.Day `json:"decided_on,omitempty"`
	Decision   string       `json:"decision,omitempty"`
}

// Opinion is what a co-handler tells the lead (会办意见).
type Opinion struct {
	Head
	Assignment int          `json:"assignment"`
	On         calendar.Day `json:"on"`
	Text       string       `json:"text"`
	Number     string       `json:"number,omitempty"`
	Rounds     int          `json:"rounds"` // times sent back
	Why        string       `json:"why,omitempty"`
}

// Reply is one answer of one unit in one round (答复). After delivery it never changes.
type Reply struct {
	Head
	Assignment  int          `json:"assignment"`
	Round       int          `json:"round"`
	Answers     []string     `json:"answers"` // one per numbered request
	Opening     string       `json:"opening,omitempty"`
	Class       string       `json:"class"`
	Reason      string       `json:"reason,omitempty"` // why it cannot be done, for class C and the like
	Basis       string       `json:"basis,omitempty"`  // law or policy the reason stands on
	Promises    []Promise    `json:"promises,omitempty"`
	Opinions    string       `json:"opinions,omitempty"` // how the co-handlers' opinions were used
	Contact     string       `json:"contact,omitempty"`
	Phone       string       `json:"phone,omitempty"`
	Publish     string       `json:"publish,omitempty"` // full, summary, none
	Number      string       `json:"number,omitempty"`  // 答复文号
	DraftedBy   int64        `json:"drafted_by,omitempty"`
	ReviewedBy  int64        `json:"reviewed_by,omitempty"`
	SignedBy    int64        `json:"signed_by,omitempty"` // person
	SignerTitle string       `json:"signer_title,omitempty"`
	SentBack    []string     `json:"sent_back,omitempty"`
	IssuedOn    calendar.Day `json:"issued_on,omitempty"`
	DeliveredOn calendar.Day `json:"delivered_on,omitempty"`
	ReceivedOn  calendar.Day `json:"received_on,omitempty"`
	MainCase    int64        `json:"main_case,omitempty"` // a merged case's own letter points at the main case's reply
	MainReply   int          `json:"main_reply,omitempty"`
}

// Promise is a commitment as a reply makes it (承诺), before it becomes a ledger entry.
type Promise struct {
	Words  string       `json:"words" form:"text,required" max:"500"`
	Result string       `json:"result" form:"line,required" max:"200"`
	Owner  string       `json:"owner" form:"line" max:"60"`
	Due    calendar.Day `json:"due" form:"day,required"`
}

// Evaluation is a deputy's judgement of one reply (评价): per assignment, round and signer.
type Evaluation struct {
	Head
	Assignment int          `json:"assignment"`
	Round      int          `json:"round"`
	Post       int64        `json:"post"`     // the deputy's
	Attitude   Rating       `json:"attitude"` // empty where the pack knows one rating only
	Result     Rating       `json:"result"`
	Reasons    string       `json:"reasons,omitempty"`
	On         calendar.Day `json:"on"`
	Paper      bool         `json:"paper,omitempty"`
	EnteredBy  int64        `json:"entered_by,omitempty"` // person
	CheckedBy  int64        `json:"checked_by,omitempty"` // person
	Scan       string       `json:"scan,omitempty"`
}

// Dropped reports whether the evaluation is a paper entry that never came to count: rejected, or overtaken by what the deputy entered in person.
func (e *Evaluation) Dropped() bool { return e.State == Cancelled || e.State == Moot }

// Commitment is one promise in the ledger (承诺台账).
type Commitment struct {
	Head
	Assignment int          `json:"assignment"`
	Reply      int          `json:"reply"`
	Words      string       `json:"words"`
	Result     string       `json:"result"`
	Owner      string       `json:"owner,omitempty"`
	Due        calendar.Day `json:"due"`
	FirstDue   calendar.Day `json:"first_due"`
	Progress   []Progress   `json:"progress,omitempty"`
	DoneOn     calendar.Day `json:"done_on,omitempty"`
	Evidence   string       `json:"evidence,omitempty"`
	Rated      Rating       `json:"rated,omitempty"` // the deputy's
	RatedOn    calendar.Day `json:"rated_on,omitempty"`
	RatedNote  string       `json:"rated_note,omitempty"`
	Verified   calendar.Day `json:"verified,omitempty"` // by the committee
	Why        string       `json:"why,omitempty"`      // written reasons of failure
	On         calendar.Day `json:"on,omitempty"`       // entered, where it stands in no reply
	Carried    []Carry      `json:"carried,omitempty"`  // roll-overs, oldest first
}

// Progress is one entry under a commitment.
type Progress struct {
	On      calendar.Day `json:"on"`
	Text    string       `json:"text"`
	Percent int          `json:"percent"`
	Until   calendar.Day `json:"until,omitempty"` // a moved date
}

// Contact is one record of speaking with the deputy (沟通联系): only confirmed ones count.
type Contact struct {
	Head
	Assignment int          `json:"assignment"`
	Phase      string       `json:"phase"` // before, during, after
	Way        string       `json:"way"`   // phone, visit, meeting, site
	On         calendar.Day `json:"on"`
	Who        string       `json:"who"`
	Rank       string       `json:"rank"`
	Text       string       `json:"text"`
	Why        string       `json:"why,omitempty"`     // deputy's objection
	Vouched    string       `json:"vouched,omitempty"` // how the committee asked a deputy who is away
}

// Correction mends a mistake in the record with a second person (更正).
type Correction struct {
	Head
	Field   string `json:"field"` // see Correctables
	From    string `json:"from"`
	To      string `json:"to"`
	Why     string `json:"why"`
	By      int64  `json:"by"` // person
	Decided int64  `json:"decided,omitempty"`

	Stream Stream  `json:"stream,omitempty"` // that a corrected day of submission puts the case into
	Was    []Share `json:"was,omitempty"`    // units with their roles, for a correction of roles
	Roles  []Share `json:"roles,omitempty"`

	Share      int    `json:"share,omitempty"`  // whose entry, by its part; 0 for the case
	Source     string `json:"source,omitempty"` // the paper that tells it
	Met        bool   `json:"met,omitempty"`    // limits that were met move too
	Government bool   `json:"government,omitempty"`
	Special    int64  `json:"special,omitempty"`
	LeadPerson int64  `json:"lead_person,omitempty"`
}

// Report is a deputy's confidential report of pressure (代表反映受到压力). Nobody but the committee head reads it.
type Report struct {
	Head
	On     calendar.Day `json:"on"`
	Post   int64        `json:"post"`
	Text   string       `json:"text"`
	Answer string       `json:"answer,omitempty"`
}

// Clock is one running or stopped time limit. Its derivation is recomputed on demand from pack, start and calendar.
type Clock struct {
	Name        rule.Clock   `json:"name"`
	Part        int          `json:"part,omitempty"`
	Round       int          `json:"round,omitempty"`
	Start       calendar.Day `json:"start"`
	Raw         calendar.Day `json:"raw"`
	Due         calendar.Day `json:"due"`
	Was         calendar.Day `json:"was,omitempty"` // due day before an extension
	Provisional bool         `json:"provisional,omitempty"`
	Calendar    string       `json:"calendar"`
	Stopped     calendar.Day `json:"stopped,omitempty"`
	Void        bool         `json:"void,omitempty"` // ended without being met (withdrawn, merged, reassigned)
}

// Running reports whether the clock still counts.
func (c *Clock) Running() bool { return c.Stopped == "" && !c.Void }
