package templates

// CasePage is one suggestion with everything that the reader may know of it (案件页).
type CasePage struct {
	Page
	Head         CaseHead
	Stages       []Stage
	Exit         string // where it ended outside the ordinary course, in a sentence; empty otherwise
	Prose        Prose
	Hints        *Hints // what the coach remarks, to those who check the text
	Files        []FileLine
	Facts        []Fact // who speaks, origin, publication
	Checks       []CheckRound
	Returned     *CheckRound // why the text came back to its author, who has it now (退回修改)
	Lanes        []CaseLane
	Signs        []Fact // co-signers and their answers
	Paused       string // why the time for evaluating stands still; empty when it does not
	Timeline     []TimeEvent
	Filters      []NavItem
	Dates        []Date
	Past         []Date // clocks that have ended
	Parties      []Fact
	Promises     []PromiseLine
	Ratings      []Fact
	Remarks      []TimeEvent
	Instructions []CaseInstruction // of leaders, with what came of each
	Reports      []TimeEvent       // of pressure, and what was answered: only for who reported and the committee's head; never on paper
	Corrected    []TimeEvent       // corrections that were carried out, newest first
	Frozen       []Link            // runs of scoring that count what the record said before
	Papers       []Link            // documents that can be printed (文书)
	Dossiers     []DossierLine     // supervision, inquiries and whatever else is about it
	Checked      *Similar          // possibly about the same, where that is being checked
	Similar      *Similar          // the same at the side, for everybody else
	Linked       []Link            // main case, merged and split ones
	More         []Link            // actions beyond the foot's
	Foot         Foot
}

// CaseInstruction is what a leader instructed, once, with every body that is to report on it (批示落实).
type CaseInstruction struct {
	Said    string // 2月3日 某某批示
	Text    string
	Answers []InstructionAnswer
}

// InstructionAnswer is how it stands with one body that is to report.
type InstructionAnswer struct {
	Who, State string
	Light      Light
	Facts      []Fact
}

// DossierLine names a dossier that is about the suggestion.
type DossierLine struct {
	Link
	Kind, State string
	Light       Light
}

// CaseHead names a case on its own page and on the pages of its actions.
type CaseHead struct {
	ID     string
	Number string // 第0123号, or 未编号
	Title  string
	Class  string // in words; empty until answered
	State  string
	Light  Light
	Marks  []string // what sets the case apart, in words
	Href   string
}

// FileLine is an attachment.
type FileLine struct{ Href, Name, Size, Of string }

// ShownFile is a file that somebody judges by; a picture is shown as one.
type ShownFile struct {
	FileLine
	Picture bool
}

// CheckRound is one round of review (审核): what was sent back and why, with the changed text beside it.
type CheckRound struct {
	Said  string // 3月2日 联工委退回修改
	Facts []Fact
	Href  string // redline of this version against the next; empty when there is none
}

// CaseLane is one unit's part in the case.
type CaseLane struct {
	Lane
	Anchor  string
	Decided string // on handling again, in the open: the unit works from it
	Facts   []Fact
	Notes   []LaneNote // contacts, opinions, requests
	Reply   []LaneReply
}

// LaneNote is one entry under a unit: a contact, an opinion, an objection.
type LaneNote struct {
	Title string
	State string
	Lines []string
}

// LaneReply is one version of a unit's answer.
type LaneReply struct {
	Title   string
	State   string
	Open    bool
	Opening string
	Answers []QA
	Facts   []Fact
	Files   []FileLine
}

// QA is a numbered request with its answer.
type QA struct {
	No      int
	Request string
	Answer  string
}

// PromiseLine is one commitment in the side panel.
type PromiseLine struct {
	Anchor string
	Words  string
	State  string
	Date   Date
	Facts  []Fact
	Proof  []ShownFile
	Acts   []Link // with which the reader follows it
}

// RedlinePage shows two versions of a text with what changed.
type RedlinePage struct {
	Page
	Head  CaseHead
	Said  string
	Facts []Fact
	Parts []RedPart
	Other []Link // other versions
}

// RedPart is one part of the text.
type RedPart struct {
	Head   string
	Pieces []RedPiece
}

// RedPiece is a stretch: "" unchanged, "gone", "added".
type RedPiece struct{ Op, Text string }
