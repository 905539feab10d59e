package words

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/org"
)

// deputiesPerDelegation sums, with the army's nine and the leaders, to some four hundred.
var deputiesPerDelegation = []int{34, 33, 30, 36, 34, 33, 31, 34, 32, 33, 30, 31}

// cityDeputies elects the city congress. Some members hold a second post: unit heads and leaders are deputies too.
func (b *builder) cityDeputies() {
	for i, x := range counties() {
		towns := townsOf(x[0])
		for n := range deputiesPerDelegation[i] {
			d := b.dice.word(x[0]).salt(uint64(n))
			person, title := "", ""
			if n == 0 { // each delegation elected one unit head of the city
				person, title = b.unitHead(i * 4)
			} else {
				title, person = b.occupation(x[1], towns, d)
			}
			b.deputy(person, "dl_"+x[0], title, "rd_"+x[0], "gr_"+x[0]+strconv.Itoa(n%groupsPerDelegation+1), standing(i, n))
		}
	}
	for n := range 9 {
		b.deputy(b.person("邵衡军分区"), "dl_army", "驻邵衡部队干部", "", "", standing(99, n))
	}
}

// standing leaves a few mandates in other states than active, so that their rules can be seen.
func standing(delegation, n int) org.MandateState {
	switch {
	case n == 28 && delegation == 3:
		return org.Suspended
	case n == 29 && delegation%5 == 1:
		return org.Absent
	case n == 29 && delegation == 5:
		return org.Former
	}
	return org.Active
}

func (b *builder) deputy(person, delegation, title, county, group string, m org.MandateState) {
	b.certs++
	p := Post{Congress: CityKey, Org: delegation, Person: person, Role: org.Deputy, Title: title, Cert: fmt.Sprintf("SH05%04d", b.certs), County: county, Group: group, Mandate: m}
	if m == org.Former {
		p.To = "2024-11-20"
	}
	b.post(p)
}

// unitHead finds the n-th unit head of the city.
func (b *builder) unitHead(n int) (person, title string) {
	for _, p := range b.city.Posts {
		if p.Role == org.UnitHead {
			if n == 0 {
				return p.Person, p.Title
			}
			n--
		}
	}
	return b.person("邵衡市"), "干部"
}

// occupation invents what a deputy does for a living, and the deputy.
func (b *builder) occupation(county string, towns []place, d dice) (title, person string) {
	jobs := stems()["job"]
	t := towns[d.salt(1).below(len(towns))]
	v := t.village(d.salt(2))
	title = strings.NewReplacer("{z}", t.name, "{v}", v, "{x}", county).Replace(jobs[d.salt(3).below(len(jobs))])
	return title, b.person("邵衡市" + county + t.name + v)
}

func townsOf(county string) []place {
	var out []place
	g := geography()
	for _, list := range [][]place{g.rural, g.urban} {
		for _, p := range list {
			if p.countyKey == county {
				out = append(out, p)
			}
		}
	}
	return out
}

