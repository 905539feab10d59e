package sheet

// Kind says what a column holds and how a cell of it is read.
type Kind string

// Kinds of columns; the format of each is described by the message import.kind.<kind>.
const (
	KindLabel      Kind = "label"      // short text whose leading zeros count: numbers, certificate numbers
	KindShort      Kind = "short"      // one line of at most 200 characters
	KindLong       Kind = "long"       // paragraphs
	KindInt        Kind = "int"        // whole number, 1 or more; counts may be 0
	KindDay        Kind = "day"        // a date
	KindChoice     Kind = "choice"     // one of a closed list, messages import.value.<choice>.<code>
	KindPerson     Kind = "person"     // one deputy, by name or 姓名(代表证号)
	KindPeople     Kind = "people"     // several deputies
	KindUnit       Kind = "unit"       // a handling unit by any of its names
	KindCommittee  Kind = "committee"  // a special committee or office of the congress
	KindDelegation Kind = "delegation" // a delegation
	KindCategory   Kind = "category"   // a category of the dictionary
	KindClass      Kind = "class"      // a reply class of the scheme in force
	KindList       Kind = "list"       // several short texts
)

// Column is one column of the template. Header, meaning and example are the messages import.col.<sheet>.<key>,
// import.about.<sheet>.<key> and import.example.<sheet>.<key>; other accepted headers are import.also.col.<sheet>.<key>.
type Column struct {
	Key      string
	Kind     Kind
	Required bool   // the header must be there and every row must fill it
	Choice   string // name of the closed list, for KindChoice
	Width    float64
}

// Table is one sheet of the template. Its name is the message import.sheet.<key>, other accepted ones import.also.sheet.<key>.
type Table struct {
	Key      string
	Required bool
	Columns  []Column
}

// Keys of the sheets.
const (
	Suggestions = "suggestions" // 建议
	Assignments = "assignments" // 承办
	Commitments = "commitments" // 承诺
	Commended   = "commended"   // 表彰单位
	Totals      = "totals"      // 合计
	Deputies    = "deputies"    // 代表
	Units       = "units"       // 单位
	Accounts    = "accounts"    // 账号
)

// closed lists and their codes, in the order in which people name them.
var choices = map[string][]string{
	"stream":      {string(InSession), string(Between)},
	"origin":      {"research", "seminar", "visit", "other"},
	"publication": {"full", "title", "none"},
	"yesno":       {string(Yes), string(No)},
	"outcome":     {string(Handled), string(Returned), string(Letter), string(Withdrawn), string(Merged)},
	"level":       {string(Satisfied), string(Basically), string(Unsatisfied), string(NotEvaluated)},
	"key":         {string(KeyLeader), string(KeyCommittee), string(KeyNone)},
	"role":        {string(Sole), string(LeadUnit), string(CoUnit), string(Separate)},
	"state":       {string(Open), string(Kept), string(Broken)},
	"mandate":     {"active", "absent", "suspended", "former"},
	"gender":      {"male", "female"},
	"kind": {
		"committee", "special_committee", "leadership", "government_office", "government", "department", "party_body",
		"court", "procuratorate", "supervision", "county_government", "company", "county_congress", "delegation", "group",
		"survey_firm", "org_department", "presidium",
	},
	"post": {
		"deputy", "delegation", "county", "committee", "committee_head", "special", "congress_leader", "gov_office",
		"gov_leader", "unit", "unit_head", "surveyor", "org_dept", "auditor", "security", "admin",
	},
	"rank": {"head", "deputy_head", "section", "clerk"},
}

