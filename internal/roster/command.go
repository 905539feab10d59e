package roster

import (
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
)

// AddOrg adds an organisation to the tree.
type AddOrg struct {
	Name       string   `json:"name" form:"line,required" max:"60"`
	Short      string   `json:"short" form:"line" max:"20"`
	Code       string   `json:"code" form:"line,required" max:"40"`
	Kind       org.Kind `json:"org_kind" form:"choice,required" options:"committee,special_committee,leadership,government_office,government,department,party_body,court,procuratorate,supervision,county_government,company,county_congress,delegation,group,survey_firm,org_department,presidium"`
	Parent     int64    `json:"parent" form:"org"`
	Special    int64    `json:"special" form:"special"`
	Home       int64    `json:"home,omitempty" form:"congress"` // of a county's or township's body: the congress one level down whose body it is
	Government bool     `json:"government" form:"flag"`
	Position   int64    `json:"position" form:"number"`
}

// RenameOrg gives an organisation another name; the old one stays as an alias and on every letter of its time.
type RenameOrg struct {
	Name  string `json:"name" form:"line,required" max:"60"`
	Short string `json:"short" form:"line" max:"20"`
}

// ChangeOrg changes an organisation's place, not its name.
type ChangeOrg struct {
	Parent     int64 `json:"parent" form:"org"`
	Special    int64 `json:"special" form:"special"`
	Home       int64 `json:"home,omitempty" form:"congress"`
	Government bool  `json:"government" form:"flag"`
	Position   int64 `json:"position" form:"number"`
}

func (c *AddOrg) check(_ *X, f *fault.Fields) { checkHome(c.Kind, c.Home, f) }

func (c *ChangeOrg) check(x *X, f *fault.Fields) { checkHome(x.Org.Kind, c.Home, f) }

func checkHome(kind org.Kind, home int64, f *fault.Fields) {
	if home != 0 && !kind.Below() {
		f.Add("home", "roster.not_lower")
	}
}

// EndOrg abolishes an organisation or merges it into another (机构改革).
type EndOrg struct {
	Successor int64  `json:"successor" form:"org"`
	People    string `json:"people" form:"choice,required" options:"move,end"` // its people go to the successor, or their posts end
	Basis     string `json:"basis" form:"line,required" max:"200"`             // the decision, as people cite it
}

// WritePerson is what is known of a person.
type WritePerson struct {
	Name    string `json:"name" form:"line,required" max:"40"`
	Gender  string `json:"gender" form:"choice" options:"male,female"`
	Phone   string `json:"phone" form:"line" max:"40"`
	Address string `json:"address" form:"line" max:"200"`
}

// GivePost gives a person a post.
type GivePost struct {
	Person int64        `json:"person" form:"-"`
	Org    int64        `json:"org" form:"org,required"`
	Role   org.Role     `json:"role" form:"choice,required" options:"deputy,delegation,county,committee,committee_head,special,congress_leader,gov_office,gov_leader,unit,unit_head,surveyor,org_dept,auditor,security,admin"`
	Title  string       `json:"title" form:"line" max:"60"`
	Rank   string       `json:"rank" form:"choice" options:"head,deputy_head,section,clerk"`
	Cert   string       `json:"cert" form:"line" max:"40"`
	County int64        `json:"county" form:"county"`
	From   calendar.Day `json:"from" form:"day"`
}

// EndPost ends a post; the day is its last.
type EndPost struct {
	Last calendar.Day `json:"last" form:"day,required"`
	Why  string       `json:"why" form:"line,required" max:"200"`
}

// HandPost ends a post and gives it, with its work, to a successor from a day on.
type HandPost struct {
	Person int64        `json:"successor_person" form:"person,required"`
	From   calendar.Day `json:"from" form:"day,required"`
}

// MovePost takes a post to the organisation that succeeded its own.
type MovePost struct {
	Org    int64 `json:"org" form:"-"`
	County int64 `json:"county" form:"-"`
}

