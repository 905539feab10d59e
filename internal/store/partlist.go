package store

import (
	"context"
	"strconv"

	"huiyin/internal/fault"
)

// partList is a page of what hangs on cases: units' shares, evaluations, promises.
type partList struct {
	table, short string // of the parts; their cases are s
	columns      string
	order        string // the first key of the order; case and part follow
	after        string // the cursor of the page before; empty for the first
	limit        int    // of one page; 0 for 50
}

// listParts returns one page of what a condition keeps, with the cursor of the next page (empty on the last) and the exact number of all.
// place is where a row stands: its first key, case and part.
func listParts[R any](ctx context.Context, t *Tx, w Where, l partList, ptrs func(*R) []any, place func(*R) (at string, id int64, part int)) (rows []R, next string, total int, err error) {
	from := " FROM " + l.table + " " + l.short + " JOIN suggestion s ON s.id = " + l.short + ".suggestion_id"
	key := l.short + ".suggestion_id * 1000 + " + l.short + ".part" // no case has a thousand parts of a kind
	if total, err = Value[int](ctx, t, "SELECT COUNT(*)"+from+w.String(), w.Args()...); err != nil {
		return nil, "", 0, err
	}
	if l.after != "" {
		at, id, ok := parseCursor(l.after)
		if !ok {
			return nil, "", 0, fault.OnField("after", "field.cursor")
		}
		w.And("("+l.order+", "+key+") > (?, ?)", at, id)
	}
	limit := l.limit
	if limit <= 0 {
		limit = 50
	}
	rows, err = All(ctx, t, ptrs, "SELECT "+l.columns+from+w.String()+" ORDER BY "+l.order+", "+key+" LIMIT "+strconv.Itoa(limit+1), w.Args()...)
	if len(rows) > limit {
		rows = rows[:limit]
		at, id, part := place(&rows[limit-1])
		next = cursor(at, id*1000+int64(part))
	}
	return rows, next, total, err
}