// YearTables are the sheets that carry a historical year, in template order.
var YearTables = []Table{
	{Key: Suggestions, Required: true, Columns: []Column{
		{Key: "congress", Kind: KindLabel, Width: 10},
		{Key: "term", Kind: KindInt, Required: true, Width: 6},
		{Key: "session", Kind: KindInt, Required: true, Width: 6},
		{Key: "stream", Kind: KindChoice, Choice: "stream", Required: true, Width: 10},
		{Key: "number", Kind: KindLabel, Required: true, Width: 8},
		{Key: "title", Kind: KindShort, Required: true, Width: 40},
		{Key: "situation", Kind: KindLong, Width: 30},
		{Key: "analysis", Kind: KindLong, Width: 30},
		{Key: "requests", Kind: KindLong, Width: 30},
		{Key: "text", Kind: KindLong, Width: 30},
		{Key: "lead", Kind: KindPerson, Width: 10},
		{Key: "cert", Kind: KindLabel, Width: 12},
		{Key: "cosigners", Kind: KindPeople, Width: 20},
		{Key: "delegation", Kind: KindDelegation, Width: 14},
		{Key: "contact", Kind: KindPerson, Width: 12},
		{Key: "category", Kind: KindCategory, Width: 14},
		{Key: "origin", Kind: KindChoice, Choice: "origin", Width: 10},
		{Key: "publication", Kind: KindChoice, Choice: "publication", Width: 12},
		{Key: "submitted", Kind: KindDay, Width: 12},
		{Key: "accepted", Kind: KindDay, Width: 12},
		{Key: "handover", Kind: KindDay, Width: 12},
		{Key: "meeting", Kind: KindChoice, Choice: "yesno", Width: 12},
		{Key: "outcome", Kind: KindChoice, Choice: "outcome", Required: true, Width: 10},
		{Key: "into", Kind: KindLabel, Width: 12},
		{Key: "class", Kind: KindClass, Width: 10},
		{Key: "reply_text", Kind: KindLong, Width: 30},
		{Key: "reply_number", Kind: KindShort, Width: 20},
		{Key: "replied", Kind: KindDay, Width: 12},
		{Key: "attitude", Kind: KindChoice, Choice: "level", Width: 12},
		{Key: "result", Kind: KindChoice, Choice: "level", Width: 12},
		{Key: "evaluated", Kind: KindDay, Width: 12},
		{Key: "key", Kind: KindChoice, Choice: "key", Width: 16},
		{Key: "key_leader", Kind: KindShort, Width: 12},
		{Key: "key_committee", Kind: KindCommittee, Width: 16},
		{Key: "excellent", Kind: KindChoice, Choice: "yesno", Width: 10},
	}},
	{Key: Assignments, Columns: []Column{
		{Key: "term", Kind: KindInt, Width: 6},
		{Key: "session", Kind: KindInt, Width: 6},
		{Key: "stream", Kind: KindChoice, Choice: "stream", Width: 10},
		{Key: "number", Kind: KindLabel, Required: true, Width: 8},
		{Key: "unit", Kind: KindUnit, Required: true, Width: 20},
		{Key: "role", Kind: KindChoice, Choice: "role", Required: true, Width: 8},
		{Key: "assigned", Kind: KindDay, Width: 12},
		{Key: "signed", Kind: KindDay, Width: 12},
		{Key: "class", Kind: KindClass, Width: 10},
		{Key: "reply_number", Kind: KindShort, Width: 20},
		{Key: "replied", Kind: KindDay, Width: 12},
		{Key: "reply_text", Kind: KindLong, Width: 30},
		{Key: "co_opinion", Kind: KindLong, Width: 30},
		{Key: "co_day", Kind: KindDay, Width: 12},
		{Key: "attitude", Kind: KindChoice, Choice: "level", Width: 12},
		{Key: "result", Kind: KindChoice, Choice: "level", Width: 12},
		{Key: "evaluated", Kind: KindDay, Width: 12},
	}},
	{Key: Commitments, Columns: []Column{
		{Key: "term", Kind: KindInt, Width: 6},
		{Key: "session", Kind: KindInt, Width: 6},
		{Key: "stream", Kind: KindChoice, Choice: "stream", Width: 10},
		{Key: "number", Kind: KindLabel, Required: true, Width: 8},
		{Key: "unit", Kind: KindUnit, Required: true, Width: 20},
		{Key: "words", Kind: KindLong, Required: true, Width: 40},
		{Key: "result", Kind: KindLong, Width: 30},
		{Key: "due", Kind: KindDay, Width: 12},
		{Key: "state", Kind: KindChoice, Choice: "state", Width: 10},
		{Key: "done", Kind: KindDay, Width: 12},
	}},
	{Key: Commended, Columns: []Column{
		{Key: "unit", Kind: KindUnit, Required: true, Width: 24},
		{Key: "award", Kind: KindShort, Width: 24},
	}},
	{Key: Totals, Columns: []Column{
		{Key: "item", Kind: KindShort, Required: true, Width: 16},
		{Key: "count", Kind: KindInt, Required: true, Width: 10},
	}},
}

// PeopleTables are the sheets from which deputies, units and accounts are brought in, in template order.
var PeopleTables = []Table{
	{Key: Deputies, Columns: []Column{
		{Key: "cert", Kind: KindLabel, Required: true, Width: 14},
		{Key: "name", Kind: KindShort, Required: true, Width: 12},
		{Key: "gender", Kind: KindChoice, Choice: "gender", Width: 6},
		{Key: "delegation", Kind: KindDelegation, Required: true, Width: 16},
		{Key: "county", Kind: KindShort, Width: 16},
		{Key: "title", Kind: KindShort, Width: 24},
		{Key: "phone", Kind: KindLabel, Width: 14},
		{Key: "address", Kind: KindShort, Width: 24},
		{Key: "mandate", Kind: KindChoice, Choice: "mandate", Width: 10},
		{Key: "from", Kind: KindDay, Width: 12},
		{Key: "to", Kind: KindDay, Width: 12},
	}},
	{Key: Units, Columns: []Column{
		{Key: "code", Kind: KindLabel, Width: 12},
		{Key: "name", Kind: KindShort, Required: true, Width: 28},
		{Key: "short", Kind: KindShort, Width: 14},
		{Key: "kind", Kind: KindChoice, Choice: "kind", Required: true, Width: 16},
		{Key: "parent", Kind: KindShort, Width: 20},
		{Key: "aliases", Kind: KindList, Width: 24},
		{Key: "special", Kind: KindShort, Width: 20},
		{Key: "government", Kind: KindChoice, Choice: "yesno", Width: 10},
	}},
	{Key: Accounts, Columns: []Column{
		{Key: "login", Kind: KindLabel, Required: true, Width: 16},
		{Key: "name", Kind: KindShort, Required: true, Width: 12},
		{Key: "post", Kind: KindChoice, Choice: "post", Required: true, Width: 20},
		{Key: "org", Kind: KindShort, Required: true, Width: 24},
		{Key: "title", Kind: KindShort, Width: 20},
		{Key: "rank", Kind: KindChoice, Choice: "rank", Width: 12},
		{Key: "cert", Kind: KindLabel, Width: 14},
		{Key: "phone", Kind: KindLabel, Width: 14},
	}},
}
