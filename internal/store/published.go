package store

import (
	"context"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Published is a line of the list of what congresses have published: a dossier and whose it is.
type Published struct {
	ID       int64
	Kind     string
	Title    string
	On       calendar.Day
	Code     string // of the congress, in addresses
	Congress string // its name
}

// publishedMost is how many lines of it a page shows.
const publishedMost = 50

// PublishedList lists the published dossiers of these kinds, of one congress or of all (0), the latest day first, with the cursor of the next page
// (empty: none) and the exact number of all. after is such a cursor; one that cannot be is a fault on the field after.
func (t *Tx) PublishedList(ctx context.Context, congress int64, kinds []string, after string) (rows []Published, next string, total int, err error) {
	var w Where
	w.AndIf(congress != 0, "d.congress_id = ?", congress)
	narrowed(&w, DossierFilter{Kinds: kinds, Public: true})
	if total, err = Value[int](ctx, t, "SELECT COUNT(*) FROM dossier d"+w.String(), w.Args()...); err != nil {
		return nil, "", 0, err
	}
	if after != "" {
		day, id, ok := parseCursor(after)
		if _, err := calendar.ParseDay(day); !ok || err != nil && day != "" {
			return nil, "", 0, fault.OnField("after", "field.cursor")
		}
		w.And("(d.on_day, d.id) < (?, ?)", day, id)
	}
	rows, err = All(ctx, t, func(r *Published) []any { return []any{&r.ID, &r.Kind, &r.Title, &r.On, &r.Code, &r.Congress} },
		"SELECT d.id, d.kind, d.title, d.on_day, g.code, g.name FROM dossier d JOIN congress g ON g.id = d.congress_id"+w.String()+
			" ORDER BY d.on_day DESC, d.id DESC LIMIT "+strconv.Itoa(publishedMost+1), w.Args()...)
	if len(rows) > publishedMost {
		rows = rows[:publishedMost]
		last := rows[publishedMost-1]
		next = cursor(string(last.On), last.ID)
	}
	return rows, next, total, err
}
