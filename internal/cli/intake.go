package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// imports brings workbooks in: huiyin import suggestions FILE.xlsx --dry-run.
type imports struct {
	Template    importTemplate `cmd:"" help:"cli.help.import.template"`
	Suggestions importYear     `cmd:"" help:"cli.help.import.suggestions"`
	Units       importUnits    `cmd:"" help:"cli.help.import.units"`
	Deputies    importDeputies `cmd:"" help:"cli.help.import.deputies"`
	Accounts    importAccounts `cmd:"" help:"cli.help.import.accounts"`
	Texts       importTexts    `cmd:"" hidden:"" help:"cli.help.import.texts"`
}

// importTemplate writes the empty workbook in the language asked for.
type importTemplate struct {
	To string `help:"cli.help.import.to" type:"path" placeholder:"FILE"`
}

// Run writes to a new file, or to stdout: what has been filled in under the same name is not lost.
func (c *importTemplate) Run(env *Env) error {
	if c.To == "" {
		return sheet.WriteTemplate(env.Out, env.Say.Lang())
	}
	if info, err := os.Lstat(c.To); err == nil && info.Mode().IsRegular() {
		return fault.New(fault.Invalid, "store.file_exists", "file", c.To)
	}
	return wholeFile(c.To, 0o666, func(w io.Writer) error { return sheet.WriteTemplate(w, env.Say.Lang()) })
}

// workbook holds the flags that every import has.
type workbook struct {
	database
	File     string `arg:"" help:"cli.help.import.file" type:"path"`
	Congress string `help:"cli.help.congress" placeholder:"CODE"`
	DryRun   bool   `name:"dry-run" help:"cli.help.import.dry_run"`
	GoodOnly bool   `name:"good-rows-only" help:"cli.help.import.good_only"`
	JSON     bool   `name:"json" help:"cli.help.json"`
}

// with opens the file, the installation and the congress, runs do and anchors the record when something was written.
func (w *workbook) with(env *Env, do func(im *intake.Importer, g org.Congress, f io.ReaderAt, size int64) (intake.Result, error)) error {
	f, err := os.Open(w.File)
	if err != nil {
		return fault.New(fault.Invalid, "import.no_such_file", "file", w.File)
	}
	defer f.Close() //nolint:errcheck // read only
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.mustExist(); err != nil {
		return err
	}
	st, err := w.site(env)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // what was written is durable
	g, err := congress(env, st.Store, w.Congress)
	if err != nil {
		return err
	}
	im := &intake.Importer{Store: st.Store, Committed: st.witness.Committed}
	r, err := do(im, g, f, info.Size())
	if err != nil {
		return err
	}
	told := w.tell(env, r)
	if r.Written {
		told = errors.Join(told, st.sealed(env.Ctx))
	}
	return told
}

// tell prints what was found and done. Wrong rows that were not set aside by choice end with exit code 2.
func (w *workbook) tell(env *Env, r intake.Result) error {
	if w.JSON {
		if err := resultJSON(env, r); err != nil {
			return err
		}
	} else {
		for _, p := range r.Problems {
			fmt.Fprintln(env.Out, env.Say.T("import.line."+string(p.Severity), "place", place(p), "text", p.Sentence(env.Say)))
		}
		fmt.Fprintln(env.Out, env.Say.T("import.totals.line", "read", r.Read, "good", r.Good, "new", r.New, "present", r.Present,
			"differing", r.Differing, "wrong", r.Wrong))
		switch {
		case r.Written:
			fmt.Fprintln(env.Out, env.Say.T("import.done", "n", r.New))
		case w.DryRun && r.Errors() == 0:
			fmt.Fprintln(env.Out, env.Say.T("import.dry_run_good"))
		}
	}
	if r.Errors() > 0 && !w.GoodOnly {
		return fault.New(fault.Invalid, "import.not_written", "n", r.Errors())
	}
	return nil
}

func place(p sheet.Problem) string {
	switch {
	case p.Sheet != "" && p.Cell != "":
		return p.Sheet + "!" + p.Cell
	case p.Sheet != "" && p.Row > 0:
		return fmt.Sprintf("%s!%d", p.Sheet, p.Row)
	case p.Sheet != "":
		return p.Sheet
	}
	return "-"
}

