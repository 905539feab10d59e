package verify

import (
	"context"

	"huiyin/internal/store"
)

// accounts compares every account with the last line of the security log that tells of it (ADR 128). An account that came in before lines told of
// any, and that nobody has changed since, has none and is taken as it stands.
func (r *run) accounts(ctx context.Context, tx *store.Tx) error {
	return tx.AuditAccounts(ctx, func(a store.StoredAccount) error {
		r.Accounts++
		bad := func(why, detail string) {
			r.add(Bad{Kind: Account, ID: a.ID, Seq: int64(a.Lines), Why: why, Detail: detail})
		}
		if a.Gap {
			bad("account_gap", "")
		}
		switch {
		case !a.Row:
			bad("account_gone", "")
		case a.Lines == 0:
			bad("account_unknown", "")
		case a.Wrong != nil:
			bad("unreadable", a.Wrong.Error())
		default:
			for _, field := range a.Differs() {
				bad("account_"+field, "")
			}
		}
		return nil
	})
}
