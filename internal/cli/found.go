package cli

import (
	"fmt"
	"os"

	"huiyin/internal/fault"
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

// Run opens the file of slips before any password is made: one that cannot be kept must not come into being.
func (c *found) Run(env *Env) error {
	st, err := c.site(env)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // what was written is durable
	f, err := os.OpenFile(c.Slips, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fault.New(fault.Invalid, "cli.no_file", "file", c.Slips)
	}
	body := c.Body
	if body == "" {
		body = env.Say.T("found.body." + c.Level)
	}
	people := &registry.Registry{Store: st.Store, Desk: st.desk}
	made, err := people.Found(env.Ctx, identity.New(st.Store, env.Now), registry.Founding{
		Code: c.Code, Name: c.Name, Level: org.Level(c.Level), Above: c.Above, Pack: c.Pack, Body: body,
		Admin: c.Admin, Security: c.Security, Auditor: c.Auditor,
	})
	if err != nil {
		_ = f.Close()
		_ = os.Remove(c.Slips)
		return err
	}
	list := make([]intake.Slip, len(made.Slips))
	for i, s := range made.Slips {
		list[i] = intake.Slip{Name: made.Names[i], Org: body, Login: s.Login, Password: s.Password}
	}
	err = intake.WriteSlips(f, list, env.Say)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(env.Out, env.Say.T("found.done", "name", c.Name, "code", c.Code, "file", c.Slips))
	return st.anchor(env.Ctx)
}
