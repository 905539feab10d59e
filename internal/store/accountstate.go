package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
)

// accountState is what a line of the security log tells of an account: the whole row as it was then, with a digest in place of the password's hash.
// That hash has sixteen random bytes in it, so that nobody can try passwords against the digest.
type accountState struct {
	Login      string `json:"login"`
	Person     int64  `json:"person"`
	Password   string `json:"password"`
	MustChange bool   `json:"must_change"`
	Disabled   bool   `json:"disabled"`
	Created    int64  `json:"created"`
	Changed    int64  `json:"changed"`
}

func stateOf(a Account) accountState {
	sum := sha256.Sum256([]byte(a.Password))
	return accountState{a.Login, a.Person, hex.EncodeToString(sum[:]), a.MustChange, a.Disabled, a.Created, a.Changed}
}

// AccountSubject is how a line of the security log names an account that it is about.
func AccountSubject(id int64) string { return "account:" + strconv.FormatInt(id, 10) }

// SubjectAccount is the account that a subject names; false when it names none.
func SubjectAccount(subject string) (int64, bool) {
	text, found := strings.CutPrefix(subject, "account:")
	id, err := strconv.ParseInt(text, 10, 64)
	return id, found && err == nil
}

// tell makes of a line the n-th about an account.
func (e SecurityEntry) tell(a Account, n int64) (SecurityEntry, error) {
	state, err := json.Marshal(stateOf(a))
	e.Subject, e.about, e.nth, e.state = AccountSubject(a.ID), a.ID, n, string(state)
	return e, err
}

// appendState adds the line that tells what an account is now.
func (t *Tx) appendState(ctx context.Context, e SecurityEntry, account int64) error {
	a, err := t.Account(ctx, account)
	if err != nil {
		return err
	}
	n, err := Value[int64](ctx, t, `SELECT COALESCE(MAX(about_seq), 0) FROM security_log WHERE about_id = $1 AND about_id <> 0`, account)
	if err != nil {
		return err
	}
	if e, err = e.tell(a, n+1); err != nil {
		return err
	}
	return t.AppendSecurity(ctx, e)
}
