// Package demo fills an installation with the invented city 邵衡市. Everything in it is made by the program; no person, body or text
// is taken from life.
package demo

import (
	"context"

	"huiyin/internal/demo/words"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Password is that of every role account of the demonstration.
const Password = "huiyin-demo-2026"

// Account is a role account as the sign-in page and the command line list it.
type Account struct {
	Role    org.Role
	Account string
}

// Accounts lists the role accounts of the city made from a seed.
func Accounts(seed uint64) []Account {
	var out []Account
	for _, a := range words.MakeCity(seed).Accounts {
		out = append(out, Account{Role: a.Role, Account: a.Name})
	}
	return out
}

// People saves congresses, organisations, people, posts and role accounts in one transaction, unless there is a congress already.
func People(ctx context.Context, st *store.Store, id *identity.Service, seed uint64) error {
	hash, err := id.Hash(ctx, Password)
	if err != nil {
		return err
	}
	city := words.MakeCity(seed)
	return st.Do(ctx, func(tx *store.Tx) error {
		there, err := tx.Congresses(ctx)
		if err != nil || len(there) > 0 {
			return err
		}
		s := &seeder{tx: tx, ids: map[string]int64{}}
		return s.save(ctx, city, hash)
	})
}

// seeder gives every key of the city an id.
type seeder struct {
	tx  *store.Tx
	ids map[string]int64
	err error
}

func (s *seeder) id(kind, key string) int64 {
	if key == "" {
		return 0
	}
	k := kind + " " + key
	if _, ok := s.ids[k]; !ok && s.err == nil {
		s.ids[k], s.err = s.tx.NewID()
	}
	return s.ids[k]
}

func (s *seeder) save(ctx context.Context, city words.City, hash string) error {
	for _, c := range city.Congresses {
		row := org.Congress{ID: s.id("congress", c.Key), Code: c.Key, Name: c.Name, Level: c.Level, Parent: s.id("congress", c.Parent), Pack: "hunan-city"}
		if err := s.tx.SaveCongress(ctx, row); err != nil {
			return err
		}
	}
	var orgs []org.Org
	for _, o := range city.Orgs {
		orgs = append(orgs, org.Org{
			ID: s.id("org", o.Key), Congress: s.id("congress", o.Congress), Parent: s.id("org", o.Parent), Kind: o.Kind, Code: o.Key,
			Name: o.Name, ShortName: o.Short, Aliases: o.Aliases, Special: s.id("org", o.Special), Home: s.id("congress", o.Home), Government: o.Government,
		})
	}
	var people []org.Person
	for _, p := range city.People {
		people = append(people, org.Person{ID: s.id("person", p.Key), Name: p.Name, Gender: p.Gender, Phone: p.Phone, Address: p.Address})
	}
	var posts []org.Post
	for _, p := range city.Posts {
		posts = append(posts, org.Post{
			ID: s.id("post", p.Key), Congress: s.id("congress", p.Congress), Org: s.id("org", p.Org), Person: s.id("person", p.Person),
			Role: p.Role, Title: p.Title, Rank: p.Rank, Cert: p.Cert, County: s.id("org", p.County), Mandate: p.Mandate, From: p.From, To: p.To,
		})
	}
	var accounts []store.Account
	for _, a := range city.Accounts {
		accounts = append(accounts, store.Account{ID: s.id("account", a.Name), Login: a.Name, Person: s.id("person", a.Person), Password: hash, Created: s.tx.Now, Changed: s.tx.Now})
	}
	if s.err != nil {
		return s.err
	}
	if err := s.tx.InsertOrgs(ctx, orgs); err != nil {
		return err
	}
	if err := s.tx.InsertPeople(ctx, people); err != nil {
		return err
	}
	if err := s.tx.InsertPosts(ctx, posts); err != nil {
		return err
	}
	return s.tx.InsertAccounts(ctx, accounts)
}
