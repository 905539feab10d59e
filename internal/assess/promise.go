package assess

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// RemindProgress tells units of the promises that have not been reported on for a month, once for each month of each promise. It returns how
// many were due.
func RemindProgress(ctx context.Context, d *desk.Desk) (int, error) {
	congresses, err := congressesOf(ctx, d)
	due := 0
	for _, g := range congresses {
		if err == nil {
			err = d.Store.Do(ctx, func(tx *store.Tx) error {
				n, err := remindProgress(ctx, tx, g.ID)
				due += n
				return err
			})
		}
	}
	return due, err
}

func remindProgress(ctx context.Context, tx *store.Tx, congress int64) (int, error) {
	cases, err := tx.SilentCases(ctx, congress, tx.Today())
	if err != nil {
		return 0, err
	}
	marks, err := tx.NoticeMarks(ctx)
	n := 0
	for _, c := range cases {
		for _, k := range c.Commitments {
			a := c.Assignment(k.Assignment)
			by := c.ReportBy(k)
			if err != nil || a == nil || by == "" {
				continue
			}
			mark := "progress:" + strconv.FormatInt(c.ID, 10) + ":" + strconv.Itoa(k.No) + ":" + string(by)
			if by >= tx.Today() || marks[mark] {
				continue
			}
			n++
			err = tx.AddNoticeOnce(ctx, congress, c.ID, suggestion.Notice{Holder: access.Body("unit", a.Unit), Key: "progress_due", Due: by, Part: k.No}, nil, mark)
		}
	}
	return n, err
}