// county builds a county congress. The live ones have units and deputies; the others only the committee that
// pre-checks for the city.
func (b *builder) county(c Congress) {
	short := strings.TrimSuffix(c.Name, "人民代表大会")
	k := c.Key + "_"
	b.org(Org{Key: k + "lgw", Congress: c.Key, Kind: org.Committee, Name: short + "人大常委会联络工作委员会", Short: "县级联工委"})
	b.city.Orgs[len(b.city.Orgs)-1].Short = short + "人大联工委"
	b.staff(c.Key, k+"lgw", org.CommitteeHead, short+"人大联工委主任", "head")
	if clerk := b.holder("rd_"+c.Key, org.CountyClerk); clerk != "" { // one person pre-checks for the city and works at home
		b.post(Post{Congress: c.Key, Org: k + "lgw", Person: clerk, Role: org.CommitteeClerk, Title: short + "人大联工委副主任", Rank: "clerk"})
	}
	if !c.Live {
		return
	}
	b.org(Org{Key: k + "cwh", Congress: c.Key, Kind: org.Leadership, Name: short + "人大常委会"})
	b.org(Org{Key: k + "zfb", Congress: c.Key, Kind: org.GovernmentOffice, Name: short + "人民政府办公室", Short: short + "政府办", Government: true})
	b.org(Org{Key: k + "szf", Congress: c.Key, Kind: org.Government, Name: short + "人民政府", Short: short + "政府", Government: true})
	b.staff(c.Key, k+"cwh", org.CongressLeader, short+"人大常委会主任", "head")
	b.staff(c.Key, k+"cwh", org.CongressLeader, short+"人大常委会副主任", "deputy_head")
	b.staff(c.Key, k+"zfb", org.GovOffice, short+"政府督查室主任", "section")
	b.staff(c.Key, k+"szf", org.GovLeader, short+"人民政府副职领导", "deputy_head")
	for _, u := range table("data/countyunits.txt") {
		o := b.org(Org{Key: k + u[0], Congress: c.Key, Parent: k + "szf", Kind: org.Department, Name: short + u[1], Government: true})
		b.staff(c.Key, o, org.UnitHead, short+u[1]+"局长", "head")
		b.staff(c.Key, o, org.UnitClerk, "办公室主任", "clerk")
	}
	for _, t := range b.city.Congresses {
		if t.Parent == c.Key { // the township's presidium as a guest here: topics are shared with it
			b.org(Org{Key: k + "rd_" + t.Key, Congress: c.Key, Kind: org.Presidium, Name: strings.TrimSuffix(t.Name, "人民代表大会") + "人大主席团", Home: t.Key})
		}
	}
	towns := townsOf(c.Key)
	for n, t := range towns[:4] {
		o := b.org(Org{Key: k + "dl" + strconv.Itoa(n+1), Congress: c.Key, Kind: org.Delegation, Name: t.name + "代表团"})
		b.staff(c.Key, o, org.DelegationAide, t.name+"人大办公室主任", "clerk")
	}
	both := b.deputiesOf("dl_"+c.Key, 8)
	for n := range 40 {
		p := Post{Congress: c.Key, Org: k + "dl" + strconv.Itoa(n%4+1), Role: org.Deputy, Cert: fmt.Sprintf("%s%04d", strings.ToUpper(c.Key[:2]), n+1)}
		if n < len(both) { // 两级代表
			p.Person, p.Title = both[n].Person, both[n].Title
		} else {
			p.Title, p.Person = b.occupation(short, towns, b.dice.word(c.Key).salt(uint64(1000+n)))
		}
		b.post(p)
	}
}

// township builds a township congress with its presidium (主席团).
func (b *builder) township(c Congress) {
	town := strings.TrimSuffix(c.Name, "人民代表大会")
	k := c.Key + "_"
	b.org(Org{Key: k + "zxt", Congress: c.Key, Kind: org.Presidium, Name: town + "人大主席团"})
	b.org(Org{Key: k + "zf", Congress: c.Key, Kind: org.Government, Name: town + "人民政府", Government: true})
	b.staff(c.Key, k+"zxt", org.CommitteeHead, town+"人大主席", "head")
	b.staff(c.Key, k+"zxt", org.CommitteeClerk, town+"人大专干", "clerk")
	b.staff(c.Key, k+"zf", org.GovLeader, town+"镇长", "head")
	for _, u := range townUnits {
		o := b.org(Org{Key: k + u[0], Congress: c.Key, Parent: k + "zf", Kind: org.Department, Name: town + u[1], Government: true})
		b.staff(c.Key, o, org.UnitHead, u[1]+"主任", "head")
		b.staff(c.Key, o, org.UnitClerk, "干部", "clerk")
	}
	o := b.org(Org{Key: k + "dl", Congress: c.Key, Kind: org.Delegation, Name: town + "第一代表团"})
	var towns []place
	for _, t := range townsOf(c.Parent) {
		if t.name == town {
			towns = append(towns, t)
		}
	}
	for n := range 20 {
		title, person := b.occupation("", towns, b.dice.word(c.Key).salt(uint64(n)))
		b.post(Post{Congress: c.Key, Org: o, Person: person, Role: org.Deputy, Title: title, Cert: fmt.Sprintf("XZ%s%03d", c.Key[4:], n+1)})
	}
}

