package identity

import (
	"context"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// ChangePassword sets the person's own password, ends all their other sessions, and returns this session's new token.
// A wrong old password counts like a failed sign-in.
func (s *Service) ChangePassword(ctx context.Context, who Who, old, new string, from Origin) (string, Who, error) {
	if err := CheckPassword(who.Login, old, new); err != nil {
		return "", Who{}, err
	}
	account, count, err := s.attempt(ctx, who.Login)
	if err != nil {
		return "", Who{}, err
	}
	right, err := s.matches(ctx, old, account.Password)
	if err != nil {
		return "", Who{}, err
	}
	if !right {
		if err := s.failed(ctx, account, who.Login, count, from); !fault.Is(err, fault.Unauthenticated) {
			return "", Who{}, err
		}
		return "", Who{}, fault.OnField("old", "identity.old_wrong")
	}
	hash, err := s.Hash(ctx, new)
	if err != nil {
		return "", Who{}, err
	}
	token, tokenHash, err := s.newToken()
	if err != nil {
		return "", Who{}, err
	}
	next := who
	next.MustChange, next.hash, next.token = false, tokenHash, token
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		fresh, err := tx.Account(ctx, account.ID)
		if err != nil {
			return err
		}
		if fresh.Password != account.Password { // somebody was quicker: an administrator, or the person in another window
			return fault.New(fault.Conflict, "identity.password_moved")
		}
		if err := tx.SetPassword(ctx, line(who, from, PasswordSet, ""), account.ID, hash, false); err != nil {
			return err
		}
		if _, err := tx.DeleteWebSessions(ctx, account.ID, who.Session); err != nil {
			return err
		}
		if err := s.renew(ctx, tx, who, next); err != nil {
			return err
		}
		return tx.ClearSignInFailure(ctx, who.Login)
	})
	if err != nil {
		return "", Who{}, err
	}
	return token, next, nil
}

// mayManage lets the security officer (安全员) and the program itself manage accounts: neither the administrator nor the auditor may
// (三员分立).
func mayManage(by Who) error {
	if by.program || by.Actor.Post.Role == org.Security {
		return by.Ready()
	}
	return fault.New(fault.Forbidden, "identity.not_security")
}

// NewAccount asks for an account of a person.
type NewAccount struct {
	Login  string
	Person int64
}

// Slip is a first password to hand to a person on paper. It is shown once and cannot be shown again.
type Slip struct {
	Account  int64
	Person   int64
	Login    string
	Password string
}

// CreateAccounts makes accounts with first passwords, all or none. Complaints stand beside the fields accounts.<i>.login. What keep does with the
// passwords is done before the accounts are there, and again when another was quicker; nil when the caller has no need of that.
func (s *Service) CreateAccounts(ctx context.Context, by Who, list []NewAccount, from Origin, keep func(*store.Tx, []Slip) error) ([]Slip, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	w := unkept
	if keep != nil {
		w.keep = keep
	}
	return s.createWith(ctx, by, list, from, w)
}

func (s *Service) createWith(ctx context.Context, by Who, list []NewAccount, from Origin, w making) ([]Slip, error) {
	if err := checkNew(list); err != nil {
		return nil, err
	}
	ids, err := s.Store.NewIDs(ctx, len(list))
	if err != nil {
		return nil, err
	}
	plain, hashes, err := s.firstPasswords(ctx, len(list), w.tick)
	if err != nil {
		return nil, err
	}
	slips := make([]Slip, len(list))
	rows := make([]store.Account, len(list))
	now := s.Now().UnixMilli()
	for i, a := range list {
		slips[i] = Slip{Account: ids[i], Person: a.Person, Login: Login(a.Login), Password: plain[i]}
		rows[i] = store.Account{ID: ids[i], Login: slips[i].Login, Person: a.Person, Password: hashes[i], MustChange: true, Created: now, Changed: now}
	}
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		if err := w.keep(tx, slips); err != nil {
			return err
		}
		for _, r := range rows {
			if err := ours(ctx, tx, by, r.Person); err != nil {
				return err
			}
		}
		return tx.InsertAccounts(ctx, line(by, from, AccountMade, ""), rows)
	})
	if err != nil {
		return nil, err
	}
	return slips, nil
}

func checkNew(list []NewAccount) error {
	var wrong fault.Fields
	seen := map[string]bool{}
	for i, a := range list {
		name := "accounts." + itoa(int64(i)) + ".login"
		switch login := Login(a.Login); {
		case login == "" || strings.ContainsAny(login, " \t\r\n\"'<>&/\\:"):
			wrong.Add(name, "identity.login_bad")
		case seen[login]:
			wrong.Add(name, "identity.login_twice")
		default:
			seen[login] = true
		}
	}
	return wrong.Err()
}

// reset gives accounts new first passwords, ends their sessions and lifts their locks, all or none.
func (s *Service) reset(ctx context.Context, by Who, accounts []int64, from Origin, w making) error {
	plain, hashes, err := s.firstPasswords(ctx, len(accounts), w.tick)
	if err != nil {
		return err
	}
	slips := make([]Slip, len(accounts))
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		for i, id := range accounts {
			a, err := tx.Account(ctx, id)
			if err != nil {
				return err
			}
			if err := ours(ctx, tx, by, a.Person); err != nil {
				return err
			}
			slips[i] = Slip{Account: a.ID, Person: a.Person, Login: a.Login, Password: plain[i]}
			if err := tx.SetPassword(ctx, line(by, from, PasswordReset, a.Login), id, hashes[i], true); err != nil {
				return err
			}
			if _, err := tx.DeleteWebSessions(ctx, id, 0); err != nil {
				return err
			}
			if err := tx.ClearSignInFailure(ctx, a.Login); err != nil {
				return err
			}
		}
		return w.keep(tx, slips)
	})
}

// SetDisabled shuts an account and ends its sessions at once, or opens it again.
func (s *Service) SetDisabled(ctx context.Context, by Who, account int64, disabled bool, from Origin) error {
	if err := mayManage(by); err != nil {
		return err
	}
	if disabled && account == by.Account {
		return fault.New(fault.Forbidden, "identity.not_yourself")
	}
	action := AccountOpened
	if disabled {
		action = AccountShut
	}
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		a, err := tx.Account(ctx, account)
		if err != nil {
			return err
		}
		if err := ours(ctx, tx, by, a.Person); err != nil {
			return err
		}
		if disabled {
			if _, err := tx.DeleteWebSessions(ctx, account, 0); err != nil {
				return err
			}
		}
		return tx.SetDisabled(ctx, line(by, from, action, a.Login), account, disabled)
	})
}
