package templates

// LeaderDeskPage is what a leader reads in two minutes: every key item that the leader heads or handles (领导督办批阅).
type LeaderDeskPage struct {
	Page
	Lead  string
	Items []LeaderItem
	Empty *Empty

	Own     []LeaderOwn // instructions on single suggestions
	OwnLead string
	OwnAll  *Link
}

// LeaderOwn is one instruction of the leader's own on a suggestion, with how it stands.
type LeaderOwn struct {
	Link       // to the suggestion
	Said, Text string
	Answer     InstructionAnswer
	Acts       []Link
}

// LeaderItem is one key item with how it stands.
type LeaderItem struct {
	Link
	Role, State, Units string
	Cases              []LeaderCase
	Steps, Next        string
	Instructions       []LeaderInstruction
	Open               int // instructions that wait
	Act                *Link
}

// LeaderCase is one suggestion of an item.
type LeaderCase struct {
	Link
	State string
	Light Light
}

// LeaderInstruction is one instruction with its answer.
type LeaderInstruction struct {
	Day, Text, State, Report string
	Light                    Light
	Act                      *Link
}

// DivisionPage shows who supervises what (督办分工).
type DivisionPage struct {
	Page
	Tables []DossierSection
}