// holder finds the person in a post of an organisation.
func (b *builder) holder(orgKey string, role org.Role) string {
	for _, p := range b.city.Posts {
		if p.Org == orgKey && p.Role == role {
			return p.Person
		}
	}
	return ""
}

// deputiesOf lists the first n active deputies of a delegation after its unit head.
func (b *builder) deputiesOf(delegation string, n int) []Post {
	var out []Post
	for _, p := range b.city.Posts {
		if p.Org == delegation && p.Role == org.Deputy && p.Mandate == org.Active {
			out = append(out, p)
		}
	}
	return out[1 : n+1]
}

// accounts gives each role one account, deputies and units more, and the deputies' committees of a county and of its township one each: what
// the city shares with them is answered there. The deputy is one of two levels, so that switching posts can be shown.
func (b *builder) accounts() {
	want := map[org.Role]string{
		org.Deputy: "dl_luoxi", org.DelegationAide: "dl_luoxi", org.CountyClerk: "rd_luoxi", org.CommitteeClerk: "lgw", org.CommitteeHead: "lgw",
		org.SpecialClerk: "jkw", org.CongressLeader: "cwh", org.GovOffice: "zfb", org.GovLeader: "szf",
		org.UnitClerk: "wjw", org.UnitHead: "wjw", org.Surveyor: "svy", org.OrgDept: "pers",
		org.Auditor: "xxzx", org.Security: "xxzx", org.Admin: "xxzx",
	}
	for _, role := range org.Roles {
		skip := 0
		if role == org.Deputy {
			skip = 1 // the first is a unit head
		}
		if role == org.CongressLeader || role == org.GovLeader {
			skip = 1 // a deputy leader: key suggestions are theirs
		}
		for _, p := range b.city.Posts {
			if p.Role != role || p.Org != want[role] {
				continue
			}
			if skip > 0 {
				skip--
				continue
			}
			b.city.Accounts = append(b.city.Accounts, Account{Name: string(role), Person: p.Person, Post: p.Key, Role: role})
			break
		}
		switch role {
		case org.Deputy:
			b.another("cosigner", role, want[role]).Title = "人大代表（联名人）"
			b.former()
		case org.CommitteeHead:
			b.another("county_head", role, "luoxi_lgw")
			b.another("town_head", role, townIn(b.city.Congresses, "luoxi")+"_zxt")
		case org.UnitClerk:
			b.another("finance", role, "czj").Title = "市财政局经办"
		}
	}
}

// former gives an account to a deputy who serves no longer and is still owed something.
func (b *builder) former() {
	for _, p := range b.city.Posts {
		if p.Role == org.Deputy && p.Mandate == org.Former {
			b.city.Accounts = append(b.city.Accounts, Account{Name: "former", Person: p.Person, Post: p.Key, Role: p.Role, Title: "人大代表（已离任）"})
			return
		}
	}
}

// townIn is the township of a county that has a congress of its own.
func townIn(list []Congress, county string) string {
	return list[slices.IndexFunc(list, func(c Congress) bool { return c.Parent == county })].Key
}

// another gives an account to one more person of a role: to those with whom the role accounts have to do.
func (b *builder) another(name string, role org.Role, orgKey string) *Account {
	for i := len(b.city.Posts) - 1; i >= 0; i-- {
		p := b.city.Posts[i]
		taken := slices.ContainsFunc(b.city.Accounts, func(a Account) bool { return a.Person == p.Person })
		if p.Role != role || p.Org != orgKey || taken || p.Mandate != org.Active && role == org.Deputy {
			continue
		}
		a := Account{Name: name, Person: p.Person, Post: p.Key, Role: role}
		if p.Congress != CityKey {
			a.Title = p.Title
		}
		b.city.Accounts = append(b.city.Accounts, a)
		return &b.city.Accounts[len(b.city.Accounts)-1]
	}
	panic("no second " + string(role) + " in " + orgKey)
}
