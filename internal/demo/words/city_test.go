package words

import (
	"maps"
	"reflect"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
)

func TestCityIsWhole(t *testing.T) {
	c := MakeCity(7)
	if !reflect.DeepEqual(c, MakeCity(7)) {
		t.Fatal("the same seed gave another city")
	}
	if MakeCity(8).People[0].Name == c.People[0].Name && MakeCity(8).People[1].Name == c.People[1].Name {
		t.Error("another seed gave the same people")
	}
	congress, orgs, people := map[string]bool{}, map[string]Org{}, map[string]bool{}
	for _, x := range c.Congresses {
		congress[x.Key] = true
	}
	if len(c.Congresses) != 16 {
		t.Errorf("congresses: %d", len(c.Congresses))
	}
	for _, o := range c.Orgs {
		if _, twice := orgs[o.Key]; twice {
			t.Errorf("org %s twice", o.Key)
		}
		orgs[o.Key] = o
	}
	names := map[string]bool{}
	for _, p := range c.People {
		if names[p.Name] {
			t.Errorf("two people called %s", p.Name)
		}
		if p.Gender != "male" && p.Gender != "female" {
			t.Errorf("the gender of %s is %q, no code of the register", p.Name, p.Gender)
		}
		names[p.Name], people[p.Key] = true, true
	}
	kinds, roles, posts, deputies := map[org.Kind]int{}, map[string]bool{}, map[string]int{}, 0
	for _, o := range c.Orgs {
		if o.Congress == CityKey {
			kinds[o.Kind]++
		}
		for _, k := range []string{o.Parent, o.Special} {
			if _, ok := orgs[k]; k != "" && !ok {
				t.Errorf("%s refers to %s", o.Key, k)
			}
		}
		if !congress[o.Congress] || o.Home != "" && !congress[o.Home] {
			t.Errorf("%s has no congress", o.Key)
		}
	}
	for _, p := range c.Posts {
		if o, ok := orgs[p.Org]; !ok || o.Congress != p.Congress || !people[p.Person] {
			t.Errorf("post %+v hangs in the air", p)
		}
		if p.County != "" && orgs[p.County].Kind != org.CountyCongress || p.Group != "" && orgs[p.Group].Kind != org.Group {
			t.Errorf("post %+v has no county or group", p)
		}
		roles[p.Org+string(p.Role)] = true
		posts[p.Person]++
		if p.Congress == CityKey && p.Role == org.Deputy {
			deputies++
		}
	}
	if deputies < 390 || deputies > 420 {
		t.Errorf("deputies of the city: %d", deputies)
	}
	twice := 0
	for _, n := range posts {
		if n > 1 {
			twice++
		}
	}
	if twice < 30 {
		t.Errorf("only %d people hold two posts", twice)
	}
	units := 0
	for _, o := range c.Orgs {
		switch o.Kind {
		case org.Department, org.PartyBody, org.Court, org.Procuratorate, org.Supervision, org.CountyGov, org.Company:
			if o.Congress == CityKey {
				units++
				if o.Special == "" {
					t.Errorf("%s has no special committee", o.Key)
				}
			}
			if !roles[o.Key+string(org.UnitHead)] || !roles[o.Key+string(org.UnitClerk)] {
				t.Errorf("%s has nobody", o.Key)
			}
		}
	}
	if units < 60 || units > 75 {
		t.Errorf("units: %d", units)
	}
	if kinds[org.SpecialCommittee] != 8 || kinds[org.Delegation] != 13 || kinds[org.CountyCongress] != 12 || kinds[org.Group] != 36 {
		t.Errorf("kinds: %v", kinds)
	}
	if len(c.Accounts) != len(org.Roles)+5 {
		t.Errorf("accounts: %d of %d", len(c.Accounts), len(org.Roles)+5)
	}
	levels := map[string]string{}
	for _, p := range c.Posts {
		for _, a := range c.Accounts {
			if a.Post == p.Key && p.Congress != CityKey {
				levels[a.Name] = a.Title + " " + string(p.Role)
			}
		}
	}
	if want := map[string]string{"county_head": "洛溪市人大联工委主任 committee_head", "town_head": "黄潭镇人大主席 committee_head"}; !maps.Equal(levels, want) {
		t.Errorf("accounts of a county and of its township: %v, want %v", levels, want)
	}
	admins := map[string]bool{}
	for _, a := range c.Accounts[len(c.Accounts)-3:] {
		admins[a.Person] = true
	}
	if len(admins) != 3 {
		t.Error("the three administrators must be three people")
	}
	first, second := 0, 0
	for _, x := range c.Categories {
		if x.Parent == "" {
			first++
		} else {
			second++
		}
	}
	if first < 8 || first > 10 || second < 38 || second > 46 {
		t.Errorf("categories: %d and %d", first, second)
	}
}

func TestSessions(t *testing.T) {
	for today, want := range map[string]int{"2026-09-01": 4, "2026-01-12": 3, "2026-01-13": 4, "2027-03-01": 5} {
		n := 0
		for _, s := range Sessions(dayOf(today)) {
			if s.Opens > dayOf(today) || s.Closes < s.Opens || s.Handover <= s.Closes {
				t.Errorf("%+v", s)
			}
			if w := parse(s.Opens).Weekday(); w == 0 || w == 6 {
				t.Errorf("%s opens on a weekend", s.Opens)
			}
			if s.Congress == CityKey {
				n++
				if s.Year == 2023 && (s.Term != 5 || s.Number != 2) || s.Year == 2027 && (s.Term != 6 || s.Number != 1) {
					t.Errorf("%+v", s)
				}
			}
		}
		if n != want {
			t.Errorf("%s: %d sessions of the city, want %d", today, n, want)
		}
	}
}

func dayOf(s string) calendar.Day { return calendar.Day(s) }
