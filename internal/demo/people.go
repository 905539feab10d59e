package demo

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// builder grows a city.
type builder struct {
	*City
	world World
	next  int64
	texts map[string]*pool // by congress
	err   error

	congress map[string]int64
	orgs     map[string]int64
	keys     map[int64]string // of organisations
	byID     map[int64]org.Org
	actors   map[int64]org.Actor
	staff    map[seat][]int64 // posts by organisation and role
	category map[string]int64
	meetings map[int64][]org.Session // by congress, the oldest first
	turn     map[int64]int           // whose turn it is in an organisation
	numbers  map[numbered]int
	me       map[org.Role]org.Actor // the role accounts
	owed     bool                   // the former deputy has a promise that is still open
	logs     map[int64][]suggestion.Event
}

type seat struct {
	org  int64
	role org.Role
}

type numbered struct {
	session int64
	stream  suggestion.Stream
}

// id gives out the next id.
func (b *builder) id() int64 {
	b.next++
	return b.next - 1
}

// people turns the invented city's keys into rows with ids.
func (b *builder) people(c words.City) {
	b.congress, b.orgs, b.keys = map[string]int64{}, map[string]int64{}, map[int64]string{}
	b.byID, b.actors, b.staff = map[int64]org.Org{}, map[int64]org.Actor{}, map[seat][]int64{}
	b.turn, b.numbers, b.me = map[int64]int{}, map[numbered]int{}, map[org.Role]org.Actor{}
	for _, x := range c.Congresses {
		b.congress[x.Key] = b.id()
		b.Congresses = append(b.Congresses, org.Congress{
			ID: b.congress[x.Key], Code: x.Key, Name: x.Name, Level: x.Level, Parent: b.congress[x.Parent], Pack: x.Pack,
		})
	}
	b.Home = b.congress[words.CityKey]
	for _, o := range c.Orgs {
		b.orgs[o.Key] = b.id()
	}
	for i, o := range c.Orgs {
		row := org.Org{
			ID: b.orgs[o.Key], Congress: b.congress[o.Congress], Parent: b.orgs[o.Parent], Kind: o.Kind, Code: o.Key, Name: o.Name,
			ShortName: o.Short, Aliases: o.Aliases, Special: b.orgs[o.Special], Home: b.congress[o.Home], Government: o.Government,
			Position: int64(i),
		}
		b.keys[row.ID], b.byID[row.ID] = o.Key, row
		b.Orgs = append(b.Orgs, row)
	}
	people := map[string]org.Person{}
	for _, p := range c.People {
		people[p.Key] = org.Person{ID: b.id(), Name: p.Name, Gender: p.Gender, Phone: p.Phone, Address: p.Address}
		b.People = append(b.People, people[p.Key])
	}
	b.category = map[string]int64{}
	for i, k := range c.Categories {
		for _, x := range c.Congresses {
			if !x.Live {
				continue
			}
			at := x.Key + "/" + k.Code
			b.category[at] = b.id()
			b.Categories = append(b.Categories, org.Category{
				ID: b.category[at], Congress: b.congress[x.Key], Parent: b.category[x.Key+"/"+k.Parent], Code: k.Code, Name: k.Name, Position: int64(i),
			})
		}
	}
	posts := map[string]int64{}
	for _, p := range c.Posts {
		posts[p.Key] = b.post(p, people[p.Person])
	}
	for _, a := range c.Accounts {
		acc := Account{ID: b.id(), Role: a.Role, Name: a.Name, Person: people[a.Person].ID, Post: posts[a.Post]}
		b.Accounts = append(b.Accounts, acc)
		if _, ok := b.me[a.Role]; !ok {
			b.me[a.Role] = b.actors[acc.Post]
		}
	}
	b.choose()
}

func (b *builder) post(p words.Post, who org.Person) int64 {
	row := org.Post{
		ID: b.id(), Congress: b.congress[p.Congress], Org: b.orgs[p.Org], Person: who.ID, Role: p.Role, Title: p.Title, Rank: p.Rank,
		Cert: p.Cert, County: b.orgs[p.County], Mandate: p.Mandate, From: p.From, To: p.To,
	}
	b.Posts = append(b.Posts, row)
	b.actors[row.ID] = org.Actor{Person: who, Post: row, Org: b.byID[row.Org]}
	return row.ID
}

// choose fills the seats from which the walks take their actors: deputies who hold no other post of the same congress.
func (b *builder) choose() {
	type holder struct{ congress, person int64 }
	posts := map[holder]int{}
	for _, p := range b.Posts {
		posts[holder{p.Congress, p.Person}]++
	}
	for _, p := range b.Posts {
		if p.Role == org.Deputy && (p.Mandate != org.Active || posts[holder{p.Congress, p.Person}] > 1) {
			continue
		}
		s := seat{p.Org, p.Role}
		b.staff[s] = append(b.staff[s], p.ID)
	}
}

// who returns the post of an organisation's first person in a role, for bodies where one person does it.
func (b *builder) who(o int64, r org.Role) int64 {
	if list := b.staff[seat{o, r}]; len(list) > 0 {
		return list[0]
	}
	return 0
}

// whoever lets the people of an organisation take turns.
func (b *builder) whoever(o int64, r org.Role) int64 {
	list := b.staff[seat{o, r}]
	if len(list) == 0 {
		return 0
	}
	b.turn[o]++
	return list[b.turn[o]%len(list)]
}

// sessions gives the meetings their ids and finds the years that the city tells of.
func (b *builder) sessions() {
	b.meetings = map[int64][]org.Session{}
	for _, s := range words.Sessions(b.world.Today) {
		row := org.Session{
			ID: b.id(), Congress: b.congress[s.Congress], Term: s.Term, Number: s.Number, Year: s.Year, Opens: s.Opens, Closes: s.Closes,
			Handover: s.Handover,
		}
		b.Sessions = append(b.Sessions, row)
		b.meetings[row.Congress] = append(b.meetings[row.Congress], row)
	}
	city := b.meetings[b.Home]
	b.Past, b.Now = city[0].ID, city[len(city)-1].ID
	if len(city) > 2 {
		b.Last = city[len(city)-2].ID
	}
}

// meeting returns the session of a congress on a day: the last that has opened.
func (b *builder) meeting(congress int64, on calendar.Day) org.Session {
	list := b.meetings[congress]
	at := list[0]
	for _, s := range list {
		if s.Opens <= on {
			at = s
		}
	}
	return at
}

func (b *builder) session(id int64) org.Session {
	for _, s := range b.Sessions {
		if s.ID == id {
			return s
		}
	}
	return org.Session{}
}

// Org and Actor make the builder the directory that commands are completed from.
func (b *builder) Org(id int64) (org.Org, bool) { o, ok := b.byID[id]; return o, ok }

// Actor returns who acts in a post.
func (b *builder) Actor(post int64) (org.Actor, bool) { a, ok := b.actors[post]; return a, ok }

// Category implements suggestion.Directory.
func (b *builder) Category(id int64) (org.Category, bool) {
	i := slices.IndexFunc(b.Categories, func(c org.Category) bool { return c.ID == id })
	if i < 0 {
		return org.Category{}, false
	}
	return b.Categories[i], true
}
