package identity

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// ours refuses what concerns a person of another congress: a security officer answers for the own one. Who also serves in a congress
// of a higher level is that one's to look after: otherwise a township's officer could sign in as a city's committee head.
func ours(ctx context.Context, tx *store.Tx, by Who, person int64) error {
	if by.program {
		return nil
	}
	own := by.Actor.Post.Congress
	ok, err := tx.HoldsPost(ctx, person, own)
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return err
	}
	at, err := tx.Congress(ctx, own)
	if err != nil {
		return err
	}
	posts, err := tx.PostsOf(ctx, person)
	for _, p := range posts {
		if p.Congress == own || p.To != "" && p.To < tx.Today() {
			continue
		}
		other, err := tx.Congress(ctx, p.Congress)
		if err != nil {
			return err
		}
		if other.Level.Above(at.Level) {
			return fault.New(fault.Forbidden, "identity.higher_officer")
		}
	}
	return err
}

// Accounts lists accounts of the officer's congress, a page at a time, with the total.
func (s *Service) Accounts(ctx context.Context, by Who, f store.AccountFilter) (list []store.AccountLine, total int64, err error) {
	if err := mayManage(by); err != nil {
		return nil, 0, err
	}
	f.Congress = by.Actor.Post.Congress
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		list, total, err = tx.AccountLines(ctx, f)
		return err
	})
	return list, total, err
}

// Account returns one account of the officer's congress, its holder and its open sessions.
func (s *Service) Account(ctx context.Context, by Who, id int64) (a store.Account, p org.Person, open []store.WebSession, err error) {
	if err := mayManage(by); err != nil {
		return a, p, nil, err
	}
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		if a, err = tx.Account(ctx, id); err != nil {
			return err
		}
		if err := ours(ctx, tx, by, a.Person); err != nil {
			return err
		}
		if p, err = tx.Person(ctx, a.Person); err != nil {
			return err
		}
		open, err = tx.WebSessions(ctx, id)
		return err
	})
	a.Password = ""
	return a, p, open, err
}

// RevokeOf ends a session of somebody else's account.
func (s *Service) RevokeOf(ctx context.Context, by Who, account, session int64, from Origin) error {
	if err := mayManage(by); err != nil {
		return err
	}
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		a, err := tx.Account(ctx, account)
		if err != nil {
			return err
		}
		if err := ours(ctx, tx, by, a.Person); err != nil {
			return err
		}
		gone, err := tx.DeleteWebSession(ctx, account, session)
		if err != nil {
			return err
		}
		if !gone {
			return fault.New(fault.NotFound, "identity.no_session")
		}
		return Record(ctx, tx, by, from, SessionEnded, store.AccountSubject(account), "session:"+strconv.FormatInt(session, 10))
	})
}

// Waiting lists the people of the officer's congress who have a post and no account.
func (s *Service) Waiting(ctx context.Context, by Who, role org.Role) (list []store.Unaccounted, err error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		list, err = tx.WithoutAccount(ctx, by.Actor.Post.Congress, role)
		return err
	})
	return list, err
}

// mostSlips bounds how many first passwords are made at once: each costs its hash.
const mostSlips = 1000

// lacking lists the accounts to be made for people who hold a post and have none: those named, or all who hold the role.
func (s *Service) lacking(ctx context.Context, by Who, role org.Role, people []int64) ([]NewAccount, error) {
	list, err := s.Waiting(ctx, by, role)
	if err != nil {
		return nil, err
	}
	code, err := s.codeOf(ctx, by)
	if err != nil {
		return nil, err
	}
	var ask []NewAccount
	for _, u := range list {
		if len(people) > 0 && !slices.Contains(people, u.Person) || slices.ContainsFunc(ask, func(a NewAccount) bool { return a.Person == u.Person }) {
			continue
		}
		name := "p" + itoa(u.Person)
		if u.Cert != "" {
			name = strings.ToLower(u.Cert)
		}
		ask = append(ask, NewAccount{Login: code + "-" + name, Person: u.Person})
	}
	switch {
	case len(ask) == 0:
		return nil, fault.New(fault.Invalid, "identity.nobody_waits")
	case len(ask) > mostSlips:
		return nil, fault.New(fault.Invalid, "identity.too_many_slips", "max", mostSlips)
	}
	return ask, nil
}

func (s *Service) codeOf(ctx context.Context, by Who) (code string, err error) {
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		c, err := tx.Congress(ctx, by.Actor.Post.Congress)
		code = c.Code
		return err
	})
	return code, err
}

// Holder is whom a slip is for.
type Holder struct{ Name, Org string }

// Holders names the people of slips in their order, each with the first organisation that they serve in the officer's congress.
func (s *Service) Holders(ctx context.Context, by Who, slips []Slip) (list []Holder, err error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	d, err := s.Store.Directory(ctx, by.Actor.Post.Congress)
	if err != nil {
		return nil, err
	}
	at := map[int64]string{}
	for _, p := range slices.Backward(d.Posts) {
		at[p.Person] = d.OrgName(p.Org)
	}
	for _, one := range slips {
		list = append(list, Holder{Name: d.PersonName(one.Person), Org: at[one.Person]})
	}
	return list, nil
}
