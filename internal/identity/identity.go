// Package identity knows who is at the door: accounts, passwords, sessions, tokens, and the security log. Identity is per
// person; rights are per post, and what a post may do is decided elsewhere.
package identity

import (
	"context"
	"crypto/rand"
	"io"
	"strconv"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// How long things last.
const (
	SessionLife = 12 * time.Hour   // a web session ends then, used or not
	IdleLife    = 2 * time.Hour    // a web session ends when unused that long
	SeenEvery   = time.Minute      // the last use is written at most that often
	LockAfter   = 5                // failed sign-ins under one name
	LockFor     = 15 * time.Minute // that the name is then locked
)

// Service signs people in and out. It is safe for concurrent use.
type Service struct {
	Store  *store.Store
	Now    func() time.Time
	Random io.Reader // source of tokens, salts and first passwords; safe for concurrent use
	Cost   Cost      // work of a password hash

	hashing chan struct{}
}

// New returns a service that uses the system's randomness and the full cost of hashing.
func New(s *store.Store, now func() time.Time) *Service {
	return &Service{Store: s, Now: now, Random: rand.Reader, Cost: FullCost, hashing: make(chan struct{}, hashers)}
}

// Origin is where a request comes from, for the log and the person's list of sessions.
type Origin struct {
	IP    string
	Agent string
}

// Program is the command line acting on the installation itself: the first accounts are made by it.
var Program = Who{program: true}

// Who is somebody signed in. The zero Who is nobody and may do nothing.
type Who struct {
	Session    int64
	Account    int64
	Login      string
	MustChange bool // the password was given by somebody else: nothing but changing it is allowed
	Actor      org.Actor
	Pack       *rule.Pack // by which the congress of the post works now
	hash       string
	token      string // whose hash it is: what slips are sealed with
	program    bool   // nobody signed in, but the command line
}

// IsProgram says whether nobody signed in, but the command line acts on the installation itself.
func (w Who) IsProgram() bool { return w.program }

// Ready returns a fault of kind Forbidden while the first password is not yet changed.
func (w Who) Ready() error {
	if w.MustChange {
		return fault.New(fault.Forbidden, "identity.must_change")
	}
	return nil
}

// What the security log records. Each has a sentence "security.<action>" in the catalogue.
const (
	SignedIn        = "sign_in"
	SignInFailed    = "sign_in_failed"
	Locked          = "locked"
	SignedOut       = "sign_out"
	PostSwitched    = "post_switched"
	PasswordSet     = "password_changed"
	PasswordReset   = "password_reset"
	AccountMade     = "account_created"
	AccountShut     = "account_disabled"
	AccountOpened   = "account_enabled"
	SessionEnded    = "session_revoked"
	Exported        = "export"
	ProtectedOpened = "protected_opened"
	RightsChanged   = "rights_changed"
)

// line is what a person did, for the chain of that person.
func line(who Who, from Origin, action, detail string) store.SecurityEntry {
	return store.SecurityEntry{Account: who.Account, Action: action, Post: who.Actor.Post.ID, Detail: detail, IP: from.IP}
}

// Record adds a line to the security log inside the caller's transaction, in the chain of the person who acted.
func Record(ctx context.Context, tx *store.Tx, who Who, from Origin, action, subject, detail string) error {
	e := line(who, from, action, detail)
	e.Subject = subject
	return tx.AppendSecurity(ctx, e)
}

// OpenedProtected records, once a day each, that a person read who is behind a protected identity. Whatever shows a page, a paper or a file that
// names the authors of suggestions asks it of them: nobody else decides what is put on record.
func (s *Service) OpenedProtected(ctx context.Context, who Who, from Origin, shown ...*suggestion.Case) error {
	for _, c := range shown {
		if !access.Discloses(c, who.Actor) {
			continue
		}
		subject, noted := "suggestion:"+strconv.FormatInt(c.ID, 10), false
		err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
			noted, err = tx.SecurityNoted(ctx, who.Account, ProtectedOpened, subject, s.Now().Add(-24*time.Hour).UnixMilli())
			return err
		})
		if err == nil && !noted {
			err = s.Store.Do(ctx, func(tx *store.Tx) error { return Record(ctx, tx, who, from, ProtectedOpened, subject, "") })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// held reports whether a post may be acted in on the transaction's day: while it lasts, and a deputy's mandate also after its last day, with the
// restricted view of former deputies.
func held(tx *store.Tx, p org.Post) bool {
	return p.ID != 0 && (p.To == "" || p.To >= tx.Today() || p.IsFormer()) && (p.From == "" || p.From <= tx.Today())
}
