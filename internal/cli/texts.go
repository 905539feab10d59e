package cli

import (
	"fmt"
	"os"

	"huiyin/internal/fault"
	"huiyin/internal/intake"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// importTexts loads real texts for looking at pages while developing: huiyin import texts DIR.
type importTexts struct {
	database
	Dir      string `arg:"" help:"cli.help.import.dir" type:"existingdir"`
	Congress string `help:"cli.help.congress" placeholder:"CODE"`
	Most     int    `help:"cli.help.import.texts_most" default:"1000"`
}

// Run records the texts in the newest session that has opened.
func (c *importTexts) Run(env *Env) error {
	st, err := c.site(env)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // what was written is durable
	g, err := congress(env, st.Store, c.Congress)
	if err != nil {
		return err
	}
	var session org.Session
	err = st.View(env.Ctx, func(tx *store.Tx) error {
		list, err := tx.Sessions(env.Ctx, g.ID)
		for _, s := range list {
			if s.Opens <= tx.Today() && s.Opens >= session.Opens {
				session = s
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if session.ID == 0 {
		return fault.New(fault.Conflict, "fault.no_session")
	}
	im := &intake.Importer{Store: st.Store, Committed: st.witness.Committed}
	r, err := im.ImportTexts(env.Ctx, os.DirFS(c.Dir), session, c.Most, intake.Request{
		Actor: org.Actor{Post: org.Post{Congress: g.ID}}, File: "texts",
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(env.Out, env.Say.T("import.done", "n", r.New))
	return st.sealed(env.Ctx)
}
