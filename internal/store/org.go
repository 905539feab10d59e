package store

import (
	"context"
	"slices"

	"huiyin/internal/org"
)

const orgNames = `id, congress_id, parent_id, kind, code, name, short_name, special_id, home_id, successor_id, ended_on, government, position`

const orgColumns = `SELECT ` + orgNames + ` FROM org`

func orgPlaces(o *org.Org) []any {
	return []any{
		&o.ID, &o.Congress, Zero(&o.Parent), &o.Kind, &o.Code, &o.Name, &o.ShortName, Zero(&o.Special), Zero(&o.Home),
		Zero(&o.Successor), &o.Ended, &o.Government, &o.Position,
	}
}

func orgValues(o org.Org) []any {
	return []any{
		o.ID, o.Congress, Null(o.Parent), o.Kind, o.Code, o.Name, o.ShortName, Null(o.Special), Null(o.Home),
		Null(o.Successor), o.Ended, o.Government, o.Position,
	}
}

type aliasRow struct {
	org   int64
	alias string
}

func aliasPlaces(a *aliasRow) []any { return []any{&a.org, &a.alias} }

// Orgs lists the organisations of a congress, ended ones too, in the official order; org.Tree arranges them.
func (t *Tx) Orgs(ctx context.Context, congress int64) ([]org.Org, error) {
	list, err := All(ctx, t, orgPlaces, orgColumns+` WHERE congress_id = $1 ORDER BY position, code`, congress)
	if err != nil {
		return nil, err
	}
	return list, t.nameOrgs(ctx, list, `congress_id = $1`, congress)
}

// orgsBetween lists the organisations with ids in a range.
func (t *Tx) orgsBetween(ctx context.Context, after, upto int64) ([]org.Org, error) {
	list, err := All(ctx, t, orgPlaces, orgColumns+` WHERE id > $1 AND id <= $2`, after, upto)
	if err != nil {
		return nil, err
	}
	return list, t.nameOrgs(ctx, list, `id > $1 AND id <= $2`, after, upto)
}

// nameOrgs gives organisations, those that a condition on org chooses, their other names.
func (t *Tx) nameOrgs(ctx context.Context, list []org.Org, which string, args ...any) error {
	aliases, err := All(ctx, t, aliasPlaces, `SELECT org_id, alias FROM org_alias WHERE org_id IN (SELECT id FROM org WHERE `+which+`)
		ORDER BY org_id, position, alias`, args...)
	if err != nil {
		return err
	}
	byOrg := map[int64][]string{}
	for _, a := range aliases {
		byOrg[a.org] = append(byOrg[a.org], a.alias)
	}
	former, err := t.formerNames(ctx, which, args...)
	for i := range list {
		list[i].Aliases, list[i].Former = byOrg[list[i].ID], former[list[i].ID]
	}
	return err
}

// Org returns one organisation; a fault of kind NotFound when there is none.
func (t *Tx) Org(ctx context.Context, id int64) (org.Org, error) {
	o, err := One(ctx, t, orgPlaces, orgColumns+` WHERE id = $1`, id)
	if err != nil {
		return o, err
	}
	list := []org.Org{o}
	err = t.nameOrgs(ctx, list, `id = $1`, id)
	return list[0], err
}

// SaveOrg adds an organisation or replaces what is stored under its id, with its aliases. A code that another organisation
// of the congress has is a fault of kind Conflict.
func (t *Tx) SaveOrg(ctx context.Context, o org.Org) error {
	_, err := t.Exec(ctx, `INSERT INTO org (`+orgNames+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, kind = excluded.kind, code = excluded.code, name = excluded.name,
		short_name = excluded.short_name, special_id = excluded.special_id, home_id = excluded.home_id, successor_id = excluded.successor_id,
		ended_on = excluded.ended_on, government = excluded.government, position = excluded.position`, orgValues(o)...)
	if err != nil {
		return codeTaken(err, o.Code)
	}
	if _, err := t.Exec(ctx, `DELETE FROM org_alias WHERE org_id = $1`, o.ID); err != nil {
		return err
	}
	if err := t.insertAliases(ctx, []org.Org{o}); err != nil {
		return err
	}
	if _, err := t.Exec(ctx, `DELETE FROM org_former WHERE org_id = $1`, o.ID); err != nil {
		return err
	}
	if err := t.insertFormer(ctx, []org.Org{o}); err != nil {
		return err
	}
	return t.touch(ctx, o.Congress)
}

// InsertOrgs adds the organisations of one congress at once. Parents, matched committees and successors come before those that name them
// when the list is longer than about two thousand.
func (t *Tx) InsertOrgs(ctx context.Context, orgs []org.Org) error {
	if len(orgs) == 0 {
		return nil
	}
	if err := Insert(ctx, t, "org", orgNames, len(orgs), func(i int) []any { return orgValues(orgs[i]) }); err != nil {
		return err
	}
	if err := t.insertAliases(ctx, orgs); err != nil {
		return err
	}
	if err := t.insertFormer(ctx, orgs); err != nil {
		return err
	}
	return t.touch(ctx, orgs[0].Congress)
}

func (t *Tx) insertAliases(ctx context.Context, orgs []org.Org) error {
	var rows [][]any
	for _, o := range orgs {
		for i, a := range o.Aliases {
			if !slices.Contains(o.Aliases[:i], a) {
				rows = append(rows, []any{o.ID, a, i})
			}
		}
	}
	return Insert(ctx, t, "org_alias", "org_id, alias, position", len(rows), func(i int) []any { return rows[i] })
}
