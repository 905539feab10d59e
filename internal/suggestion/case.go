package suggestion

import (
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
)

// Stream separates cases of the session from those between sessions (会议期间 / 闭会期间) in every report.
type Stream string

// The two streams.
const (
	InSession Stream = "session"
	Between   Stream = "between"
)

// Kind says who speaks (提出方式).
type Kind string

// Kinds of proposers.
const (
	Single     Kind = "single"     // 代表个人
	Joint      Kind = "joint"      // 联名
	Delegation Kind = "delegation" // 代表团
)

// Role of a unit in a case (承办方式).
type Role string

// Roles of units.
const (
	Sole     Role = "sole"     // 独办
	LeadRole Role = "lead"     // 主办
	Co       Role = "co"       // 会办
	Separate Role = "separate" // 分办
)

// Answers reports whether a unit in this role answers the deputy itself; a co-handler gives its opinion to the lead.
func (r Role) Answers() bool { return r != Co }

// Rating is a level of satisfaction (满意程度).
type Rating string

// The three levels that every rule read uses; the empty Rating is "not rated".
const (
	Satisfied    Rating = "satisfied"
	Basically    Rating = "basically"
	NotSatisfied Rating = "not_satisfied"
)

// Text is what the deputy writes: one matter, three parts, numbered requests (情况 / 分析 / 建议).
type Text struct {
	Title     string   `json:"title"`
	Situation string   `json:"situation"`
	Analysis  string   `json:"analysis"`
	Requests  []string `json:"requests"`
}

// About is the form's block of related information (相关情况).
type About struct {
	Origin        string  `json:"origin"`                   // research, seminar, visit, other: 专题调研、座谈、走访、其他
	Publish       string  `json:"publish"`                  // full, title, none: 同意全文公开、仅公开标题、不公开
	Repeated      string  `json:"repeated,omitempty"`       // 2, 3, more: years raised without solution
	WishedUnits   []int64 `json:"wished_units,omitempty"`   // units the deputy would like to handle it
	CloseContact  bool    `json:"close_contact,omitempty"`  // wants close contact during handling
	ReferenceOnly bool    `json:"reference_only,omitempty"` // for reference, no written reply needed
	Protected     bool    `json:"protected,omitempty"`      // identity kept from units and public
}

// File is an attachment: content by hash, readable only through a case in scope.
type File struct {
	Hash string `json:"hash"`
	Name string `json:"name"`
	Mime string `json:"mime"`
	Size int64  `json:"size"`
	Of   string `json:"of"` // text, reply, progress, evidence
	Part int    `json:"part,omitempty"`

	Nth int          `json:"-"`            // where its own name is withheld: which of the deputy's files it is, from 1
	On  calendar.Day `json:"on,omitempty"` // handed in, of what shows how a promise is kept
}

// Evident reports whether the file shows how a promise is kept (佐证材料).
func (f File) Evident() bool { return f.Of == "progress" || f.Of == "evidence" }

// Head identifies a part of a case and where it stands. Part numbers are counted within the case.
type Head struct {
	No      int        `json:"no"`
	State   flow.State `json:"state"`
	Version int        `json:"v"`
}

