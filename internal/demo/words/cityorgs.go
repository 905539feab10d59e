package words

import (
	"strconv"
	"strings"

	"huiyin/internal/org"
)

// cityOrgs builds the city congress's tree.
func (b *builder) cityOrgs() {
	c := CityKey
	add := func(key string, kind org.Kind, name, short string) {
		b.org(Org{Key: key, Congress: c, Kind: kind, Name: name, Short: short})
	}
	add("lgw", org.Committee, "邵衡市人大常委会联络工作委员会", "市人大常委会联工委")
	add("cwh", org.Leadership, "邵衡市人大常委会", "市人大常委会")
	for _, s := range table("data/special.txt") {
		add(s[0], org.SpecialCommittee, "邵衡市人民代表大会"+s[1], "市人大"+s[2])
	}
	b.org(Org{Key: "zfb", Congress: c, Kind: org.GovernmentOffice, Name: "邵衡市人民政府办公室（督查室）", Short: "市政府办公室", Special: "cjw", Government: true})
	b.org(Org{Key: "szf", Congress: c, Kind: org.Government, Name: "邵衡市人民政府", Short: "市政府", Government: true})
	for _, u := range unitRows() {
		o := Org{Key: u[0], Congress: c, Name: u[1], Short: u[2], Kind: org.Kind(u[3]), Special: u[4]}
		if u[5] != "" {
			o.Aliases = strings.Split(u[5], "、")
		}
		if o.Kind == org.Department || o.Kind == org.Company {
			o.Government, o.Parent = true, "szf"
		}
		b.org(o)
	}
	for i, x := range counties() {
		b.org(Org{Key: "gov_" + x[0], Congress: c, Parent: "szf", Kind: org.CountyGov, Name: x[1] + "人民政府", Short: x[1] + "政府", Special: []string{"nyw", "hzw", "cjw"}[i%3], Government: true})
	}
	for _, x := range counties() {
		b.org(Org{Key: "rd_" + x[0], Congress: c, Kind: org.CountyCongress, Name: x[1] + "人大常委会联络工作委员会", Short: x[1] + "人大联工委", Home: x[0]})
	}
	for _, x := range counties() {
		dl := b.org(Org{Key: "dl_" + x[0], Congress: c, Kind: org.Delegation, Name: x[1] + "代表团"})
		for g := range groupsPerDelegation {
			b.org(Org{Key: "gr_" + x[0] + strconv.Itoa(g+1), Congress: c, Parent: dl, Kind: org.Group, Name: "市人大代表" + x[2] + "第" + []string{"一", "二", "三"}[g] + "小组"})
		}
	}
	add("dl_army", org.Delegation, "驻邵衡部队代表团", "部队代表团")
	add("svy", org.SurveyFirm, "邵衡市社情民意调查中心", "市民调中心")
	add("pers", org.PersonnelOffice, "中共邵衡市委组织部干部监督科", "市委组织部")
	add("xxzx", org.Leadership, "邵衡市人大常委会信息中心", "市人大信息中心")
}

const groupsPerDelegation = 3

// headTitle is what the first person of an organisation is called.
func headTitle(o Org) string {
	switch {
	case o.Kind == org.Court:
		return "院长"
	case o.Kind == org.Procuratorate:
		return "检察长"
	case o.Kind == org.Company:
		return "总经理"
	case o.Kind == org.CountyGov && strings.Contains(o.Name, "县人民"):
		return "县长"
	case o.Kind == org.CountyGov && strings.Contains(o.Name, "区人民"):
		return "区长"
	case o.Kind == org.CountyGov:
		return "市长"
	case strings.HasSuffix(o.Name, "部"):
		return "部长"
	case strings.HasSuffix(o.Name, "团邵衡市委员会"), strings.HasSuffix(o.Name, "政法委员会"):
		return "书记"
	case strings.HasSuffix(o.Name, "总工会"), strings.HasSuffix(o.Name, "联合会"):
		return "主席"
	case strings.HasSuffix(o.Name, "支队"):
		return "支队长"
	case strings.HasSuffix(o.Name, "委员会"), strings.HasSuffix(o.Name, "办公室"), strings.HasSuffix(o.Name, "中心"):
		return "主任"
	case strings.HasSuffix(o.Name, "社"):
		return "理事会主任"
	}
	return "局长"
}

// cityStaff fills the posts of the city's organisations.
func (b *builder) cityStaff() {
	c := CityKey
	b.staff(c, "lgw", org.CommitteeHead, "联工委主任", "head")
	b.staff(c, "lgw", org.CommitteeHead, "联工委副主任", "deputy_head")
	for _, t := range []string{"议案建议科科长", "议案建议科副科长", "代表联络科科长", "议案建议科一级科员"} {
		b.staff(c, "lgw", org.CommitteeClerk, t, "clerk")
	}
	b.staff(c, "cwh", org.CongressLeader, "市人大常委会主任", "head")
	for range 5 {
		b.staff(c, "cwh", org.CongressLeader, "市人大常委会副主任", "deputy_head")
	}
	b.staff(c, "cwh", org.CongressLeader, "市人大常委会秘书长", "deputy_head")
	b.staff(c, "szf", org.GovLeader, "市长", "head")
	for range 6 {
		b.staff(c, "szf", org.GovLeader, "副市长", "deputy_head")
	}
	b.staff(c, "zfb", org.GovOffice, "督查室主任", "section")
	b.staff(c, "zfb", org.GovOffice, "督查室建议提案科科长", "clerk")
	for _, o := range b.city.Orgs {
		switch o.Kind {
		case org.SpecialCommittee:
			b.staff(c, o.Key, org.SpecialClerk, o.Short+"主任委员", "head")
			b.staff(c, o.Key, org.SpecialClerk, o.Short+"办公室主任", "clerk")
		case org.Department, org.PartyBody, org.Court, org.Procuratorate, org.Supervision, org.Company, org.CountyGov:
			title := o.Short + headTitle(o)
			if o.Kind == org.CountyGov {
				title = strings.TrimSuffix(o.Short, "政府") + headTitle(o)
			}
			b.staff(c, o.Key, org.UnitHead, title, "head")
			b.staff(c, o.Key, org.UnitClerk, "办公室主任、建议办理联络员", "clerk")
		case org.CountyCongress:
			b.staff(c, o.Key, org.CountyClerk, o.Short+"副主任", "clerk")
		case org.Delegation:
			b.staff(c, o.Key, org.DelegationAide, o.Name+"联络员", "clerk")
		}
	}
	b.staff(c, "svy", org.Surveyor, "项目负责人", "clerk")
	b.staff(c, "pers", org.OrgDept, "干部监督科科长", "section")
	b.staff(c, "xxzx", org.Auditor, "安全审计员", "clerk")
	b.staff(c, "xxzx", org.Security, "安全管理员", "clerk")
	b.staff(c, "xxzx", org.Admin, "系统管理员", "clerk")
}
