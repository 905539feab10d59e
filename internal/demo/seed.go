package demo

import (
	"context"
	"strconv"

	"huiyin/internal/blob"
	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Password is that of every role account of the demonstration.
const Password = words.Password

// What an installation remembers of being a demonstration.
const (
	settingSeed  = "demo.seed"
	settingShift = "demo.shift" // days that its clock differs from the machine's
)

// Shown says which city an installation shows.
type Shown struct {
	Seed  uint64
	Shift int // days to add to the machine's clock, so that the city stays at the day for which it was made
}

// Find tells whether an installation is a demonstration, and which.
func Find(ctx context.Context, st *store.Store) (s Shown, ok bool, err error) {
	err = st.View(ctx, func(tx *store.Tx) error {
		seed, err := tx.Setting(ctx, settingSeed)
		if err != nil || seed == "" {
			return err
		}
		shift, err := tx.Setting(ctx, settingShift)
		if err != nil {
			return err
		}
		if s.Seed, err = strconv.ParseUint(seed, 10, 64); err != nil {
			return err
		}
		s.Shift, err = strconv.Atoi(shift)
		ok = err == nil
		return err
	})
	return s, ok, err
}

// Accounts lists the role accounts of the city made from a seed, in the order of the roles.
func Accounts(seed uint64) []words.Account { return words.MakeCity(seed).Accounts }

// Seed saves the city as it is on a day, all of it or nothing, in an installation that holds nothing yet; it reports
// whether it did. An installation that has a congress is left alone. The store's clock is expected to show that day.
func Seed(ctx context.Context, st *store.Store, id *identity.Service, files *blob.Dir, seed uint64, today calendar.Day, shift int) (bool, error) {
	if today < Earliest {
		return false, fault.OnField("today", "demo.too_early", "earliest", string(Earliest))
	}
	if there, err := settled(ctx, st); err != nil || there {
		return false, err
	}
	hash := hashing(ctx, id)
	w := World{Seed: seed, Today: today, First: 1, Calendar: st.Calendar(), Packs: st.Packs()}
	city, err := Build(w)
	if err != nil {
		return false, err
	}
	ids, err := st.NewIDs(ctx, int(city.Next-w.First))
	if err != nil {
		return false, err
	}
	if ids[0] != w.First {
		w.First = ids[0]
		if city, err = Build(w); err != nil {
			return false, err
		}
	}
	h := <-hash
	if h.err != nil {
		return false, h.err
	}
	if err := keep(ctx, files); err != nil {
		return false, err
	}
	done := false
	err = st.Do(ctx, func(tx *store.Tx) error {
		done = false
		there, err := tx.Congresses(ctx)
		if err != nil || len(there) > 0 {
			return err
		}
		if err := city.save(ctx, tx, h.text); err != nil {
			return err
		}
		done = true
		if err := tx.SetSetting(ctx, settingShift, strconv.Itoa(shift)); err != nil {
			return err
		}
		return tx.SetSetting(ctx, settingSeed, strconv.FormatUint(seed, 10))
	})
	return done, err
}

func settled(ctx context.Context, st *store.Store) (there bool, err error) {
	err = st.View(ctx, func(tx *store.Tx) error {
		list, err := tx.Congresses(ctx)
		there = len(list) > 0
		return err
	})
	return there, err
}

type hashed struct {
	text string
	err  error
}

// hashing hashes the one password beside the other work: it costs a tenth of a second.
func hashing(ctx context.Context, id *identity.Service) <-chan hashed {
	out := make(chan hashed, 1)
	go func() {
		text, err := id.Hash(ctx, Password)
		out <- hashed{text, err}
	}()
	return out
}

// save writes the city's rows, those first to which others refer.
func (c *City) save(ctx context.Context, tx *store.Tx, hash string) error {
	accounts := make([]store.Account, len(c.Accounts))
	for i, a := range c.Accounts {
		accounts[i] = store.Account{ID: a.ID, Login: a.Name, Person: a.Person, Password: hash, Created: tx.Now, Changed: tx.Now}
	}
	for _, f := range []func() error{
		func() error { return c.enter(ctx, tx) },
		func() error {
			return tx.InsertAccounts(ctx, store.SecurityEntry{Action: identity.AccountMade}, accounts)
		},
		func() error { return tx.InsertCases(ctx, c.Cases, c.Events) },
		func() error { return c.honour(ctx, tx) },
		func() error { return tx.InsertNotices(ctx, c.Notices) },
		func() error { return c.saveSeen(ctx, tx) },
		func() error { return c.saveDossiers(ctx, tx) },
		func() error { return c.saveHandovers(ctx, tx) },
		func() error { return tx.InsertReadings(ctx, c.Readings) },
		func() error { return c.savePolls(ctx, tx) },
	} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// saveSeen leaves to the accounts the notices of the last days only.
func (c *City) saveSeen(ctx context.Context, tx *store.Tx) error {
	var posts []int64
	for _, a := range c.Accounts {
		posts = append(posts, a.Post)
	}
	return tx.InsertSeen(ctx, posts, c.Seen)
}

// enter saves who is who. Their logs begin before everything that they do, with the first event of all.
func (c *City) enter(ctx context.Context, tx *store.Tx) error {
	env := suggestion.Env{At: tx.Now, Today: tx.Today(), Calendar: tx.Calendar()}
	for i := range c.Events {
		if e := &c.Events[i]; e.At < env.At {
			env.At, env.Today = e.At, e.On
		}
	}
	return registry.EnterAt(ctx, tx, org.Actor{}, env, roster.Rows{
		Congresses: c.Congresses, Sessions: c.Sessions, Orgs: c.Orgs, People: c.People, Posts: c.Posts, Categories: c.Categories,
	})
}

// honour saves the honours of the past years, each entered on its day.
func (c *City) honour(ctx context.Context, tx *store.Tx) error {
	for _, h := range c.Honours {
		env := suggestion.Env{At: h.RecordedOn.Time().UnixMilli() + nine, Today: h.RecordedOn, Calendar: tx.Calendar()}
		if err := registry.EnterAt(ctx, tx, org.Actor{}, env, roster.Rows{Honours: []org.Honour{h}}); err != nil {
			return err
		}
	}
	return nil
}

func (c *City) saveHandovers(ctx context.Context, tx *store.Tx) error {
	for _, h := range c.Handovers {
		if err := tx.InsertHandover(ctx, h.List, h.Events); err != nil {
			return err
		}
	}
	return nil
}
