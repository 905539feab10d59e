package cli

import (
	"fmt"

	"huiyin/internal/identity"
	"huiyin/internal/intake"
	"huiyin/internal/org"
	"huiyin/internal/registry"
)

// found brings a congress into an installation: huiyin found shaoyang NAME --slips FILE. Its administrators do the rest on pages and
// with imports.
type found struct {
	database
	Code     string `arg:"" help:"cli.help.found.code"`
	Name     string `arg:"" help:"cli.help.found.name"`
	Level    string `help:"cli.help.found.level" enum:"province,city,county,township" default:"city"`
	Above    string `help:"cli.help.found.above" placeholder:"CODE"`
	Pack     string `help:"cli.help.date.pack" default:"hunan-city" placeholder:"ID"`
	Body     string `help:"cli.help.found.body" placeholder:"NAME"`
	Admin    string `help:"cli.help.found.admin" required:"" placeholder:"NAME"`
	Security string `help:"cli.help.found.security" required:"" placeholder:"NAME"`
	Auditor  string `help:"cli.help.found.auditor" required:"" placeholder:"NAME"`
	Slips    string `help:"cli.help.import.slips" required:"" type:"path" placeholder:"FILE"`
}

// Run founds the congress and says where its first passwords are.
func (c *found) Run(env *Env) error {
	st, err := c.site(env)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // what was written is durable
	paper, err := openSlips(c.Slips)
	if err != nil {
		return err
	}
	defer paper.close()
	body := c.Body
	if body == "" {
		body = env.Say.T("found.body." + c.Level)
	}
	people := &registry.Registry{Store: st.Store, Desk: st.desk}
	_, err = people.Found(env.Ctx, identity.New(st.Store, env.Now), registry.Founding{
		Code: c.Code, Name: c.Name, Level: org.Level(c.Level), Above: c.Above, Pack: c.Pack, Body: body,
		Admin: c.Admin, Security: c.Security, Auditor: c.Auditor,
		Keep: func(made registry.Founded) error {
			list := make([]intake.Slip, len(made.Slips))
			for i, s := range made.Slips {
				list[i] = intake.Slip{Name: made.Names[i], Org: body, Login: s.Login, Password: s.Password}
			}
			return paper.keep(list, env.Say)
		},
	})
	if err != nil {
		return err
	}
	paper.made()
	fmt.Fprintln(env.Out, env.Say.T("found.done", "name", c.Name, "code", c.Code, "file", c.Slips))
	return st.sealed(env.Ctx)
}
