package cli

import (
	"huiyin/internal/demo"
	"huiyin/internal/identity"
	"huiyin/internal/web"
)

// showcase runs the invented city: huiyin demo. With --seed-only it makes the data and stops.
type showcase struct {
	database
	door
	SeedOnly bool   `name:"seed-only" help:"cli.help.demo.seed_only"`
	Seed     uint64 `help:"cli.help.demo.seed" default:"1"`
}

// Run makes the city unless the data folder holds an installation, then serves it.
func (c *showcase) Run(env *Env) error {
	st, err := c.site(env)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := demo.People(env.Ctx, st.Store, identity.New(st.Store, env.Now), c.Seed); err != nil {
		return err
	}
	if c.SeedOnly {
		return st.anchor(env.Ctx)
	}
	var accounts []web.DemoAccount
	for _, a := range demo.Accounts(c.Seed) {
		accounts = append(accounts, web.DemoAccount{Role: string(a.Role), Account: a.Account, Password: demo.Password})
	}
	return c.door.serve(env, st, accounts)
}
