package store

import (
	"context"

	"huiyin/internal/fault"
)

// Account is what a person signs in with. Rights are not here: they are in posts. Every change of a row has its line in the security log, written
// in the same transaction: who changes one says in which line (by).
type Account struct {
	ID         int64
	Login      string // lower case
	Person     int64
	Password   string // PHC string; never the password
	MustChange bool   // the password was given by somebody else
	Disabled   bool
	Created    int64 // Unix milliseconds
	Changed    int64 // Unix milliseconds; when the password was last set
}

const accountNames = `id, login, person_id, password, must_change, disabled, created_at, changed_at`

const accountColumns = `SELECT ` + accountNames + ` FROM account`

func accountPlaces(a *Account) []any {
	return []any{&a.ID, &a.Login, &a.Person, &a.Password, &a.MustChange, &a.Disabled, &a.Created, &a.Changed}
}

// Account returns one account; a fault of kind NotFound when there is none.
func (t *Tx) Account(ctx context.Context, id int64) (Account, error) {
	return One(ctx, t, accountPlaces, accountColumns+` WHERE id = $1`, id)
}

// AccountByLogin finds an account by its name in lower case.
func (t *Tx) AccountByLogin(ctx context.Context, login string) (Account, error) {
	return One(ctx, t, accountPlaces, accountColumns+` WHERE login = $1`, login)
}

// AccountOfPerson finds the account of a person.
func (t *Tx) AccountOfPerson(ctx context.Context, person int64) (Account, error) {
	return One(ctx, t, accountPlaces, accountColumns+` WHERE person_id = $1`, person)
}

// InsertAccounts adds accounts, and for each the line that tells of it. A name in use, or a second account of one person, is a fault of kind Conflict.
func (t *Tx) InsertAccounts(ctx context.Context, by SecurityEntry, list []Account) error {
	err := Insert(ctx, t, "account", accountNames, len(list), func(i int) []any {
		a := list[i]
		return []any{a.ID, a.Login, a.Person, a.Password, a.MustChange, a.Disabled, a.Created, a.Changed}
	})
	if IsUnique(err) {
		return fault.New(fault.Conflict, "store.account_taken")
	}
	if err != nil {
		return err
	}
	lines := make([]SecurityEntry, len(list))
	for i, a := range list {
		by.Detail = a.Login
		if lines[i], err = by.tell(a, 1); err != nil {
			return err
		}
	}
	return t.appendChain(ctx, by.Account, lines)
}

// SetPassword stores a password's hash and adds the line that tells of it.
func (t *Tx) SetPassword(ctx context.Context, by SecurityEntry, account int64, hash string, mustChange bool) error {
	_, err := t.Exec(ctx, `UPDATE account SET password = $1, must_change = $2, changed_at = $3 WHERE id = $4`, hash, mustChange, t.Now, account)
	if err != nil {
		return err
	}
	return t.appendState(ctx, by, account)
}

// SetDisabled shuts or opens an account and adds the line that tells of it.
func (t *Tx) SetDisabled(ctx context.Context, by SecurityEntry, account int64, disabled bool) error {
	if _, err := t.Exec(ctx, `UPDATE account SET disabled = $1 WHERE id = $2`, disabled, account); err != nil {
		return err
	}
	return t.appendState(ctx, by, account)
}

// Failure counts failed sign-ins under one name, whether or not an account has it.
type Failure struct {
	Login    string
	Failures int
	Last     int64 // Unix milliseconds
	Locked   int64 // Unix milliseconds until which the name is locked; 0 when it is not
}

// SignInFailure returns the count of a name; all zero when there is none.
func (t *Tx) SignInFailure(ctx context.Context, login string) (Failure, error) {
	f, err := One(ctx, t, func(f *Failure) []any { return []any{&f.Login, &f.Failures, &f.Last, &f.Locked} },
		`SELECT login, failures, last_at, locked_until FROM signin_failure WHERE login = $1`, login)
	if fault.Is(err, fault.NotFound) {
		return Failure{Login: login}, nil
	}
	return f, err
}

// SaveSignInFailure stores the count of a name and forgets counts older than a day.
func (t *Tx) SaveSignInFailure(ctx context.Context, f Failure) error {
	_, err := t.Exec(ctx, `INSERT INTO signin_failure (login, failures, last_at, locked_until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (login) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, locked_until = excluded.locked_until`,
		f.Login, f.Failures, f.Last, f.Locked)
	if err != nil {
		return err
	}
	_, err = t.Exec(ctx, `DELETE FROM signin_failure WHERE last_at < $1`, t.Now-24*60*60*1000)
	return err
}

// ClearSignInFailure forgets the count of a name.
func (t *Tx) ClearSignInFailure(ctx context.Context, login string) error {
	_, err := t.Exec(ctx, `DELETE FROM signin_failure WHERE login = $1`, login)
	return err
}
