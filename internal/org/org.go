// Package org holds who is who: congresses, organisations, people, and the posts through which a person acts.
// It is pure: no database, no HTTP, no clock.
package org

import (
	"slices"

	"huiyin/internal/calendar"
)

// Level is the rung of a congress (人大层级).
type Level string

// The levels that Huiyin serves.
const (
	Province Level = "province" // 省
	City     Level = "city"     // 设区的市
	County   Level = "county"   // 县市区
	Township Level = "township" // 乡镇
)

// Above reports whether l is a higher level than other.
func (l Level) Above(other Level) bool { return slices.Index(levels, l) < slices.Index(levels, other) }

var levels = []Level{Province, City, County, Township} // highest first

// Congress is one People's Congress (人民代表大会): the tenant to which business rows belong.
type Congress struct {
	ID     int64
	Code   string // short stable code, e.g. "shaoheng"; used by commands and files
	Name   string // full name as letters print it
	Level  Level
	Parent int64  // congress one level up; 0 for the highest
	Pack   string // id of the rule pack in force for new hand-overs
}

// Session is one meeting of a congress (届次): cases are numbered within it.
type Session struct {
	ID       int64
	Congress int64
	Term     int // 届
	Number   int // 次
	Year     int // the year by which people name it
	Opens    calendar.Day
	Closes   calendar.Day
	Handover calendar.Day // day of the hand-over meeting (交办会); empty until fixed
}

// Kind says what sort of organisation a row of the tree is.
type Kind string

// Kinds of organisations.
const (
	Committee        Kind = "committee"         // 代表工作机构(联工委)
	SpecialCommittee Kind = "special_committee" // 专门委员会
	Leadership       Kind = "leadership"        // 常委会领导班子
	GovernmentOffice Kind = "government_office" // 政府办公室(督查室)
	Government       Kind = "government"        // 政府领导班子
	Department       Kind = "department"        // 政府工作部门
	PartyBody        Kind = "party_body"        // 党群部门
	Court            Kind = "court"             // 法院
	Procuratorate    Kind = "procuratorate"     // 检察院
	Supervision      Kind = "supervision"       // 监察委员会
	CountyGov        Kind = "county_government" // 县市区政府
	Company          Kind = "company"           // 企事业单位
	CountyCongress   Kind = "county_congress"   // 县市区人大(初审)
	Delegation       Kind = "delegation"        // 代表团
	Group            Kind = "group"             // 代表小组
	SurveyFirm       Kind = "survey_firm"       // 第三方
	PersonnelOffice  Kind = "org_department"    // 组织部门
	Presidium        Kind = "presidium"         // 乡镇人大主席团
)

// Below reports whether organisations of this kind can be the body of a congress one level down, known here as a guest.
func (k Kind) Below() bool { return k == CountyCongress || k == Presidium }

// Org is one organisation inside a congress's tree. A reform of bodies (机构改革) renames it, or ends it with a successor.
type Org struct {
	ID         int64
	Congress   int64
	Parent     int64
	Kind       Kind
	Code       string
	Name       string
	ShortName  string
	Aliases    []string     // former and everyday names, for imports and search
	Former     []FormerName // former official names with their last days, oldest first
	Special    int64        // special committee matched with this unit (对口联系); 0 when none
	Home       int64        // congress whose body this really is, when it acts here as a guest (county committee); 0 otherwise
	Successor  int64        // organisation that took over, once ended
	Ended      calendar.Day
	Government bool  // inside the government's chain: its office distributes and arbitrates
	Position   int64 // place in lists, in the official order of bodies (机构排序)
}

// FormerName is a name that an organisation had before a day.
type FormerName struct {
	Name  string
	Until calendar.Day // the first day of the next name
}

// NameOn returns the official name on a day: letters keep the name under which they were sent.
func (o Org) NameOn(day calendar.Day) string {
	for _, f := range o.Former {
		if day < f.Until {
			return f.Name
		}
	}
	return o.Name
}

// Role is the code of what a post does (product terms: 岗位).
type Role string

