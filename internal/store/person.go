package store

import (
	"context"

	"huiyin/internal/org"
)

const personNames = `id, name, gender, phone, address`

const personColumns = `SELECT ` + personNames + ` FROM person`

func personPlaces(p *org.Person) []any {
	return []any{&p.ID, &p.Name, &p.Gender, &p.Phone, &p.Address}
}

func personValues(p org.Person) []any {
	return []any{p.ID, p.Name, p.Gender, p.Phone, p.Address}
}

// Person returns one person; a fault of kind NotFound when there is none.
func (t *Tx) Person(ctx context.Context, id int64) (org.Person, error) {
	return One(ctx, t, personPlaces, personColumns+` WHERE id = $1`, id)
}

// SavePerson adds a person or replaces what is stored under the id.
func (t *Tx) SavePerson(ctx context.Context, p org.Person) error {
	t.touched = true
	_, err := t.Exec(ctx, `INSERT INTO person (`+personNames+`) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, gender = excluded.gender, phone = excluded.phone, address = excluded.address`,
		personValues(p)...)
	if err != nil {
		return err
	}
	_, err = t.Exec(ctx, `UPDATE congress SET directory_version = directory_version + 1
		WHERE id IN (SELECT congress_id FROM post WHERE person_id = $1)`, p.ID)
	return err
}

// InsertPeople adds many people at once; they appear in a directory as soon as they hold a post.
func (t *Tx) InsertPeople(ctx context.Context, people []org.Person) error {
	return Insert(ctx, t, "person", personNames, len(people), func(i int) []any { return personValues(people[i]) })
}
