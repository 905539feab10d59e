package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/calendar"
)

// parameters bounds one statement. PostgreSQL takes 65535. SQLite takes 32766, but it looks each "$1" up by name among those before it,
// so that a statement costs the square of their number: many small ones, of the same text, are faster by far.
var parameters = map[Engine]int{PostgreSQL: 30000, SQLite: 400}

// Insert adds many rows with few statements. Columns is the list inside the brackets, row gives the values of the i-th
// row in that order. Rows that others refer to come first.
func Insert(ctx context.Context, tx *Tx, table, columns string, n int, row func(i int) []any) error {
	return insert(ctx, tx, table, columns, "", n, row)
}

// insert is Insert with what is to happen where a row is there already.
func insert(ctx context.Context, tx *Tx, table, columns, conflict string, n int, row func(i int) []any) error {
	width := strings.Count(columns, ",") + 1
	for from := 0; from < n; {
		to := min(n, from+max(1, parameters[tx.s.engine]/width))
		var b strings.Builder
		b.WriteString("INSERT INTO " + table + " (" + columns + ") VALUES ")
		args := make([]any, 0, (to-from)*width)
		for i := from; i < to; i++ {
			if i > from {
				b.WriteByte(',')
			}
			for k := range width {
				b.WriteString(opening(k))
				if tx.Engine() == SQLite {
					b.WriteByte('?') // SQLite looks each numbered one up in a list of all before it
					continue
				}
				b.WriteByte('$')
				b.WriteString(strconv.Itoa(len(args) + k + 1))
			}
			b.WriteByte(')')
			args = append(args, row(i)...)
		}
		b.WriteString(conflict)
		if _, err := tx.Exec(ctx, b.String(), args...); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// Today is the day of the transaction's instant in Shanghai, which has had no summer time since 1991.
func (t *Tx) Today() calendar.Day { return dayOf(t.Now) }

func opening(k int) string {
	if k == 0 {
		return "("
	}
	return ","
}

func dayOf(ms int64) calendar.Day {
	return calendar.Day(time.UnixMilli(ms).UTC().Add(8 * time.Hour).Format(time.DateOnly))
}
