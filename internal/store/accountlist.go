package store

import (
	"context"

	"huiyin/internal/org"
)

// AccountLine is an account in the security officer's list.
type AccountLine struct {
	ID         int64
	Login      string
	Person     int64
	Name       string
	MustChange bool
	Disabled   bool
	Created    int64 // Unix milliseconds, as the others
	Changed    int64
	Seen       int64 // last use of an open session; 0 when there is none
}

// AccountFilter chooses accounts of people who hold or held a post in a congress; zero fields choose all.
type AccountFilter struct {
	Congress int64
	Text     string   // in login or name
	Role     org.Role // that the person holds or held there
	Standing string   // disabled, first (first password not changed yet)
	After    string   // login after which the page begins
	Limit    int
}

func (f AccountFilter) where() *Where {
	var w Where
	w.AndIf(f.Role == "", `EXISTS (SELECT 1 FROM post p WHERE p.person_id = a.person_id AND p.congress_id = ?)`, f.Congress)
	w.AndIf(f.Role != "", `EXISTS (SELECT 1 FROM post p WHERE p.person_id = a.person_id AND p.congress_id = ? AND p.role = ?)`, f.Congress, f.Role)
	w.AndIf(f.Text != "", `(a.login LIKE ? ESCAPE '\' OR n.name LIKE ? ESCAPE '\')`, LikeContains(f.Text), LikeContains(f.Text))
	w.AndIf(f.Standing == "disabled", `a.disabled = ?`, true)
	w.AndIf(f.Standing == "first", `a.must_change = ?`, true)
	return &w
}

// AccountLines lists accounts by login, a page at a time, and counts all that the filter chooses.
func (t *Tx) AccountLines(ctx context.Context, f AccountFilter) ([]AccountLine, int64, error) {
	w := f.where()
	const from = ` FROM account a JOIN person n ON n.id = a.person_id`
	total, err := Value[int64](ctx, t, `SELECT COUNT(*)`+from+w.String(), w.Args()...)
	if err != nil {
		return nil, 0, err
	}
	w.AndIf(f.After != "", `a.login > ?`, f.After)
	limit := w.Arg(f.Limit)
	list, err := All(ctx, t, func(l *AccountLine) []any {
		return []any{&l.ID, &l.Login, &l.Person, &l.Name, &l.MustChange, &l.Disabled, &l.Created, &l.Changed, Zero(&l.Seen)}
	}, `SELECT a.id, a.login, a.person_id, n.name, a.must_change, a.disabled, a.created_at, a.changed_at,
		(SELECT MAX(s.seen_at) FROM web_session s WHERE s.account_id = a.id)`+from+w.String()+` ORDER BY a.login LIMIT `+limit, w.Args()...)
	return list, total, err
}

// Unaccounted is a person with a post and no account yet.
type Unaccounted struct {
	Person int64
	Name   string
	Post   int64
	Org    int64
	Role   org.Role
	Cert   string
}

// WithoutAccount lists the people who hold a post in a congress today and have no account, each with the first of these posts; an empty
// role stands for any.
func (t *Tx) WithoutAccount(ctx context.Context, congress int64, role org.Role) ([]Unaccounted, error) {
	var w Where
	w.And(`p.congress_id = ?`, congress)
	w.AndIf(role != "", `p.role = ?`, role)
	w.And(`(p.to_day = '' OR p.to_day >= ?)`, t.Today())
	w.And(`NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.person_id)`)
	return All(ctx, t, func(u *Unaccounted) []any { return []any{&u.Person, &u.Name, &u.Post, &u.Org, &u.Role, &u.Cert} }, `
		SELECT p.person_id, n.name, p.id, p.org_id, p.role, p.cert FROM post p JOIN person n ON n.id = p.person_id
		`+w.String()+` AND p.id = (SELECT MIN(q.id) FROM post q WHERE q.person_id = p.person_id AND q.congress_id = p.congress_id
			AND q.role = p.role AND q.to_day = p.to_day)
		ORDER BY p.org_id, p.id`, w.Args()...)
}

// HoldsPost reports whether a person holds or held a post in a congress.
func (t *Tx) HoldsPost(ctx context.Context, person, congress int64) (bool, error) {
	n, err := Value[int64](ctx, t, `SELECT COUNT(*) FROM post WHERE person_id = $1 AND congress_id = $2`, person, congress)
	return n > 0, err
}
