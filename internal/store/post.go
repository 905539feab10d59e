package store

import (
	"context"

	"huiyin/internal/org"
)

const postNames = `id, congress_id, org_id, person_id, role, title, rank, cert, county_id, mandate, from_day, to_day`

const postColumns = `SELECT ` + postNames + ` FROM post`

func postPlaces(p *org.Post) []any {
	return []any{&p.ID, &p.Congress, &p.Org, &p.Person, &p.Role, &p.Title, &p.Rank, &p.Cert, Zero(&p.County), &p.Mandate, &p.From, &p.To}
}

func postValues(p org.Post) []any {
	return []any{p.ID, p.Congress, p.Org, p.Person, p.Role, p.Title, p.Rank, p.Cert, Null(p.County), p.Mandate, p.From, p.To}
}

// Post returns one post, held or not; a fault of kind NotFound when there is none.
func (t *Tx) Post(ctx context.Context, id int64) (org.Post, error) {
	return One(ctx, t, postPlaces, postColumns+` WHERE id = $1`, id)
}

// PostsOf lists the posts that a person holds today, those of the lowest congress id first.
func (t *Tx) PostsOf(ctx context.Context, person int64) ([]org.Post, error) {
	return All(ctx, t, postPlaces, postColumns+` WHERE person_id = $1 AND (to_day = '' OR to_day >= $2) ORDER BY congress_id, id`,
		person, t.Today())
}

// EveryPostOf lists the posts that a person holds or held, those of today first.
func (t *Tx) EveryPostOf(ctx context.Context, person int64) ([]org.Post, error) {
	return All(ctx, t, postPlaces, postColumns+` WHERE person_id = $1
		ORDER BY CASE WHEN to_day = '' OR to_day >= $2 THEN 0 ELSE 1 END, congress_id, id`, person, t.Today())
}

// Posts lists who holds a role in an organisation today; organisation 0 or role "" stand for any.
func (t *Tx) Posts(ctx context.Context, congress, organisation int64, role org.Role) ([]org.Post, error) {
	var w Where
	w.And(`congress_id = ?`, congress)
	w.AndIf(role != "", `role = ?`, role)
	w.AndIf(organisation != 0, `org_id = ?`, organisation)
	w.And(`to_day = '' OR to_day >= ?`, t.Today())
	return All(ctx, t, postPlaces, postColumns+w.String()+` ORDER BY id`, w.Args()...)
}

// Actor returns the person acting in a post, with the post's organisation; a fault of kind NotFound when the post does not exist.
// A post that has ended still gives its actor: the caller decides what that means.
func (t *Tx) Actor(ctx context.Context, post int64) (org.Actor, error) {
	var a org.Actor
	var err error
	if a.Post, err = t.Post(ctx, post); err != nil {
		return a, err
	}
	if a.Person, err = t.Person(ctx, a.Post.Person); err != nil {
		return a, err
	}
	a.Org, err = t.Org(ctx, a.Post.Org)
	return a, err
}

// SavePost adds a post or replaces what is stored under its id.
func (t *Tx) SavePost(ctx context.Context, p org.Post) error {
	_, err := t.Exec(ctx, `INSERT INTO post (`+postNames+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (id) DO UPDATE SET org_id = excluded.org_id, person_id = excluded.person_id, role = excluded.role, title = excluded.title,
		rank = excluded.rank, cert = excluded.cert, county_id = excluded.county_id, mandate = excluded.mandate,
		from_day = excluded.from_day, to_day = excluded.to_day`, postValues(p)...)
	if err != nil {
		return err
	}
	return t.touch(ctx, p.Congress)
}

// InsertPosts adds many posts of one congress at once.
func (t *Tx) InsertPosts(ctx context.Context, posts []org.Post) error {
	if len(posts) == 0 {
		return nil
	}
	if err := Insert(ctx, t, "post", postNames, len(posts), func(i int) []any { return postValues(posts[i]) }); err != nil {
		return err
	}
	return t.touch(ctx, posts[0].Congress)
}
