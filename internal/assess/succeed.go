package assess

import (
	"context"

	"huiyin/internal/desk"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// succeedEnded gives what comes out of the archive to those who took over from bodies that have ended since: a reform leaves the archive as it is, and
// nobody acts for a body that has ended.
func succeedEnded(ctx context.Context, w *desk.Work, c *suggestion.Case) error {
	d, err := w.Tx().Directory(ctx, c.Congress)
	if err != nil {
		return err
	}
	done := map[int64]bool{0: true}
	for _, a := range c.Live() {
		for _, body := range []int64{a.Unit, a.AssignedBy, a.Special} {
			to := heir(d, body)
			if done[body] || to.ID == body || to.Ended != "" || !c.Concerns(body) {
				continue
			}
			done[body] = true
			cmd := &suggestion.SucceedUnit{From: body, To: to.ID, Government: to.Government, Special: to.Special}
			if _, err := w.Case(ctx, org.Actor{}, c.ID, 0, "succeed_unit", cmd); err != nil {
				return err
			}
		}
	}
	return nil
}

// heir is the body that stands in the place of another now.
func heir(d *store.Directory, body int64) org.Org {
	o, _ := d.Org(body)
	for range d.Orgs { // a chain of reforms is no longer than there are bodies
		if o.Ended == "" || o.Successor == 0 {
			break
		}
		o, _ = d.Org(o.Successor)
	}
	return o
}
