package store

import (
	"context"
	"math"

	"huiyin/internal/roster"
	"huiyin/internal/suggestion"
)

// StoredEntry is a row of the register as the database really holds it, with its log, nothing trusted.
type StoredEntry struct {
	roster.Entry     // zero but for kind and id when the place of the log is gone
	Row          any // nil when the row is gone
	Events       []suggestion.Event
}

// perPage is how many logs of the register are read at once.
const perPage = 500

// registerTables holds the rows of each kind of the register. The calendar has none of its own: its log begins with the first year that is added.
var registerTables = map[string]string{
	roster.Orgs: "org", roster.People: "person", roster.Posts: "post", roster.Sessions: "session", roster.Categories: "category", roster.Honours: "award", roster.Packs: "congress",
}

// AuditRegister calls fn with every row of a kind of the register, and with every log whether or not it has a row; only rows that have stood here
// since before logs were kept, and have none, are left out.
func (t *Tx) AuditRegister(ctx context.Context, kind string, fn func(StoredEntry) error) error {
	known := `SELECT id FROM registry WHERE kind = $1 AND id > $2 UNION SELECT aggregate_id FROM event WHERE kind = $1 AND aggregate_id > $2`
	if rows := registerTables[kind]; rows != "" {
		known += ` UNION SELECT r.id FROM ` + rows + ` r WHERE r.id > $2 AND NOT EXISTS (SELECT 1 FROM unlogged u WHERE u.kind = $1 AND u.id = r.id)
			UNION SELECT u.id FROM unlogged u WHERE u.kind = $1 AND u.id > $2 AND NOT EXISTS (SELECT 1 FROM ` + rows + ` r WHERE r.id = u.id)`
	}
	for after, last := int64(-1), false; !last; {
		ids, err := Column[int64](ctx, t, `SELECT id FROM (`+known+`) AS known ORDER BY id LIMIT $3`, kind, after, perPage)
		if err != nil {
			return err
		}
		upto := int64(math.MaxInt64)
		if last = len(ids) < perPage; !last {
			upto = ids[len(ids)-1]
		}
		page, err := t.registerPage(ctx, kind, after, upto)
		if err != nil {
			return err
		}
		for _, id := range ids {
			e := page[id]
			if e == nil {
				e = &StoredEntry{}
			}
			e.Kind, e.ID = kind, id
			if err := fn(*e); err != nil {
				return err
			}
		}
		after = upto
	}
	return nil
}

func (t *Tx) registerPage(ctx context.Context, kind string, after, upto int64) (map[int64]*StoredEntry, error) {
	page := map[int64]*StoredEntry{}
	at := func(id int64) *StoredEntry {
		if page[id] == nil {
			page[id] = &StoredEntry{}
		}
		return page[id]
	}
	entries, err := All(ctx, t, entryPlaces, `SELECT kind, id, congress_id, state, seq, chain FROM registry WHERE kind = $1 AND id > $2 AND id <= $3`, kind, after, upto)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		at(e.ID).Entry = e
	}
	events, err := t.eventsBetween(ctx, kind, after, upto)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		s := at(e.Case)
		s.Events = append(s.Events, e)
	}
	return page, t.registerRows(ctx, kind, after, upto, func(id int64, row any) { at(id).Row = row })
}

// registerRows reads the rows of a kind with ids in a range.
func (t *Tx) registerRows(ctx context.Context, kind string, after, upto int64, found func(id int64, row any)) error {
	const between = ` WHERE id > $1 AND id <= $2`
	switch kind {
	case roster.Orgs:
		list, err := t.orgsBetween(ctx, after, upto)
		for _, o := range list {
			found(o.ID, o)
		}
		return err
	case roster.People:
		list, err := All(ctx, t, personPlaces, personColumns+between, after, upto)
		for _, p := range list {
			found(p.ID, p)
		}
		return err
	case roster.Posts:
		list, err := All(ctx, t, postPlaces, postColumns+between, after, upto)
		for _, p := range list {
			found(p.ID, p)
		}
		return err
	case roster.Sessions:
		list, err := All(ctx, t, sessionPlaces, sessionColumns+between, after, upto)
		for _, s := range list {
			found(s.ID, s)
		}
		return err
	case roster.Categories:
		list, err := All(ctx, t, categoryPlaces, `SELECT `+categoryNames+` FROM category`+between, after, upto)
		for _, c := range list {
			found(c.ID, c)
		}
		return err
	case roster.Honours:
		list, err := All(ctx, t, honourPlaces, `SELECT `+honourNames+` FROM award`+between, after, upto)
		for _, h := range list {
			found(h.ID, h)
		}
		return err
	}
	list, err := All(ctx, t, congressPlaces, congressColumns+between, after, upto)
	for _, c := range list {
		found(c.ID, c)
	}
	return err
}
