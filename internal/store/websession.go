package store

import (
	"context"

	"huiyin/internal/fault"
)

// WebSession is somebody signed in. Only the token's hash is stored.
type WebSession struct {
	ID        int64
	TokenHash string
	Account   int64
	Post      int64 // the post acted in
	Created   int64 // Unix milliseconds, as the other times
	Seen      int64
	Expires   int64
	IP        string
	Agent     string
}

const sessionNames = `id, token_hash, account_id, post_id, created_at, seen_at, expires_at, ip, agent`

func webSessionPlaces(w *WebSession) []any {
	return []any{&w.ID, &w.TokenHash, &w.Account, Zero(&w.Post), &w.Created, &w.Seen, &w.Expires, &w.IP, &w.Agent}
}

// SignedIn is a session with what every request needs to know about its account.
type SignedIn struct {
	WebSession
	Login      string
	Person     int64
	MustChange bool
	Disabled   bool
	Congress   int64 // of the post; 0 without one
}

// SignedIn finds a session by the hash of its token; a fault of kind NotFound when there is none.
func (t *Tx) SignedIn(ctx context.Context, tokenHash string) (SignedIn, error) {
	var version int64 // of the congress's directory, which is looked into next
	s, err := One(ctx, t, func(s *SignedIn) []any {
		return append(webSessionPlaces(&s.WebSession), &s.Login, &s.Person, &s.MustChange, &s.Disabled, Zero(&s.Congress), Zero(&version))
	}, `SELECT w.id, w.token_hash, w.account_id, w.post_id, w.created_at, w.seen_at, w.expires_at, w.ip, w.agent,
		a.login, a.person_id, a.must_change, a.disabled, p.congress_id, c.directory_version
		FROM web_session w JOIN account a ON a.id = w.account_id LEFT JOIN post p ON p.id = w.post_id LEFT JOIN congress c ON c.id = p.congress_id
		WHERE w.token_hash = $1`, tokenHash)
	if err == nil && s.Congress != 0 {
		t.know(s.Congress, version)
	}
	return s, err
}

// WebSessions lists the unexpired sessions of an account, the one seen last first.
func (t *Tx) WebSessions(ctx context.Context, account int64) ([]WebSession, error) {
	return All(ctx, t, webSessionPlaces, `SELECT `+sessionNames+` FROM web_session WHERE account_id = $1 AND expires_at > $2
		ORDER BY seen_at DESC, id DESC`, account, t.Now)
}

// InsertWebSession adds a session.
func (t *Tx) InsertWebSession(ctx context.Context, w WebSession) error {
	return Insert(ctx, t, "web_session", sessionNames, 1, func(int) []any {
		return []any{w.ID, w.TokenHash, w.Account, Null(w.Post), w.Created, w.Seen, w.Expires, w.IP, w.Agent}
	})
}

// TouchWebSession notes when a session was last seen.
func (t *Tx) TouchWebSession(ctx context.Context, id int64) error {
	_, err := t.Exec(ctx, `UPDATE web_session SET seen_at = $1 WHERE id = $2 AND seen_at < $1`, t.Now, id)
	return err
}

// RenewWebSession gives a session another token and post. The old hash guards against two renewals at once: the second
// is a fault of kind Conflict.
func (t *Tx) RenewWebSession(ctx context.Context, id int64, oldHash, newHash string, post int64) error {
	n, err := t.Exec(ctx, `UPDATE web_session SET token_hash = $1, post_id = $2, seen_at = $3 WHERE id = $4 AND token_hash = $5`,
		newHash, Null(post), t.Now, id, oldHash)
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "store.session_gone")
	}
	return err
}

// DeleteWebSession ends a session of an account and reports whether there was one.
func (t *Tx) DeleteWebSession(ctx context.Context, account, id int64) (bool, error) {
	n, err := t.Exec(ctx, `DELETE FROM web_session WHERE account_id = $1 AND id = $2`, account, id)
	return n > 0, err
}

// DeleteWebSessions ends all sessions of an account but one (0: none is spared) and returns how many ended.
func (t *Tx) DeleteWebSessions(ctx context.Context, account, but int64) (int64, error) {
	return t.Exec(ctx, `DELETE FROM web_session WHERE account_id = $1 AND id <> $2`, account, but)
}

// SweepWebSessions removes what has expired.
func (t *Tx) SweepWebSessions(ctx context.Context) (int64, error) {
	return t.Exec(ctx, `DELETE FROM web_session WHERE expires_at <= $1`, t.Now)
}
