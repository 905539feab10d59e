package cli

import (
	"fmt"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/demo"
	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/store"
	"huiyin/internal/web"
)

// showcase runs the invented city: huiyin demo. With --seed-only it makes the data and stops.
type showcase struct {
	database
	door
	SeedOnly bool    `name:"seed-only" help:"cli.help.demo.seed_only"`
	Seed     *uint64 `help:"cli.help.demo.seed"`
	Today    string  `help:"cli.help.demo.today" placeholder:"2006-01-02"`
}

// firstSeed makes the city unless another is asked for.
const firstSeed = 1

// Run makes the city unless the data folder holds an installation, then serves it.
func (c *showcase) Run(env *Env) error {
	var asked calendar.Day
	var err error
	if c.Today != "" {
		if asked, err = calendar.ParseDay(c.Today); err != nil {
			return err
		}
	}
	var at *entry
	if !c.SeedOnly {
		if at, err = c.door.open(env); err != nil {
			return err
		}
		defer at.Close()
	}
	st, err := c.site(env)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := c.fill(env, st, asked); err != nil {
		return err
	}
	shown, ok, err := demo.Find(env.Ctx, st.Store)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Conflict, "demo.not_empty")
	}
	fmt.Fprintln(env.Out, env.Say.T("demo.notice"))
	fmt.Fprintln(env.Out, env.Say.T("demo.today", "today", string(shanghai(env.Now()))))
	accounts := roleAccounts(shown)
	if c.SeedOnly {
		printAccounts(env, accounts)
		return st.sealed(env.Ctx)
	}
	return c.door.serve(env, at, st, accounts)
}

// fill makes the city on its day in an empty installation, and sets the clock to that day. A city that is there keeps its day and its seed: whoever
// asks for others is told so, and the program runs, for a service starts with the same command every time.
func (c *showcase) fill(env *Env, st *site, asked calendar.Day) error {
	now := shanghai(env.Now())
	shown, ok, err := demo.Find(env.Ctx, st.Store)
	if err != nil {
		return err
	}
	if ok {
		if asked != "" && asked != now || c.Seed != nil && *c.Seed != shown.Seed {
			fmt.Fprintln(env.Err, env.Say.T("demo.kept", "folder", c.Data, "today", string(now), "seed", strconv.FormatUint(shown.Seed, 10)))
		}
		return nil
	}
	seed := uint64(firstSeed)
	if c.Seed != nil {
		seed = *c.Seed
	}
	today := demo.Covered(now, st.Calendar(), st.Packs())
	if asked != "" {
		if today = asked; demo.Covered(today, st.Calendar(), st.Packs()) != today {
			fmt.Fprintln(env.Out, env.Say.T("demo.beyond", "covered", covered(st.Store), "today", string(today)))
		}
	} else if today != now {
		fmt.Fprintln(env.Out, env.Say.T("demo.moved", "covered", covered(st.Store), "today", string(today)))
	}
	shift := calendar.DaysUntil(now, today)
	env.clock.days = shift
	done, err := demo.Seed(env.Ctx, st.Store, identity.New(st.Store, env.Now), st.files, seed, today, shift)
	if err != nil || !done {
		env.clock.days = 0
	}
	return err
}

// covered is the last day of which the calendar knows the holidays.
func covered(st *store.Store) string {
	years := st.Calendar().Years()
	return fmt.Sprintf("%d-12-31", years[len(years)-1].Year)
}

// roleAccounts lists who can sign in to the demonstration.
func roleAccounts(s demo.Shown) []web.DemoAccount {
	var out []web.DemoAccount
	for _, a := range demo.Accounts(s.Seed) {
		out = append(out, web.DemoAccount{Role: string(a.Role), Title: a.Title, Account: a.Name, Password: demo.Password})
	}
	return out
}

func printAccounts(env *Env, list []web.DemoAccount) {
	for _, a := range list {
		fmt.Fprintln(env.Out, a.Role, a.Account, a.Password)
	}
}