// SetMandate changes the standing of a deputy's mandate.
type SetMandate struct {
	State org.MandateState `json:"mandate" form:"choice,required" options:"active,absent,suspended,former"`
	Why   string           `json:"why" form:"line,required" max:"200"`
}

// WriteSession is a session of the congress (届次).
type WriteSession struct {
	Term     int          `json:"term" form:"number,required"`
	Number   int          `json:"number" form:"number,required"`
	Year     int          `json:"year" form:"number,required"`
	Opens    calendar.Day `json:"opens" form:"day,required"`
	Closes   calendar.Day `json:"closes" form:"day"`
	Handover calendar.Day `json:"handover" form:"day"`
}

// CloseSession fixes the day on which a session closed, or corrects it.
type CloseSession struct {
	Closes calendar.Day `json:"closes" form:"day,required"`
}

// PlanHandover fixes the day of the hand-over meeting (交办会).
type PlanHandover struct {
	Handover calendar.Day `json:"handover" form:"day,required"`
}

func (c *PlanHandover) check(x *X, f *fault.Fields) {
	if c.Handover < x.Session.Opens {
		f.Add("handover", "roster.handover_first")
	}
}

// WriteCategory adds an entry to the dictionary of matters, below another or at the top.
type WriteCategory struct {
	Name     string `json:"name" form:"line,required" max:"40"`
	Code     string `json:"code" form:"line,required" max:"20"`
	Parent   int64  `json:"parent" form:"category"`
	Position int64  `json:"position" form:"number"`
}

// RenameCategory gives an entry another name and place.
type RenameCategory struct {
	Name     string `json:"name" form:"line,required" max:"40"`
	Position int64  `json:"position" form:"number"`
}

// ChoosePack puts a rule pack in force for new hand-overs.
type ChoosePack struct {
	Pack string `json:"pack" form:"pack,required" max:"60"`
}

// ImportPack brings a new version of a rule pack in.
type ImportPack struct {
	Data string `json:"data" form:"text,required" max:"200000"`
}

// ImportYear brings the working days of a year in, from the notice's table.
type ImportYear struct {
	Notice string `json:"notice" form:"line,required" max:"100"`
	Data   string `json:"data" form:"text,required" max:"100000"`
	Expect int    `json:"expect" form:"number"`
}

// checker is implemented by commands with conditions across their fields.
type checker interface{ check(x *X, f *fault.Fields) }

func (c *EndOrg) check(x *X, f *fault.Fields) {
	switch {
	case c.Successor == x.Org.ID:
		f.Add("successor", "field.choice")
	case c.Successor == 0 && (x.Facts.Open > 0 || c.People == "move"):
		f.Add("successor", "roster.needs_successor", "n", x.Facts.Open)
	}
}

func (c *EndPost) check(x *X, f *fault.Fields) {
	if c.Last < x.Post.From {
		f.Add("last", "roster.before_from")
	}
}

func (c *HandPost) check(x *X, f *fault.Fields) {
	switch {
	case c.Person == x.Post.Person:
		f.Add("successor_person", "roster.same_person")
	case c.Person == x.Actor.Person.ID:
		f.Add("successor_person", "guard.not_oneself")
	}
	if c.From < x.Post.From {
		f.Add("from", "roster.before_from")
	}
}

func (c *WriteSession) check(_ *X, f *fault.Fields) {
	if c.Closes != "" && c.Closes < c.Opens {
		f.Add("closes", "roster.closes_first")
	}
	if c.Handover != "" && c.Handover < c.Opens {
		f.Add("handover", "roster.handover_first")
	}
	if c.Year < 1954 || c.Year > 2200 {
		f.Add("year", "field.number")
	}
}

func (c *CloseSession) check(x *X, f *fault.Fields) {
	if c.Closes < x.Session.Opens {
		f.Add("closes", "roster.closes_first")
	}
}
