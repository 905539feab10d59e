package intake

import (
	"context"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// newcomer is a row of the sheet of accounts with the person and the post that it means.
type newcomer struct {
	row    sheet.Account
	person int64 // 0: a new person
	post   bool  // needs a new post
}

// accounts recognises each row by its sign-in name, and each person by certificate number or by post and name.
func (p *people) accounts(ctx context.Context, rows []sheet.Account) (func(context.Context) error, error) {
	var fresh []newcomer
	err := p.Store.View(ctx, func(tx *store.Tx) error {
		for _, a := range rows {
			_, err := tx.AccountByLogin(ctx, identity.Login(a.Login))
			if err == nil {
				p.result.Present++
				continue
			}
			if !fault.Is(err, fault.NotFound) {
				return err
			}
			n, ok := p.newcomer(a)
			if !ok {
				continue
			}
			if n.person != 0 {
				if has, err := tx.AccountOfPerson(ctx, n.person); err == nil {
					p.spoil(a.Row, "name", "import.has_account", "name", a.Name, "login", has.Login)
					continue
				} else if !fault.Is(err, fault.NotFound) {
					return err
				}
			}
			fresh = append(fresh, n)
		}
		return nil
	})
	p.result.New = len(fresh)
	return func(ctx context.Context) error { return p.admit(ctx, fresh) }, err
}

func (p *people) newcomer(a sheet.Account) (newcomer, bool) {
	if a.Org.ID == 0 {
		p.spoil(a.Row, "org", "import.units_first", "value", a.Org.Name)
		return newcomer{}, false
	}
	for _, post := range p.dir.Posts {
		if post.To != "" || post.Role != a.Role {
			continue
		}
		byCert := a.Role == org.Deputy && sheet.Fold(post.Cert) == sheet.Fold(a.Cert)
		byName := a.Role != org.Deputy && post.Org == a.Org.ID && p.dir.PersonName(post.Person) == a.Name
		if byCert && p.dir.PersonName(post.Person) != a.Name {
			p.spoil(a.Row, "cert", "import.name.cert_mismatch", "cert", a.Cert, "name", a.Name)
			return newcomer{}, false
		}
		if byCert || byName {
			return newcomer{row: a, person: post.Person}, true
		}
	}
	if a.Role == org.Deputy {
		p.spoil(a.Row, "cert", "import.name.unknown_cert", "value", a.Cert)
		return newcomer{}, false
	}
	return newcomer{row: a, post: true}, true
}

// admit appoints those who have no post yet and gives everybody an account with a first password.
func (p *people) admit(ctx context.Context, fresh []newcomer) error {
	if len(fresh) == 0 {
		return nil
	}
	ids, err := p.Store.NewIDs(ctx, 2*len(fresh))
	if err != nil {
		return err
	}
	var persons []org.Person
	var posts []org.Post
	asked := make([]identity.NewAccount, len(fresh))
	for i := range fresh {
		n := &fresh[i]
		if n.post {
			n.person = ids[2*i]
			persons = append(persons, org.Person{ID: n.person, Name: n.row.Name, Phone: n.row.Phone})
			posts = append(posts, org.Post{
				ID: ids[2*i+1], Congress: p.Congress, Org: n.row.Org.ID, Person: n.person, Role: n.row.Role, Title: n.row.Title, Rank: n.row.Rank,
				From: p.env.Today,
			})
		}
		asked[i] = identity.NewAccount{Login: n.row.Login, Person: n.person}
	}
	if len(posts) > 0 {
		if err := p.Store.Do(ctx, func(tx *store.Tx) error { return p.appoint(ctx, tx, persons, posts) }); err != nil {
			return err
		}
	}
	if p.Key != "" {
		p.result.Batch, err = p.ids.Creating(ctx, p.Who, asked, p.From, p.Key)
		return err
	}
	_, err = p.ids.CreateAccounts(ctx, p.Who, asked, p.From, func(_ *store.Tx, made []identity.Slip) error {
		slips := make([]Slip, len(made))
		for i, m := range made {
			slips[i] = Slip{Name: fresh[i].row.Name, Org: fresh[i].row.Org.Name, Login: m.Login, Password: m.Password}
		}
		return p.Keep(slips)
	})
	return err
}
