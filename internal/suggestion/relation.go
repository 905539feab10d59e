package suggestion

import (
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/org"
)

// What an actor can be to a case or to a part of it.
const (
	Proposer   flow.Relation = "proposer"    // 领衔代表, 或全团建议的联系代表
	Cosigner   flow.Relation = "cosigner"    // 已确认的联名代表
	Invitee    flow.Relation = "invitee"     // 被邀请联名的代表
	Aide       flow.Relation = "aide"        // 代表团联络员
	CountyDesk flow.Relation = "county_desk" // 县级初审
	Office     flow.Relation = "office"      // 联工委经办
	OfficeHead flow.Relation = "office_head" // 联工委负责人
	Special    flow.Relation = "special"     // 对口联系的专门委员会
	Leader     flow.Relation = "leader"      // 常委会领导
	GovDesk    flow.Relation = "gov_desk"    // 政府办公室
	GovLeader  flow.Relation = "gov_leader"  // 政府领导
	UnitClerk  flow.Relation = "clerk"       // 本承办任务的单位经办人
	UnitHead   flow.Relation = "head"        // 本承办任务的单位负责人
	LeadClerk  flow.Relation = "lead_clerk"  // 主办单位经办人(对会办意见)
	Assigner   flow.Relation = "assigner"    // 交办机构(只有它能改办)
	Surveyor   flow.Relation = "surveyor"    // 受委托的第三方(只见样本)
	Stranger   flow.Relation = "stranger"    // 其他人
)

// Relations lists every relation in the order of the documents.
var Relations = []flow.Relation{
	Proposer, Cosigner, Invitee, Aide, CountyDesk, Office, OfficeHead, Special, Leader, GovDesk, GovLeader,
	UnitClerk, UnitHead, LeadClerk, Assigner, Surveyor, flow.System, Stranger,
}

// RelationsOf answers once what a is to case c and, when part is not 0, to that part. A person acting in one post has
// only the relations of that post.
func RelationsOf(a org.Actor, c *Case, part int) []flow.Relation {
	if a.IsSystem() {
		return []flow.Relation{flow.System}
	}
	if a.Post.Congress != c.Congress {
		return []flow.Relation{Stranger}
	}
	var rs []flow.Relation
	add := func(ok bool, r flow.Relation) {
		if ok {
			rs = append(rs, r)
		}
	}
	own := c.AssignmentOf(part)
	ofUnit := own != nil && own.Unit == a.Post.Org
	byUs := own != nil && own.AssignedBy == a.Post.Org
	switch a.Post.Role {
	case org.Deputy:
		add(c.Lead == a.Post.ID, Proposer)
		for _, s := range c.Signatures {
			if s.Post == a.Post.ID && (part == 0 || part == s.No || own != nil) {
				add(s.State == Confirmed && !slices.Contains(rs, Cosigner), Cosigner)
				add(s.State == Invited && part == s.No, Invitee)
			}
		}
	case org.DelegationAide:
		add(c.Delegation == a.Post.Org, Aide)
	case org.CountyClerk:
		add(c.County == a.Post.Org, CountyDesk)
	case org.CommitteeClerk:
		add(true, Office)
		add(byUs, Assigner)
	case org.CommitteeHead:
		add(true, OfficeHead)
		add(byUs, Assigner)
	case org.SpecialClerk:
		add(own == nil && (c.hasSpecial(a.Post.Org) || c.KeyBody == a.Post.Org) || own != nil && (own.Special == a.Post.Org || c.KeyBody == a.Post.Org), Special)
	case org.CongressLeader:
		add(true, Leader)
	case org.GovOffice:
		add(own == nil && c.hasGovernment() || own != nil && own.Government, GovDesk)
		add(byUs, Assigner)
		add(ofUnit, UnitClerk)
	case org.GovLeader:
		add(c.hasGovernment(), GovLeader)
	case org.UnitClerk:
		add(ofUnit, UnitClerk)
		add(own != nil && own.Role == Co && c.leads(a.Post.Org), LeadClerk)
	case org.UnitHead:
		add(ofUnit, UnitHead)
		add(own != nil && own.Role == Co && c.leads(a.Post.Org), LeadClerk)
	}
	if len(rs) == 0 {
		rs = append(rs, Stranger)
	}
	return rs
}
