package store

import (
	"context"
	"encoding/json"
	"math"
)

// StoredAccount is an account as the database really holds it, with what the security log tells of it, nothing trusted.
type StoredAccount struct {
	ID    int64
	Row   bool  // whether there is an account
	Lines int   // that tell of it
	Gap   bool  // whether a line between them is missing
	Wrong error // why the last line cannot be read
	own   accountState
	told  accountState // by the last line
}

// Differs names what of the row is not as the last line tells.
func (a StoredAccount) Differs() (out []string) {
	own, told := a.own, a.told
	for _, f := range []struct {
		name string
		same bool
	}{
		{"login", own.Login == told.Login},
		{"person", own.Person == told.Person},
		{"password", own.Password == told.Password},
		{"must_change", own.MustChange == told.MustChange},
		{"disabled", own.Disabled == told.Disabled},
		{"days", own.Created == told.Created && own.Changed == told.Changed},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}

// AuditAccounts calls fn with every account and with every one of which the security log tells; only accounts that have stood here since before lines
// told of them, and of which none tells, are left out.
func (t *Tx) AuditAccounts(ctx context.Context, fn func(StoredAccount) error) error {
	for after, last := int64(math.MinInt64), false; !last; {
		ids, err := Column[int64](ctx, t, `SELECT id FROM (
			SELECT a.id FROM account a WHERE a.id > $1 AND NOT EXISTS (SELECT 1 FROM unlogged u WHERE u.kind = 'account' AND u.id = a.id)
			UNION SELECT about_id FROM security_log WHERE about_id > $1 AND about_id <> 0
			UNION SELECT u.id FROM unlogged u WHERE u.kind = 'account' AND u.id > $1 AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = u.id)) AS known
			ORDER BY id LIMIT $2`, after, perPage)
		if err != nil {
			return err
		}
		upto := int64(math.MaxInt64)
		if last = len(ids) < perPage; !last {
			upto = ids[len(ids)-1]
		}
		page, err := t.accountPage(ctx, after, upto)
		if err != nil {
			return err
		}
		for _, id := range ids {
			a := page[id]
			a.ID = id
			if err := fn(a); err != nil {
				return err
			}
		}
		after = upto
	}
	return nil
}

func (t *Tx) accountPage(ctx context.Context, after, upto int64) (map[int64]StoredAccount, error) {
	page := map[int64]StoredAccount{}
	rows, err := All(ctx, t, accountPlaces, accountColumns+` WHERE id > $1 AND id <= $2`, after, upto)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		page[r.ID] = StoredAccount{Row: true, own: stateOf(r)}
	}
	lines, err := All(ctx, t, func(e *SecurityEntry) []any { return []any{&e.about, &e.nth, &e.state} },
		`SELECT `+toldNames+` FROM security_log WHERE about_id > $1 AND about_id <= $2 AND about_id <> 0 ORDER BY about_id, about_seq`, after, upto)
	if err != nil {
		return nil, err
	}
	for _, e := range lines {
		a := page[e.about]
		a.Lines++
		a.Gap = a.Gap || e.nth != int64(a.Lines)
		a.told = accountState{}
		a.Wrong = json.Unmarshal([]byte(e.state), &a.told)
		page[e.about] = a
	}
	return page, nil
}