// The roles.
const (
	Deputy         Role = "deputy"          // 人大代表
	DelegationAide Role = "delegation"      // 代表团/代表小组联络员
	CountyClerk    Role = "county"          // 县市区人大 初审
	CommitteeClerk Role = "committee"       // 联工委 经办
	CommitteeHead  Role = "committee_head"  // 联工委 负责人
	SpecialClerk   Role = "special"         // 专门委员会
	CongressLeader Role = "congress_leader" // 常委会领导
	GovOffice      Role = "gov_office"      // 政府办公室/督查室
	GovLeader      Role = "gov_leader"      // 政府领导
	UnitClerk      Role = "unit"            // 承办单位 联络员/经办人
	UnitHead       Role = "unit_head"       // 承办单位 审核/签发
	Surveyor       Role = "surveyor"        // 第三方
	OrgDept        Role = "org_dept"        // 组织部门
	Auditor        Role = "auditor"         // 审计员
	Security       Role = "security"        // 安全员
	Admin          Role = "admin"           // 系统管理员
)

// Roles lists every role in the order in which people name them.
var Roles = []Role{
	Deputy, DelegationAide, CountyClerk, CommitteeClerk, CommitteeHead, SpecialClerk, CongressLeader,
	GovOffice, GovLeader, UnitClerk, UnitHead, Surveyor, OrgDept, Auditor, Security, Admin,
}

// Person is one human being, whatever posts and mandates they hold.
type Person struct {
	ID      int64
	Name    string
	Gender  string
	Phone   string
	Address string
}

// MandateState is the standing of a deputy's mandate.
type MandateState string

// Standings of a mandate. Only an active one may submit (代表法 61–63); existing cases stay.
const (
	Active    MandateState = "active"
	Absent    MandateState = "absent"    // 请假、外出: may not be counted on for evaluation
	Suspended MandateState = "suspended" // 暂停执行代表职务
	Former    MandateState = "former"    // 届满、辞职、终止: restricted view of own cases
)

// Post is what a person does in one organisation; rights are per post. A deputy's mandate is a post with role Deputy.
type Post struct {
	ID       int64
	Congress int64
	Org      int64 // the organisation served; for a deputy the delegation (代表团)
	Person   int64
	Role     Role
	Title    string // 职务, as letters print it
	Rank     string // 主要负责人, 分管负责人, 科室负责人, 经办人 (codes head, deputy_head, section, clerk); empty when it does not matter
	Cert     string // 代表证号, deputies only
	County   int64  // county committee that pre-checks this deputy's texts; 0 when none
	Mandate  MandateState
	From     calendar.Day
	To       calendar.Day // empty while the post is held
}

// Actor is a person acting in one post. System acts with a zero Person and Post.
type Actor struct {
	Person Person
	Post   Post
	Org    Org
}

// IsFormer reports whether the post is the mandate of a deputy that has ended (届满、辞职、终止).
func (p Post) IsFormer() bool { return p.Role == Deputy && p.Mandate == Former }

// IsFormer reports whether the actor acts as a deputy whose mandate has ended.
func (a Actor) IsFormer() bool { return a.Post.IsFormer() }

// IsSystem reports whether time or completeness acts, not a person.
func (a Actor) IsSystem() bool { return a.Post.ID == 0 }

// Stands reports whether the organisation had not ended on a day (存续).
func (o Org) Stands(day calendar.Day) bool { return o.Ended == "" || o.Ended > day }

// Handles reports whether the organisation can be given suggestions to handle (承办单位).
func (o Org) Handles() bool {
	switch o.Kind {
	case Department, PartyBody, Court, Procuratorate, Supervision, CountyGov, Company, GovernmentOffice:
		return true
	}
	return false
}

// RunsProcess reports whether the body is where a congress's own people work on suggestions: its deputies' committee, in a township the presidium. A
// presidium that another congress knows is that congress's.
func (o Org) RunsProcess() bool { return o.Kind == Committee || o.Kind == Presidium && o.Home == 0 }