// PackRef names the version of the rule pack under which a case was assigned.
type PackRef struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// Case is one suggestion with all its parts: the aggregate that is loaded, decided and saved whole.
type Case struct {
	ID       int64  `json:"id"`
	Congress int64  `json:"congress"`
	Session  int64  `json:"session"`
	Seq      int    `json:"seq"`   // number of the last event
	Chain    string `json:"chain"` // hash of the last event
	Head
	Stream     Stream  `json:"stream,omitempty"`
	Number     string  `json:"number,omitempty"` // a label, never a counter
	Kind       Kind    `json:"kind"`
	Lead       int64   `json:"lead,omitempty"`        // post of the lead deputy, or the contact deputy of a delegation
	LeadPerson int64   `json:"lead_person,omitempty"` // identity behind that post
	Delegation int64   `json:"delegation,omitempty"`
	County     int64   `json:"county,omitempty"` // county committee that pre-checks
	Text       Text    `json:"text"`
	Versions   []Text  `json:"versions,omitempty"` // earlier submitted texts, oldest first
	About      About   `json:"about"`
	Files      []File  `json:"files,omitempty"`
	EnteredBy  int64   `json:"entered_by,omitempty"` // post of the staff member who entered it on behalf
	EnteredHow string  `json:"entered_how,omitempty"`
	Scan       string  `json:"scan,omitempty"` // hash of the scanned paper that it was entered from
	Category   int64   `json:"category,omitempty"`
	Pack       PackRef `json:"pack"`

	Decided       []string     `json:"decided,omitempty"` // decisions after a second "not satisfied", in words
	CosignUntil   calendar.Day `json:"cosign_until,omitempty"`
	SubmittedOn   calendar.Day `json:"submitted_on,omitempty"`
	ResubmittedOn calendar.Day `json:"resubmitted_on,omitempty"` // latest, after a return: internal limits count from it
	AcceptedOn    calendar.Day `json:"accepted_on,omitempty"`
	AssignedOn    calendar.Day `json:"assigned_on,omitempty"`
	ClosedOn      calendar.Day `json:"closed_on,omitempty"`
	AtMeeting     bool         `json:"at_meeting,omitempty"` // handed over at the hand-over meeting (交办会)

	Checked  bool      `json:"checked,omitempty"` // the county has passed the text
	Lock     *Lock     `json:"lock,omitempty"`
	Returns  []Return  `json:"returns,omitempty"`
	Reason   string    `json:"reason,omitempty"` // of the exit or refusal, in words
	Proposal *Proposal `json:"proposal,omitempty"`
	Precheck bool      `json:"precheck,omitempty"` // replies are read by the committee before delivery

	MergedInto int64      `json:"merged_into,omitempty"`
	MergedFrom flow.State `json:"merged_from,omitempty"`
	MainGone   bool       `json:"main_gone,omitempty"` // the main case ended unanswered: this one is about to stand alone again
	Absorbed   []int64    `json:"absorbed,omitempty"`
	SplitFrom  int64      `json:"split_from,omitempty"`
	SplitInto  []int64    `json:"split_into,omitempty"`

	PingPong  int           `json:"ping_pong,omitempty"` // objections granted so far
	Reopens   int           `json:"reopens,omitempty"`   // times the committee reopened it
	Escalated bool          `json:"escalated,omitempty"` // a second "not satisfied"
	KeyLevel  string        `json:"key_level,omitempty"` // leader, committee
	Excellent bool          `json:"excellent,omitempty"`
	Heard     []DatedRating `json:"heard,omitempty"`   // answers to the questions asked after the reply; for the committee
	History   bool          `json:"history,omitempty"` // imported from a past year: absent facts are 未载

	Told      *PastAnswer `json:"told,omitempty"`          // history only: the answer as told of the whole case
	Missing   []Fact      `json:"missing,omitempty"`       // history only: facts that figures need and the sheet lacks
	KeyLeader string      `json:"key_leader,omitempty"`    // history only: 督办领导
	KeyPost   int64       `json:"key_post,omitempty"`      // 督办领导, by post
	KeyBody   int64       `json:"key_committee,omitempty"` // 督办委室

	Signatures   []*Signature   `json:"signatures,omitempty"`
	Away         []Away         `json:"away,omitempty"` // signers who do not serve at present
	Assignments  []*Assignment  `json:"assignments,omitempty"`
	Objections   []*Objection   `json:"objections,omitempty"`
	Extensions   []*Extension   `json:"extensions,omitempty"`
	Opinions     []*Opinion     `json:"opinions,omitempty"`
	Replies      []*Reply       `json:"replies,omitempty"`
	Evaluations  []*Evaluation  `json:"evaluations,omitempty"`
	Commitments  []*Commitment  `json:"commitments,omitempty"`
	Contacts     []*Contact     `json:"contacts,omitempty"`
	Corrections  []*Correction  `json:"corrections,omitempty"`
	Reports      []*Report      `json:"reports,omitempty"` // confidential: the committee head's alone
	Forms        []*Form        `json:"forms,omitempty"`
	Withdrawals  []*Withdrawal  `json:"withdrawals,omitempty"`
	Remarks      []Remark       `json:"remarks,omitempty"`
	Instructions []*Instruction `json:"instructions,omitempty"`
	Clocks       []*Clock       `json:"clocks,omitempty"`
	LastPart     int            `json:"last_part,omitempty"`
	LastApart    int            `json:"last_apart,omitempty"` // of the parts whose existence is confidential

	Sides map[int64]string `json:"sides,omitempty"` // person → side they have acted for: deputy, unit or office
}

// Lock is the mark that somebody is reviewing the case just now (审核锁). It expires by itself.
type Lock struct {
	Post  int64 `json:"post"`
	Until int64 `json:"until"` // Unix milliseconds
}

// Return is one round of sending back for change (退回修改).
type Return struct {
	On      calendar.Day `json:"on"`
	By      int64        `json:"by"` // post
	Reasons []string     `json:"reasons"`
	Marks   []string     `json:"marks,omitempty"` // passages of the text that are meant
	Note    string       `json:"note"`
	Text    int          `json:"text"` // index in Versions of the text sent back
	County  bool         `json:"county,omitempty"`
}

// Share is a unit with its role and reason in a hand-over or a proposal for one.
type Share struct {
	Unit       int64  `json:"unit" form:"unit,required"`
	Role       Role   `json:"role" form:"choice,required" options:"sole,lead,co,separate"`
	Part       string `json:"part,omitempty" form:"line" max:"200"`   // which requests it answers, in words, for separate handling
	Reason     string `json:"reason,omitempty" form:"line" max:"200"` // why this unit
	Government bool   `json:"government,omitempty" form:"-"`
	Special    int64  `json:"special,omitempty" form:"-"`
}

// Proposal is the hand-over that one person proposes and a second approves.
type Proposal struct {
	By     int64   `json:"by"` // person
	Shares []Share `json:"shares"`
}

// Remark is an urging, an instruction or a note on the case (催办、批示、说明).
type Remark struct {
	Kind string       `json:"kind"` // urge, instruct, meeting, interim, withdraw_consent
	On   calendar.Day `json:"on"`
	By   int64        `json:"by"` // post
	Unit int64        `json:"unit,omitempty"`
	Text string       `json:"text"`
}
