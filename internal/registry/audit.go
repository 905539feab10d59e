package registry

import (
	"context"
	"iter"
	"strconv"
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
	f, d, total, err := a.logOf(ctx, who, q)
	if err != nil {
		return nil, 0, nil, err
	}
	list, err = a.logPage(ctx, f)
	return list, total, d, err
}

// TakeLog notes that the auditor takes away all lines that the query chooses, described by what was asked, and gives them.
func (a *Audit) TakeLog(ctx context.Context, who identity.Who, from identity.Origin, q Query, asked string) (*store.Directory, iter.Seq2[store.LogLine, error], error) {
	q.After, q.Limit = store.LogKey{}, takenAtOnce
	f, d, total, err := a.logOf(ctx, who, q)
	if err != nil {
		return nil, nil, err
	}
	if err := a.noted(ctx, who, from, "event_log", total, asked); err != nil {
		return nil, nil, err
	}
	return d, pages(takenAtOnce, func(after *store.LogLine) ([]store.LogLine, error) {
		if after != nil {
			f.After = store.LogKey{At: after.At, ID: after.Case, Seq: int64(after.Seq)}
		}
		return a.logPage(ctx, f)
	}), nil
}

// logOf makes of a query the filter of the auditor's own congress, and counts what it chooses.
func (a *Audit) logOf(ctx context.Context, who identity.Who, q Query) (f store.LogFilter, d *store.Directory, total int64, err error) {
	if err := mayRead(who); err != nil {
		return f, nil, 0, err
	}
	f = q.LogFilter
	f.Congress = who.Actor.Post.Congress
	err = a.Store.View(ctx, func(tx *store.Tx) error {
		if d, err = tx.Directory(ctx, f.Congress); err != nil {
			return err
		}
		if q.Person != "" {
			f.People = called(d, q.Person)
		}
		total, err = tx.CountEventLog(ctx, f)
		return err
	})
	return f, d, total, err
}

func (a *Audit) logPage(ctx context.Context, f store.LogFilter) (list []store.LogLine, err error) {
	err = a.Store.View(ctx, func(tx *store.Tx) error {
		list, err = tx.EventLog(ctx, f)
		return err
	})
	return list, err
}

// takenAtOnce is how many lines an export reads at a time: memory does not grow with the log, and no reading lasts as long as the export.
const takenAtOnce = 1000

// pages yields what read gives, page after page, until one is not full. It tells read the last line that it has.
func pages[T any](full int, read func(after *T) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for after := (*T)(nil); ; {
			list, err := read(after)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, line := range list {
				if !yield(line, nil) {
					return
				}
			}
			if len(list) < full {
				return
			}
			after = &list[len(list)-1]
		}
	}
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

// Security returns a page of the security log of the people of the auditor's congress, the total, and the directory for names; the auditor of
// the highest congress also reads what belongs to no account.
func (a *Audit) Security(ctx context.Context, who identity.Who, f store.SecurityFilter, after store.LogKey) (list []SecurityLine, total int64, d *store.Directory, err error) {
	if total, d, err = a.countSecurity(ctx, who, f); err != nil {
		return nil, 0, nil, err
	}
	list, err = a.securityPage(ctx, who, f, after)
	return list, total, d, err
}

// TakeSecurity notes that the auditor takes away all lines that the filter chooses, described by what was asked, and gives them.
func (a *Audit) TakeSecurity(ctx context.Context, who identity.Who, from identity.Origin, f store.SecurityFilter, asked string) (*store.Directory, iter.Seq2[SecurityLine, error], error) {
	total, d, err := a.countSecurity(ctx, who, f)
	if err != nil {
		return nil, nil, err
	}
	if err := a.noted(ctx, who, from, "security_log", total, asked); err != nil {
		return nil, nil, err
	}
	f.Limit = takenAtOnce
	return d, pages(takenAtOnce, func(last *SecurityLine) ([]SecurityLine, error) {
		var after store.LogKey
		if last != nil {
			after = store.LogKey{At: last.At, ID: last.Account, Seq: last.Seq}
		}
		return a.securityPage(ctx, who, f, after)
	}), nil
}

func (a *Audit) countSecurity(ctx context.Context, who identity.Who, f store.SecurityFilter) (total int64, d *store.Directory, err error) {
	if err := mayRead(who); err != nil {
		return 0, nil, err
	}
	err = a.Store.View(ctx, func(tx *store.Tx) error {
		own, err := tx.Congress(ctx, who.Actor.Post.Congress)
		if err != nil {
			return err
		}
		if d, err = tx.Directory(ctx, own.ID); err != nil {
			return err
		}
		total, err = tx.CountSecurityLines(ctx, own.ID, own.Parent == 0, f)
		return err
	})
	return total, d, err
}

func (a *Audit) securityPage(ctx context.Context, who identity.Who, f store.SecurityFilter, after store.LogKey) (list []SecurityLine, err error) {
	err = a.Store.View(ctx, func(tx *store.Tx) error {
		own, err := tx.Congress(ctx, who.Actor.Post.Congress)
		if err != nil {
			return err
		}
		rows, err := tx.SecurityLines(ctx, own.ID, own.Parent == 0, f, after)
		if err != nil {
			return err
		}
		list, err = named(ctx, tx, rows)
		return err
	})
	return list, err
}

// SecurityLine is a line of the security log with the account's name and holder, and the name of the account acted on.
type SecurityLine struct {
	store.SecurityEntry
	Login string
	Name  string
	On    string
}

func named(ctx context.Context, tx *store.Tx, rows []store.SecurityEntry) ([]SecurityLine, error) {
	type holder struct{ login, name string }
	known := map[int64]holder{0: {}}
	of := func(account int64) (holder, error) {
		h, ok := known[account]
		if ok {
			return h, nil
		}
		a, err := tx.Account(ctx, account)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return h, err
		}
		p, err := tx.Person(ctx, a.Person)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return h, err
		}
		known[account] = holder{a.Login, p.Name}
		return known[account], nil
	}
	out := make([]SecurityLine, len(rows))
	for i, r := range rows {
		by, err := of(r.Account)
		if err != nil {
			return nil, err
		}
		out[i] = SecurityLine{SecurityEntry: r, Login: by.login, Name: by.name}
		if id, ok := store.SubjectAccount(r.Subject); ok {
			on, err := of(id)
			if err != nil {
				return nil, err
			}
			out[i].On = on.login
		}
	}
	return out, nil
}

// noted writes into the security log what left the house, how many lines of it, and what was asked for.
func (a *Audit) noted(ctx context.Context, who identity.Who, from identity.Origin, what string, lines int64, asked string) error {
	return a.Store.Do(ctx, func(tx *store.Tx) error {
		return identity.Record(ctx, tx, who, from, identity.Exported, what, "rows="+strconv.FormatInt(lines, 10)+" "+asked)
	})
}

// Verify checks every log of the installation. It changes nothing and may run while people work.
func (a *Audit) Verify(ctx context.Context, who identity.Who) (verify.Report, error) {
	if err := mayRead(who); err != nil {
		return verify.Report{}, err
	}
	return verify.Run(ctx, a.Store, a.Witness)
}
