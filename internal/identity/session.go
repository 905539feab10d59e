package identity

import (
	"context"
	"strconv"
	"time"

	"huiyin/internal/fault"
	"huiyin/internal/store"
)

// Resolve says who a token belongs to; a fault of kind Unauthenticated when the session is unknown, expired, idle too long,
// or its account shut. A person whose post has ended goes on in another post that they hold.
func (s *Service) Resolve(ctx context.Context, token string) (Who, error) {
	return s.ResolveBeside(ctx, token, nil)
}

// ResolveBeside is Resolve for those who also read what hangs on who asks: beside, if there is one, reads on in the same transaction.
func (s *Service) ResolveBeside(ctx context.Context, token string, beside func(*store.Tx, Who) error) (Who, error) {
	now := s.Now().UnixMilli()
	hash := hashToken(token)
	var row store.SignedIn
	var who Who
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		var err error
		if row, err = tx.SignedIn(ctx, hash); err != nil {
			return err
		}
		who = Who{Session: row.ID, Account: row.Account, Login: row.Login, MustChange: row.MustChange, hash: hash, token: token}
		if row.Congress == 0 {
			return nil
		}
		d, err := tx.Directory(ctx, row.Congress)
		if err != nil {
			return err
		}
		if a, ok := d.Actor(row.Post); ok && held(tx, a.Post) && a.Person.ID == row.Person {
			who.Actor = a
			who.Pack, _ = tx.Packs().Latest(d.Congress.Pack)
			if beside != nil {
				return beside(tx, who)
			}
		}
		return nil
	})
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Who{}, err
	}
	idle := now-row.Seen > IdleLife.Milliseconds()
	if err != nil || row.Expires <= now || idle || row.Disabled {
		return Who{}, fault.New(fault.Unauthenticated, "identity.signed_out")
	}
	switch {
	case who.Actor.Post.ID == 0:
		err = s.movePost(ctx, &who, row)
	case now-row.Seen >= SeenEvery.Milliseconds():
		err = s.Store.Do(ctx, func(tx *store.Tx) error { return tx.TouchWebSession(ctx, row.ID) })
	}
	if err != nil {
		return Who{}, err
	}
	return who, nil
}

// movePost carries a session on whose post has ended.
func (s *Service) movePost(ctx context.Context, who *Who, row store.SignedIn) error {
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		actor, err := firstPost(ctx, tx, row.Person)
		if err != nil {
			return err
		}
		who.Actor = actor
		if err := tx.RenewWebSession(ctx, row.ID, row.TokenHash, row.TokenHash, actor.Post.ID); err != nil {
			return err
		}
		return Record(ctx, tx, *who, Origin{IP: row.IP}, PostSwitched, "post:"+strconv.FormatInt(actor.Post.ID, 10), "")
	})
}

// SwitchPost lets a person act in another post that they hold and returns the session's new token: rights have changed, so the
// old one is void. A post that is not theirs is a fault of kind NotFound.
func (s *Service) SwitchPost(ctx context.Context, who Who, post int64, from Origin) (string, Who, error) {
	token, hash, err := s.newToken()
	if err != nil {
		return "", Who{}, err
	}
	next := who
	err = s.Store.Do(ctx, func(tx *store.Tx) error {
		actor, err := tx.Actor(ctx, post)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err != nil || actor.Person.ID != who.Actor.Person.ID || !held(tx, actor.Post) {
			return fault.New(fault.NotFound, "identity.not_your_post")
		}
		next.Actor, next.hash, next.token = actor, hash, token
		if err := s.renew(ctx, tx, who, next); err != nil {
			return err
		}
		return Record(ctx, tx, next, from, PostSwitched, "post:"+strconv.FormatInt(post, 10), "")
	})
	if err != nil {
		return "", Who{}, err
	}
	return token, next, nil
}

// SignOut ends the session.
func (s *Service) SignOut(ctx context.Context, who Who, from Origin) error {
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		if gone, err := tx.DeleteWebSession(ctx, who.Account, who.Session); err != nil || !gone {
			return err
		}
		return Record(ctx, tx, who, from, SignedOut, store.AccountSubject(who.Account), "")
	})
}

// Open is a session in a person's own list.
type Open struct {
	ID      int64
	Post    int64
	Created time.Time
	Seen    time.Time
	Expires time.Time
	IP      string
	Agent   string
	Current bool
}

// Sessions lists the person's own sessions, the one used last first.
func (s *Service) Sessions(ctx context.Context, who Who) (list []Open, err error) {
	now := s.Now().UnixMilli()
	err = s.Store.View(ctx, func(tx *store.Tx) error {
		rows, err := tx.WebSessions(ctx, who.Account)
		list = nil
		for _, r := range rows {
			if now-r.Seen > IdleLife.Milliseconds() {
				continue
			}
			list = append(list, Open{
				ID: r.ID, Post: r.Post, Created: time.UnixMilli(r.Created), Seen: time.UnixMilli(r.Seen),
				Expires: time.UnixMilli(r.Expires), IP: r.IP, Agent: r.Agent, Current: r.ID == who.Session,
			})
		}
		return err
	})
	return list, err
}

// Revoke ends one of the person's own sessions; anybody else's is a fault of kind NotFound.
func (s *Service) Revoke(ctx context.Context, who Who, session int64, from Origin) error {
	return s.Store.Do(ctx, func(tx *store.Tx) error {
		gone, err := tx.DeleteWebSession(ctx, who.Account, session)
		if err != nil {
			return err
		}
		if !gone {
			return fault.New(fault.NotFound, "identity.no_session")
		}
		return Record(ctx, tx, who, from, SessionEnded, "session:"+strconv.FormatInt(session, 10), "")
	})
}
