package store

import "context"

// Stray is a row of a table whose owner is not there: who writes into the file of a database by hand is not held to what the tables refer to.
type Stray struct {
	Table string
	Owner string // table of what it should belong to
	ID    int64  // of the owner that is not there
}

// Strays finds rows without an owner, at most so many of each table.
func (t *Tx) Strays(ctx context.Context, most int) ([]Stray, error) {
	type part struct{ table, key, owner string }
	parts := []part{
		{"suggestion_doc", "suggestion_id", "suggestion"},
		{"dossier_case", "dossier_id", "dossier"},
		{"dossier_party", "dossier_id", "dossier"},
		{"dossier_task", "dossier_id", "dossier"},
		{"dossier_link", "dossier_id", "dossier"},
		{"org_alias", "org_id", "org"},
		{"org_former", "org_id", "org"},
	}
	for _, m := range projected {
		parts = append(parts, part{m.table, "suggestion_id", "suggestion"})
	}
	var out []Stray
	for _, p := range parts {
		ids, err := Column[int64](ctx, t, `SELECT DISTINCT p.`+p.key+` FROM `+p.table+` p WHERE NOT EXISTS (SELECT 1 FROM `+p.owner+` o WHERE o.id = p.`+p.key+`) LIMIT $1`, most)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			out = append(out, Stray{p.table, p.owner, id})
		}
	}
	return out, nil
}
