package identity

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// SignIn opens a web session and returns its token, which is shown to nobody else and stored nowhere.
//
// A wrong password and an unknown account give the same fault (Unauthenticated) after the same work. The fifth failure under a
// name locks it, known or not (TooMany). The attempt is counted before the password is looked at and forgiven when it is right,
// so that many attempts at once are not more than five.
func (s *Service) SignIn(ctx context.Context, login, password string, from Origin) (token string, who Who, err error) {
	login = Login(login)
	if login == "" || password == "" {
		return "", who, fault.New(fault.Unauthenticated, "identity.wrong")
	}
	account, count, err := s.attempt(ctx, login)
	if err != nil {
		return "", who, err
	}
	if len(password) > 4*MaxPassword {
		password = "" // never right, same work
	}
	right, err := s.matches(ctx, password, account.Password)
	if err != nil {
		return "", who, err
	}
	if !right {
		return "", who, s.failed(ctx, account, login, count, from)
	}
	return s.open(ctx, account, from)
}

// Login is the form in which account names are stored and compared; empty for what can be no name.
func Login(typed string) string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if len(typed) > 64 || !utf8.ValidString(typed) || strings.ContainsFunc(typed, unicode.IsControl) {
		return ""
	}
	return typed
}

// attempt counts a try under a name and returns the account, zero when there is none.
func (s *Service) attempt(ctx context.Context, login string) (a store.Account, f store.Failure, err error) {
	now := s.Now().UnixMilli()
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		var err error
		if f, err = tx.SignInFailure(ctx, login); err != nil {
			return err
		}
		if f.Locked > now {
			return locked(f.Locked - now)
		}
		if f.Locked != 0 || now-f.Last > LockFor.Milliseconds() {
			f.Failures, f.Locked = 0, 0
		}
		f.Failures, f.Last = f.Failures+1, now
		if f.Failures >= LockAfter {
			f.Locked = now + LockFor.Milliseconds()
		}
		if err := tx.SaveSignInFailure(ctx, f); err != nil {
			return err
		}
		if a, err = tx.AccountByLogin(ctx, login); fault.Is(err, fault.NotFound) {
			a, err = store.Account{}, nil
		}
		return err
	})
	return a, f, err
}

func locked(ms int64) error {
	return fault.New(fault.TooMany, "identity.locked", "minutes", (ms+59_999)/60_000)
}

// failed records a wrong password and returns the sentence for it.
func (s *Service) failed(ctx context.Context, a store.Account, login string, f store.Failure, from Origin) error {
	action, answer := SignInFailed, error(fault.New(fault.Unauthenticated, "identity.wrong"))
	if f.Locked != 0 {
		action, answer = Locked, locked(f.Locked-s.Now().UnixMilli())
	}
	err := s.Store.Do(ctx, func(tx *store.Tx) error {
		return tx.AppendSecurity(ctx, store.SecurityEntry{Account: a.ID, Action: action, Subject: "login:" + login, IP: from.IP})
	})
	if err != nil {
		return err
	}
	return answer
}

// open makes the session of an account whose password was right.
func (s *Service) open(ctx context.Context, a store.Account, from Origin) (string, Who, error) {
	var who Who
	token, hash, err := s.newToken()
	if err != nil {
		return "", who, err
	}
	now := s.Now().UnixMilli()
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		fresh, err := tx.Account(ctx, a.ID)
		if err != nil {
			return err
		}
		if fresh.Password != a.Password { // changed while the old one was being checked
			return fault.New(fault.Unauthenticated, "identity.wrong")
		}
		if fresh.Disabled {
			return fault.New(fault.Forbidden, "identity.disabled")
		}
		actor, err := firstPost(ctx, tx, a.Person)
		if err != nil {
			return err
		}
		id, err := tx.NewID()
		if err != nil {
			return err
		}
		who = Who{Session: id, Account: a.ID, Login: a.Login, MustChange: fresh.MustChange, Actor: actor, hash: hash, token: token}
		err = tx.InsertWebSession(ctx, store.WebSession{
			ID: id, TokenHash: hash, Account: a.ID, Post: actor.Post.ID,
			Created: now, Seen: now, Expires: now + SessionLife.Milliseconds(), IP: from.IP, Agent: cut(from.Agent, 200),
		})
		if err != nil {
			return err
		}
		if err := tx.ClearSignInFailure(ctx, a.Login); err != nil {
			return err
		}
		return Record(ctx, tx, who, from, SignedIn, store.AccountSubject(a.ID), "")
	})
	if err != nil {
		return "", Who{}, err
	}
	return token, who, nil
}

// firstPost gives the post in which a person begins; a person without one can do nothing here.
func firstPost(ctx context.Context, tx *store.Tx, person int64) (org.Actor, error) {
	posts, err := tx.EveryPostOf(ctx, person)
	if err != nil {
		return org.Actor{}, err
	}
	for _, p := range posts {
		if held(tx, p) {
			return tx.Actor(ctx, p.ID)
		}
	}
	return org.Actor{}, fault.New(fault.Forbidden, "identity.no_post")
}

// cut makes a text of at most so many characters of what somebody else wrote: a header need not be text.
func cut(s string, n int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	r := []rune(s)
	if len(r) > n {
		return string(r[:n])
	}
	return s
}
