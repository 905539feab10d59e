package words

import (
	"fmt"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
)

// City is the invented city: who there is. All references are keys; the caller assigns ids in the order given here.
type City struct {
	Seed       uint64
	Congresses []Congress
	Orgs       []Org
	People     []Person
	Posts      []Post
	Accounts   []Account
	Categories []Category
}

// Congress is a tenant of the demonstration.
type Congress struct {
	Key, Name string
	Level     org.Level
	Parent    string // key; empty for the city
	Pack      string // id of the rule pack
	Live      bool   // has deputies, units and cases of its own
}

// Org is an organisation of one congress's tree; see org.Org for the meaning of the fields.
type Org struct {
	Key, Congress, Parent string
	Kind                  org.Kind
	Name, Short           string
	Aliases               []string
	Special               string // key of the matched special committee (对口联系)
	Home                  string // key of the congress whose body acts here as a guest
	Government            bool
}

// Person is an invented human being.
type Person struct{ Key, Name, Gender, Phone, Address string }

// Post is what a person does in one organisation; see org.Post. Group is the deputies' group (代表小组) of a deputy.
type Post struct {
	Key, Congress, Org, Person string
	Role                       org.Role
	Title, Rank, Cert          string
	County                     string // org key of the county congress that pre-checks, deputies of the city only
	Group                      string // org key of the deputies' group
	Mandate                    org.MandateState
	From, To                   calendar.Day
}

// Account is a role account of the demonstration: its name is the role's code. Title is that of a post in a congress other than the city's, where the
// role alone does not say whose it is.
type Account struct {
	Name, Person, Post, Title string
	Role                      org.Role
}

// Category is an entry of the two-level dictionary (两级分类); Parent is empty on the first level.
type Category struct{ Code, Parent, Name string }

// MakeCity invents the city for a seed.
func MakeCity(seed uint64) City {
	b := &builder{dice: dice(seed).word("city"), names: map[string]bool{}, orgs: map[string]int{}}
	b.city.Seed = seed
	b.city.Congresses = congressRows()
	b.city.Categories = Categories()
	b.cityOrgs()
	b.cityStaff()
	b.cityDeputies()
	for _, c := range b.city.Congresses {
		switch c.Level {
		case org.County:
			b.county(c)
		case org.Township:
			b.township(c)
		}
	}
	b.accounts()
	return b.city
}

// Categories lists the two-level dictionary.
func Categories() []Category {
	var out []Category
	parent := ""
	for _, r := range table("data/categories.txt") {
		if strings.HasPrefix(r[0], " ") {
			out = append(out, Category{strings.TrimSpace(r[0]), parent, r[1]})
			continue
		}
		parent = r[0]
		out = append(out, Category{r[0], "", r[1]})
	}
	return out
}

// liveCounties are the counties whose congresses have deputies and cases of their own.
var liveCounties = map[string]bool{"yanhu": true, "luoxi": true, "tongxi": true}

// congressRows lists the tenants: the city, its counties, three townships.
func congressRows() []Congress {
	out := []Congress{{Key: CityKey, Name: "邵衡市人民代表大会", Level: org.City, Pack: "hunan-city", Live: true}}
	for _, c := range counties() {
		out = append(out, Congress{Key: c[0], Name: c[1] + "人民代表大会", Level: org.County, Parent: CityKey, Pack: "hunan-city", Live: liveCounties[c[0]]})
	}
	n := 0
	for _, p := range geography().rural {
		if liveCounties[p.countyKey] && p.countyKey != "yanhu" || p.countyKey == "gutang" {
			if n > 0 && out[len(out)-1].Parent == p.countyKey {
				continue
			}
			n++
			out = append(out, Congress{Key: "town" + strconv.Itoa(n), Name: p.name + "人民代表大会", Level: org.Township, Parent: p.countyKey, Pack: "township", Live: true})
		}
	}
	return out
}

// builder grows a city; every name it gives is new.
type builder struct {
	city  City
	dice  dice
	names map[string]bool
	orgs  map[string]int
	n     uint64
	certs int
}

func (b *builder) org(o Org) string {
	b.orgs[o.Key] = len(b.city.Orgs)
	if o.Short == "" {
		o.Short = o.Name
	}
	b.city.Orgs = append(b.city.Orgs, o)
	return o.Key
}

// person invents somebody; about three in ten of the posts are held by women.
func (b *builder) person(address string) string {
	p := nameParts()
	for {
		b.n++
		d := b.dice.salt(b.n)
		gender, first, second := "male", "first", "m2"
		if d.salt(1).below(10) < 3 {
			gender, first, second = "female", "mid", "f2"
		}
		sn := p["surname"]
		s := sn[min(d.salt(2).below(len(sn)), d.salt(3).below(len(sn)))] // early surnames are the common ones
		given := p[first][d.salt(4).below(len(p[first]))] + p[second][d.salt(5).below(len(p[second]))]
		if d.salt(6).below(6) == 0 {
			given = p[gender][d.salt(7).below(len(p[gender]))]
		}
		name := s + given
		if b.names[name] || strings.Count(name, given[:3]) > 1 {
			continue
		}
		b.names[name] = true
		key := "p" + strconv.Itoa(len(b.city.People)+1)
		b.city.People = append(b.city.People, Person{
			Key: key, Name: name, Gender: gender, Address: address,
			Phone: fmt.Sprintf("0700-%07d", 2000000+d.salt(8).below(7999999)), // no city has this area code
		})
		return key
	}
}

func (b *builder) post(p Post) string {
	p.Key = "post" + strconv.Itoa(len(b.city.Posts)+1)
	if p.From == "" {
		p.From = "2022-01-10"
	}
	if p.Role == org.Deputy && p.Mandate == "" {
		p.Mandate = org.Active
	}
	b.city.Posts = append(b.city.Posts, p)
	return p.Key
}

// staff gives an organisation one person in one post.
func (b *builder) staff(congress, orgKey string, role org.Role, title, rank string) {
	b.post(Post{Congress: congress, Org: orgKey, Person: b.person(b.city.Orgs[b.orgs[orgKey]].Name), Role: role, Title: title, Rank: rank})
}