// said is a problem with its sentence, as programs read it.
type said struct {
	sheet.Problem
	Text string `json:"text"`
}

func resultJSON(env *Env, r intake.Result) error {
	out := struct {
		intake.Result
		Problems []said `json:"problems"`
		Errors   int    `json:"errors"`
	}{Result: r, Problems: []said{}, Errors: r.Errors()}
	for _, p := range r.Problems {
		text := p.Sentence(env.Say)
		p.Args = nil
		out.Problems = append(out.Problems, said{p, text})
	}
	enc := json.NewEncoder(env.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// importYear brings a past year of suggestions in.
type importYear struct {
	workbook
	As string `help:"cli.help.import.as" placeholder:"ACCOUNT"`
}

// Run imports in the name of the account, or of the installation itself.
func (c *importYear) Run(env *Env) error {
	return c.with(env, func(im *intake.Importer, g org.Congress, f io.ReaderAt, size int64) (intake.Result, error) {
		actor, err := committee(env, im.Store, g, c.As)
		if err != nil {
			return intake.Result{}, err
		}
		return im.ImportYear(env.Ctx, f, size, intake.Request{Actor: actor, File: filepath.Base(c.File), DryRun: c.DryRun, GoodOnly: c.GoodOnly})
	})
}

// committee finds the committee post in which an account acts. Without an account the installation itself acts: whoever may
// run its commands may bring its past in, and no person is named who did not act.
func committee(env *Env, s *store.Store, g org.Congress, login string) (a org.Actor, err error) {
	if login == "" {
		return org.Actor{Post: org.Post{Congress: g.ID}}, nil
	}
	err = s.View(env.Ctx, func(tx *store.Tx) error {
		account, err := tx.AccountByLogin(env.Ctx, identity.Login(login))
		if err != nil {
			return err
		}
		posts, err := tx.PostsOf(env.Ctx, account.Person)
		if err != nil {
			return err
		}
		for _, p := range posts {
			if p.Congress == g.ID && (p.Role == org.CommitteeClerk || p.Role == org.CommitteeHead) && p.To == "" {
				a, err = tx.Actor(env.Ctx, p.ID)
				return err
			}
		}
		return fault.New(fault.Forbidden, "import.not_committee")
	})
	return a, err
}

type importUnits struct{ workbook }

// Run brings organisations in.
func (c *importUnits) Run(env *Env) error { return c.people(env, sheet.Units, nil) }

type importDeputies struct{ workbook }

// Run brings deputies in.
func (c *importDeputies) Run(env *Env) error { return c.people(env, sheet.Deputies, nil) }

// people brings in what makes no first passwords, or keeps them on paper.
func (w *workbook) people(env *Env, kind string, paper *slipFile) error {
	return w.with(env, func(im *intake.Importer, g org.Congress, f io.ReaderAt, size int64) (intake.Result, error) {
		r, err := im.ImportPeople(env.Ctx, identity.New(im.Store, env.Now), f, size, intake.PeopleRequest{
			Who: identity.Program, Congress: g.ID, Sheet: kind, File: filepath.Base(w.File), DryRun: w.DryRun, GoodOnly: w.GoodOnly,
			Keep: func(list []intake.Slip) error { return paper.keep(list, env.Say) },
		})
		if err == nil && paper != nil {
			paper.made()
		}
		return r, err
	})
}

// importAccounts brings accounts in and writes their first passwords once.
type importAccounts struct {
	workbook
	Slips string `help:"cli.help.import.slips" type:"path" placeholder:"FILE"`
}

// Run imports, and keeps the slips.
func (c *importAccounts) Run(env *Env) error {
	if c.DryRun {
		return c.people(env, sheet.Accounts, nil)
	}
	if c.Slips == "" {
		return fault.OnField("slips", "field.required")
	}
	paper, err := openSlips(c.Slips)
	if err != nil {
		return err
	}
	defer paper.close()
	return c.people(env, sheet.Accounts, paper)
}
