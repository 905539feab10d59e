package cli

import (
	"fmt"
	"io"
	"os"

	"huiyin/internal/appraise"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/store"
)

// scoreRun freezes a year's facts under a scheme and writes the bundle; it changes nothing in the installation: huiyin score run SCHEME.
type scoreRun struct {
	database
	Scheme   string `arg:"" help:"cli.help.score.scheme"`
	Year     int    `help:"cli.help.year" required:""`
	CutOff   string `name:"cut-off" help:"cli.help.score.cut_off" required:"" placeholder:"2006-01-02"`
	Congress string `help:"cli.help.congress" placeholder:"CODE"`
	Out      string `help:"cli.help.out" type:"path"`
}

// Run writes the bundle to the file that --out names with one line about it, or the bundle alone to stdout.
func (c *scoreRun) Run(env *Env) error {
	cutOff, err := calendar.ParseDay(c.CutOff)
	if err != nil {
		return err
	}
	if err := c.mustExist(); err != nil {
		return err
	}
	s, err := c.open(env)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // read only
	g, err := congress(env, s, c.Congress)
	if err != nil {
		return err
	}
	var b score.Bundle
	err = s.View(env.Ctx, func(tx *store.Tx) (err error) {
		b, err = c.freeze(env, tx, g, cutOff)
		return err
	})
	if err != nil {
		return err
	}
	raw, err := b.Bytes()
	if err != nil {
		return err
	}
	if c.Out == "" {
		_, err = env.Out.Write(raw)
		return err
	}
	err = wholeFile(c.Out, 0o600, func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	})
	if err != nil {
		return err
	}
	items := 0
	for _, u := range b.Inputs.Units {
		items += len(u.Items)
	}
	_, err = fmt.Fprintln(env.Out, env.Say.T("score.run.done", "file", c.Out, "scheme", b.Inputs.Scheme.Name, "version", b.Inputs.Scheme.Version, "units", len(b.Inputs.Units),
		"items", items, "digest", b.Digest))
	return err
}

func (c *scoreRun) freeze(env *Env, tx *store.Tx, g org.Congress, cutOff calendar.Day) (score.Bundle, error) {
	if cutOff >= tx.Today() {
		return score.Bundle{}, fault.New(fault.Invalid, "guard.cut_off_past")
	}
	text, ok, err := appraise.SchemeCalled(env.Ctx, tx, g.ID, c.Scheme)
	if err != nil {
		return score.Bundle{}, err
	}
	if !ok {
		if text, err = c.file(); err != nil {
			return score.Bundle{}, err
		}
	}
	sessions, err := tx.Sessions(env.Ctx, g.ID)
	if err != nil {
		return score.Bundle{}, err
	}
	for _, of := range sessions {
		if of.Year == c.Year {
			return appraise.Frozen(env.Ctx, tx, appraise.Asked{Title: text.Name, Congress: g.ID, Session: of, CutOff: cutOff, Scheme: text})
		}
	}
	return score.Bundle{}, fault.New(fault.NotFound, "score.run.no_year", "year", c.Year)
}

// file reads a scheme that is written as JSON.
func (c *scoreRun) file() (score.Scheme, error) {
	raw, err := os.ReadFile(c.Scheme)
	if err != nil {
		return score.Scheme{}, fault.New(fault.NotFound, "score.run.no_scheme", "scheme", c.Scheme)
	}
	return score.Parse(raw)
}
