package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"huiyin/internal/blob"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

// check proves that the record is whole: huiyin verify --data DIR. It changes nothing and may run beside the server.
type check struct {
	database
	Witness string `help:"cli.help.verify.witness" type:"path" placeholder:"DIR"`
	JSON    bool   `name:"json" help:"cli.help.json"`
}

// Run verifies and prints. Something bad is exit code 1, with the first bad record named on stderr.
func (c *check) Run(env *Env) error {
	if err := c.mustExist(); err != nil {
		return err
	}
	s, err := c.open(env)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // read only
	dir := c.Witness
	if dir == "" {
		dir = witness.Dir(c.Data)
	}
	r, err := verify.Run(env.Ctx, s, dir)
	if err != nil {
		return err
	}
	if err := c.readFiles(env, &r); err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(env.Out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	if !c.JSON {
		for _, k := range r.Rekeyed {
			fmt.Fprintln(env.Out, env.Say.T("verify.rekeyed", "node", k.Node, "number", k.From))
		}
		if r.Clock != nil {
			fmt.Fprintln(env.Out, env.Say.T("verify.clock_back", "last", instant(r.Clock.Last), "now", instant(r.Clock.Now)))
		}
	}
	if !r.Clean() {
		if !c.JSON {
			for _, b := range r.Bad[1:] {
				fmt.Fprintln(env.Out, badRecord(env.Say, b))
			}
		}
		return fault.New(fault.Conflict, "verify.bad", "first", badRecord(env.Say, r.Bad[0]), "total", r.Total)
	}
	if c.JSON {
		return nil
	}
	key := "verify.clean"
	if r.Nodes == 0 {
		key = "verify.clean_alone"
	}
	_, err = fmt.Fprintln(env.Out, env.Say.T(key, "cases", r.Cases, "events", r.Events, "security", r.Security, "accounts", r.Accounts, "files", r.Files, "witnessed", r.Witnessed, "anchors", r.Anchors))
	if err == nil && r.Hidden > 0 {
		_, err = fmt.Fprintln(env.Out, env.Say.T("verify.hidden", "n", r.Hidden))
	}
	return err
}

// readFiles reads the attachments. Beside a database on another machine the folder may not be at hand; beside the one inside the data folder
// it has to be, or everything in it is gone. It is not made here.
func (c *check) readFiles(env *Env, r *verify.Report) error {
	if _, err := os.Stat(c.files()); errors.Is(err, fs.ErrNotExist) {
		if c.DB == "" {
			return r.ReadFiles(env.Ctx, nil)
		}
		return nil
	}
	files, err := blob.OpenDir(c.files())
	if err != nil {
		return err
	}
	return r.ReadFiles(env.Ctx, files)
}

// badRecord says in words which record is bad and why.
func badRecord(say *i18n.Printer, b verify.Bad) string {
	why, key, what := say.T("verify.why."+b.Why, "detail", b.Detail), "verify.record."+b.Kind, ""
	if b.Of != "" {
		noun, args := b.What()
		what, key = say.T(noun, args...), "verify.record.event_of"
		if b.Seq == 0 {
			key = "verify.record.all_of"
		}
	}
	return say.T(key, "what", what, "id", strconv.FormatInt(b.ID, 10), "seq", strconv.FormatInt(b.Seq, 10), "detail", b.Detail, "why", why)
}

// anchor signs the state of all chains now: huiyin anchor --data DIR.
type anchor struct {
	database
}

// Run writes an anchor and prints what can be published.
func (c *anchor) Run(env *Env) error {
	if err := c.mustExist(); err != nil {
		return err
	}
	s, err := c.site(env)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // the anchor has been synced
	a, err := s.witness.Anchor(env.Ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(env.Out, env.Say.T("verify.anchored", "number", a.Number, "node", a.Node, "at", instant(a.At), "heads", a.Heads, "root", a.Root))
	return err
}
