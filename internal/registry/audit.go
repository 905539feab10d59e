package registry

import (
	"context"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/verify"
)

// Audit reads the logs for the auditor (审计员) and for nobody else. It never writes but to note an export.
type Audit struct {
	Store   *store.Store
	Witness string // folder of the witness outside the database
}

func mayRead(who identity.Who) error {
	if who.Actor.Post.Role != org.Auditor {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return who.Ready()
}

// Query is what the auditor asks of the event log.
type Query struct {
	store.LogFilter
	Person string // part of a name
}

// Log returns a page of the event log of the auditor's congress, the total, and the directory for names.
func (a *Audit) Log(ctx context.Context, who identity.Who, q Query) (list []store.LogLine, total int64, d *store.Directory, err error) {
	if err := mayRead(who); err != nil {
		return nil, 0, nil, err
	}
	q.Congress = who.Actor.Post.Congress
	err = a.Store.View(ctx, func(tx *store.Tx) error {
		if d, err = tx.Directory(ctx, q.Congress); err != nil {
			return err
		}
		f := q.LogFilter
		if q.Person != "" {
			f.People = called(d, q.Person)
		}
		list, total, err = tx.EventLog(ctx, f)
		return err
	})
	return list, total, d, err
}

// called lists the people of a congress whose name contains a text.
func called(d *store.Directory, text string) []int64 {
	seen := map[int64]bool{}
	out := []int64{}
	for _, p := range d.Posts {
		if !seen[p.Person] && strings.Contains(d.PersonName(p.Person), text) {
			seen[p.Person] = true
			out = append(out, p.Person)
		}
	}
	return out
}

// Security returns a page of the security log of the people of the auditor's congress; the auditor of the highest congress also reads what
// belongs to no account.
func (a *Audit) Security(ctx context.Context, who identity.Who, f store.SecurityFilter, after store.LogKey) (list []SecurityLine, total int64, d *store.Directory, err error) {
	if err := mayRead(who); err != nil {
		return nil, 0, nil, err
	}
	err = a.Store.View(ctx, func(tx *store.Tx) error {
		if d, err = tx.Directory(ctx, who.Actor.Post.Congress); err != nil {
			return err
		}
		var rows []store.SecurityEntry
		if rows, total, err = tx.SecurityLines(ctx, d.Congress.ID, d.Congress.Parent == 0, f, after); err != nil {
			return err
		}
		list, err = named(ctx, tx, rows)
		return err
	})
	return list, total, d, err
}

// SecurityLine is a line of the security log with the account's name and holder.
type SecurityLine struct {
	store.SecurityEntry
	Login string
	Name  string
}

func named(ctx context.Context, tx *store.Tx, rows []store.SecurityEntry) ([]SecurityLine, error) {
	type holder struct{ login, name string }
	known := map[int64]holder{0: {}}
	out := make([]SecurityLine, len(rows))
	for i, r := range rows {
		h, ok := known[r.Account]
		if !ok {
			a, err := tx.Account(ctx, r.Account)
			if err != nil && !fault.Is(err, fault.NotFound) {
				return nil, err
			}
			p, err := tx.Person(ctx, a.Person)
			if err != nil && !fault.Is(err, fault.NotFound) {
				return nil, err
			}
			h = holder{a.Login, p.Name}
			known[r.Account] = h
		}
		out[i] = SecurityLine{SecurityEntry: r, Login: h.login, Name: h.name}
	}
	return out, nil
}

// Noted writes into the security log that the auditor took an export away.
func (a *Audit) Noted(ctx context.Context, who identity.Who, from identity.Origin, what string) error {
	if err := mayRead(who); err != nil {
		return err
	}
	return a.Store.Do(ctx, func(tx *store.Tx) error {
		return identity.Record(ctx, tx, who, from, identity.Exported, what, "")
	})
}

// Verify checks every log of the installation. It changes nothing and may run while people work.
func (a *Audit) Verify(ctx context.Context, who identity.Who) (verify.Report, error) {
	if err := mayRead(who); err != nil {
		return verify.Report{}, err
	}
	return verify.Run(ctx, a.Store, a.Witness)
}
